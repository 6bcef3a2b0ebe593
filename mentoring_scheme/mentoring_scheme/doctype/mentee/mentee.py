# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""A participant as mentee in one scheme: referral, offer, wishes (R15 to R17, R22)."""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import escape_html, getdate, today

from mentoring_scheme.mentoring_scheme.doctype.mentee.facts import referral_facts
from mentoring_scheme.mentoring_scheme.matching import wishes
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_scheme
from mentoring_scheme.mentoring_scheme.roles_in_scheme import check_scheme_is_open, check_single_role
from mentoring_scheme.mentoring_scheme.stored import any_changed, keep_stored, start_with, stored
from mentoring_scheme.mentoring_scheme.verdict import as_rows, problem_of, refuse_unless_allowed
from mentoring_scheme.policy.errors import PolicyError
from mentoring_scheme.policy.referral import (
	assess_independent_support,
	assess_looking_again,
	assess_referral,
	missing_for_match,
)
from mentoring_scheme.policy.states import OPEN, RUNNING

# What is recorded has happened.
RECORDED_DATES = (
	"referred_on",
	"offered_on",
	"traditional_offered_on",
	"offer_answered_on",
	"consent_on",
	"withdrawn_on",
)
DATES_IN_ORDER = (
	("referred_on", "offered_on"),
	("referred_on", "traditional_offered_on"),
	("offered_on", "offer_answered_on"),
)


