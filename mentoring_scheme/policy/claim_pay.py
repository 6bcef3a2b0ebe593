"""What the lines of a claim are paid, and how that was worked out (R43, R44, R46)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from . import claim_lines, claim_times
from .choices import Claims, Counted
from .claim_limits import Claimed, in_order, over_each, over_month, within_limits
from .claim_values import NOTHING, ClaimFacts, ExpenseLine, LinePaid, Reckoning, written
from .mileage import Journey, MilesPaid, pay_miles, rate_on, tax_year, year_named
from .reading import PENNY
from .scheme import ExpenseKind, SchemePolicy
from .text import _
from .verdicts import Finding, passed, refuse


@dataclass(frozen=True)
class Working:
	"""A claim as it is worked out: what stands against its lines, and what the others come to."""

	facts: ClaimFacts
	policy: SchemePolicy

	@cached_property
	def faults(self) -> Mapping[str, list[Finding]]:
		"""What stands against each expense line, by its key."""
		if self.policy.claims is Claims.NONE:
			return {line.key: [no_claims()] for line in self.facts.expenses}
		return {line.key: claim_lines.faults(line, self.facts, self.policy) for line in self.facts.expenses}

	@cached_property
	def kinds(self) -> Mapping[str, ExpenseKind]:
		"""The scheme's kinds of expense by their names."""
		return {each.kind: each for each in self.policy.expense_kinds}

	@cached_property
	def sound(self) -> list[ExpenseLine]:
		"""The expense lines that nothing stands against."""
		return [line for line in self.facts.expenses if not self.faults[line.key]]

	@cached_property
	def miles(self) -> Mapping[str, MilesPaid]:
		"""What the lines that are counted by miles are paid."""
		journeys = [
			Journey(line.key, line.day, line.miles, line.passengers)
			for line in self.sound
			if self.kinds[line.kind].counted is Counted.MILES
		]
		return pay_miles(journeys, self.facts.earlier_miles, self.policy.mileage_rates)

	@cached_property
	def claimed(self) -> list[Claimed]:
		"""The sound lines in the order in which they use up a limit, each with what it comes to."""
		found = (Claimed(line, self.kinds[line.kind], self._comes_to(line)) for line in self.sound)
		return sorted(found, key=in_order)

	@cached_property
	def over_each(self) -> Mapping[str, Finding]:
		"""What is over the limit of one expense, by the key of the line, decided or not."""
		return over_each(self.claimed)

	@cached_property
	def over_month(self) -> Mapping[str, Finding]:
		"""What is over the limit of a month, by the kind of expense, decided or not."""
		return over_month(self.claimed, self.facts.month)

	@cached_property
	def lines(self) -> Mapping[str, LinePaid]:
		"""What each expense line is paid, and why."""
		each, month = self._undecided(self.over_each), self._undecided(self.over_month)
		paid = within_limits(self.claimed, each, month)
		lines = {key: LinePaid(NOTHING, found[0]) for key, found in self.faults.items() if found}
		for claimed in self.claimed:
			key, amount = claimed.line.key, paid[claimed.line.key]
			cut = each.get(key) or month.get(claimed.kind.kind) if amount < claimed.amount else None
			lines[key] = LinePaid(amount, cut or self._explained(claimed))
		return lines

	def _comes_to(self, line: ExpenseLine) -> Decimal:
		miles = self.miles.get(line.key)
		return miles.amount if miles else line.spent.quantize(PENNY)

	def _undecided(self, findings: Mapping[str, Finding]) -> dict[str, Finding]:
		return {key: each for key, each in findings.items() if each.key not in self.facts.decided}

	def _explained(self, claimed: Claimed) -> Finding:
		miles = self.miles.get(claimed.line.key)
		if miles is None:
			return passed("R43", "claim-spent", _("{amount}, as spent."), amount=claimed.amount)
		return _miles_explained(claimed.line, miles, self.policy)


def reckon(facts: ClaimFacts, policy: SchemePolicy) -> Reckoning:
	"""What a claim is paid. A line that something stands against is paid nothing; its explanation says why.

	What is over a limit is paid up to it, until a manager has decided otherwise (see `ClaimFacts.decided`).
	"""
	working = Working(facts, policy)
	times = claim_times.pay_times(facts, policy)
	return Reckoning(
		lines=working.lines,
		times=times,
		expenses=sum((each.amount for each in working.lines.values()), NOTHING),
		tasks=sum(times.values(), NOTHING),
		miles=sum((each.full + each.after for each in working.miles.values()), Decimal(0)),
		minutes=claim_times.counted_minutes(facts, policy),
	)


def no_claims() -> Finding:
	"""The refusal of whatever is claimed where the scheme has no claims."""
	message = _("Claims are not part of this scheme.")
	return refuse("R43", "claims-not-made", message, _("Ask the co-ordinator how costs are met."))


def _miles_explained(line: ExpenseLine, paid: MilesPaid, policy: SchemePolicy) -> Finding:
	rate = rate_on(line.day, policy.mileage_rates)
	threshold = rate.full_rate_miles if rate else 0
	return passed(
		"R44",
		"claim-mileage",
		_with_passengers(paid, threshold)
		if paid.passenger_miles * paid.passenger_rate
		else _alone(paid, threshold),
		miles=written(paid.full + paid.after),
		full=written(paid.full),
		rate=paid.rate,
		after=written(paid.after),
		rate_after=paid.rate_after,
		passenger_miles=written(paid.passenger_miles),
		passenger_rate=paid.passenger_rate,
		threshold=f"{threshold:,}",
		year=year_named(tax_year(line.day)),
	)


def _alone(paid: MilesPaid, threshold: int) -> str:
	if not paid.after:
		return _("{miles} × {rate}.")
	if not threshold:
		return _("{miles} × {rate_after}.")
	if not paid.full:
		return _("{miles} × {rate_after}, above {threshold} miles in the tax year {year}.")
	return _("{full} × {rate} + {after} × {rate_after} above {threshold} miles in the tax year {year}.")


def _with_passengers(paid: MilesPaid, threshold: int) -> str:
	if not paid.after:
		return _("{miles} × {rate} + {passenger_miles} × {passenger_rate} for passengers.")
	if not threshold:
		return _("{miles} × {rate_after} + {passenger_miles} × {passenger_rate} for passengers.")
	if not paid.full:
		return _(
			"{miles} × {rate_after}, above {threshold} miles in the tax year {year}, + {passenger_miles} × {passenger_rate} for passengers."
		)
	return _(
		"{full} × {rate} + {after} × {rate_after} above {threshold} miles in the tax year {year} + {passenger_miles} × {passenger_rate} for passengers."
	)
