# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""One step of setting up a scheme: who does it by when, how it stands, and what the site shows of it (R2)."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate, today

from mentoring_scheme.mentoring_scheme.doctype.mentoring_setup_plan.facts import facts_of
from mentoring_scheme.mentoring_scheme.verdict import in_words, refuse_unless_allowed
from mentoring_scheme.policy.setting_up import StepFacts, StepStatus, assess_step
from mentoring_scheme.policy.setup_evidence import evidence


class MentoringSetupStep(Document):
	"""A step of a plan: one of the seventeen, or one that the council has added."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		done_on: DF.Date | None
		due_on: DF.Date
		guidance: DF.SmallText | None
		notes: DF.SmallText | None
		number: DF.Int
		phase: DF.Literal[
			"Preparation and planning", "Recruitment and training", "Matching and mentoring", "Evaluation"
		]
		plan: DF.Link
		responsible: DF.Link | None
		responsible_name: DF.Data | None
		scheme: DF.Link | None
		starts_on: DF.Date
		status: DF.Literal["Not started", "Under way", "Done", "Not needed"]
		step_key: DF.Data | None
		title: DF.Data
	# end: auto-generated types

	def before_insert(self) -> None:
		self.number = cint(self.number) or self.next_number()
		self.step_key = f"{self.plan}/{self.number}"

	def validate(self) -> None:
		self.scheme = frappe.db.get_value("Mentoring Setup Plan", self.plan, "scheme")
		self.date_what_is_done()
		refuse_unless_allowed(assess_step(self.facts(), getdate(today())))
		self.check_owner()

	def next_number(self) -> int:
		"""The number of a step that the council adds, after all the others."""
		last = frappe.get_list(
			self.doctype, {"plan": self.plan}, pluck="number", order_by="number desc", limit=1
		)
		return (last[0] if last else 0) + 1

	def date_what_is_done(self) -> None:
		if self.status == StepStatus.DONE:
			self.done_on = self.done_on or today()
		else:
			self.done_on = None

	def facts(self) -> StepFacts:
		return StepFacts(
			status=StepStatus(self.status),
			starts_on=getdate(self.starts_on),
			due_on=getdate(self.due_on),
			done_on=getdate(self.done_on) if self.done_on else None,
			explained=bool((self.notes or "").strip()),
		)

	def check_owner(self) -> None:
		"""A step is nobody's task who may not see it."""
		before = self.get_doc_before_save()
		if not self.responsible:
			self.responsible_name = None
			return
		self.responsible_name = frappe.db.get_value("User", self.responsible, "full_name")
		if before and before.responsible == self.responsible:
			return
		enabled = frappe.db.get_value("User", self.responsible, "enabled")
		if not enabled or not frappe.has_permission(self.doctype, "read", doc=self, user=self.responsible):
			frappe.throw(
				_(
					"{0} cannot see this plan. Name them in the scheme as co-ordinator or project worker first, or choose somebody else."
				).format(frappe.utils.escape_html(self.responsible_name or self.responsible)),
				title=_("Not a possible owner"),
			)

	@frappe.whitelist()
	def shown(self) -> list[str]:
		"""What the site shows for this step, in words. It ticks nothing."""
		self.check_permission("read")
		plan = frappe.get_doc("Mentoring Setup Plan", self.plan)
		found = evidence(facts_of(plan))
		return [in_words(each.sentence, each.figures) for each in found if each.step == self.number]
