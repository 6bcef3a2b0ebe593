"""What has reached its date is listed, approved by a second person, and carried out; what is left says so."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import frappe
import pytest
from ended import (
	NAME,
	aged,
	carried_out,
	concluded,
	declined_application,
	everywhere,
	former_pair,
	listed,
	prepared,
)
from frappe.model.document import Document
from makers import (
	make_concern,
	make_legal_hold,
	make_mentor,
	make_participant,
	make_scheme,
	make_user,
	stand,
)

from mentoring_scheme.jobs import disposal
from mentoring_scheme.mentoring_scheme.verdict import RuleRefusal
from mentoring_scheme.retention.gather import GATHERED, ROOTS
from mentoring_scheme.retention.listing import make_list, reached, still_due
from mentoring_scheme.retention.tables import TABLES

SAID = "the night of the thunderstorm"
AsUser = Callable[[str], AbstractContextManager[None]]


def test_every_root_has_somebody_who_finds_its_days():
	assert set(GATHERED) == set(ROOTS)


def test_somebody_whose_link_goes_on_is_never_listed():
	scheme = make_scheme().name
	link = former_pair(scheme)
	assert ("Mentoring Link", link.name) in listed(scheme)
	stand(link, status="Active", ended_on=None)
	assert not {name for _doctype, name in listed(scheme)} & {
		link.name,
		link.mentor,
		link.mentee,
		link.mentor_participant,
		link.mentee_participant,
	}


def test_nothing_ends_that_an_open_concern_is_about():
	scheme = make_scheme().name
	link = former_pair(scheme)
	before = listed(scheme)
	concern = make_concern(link=link.name, kind="Safeguarding", about="Mentor")
	key = ("Mentoring Concern", concern.name)
	assert concern.about_participant == link.mentor_participant
	assert ("Mentoring Link", link.name) in before and listed(scheme) == set()
	concluded(concern)
	assert listed(scheme) == {*before, key}


def test_what_is_left_of_a_concern_says_nothing_about_anybody():
	scheme = make_scheme().name
	link = former_pair(scheme)
	stand(frappe.get_doc("Mentoring Participant", link.mentor_participant), creation=date.today())
	account = make_user("Supervising Social Worker")
	concern = make_concern(link=link.name, about="Mentor", happened=f"What {SAID}.")
	concern.take_up()
	concern.add_step(f"She was asked about {SAID}.", rung="")
	concern.tell(f"Because of {SAID}.", account=account)
	raiser = make_user("Mentee")
	stand(concern, outcome=SAID, answer_to_them=SAID, raised_by=raiser, owner=raiser, modified_by=raiser)
	concluded(concern)
	assert len(everywhere(SAID)) >= 3
	carried_out(scheme)
	concern.reload()
	assert raiser not in str(concern.as_dict())
	assert (concern.kind, concern.status, concern.happened) == ("Complaint", "Closed", "Removed")
	for fieldname in ("link", "about_participant", "raised_by", "steps", "told"):
		assert not concern.get(fieldname), fieldname
	assert everywhere(SAID) == []
	assert not frappe.db.exists("View Log", {"reference_name": concern.name})


def test_a_person_in_two_schemes_is_kept_as_long_as_the_longer_one_says():
	scheme, other = make_scheme().name, make_scheme(nation="Scotland").name
	person = ("Mentoring Participant", former_pair(scheme, also=other).mentor_participant)
	assert person in listed(other) and person not in listed(scheme)


def test_a_second_carer_is_kept_as_long_as_the_first():
	scheme = make_scheme().name
	second = aged(make_participant(approvals=[]))
	alone = ("Mentoring Participant", second.name)
	assert any(alone in {each.record.document for each in found} for found in reached(date.today()).values())
	first = make_mentor(scheme=scheme).participant
	stand(frappe.get_doc("Mentoring Participant", first), second_carer=second.name)
	assert not any(
		alone in {each.record.document for each in found} for found in reached(date.today()).values()
	)
	assert still_due(alone, scheme, date.today()) is None


def test_the_list_is_made_once_and_never_by_surprise():
	scheme = make_scheme().name
	application = declined_application(scheme)
	made = prepared(scheme)
	assert [row.document for row in made.documents] == [application.name]
	assert "three years" in made.documents[0].rule and made.documents[0].proposal == "Delete"
	declined_application(scheme)
	assert make_list(scheme, reached(date.today())[scheme], date.today()) is None
	assert disposal.dispose_next(made.name) == 0, "nothing goes before it is approved"
	assert frappe.db.exists("Mentoring Application", application.name)
	with pytest.raises(frappe.ValidationError, match="kept"):
		frappe.delete_doc("Mentoring Disposal List", made.name)


def test_a_second_person_approves(as_user: AsUser, run_jobs: Callable[[], list[str]]):
	scheme = make_scheme().name
	application = declined_application(scheme)
	first, second = make_user("Mentoring Manager"), make_user("Mentoring Manager")
	with as_user(first):
		name = disposal.prepare_now(scheme)
		assert name and disposal.prepare_now(scheme) == name
		with pytest.raises(RuleRefusal, match="second person"):
			disposal.approve(name)
	with as_user(make_user("Mentoring Co-ordinator")), pytest.raises(frappe.PermissionError):
		disposal.approve(name)
	with as_user(second):
		disposal.approve(name)
		with pytest.raises(RuleRefusal, match="Approved"):
			disposal.approve(name)
	assert frappe.db.exists("Mentoring Application", application.name)
	assert frappe.db.get_value("Mentoring Disposal List", name, "approved_by") == second


def test_what_is_taken_out_stays_and_is_asked_about_again(as_user: AsUser):
	scheme = make_scheme().name
	keep, go = declined_application(scheme), declined_application(scheme)
	made = prepared(scheme)
	row = next(row for row in made.documents if row.document == keep.name)
	with as_user(make_user("Mentoring Manager")):
		with pytest.raises(frappe.ValidationError, match="Write why"):
			made.take_out([row.name], "")
		made.take_out([row.name], "She has applied again on paper.")
		made.update({"documents": []}).save()  # what a browser sends changes nothing
		made.reload().approve()
	while disposal.dispose_next(made.name):
		pass
	disposal.finish(made.name)
	assert frappe.db.exists("Mentoring Application", keep.name)
	assert not frappe.db.exists("Mentoring Application", go.name)
	assert ("Mentoring Application", keep.name) in listed(scheme)


@pytest.mark.parametrize("what", ["hold", "reopened"])
def test_facts_are_looked_at_again_at_the_moment(what: str):
	scheme = make_scheme().name
	link = former_pair(scheme)
	made = prepared(scheme)
	made.approve()
	if what == "hold":
		make_legal_hold(link=link.name)
	else:
		stand(link, status="Active", ended_on=None)
	while disposal.dispose_next(made.name):
		pass
	outcomes = {row.document: row.outcome for row in made.reload().documents}
	assert outcomes[link.name] == outcomes[link.mentor] == outcomes[link.mentor_participant] == "Not done"
	assert frappe.db.get_value("Mentoring Participant", link.mentor_participant, "participant_name") == NAME


def test_what_something_else_rests_on_is_anonymised_instead():
	rules = [
		{
			"kind": "Mentor",
			"nation": "All",
			"counted_from": "Role ended",
			"years": 1,
			"then": "Delete",
			"basis": "Ours",
		}
	]
	scheme = make_scheme(retention_rules=rules).name
	link = former_pair(scheme)
	done = carried_out(scheme)
	assert [(row.document, row.outcome) for row in done.documents] == [(link.mentor, "Anonymised")]
	assert link.name in done.documents[0].why
	assert frappe.db.get_value("Mentor", link.mentor, "availability") is None


def test_the_certificate_names_documents_and_nobody():
	scheme = make_scheme().name
	application = declined_application(scheme, applicant_name=NAME)
	approver = make_user("Mentoring Manager")
	made = prepared(scheme)
	frappe.set_user(approver)
	made.approve()
	frappe.set_user("Administrator")
	while disposal.dispose_next(made.name):
		pass
	for _ in range(2):
		disposal.finish(made.name)
	files = frappe.get_all("File", {"attached_to_name": made.name}, ["name", "is_private", "file_url"])
	assert [(file.is_private, file.file_url) for file in files] == [(1, made.reload().certificate)]
	text = _text_of(frappe.get_doc("File", files[0].name))
	for word in (application.name, "Application", "Deleted", frappe.utils.get_fullname(approver), scheme):
		assert word in text, word
	assert "Featherstonehaugh" not in text and made.status == "Done"


def _text_of(file: Document) -> str:
	from io import BytesIO

	from pypdf import PdfReader

	content = file.get_content()
	if isinstance(content, str):
		content = content.encode()
	pages = PdfReader(BytesIO(content)).pages
	return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_policy_that_says_nothing_keeps_everything():
	scheme = make_scheme(retention_rules=[]).name
	declined_application(scheme)
	former_pair(scheme)
	assert listed(scheme) == set()


def test_every_table_can_be_written():
	"""What is put into a field fits it, for every document that there is."""
	for doctype, table in TABLES.items():
		columns = frappe.db.get_table_columns(doctype)
		tables = {field.fieldname for field in frappe.get_meta(doctype).get_table_fields()}
		assert set(table.values()) - tables <= set(columns), doctype
	json.dumps({doctype: table.values() for doctype, table in TABLES.items()})
