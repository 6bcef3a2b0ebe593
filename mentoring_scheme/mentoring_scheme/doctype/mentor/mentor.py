# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""A participant as mentor in one scheme, from application to standing down (R6 to R14)."""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, today

from mentoring_scheme.mentoring_scheme.doctype.mentor import certificate as certificates
from mentoring_scheme.mentoring_scheme.doctype.mentor import evidence, standing
from mentoring_scheme.mentoring_scheme.doctype.mentor.facts import checks_of, mentor_facts, recruitment_facts
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_scheme
from mentoring_scheme.mentoring_scheme.roles_in_scheme import (
	check_begins_at,
	check_scheme_is_open,
	check_single_role,
)
from mentoring_scheme.mentoring_scheme.stored import any_changed, keep_stored, start_with
from mentoring_scheme.mentoring_scheme.verdict import (
	as_rows,
	clear_used_reason,
	decided_keys,
	enforce,
	take_as_decided,
)
from mentoring_scheme.policy.eligibility import assess_mentor
from mentoring_scheme.policy.recruitment import WITH_REASON, assess_dates, assess_move, on_the_way
from mentoring_scheme.policy.states import OPEN, Stage
from mentoring_scheme.policy.verdicts import Assessment


class Mentor(Document):
	"""Recruitment, training, capacity and payee of one mentor."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from mentoring_scheme.mentoring_scheme.doctype.mentor_development_need.mentor_development_need import (
			MentorDevelopmentNeed,
		)
		from mentoring_scheme.mentoring_scheme.doctype.mentor_training.mentor_training import MentorTraining
		from mentoring_scheme.mentoring_scheme.doctype.mentoring_decision.mentoring_decision import (
			MentoringDecision,
		)

		applied_on: DF.Date | None
		approved_on: DF.Date | None
		availability: DF.SmallText | None
		break_from: DF.Date | None
		break_until: DF.Date | None
		capacity: DF.Int
		checks_completed_on: DF.Date | None
		commitment_confirmed: DF.Literal["", "Yes", "No"]
		decision_reason: DF.SmallText | None
		decisions: DF.Table[MentoringDecision]
		development_needs: DF.Table[MentorDevelopmentNeed]
		found_suitable: DF.Literal["", "Yes", "No"]
		information_session_on: DF.Date | None
		interview_on: DF.Date | None
		interviewed_by: DF.Data | None
		kind: DF.Literal["Peer", "Traditional"]
		participant: DF.Link
		participant_name: DF.Data | None
		payee_household: DF.Link | None
		preparation_completed_on: DF.Date | None
		reason_of_last_move: DF.SmallText | None
		scheme: DF.Link
		stage: DF.Literal[
			"Applied",
			"Information Session",
			"Interview",
			"Preparation Training",
			"Review",
			"Approved",
			"Active",
			"On a Break",
			"Suspended",
			"Stood Down",
		]
		stage_reason: DF.SmallText | None
		stood_down_on: DF.Date | None
		suitability_reviewed_by: DF.Data | None
		suitability_reviewed_on: DF.Date | None
		suspension_concluded_on: DF.Date | None
		trainings: DF.Table[MentorTraining]
	# end: auto-generated types

	def validate(self) -> None:
		self.keep_decisions()
		self.keep_rows_of_events()
		self.check_scheme()
		self.check_break()
		self.check_trainings()
		self.check_capacity()
		self.fill_in_dates()
		self.check_move()
		clear_used_reason(self)

	def keep_decisions(self) -> None:
		"""Decisions are recorded by `enforce` alone, with who took them; none can be sent along."""
		if self.is_new():
			start_with(self, decisions=[], reason_of_last_move=None, stood_down_on=None)
		keep_stored(self, "decisions", "reason_of_last_move", "stood_down_on")

	def keep_rows_of_events(self) -> None:
		"""What an event has put on the training record is changed by its list of attendance alone."""
		if self.flags.by_attendance:
			return
		before = self.get_doc_before_save()
		kept = {row.name: row for row in (before.trainings if before else ()) if row.booking}
		for row in self.trainings:
			known = kept.pop(row.name, None)
			row.booking = known.booking if known else None
			if known:
				row.update({"training": known.training, "attended_on": known.attended_on})
		if kept:
			frappe.throw(
				_(
					"“{0}” comes from the attendance of an event. Correct the attendance there; the training record follows."
				).format(next(iter(kept.values())).training),
				title=_("Training from an event"),
			)

	def check_scheme(self) -> None:
		check_begins_at(self, "stage", "Applied")
		if self.is_new():
			check_scheme_is_open(self.scheme)
			check_single_role(self)

	def check_break(self) -> None:
		if self.break_from and self.break_until and getdate(self.break_until) < getdate(self.break_from):
			frappe.throw(
				_("The break ends on {0}, before it begins on {1}.").format(
					self.get_formatted("break_until"), self.get_formatted("break_from")
				)
			)

	def check_trainings(self) -> None:
		for row in self.trainings:
			if row.attended_on and getdate(row.attended_on) > getdate(today()):
				frappe.throw(
					_(
						"“{0}” is recorded as attended on {1}, which is after today. Record it once it has been."
					).format(row.training, row.get_formatted("attended_on"))
				)

	def check_capacity(self) -> None:
		"""Taking fewer mentees than there are is no mistake: the links go on, but whoever writes it is told."""
		if not self.capacity or self.is_new() or not any_changed(self, "capacity"):
			return
		links = len(self.open_links())
		if links > self.capacity:
			frappe.msgprint(
				_(
					"{0} has {1} links that have not ended, more than the {2} at a time that are written down now. Those links go on; another one will ask for a reason."
				).format(self.participant_name or self.name, links, self.capacity),
				title=_("More links than places"),
				indicator="orange",
			)

	def fill_in_dates(self) -> None:
		"""Take over the dates that checks and attended events show (R9, R10)."""
		evidence.fill_in_dates(self, checks_of(self), policy_of_scheme(self.scheme))

	def check_move(self) -> None:
		"""Ask the policy about a move from one stage to the next (R9)."""
		before = self.get_doc_before_save()
		if self.is_new() and self.flags.brought_in:
			# set by the import alone, which no request can do: they mentor already, and what is missing stays on record
			take_as_decided(self, self.eligibility(), self.flags.brought_in)
		if before and before.stage != self.stage:
			policy = policy_of_scheme(self.scheme)
			enforce(
				self,
				assess_move(
					recruitment_facts(self), Stage(before.stage), Stage(self.stage), policy, getdate(today())
				),
			)
			if Stage(self.stage) in WITH_REASON:
				self.reason_of_last_move = self.stage_reason
			self.stood_down_on = today() if self.stage == Stage.STOOD_DOWN.value else None

	def eligibility(self) -> Assessment:
		"""Whether the scheme's policy lets this person be a mentor today (R6, R7, R9, R12)."""
		return assess_mentor(mentor_facts(self), policy_of_scheme(self.scheme), getdate(today()))

	def dates_in_order(self) -> Assessment:
		"""Whether the dates of the stages fit each other, while the mentor is on the way to approval (R9)."""
		if not on_the_way(Stage(self.stage)):
			return Assessment()
		return assess_dates(recruitment_facts(self), getdate(today()))

	def open_links(self, besides: str | None = None) -> list[Any]:
		"""The mentor's links that have not ended, newest first."""
		return frappe.get_all(
			"Mentoring Link",
			filters={"mentor": self.name, "status": ["in", OPEN], "name": ["!=", besides or ""]},
			fields=["name", "mentee", "mentee_participant", "mentee_name", "status", "planned_end"],
			order_by="creation desc",
		)

	def open_links_as_committed(self, besides: str | None = None) -> list[Any]:
		"""The same as the database has them at this moment, held until the transaction ends.

		A plain read knows nothing of links that others have made since this request first read anything.
		"""
		link = frappe.qb.DocType("Mentoring Link")
		return (
			frappe.qb.from_(link)
			.select(link.name, link.mentee_participant)
			.where(link.mentor == self.name)
			.where(link.status.isin(OPEN) & (link.name != (besides or "")))
			.for_update()
			.run(as_dict=True)
		)

	def payee(self) -> str | None:
		"""The household that is paid for this mentor's support (R42)."""
		return self.payee_household or frappe.db.get_value(
			"Mentoring Participant", self.participant, "household"
		)

	def certificate(self, kind: str) -> dict[str, Any]:
		"""What the print of a certificate shows: of “Mentoring”, or of “Training”."""
		return certificates.certificate(self, kind)

	@frappe.whitelist()
	def assessment(self) -> dict[str, Any]:
		"""Eligibility, load, checks, training and preparation, for the panel of the form."""
		self.check_permission("read")
		policy = policy_of_scheme(self.scheme)
		return {
			"findings": as_rows(self.eligibility() + self.dates_in_order(), decided_keys(self)),
			"load": {"links": len(self.open_links()), "at_a_time": self.capacity or policy.mentees_at_a_time},
			**standing.shown(self, policy, getdate(today())),
		}
