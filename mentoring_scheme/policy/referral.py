"""How a referral stands: what it rests on, the offers that were made and answered, independent support (R15 to R17, R22)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from .choices import Choice
from .scheme import SchemePolicy
from .text import _, several
from .verdicts import Assessment, Finding, passed, refuse, warn


class Route(Choice):
	"""The way in (R15)."""

	NEWLY_APPROVED = "Newly approved"
	ADVERSITY = "Adversity"
	SUPPORT_PLAN = "Support plan at approval"
	SPECIFIC_PURPOSE = "Specific purpose"
	UNDER_ALLEGATION = "Under allegation"
	SELF_REFERRAL = "Self-referral"
	OTHER = "Other"


class OfferAnswer(Choice):
	ACCEPTED = "Accepted"
	DECLINED = "Declined"


class Wanted(Choice):
	"""The kind of mentor that a mentee has chosen (R17)."""

	PEER = "Peer mentor"
	TRADITIONAL = "Traditional mentor"
	NO_PREFERENCE = "No preference"


class Missing(Enum):
	"""What a mentee's record lacks before a mentor can be looked for; the value is what staff read."""

	OFFER = _("an offer")
	ANSWER = _("the answer to the offer")
	TRADITIONAL_OFFER = _("the offer of a traditional mentor")
	SUPPORT_TYPE = _("the support type")
	INDEPENDENT_SUPPORT = _("who gives independent support")
	TOPICS = _("what the support is to be about")
	AREA = _("the area")


# These ways in come out of a plan or a review of the mentee.
RESTING_ON_A_PLAN = (Route.ADVERSITY, Route.SUPPORT_PLAN)


@dataclass(frozen=True)
class ReferralFacts:
	"""What is recorded about one referral; dates are None where nothing is recorded.

	`is_settled` says that support is running or over, `has_ended` that it is over, `has_topics` that the mentee has
	said, in words or from the list, what the support is to be about.
	"""

	referred_on: date
	route: Route = Route.OTHER
	plan: str = ""
	support_type: str = ""
	offered_on: date | None = None
	traditional_offered_on: date | None = None
	answer: OfferAnswer | None = None
	answered_on: date | None = None
	reason: str = ""
	wanted: Wanted = Wanted.NO_PREFERENCE
	under_allegation: bool = False
	independent_supporter: str = ""
	has_topics: bool = False
	has_area: bool = False
	withdrawn_on: date | None = None
	is_settled: bool = False
	has_ended: bool = False
	looks_again_since: date | None = None


def assess_referral(facts: ReferralFacts, policy: SchemePolicy, today: date) -> Assessment:
	"""How the referral stands today. It refuses nothing: what must not happen is refused when a link is made."""
	if facts.withdrawn_on:
		message = _("Withdrawn from the scheme on {withdrawn_on}.")
		return Assessment((passed("R17", "withdrawn", message, withdrawn_on=facts.withdrawn_on),))
	return Assessment(
		(
			*_plan(facts),
			*_offer(facts, policy, today),
			*_traditional_offer(facts, policy),
			*_choice(facts, policy),
			*_independent_support(facts),
		)
	)


def assess_independent_support(facts: ReferralFacts) -> Assessment:
	"""Whether somebody other than a mentor is named who supports a carer under allegation (R22)."""
	return Assessment(tuple(_independent_support(facts)))


def missing_for_match(facts: ReferralFacts, policy: SchemePolicy) -> tuple[Missing, ...]:
	"""What is still to be recorded before a mentor can be found, in the order in which it is usually done."""
	lacking = {
		Missing.OFFER: facts.offered_on is None,
		Missing.ANSWER: facts.offered_on is not None and facts.answer is None,
		Missing.TRADITIONAL_OFFER: _lacks_traditional_offer(facts, policy),
		Missing.SUPPORT_TYPE: not facts.support_type,
		Missing.INDEPENDENT_SUPPORT: facts.under_allegation and not facts.independent_supporter.strip(),
		Missing.TOPICS: not facts.has_topics,
		Missing.AREA: not facts.has_area,
	}
	return tuple(each for each, lacks in lacking.items() if lacks)


def waiting_since(facts: ReferralFacts) -> date:
	"""The day from which the wait is counted: the search for another mentor, the yes to the offer, else the referral."""
	if facts.looks_again_since:
		return facts.looks_again_since
	if facts.answer is OfferAnswer.ACCEPTED and facts.answered_on:
		return facts.answered_on
	return facts.referred_on


def assess_looking_again(facts: ReferralFacts) -> Assessment:
	"""Whether another mentor may be looked for: support has ended, and the mentee is still of the scheme (R37)."""
	if facts.withdrawn_on:
		message = _("The mentee has withdrawn from the scheme on {withdrawn_on}.")
		remedy = _("If they come back, empty “Withdrawn on” first.")
		return Assessment((refuse("R37", "look-again", message, remedy, withdrawn_on=facts.withdrawn_on),))
	if not facts.has_ended:
		message = _("Another mentor is looked for once support by the last one has ended.")
		remedy = _("End the link first, or wait until the one that is being prepared is decided.")
		return Assessment((refuse("R37", "look-again", message, remedy),))
	return Assessment()


