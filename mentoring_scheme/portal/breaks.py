"""What the page about a break shows: asking for one, saying when one is back, and what became of it (R13)."""

from __future__ import annotations

from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.utils import cstr, formatdate, getdate, today

from mentoring_scheme.policy.requests import RequestFacts, RequestKind, RequestState, assess_request
from mentoring_scheme.policy.states import Stage
from mentoring_scheme.portal import mine, requests, typed
from mentoring_scheme.portal.expenses import note_findings
from mentoring_scheme.portal.forms import Answers, taken_up
from mentoring_scheme.portal.frame import HOME, address
from mentoring_scheme.portal.mine import Side
from mentoring_scheme.portal.requests import OwnRole

BREAK = f"{HOME}/break"
KINDS = (RequestKind.BREAK, RequestKind.BACK)
FIELD_OF_FINDING = {
	"request-from": "from_date",
	"request-until": "until_date",
	"request-text": "text",
	"request-stage": "",
}


def page(scheme: str) -> dict[str, Any]:
	"""The page for one of the schemes that the user is a mentor in; which one, is asked where there are several."""
	own = _roles()
	chosen = next((role for role in own if role.scheme == scheme), own[0] if len(own) == 1 else None)
	asked = requests.own(*KINDS)
	return {
		"is_mentor": bool(own),
		"choices": []
		if chosen
		else [{"text": role.scheme, "href": address(BREAK, scheme=role.scheme)} for role in own],
		"asked": [_request(row, several=len(own) > 1) for row in asked],
		**(_form(chosen, asked) if chosen else {"kind": ""}),
	}


def ask(scheme: str, answers: Answers) -> bool:
	"""Ask the co-ordinator; False where something is wrong, which the answers then say.

	Raises frappe.PermissionError for a scheme that the user is no mentor of.
	"""
	role = next((each for each in _roles() if each.scheme == scheme), None)
	if role is None:
		frappe.throw(_("You are no mentor of this scheme."), frappe.PermissionError)
	kind = _kind(role)
	from_date = answers.read("from_date", typed.day)
	until_date = answers.read("until_date", typed.day) if kind is RequestKind.BREAK else None
	if not answers.fine:
		return False
	text = answers.typed["text"]
	facts = RequestFacts(kind, text, from_date, until_date, Stage(role.stage))
	note_findings(assess_request(facts, getdate(today())), FIELD_OF_FINDING, answers, None)
	if answers.fine:
		requests.ask(kind, scheme, text=text, from_date=from_date, until_date=until_date)
	return answers.fine


def form_of(scheme: str) -> str:
	"""Under which name what was typed is put by."""
	return f"break/{scheme}"


def done_words() -> dict[str, str]:
	"""What the page says about what was just done."""
	return {"asked": _("Your co-ordinator has your request, and will get in touch with you.")}


def _roles() -> list[OwnRole]:
	return [role for role in requests.roles() if role.mentor]


def _kind(role: OwnRole) -> RequestKind:
	return RequestKind.BACK if role.stage == Stage.ON_A_BREAK.value else RequestKind.BREAK


def _form(role: OwnRole, asked: list[frappe._dict]) -> dict[str, Any]:
	kind = _kind(role)
	waiting = next((row for row in asked if _waits(row, role, kind)), None)
	answers = taken_up(form_of(role.scheme), _stored(waiting))
	return {
		"kind": kind.value,
		"scheme": role.scheme,
		"may_ask": role.stage in (Stage.APPROVED.value, Stage.ACTIVE.value, Stage.ON_A_BREAK.value),
		"waiting": bool(waiting),
		"supported": [
			link.other
			for link in mine.links()
			if link.side is Side.MENTOR and link.is_open and link.scheme == role.scheme
		],
		"answers": answers,
		"problems": answers.listed(),
	}


def _waits(row: frappe._dict, role: OwnRole, kind: RequestKind) -> bool:
	return (row.scheme, row.kind, row.status) == (role.scheme, kind.value, RequestState.OPEN.value)


def _stored(row: frappe._dict | None) -> dict[str, str]:
	if row is None:
		return {}
	return {
		"from_date": cstr(row.from_date or ""),
		"until_date": cstr(row.until_date or ""),
		"text": row.asked_text or "",
	}


def _request(row: frappe._dict, several: bool) -> dict[str, str]:
	states = {
		"Open": (_("Not answered yet"), "going"),
		"Done": (_("Agreed"), "good"),
		"Declined": (_("Declined"), "stopped"),
	}
	state, tone = states[row.status]
	return {
		"what": _back(row.from_date)
		if row.kind == RequestKind.BACK.value
		else _break(row.from_date, row.until_date),
		"scheme": row.scheme if several else "",
		"text": row.asked_text or "",
		"when": _("Asked on {0}").format(formatdate(row.asked_on)),
		"answer": row.answer or "",
		"state": state,
		"tone": tone,
	}


def _break(from_date: date, until_date: date | None) -> str:
	if until_date:
		return _("A break from {0} to {1}").format(formatdate(from_date), formatdate(until_date))
	return _("A break from {0}").format(formatdate(from_date))


def _back(from_date: date) -> str:
	return _("Back from {0}").format(formatdate(from_date))
