"""What the page about supervision shows: a mentor's own dates, what is meant for them, and their own actions (R35).

A mentor has no right to supervisions as such, because their other texts are meant for staff. What is read here is
named field by field.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.utils import formatdate, get_datetime, getdate, today
from pypika.queries import QueryBuilder
from pypika.terms import Criterion

from mentoring_scheme.access import reach
from mentoring_scheme.mentoring_scheme.doctype.mentoring_supervision import follow_up
from mentoring_scheme.mentoring_scheme.doctype.mentoring_supervision.due import standings
from mentoring_scheme.policy.supervision import SupervisionNeed
from mentoring_scheme.portal import calendar_files, mine
from mentoring_scheme.portal.calendar_files import Entry
from mentoring_scheme.portal.frame import HOME
from mentoring_scheme.portal.todo import ToDo

if TYPE_CHECKING:
	from mentoring_scheme.portal.mine import OwnLink

SUPERVISION = f"{HOME}/supervision"
SHOWN_AT_FIRST = 12
SHOWN = (
	"name",
	"kind",
	"status",
	"scheme",
	"supervision_date",
	"notes_for_mentor",
	"creation",
	"modified",
)


def overview(everything: bool = False) -> dict[str, Any]:
	"""The page. `everything`: what is long past, too."""
	own = mine.mentors()
	rows, actions = _supervisions(), _actions()
	ahead = [row for row in rows if _is_ahead(row)]
	held = [row for row in rows if row.status == "Held"][::-1]
	listed = held if everything else held[:SHOWN_AT_FIRST]
	return {
		"is_mentor": bool(own),
		"planned": [_planned(row) for row in ahead],
		"due": [] if ahead else _due(own),
		"open_actions": [_action(row) for row in actions if not row.done],
		"held": [_held(row, [each for each in actions if each.parent == row.name]) for row in listed],
		"more": len(held) > len(listed),
		"calendar_path": calendar_files.path_of("supervisions") if ahead else "",
	}


def finish_own(action: str) -> None:
	"""Note that one of the user's own actions is done.

	Raises frappe.PermissionError for one that is somebody else's, as for one that does not exist.
	"""
	if action not in {row.name for row in _actions()}:
		frappe.throw(_("There is no such action among yours."), frappe.PermissionError)
	follow_up.finish(action)


def entries() -> list[Entry]:
	"""The supervisions that lie ahead, for a calendar."""
	return [
		Entry(
			key=row.name,
			title=_("Supervision"),
			starts=getdate(row.supervision_date),
			href=SUPERVISION,
			cancelled=row.status == "Cancelled",
			made=get_datetime(row.creation),
			changed=get_datetime(row.modified),
		)
		for row in _supervisions()
		if getdate(row.supervision_date) >= getdate(today()) and row.status != "Held"
	]


def to_do(own_links: list[OwnLink]) -> list[ToDo]:
	"""The mentor's own actions that have a day, and the next supervision."""
	actions = [
		ToDo(row.action, SUPERVISION, _("Agreed in supervision"), getdate(row.by_when))
		for row in _actions()
		if row.by_when and not row.done
	]
	ahead = [row for row in _supervisions() if _is_ahead(row)][:1]
	return actions + [
		ToDo(
			_("Supervision on {0}").format(formatdate(row.supervision_date)),
			SUPERVISION,
			_("With {0}").format(row.supervisor_name),
			getdate(row.supervision_date),
		)
		for row in ahead
	]


# --- what is read


def _supervisions() -> list[frappe._dict]:
	"""The user's own supervisions by date, and the groups that they take part in; one query."""
	supervision, account = frappe.qb.DocType("Mentoring Supervision"), frappe.qb.DocType("User")
	return (
		frappe.qb.from_(supervision)
		.left_join(account)
		.on(account.name == supervision.supervisor)
		.select(*(supervision[field] for field in SHOWN), account.full_name.as_("supervisor_name"))
		.where(_is_own(supervision))
		.orderby(supervision.supervision_date)
		.orderby(supervision.name)
		.run(as_dict=True)
	)


def _actions() -> list[frappe._dict]:
	"""The actions of those supervisions that are the mentor's; one query."""
	supervision = frappe.qb.DocType("Mentoring Supervision")
	action = frappe.qb.DocType("Mentoring Supervision Action")
	return (
		frappe.qb.from_(action)
		.join(supervision)
		.on(supervision.name == action.parent)
		.select(action.name, action.parent, action.action, action.by_when, action.done, action.done_on)
		.where(action.parenttype == "Mentoring Supervision")
		.where(action.for_mentor == 1)
		.where(supervision.status == "Held")
		.where(_is_own(supervision))
		.orderby(supervision.supervision_date)
		.orderby(action.idx)
		.run(as_dict=True)
	)


def _is_own(supervision: Any) -> Criterion:
	"""A mentor's own; or a group that they are listed for, and were at where it was held."""
	own = reach.own_mentors(frappe.session.user)
	in_group = supervision.name.isin(_groups(own))
	were_there = supervision.name.isin(_groups(own, attended=True))
	return supervision.mentor.isin(own) | (in_group & (supervision.status != "Held")) | were_there


def _groups(mentors: QueryBuilder, attended: bool = False) -> QueryBuilder:
	row = frappe.qb.DocType("Mentoring Supervision Attendance")
	query = (
		frappe.qb.from_(row)
		.select(row.parent)
		.where(row.parenttype == "Mentoring Supervision")
		.where(row.mentor.isin(mentors))
	)
	return query.where(row.attended == 1) if attended else query


# --- what is shown


def done_words() -> dict[str, str]:
	"""What the page says about what was just done."""
	return {"done": _("Noted as done.")}


def _is_ahead(row: frappe._dict) -> bool:
	return row.status == "Planned" and getdate(row.supervision_date) >= getdate(today())


def _planned(row: frappe._dict) -> dict[str, str]:
	return {
		"day": formatdate(row.supervision_date, "EEEE d MMMM yyyy"),
		"kind": _(row.kind),
		"supervisor": row.supervisor_name or "",
	}


def _due(mentors: list[frappe._dict]) -> list[str]:
	"""When the next one is due, where none is planned."""
	found = standings(mentors, getdate(today())).values()
	return [
		_("None is planned. The next one was due by {0}: ask your supervisor for a date.").format(
			formatdate(each.due_on)
		)
		if each.state is SupervisionNeed.OVERDUE
		else _("None is planned yet. The next one is due by {0}.").format(formatdate(each.due_on))
		for each in found
		if each.due_on
	]


def _held(row: frappe._dict, actions: list[frappe._dict]) -> dict[str, Any]:
	return {
		"day": formatdate(row.supervision_date),
		"kind": _(row.kind),
		"supervisor": row.supervisor_name or "",
		"notes": row.notes_for_mentor or "",
		"actions": [_action(each) for each in actions],
	}


def _action(row: frappe._dict) -> dict[str, Any]:
	by_when = getdate(row.by_when) if row.by_when else None
	said = _("By {0}").format(formatdate(by_when)) if by_when else ""
	if row.done:
		said = _("Done on {0}").format(formatdate(row.done_on)) if row.done_on else _("Done")
	late = bool(by_when and not row.done and by_when < getdate(today()))
	return {"name": row.name, "text": row.action, "said": said, "late": late}
