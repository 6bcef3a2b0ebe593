"""The time lines of a claim: what stands against them, and what tasks are paid (R43, R46)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from .claim_values import NOTHING, ClaimFacts, TimeKind, TimeLine, in_month
from .reading import PENNY
from .scheme import SchemePolicy
from .text import _
from .verdicts import Finding, refuse

HOUR = 60
DAY = 24 * HOUR


def faults(line: TimeLine, facts: ClaimFacts, policy: SchemePolicy) -> list[Finding]:
	"""Everything that stands against a time line by itself, whenever it is looked at."""
	return [*_month(line, facts), *_kind(line, policy), *_length(line), *_source(line)]


def faults_together(facts: ClaimFacts) -> list[Finding]:
	"""What stands against time lines that are each right by themselves: a record twice, a day of more than 24 hours."""
	return [*_twice(facts), *_long_days(facts)]


def pay_times(facts: ClaimFacts, policy: SchemePolicy) -> Mapping[str, Decimal]:
	"""What each time line is paid, by its key: tasks by the hour, to the penny, half a penny up; others nothing."""
	return {line.key: _paid(line, facts, policy) for line in facts.times}


def counted_minutes(facts: ClaimFacts, policy: SchemePolicy) -> int:
	"""The minutes of all lines that nothing stands against."""
	return sum(line.minutes for line in facts.times if not faults(line, facts, policy))


def _paid(line: TimeLine, facts: ClaimFacts, policy: SchemePolicy) -> Decimal:
	if line.kind != TimeKind.TASK.value or faults(line, facts, policy):
		return NOTHING
	return (policy.task_hourly_rate * line.minutes / HOUR).quantize(PENNY, ROUND_HALF_UP)


def _about(line: TimeLine, code: str, message: str, remedy: str, **figures: Any) -> list[Finding]:
	rule = "R46" if line.kind == TimeKind.TASK.value else "R43"
	return [refuse(rule, code, message, remedy, kind=line.kind or "–", day=line.day, **figures)]


def _month(line: TimeLine, facts: ClaimFacts) -> list[Finding]:
	if in_month(line.day, facts.month):
		return []
	message = _("The time on {day} ({kind}) is outside the month of this claim, which begins on {month}.")
	remedy = _("Correct the date, or claim it in its own month.")
	return _about(line, "claim-time-out-of-month", message, remedy, month=facts.month.replace(day=1))


def _kind(line: TimeLine, policy: SchemePolicy) -> list[Finding]:
	if line.kind not in [each.value for each in TimeKind]:
		message = _("The time on {day} says “{kind}”, which is no kind of time.")
		known = ", ".join(each.value for each in TimeKind)
		return _about(line, "claim-time-kind", message, _("Choose one of these: {known}."), known=known)
	tasks = [each.task for each in policy.claim_tasks]
	if line.kind != TimeKind.TASK.value or line.task in tasks:
		return []
	message = _("The time on {day} is for the task “{task}”, which the scheme does not have.")
	remedy = _("Choose one of the scheme's tasks: {known}.") if tasks else _("Remove the line.")
	return _about(line, "claim-task", message, remedy, task=line.task or "–", known=", ".join(tasks))


def _length(line: TimeLine) -> list[Finding]:
	if 0 < line.minutes <= DAY:
		return []
	message = _("The time on {day} ({kind}) is {minutes} minutes, which is not possible.")
	if not line.minutes:
		message = _("The time on {day} ({kind}): how long it took is not written down yet.")
	remedy = _("Write the length in minutes: from 1 to {most}.")
	return _about(line, "claim-time-length", message, remedy, minutes=line.minutes, most=DAY)


def _source(line: TimeLine) -> list[Finding]:
	if not line.source or line.source_is_own:
		return []
	message = _("The time on {day} ({kind}) comes from a record that is not this mentor's own.")
	return _about(line, "claim-time-source", message, _("Remove the line."))


def _twice(facts: ClaimFacts) -> list[Finding]:
	times = Counter(line.source for line in facts.times if line.source)
	first = {line.source: line for line in reversed(facts.times)}
	message = _("The time on {day} ({kind}) stands {times} times in this claim, from the same record.")
	remedy = _("Leave one line for each record.")
	return [
		finding
		for source, number in times.items()
		if number > 1
		for finding in _about(first[source], "claim-time-twice", message, remedy, times=number)
	]


def _long_days(facts: ClaimFacts) -> list[Finding]:
	minutes: dict[date, int] = defaultdict(int)
	for line in facts.times:
		minutes[line.day] += max(line.minutes, 0)
	return [
		refuse(
			"R43",
			"claim-time-day",
			_("The time on {day} comes to {minutes} minutes, and a day has {most}."),
			_("Correct the lengths of that day's lines."),
			day=day,
			minutes=total,
			most=DAY,
		)
		for day, total in sorted(minutes.items())
		if total > DAY and sum(line.day == day for line in facts.times) > 1
	]
