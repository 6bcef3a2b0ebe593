"""What a scheme prints: in its own look, from the council's wording, for those who may read it (R47, R48)."""

from __future__ import annotations

from base64 import b64decode
from io import BytesIO
from typing import Any

import frappe
import pytest
from casts import Cast, make_cast
from frappe.utils import add_days, escape_html, today
from frappe.www.printview import get_rendered_template, validate_print_permission
from makers import make_event, make_supervision, make_wording, stand
from pypdf import PdfReader

from mentoring_scheme.mentoring_scheme import pdf
from mentoring_scheme.mentoring_scheme.doctype.mentoring_letter.mentoring_letter import draft
from mentoring_scheme.mentoring_scheme.doctype.mentoring_letter.wording import (
	CERTIFICATE_OF_TRAINING,
	INVITATION,
	NAMES,
	WELCOME,
)
from mentoring_scheme.mentoring_scheme.verdict import RuleRefusal

HOSTILE = "Fish & <script>alert('chips')</script>"
SAFE = "Fish &amp; &lt;script&gt;"
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
A4 = (595, 842)
BLANK = {
	"Blank Contact Form": (2, ["Contact record", "In person", "Recording sheet", "Initials"]),
	"Blank Supervision Form": (1, ["Record of a supervision", "Impact on own caring", "Closing"]),
	"Blank Feedback Forms": (
		2,
		["Feedback of the mentor", "Feedback of the mentee", "3 somewhat", "again at the end"],
	),
	"Blank Application Forms": (2, ["I would like to be a mentor", "I would like to have a mentor"]),
	"Confidentiality Statement": (1, ["What we tell each other stays between us", "Signature"]),
}


@pytest.fixture
def cast() -> Cast:
	return make_cast()


def printed(doc: Any, print_format: str) -> str:
	return get_rendered_template(doc, print_format=frappe.get_doc("Print Format", print_format))


def supervision_of(cast: Cast) -> Any:
	return make_supervision(
		scheme=cast.scheme,
		mentor=cast.link.mentor,
		supervisor=cast.mentor_ssw,
		supervision_date=add_days(today(), -3),
		status="Held",
		difficulties="Evenings are long",
		links=[{"link": cast.link.name, "notes": "How the records are written"}],
		actions=[{"action": "Ask about respite", "who": "Co-ordinator"}],
	)


def papers_of(cast: Cast) -> list[tuple[Any, str, int, list[str]]]:
	"""Each print with its document, its pages, and words that it must hold."""
	scheme = frappe.get_doc("Mentoring Scheme", cast.scheme)
	mentor = frappe.get_doc("Mentor", cast.link.mentor)
	event = make_event(scheme=cast.scheme, title="Attachment", description="An evening", venue="Town hall")
	spoken = ["Evenings are long", "How the records are written", "Ask about respite", cast.link.mentor_name]
	return [
		(supervision_of(cast), "Mentoring Supervision", 1, spoken),
		(
			mentor,
			"Certificate of Mentoring",
			1,
			[mentor.participant_name, "has been a mentor of", "one mentee"],
		),
		(mentor, "Certificate of Training", 1, [mentor.participant_name, "Safer caring", "For the scheme"]),
		(event, "Event Invitation", 1, ["Invitation: Attachment", "An evening", "Town hall"]),
		*((scheme, name, pages, words) for name, (pages, words) in BLANK.items()),
	]


def test_every_print_is_a4_in_the_name_of_the_scheme_with_its_pages_numbered(cast: Cast):
	stand(frappe.get_doc("Mentoring Link", cast.link.name), start_date=add_days(today(), -30))
	for doc, print_format, pages, words in papers_of(cast):
		content = pdf.merged([pdf.Part(print_format, pdf.printed(doc, print_format))], cast.scheme)
		found = PdfReader(BytesIO(content)).pages
		assert len(found) == pages, print_format
		text = " ".join(" ".join(page.extract_text() for page in found).split())
		for word in (*words, f"{cast.scheme} · Page 1 of {pages}"):
			assert word in text, (print_format, word)
		sizes = {(int(page.mediabox.width), int(page.mediabox.height)) for page in found}
		assert sizes <= {A4, (A4[0], A4[1] - 1), (A4[0] + 1, A4[1])}, print_format


def test_what_people_typed_is_escaped_and_a_scheme_shows_its_own_look(cast: Cast):
	scheme = frappe.get_doc("Mentoring Scheme", cast.scheme)
	file = frappe.get_doc(
		{
			"doctype": "File",
			"file_name": "logo.png",
			"attached_to_doctype": "Mentoring Scheme",
			"attached_to_name": scheme.name,
			"is_private": 1,
			"content": b64decode(PIXEL),
		}
	).insert()
	stand(scheme, portal_colour="#1d4f91", portal_logo=file.file_url, confidentiality_statement=HOSTILE)
	supervision = supervision_of(cast)
	for field in ("mentor_name", "difficulties", "impact_on_caring", "training_needs", "notes_for_mentor"):
		supervision.set(field, HOSTILE)
	supervision.links[0].notes = supervision.actions[0].action = supervision.actions[0].who = HOSTILE
	mentor = frappe.get_doc("Mentor", cast.link.mentor)
	mentor.participant_name = mentor.trainings[0].training = HOSTILE
	event = make_event(scheme=cast.scheme, title="Evening")
	for field in ("title", "description", "venue", "trainer"):
		event.set(field, HOSTILE)
	scheme.feedback_questions[0].question = HOSTILE
	for doc, print_format, places in (
		(supervision, "Mentoring Supervision", 8),
		(mentor, "Certificate of Mentoring", 1),
		(mentor, "Certificate of Training", 2),
		(event, "Event Invitation", 4),
		(scheme, "Blank Feedback Forms", 1),
		(scheme, "Confidentiality Statement", 1),
	):
		html = printed(doc, print_format)
		assert "<script>alert" not in html, print_format
		assert html.count(SAFE) >= places, print_format
		assert "border-color: #1d4f91" in html and f"data:image/png;base64,{PIXEL[:40]}" in html
	stand(scheme, portal_colour="red; background: url(x)", portal_logo="/private/files/of-another.png")
	html = printed(scheme, "Confidentiality Statement")
	assert "url(x)" not in html and "<img" not in html and escape_html(scheme.name) in html


