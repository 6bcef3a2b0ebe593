"""Mentees: who they are, why they come, and the offer made to them (R15 to R17)."""

from __future__ import annotations

from typing import Any

from frappe.model.document import Document

from mentoring_scheme.setup.demo import profiles, words
from mentoring_scheme.setup.demo.acting import acting_as, ago, insert
from mentoring_scheme.setup.demo.households import make_participant
from mentoring_scheme.setup.demo.plans import ADOPTER, ADVERSITY, NEW, LinkPlan
from mentoring_scheme.setup.demo.year import Year

ROUTES = {
	NEW: {"referral_route": "Newly approved", "referral_plan": "Support plan"},
	ADVERSITY: {"referral_route": "Adversity", "referral_plan": "Placement stability plan"},
	ADOPTER: {"referral_route": "Support plan at approval", "referral_plan": "Support plan"},
}


def refer_for_link(year: Year, plan: LinkPlan) -> Document:
	"""The mentee of a link: referred, offered a mentor, glad of it."""
	if plan.again:
		return year.declined.pop()
	referred = (plan.start or 12) + 14 if plan.support == ADVERSITY else (plan.approved or 12) - 2
	account = year.plan.mentee if plan.portal else None
	answered = max(referred - 7, 0)
	return _refer(
		year,
		plan.support,
		approved=plan.approved or year.random.randrange(500, 1800),
		referred=referred,
		name=account.name if account else None,
		user=account.email if account else None,
		offered_on=ago(max(referred - 3, 0)),
		offer_answer="Accepted",
		offer_answered_on=ago(answered),
		consent_on=ago(answered),
	)


def refer_without_link(year: Year, status: str) -> Document:
	"""A mentee who has no link: only referred, offered, glad of it and waiting, or not wanting one."""
	referred = year.random.randrange(12, 30)
	answers = {"Waiting": "Accepted", "Declined": "Declined"}
	offer: dict[str, Any] = {} if status == "Referred" else {"offered_on": ago(referred - 4)}
	if status in answers:
		offer |= {"offer_answer": answers[status], "offer_answered_on": ago(referred - 9)}
	if status == "Declined":
		offer["offer_reason"] = "Has a friend who has been through it, and would rather talk to her for now."
	support = year.plan.links[0].support
	return _refer(year, support, approved=referred + 2, referred=referred, insists=True, **offer)


def _refer(
	year: Year,
	support: str,
	*,
	approved: int,
	referred: int,
	name: str | None = None,
	user: str | None = None,
	insists: bool = False,
	**offer: Any,
) -> Document:
	with acting_as(year.coordinator):
		participant = make_participant(
			year,
			year.people.person(name),
			approved=approved,
			level=1,
			known=profiles.of_mentee(year),
			user=user,
		)
		profiles.keep_equality_profile(year, participant.name, asks=True, insists=insists)
		return insert(
			"Mentee",
			participant=participant.name,
			scheme=year.plan.name,
			support_type=support,
			referred_on=ago(referred),
			referred_by=year.people.pick(words.REFERRERS),
			needs=year.people.pick(year.plan.needs),
			wished_outcomes=year.people.pick(words.OUTCOMES),
			what_matters=year.people.pick(words.MATTERS),
			**profiles.asked_for(year, insists=insists),
			**ROUTES[support],
			**offer,
		)
