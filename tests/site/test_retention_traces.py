"""What was disposed of is nowhere any more, and what remains can be opened."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import frappe
import pytest
from ended import (
	LONG_AGO,
	NAME,
	aged,
	carried_out,
	everywhere,
	former_pair,
	going_on,
	record_of,
)
from makers import (
	bundle_file,
	make_application,
	make_approved_payment,
	make_file,
	make_file_entry,
	make_household,
	make_letter,
	make_message,
	make_request,
	make_scheme,
	make_supervision,
	make_support_note,
	make_user,
)

from mentoring_scheme.jobs import bundles
from mentoring_scheme.mentoring_scheme.doctype.mentoring_file_entry import seal
from mentoring_scheme.retention.tables import REMOVED

AsUser = Callable[[str], AbstractContextManager[None]]


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
			"Mentoring Reminder",
			{
				"reference_doctype": application.doctype,
				"reference_name": application.name,
				"subject": NAME,
				"matter_key": NAME,
			},
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
	assert on_disk.exists() and len(everywhere(NAME)) >= 10

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
	with going_on(link):
		make_letter(link=link.name, as_role="Mentor", body=f"<p>Dear {NAME}</p>")
		make_support_note(link=link.name, text=f"{NAME} rang.")
	make_request(mentor=link.mentor, kind="Change of details", asked_text=f"I am {NAME}.", asked_by=account)
	make_message(recipient=account, subject=f"Something for {NAME}")
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


@pytest.mark.parametrize("then", ["Anonymise", "Delete"])
def test_the_sealed_bundle_goes_from_the_disk_and_is_not_made_again(
	then: str, run_jobs: Callable[[], list[str]]
):
	rule = {"kind": "Link with its papers", "nation": "All", "counted_from": "Link ended", "years": 1}
	scheme = make_scheme(retention_rules=[{**rule, "then": then, "basis": "Ours"}]).name
	link = former_pair(scheme)
	entry = aged(make_file_entry(link=link.name))
	on_disk = Path(bundle_file(entry).get_full_path())
	assert on_disk.exists()

	done = carried_out(scheme)

	assert [row.outcome[:5] for row in done.documents if row.document == link.name] == [then[:5]]
	assert not on_disk.exists() and not frappe.db.exists("File", {"attached_to_name": entry.name})
	assert bundles.make_for_link(link.name) == 0
	bundles.take_up_again()
	assert "mentoring_scheme.jobs.bundles.make_for_link" not in run_jobs()
	if then == "Anonymise":
		entry.reload()
		assert (entry.bundle, entry.bundle_pages, entry.records_removed) == (None, 1, 1)
		assert "was removed" in entry.bundle_problem
		assert seal.fasten(entry.name, b"composed meanwhile", 1) == 0
		with pytest.raises(frappe.ValidationError, match="nothing is left to seal"):
			entry.make_bundle()
