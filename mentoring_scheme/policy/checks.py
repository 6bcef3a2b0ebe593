"""The checks and references of mentors: what is asked, what is there, and what has run out (R8, R9)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .choices import Choice, Strictness
from .months import add_months
from .scheme import RequiredCheck, SchemePolicy
from .text import _, several
from .verdicts import Assessment, Finding, passed, refuse, warn

SOON = timedelta(days=60)
LONGEST_IN_KEY = 60  # decisions are filed under keys of at most 140 characters


@dataclass(frozen=True)
class CheckFact:
	"""A check that was made. Without an expiry of its own, the scheme's months count from the day of issue."""

	kind: str
	issued_on: date
	expires_on: date | None = None
	accepted: bool = True


class CheckState(Choice):
	VALID = "Valid"
	EXPIRING = "Expires soon"
	EXPIRED = "Expired"
	NOT_ACCEPTED = "Not accepted"
	MISSING = "Missing"


@dataclass(frozen=True)
class CheckStanding:
	"""How a mentor stands with one check that the scheme asks for. `expires_on` None: it does not run out."""

	kind: str
	state: CheckState
	issued_on: date | None = None
	expires_on: date | None = None

	@property
	def in_order(self) -> bool:
		"""Whether it is there, accepted, and in force today."""
		return self.state in (CheckState.VALID, CheckState.EXPIRING)


@dataclass(frozen=True)
class CheckDates:
	"""The days of a check as they were written down."""

	issued_on: date
	expires_on: date | None = None
	seen_on: date | None = None


class ReferenceAnswer(Choice):
	FOR = "For the mentor"
	WITH_RESERVATIONS = "With reservations"
	AGAINST = "Against the mentor"


def expires_on(kind: str, issued_on: date, required: Iterable[RequiredCheck]) -> date | None:
	"""When a check that was issued on that day runs out under the scheme's months; None where it never does."""
	months = next((each.valid_months for each in required if each.check == kind), 0)
	return add_months(issued_on, months) if months else None


def state_of(check_expires_on: date | None, accepted: bool, today: date) -> CheckState:
	"""How one check stands today; it is still in force on the day on which it expires."""
	if not accepted:
		return CheckState.NOT_ACCEPTED
	if check_expires_on is None or check_expires_on > today + SOON:
		return CheckState.VALID
	return CheckState.EXPIRED if check_expires_on < today else CheckState.EXPIRING


def standing(
	required: Sequence[RequiredCheck], checks: Iterable[CheckFact], today: date
) -> tuple[CheckStanding, ...]:
	"""How a mentor stands with each check that the scheme asks for: the one that was issued last speaks."""
	made = list(checks)
	return tuple(_standing_with(each, made, today) for each in required)


def completed_on(required: Sequence[RequiredCheck], checks: Iterable[CheckFact]) -> date | None:
	"""The day on which the last of the checks asked for was first there and accepted; None while one is missing."""
	made = [each for each in checks if each.accepted]
	first = [
		min((each.issued_on for each in made if each.kind == asked.check), default=None) for asked in required
	]
	days = [day for day in first if day is not None]
	return max(days) if days and len(days) == len(first) else None


def assess_kind(kind: str, policy: SchemePolicy) -> Assessment:
	"""Whether the scheme asks for a check of that kind (R9)."""
	known = [each.check for each in policy.required_checks]
	if kind in known:
		return Assessment()
	message = (
		_("The scheme does not ask for a check called “{check}”. It asks for: {known}.")
		if known
		else _("The scheme asks for no checks, so there is none called “{check}” to record.")
	)
	remedy = _("Choose one that it asks for, or have the check added to the policy of the scheme first.")
	return Assessment(
		(refuse("R9", "check-kind", message, remedy, check=kind, known=", ".join(known) or None),)
	)


def assess_dates(dates: CheckDates, today: date) -> Assessment:
	"""Whether the days of a check fit each other and have come (R9)."""
	return Assessment((*_days_of_check(dates, today),))


def _days_of_check(dates: CheckDates, today: date) -> Iterator[Finding]:
	issued, seen, expires = dates.issued_on, dates.seen_on, dates.expires_on
	correct = _("Correct one of the two dates.")
	if issued > today:
		message = _("The check is issued on {issued}, which is after today ({today}).")
		yield refuse("R9", "check-dates", message, _("Correct the date."), issued=issued, today=today)
	if expires is not None and expires < issued:
		message = _("The check expires on {expires}, before it was issued on {issued}.")
		yield refuse("R9", "check-dates", message, correct, expires=expires, issued=issued)
	if seen is not None and seen > today:
		message = _("The check is recorded as seen on {seen}, which is after today ({today}).")
		remedy = _("Record it once it has been seen.")
		yield refuse("R9", "check-dates", message, remedy, seen=seen, today=today)
	elif seen is not None and seen < issued:
		message = _("The check was seen on {seen}, before it was issued on {issued}.")
		yield refuse("R9", "check-dates", message, correct, seen=seen, issued=issued)


def assess_checks(checks: Iterable[CheckFact], policy: SchemePolicy, today: date) -> list[Finding]:
	"""What the scheme's checks say of a mentor today, as strictly as the policy has it (R9)."""
	if not asks_for_checks(policy):
		return []
	return [
		_finding(each, policy.expired_check_rule) for each in standing(policy.required_checks, checks, today)
	]


def assess_references(answers: Sequence[ReferenceAnswer], policy: SchemePolicy) -> list[Finding]:
	"""Whether enough references speak for a mentor, and whether one speaks otherwise (R8, R9)."""
	return [*_enough(answers, policy.references_needed), *_otherwise(answers)]