def _plan(facts: ReferralFacts) -> list[Finding]:
	if facts.route not in RESTING_ON_A_PLAN:
		return []
	if facts.plan:
		message = _("The referral rests on: {plan}.")
		return [passed("R15", "referral-plan", message, plan=facts.plan)]
	message = _("The way in is “{route}”, and no plan or review is named that it rests on.")
	remedy = _("Choose it under “Resting on”.")
	return [warn("R15", "referral-plan", message, remedy, route=facts.route.value)]


def _offer(facts: ReferralFacts, policy: SchemePolicy, today: date) -> list[Finding]:
	if facts.answer is OfferAnswer.DECLINED:
		return [_declined(facts)]
	if facts.answer is OfferAnswer.ACCEPTED:
		message = _("Offered on {offered_on}, accepted on {answered_on}.")
		return [passed("R17", "offer", message, offered_on=facts.offered_on, answered_on=facts.answered_on)]
	if facts.is_settled:
		return []
	if facts.offered_on:
		return [_no_answer(facts.offered_on, policy, today)]
	return [_no_offer(facts, policy, today)]


def _no_offer(facts: ReferralFacts, policy: SchemePolicy, today: date) -> Finding:
	days = max((today - facts.referred_on).days, 0)
	message = several(
		days,
		_("No offer is recorded, {days} day after the referral."),
		_("No offer is recorded, {days} days after the referral."),
	)
	if not policy.offer_within_days or days < policy.offer_within_days:
		return passed("R17", "offer", message, days=days)
	remedy = _("Everyone in the target group is offered a mentor: record when, under “Offered on”.")
	return warn("R17", "offer", message, remedy, days=days)


def _no_answer(offered_on: date, policy: SchemePolicy, today: date) -> Finding:
	days = max((today - offered_on).days, 0)
	message = several(
		days,
		_("Offered on {offered_on}; no answer is recorded, {days} day later."),
		_("Offered on {offered_on}; no answer is recorded, {days} days later."),
	)
	if not policy.answer_within_days or days < policy.answer_within_days:
		return passed("R17", "offer", message, offered_on=offered_on, days=days)
	remedy = _("Ask again, and record the answer with its date.")
	return warn("R17", "offer", message, remedy, offered_on=offered_on, days=days)


def _declined(facts: ReferralFacts) -> Finding:
	if facts.reason.strip():
		message = _("Declined on {answered_on}: {reason} A mentee may change their mind at any time.")
		return passed("R17", "offer", message, answered_on=facts.answered_on, reason=_ended(facts.reason))
	message = _("Declined on {answered_on}, and no reason is recorded.")
	remedy = _("Write the reason, or that none was given. A mentee may change their mind at any time.")
	return warn("R17", "offer", message, remedy, answered_on=facts.answered_on)


def _ended(sentence: str) -> str:
	sentence = sentence.strip()
	return sentence if sentence.endswith((".", "!", "?", "…")) else f"{sentence}."


def _lacks_traditional_offer(facts: ReferralFacts, policy: SchemePolicy) -> bool:
	return policy.offers_traditional and facts.offered_on is not None and not facts.traditional_offered_on


def _traditional_offer(facts: ReferralFacts, policy: SchemePolicy) -> list[Finding]:
	if not policy.offers_traditional or not facts.offered_on:
		return []
	if facts.traditional_offered_on:
		message = _("A traditional mentor was offered on {offered_on}.")
		return [passed("R17", "traditional-offer", message, offered_on=facts.traditional_offered_on)]
	message = _("The scheme has traditional mentors as well, and no offer of one is recorded.")
	remedy = _("Offer one, and record when under “Traditional mentor offered on”.")
	return [warn("R17", "traditional-offer", message, remedy)]


def _choice(facts: ReferralFacts, policy: SchemePolicy) -> list[Finding]:
	if facts.wanted is not Wanted.TRADITIONAL or policy.offers_traditional:
		return []
	message = _("The mentee would like a traditional mentor, and the scheme offers none.")
	remedy = _("Talk about the choice with the mentee.")
	return [warn("R17", "mentor-choice", message, remedy)]


def _independent_support(facts: ReferralFacts) -> list[Finding]:
	if not facts.under_allegation:
		return []
	name = facts.independent_supporter.strip()
	if name:
		message = _("Independent support during the allegation is given by {supporter}.")
		return [passed("R22", "independent-support", message, supporter=name)]
	message = _("The mentee is under allegation, and nobody is named who gives independent support.")
	remedy = _("Name who gives it. Peer support is never the only one, so no link can be made until then.")
	return [warn("R22", "independent-support", message, remedy)]
