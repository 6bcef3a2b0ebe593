"""Policies that were written before a field existed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# What held before each of these fields was there: nothing was asked, nothing was weighed.
ADDED_LATER: dict[str, Any] = {
	"aims": [],
	"follow_up_months": [],
	"self_ratings": [],
	"required_checks": [],
	"expired_check_rule": "Not asked",
	"references_needed": 0,
	"preparation_topics": [],
	"training_requirements": [],
	"mentor_qualities": [],
	"matching_criteria": [],
	"would_like_weight": 0,
	"unknown_counts": 50,
	"offer_within_days": 0,
	"answer_within_days": 0,
	"offers_traditional": False,
	"near_miles": 0,
	"far_miles": 0,
	"points_per_week_waited": 0,
	"lowest_score_in_round": 0,
	"consultation_answer_days": 0,
	"claim_within_days": 0,
	"late_claim_rule": "Warn",
	"expense_kinds": [],
	"mileage_rates": [],
	"claim_tasks": [],
	"task_hourly_rate": "0.00",
	"paid_through": "Payment batch",
	"invoices_as": "Draft",
	"reminder_rules": [],
	"reminder_days": "Every day",
	"weekly_summary_on": "Never",
	"feedback_link_days": 0,
	"feedback_smallest_group": 5,
	"portal_access_days": 0,
	"quiet_from_hour": 0,
	"quiet_until_hour": 0,
	"nation": "England",
	"retention_rules": [],
	"need_divisor": 0,
}

# Of these, what explains, weighs or offers. The others refuse or ask for more than before: of people who are mentors
# already, or by a day that may have passed. A scheme takes them up when it decides to.
EXPLAIN_OR_WEIGH = (
	"preparation_topics",
	"mentor_qualities",
	"offers_traditional",
	"matching_criteria",
	"would_like_weight",
	"unknown_counts",
	"near_miles",
	"far_miles",
	"points_per_week_waited",
	"lowest_score_in_round",
)

# What a claim can be made of, once a scheme has claims at all: nothing could be claimed before these were there.
CLAIMED_BY = (
	"claim_within_days",
	"late_claim_rule",
	"expense_kinds",
	"mileage_rates",
	"claim_tasks",
	"task_hourly_rate",
)

# How long records are kept. Nothing was ever disposed of before, and nothing is until somebody approves a list.
KEPT_FOR = ("nation", "retention_rules")


# What people are reminded of. Nobody was before these were there.
REMIND = ("reminder_rules", "reminder_days", "weekly_summary_on")

# What a scheme is to reach, and what is asked to tell whether it does.
AIMED_AT = ("aims", "follow_up_months", "self_ratings")


def brought_up_to_date(policy: Mapping[str, Any]) -> dict[str, Any]:
	"""A kept policy with the fields that came later, each with the value that changes nothing.

	Kept versions are evidence and are never rewritten; they are brought up to date while they are read (R3).
	"""
	return {**ADDED_LATER, **policy}