def test_nobody_prints_what_they_may_not_read(cast: Cast, as_user: Any):
	supervision, mentor = supervision_of(cast), frappe.get_doc("Mentor", cast.link.mentor)
	scheme = frappe.get_doc("Mentoring Scheme", cast.scheme)
	may = {
		supervision: {cast.manager, cast.co_ordinator, cast.mentor_ssw},
		mentor: {cast.manager, cast.co_ordinator, cast.mentor_ssw},
		scheme: {cast.manager, cast.co_ordinator, cast.mentor_ssw, cast.mentee_ssw},
	}
	everybody = (cast.manager, cast.co_ordinator, cast.mentor_ssw, cast.mentee_ssw, cast.mentor, cast.mentee)
	for doc, readers in may.items():
		for user in everybody:
			with as_user(user):
				try:
					validate_print_permission(doc)
					printing = True
				except frappe.PermissionError:
					printing = False
			assert printing is (user in readers), (doc.doctype, user)


def test_a_welcome_and_an_invitation_are_begun_once_the_match_is_settled(as_user: Any):
	cast = make_cast(status="Consulting")
	link = frappe.get_doc("Mentoring Link", cast.link.name)
	stand(link, co_ordinator=cast.co_ordinator)
	address = {"email": "mentor@example.org", "phone": "01632 960 123"}
	stand(frappe.get_doc("Mentoring Participant", link.mentor_participant), **address)
	with as_user(cast.co_ordinator):
		with pytest.raises(RuleRefusal, match="R21"):
			draft(link.name, "Mentee", "Welcome")
		with pytest.raises(frappe.ValidationError, match="There is no such letter"):
			draft(link.name, "Mentor", "Welcome")
		stand(link, status="Introduction")
		begun = [
			frappe.get_doc("Mentoring Letter", draft(link.name, role, kind))
			for kind, role in (("Welcome", "Mentee"), ("Introduction", "Mentee"), ("Introduction", "Mentor"))
		]
		assert draft(link.name, "Mentee", "Welcome") == begun[0].name
		for letter in begun:
			assert link.mentor_name in letter.body and cast.scheme in letter.body
			assert cast.co_ordinator in letter.body, "whom to turn to"
			for value in address.values():
				assert value not in letter.body
			letter.record_sent("By post", today())
	assert not link.reload().formal_ending_on, "only the letter that ends the link is its formal ending"
	with as_user(cast.mentee_ssw):
		assert set(frappe.get_list("Mentoring Letter", pluck="name")) == {begun[0].name, begun[1].name}


def test_a_mistake_in_the_wording_is_named_and_a_certificate_without_a_ground_is_not_given(cast: Cast):
	mentor = frappe.get_doc("Mentor", cast.link.mentor)
	event = make_event(scheme=cast.scheme)
	for name in (CERTIFICATE_OF_TRAINING, INVITATION, WELCOME):
		assert frappe.db.exists("Email Template", name), "the council finds it to edit"
		frappe.db.set_value("Email Template", name, "response", "{{ nmae }}")
	for act in (
		lambda: mentor.certificate("Training"),
		event.invitation,
		lambda: draft(cast.link.name, "Mentee", "Welcome"),
	):
		with pytest.raises(frappe.ValidationError, match=r"there is no \{\{ nmae \}\}\. There are:"):
			act()
	frappe.db.set_value(
		"Email Template", INVITATION, "response", "<p onclick='x()'>Come</p><script>x()</script>"
	)
	assert event.invitation()["body"].startswith("<p>Come</p>")

	# a scheme's own wording comes before the site's, and one that cannot be filled in is not kept
	for wrong, why in (
		("{{ nmae }}", "there is no"),
		("{% include 'x.html' %}", "another template"),
		("{% if links %}", "end of template"),
	):
		with pytest.raises(frappe.ValidationError, match=why):
			make_wording(scheme=cast.scheme, paper=CERTIFICATE_OF_TRAINING, body=wrong)
	for paper in (CERTIFICATE_OF_TRAINING, INVITATION, WELCOME):
		braces = " ".join(f"{{{{ {name} }}}}" for name in NAMES[paper])
		make_wording(scheme=cast.scheme, paper=paper, subject="Ours", body=f"<p>{braces}</p>")
	assert mentor.certificate("Training")["subject"] == event.invitation()["subject"] == "Ours"
	letter = frappe.get_doc("Mentoring Letter", draft(cast.link.name, "Mentee", "Welcome"))
	assert (letter.subject, cast.link.mentor_name in letter.body) == ("Ours", True)
	with pytest.raises(frappe.ValidationError, match="already"):
		make_wording(scheme=cast.scheme, paper=WELCOME)

	# and a certificate is of what has taken place
	mentor.update({"approved_on": None, "trainings": []})
	for kind, lacking in (("Mentoring", "has not been approved"), ("Training", "no training that")):
		assert lacking in mentor.certificate(kind)["missing"]
		assert "For the scheme" not in printed(mentor, f"Certificate of {kind}")
