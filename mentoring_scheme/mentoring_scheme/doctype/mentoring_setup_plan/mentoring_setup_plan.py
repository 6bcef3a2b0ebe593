# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""The plan by which a scheme is set up: its need, and seventeen steps, each a document of its own (R1, R2).

Steps are documents and not rows, because the platform's Gantt and Kanban views, assignments, comments and reminders are
all about documents.
"""

from collections import defaultdict
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate, today

from mentoring_scheme.mentoring_scheme.doctype.mentoring_setup_plan.facts import facts_of
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_scheme
from mentoring_scheme.mentoring_scheme.verdict import in_words, problem_of
from mentoring_scheme.policy.errors import PolicyError
from mentoring_scheme.policy.setting_up import PlannedStep, StepStatus, likely_to_want, mentors_for, planned
from mentoring_scheme.policy.setup_evidence import evidence

STEP = "Mentoring Setup Step"
STEP_FIELDS = (
	"name",
	"number",
	"title",
	"phase",
	"status",
	"starts_on",
	"due_on",
	"responsible_name",
	"done_on",
)
OPEN = tuple(each.value for each in StepStatus if each.is_open)


class MentoringSetupPlan(Document):
	"""How one scheme comes into being. There is one plan a scheme."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		consulted: DF.SmallText | None
		eligible_people: DF.Int
		other_support: DF.SmallText | None
		scheme: DF.Link
		start_date: DF.Date
		title: DF.Data | None
		weeks: DF.Int
	# end: auto-generated types

	def validate(self) -> None:
		self.planned_steps()  # refuses what makes no plan
		self.title = _("Setting up {0}").format(self.scheme)

	def after_insert(self) -> None:
		self.make_missing_steps()

	def on_trash(self) -> None:
		for step in frappe.get_list(STEP, {"plan": self.name}, pluck="name"):
			_delete_step(step)

	@frappe.whitelist(methods=["POST"])
	def space_anew(self) -> None:
		"""Give the steps that are not done the days that follow from the plan's first day and length."""
		self.check_permission("write")
		days = {each.step.number: each for each in self.planned_steps()}
		for name in frappe.get_list(STEP, {"plan": self.name, "status": ["in", OPEN]}, pluck="name"):
			_space_step(name, days)

	@frappe.whitelist()
	def shown(self) -> dict[str, Any]:
		"""The estimate of need, and the steps with what the site shows for each."""
		self.check_permission("read")
		found = defaultdict(list)
		for each in evidence(facts_of(self)):
			found[each.step].append(in_words(each.sentence, each.figures))
		steps = frappe.get_list(STEP, {"plan": self.name}, STEP_FIELDS, order_by="number asc")
		for step in steps:
			step.late = step.status in OPEN and getdate(step.due_on) < getdate(today())
		return {"need": self.need(), "steps": [{**step, "evidence": found[step.number]} for step in steps]}

	def need(self) -> dict[str, Any]:
		"""How many are likely to want a mentor, by the rule of thumb of the policy (R1)."""
		policy = policy_of_scheme(self.scheme)
		likely = likely_to_want(cint(self.eligible_people), policy.need_divisor)
		return {
			"divisor": policy.need_divisor,
			"likely": likely,
			"at_a_time": policy.mentees_at_a_time,
			"mentors": mentors_for(likely, policy.mentees_at_a_time) if likely else None,
		}

	def planned_steps(self) -> tuple[PlannedStep, ...]:
		"""The steps with their days. Raises frappe.ValidationError, naming the field, where they make no sense."""
		try:
			return planned(getdate(self.start_date), cint(self.weeks))
		except PolicyError as error:
			label = self.meta.get_label("weeks" if error.field == "weeks" else "start_date")
			frappe.throw(f"{_(label)}: {problem_of(error)}", title=_("Not a plan"))

	def make_missing_steps(self) -> None:
		"""Make the steps that the plan lacks; those that are there stay as they are."""
		there = set(frappe.get_list(STEP, {"plan": self.name}, pluck="number"))
		for each in self.planned_steps():
			if each.step.number not in there:
				self.make_step(each)

	def make_step(self, each: PlannedStep) -> None:
		values = {
			"plan": self.name,
			"number": each.step.number,
			"title": _(each.step.title),
			"phase": each.step.phase.value,
			"guidance": _(each.step.guidance),
		}
		frappe.get_doc({"doctype": STEP, **values, **_days(each)}).insert()


@frappe.whitelist(methods=["POST"])
def make_plan(scheme: str, start_date: str | None = None) -> str:
	"""Begin the plan of a scheme, today unless said otherwise; returns its name. Begun before, it is that one.

	Steps that somebody has deleted are made again.
	"""
	frappe.has_permission("Mentoring Scheme", "read", doc=scheme, throw=True)
	# whoever comes second waits here, and then finds the plan
	frappe.db.get_value("Mentoring Scheme", scheme, "name", for_update=True)
	earlier = frappe.db.get_value("Mentoring Setup Plan", {"scheme": scheme}, "name")
	if earlier:
		plan = frappe.get_doc("Mentoring Setup Plan", earlier)
		plan.check_permission("write")
		plan.make_missing_steps()
		return plan.name
	values = {"scheme": scheme, "start_date": start_date or today()}
	return frappe.get_doc({"doctype": "Mentoring Setup Plan", **values}).insert().name


def _space_step(name: str, days: dict[int, PlannedStep]) -> None:
	"""One of the seventeen gets its days; a step that the council has added keeps its own."""
	step = frappe.get_doc(STEP, name)
	if step.number in days:
		step.update(_days(days[step.number])).save()


def _delete_step(name: str) -> None:
	frappe.delete_doc(STEP, name)


def _days(each: PlannedStep) -> dict[str, Any]:
	return {"starts_on": each.starts_on, "due_on": each.due_on}