@dataclass(frozen=True)
class ReferenceFacts:
	"""A reference as it was written down. `names` are those that the mentor goes by."""

	referee: str
	names: tuple[str, ...] = ()
	asked_on: date | None = None
	received_on: date | None = None
	answer: ReferenceAnswer | None = None


def assess_reference(facts: ReferenceFacts, today: date) -> Assessment:
	"""Whether a reference can have been as it is written down (R9)."""
	return Assessment((*_referee(facts), *_days_of_reference(facts, today)))


def _referee(facts: ReferenceFacts) -> Iterator[Finding]:
	if same_name(facts.referee) in {same_name(each) for each in facts.names}:
		message = _("{referee} is the mentor, and nobody gives a reference for herself or himself.")
		remedy = _("Name somebody who knows the mentor.")
		yield refuse("R9", "referee", message, remedy, referee=facts.referee)


def same_name(name: str) -> str:
	"""A person's name as it is compared."""
	return " ".join(name.split()).casefold()


def _days_of_reference(facts: ReferenceFacts, today: date) -> Iterator[Finding]:
	asked, received = facts.asked_on, facts.received_on
	if facts.answer is not None and received is None:
		message = _("The reference has an answer, but not the day on which it came in.")
		yield refuse("R9", "reference-dates", message, _("Record when it was received."))
	for day in (asked, received):
		if day is not None and day > today:
			message = _("The reference is dated {day}, which is after today ({today}).")
			yield refuse("R9", "reference-dates", message, _("Correct the date."), day=day, today=today)
			return
	if asked is not None and received is not None and received < asked:
		message = _("The reference came in on {received}, before it was asked for on {asked}.")
		remedy = _("Correct one of the two dates.")
		yield refuse("R9", "reference-dates", message, remedy, received=received, asked=asked)


def asks_for_checks(policy: SchemePolicy) -> bool:
	"""Whether the checks themselves are asked for, rather than only the day of their completion."""
	return bool(policy.required_checks) and policy.expired_check_rule is not Strictness.NOT_ASKED


def _standing_with(asked: RequiredCheck, checks: Sequence[CheckFact], today: date) -> CheckStanding:
	mine = [each for each in checks if each.kind == asked.check]
	if not mine:
		return CheckStanding(asked.check, CheckState.MISSING)
	# of two that were issued on one day, the one that stands in the way speaks
	last = max(mine, key=lambda each: (each.issued_on, not each.accepted, each.expires_on or date.max))
	until = last.expires_on or expires_on(last.kind, last.issued_on, (asked,))
	return CheckStanding(asked.check, state_of(until, last.accepted, today), last.issued_on, until)


def _finding(found: CheckStanding, rule: Strictness) -> Finding:
	figures = {"check": found.kind, "issued_on": found.issued_on, "expires_on": found.expires_on}
	if found.in_order:
		return passed("R9", "check", _in_order(found), **figures)
	code, message, remedy = _WAYS_TO_FALL_SHORT[found.state]
	since = found.expires_on if found.state is CheckState.EXPIRED else found.issued_on
	kind = found.kind[:LONGEST_IN_KEY]
	occasion = f"{kind}/{since.isoformat()}" if since else kind
	if rule is Strictness.WARN and found.state is not CheckState.NOT_ACCEPTED:
		return warn("R9", code, message, remedy, occasion=occasion, **figures)
	return refuse("R9", code, message, remedy, overridable=True, occasion=occasion, **figures)


def _in_order(found: CheckStanding) -> str:
	if found.expires_on is None:
		return _("The check “{check}” was issued on {issued_on} and does not expire.")
	if found.state is CheckState.EXPIRING:
		return _("The check “{check}” expires soon, on {expires_on}.")
	return _("The check “{check}” is in force until {expires_on}.")


_WAYS_TO_FALL_SHORT = {
	CheckState.MISSING: (
		"check-missing",
		_("There is no “{check}”, which the scheme asks of every mentor."),
		_("Record the check once the certificate has been seen."),
	),
	CheckState.EXPIRED: (
		"check-expired",
		_("The check “{check}” expired on {expires_on}."),
		_("Have it made again and record the new one."),
	),
	CheckState.NOT_ACCEPTED: (
		"check-not-accepted",
		_("The check “{check}” of {issued_on} is not in order."),
		_("Record a later check, or let the person stand down."),
	),
}


def _enough(answers: Sequence[ReferenceAnswer], asked: int) -> list[Finding]:
	if not asked:
		return []
	speak = sum(each is ReferenceAnswer.FOR for each in answers)
	message = several(
		speak,
		_("{speak} reference speaks for the mentor; the scheme asks for {asked}."),
		_("{speak} references speak for the mentor; the scheme asks for {asked}."),
	)
	if speak >= asked:
		return [passed("R9", "references", message, speak=speak, asked=asked)]
	remedy = _("Record the references that have come in.")
	return [
		refuse(
			"R9",
			"references",
			message,
			remedy,
			overridable=True,
			occasion=str(speak),
			speak=speak,
			asked=asked,
		)
	]


def _otherwise(answers: Sequence[ReferenceAnswer]) -> list[Finding]:
	count = sum(each is not ReferenceAnswer.FOR for each in answers)
	if not count:
		return []
	message = several(
		count,
		_("{count} of the references that came in has to be talked over."),
		_("{count} of the references that came in have to be talked over."),
	)
	remedy = _("Read what they say, talk it over, and go on with a reason.")
	return [warn("R9", "references-otherwise", message, remedy, occasion=str(count), count=count)]
