"""People are reminded of what waits for them: each matter once at each step, in one mail a day (R3, R21–R43).

The rows of Mentoring Reminder are the gate. They and the mail that they tell of are kept together, a person at a time:
whoever is killed in between leaves neither, and whoever comes second finds the rows and sends nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import Any

import frappe
from frappe import _

from mentoring_scheme.jobs import reminder_mails, reminder_rows
from mentoring_scheme.jobs.batches import each, kept
from mentoring_scheme.jobs.reminder_people import Addressed, Due, addressed
from mentoring_scheme.mentoring_scheme.bringing_in.entries import brought_in_on
from mentoring_scheme.mentoring_scheme.watching.gather import gather
from mentoring_scheme.mentoring_scheme.watching.values import Found, Watch, watch
from mentoring_scheme.policy.reminders import Step, come, is_quiet, summary_week

SUMMARY = "Weekly summary"
FAILED = "Reminders not sent"
STEPS = {Step.FIRST: "First", Step.SECOND: "Second", Step.ESCALATED: "Escalated"}


@dataclass
class Letter:
	"""What one person is to be told: by the key of each row that has to be new, the row and its matters."""

	user: Any
	rows: dict[str, dict[str, Any]] = field(default_factory=dict)
	matters: dict[str, list[Addressed]] = field(default_factory=lambda: defaultdict(list))
	weekly: set[str] = field(default_factory=set)


def remind_all(day: date) -> int:
	"""Write to everybody for whom something has come by `day`; return to how many."""
	letters = letters_of(day)
	frappe.db.commit()  # the rows are then read as they are by that time, not as they were when it was looked
	return sum(kept(partial(each, [letter], _tell, FAILED)) for letter in letters)


def letters_of(day: date) -> list[Letter]:
	"""What is to be told to whom, as far as it has not been told."""
	watched = watch(day)
	waiting = _due(watched)
	letters: dict[str, Letter] = {}
	users = _users(to := addressed(waiting, watched.policies))
	for item in to:
		letter = letters.setdefault(item.user, Letter(users[item.user]))
		_add_news(letter, item)
		_add_summary(letter, item, watched)
	return _with_something_new([letters[user] for user in sorted(letters)])


def _due(watched: Watch) -> list[Due]:
	"""What has come, in schemes that are not quiet today."""
	by_scheme: dict[str, list[Found]] = defaultdict(list)
	for found in gather(watched):
		by_scheme[found.scheme].append(found)
	due = [
		Due(found, reminder)
		for scheme, several in by_scheme.items()
		if not is_quiet(policy := watched.policies[scheme], watched.day)
		for found in several
		for reminder in come([found.matter], policy, watched.day)
	]
	return _come_since_brought_in(due, watched)


def _come_since_brought_in(due: list[Due], watched: Watch) -> list[Due]:
	"""Without the steps that came before the record was brought in: a scheme that comes here is reminded from then on."""
	documents: dict[str, set[str]] = defaultdict(set)
	for item in due:
		documents[item.reminder.matter.document].add(item.reminder.matter.name)
	since = brought_in_on(documents) if documents else {}
	return [item for item in due if not _is_old(item, since, watched)]


def _is_old(due: Due, since: dict[tuple[str, str], date], watched: Watch) -> bool:
	matter = due.reminder.matter
	day = since.get((matter.document, matter.name))
	if day is None:
		return False
	before = come([matter], watched.policies[due.found.scheme], day - timedelta(days=1))
	return any(each.step >= due.reminder.step for each in before)


def _add_news(letter: Letter, item: Addressed) -> None:
	matter = item.due.reminder.matter
	if matter.told_by_task:
		return
	key = key_of(item, item.due.reminder.step)
	letter.rows[key] = {
		"kind": matter.kind.value,
		"subject": _(matter.kind.value),
		"reference_doctype": matter.document,
		"reference_name": matter.name,
		"scheme": item.due.found.scheme,
		"recipient": item.user,
		"step": STEPS[item.due.reminder.step],
		"instead_of": item.instead_of,
		"due_on": matter.due_on,
	}
	letter.matters[key].append(item)


def _add_summary(letter: Letter, item: Addressed, watched: Watch) -> None:
	"""Staff get all that waits for them once a week, with what is new among it."""
	scheme = item.due.found.scheme
	week = summary_week(watched.policies[scheme], watched.day)
	if not week or letter.user.user_type == "Website User":
		return
	key = reminder_rows.key(SUMMARY, week, scheme, item.user)
	letter.rows[key] = {
		"kind": SUMMARY,
		"subject": _(SUMMARY),
		"reference_doctype": "Mentoring Scheme",
		"reference_name": scheme,
		"scheme": scheme,
		"recipient": item.user,
		"step": "",
		"instead_of": "",
		"due_on": watched.day,
	}
	letter.matters[key].append(item)
	letter.weekly.add(key)


def key_of(item: Addressed, step: Step) -> str:
	"""What makes a reminder this one and no other: the matter, the step, and who is told."""
	return reminder_rows.key(
		item.due.reminder.matter.kind.value, item.due.reminder.matter.key, item.user, str(int(step))
	)


def _with_something_new(letters: Sequence[Letter]) -> list[Letter]:
	"""The letters without what was told already, at this step or at a later one; those with nothing left fall away."""
	told = reminder_rows.there(
		one
		for letter in letters
		for key, items in letter.matters.items()
		for one in _keys_from(key, items, letter)
	)
	for letter in letters:
		for key, items in list(letter.matters.items()):
			if told.intersection(_keys_from(key, items, letter)):
				del letter.rows[key], letter.matters[key]
	return [letter for letter in letters if letter.rows]


def _keys_from(key: str, items: list[Addressed], letter: Letter) -> list[str]:
	"""The key itself, and those of the steps after it."""
	if key in letter.weekly:
		return [key]
	(item,) = items
	return [key_of(item, step) for step in Step if step >= item.due.reminder.step]


def _tell(letter: Letter) -> None:
	"""Write the rows, and one mail of those that nobody has written before."""
	new = reminder_rows.written(letter.rows)
	if not new:
		return
	weekly = bool(letter.weekly.intersection(new))
	items = {item.due.reminder.matter.key: item for key in new for item in letter.matters[key]}
	first_due = sorted(items.values(), key=lambda item: item.due.reminder.matter.due_on)
	reminder_mails.send(letter.user, first_due, next(iter(new.values())), weekly=weekly)


def _users(items: Sequence[Addressed]) -> dict[str, Any]:
	rows = frappe.get_all(
		"User",
		filters={"name": ["in", sorted({item.user for item in items}) or [""]]},
		fields=["name", "email", "full_name", "user_type"],
		order_by="name",
	)
	return {row.name: row for row in rows}
