"""One stretch of time of a claim: a task that was agreed, or a record that does not say how long it took."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.utils import cint, cstr, formatdate, get_last_day, getdate, today

from mentoring_scheme.policy.claims import ClaimFacts, TimeKind, TimeLine, assess_claim
from mentoring_scheme.portal import typed
from mentoring_scheme.portal.expenses import note_findings
from mentoring_scheme.portal.forms import Answers, forget, keep, taken_up
from mentoring_scheme.portal.lines import form_of, line_to_write

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentor_claim.mentor_claim import MentorClaim

TABLE = "time_lines"
TASK = TimeKind.TASK.value
LONGEST_NOTE = 1000

FIELD_OF_FINDING = {
	"claim-time-out-of-month": "day",
	"claim-future": "day",
	"claim-task": "task",
	"claim-time-length": "hours",
}


def page(claim: MentorClaim, line: str) -> dict[str, Any]:
	"""What the page shows: a new task where there is no line of that name."""
	row = _row(claim, line)
	line = line or frappe.generate_hash(length=10)
	answers = taken_up(form_of(claim, line), _stored(row))
	policy = claim.policy
	return {
		"answers": answers,
		"problems": answers.listed(),
		"claim": claim.name,
		"line": line,
		"is_new": row is None,
		"is_task": row is None or row.kind == TASK,
		"record": f"{_(row.kind)}, {formatdate(row.date)}" if row else "",
		"tasks": [{"value": each.task, "text": each.task} for each in policy.claim_tasks],
		"first_day": cstr(getdate(claim.month)),
		"last_day": cstr(min(getdate(get_last_day(claim.month)), getdate(today()))),
	}


def title(shown: Mapping[str, Any]) -> str:
	"""What the page is called."""
	if not shown["is_task"]:
		return _("How long did it take?")
	return _("Add a task") if shown["is_new"] else _("Change a task")


def write(claim: MentorClaim, line: str, answers: Answers) -> bool:
	"""Keep what was typed as one line of the claim; False where something is wrong, which the answers then say."""
	row = _row(claim, line)
	is_task = row is None or row.kind == TASK
	values = {"minutes": _minutes(answers), **(_of_task(answers) if is_task else {})}
	if answers.fine:
		_ask_policy(claim, values if is_task else {**row.as_dict(), **values}, answers)
	if not answers.fine:
		return False
	line_to_write(claim, TABLE, line).update(values)
	if not keep(claim, answers):
		return False
	forget(form_of(claim, line))
	return True


def remove(claim: MentorClaim, line: str) -> None:
	"""Take a stretch of time off the claim."""
	row = _row(claim, line)
	if row:
		claim.remove(row)
		claim.save()


def _row(claim: MentorClaim, line: str) -> Any:
	return next((row for row in claim.time_lines if row.name == line), None)


def _of_task(answers: Answers) -> dict[str, Any]:
	day = answers.read("day", typed.day)
	if day is None:
		answers.wrong("day", _("Enter the day"))
	if not answers.typed["task"]:
		answers.wrong("task", _("Choose what you did"))
	if len(answers.typed["note"]) > LONGEST_NOTE:
		answers.wrong("note", _("Write this in {0} characters or fewer").format(LONGEST_NOTE))
	note = answers.typed["note"].strip()
	return {"kind": TASK, "date": day, "task": answers.typed["task"], "note": note}


def _minutes(answers: Answers) -> int:
	problem = _("Enter the time in figures, such as 1 hour and 30 minutes")
	hours = answers.read("hours", lambda text: typed.whole(text, problem))
	minutes = answers.read("minutes", lambda text: typed.whole(text, problem))
	if hours is None and minutes is None:
		answers.wrong("hours", _("Enter how long it took"))
	return cint(hours) * 60 + cint(minutes)


def _ask_policy(claim: MentorClaim, values: dict[str, Any], answers: Answers) -> None:
	line = TimeLine(
		key="typed",
		day=getdate(values["date"]),
		kind=values["kind"],
		minutes=values["minutes"],
		task=values.get("task") or "",
	)
	facts = ClaimFacts(month=getdate(claim.month), times=(line,))
	found = assess_claim(facts, claim.policy, getdate(today()))
	note_findings(found, FIELD_OF_FINDING, answers, claim.currency)


def _stored(row: Any) -> dict[str, str]:
	if row is None:
		return {}
	hours, minutes = divmod(cint(row.minutes), 60)
	return {
		"day": cstr(getdate(row.date)),
		"task": row.task or "",
		"hours": str(hours) if hours else "",
		"minutes": str(minutes) if minutes else "",
		"note": row.note or "",
	}
