"""What goes on both files as one sealed PDF: what is in it and what is not, that it is made once, and its seal (R31)."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import frappe
import pytest
from frappe.utils import formatdate
from makers import make_file_entry
from pypdf import PageObject, PdfReader
from story import Story, acting, ago, refused
from workers import at_once, killed

from mentoring_scheme.jobs import bundles
from mentoring_scheme.mentoring_scheme import pdf
from mentoring_scheme.mentoring_scheme.verdict import RuleRefusal

ENTRY = "Mentoring File Entry"
MAKE = "mentoring_scheme.jobs.bundles.make_for_link"
SECRET = "What only the supervisor knows."
MAKING = """
import time
from mentoring_scheme.jobs import bundles
from mentoring_scheme.mentoring_scheme import pdf
from mentoring_scheme.mentoring_scheme.doctype.mentoring_file_entry import seal
whole, fasten = pdf.printed, seal.fasten
def printed(*args, **more):
	content = whole(*args, **more)
	print("printed", flush=True)
	return content
def fastened(*args):
	done = fasten(*args)
	print("fastened", flush=True)
	time.sleep({holds})
	return done
pdf.printed, seal.fasten = printed, fastened
bundles.make_for_link({link!r})
"""


@pytest.fixture
def story() -> Story:
	return Story("afc-fostering", "Adversity")


@pytest.fixture(autouse=True)
def nothing_is_kept(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
	if not request.node.get_closest_marker("commits"):
		monkeypatch.setattr(frappe.db, "commit", lambda: None)


def closed(story: Story, *dates: Any) -> Any:
	"""A closed link whose closing supervision has notes."""
	link = story.closed(ago(100), *dates)
	supervision = frappe.get_last_doc("Mentoring Supervision", {"mentor": link.mentor})
	supervision.db_set("difficulties", SECRET)
	return link


def entry_of(link: str, role: str, version: int = 1) -> Any:
	return frappe.get_doc(ENTRY, {"link": link, "as_role": role, "version": version})


def bundle_of(entry: Any) -> PdfReader:
	return PdfReader(io.BytesIO(frappe.get_doc("File", {"file_url": entry.bundle}).get_content()))


def text_of(reader: PdfReader) -> str:
	return " ".join(map(words_of, reader.pages))


def words_of(page: PageObject) -> str:
	"""The text of a page with single spaces: the engine sets tabs between words."""
	return " ".join(page.extract_text().split())


def path_of(entry: Any) -> Path:
	return Path(frappe.get_doc("File", {"file_url": entry.bundle}).get_full_path())


def test_closing_makes_one_bundle_for_each_file(story: Story, run_jobs: Any):
	link = closed(story, ago(80), ago(50))
	assert MAKE in run_jobs()
	of_mentor, of_mentee = entry_of(link.name, "Mentor"), entry_of(link.name, "Mentee")
	for entry in (of_mentor, of_mentee):
		reader = bundle_of(entry)
		assert len(reader.pages) == entry.bundle_pages
		# cover, agreement, two records, the ending: each begins on the page that the contents name
		titles = [item.title for item in reader.outline]
		records = [f"Contact, {formatdate(day)}" for day in (ago(80), ago(50))]
		assert titles == [
			"Contents",
			entry.documents[0].title,
			*records,
			"Course and ending of the support",
		]
		contents = [
			f"{item.title} {reader.get_destination_page_number(item) + 1}" for item in reader.outline[1:]
		]
		assert f"Paper Page {' '.join(contents)} Notes of" in words_of(reader.pages[0])
		for number, page in enumerate(reader.pages, start=1):
			assert f"{entry.name} · Page {number} of {len(reader.pages)}" in words_of(page)
		text = text_of(reader)
		for words in ("What we agreed on: ", "We went through the diary", link.mentor_name, "Completed"):
			assert words in text
		assert SECRET not in text
	# what is between the scheme and one of the two stands on that one's file alone
	mentors, mentees = text_of(bundle_of(of_mentor)), text_of(bundle_of(of_mentee))
	assert "A course on attachment" in mentees and "The nights are calmer" in mentees
	assert "A course on attachment" not in mentors and "The nights are calmer" not in mentors
	assert "Closing supervision held on" in mentors
	assert "Closing supervision held on" not in mentees


def test_a_replaced_agreement_is_in_the_bundle(story: Story):
	story.started(ago(100))
	first = frappe.get_doc("Mentoring Agreement", {"link": story.link})
	with acting(story.co_ordinator):
		reviewed = frappe.get_doc("Mentoring Agreement", first.review())
	story.offer_and_sign(reviewed)
	story.closing_supervision(ago(1))
	story.move("Begin ending")
	ending = {"reflection_on": ago(2), "formal_ending_by": "Letter", "formal_ending_on": ago(1)}
	story.fill_in(ended_on=ago(2), **ending)
	story.move("Close")
	bundles.make_for_link(story.link)
	text = text_of(bundle_of(entry_of(story.link, "Mentee")))
	assert text.count("Replaced by a later agreement") == 1


def test_making_it_again_makes_nothing(story: Story):
	link = closed(story)
	assert bundles.make_for_link(link.name) == 2
	before = [entry_of(link.name, role).bundle_hash for role in ("Mentor", "Mentee")]
	assert bundles.make_for_link(link.name) == 0
	assert [entry_of(link.name, role).bundle_hash for role in ("Mentor", "Mentee")] == before
	with acting(story.co_ordinator), refused() as told:
		entry_of(link.name, "Mentor").make_bundle()
	assert told.says("has its bundle already")


def test_the_seal_tells_of_any_change(story: Story):
	link = closed(story)
	bundles.make_for_link(link.name)
	entry = entry_of(link.name, "Mentor")
	with acting(story.mentor_ssw):
		assert entry.check_seal()["whole"]
	path = path_of(entry)
	content = path.read_bytes()
	for tampered in (content.replace(b"Helvetica", b"Helvetika", 1), content + b"\n", b"", None):
		path.write_bytes(tampered) if tampered is not None else path.unlink()
		assert not entry.check_seal()["whole"]
	path.write_bytes(content)
	assert entry.check_seal()["whole"]
	with refused(frappe.PermissionError), acting(story.mentee_ssw):
		entry.check_seal()


def test_who_reads_the_file_reads_the_bundle_and_nobody_moves_it(story: Story):
	link = closed(story)
	bundles.make_for_link(link.name)
	file = frappe.get_doc("File", {"file_url": entry_of(link.name, "Mentor").bundle})
	assert file.is_private
	readers = {story.co_ordinator, story.manager, story.mentor_ssw}
	everybody = readers | {story.mentee_ssw, story.finance, story.mentor_user, story.mentee_user}
	for user in everybody:
		with acting(user):
			assert frappe.has_permission("File", "read", doc=file) is (user in readers), user
			assert not frappe.has_permission("File", "delete", doc=file), user
	with refused(RuleRefusal) as told:
		frappe.get_doc("File", file.name).update(
			{"attached_to_doctype": None, "attached_to_name": None}
		).save()
	assert told.says("sealed bundle")


def test_without_a_pdf_engine_the_link_is_closed_and_the_bundle_made_later(
	story: Story, monkeypatch: pytest.MonkeyPatch
):
	with monkeypatch.context() as without:
		without.setattr(pdf, "ENGINE", "no-such-programme")
		link = closed(story)
		assert link.status == "Closed"
		assert bundles.make_for_link(link.name) == 0
		entry = entry_of(link.name, "Mentor")
		assert (entry.bundle, "not installed" in entry.bundle_problem) == (None, True)
		with acting(story.co_ordinator), refused() as told:
			entry.make_bundle()
		assert told.says("not installed")
	assert bundles.make_for_link(link.name) == 2
	assert entry_of(link.name, "Mentor").bundle_problem is None


def set_default_format(name: str | None) -> None:
	"""What Customize Form does with the default print format of contact records."""
	setter = {"doctype_or_field": "DocType", "property": "default_print_format", "property_type": "Data"}
	frappe.db.delete("Property Setter", {"doc_type": "Contact Record", "property": setter["property"]})
	if name:
		frappe.make_property_setter({"doctype": "Contact Record", "value": name, **setter})
	frappe.clear_cache(doctype="Contact Record")


def test_what_cannot_be_printed_is_told_and_tried_again_a_day_later(story: Story, run_jobs: Any):
	link = closed(story, ago(60))
	set_default_format(
		"Mentoring Letter"
	)  # written for another document, as a council might choose by mistake
	assert MAKE in run_jobs()
	set_default_format(None)
	entry = entry_of(link.name, "Mentee")
	assert entry.bundle_problem and not entry.bundle
	entry.db_set("creation", ago(2))
	bundles.take_up_again()
	assert run_jobs() == [], "it was tried just now"
	entry.db_set("bundle_tried_on", ago(2))
	bundles.take_up_again()
	assert run_jobs() == [MAKE]
	assert entry.reload().bundle


def test_nothing_is_made_of_an_ending_that_is_no_more():
	"""A link that was opened again gets no bundle of the ending that is no more."""
	entry = make_file_entry()
	frappe.db.set_value("Mentoring Link", entry.link, {"status": "Closing", "reopened": 1})
	assert bundles.make_for_link(entry.link) == 0
	assert "opened again" in entry.reload().bundle_problem


@pytest.mark.commits
def test_killed_half_way_and_two_at_once_there_is_one_bundle_each(site: str, story: Story):
	"""Real processes: one is stopped between two papers, one before what it has attached is kept, then two at once."""
	link = closed(story, ago(60)).name
	frappe.db.commit()
	killed(site, MAKING.format(link=link, holds=0), lines=2)
	# agreement, record, ending and cover are printed, and the bundle is attached
	killed(site, MAKING.format(link=link, holds=60), lines=5)
	frappe.db.rollback()
	assert not frappe.db.exists(ENTRY, {"link": link, "bundle": ["is", "set"]})
	made = at_once(site, *[lambda: bundles.make_for_link(link)] * 2)
	frappe.db.rollback()
	assert sum(made) == 2
	for role in ("Mentor", "Mentee"):
		entry = entry_of(link, role)
		assert frappe.db.count("File", {"attached_to_doctype": ENTRY, "attached_to_name": entry.name}) == 1
		assert entry.check_seal()["whole"]
		path_of(entry).unlink()
