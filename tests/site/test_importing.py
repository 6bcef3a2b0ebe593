"""A running scheme is brought in from a workbook: checked as a whole, written once, without telling anybody."""

from __future__ import annotations

from datetime import date
from typing import Any

import frappe
import pytest
from frappe.utils import add_days, add_months, getdate, today
from makers import make_import, make_scheme, make_user
from workbooks import change, fill, texts

from mentoring_scheme.importing.template import template
from mentoring_scheme.jobs import importing, instalments, reminders
from mentoring_scheme.mentoring_scheme.bringing_in.site import lists_of

WRITTEN = (
	"Mentoring Household",
	"Mentoring Participant",
	"Mentor",
	"Mentee",
	"Mentoring Link",
	"Mentoring Agreement",
	"Contact Record",
	"Mentoring Payment",
	"Mentoring Import Entry",
)
TOLD = ("Email Queue", "Mentoring Message", "User", "ToDo", "Mentoring Reminder")


def counts(*doctypes: str) -> dict[str, int]:
	return {doctype: frappe.db.count(doctype) for doctype in doctypes}


def back(months: int) -> date:
	return getdate(add_months(today(), -months))


def rows() -> dict[str, list[dict[str, Any]]]:
	"""Two mentors and three mentees: one link active for seven months, one suspended, one ended early; and who waits."""
	approved = {"approval_type": "Mainstream", "approved_on": back(60), "level": 3, "caring_since": back(60)}
	new = {"approval_type": "Mainstream", "approved_on": back(7), "level": 1}
	mentee = {"support_type": "Newly approved carer", "referral_route": "Newly approved", "referred_on": back(7)}
	offered = {"offered_on": back(7), "offer_answer": "Accepted", "offer_answered_on": back(7)}
	link = {"support_type": "Newly approved carer", "commencement_differs": "Yes", "commencement_reason": "Agreed."}
	return {
		"Households": [{"reference": "H1", "household_name": "Carter household", "payee_name": "Ann Carter"}],
		"People": [
			{"reference": "P1", "participant_name": "Ann Carter", "household": "H1", **approved},
			{"reference": "P2", "participant_name": "Bob Drew", **approved},
			{"reference": "P3", "participant_name": "Cy Ellis", "email": "cy@example.org", **new},
			{"reference": "P4", "participant_name": "Di Frost", **new},
			{"reference": "P5", "participant_name": "Eve Grant", **new},
		],
		"Mentors": [
			{"person": "P1", "stage": "Active", "approved_on": back(30)},
			{"person": "P2", "stage": "Stood Down", "stood_down_on": back(1), "stage_reason": "Moved away."},
		],
		"Mentees": [{"person": each, **mentee, **offered} for each in ("P3", "P4", "P5")],
		"Links": [
			{"reference": "L1", "mentor": "P1", "mentee": "P3", "status": "Active", "start_date": back(5), **link}
			| {"agreement_on": back(5)},
			{"reference": "L2", "mentor": "P2", "mentee": "P4", "status": "Ended Early", "start_date": back(6)}
			| {"ended_on": back(4), "status_reason": "Moved away.", **link},
		],
		"Past contacts": [
			{"link": "L1", "contact_date": back(2), "way": "In person", "minutes": 60},
			{"link": "L2", "contact_date": back(5), "way": "Phone call"},
		],
		"Payments made": [{"link": "L1", "sequence": 1, "amount": 150, "paid_on": back(2)}],
	}


@pytest.fixture
def scheme(transaction: None) -> str:
	"""A scheme of a co-ordinator who is at work."""
	frappe.local.conf.update({"mail_server": "localhost", "auto_email_id": "scheme@example.org"})
	co_ordinator = make_user("Mentoring Co-ordinator", email="imports@example.org")
	name = make_scheme(members={co_ordinator: "Co-ordinator"}).name
	frappe.set_user(co_ordinator)
	return name


def checked(scheme: str, workbook: bytes) -> Any:
	"""An import with this workbook, checked by the job."""
	doc = make_import(scheme=scheme, workbook=workbook)
	doc.check_workbook()
	importing.check(doc.name)
	return doc.reload()


def test_x(scheme: str, monkeypatch) -> None:
	monkeypatch.setattr(frappe.db, "commit", lambda: None)
	workbook = fill(template(scheme, lists_of(scheme)), rows())
	before = counts(*WRITTEN, *TOLD)
	doc = checked(scheme, workbook)
	for f in doc.findings: print(f.severity, f.sheet, f.row_number, f.column_heading, f.value, f.problem, f.remedy)
	print(doc.status, doc.rows_ready, doc.rows_kept_back, doc.problem)
	assert counts(*WRITTEN, *TOLD) == before
	doc.bring_in()
	import time; t=time.time()
	importing.bring_in(doc.name)
	print(time.time()-t)
	doc.reload()
	for f in doc.findings: print(f.severity, f.sheet, f.row_number, f.column_heading, f.value, f.problem, f.remedy)
	print(doc.status, doc.rows_brought_in, {k: v-before[k] for k,v in counts(*WRITTEN, *TOLD).items()})
	for l in frappe.get_all("Mentoring Link", {"scheme": scheme}, ["name","status","planned_end","start_date"]):
		print(l)
		for d in frappe.get_doc("Mentoring Link", l.name).decisions: print("   ", d.rule, d.finding, d.severity, d.reason)
	print(frappe.get_all("Mentoring Payment", {"scheme": scheme}, ["status","amount","docstatus","sequence"]))
	print(instalments.make_all(getdate(today())))
	print(frappe.get_all("Mentoring Payment", {"scheme": scheme}, ["status","amount","docstatus","sequence","kind"]))
