"""The facts of a referral, gathered for the policy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import frappe
from frappe.utils import cint, getdate

from mentoring_scheme.mentoring_scheme.plain_values import date_or_none
from mentoring_scheme.policy.referral import OfferAnswer, ReferralFacts, Route, Wanted

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentee.mentee import Mentee

SETTLED = ("In a Link", "Ended")
# What `facts_of_row` reads of a Mentee.
REFERRAL_FIELDS = (
	"name",
	"referred_on",
	"referral_route",
	"referral_plan",
	"support_type",
	"offered_on",
	"traditional_offered_on",
	"offer_answer",
	"offer_answered_on",
	"offer_reason",
	"mentor_choice",
	"under_allegation",
	"independent_support",
	"needs",
	"withdrawn_on",
	"looks_again_since",
	"status",
)


def referral_facts(mentee: Mentee) -> ReferralFacts:
	"""What is recorded of the referral in this document, saved or not."""
	area = frappe.db.get_value("Mentoring Participant", mentee.participant, "area")
	return facts_of_row(mentee, has_topics=bool(mentee.topics), has_area=bool(area))


def facts_of_row(row: Mentee | Mapping[str, Any], *, has_topics: bool, has_area: bool) -> ReferralFacts:
	"""The facts in the fields of a Mentee. `has_topics`: whether topics are chosen from the list."""
	return ReferralFacts(
		referred_on=getdate(row.get("referred_on")),
		route=Route(row.get("referral_route") or Route.OTHER),
		plan=row.get("referral_plan") or "",
		support_type=row.get("support_type") or "",
		offered_on=date_or_none(row.get("offered_on")),
		traditional_offered_on=date_or_none(row.get("traditional_offered_on")),
		answer=OfferAnswer(row.get("offer_answer")) if row.get("offer_answer") else None,
		answered_on=date_or_none(row.get("offer_answered_on")),
		reason=row.get("offer_reason") or "",
		wanted=Wanted(row.get("mentor_choice") or Wanted.NO_PREFERENCE),
		under_allegation=bool(cint(row.get("under_allegation"))),
		independent_supporter=row.get("independent_support") or "",
		has_topics=has_topics or bool((row.get("needs") or "").strip()),
		has_area=has_area,
		withdrawn_on=date_or_none(row.get("withdrawn_on")),
		is_settled=row.get("status") in SETTLED,
		has_ended=row.get("status") == "Ended",
		looks_again_since=date_or_none(row.get("looks_again_since")),
	)
