"""Who is reminded of what, and when: first, a second time, and then somebody above (R3, R21–R43).

Of each matter only the furthest step that has come is told, so that nobody is flooded after an outage, and each step
once. Which step that is follows from the day alone; what was told before is remembered by whoever tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from .bank_holidays import SATURDAY, bank_holidays
from .choices import FirstWhen, ReminderDays, ReminderKind, SummaryDay, Whom
from .matter_values import Matter
from .scheme import ReminderRule, SchemePolicy

ACTS: dict[ReminderKind, Whom] = {
	ReminderKind.CONTACT: Whom.MENTOR,
	ReminderKind.RECORD: Whom.MENTOR,
	ReminderKind.RECORD_WAITING: Whom.MENTEE,
	ReminderKind.STAFF_CALL: Whom.CO_ORDINATOR,
	ReminderKind.SUPERVISION: Whom.SSW,
	ReminderKind.REVIEW: Whom.CO_ORDINATOR,
	ReminderKind.PLANNED_END: Whom.CO_ORDINATOR,
	ReminderKind.EXTENSION: Whom.CO_ORDINATOR,
	ReminderKind.ENDING: Whom.CO_ORDINATOR,
	ReminderKind.CONSULTATION: Whom.NAMED,
	ReminderKind.AGREEMENT: Whom.NAMED,
	ReminderKind.TRAINING: Whom.MENTOR,
	ReminderKind.CHECK: Whom.CO_ORDINATOR,
	ReminderKind.CLAIM: Whom.MENTOR,
	ReminderKind.FEEDBACK: Whom.NAMED,
	ReminderKind.FOLLOW_UP: Whom.CO_ORDINATOR,
	ReminderKind.CONCERN: Whom.NAMED,
	ReminderKind.COMPLAINT: Whom.NAMED,
	ReminderKind.POLICY_REVIEW: Whom.MANAGER,
}
NOBODY_TOLD: Mapping[str, int] = {}


class Step(IntEnum):
	"""How far the reminding of a matter has come."""

	FIRST = 1
	SECOND = 2
	ESCALATED = 3


@dataclass(frozen=True)
class Reminder:
	"""A matter at the step that has come, and who is to be told of it."""

	matter: Matter
	step: Step
	whom: Whom


def due(
	matters: Iterable[Matter], policy: SchemePolicy, today: date, told: Mapping[str, int] = NOBODY_TOLD
) -> list[Reminder]:
	"""What is to be told today: of each matter the furthest step that has come, unless it was told already.

	`told` says for the keys of matters up to which step they have been told. Days on which the scheme is quiet are not
	looked at here; see `is_quiet`.
	"""
	return [each for each in come(matters, policy, today) if is_news(each, told)]


def come(matters: Iterable[Matter], policy: SchemePolicy, today: date) -> list[Reminder]:
	"""The matters that wait for somebody today, each at its furthest step, told before or not."""
	return [each for matter in matters if (each := _reminder(matter, policy, today))]


def is_news(reminder: Reminder, told: Mapping[str, int]) -> bool:
	"""Whether neither this step nor a later one has been told, by a reminder or by a task in the desk."""
	return not reminder.matter.told_by_task and told.get(reminder.matter.key, 0) < reminder.step


def first_on(matter: Matter, rule: ReminderRule) -> date:
	"""The day of the first reminder."""
	days = timedelta(days=rule.first_days)
	return matter.due_on - days if rule.first_when is FirstWhen.BEFORE else matter.due_on + days


def latest_due_on(rule: ReminderRule, today: date) -> date:
	"""The latest day that a matter can be about whose first reminder has come: no need to look at later ones."""
	days = timedelta(days=rule.first_days)
	return today + days if rule.first_when is FirstWhen.BEFORE else today - days


def is_quiet(policy: SchemePolicy, day: date) -> bool:
	"""Whether nobody is reminded on that day; whatever has come by then waits for the next one that is not quiet."""
	if policy.reminder_days is ReminderDays.EVERY_DAY:
		return False
	if day.weekday() >= SATURDAY:
		return True
	return policy.reminder_days is ReminderDays.WORKING_DAYS and day in bank_holidays(day.year)


def summary_week(policy: SchemePolicy, day: date) -> str:
	"""The week whose summary is to be sent by that day, such as "2026-W48"; empty while its weekday has not come.

	A summary that was missed on its day is sent on a later one of the same week.
	"""
	days = [each for each in SummaryDay if each is not SummaryDay.NEVER]
	if policy.weekly_summary_on not in days or days.index(policy.weekly_summary_on) > day.weekday():
		return ""
	year, week, _weekday = day.isocalendar()
	return f"{year}-W{week:02}"


def _reminder(matter: Matter, policy: SchemePolicy, today: date) -> Reminder | None:
	rule = policy.reminder_rule(matter.kind)
	step = _step(matter, rule, today) if rule else None
	if rule is None or step is None:
		return None
	return Reminder(matter, step, rule.escalate_to if step is Step.ESCALATED else ACTS[matter.kind])


def _step(matter: Matter, rule: ReminderRule, today: date) -> Step | None:
	days = (today - first_on(matter, rule)).days
	if days < 0:
		return None
	if rule.escalate_after_days and days >= rule.escalate_after_days:
		return Step.ESCALATED
	return Step.SECOND if rule.second_after_days and days >= rule.second_after_days else Step.FIRST
