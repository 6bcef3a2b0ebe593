"""What stands against one expense line for good; such a line is paid nothing (R32, R43, R44)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from .choices import Counted, Receipt
from .claim_values import NOTHING, ClaimFacts, ExpenseLine, in_month, written
from .mileage import rate_on
from .reading import PENNY
from .scheme import ExpenseKind, SchemePolicy
from .text import _
from .verdicts import Finding, refuse

# More than these in one line is a slip of the keyboard.
LARGEST_AMOUNT = Decimal(1000)
MOST_MILES = Decimal(1000)
MOST_PASSENGERS = 8
# And more than this is no sum of money at all.
BEYOND_MONEY = Decimal(10) ** 12
ONE_DECIMAL = Decimal("0.1")


def faults(line: ExpenseLine, facts: ClaimFacts, policy: SchemePolicy) -> list[Finding]:
	"""Everything that stands against a line, whenever it is looked at."""
	kind = next((each for each in policy.expense_kinds if each.kind == line.kind), None)
	findings = [*_month(line, facts), *_kind(line, kind, policy), *_source(line, policy)]
	if kind is None:
		return findings
	figures = _miles(line, policy) if kind.counted is Counted.MILES else _amount(line)
	return findings + figures + _receipt(line, kind)


def _about(
	line: ExpenseLine, rule: str, code: str, message: str, remedy: str, **figures: Any
) -> list[Finding]:
	return [refuse(rule, code, message, remedy, kind=line.kind or "–", day=line.day, **figures)]


def _month(line: ExpenseLine, facts: ClaimFacts) -> list[Finding]:
	if in_month(line.day, facts.month):
		return []
	message = _("“{kind}” on {day} is outside the month of this claim, which begins on {month}.")
	remedy = _("Correct the date, or claim it in its own month.")
	return _about(line, "R43", "claim-out-of-month", message, remedy, month=facts.month.replace(day=1))


def _kind(line: ExpenseLine, kind: ExpenseKind | None, policy: SchemePolicy) -> list[Finding]:
	if kind in policy.expense_kinds_paid:
		return []
	message = _("“{kind}” on {day}: the scheme has no such kind of expense.")
	if kind is not None:
		message = _("“{kind}” on {day} is not travel, and this scheme pays for travel only.")
	known = [each.kind for each in policy.expense_kinds_paid]
	if not known:
		remedy = _("Remove the line; ask the co-ordinator which expenses the scheme pays.")
		return _about(line, "R43", "claim-kind", message, remedy)
	remedy = _("Choose one of these: {known}.")
	return _about(line, "R43", "claim-kind", message, remedy, known=", ".join(known))


def _source(line: ExpenseLine, policy: SchemePolicy) -> list[Finding]:
	if line.source and not line.source_is_own:
		message = _("“{kind}” on {day} rests on a record that is not this mentor's own.")
		remedy = _("Choose a contact, supervision or event of this mentor.")
		return _about(line, "R32", "claim-source", message, remedy)
	if line.source or not policy.claims_rest_on_records:
		return []
	message = _("“{kind}” on {day} does not say which record it rests on.")
	remedy = _("Choose the contact, supervision or event that it was for. Record it first if it is missing.")
	return _about(line, "R32", "claim-source", message, remedy)


def _amount(line: ExpenseLine) -> list[Finding]:
	whole = _in_pennies(line.spent)
	if whole is not None and NOTHING < whole <= LARGEST_AMOUNT:
		return []
	message = _("“{kind}” on {day}: {spent} cannot be claimed in one line.")
	remedy = _("Write what was spent in whole pennies: more than nothing, and at most {most}.")
	spent = written(line.spent) if whole is None else whole
	return _about(line, "R43", "claim-amount", message, remedy, spent=spent, most=LARGEST_AMOUNT)


def _in_pennies(amount: Decimal) -> Decimal | None:
	"""An amount as money; None where it is no whole number of pennies, or no number that anybody pays."""
	if not amount.is_finite() or abs(amount) >= BEYOND_MONEY:
		return None
	whole = amount.quantize(PENNY)
	return whole if whole == amount else None


def _miles(line: ExpenseLine, policy: SchemePolicy) -> list[Finding]:
	findings: list[Finding] = []
	possible = line.miles.is_finite() and 0 < line.miles <= MOST_MILES
	if not possible or line.miles != line.miles.quantize(ONE_DECIMAL):
		message = _("“{kind}” on {day}: {miles} miles cannot be claimed in one line.")
		remedy = _("Write the miles with one decimal at most: more than 0, and at most {most}.")
		figures = {"miles": written(line.miles), "most": written(MOST_MILES)}
		findings += _about(line, "R44", "claim-miles", message, remedy, **figures)
	if not 0 <= line.passengers <= MOST_PASSENGERS:
		message = _("“{kind}” on {day}: {passengers} passengers cannot be claimed.")
		remedy = _("Write how many people were taken along for the scheme: from 0 to {most}.")
		passengers, most = line.passengers, MOST_PASSENGERS
		findings += _about(line, "R44", "claim-passengers", message, remedy, passengers=passengers, most=most)
	if rate_on(line.day, policy.mileage_rates) is None:
		message = _("“{kind}” on {day}: the scheme has no mileage rate for that day.")
		remedy = _("Ask a manager to add the rate to the scheme's policy.")
		findings += _about(line, "R44", "claim-rate", message, remedy)
	return findings


def _receipt(line: ExpenseLine, kind: ExpenseKind) -> list[Finding]:
	if line.has_receipt or kind.receipt is Receipt.NEVER:
		return []
	remedy = _("Attach a photograph of it, or a PDF.")
	if kind.receipt is Receipt.ALWAYS:
		message = _("“{kind}” on {day} has no receipt.")
		return _about(line, "R43", "claim-receipt", message, remedy)
	if not line.spent.is_finite() or line.spent <= kind.receipt_above:
		return []
	message = _("“{kind}” on {day} has no receipt, which is needed above {above}.")
	return _about(line, "R43", "claim-receipt", message, remedy, above=kind.receipt_above)