class Mentee(Document):
	"""Who is supported, why, and what she or he wants from it."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from mentoring_scheme.mentoring_scheme.doctype.mentoring_attribute_row.mentoring_attribute_row import (
			MentoringAttributeRow,
		)
		from mentoring_scheme.mentoring_scheme.doctype.mentoring_wish.mentoring_wish import MentoringWish

		consent_on: DF.Date | None
		independent_support: DF.Data | None
		looks_again_since: DF.Date | None
		mentor_choice: DF.Literal["Peer mentor", "Traditional mentor", "No preference"]
		needs: DF.Text | None
		offer_answer: DF.Literal["", "Accepted", "Declined"]
		offer_answered_on: DF.Date | None
		offer_reason: DF.SmallText | None
		offered_on: DF.Date | None
		participant: DF.Link
		participant_name: DF.Data | None
		referral_plan: DF.Literal[
			"",
			"Placement stability plan",
			"Complexity assessment",
			"Annual review",
			"Support plan",
			"Pathway plan",
		]
		referral_route: DF.Literal[
			"Newly approved",
			"Adversity",
			"Support plan at approval",
			"Specific purpose",
			"Under allegation",
			"Self-referral",
			"Other",
		]
		referred_by: DF.Data | None
		referred_on: DF.Date
		scheme: DF.Link
		status: DF.Literal["Referred", "Offered", "Declined", "Waiting", "In a Link", "Ended", "Withdrawn"]
		support_type: DF.Autocomplete | None
		topics: DF.TableMultiSelect[MentoringAttributeRow]
		traditional_offered_on: DF.Date | None
		under_allegation: DF.Check
		waiting_since: DF.Date | None
		what_matters: DF.Text | None
		wished_outcomes: DF.Text | None
		wishes: DF.Table[MentoringWish]
		withdrawn_on: DF.Date | None
	# end: auto-generated types

	def before_insert(self) -> None:
		start_with(self, looks_again_since=None)

	def validate(self) -> None:
		keep_stored(self, "looks_again_since")
		self.check_scheme()
		self.check_support_type()
		self.date_answer()
		self.check_dates()
		self.check_offer()
		self.warn_of_missing_support()
		self.check_wishes()
		self.set_status()

	def check_scheme(self) -> None:
		if self.is_new():
			check_scheme_is_open(self.scheme)
			check_single_role(self)

	def check_support_type(self) -> None:
		if not self.support_type:
			return
		try:
			policy_of_scheme(self.scheme).support_type(self.support_type)
		except PolicyError as error:
			frappe.throw(problem_of(error))

	def check_dates(self) -> None:
		"""What is recorded has happened, and in order: referral, offer, answer."""
		for fieldname in RECORDED_DATES:
			if self.get(fieldname) and getdate(self.get(fieldname)) > getdate(today()):
				self.refuse_date(fieldname, _("lies in the future"))
		for earlier, later in DATES_IN_ORDER:
			if (
				self.get(earlier)
				and self.get(later)
				and getdate(self.get(later)) < getdate(self.get(earlier))
			):
				label, day = _(self.meta.get_label(earlier)), self.get_formatted(earlier)
				self.refuse_date(later, _("comes before “{0}”, {1}").format(label, day))

	def date_answer(self) -> None:
		"""An answer has a date, and another answer another one: who has declined may change their mind (R17)."""
		before = self.get_doc_before_save()
		if not self.offer_answer:
			self.offer_answered_on = None
		elif not self.offer_answered_on or (
			before
			and before.offer_answer
			and before.offer_answer != self.offer_answer
			and not self.has_value_changed("offer_answered_on")
		):
			self.offer_answered_on = today()

	def check_offer(self) -> None:
		"""An answer answers an offer, which has its own day (R17)."""
		if self.offer_answer and not self.offered_on and any_changed(self, "offered_on", "offer_answer"):
			frappe.throw(
				_(
					"Offered on: an answer is recorded, and no offer. Fill in the day on which a mentor was offered."
				)
			)

	def warn_of_missing_support(self) -> None:
		"""Say at the referral already that somebody must support a carer under allegation apart from a mentor (R22)."""
		if any_changed(self, "under_allegation", "independent_support"):
			refuse_unless_allowed(assess_independent_support(referral_facts(self)))

	def check_wishes(self) -> None:
		"""What matters in a mentor makes sense row by row and together; topics are what mentors are experts in (R18)."""
		wishes.check_attributes(self, "topics", kind="Expertise")
		wishes.clean_and_check(self)

	def refuse_date(self, fieldname: str, problem: str) -> None:
		frappe.throw(
			_("{0}: {1} {2}. Correct the date.").format(
				_(self.meta.get_label(fieldname)), self.get_formatted(fieldname), problem
			)
		)

	def set_status(self) -> None:
		"""Where the mentee stands, and since when she waits, follows from the offer and the links; nobody types it."""
		self.status = self.status_from_facts()
		self.waiting_since = self.waiting_since_the_answer()

	def waiting_since_the_answer(self) -> Any:
		"""The day of the yes to the offer, or since when another mentor is looked for, while none is found."""
		return (self.looks_again_since or self.offer_answered_on) if self.status == "Waiting" else None

	def status_from_facts(self) -> str:
		if self.withdrawn_on:
			return "Withdrawn"
		states = (
			[] if self.is_new() else frappe.get_all("Mentoring Link", {"mentee": self.name}, pluck="status")
		)
		if set(states) & set(OPEN):
			return "In a Link"
		if set(states) & {"Closed", "Ended Early"}:
			return "Waiting" if self.looks_again_since else "Ended"
		if self.offer_answer:
			return "Waiting" if self.offer_answer == "Accepted" else "Declined"
		return "Offered" if self.offered_on else "Referred"

	def refresh_status(self) -> None:
		"""Called when a link of this mentee changes its state. The search for another mentor ends with new support."""
		if self.looks_again_since and frappe.db.exists(
			"Mentoring Link", {"mentee": self.name, "status": ["in", RUNNING]}
		):
			self.db_set("looks_again_since", None)
		status = self.status_from_facts()
		if status != self.status:
			self.status = status
			self.db_set({"status": status, "waiting_since": self.waiting_since_the_answer()})

	@frappe.whitelist(methods=["POST"])
	def look_again(self, reason: str) -> None:
		"""Take the mentee back to those who wait, because another mentor is to be found after an ending (R37).

		The links so far stay; the reason is kept on the timeline.
		"""
		with stored(self) as mentee:
			mentee.check_permission("write")
			if not reason.strip():
				frappe.throw(_("Write why another mentor is looked for."))
			refuse_unless_allowed(assess_looking_again(referral_facts(mentee)))
			mentee.looks_again_since = today()
			mentee.save()
			mentee.add_comment("Info", escape_html(_("Looks for another mentor: {0}").format(reason.strip())))

	@frappe.whitelist()
	def assessment(self) -> dict[str, Any]:
		"""How the referral stands, and what is missing before a mentor can be found, for the panel of the form."""
		self.check_permission("read")
		facts, policy = referral_facts(self), policy_of_scheme(self.scheme)
		over = facts.withdrawn_on or facts.is_settled
		return {
			"findings": as_rows(assess_referral(facts, policy, getdate(today()))),
			"missing": [] if over else [_(each.value) for each in missing_for_match(facts, policy)],
		}
