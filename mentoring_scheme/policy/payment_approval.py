"""Who may approve or send a payment, or confirm where it goes: nobody for their own household (R42)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .text import _
from .verdicts import Assessment, Finding, passed, refuse


@dataclass(frozen=True)
class ApprovalFacts:
	"""Where a payment goes, and who would approve it. An empty household means that none is recorded."""

	mentor: str
	household: str = ""
	approver_lives_there: bool = False
	approver_is_mentor: bool = False


def assess_approval(facts: ApprovalFacts) -> Assessment:
	"""Whether this person may approve this payment."""
	return Assessment((_payee(facts), *_own_support(facts), *_own_household(facts)))


def assess_sending(own_households: Iterable[str]) -> Assessment:
	"""Whether somebody who belongs to these of the payees may send them their money."""
	return Assessment(
		tuple(
			refuse(
				"R42",
				"own-household",
				_("You belong to “{household}”, which is paid by this batch."),
				_("Ask somebody else to send it."),
				occasion=household,
				household=household,
			)
			for household in own_households
		)
	)


def assess_confirming(entered_it: bool, own_households: Iterable[str]) -> Assessment:
	"""Whether somebody may confirm the account of a household: not who entered it, nor who lives there."""
	entered = refuse(
		"R42",
		"own-entry",
		_("You entered these details yourself."),
		_("Ask somebody else to confirm them with the household."),
	)
	lives_there = (
		refuse(
			"R42",
			"own-household",
			_("You belong to “{household}”, whose account this is."),
			_("Ask somebody else to confirm it."),
			household=household,
		)
		for household in own_households
	)
	return Assessment((*([entered] if entered_it else []), *lives_there))


def _payee(facts: ApprovalFacts) -> Finding:
	if facts.household:
		return passed("R42", "payee", _("It is paid to “{household}”."), household=facts.household)
	return refuse(
		"R42",
		"payee",
		_("No household is recorded for {mentor}, so nobody can be paid."),
		_("Enter it under the mentor's details before this payment is approved."),
		mentor=facts.mentor,
	)


def _own_support(facts: ApprovalFacts) -> list[Finding]:
	if not facts.approver_is_mentor:
		return []
	return [
		refuse(
			"R42",
			"own-payment",
			_("You are {mentor}, whose support is paid for here."),
			_("Ask somebody else to approve it."),
			mentor=facts.mentor,
		)
	]


def _own_household(facts: ApprovalFacts) -> list[Finding]:
	if not facts.approver_lives_there:
		return []
	return [
		refuse(
			"R42",
			"own-household",
			_("You belong to “{household}”, which this payment goes to."),
			_("Ask somebody else to approve it."),
			household=facts.household,
		)
	]
