"""What becomes of the payments of a link when its life turns out differently: made, changed, taken back, corrected (R42).

The policy says what is owed for the life that was lived. Whatever can still change follows it. What is on its way to
the payee never changes: the difference becomes a correction, one open line for each instalment.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from .money import Instalment, schedule
from .scheme import SchemePolicy
from .terms import Term
from .text import _
from .verdicts import Assessment, Figure, Finding, passed, refuse

NOTHING = Decimal("0.00")


class Kind(str, Enum):
	"""What a line is. Exceptional payments stand outside the policy and are no lines."""

	INSTALMENT = "Instalment"
	CORRECTION = "Correction"


class Standing(Enum):
	"""How far a line has come, as far as it matters to what may still become of it."""

	OPEN = "awaits approval"
	WITHDRAWN = "taken back, because nothing was due; comes back when something is"
	APPROVED = "approved, not on its way yet"
	ON_ITS_WAY = "in a batch or the ledger, sent or paid"
	DECIDED = "taken back or cancelled by somebody, which stays so"


CAN_CHANGE = (Standing.OPEN, Standing.APPROVED, Standing.WITHDRAWN)
COUNTS = (Standing.OPEN, Standing.APPROVED, Standing.ON_ITS_WAY)


@dataclass(frozen=True)
class Line:
	"""One payment that exists. `number` tells the corrections of an instalment apart; an instalment has 0."""

	name: str
	kind: Kind
	sequence: int
	number: int
	standing: Standing
	amount: Decimal
	due_on: date
	period_start: date | None = None
	period_end: date | None = None
	months: int = 0


@dataclass(frozen=True)
class Wanted:
	"""What a line should say."""

	amount: Decimal
	due_on: date
	period_start: date | None
	period_end: date | None
	months: int


@dataclass(frozen=True)
class Step:
	"""What happens to one line: it is made where there is no `line`, and taken back where nothing is `wanted`.

	`why` explains corrections and whatever is taken back. `corrects` names the line that a correction belongs to.
	"""

	kind: Kind
	sequence: int
	number: int
	line: Line | None
	wanted: Wanted | None
	why: Finding | None = None
	corrects: str = ""


@dataclass(frozen=True)
class Life:
	"""What the policy says of a link: all instalments, past and to come, and the most that they may come to.

	`interrupted` says that support is suspended without an end, so that what is still to come is not known.
	"""

	instalments: tuple[Instalment, ...] = ()
	cap: Decimal = NOTHING
	interrupted: bool = False


@dataclass(frozen=True)
class _Account:
	"""One instalment by its number: what is owed for it, and the lines there are."""

	sequence: int
	owed: Instalment | None
	lines: tuple[Line, ...]

	@property
	def first(self) -> Line | None:
		"""The instalment itself."""
		return next((each for each in self.lines if each.kind is Kind.INSTALMENT), None)

	@property
	def first_can_change(self) -> bool:
		return self.first is None or self.first.standing in CAN_CHANGE

	@property
	def corrections(self) -> list[Line]:
		return [each for each in self.lines if each.kind is Kind.CORRECTION]

	@property
	def settled(self) -> Decimal:
		return _sum(each for each in self.lines if each.standing is Standing.ON_ITS_WAY)

	@property
	def difference(self) -> Decimal:
		"""What is owed beyond what is on its way; less than nothing where too much is.

		What somebody decided not to pay, or not to take back, no longer counts as a difference.
		"""
		decided = self.first is not None and self.first.standing is Standing.DECIDED
		owed = NOTHING if self.owed is None or decided else self.owed.amount
		difference = owed - self.settled
		given_up = [each for each in self.corrections if each.standing is Standing.DECIDED]
		if difference > 0:
			return max(difference - _sum(each for each in given_up if each.amount > 0), NOTHING)
		return min(difference - _sum(each for each in given_up if each.amount < 0), NOTHING)

	@property
	def asked_back(self) -> Decimal:
		"""The sum of the corrections that take something back and are not on their way yet."""
		awaited = (each for each in self.corrections if each.standing in (Standing.OPEN, Standing.APPROVED))
		return -_sum(each for each in awaited if each.amount < 0)

	def is_due(self, today: date) -> bool:
		return self.owed is None or self.owed.due_on <= today


def lived(term: Term, policy: SchemePolicy, support_type: str) -> Life:
	"""What the policy says of a link with this term. Raises PolicyError for an unknown support type."""
	return Life(
		instalments=tuple(schedule(term, policy, support_type)),
		cap=policy.support_type(support_type).payment_cap,
		interrupted=term.is_suspended and not policy.pay_while_suspended,
	)


def settle(life: Life, lines: Collection[Line], today: date) -> list[Step]:
	"""The steps after which the lines of one link say what the policy says; none where they do already.

	What reduces comes first. The sum of what is on its way and of what is still to be approved never passes the cap,
	even where something is to be taken back: that may not succeed.
	"""
	accounts = _accounts(life, lines)
	amounts = _within_cap(life, accounts, today)
	steps = [step for account in accounts for step in _steps(account, amounts[account.sequence], today)]
	return sorted(steps, key=lambda step: step.wanted is not None and step.wanted.amount > 0)


def total(lines: Collection[Line]) -> Decimal:
	"""The sum of all lines that count: whatever is approved or awaits it."""
	return _sum(each for each in lines if each.standing in COUNTS)


def assess_giving_up(amount: Decimal, roles: Collection[str], policy: SchemePolicy) -> Assessment:
	"""Whether somebody with these roles may decide that a correction is not made (R42).

	Not taking back what was paid too much is a payment outside the policy.
	"""
	role = policy.payment_exception_role
	if amount >= 0 or role.held_by(frozenset(roles)):
		return Assessment()
	return Assessment(
		(
			refuse(
				"R42",
				"give-up-correction",
				_(
					"This correction takes back {amount} that were paid too much. Leaving them with the household is a payment outside the policy, which a {role} agrees."
				),
				_("Ask a {role}, or hold the correction."),
				amount=-amount,
				role=role.value,
			),
		)
	)


def _accounts(life: Life, lines: Collection[Line]) -> list[_Account]:
	owed = {each.sequence: each for each in life.instalments}
	return [
		_Account(sequence, owed.get(sequence), tuple(each for each in lines if each.sequence == sequence))
		for sequence in sorted(owed.keys() | {each.sequence for each in lines})
	]


def _within_cap(life: Life, accounts: Sequence[_Account], today: date) -> dict[int, Decimal]:
	"""What is still to be paid for each account, or taken back.

	Where the cap leaves no room for something that is due, because too much was paid for another instalment, the two
	make up for one another: neither is paid nor taken back.
	"""
	amounts: dict[int, Decimal] = {}
	room = max(life.cap - sum((each.settled for each in accounts), NOTHING), NOTHING)
	to_take_back = sum((-each.difference for each in accounts if each.difference < 0), NOTHING)
	for account in accounts:
		due = account.difference if account.difference > 0 and account.is_due(today) else NOTHING
		amounts[account.sequence] = paid = min(due, room)
		room -= paid
		to_take_back -= due - paid
	for account in accounts:
		if account.difference < 0:
			# While support is suspended without an end, what is asked back never grows.
			most = account.asked_back if life.interrupted else -account.difference
			taken = max(min(-account.difference, most, to_take_back), NOTHING)
			amounts[account.sequence] = -taken
			to_take_back -= taken
	return amounts


def _steps(account: _Account, amount: Decimal, today: date) -> Iterator[Step]:
	as_instalment = account.first_can_change and account.owed is not None and amount > 0
	yield from _instalment_step(account, amount if as_instalment else NOTHING, today)
	yield from _correction_steps(account, NOTHING if as_instalment else amount, today)


def _instalment_step(account: _Account, amount: Decimal, today: date) -> Iterator[Step]:
	first, owed = account.first, account.owed
	if not account.first_can_change:
		return
	wanted = None
	if amount and owed is not None:
		wanted = Wanted(amount, owed.due_on, owed.period_start, owed.period_end, owed.months)
	if _differs(first, wanted):
		why = None if wanted else _not_due(account, today)
		yield Step(Kind.INSTALMENT, account.sequence, 0, first, wanted, why)


def _correction_steps(account: _Account, amount: Decimal, today: date) -> Iterator[Step]:
	"""One correction says the difference; any other that can still change is taken back."""
	changing = sorted(
		(each for each in account.corrections if each.standing in CAN_CHANGE),
		key=lambda each: (each.standing is Standing.WITHDRAWN, each.number),
	)
	current = changing.pop(0) if amount and changing else None
	for other in changing:
		yield from _taken_back(account, other)
	wanted = _correction(account, amount, current, today) if amount else None
	if wanted and _differs(current, wanted):
		last = max((each.number for each in account.corrections), default=0)
		yield Step(
			Kind.CORRECTION,
			account.sequence,
			current.number if current else last + 1,
			current,
			wanted,
			_difference(account, amount),
			account.first.name if account.first else "",
		)


def _taken_back(account: _Account, line: Line) -> Iterator[Step]:
	if _differs(line, None):
		yield Step(line.kind, line.sequence, line.number, line, None, _no_difference(account))


def _correction(account: _Account, amount: Decimal, current: Line | None, today: date) -> Wanted:
	"""It bears the period of the instalment that it corrects, and no months of its own; it is due when it is found."""
	dated = account.first or account.owed
	found_before = current is not None and current.standing is not Standing.WITHDRAWN
	return Wanted(
		amount=amount,
		due_on=current.due_on if current is not None and found_before else today,
		period_start=dated.period_start if dated else None,
		period_end=dated.period_end if dated else None,
		months=0,
	)


def _differs(line: Line | None, wanted: Wanted | None) -> bool:
	if line is None or wanted is None:
		return wanted is not None or (line is not None and line.standing is not Standing.WITHDRAWN)
	if line.standing is Standing.APPROVED:
		return line.amount != wanted.amount  # an approval is of a sum: the dates alone do not undo it
	said = Wanted(line.amount, line.due_on, line.period_start, line.period_end, line.months)
	return line.standing is Standing.WITHDRAWN or said != wanted


def _sum(lines: Iterator[Line] | Collection[Line]) -> Decimal:
	return sum((each.amount for each in lines), NOTHING)


def _not_due(account: _Account, today: date) -> Finding:
	if account.owed is None:
		return passed(
			"R42",
			"instalment-gone",
			_("For the life of the link as it is known now, the policy has no instalment {sequence}."),
			sequence=account.sequence,
		)
	if account.owed.due_on > today:
		return passed(
			"R42",
			"instalment-later",
			_("Instalment {sequence} now falls due on {due_on}, and comes back by itself on that day."),
			sequence=account.sequence,
			due_on=account.owed.due_on,
		)
	return passed(
		"R42",
		"instalment-no-room",
		_("What was paid already leaves nothing of instalment {sequence} to pay."),
		sequence=account.sequence,
	)


def _difference(account: _Account, amount: Decimal) -> Finding:
	decided = account.first is not None and account.first.standing is Standing.DECIDED
	owed = NOTHING if account.owed is None or decided else account.owed.amount
	figures: dict[str, Figure] = {
		"sequence": account.sequence,
		"settled": account.settled,
		"owed": owed,
		"amount": abs(amount),
	}
	if amount > 0:
		message = _(
			"For instalment {sequence}, {settled} are paid or on their way; for the life of the link as it is known now, the policy says {owed}. {amount} are still to be paid."
		)
	else:
		message = _(
			"For instalment {sequence}, {settled} are paid or on their way; for the life of the link as it is known now, the policy says {owed}. {amount} are to be taken back."
		)
	return passed("R42", "correction", message, **figures)


def _no_difference(account: _Account) -> Finding:
	return passed(
		"R42",
		"correction-gone",
		_(
			"For the life of the link as it is known now, nothing is left to be corrected in instalment {sequence}."
		),
		sequence=account.sequence,
	)
