"""What has reached its date is listed, approved by a second person, and gone without a trace; what is held stays."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Any

import frappe
import pytest
from frappe.model.document import Document
from makers import (
	days_ago,
	make_application,
	make_approved_payment,
	make_contact_record,
	make_file,
	make_household,
	make_legal_hold,
	make_link,
	make_mentee,
	make_mentor,
	make_participant,
	make_scheme,
	make_supervision,
	make_user,
	stand,
)
from pypika.terms import Criterion

from mentoring_scheme.jobs import disposal
from mentoring_scheme.mentoring_scheme.verdict import RuleRefusal
from mentoring_scheme.retention.gather import GATHERED, ROOTS
from mentoring_scheme.retention.holds import UnderHoldError
from mentoring_scheme.retention.listing import make_list, reached, still_due
from mentoring_scheme.retention.tables import REMOVED, TABLES

AsUser = Callable[[str], AbstractContextManager[None]]
LONG_AGO = days_ago(365 * 30)
NAME = "Wilhelmina Featherstonehaugh"


def aged(doc: Document, **values: Any) -> Document:
	"""A document of which everything happened thirty years ago."""
	return stand(doc, creation=LONG_AGO, modified=LONG_AGO, **values)


def declined_application(scheme: str, **values: Any) -> Document:
	application = make_application(scheme=scheme, **values)
	return aged(application, status="Declined", decided_on=LONG_AGO)


def former_pair(scheme: str, *, also: str | None = None, **mentor_values: Any) -> Document:
	"""A link that ended thirty years ago, of two people who have had nothing to do with the scheme since.

	`also`: another scheme in which the mentor was one as well.
	"""
	people = [make_participant(participant_name=NAME, **mentor_values), make_participant()]
	mentor = make_mentor(scheme=scheme, participant=people[0].name)
	mentee = make_mentee(scheme=scheme, participant=people[1].name)
	link = make_link(scheme=scheme, mentor=mentor.name, mentee=mentee.name)
	if also:
		aged(make_mentor(scheme=also, participant=people[0].name), stage="Stood Down")
	aged(mentor, stage="Stood Down")
	aged(mentee, status="Ended")
	for person in people:
		aged(person)
		for row in person.approvals:
			stand(row, ended_on=LONG_AGO)
	return aged(link, status="Closed", ended_on=LONG_AGO)


def record_of(link: Document, **values: Any) -> Document:
	"""A contact record from the time when the link went on."""
	stand(link, status="Active", start_date=days_ago(90), ended_on=None)
	record = make_contact_record(link=link.name, **values)
	aged(link, status="Closed", ended_on=LONG_AGO, start_date=LONG_AGO)
	return aged(record, status="Agreed")


def listed(scheme: str) -> set[tuple[str, str]]:
	return {each.record.document for each in reached(date.today()).get(scheme, [])}


def prepared(scheme: str) -> Document:
	made = make_list(scheme, reached(date.today())[scheme], date.today())
	assert made
	return made


def carried_out(scheme: str) -> Document:
	"""The list of a scheme, approved by the user of the session, with everything on it done."""
	made = prepared(scheme)
	made.approve()
	while disposal.dispose_next(made.name):
		pass
	disposal.finish(made.name)
	return made.reload()


def everywhere(text: str) -> list[str]:
	"""The tables of the site in which a text still stands, in whatever column."""
	columns = frappe.qb.Schema("information_schema").columns
	query = frappe.qb.from_(columns).select(columns.table_name, columns.column_name)
	by_table: dict[str, list[str]] = {}
	for table, column in query.where(columns.table_schema == frappe.conf.db_name).run():
		by_table.setdefault(table, []).append(column)
	return [table for table, names in by_table.items() if _stands_in(table, names, text)]


def _stands_in(table: str, columns: list[str], text: str) -> bool:
	row = frappe.qb.Table(table)
	anywhere = Criterion.any([row[column].like(f"%{text}%") for column in columns])
	return bool(frappe.qb.from_(row).select(1).where(anywhere).limit(1).run())


def test_every_root_has_somebody_who_finds_its_days():
	assert set(GATHERED) == set(ROOTS)


def test_what_goes_leaves_no_trace_anywhere(run_jobs: Callable[[], list[str]]):
	scheme = make_scheme().name
	application = make_application(scheme=scheme, applicant_name=NAME)
	application.update({"about": f"{NAME} writes about herself."}).save()  # a version that quotes both texts
	file = make_file(application, content=f"A letter of {NAME}")
	on_disk = Path(file.get_full_path())
	application.add_comment("Comment", f"{NAME} rang.")
	application.add_tag(NAME)
	mail = frappe.get_doc(
		{
			"doctype": "Communication",
			"subject": f"To {NAME}",
			"content": NAME,
			"reference_doctype": application.doctype,
			"reference_name": application.name,
		}
	).insert()
	letter = make_file(mail, content=f"Another letter of {NAME}")
	queued = frappe.get_doc(
		{
			"doctype": "Email Queue",
			"sender": "scheme@example.org",
			"message": f"Dear {NAME}",
			"reference_doctype": application.doctype,
			"reference_name": application.name,
			"recipients": [{"recipient": "featherstonehaugh@example.org"}],
		}
	).insert()
	for doctype, values in (
		(
			"ToDo",
			{"reference_type": application.doctype, "reference_name": application.name, "description": NAME},
		),
		(
			"Notification Log",
			{"document_type": application.doctype, "document_name": application.name, "subject": NAME},
		),
		(
			"View Log",
			{"reference_doctype": application.doctype, "reference_name": application.name, "viewed_by": NAME},
		),
		(
			"Deleted Document",
			{"deleted_doctype": application.doctype, "deleted_name": application.name, "data": NAME},
		),
	):
		frappe.get_doc({"doctype": doctype, **values}).insert(ignore_links=True)
	search = frappe.qb.Table("__global_search")
	frappe.qb.into(search).columns("doctype", "name", "content").insert(
		application.doctype, application.name, NAME
	).run()
	aged(application, status="Declined", decided_on=LONG_AGO)
	assert on_disk.exists() and len(everywhere(NAME)) >= 9

	done = carried_out(scheme)

	assert [(row.document, row.outcome) for row in done.documents] == [(application.name, "Deleted")]
	assert not on_disk.exists() and not Path(letter.get_full_path()).exists()
	assert not frappe.db.exists("Email Queue Recipient", {"parent": queued.name})
	assert everywhere(NAME) == []
	assert not frappe.db.exists("Deleted Document", {"deleted_name": application.name})


def test_a_person_is_gone_and_what_remains_opens(as_user: AsUser):
	account = make_user("Mentor", first_name="Wilhelmina", last_name="Featherstonehaugh")
	household = make_household(household_name="Featherstonehaugh household", payee_name=NAME)
	scheme = make_scheme().name
	link = former_pair(scheme, user=account, household=household.name, email="wilhelmina@example.org")
	make_file(link, content=f"What {NAME} said")
	record = record_of(link, summary=f"{NAME} was there.")
	supervision = aged(make_supervision(mentor=link.mentor, scheme=scheme), supervision_date=LONG_AGO)
	payment = make_approved_payment(link=link.name)
	aged(payment, status="Paid", paid_on=LONG_AGO)

	done = carried_out(scheme)

	outcomes = {(row.document_type, row.outcome) for row in done.documents}
	assert {outcome for doctype, outcome in outcomes if doctype in ("Mentor Check", "Mentoring Event")} <= {
		"Deleted"
	}
	assert ("Mentoring Participant", "Anonymised") in outcomes
	for doctype, name in (
		("Mentoring Participant", link.mentor_participant),
		("Mentor", link.mentor),
		("Mentoring Link", link.name),
		("Contact Record", record.name),
		("Mentoring Supervision", supervision.name),
		("Mentoring Payment", payment.name),
	):
		with as_user(make_user("Mentoring Manager")):
			doc = frappe.get_doc(doctype, name)
			doc.check_permission("read")
			assert REMOVED in (doc.get_title(), doc.get("mentor_name"), doc.get("participant_name")), doctype
	assert frappe.db.get_value("Mentoring Payment", payment.name, "amount") == 25
	assert frappe.db.get_value("Mentoring Household", household.name, "household_name") == "Removed household"
	gone = frappe.get_doc("User", f"removed-{link.mentor_participant.lower()}@example.invalid")
	assert (gone.enabled, gone.roles) == (0, [])
	for text in (NAME, "Featherstonehaugh", account, "wilhelmina@example.org"):
		assert everywhere(text) == [], text


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


@pytest.mark.parametrize("on", ["participant", "link"])
def test_what_is_under_a_hold_is_neither_listed_nor_deleted(on: str, as_user: AsUser):
	scheme = make_scheme().name
	link = former_pair(scheme)
	record = record_of(link)
	file = make_file(record)
	before = listed(scheme)
	manager = make_user("Mentoring Manager")
	with as_user(manager):
		about = {"participant": link.mentor_participant} if on == "participant" else {"link": link.name}
		hold = make_legal_hold(**about)
		assert ("Mentoring Link", link.name) in before and not listed(scheme) & {
			("Mentoring Link", link.name),
			("Mentor", link.mentor),
			("Mentoring Participant", link.mentor_participant),
		}
		for doc in (record, file):
			with pytest.raises(UnderHoldError, match="legal hold"):
				frappe.delete_doc(doc.doctype, doc.name, force=True, ignore_permissions=True)
		with pytest.raises(frappe.ValidationError, match="in force"):
			frappe.delete_doc("Mentoring Legal Hold", hold.name, ignore_permissions=True)
		with pytest.raises(frappe.ValidationError, match="Write why"):
			hold.lift(" ")
		hold.lift("The inquiry is closed.")
	assert (hold.status, hold.lifted_by) == ("Lifted", manager)
	assert listed(scheme) == before


def test_a_hold_is_on_one_thing_and_says_who_placed_it(as_user: AsUser):
	manager = make_user("Mentoring Manager")
	with as_user(manager):
		hold = make_legal_hold(placed_by="Administrator", status="Lifted")
		assert (hold.placed_by, hold.status) == (manager, "In force")
		with pytest.raises(frappe.ValidationError, match="only one"):
			make_legal_hold(participant=hold.participant, link=make_link().name)
		hold.update({"status": "Lifted"}).save()
		assert hold.reload().status == "In force", "only with a reason"


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
