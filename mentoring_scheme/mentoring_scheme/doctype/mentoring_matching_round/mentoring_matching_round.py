# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""A round of matching: everybody who waits and all free places at once, for staff to look through and decide (R18, R21)."""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, format_date, today

from mentoring_scheme.mentoring_scheme.doctype.mentoring_matching_round import (
	calculation,
	pinned,
	proposals,
	sentences,
)
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_scheme, version_in_force
from mentoring_scheme.mentoring_scheme.roles_in_scheme import check_scheme_is_open
from mentoring_scheme.mentoring_scheme.stored import any_changed, keep_stored, start_with, stored
from mentoring_scheme.mentoring_scheme.verdict import RuleRefusal, problem_of
from mentoring_scheme.policy.errors import PolicyError

NOT_WORKED_OUT, WORKED_OUT, OUT_OF_DATE, PROPOSED = "Not worked out", "Worked out", "Out of date", "Proposed"
FIGURES = (
	"mentees_waiting",
	"places_free",
	"matched",
	"total_score",
	"total_worth",
	"one_by_one_matched",
	"one_by_one_total",
	"one_by_one_worth",
)
RESULTS = ("status", "calculated_on", "policy_version", *FIGURES)
# What the result rests on: a change makes it out of date.
RESTS_ON = ("support_type", "ask_first_too", "pins")
WRITTEN_IN_ROWS = ("chosen", "reason")


class MentoringMatchingRound(Document):
	"""Results come from the calculation alone; people write pins, ticks, reasons and notes."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from mentoring_scheme.mentoring_scheme.doctype.mentoring_round_pair.mentoring_round_pair import (
			MentoringRoundPair,
		)
		from mentoring_scheme.mentoring_scheme.doctype.mentoring_round_pin.mentoring_round_pin import (
			MentoringRoundPin,
		)

		ask_first_too: DF.Check
		calculated_on: DF.Datetime | None
		matched: DF.Int
		mentees_waiting: DF.Int
		notes: DF.SmallText | None
		one_by_one_matched: DF.Int
		one_by_one_total: DF.Int
		one_by_one_worth: DF.Int
		pairs: DF.Table[MentoringRoundPair]
		pins: DF.Table[MentoringRoundPin]
		places_free: DF.Int
		policy_version: DF.Link | None
		scheme: DF.Link
		status: DF.Literal["Not worked out", "Worked out", "Out of date", "Proposed"]
		support_type: DF.Autocomplete | None
		title: DF.Data | None
		total_score: DF.Int
		total_worth: DF.Int
	# end: auto-generated types

	def before_insert(self) -> None:
		self.start_empty()

	def validate(self) -> None:
		self.keep_results()
		self.check_support_type()
		pinned.check(self)
		self.keep_what_was_proposed()
		self.mark_out_of_date()

	def onload(self) -> None:
		"""What the form says above the pairs."""
		self.set_onload("matching_round", sentences.of_round(self))

	def on_trash(self) -> None:
		if self.has_proposals():
			frappe.throw(
				_(
					"Links were proposed from this round, and it holds the reasons for them, so it is kept (R21)."
				),
				RuleRefusal,
			)

	# --- what a save does

	def start_empty(self) -> None:
		check_scheme_is_open(self.scheme)
		nothing: dict[str, Any] = dict.fromkeys(FIGURES, 0)
		start_with(self, status=NOT_WORKED_OUT, calculated_on=None, policy_version=None, pairs=[], **nothing)
		self.title = (self.title or "").strip() or _("Round of {0}").format(
			format_date(today(), "d MMMM yyyy")
		)

	def keep_results(self) -> None:
		"""Put back what the calculation has stored; of its rows only the ticks and the reasons are taken over."""
		if self.flags.by_method or self.is_new():
			return
		sent = {row.name: row for row in self.pairs}
		keep_stored(self, *RESULTS, "pairs")
		for row in self.pairs:
			if row.name in sent:
				row.update({field: sent[row.name].get(field) for field in WRITTEN_IN_ROWS})
			row.chosen = cint(bool(row.chosen and row.mentor and not row.link))

	def check_support_type(self) -> None:
		if not self.support_type:
			return
		try:
			policy_of_scheme(self.scheme).support_type(self.support_type)
		except PolicyError as error:
			frappe.throw(problem_of(error), title=_("Support type"))

	def keep_what_was_proposed(self) -> None:
		"""What the proposals rest on no longer changes (R21)."""
		if self.has_proposals() and any_changed(self, *RESTS_ON):
			frappe.throw(
				_(
					"Links were proposed from this round, so who takes part and who is locked or excluded stays as it was. Make a new round instead."
				),
				RuleRefusal,
			)

	def mark_out_of_date(self) -> None:
		if self.status == WORKED_OUT and not self.flags.by_method and any_changed(self, *RESTS_ON):
			self.status = OUT_OF_DATE

	def has_proposals(self) -> bool:
		"""Whether a pair of this round has become a link."""
		return any(row.link for row in self.pairs)

	# --- what the form calls

	@frappe.whitelist(methods=["POST"])
	def work_out(self) -> None:
		"""Bring together everybody who waits and all free places, and keep the pairs with their reasons."""
		with stored(self) as current:
			current.check_permission("write")
			current.check_may_be_worked_out()
			calculation.work_out(current)

	@frappe.whitelist(methods=["POST"])
	def propose(self) -> dict[str, int]:
		"""Make a proposed link of each ticked pair; each succeeds or fails by itself, and says so on its row.

		At most `proposals.AT_ONCE` pairs are dealt with in one call. Returns how many became a link, how many did not, and
		how many ticked pairs are left for the next call.
		"""
		with stored(self) as current:
			current.check_permission("write")
			frappe.has_permission("Mentoring Link", "create", throw=True)
			current.check_may_be_proposed()
			return proposals.propose(current)

	def check_may_be_worked_out(self) -> None:
		if self.has_proposals():
			frappe.throw(
				_("Links were proposed from this round, so it is kept as it is. Make a new round instead."),
				RuleRefusal,
			)
		check_scheme_is_open(self.scheme)

	def check_may_be_proposed(self) -> None:
		"""What was looked through is what is proposed: the pairs are up to date, and the policy is still the same."""
		check_scheme_is_open(self.scheme)
		if self.status not in (WORKED_OUT, PROPOSED):
			frappe.throw(_("The pairs are not up to date. Work them out first."), RuleRefusal)
		if self.policy_version != version_in_force(self.scheme):
			self.refuse_for_other_policy()
		if not any(row.chosen for row in self.pairs):
			frappe.throw(_("No pair is ticked. Tick those that are to become a link."))

	def refuse_for_other_policy(self) -> None:
		remedy = (
			_("Make a new round for those who still wait.")
			if self.has_proposals()
			else _("Work the pairs out again.")
		)
		frappe.throw(
			_(
				"The policy of the scheme has changed since these pairs were worked out, from {0} to {1}."
			).format(self.policy_version, version_in_force(self.scheme))
			+ f" {remedy}",
			RuleRefusal,
		)
