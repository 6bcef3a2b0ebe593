"""The states of a link, what may follow what, and what each step asks for (R21, R23, R26, R36, R40).

An early ending is an ending, too: a link that ended early still moves on to Closed, so that its records are filed like
any other's. Ending never waits for feedback. A closed link is opened again by a manager alone, with a reason.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from .ending import assess_closing, assess_early_ending, assess_reopening
from .link_values import (
	AgreementFacts,
	Answer,
	Consultation,
	Ending,
	EndingRecord,
	Introduction,
	LinkFacts,
)
from .scheme import SchemePolicy
from .starting import assess_activation, assess_consultation
from .states import LinkState
from .suspensions import assess_suspensions
from .text import _
from .verdicts import Assessment, Finding, passed, refuse

__all__ = [
	"TRANSITIONS",
	"AgreementFacts",
	"Answer",
	"Consultation",
	"Ending",
	"EndingRecord",
	"Introduction",
	"LinkFacts",
	"LinkState",
	"assess_move",
	"following",
]

TRANSITIONS: dict[LinkState, tuple[LinkState, ...]] = {
	LinkState.PROPOSED: (LinkState.CONSULTING, LinkState.INTRODUCTION, LinkState.DECLINED),
	LinkState.CONSULTING: (LinkState.INTRODUCTION, LinkState.DECLINED),
	LinkState.INTRODUCTION: (LinkState.ACTIVE, LinkState.DECLINED),
	LinkState.ACTIVE: (LinkState.SUSPENDED, LinkState.CLOSING, LinkState.ENDED_EARLY),
	LinkState.SUSPENDED: (LinkState.ACTIVE, LinkState.CLOSING, LinkState.ENDED_EARLY),
	LinkState.CLOSING: (LinkState.CLOSED, LinkState.ENDED_EARLY),
	LinkState.ENDED_EARLY: (LinkState.CLOSED,),
	LinkState.CLOSED: (LinkState.CLOSING,),
	LinkState.DECLINED: (),
}


def following(state: LinkState, policy: SchemePolicy) -> tuple[LinkState, ...]:
	"""The states that may follow under this policy: consultation is left out only where none is asked (R21)."""
	if state is LinkState.PROPOSED and policy.consult_both_ssws:
		return tuple(each for each in TRANSITIONS[state] if each is not LinkState.INTRODUCTION)
	return TRANSITIONS[state]


def assess_step(state: LinkState, to_state: LinkState, policy: SchemePolicy) -> Assessment:
	"""Whether the one state may follow the other at all, whatever is known of the link."""
	if to_state in following(state, policy):
		return Assessment()
	return Assessment((_no_such_move(state, to_state, policy),))


def assess_move(facts: LinkFacts, to_state: LinkState, policy: SchemePolicy, today: date) -> Assessment:
	"""Whether a link may move on to `to_state` today, with every missing thing named."""
	step = assess_step(facts.state, to_state, policy)
	if step.refusals:
		return step
	gate = _GATES.get((facts.state, to_state)) or _GATES.get((None, to_state))
	return gate(facts, policy, today) if gate else Assessment()


def _no_such_move(state: LinkState, to_state: LinkState, policy: SchemePolicy) -> Finding:
	names = ", ".join(each.value for each in following(state, policy))
	message = _("A link cannot move from “{from_state}” to “{to_state}”.")
	remedy = (
		_("What may follow is: {following}.")
		if names
		else _("“{from_state}” is final; make a new link instead.")
	)
	return refuse(
		"R26",
		"no-such-move",
		message,
		remedy,
		from_state=state.value,
		to_state=to_state.value,
		following=names,
	)


def _decline(facts: LinkFacts, policy: SchemePolicy, today: date) -> Assessment:
	if facts.reason.strip():
		return Assessment((passed("R17", "decline-reason", _("The reason for the decline is recorded.")),))
	message = _("The link is declined without a reason.")
	return Assessment(
		(refuse("R17", "decline-reason", message, _("Write why it was declined, and by whom.")),)
	)


def _suspend(facts: LinkFacts, policy: SchemePolicy, today: date) -> Assessment:
	if facts.start_on is None or not any(each.is_open for each in facts.suspensions):
		message = _("There is no open suspension on this link.")
		remedy = _("Add a suspension with its first day and the reason.")
		return Assessment((refuse("R36", "open-suspension", message, remedy),))
	return assess_suspensions(facts.suspensions, facts.start_on, None, today)


def _resume(facts: LinkFacts, policy: SchemePolicy, today: date) -> Assessment:
	still_open = next((each for each in facts.suspensions if each.is_open), None)
	if still_open is not None:
		message = _("The suspension of {suspended_on} has no day on which support resumed.")
		remedy = _("Record the day on which support resumed.")
		return Assessment((refuse("R36", "open-suspension", message, remedy, suspended_on=still_open.start),))
	return assess_suspensions(facts.suspensions, facts.start_on or today, None, today)


_Gate = Callable[[LinkFacts, SchemePolicy, date], Assessment]

# None stands for every state from which the second one can be reached.
_GATES: dict[tuple[LinkState | None, LinkState], _Gate] = {
	(None, LinkState.DECLINED): _decline,
	(None, LinkState.INTRODUCTION): assess_consultation,
	(LinkState.INTRODUCTION, LinkState.ACTIVE): assess_activation,
	(LinkState.SUSPENDED, LinkState.ACTIVE): _resume,
	(None, LinkState.SUSPENDED): _suspend,
	(None, LinkState.ENDED_EARLY): assess_early_ending,
	(None, LinkState.CLOSED): assess_closing,
	(LinkState.CLOSED, LinkState.CLOSING): assess_reopening,
}
