"""Who may check and approve a claim, and what must be so when it is approved (R42, R43).

Nobody checks or approves what goes to their own household, or what they claim themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from .payment_approval import ApprovalFacts, assess_approval
from .text import _
from .verdicts import Assessment, Finding, refuse

# What is found about limits stops nobody: it is paid up to them until a manager agrees the rest.
OVER_LIMIT = ("claim-limit-each", "claim-limit-month")


@dataclass(frozen=True)
class Hands:
	"""Whose claim it is, where the money goes, and whether whoever acts has a part in either.

	An empty household means that none is recorded.
	"""

	mentor: str
	household: str = ""
	lives_there: bool = False
	is_mentor: bool = False


def assess_checking(hands: Hands) -> Assessment:
	"""Whether this person may check this claim, or decide about what is over a limit."""
	return Assessment((*_own_claim(hands), *_own_household(hands)))


def assess_approving(hands: Hands, seen: Decimal, due: Decimal) -> Assessment:
	"""Whether this person may approve this claim.

	`seen` is the sum that the claim has shown so far, `due` what it comes to at this moment: nobody approves a sum that
	they have not seen.
	"""
	payee = assess_approval(ApprovalFacts(hands.mentor, hands.household, hands.lives_there))
	return Assessment((*_own_claim(hands), *_sum(seen, due))) + payee


def _own_claim(hands: Hands) -> list[Finding]:
	if not hands.is_mentor:
		return []
	message = _("You are {mentor}, whose claim this is.")
	return [refuse("R43", "own-claim", message, _("Ask somebody else."), mentor=hands.mentor)]


def _own_household(hands: Hands) -> list[Finding]:
	if not hands.lives_there:
		return []
	message = _("You belong to “{household}”, which this claim is paid to.")
	return [refuse("R42", "own-household", message, _("Ask somebody else."), household=hands.household)]


def _sum(seen: Decimal, due: Decimal) -> list[Finding]:
	if not due:
		message = _("There is nothing to pay in this claim, so there is nothing to approve.")
		return [refuse("R43", "claim-nothing-due", message, _("It is complete as it is: checked."))]
	if seen == due:
		return []
	return [
		refuse(
			"R44",
			"claim-sum-changed",
			_("The claim comes to {due} by now, and showed {seen}: other claims or rates have changed."),
			_("Choose “Work out again”, look at the new sum, and approve that."),
			due=due,
			seen=seen,
		)
	]
