"""The plan by which one scheme was set up: about two thirds done, with owners, notes, and what it was reckoned from."""

from __future__ import annotations

import frappe
from frappe.utils import getdate, today

from mentoring_scheme.mentoring_scheme.doctype.mentoring_setup_plan.mentoring_setup_plan import make_plan
from mentoring_scheme.setup.demo.acting import acting_as, ago, change
from mentoring_scheme.setup.demo.users import COORDINATOR, MANAGER

BEGAN_DAYS_AGO, WEEKS = 1020, 156
NEED = {
	"eligible_people": 148,
	"other_support": "A support group each month, the out-of-hours line, and the supervising social workers. Nobody who is matched one to one.",
	"consulted": "The foster carers' association and the fostering panel: both would like it, and ask that mentors are never used to fill gaps in social work.",
}
NOTES = {
	1: "Counted from the register of approved households; consulted at two evenings.",
	3: "Two days a week of a co-ordinator, rooms at the family centre, and the expenses of the mentors.",
	5: "Meets each quarter: three carers, a social worker, and the head of service.",
	12: "Two group evenings held; the shortlist is used beside them.",
}
LATE = 10  # of which nobody has said yet that it is done


def plan_one_scheme() -> None:
	"""The plan of the first scheme, as its co-ordinator keeps it."""
	with acting_as(COORDINATOR.email):
		scheme = frappe.db.get_value("Mentoring Scheme Member", {"user": COORDINATOR.email}, "parent")
		plan = frappe.get_doc("Mentoring Setup Plan", make_plan(scheme, str(ago(BEGAN_DAYS_AGO))))
		plan = change(plan, weeks=WEEKS, **NEED)
		plan.space_anew()
		for name in frappe.get_list("Mentoring Setup Step", {"plan": plan.name}, pluck="name"):
			_work_off(name)


def _work_off(name: str) -> None:
	step = frappe.get_doc("Mentoring Setup Step", name)
	day = getdate(today())
	step.responsible = MANAGER.email if step.number in (2, 3, 4, 5, 6, 17) else COORDINATOR.email
	step.notes = NOTES.get(step.number)
	if step.due_on < day and step.number != LATE:
		step.update({"status": "Done", "done_on": step.due_on})
	elif step.starts_on <= day:
		step.status = "Under way"
	step.save()
