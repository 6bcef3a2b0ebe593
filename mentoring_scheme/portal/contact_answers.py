"""What was typed into the form for one contact, read as the record holds it; what cannot be so is noted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

import frappe
from frappe import _
from frappe.utils import cint, cstr

from mentoring_scheme.mentoring_scheme.doctype.contact_record.contact_record import LONGEST_REMARK
from mentoring_scheme.mentoring_scheme.doctype.contact_record.facts import TOOK_PLACE
from mentoring_scheme.policy.choices import WayUse
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.portal import typed
from mentoring_scheme.portal.forms import Answers

RECORD, ACTION = "Contact Record", "Contact Action"
LENGTHS = (15, 30, 45, 60, 90, 120)
LONGEST = {"summary": 10_000, "progress": 2_000, "outcome_reason": 1_000, "answer": LONGEST_REMARK}
LONGEST_ACTION = 140
ROWS_AT_FIRST, MOST_ROWS = 1, 20
ROW = ("action", "who", "by_when")


def read(answers: Answers, ways: list[str]) -> dict[str, Any]:
	"""What was typed, as the record holds it; what cannot be so is noted among the answers. `ways`: those offered."""
	given = answers.typed
	for fieldname, most in LONGEST.items():
		if len(given.get(fieldname, "")) > most:
			answers.wrong(fieldname, _("Write this in {0} characters or fewer").format(f"{most:,}"))
	took_place = given["outcome"] == TOOK_PLACE
	return {
		"contact_date": _day(answers, "contact_date", required=True),
		"contact_time": _time(answers),
		"way": _one_of(answers, "way", ways, _("Choose how you were in contact")),
		"outcome": _one_of(answers, "outcome", _values("outcome"), _("Choose whether it took place")),
		"outcome_by": "" if took_place else _one_of(answers, "outcome_by", ["", *_values("outcome_by")]),
		"outcome_reason": "" if took_place else given["outcome_reason"].strip(),
		"minutes": _minutes(answers) if took_place else 0,
		"summary": given["summary"].strip(),
		"progress": given["progress"].strip(),
		"actions": _actions(answers),
		"next_contact_on": _day(answers, "next_contact_on"),
	}


def read_rows(form: Mapping[str, Any]) -> dict[str, str]:
	"""What was typed of actions: three fields for each row that the form has."""
	rows = rows_of(form)
	return {name: cstr(form.get(name)) for row in range(1, rows + 1) for name in names_of(row)}


def add_row(answers: Answers) -> None:
	"""Room for one more action."""
	rows = rows_of(answers.typed)
	if rows < MOST_ROWS:
		answers.typed.update(dict.fromkeys(names_of(rows + 1), ""))


def rows_of(form: Mapping[str, Any]) -> int:
	"""How many rows for actions a form has."""
	rows = ROWS_AT_FIRST
	while rows < MOST_ROWS and f"action_{rows + 1}" in form:
		rows += 1
	return rows


def names_of(row: int) -> tuple[str, ...]:
	"""The fields of a row for an action."""
	return tuple(f"{name}_{row}" for name in ROW)


def ways_of(policy: SchemePolicy, present: str = "") -> list[str]:
	"""The scheme's ways of contact, those for planned contact first; `present` stays, even if the scheme has it not."""
	order = (WayUse.PLANNED, WayUse.BETWEEN, WayUse.REARRANGING)
	ways = [each.way.value for each in sorted(policy.contact_ways, key=lambda each: order.index(each.use))]
	return ways if not present or present in ways else [*ways, present]


def choices(fieldname: str, doctype: str = RECORD) -> list[dict[str, str]]:
	"""What a field may be, as choices of a form."""
	options = frappe.get_meta(doctype).get_field(fieldname).options.split("\n")
	return [choice(each) for each in options if each]


def choice(value: str) -> dict[str, str]:
	"""A value as a choice of a form."""
	return {"value": value, "text": _(value)}


def _values(fieldname: str, doctype: str = RECORD) -> list[str]:
	return [each["value"] for each in choices(fieldname, doctype)]


def _day(answers: Answers, fieldname: str, required: bool = False) -> date | None:
	day = answers.read(fieldname, typed.day)
	if required and day is None:
		answers.wrong(fieldname, _("Enter the day"))
	return day


def _time(answers: Answers) -> str | None:
	time = answers.read("contact_time", typed.time_of_day)
	return None if time is None else time.isoformat()


def _one_of(answers: Answers, fieldname: str, choices: list[str], problem: str = "") -> str:
	value = answers.typed[fieldname]
	if value not in choices:
		answers.wrong(fieldname, problem or _("Choose one of these"))
	return value


def _minutes(answers: Answers) -> int:
	"""What was typed counts: it is asked for where none of the choices is right. Else what was chosen."""
	problem = _("Enter the minutes in figures, such as 40")
	minutes = answers.read("minutes", partial(typed.whole, problem=problem))
	return cint(answers.read("length", partial(typed.whole, problem=problem)) if minutes is None else minutes)


def _actions(answers: Answers) -> list[dict[str, Any]]:
	rows = [_action(answers, *names_of(row)) for row in range(1, rows_of(answers.typed) + 1)]
	return [row for row in rows if row]


def _action(answers: Answers, action: str, who: str, by_when: str) -> dict[str, Any] | None:
	"""One action. Who and when are nothing without what: that is asked for then."""
	given = [answers.typed.get(name, "").strip() for name in (action, who, by_when)]
	if not any(given):
		return None
	if not given[0]:
		answers.wrong(action, _("Write what is to be done"))
	if len(given[0]) > LONGEST_ACTION:
		answers.wrong(action, _("Write this in {0} characters or fewer").format(LONGEST_ACTION))
	whose = _one_of(answers, who, ["", *_values("who", ACTION)])
	return {"action": given[0], "who": whose, "by_when": _day(answers, by_when)}
