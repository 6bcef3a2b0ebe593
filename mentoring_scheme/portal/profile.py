"""My profile: what is held about the user, what they change themselves, and what they ask to have changed."""

from __future__ import annotations

from typing import Any

import frappe
from frappe import _
from frappe.utils import formatdate, validate_phone_number

from mentoring_scheme.access import reach
from mentoring_scheme.access.terms import inner
from mentoring_scheme.mentoring_scheme.verdict import RuleRefusal
from mentoring_scheme.policy.requests import RequestKind, RequestState
from mentoring_scheme.policy.states import Stage
from mentoring_scheme.portal import held, requests
from mentoring_scheme.portal.forms import Answers, forget, in_plain_words, keep, taken_up
from mentoring_scheme.portal.frame import HOME, not_found

PROFILE = f"{HOME}/profile"
CHANGE, ASK = "profile change", "profile ask"
LONGEST = 2000
AVAILABILITY = "availability-"


def page() -> dict[str, Any]:
	"""What is held, what was asked, and the ways to change it."""
	person = held.participant()
	return {
		"sections": held.sections(person) if person else [],
		"asked": [_asked(row) for row in requests.own(RequestKind.DETAILS)],
		"may_ask": bool(requests.roles()),
	}


def change_page() -> dict[str, Any]:
	"""The form for what the user changes themselves."""
	person = held.participant() or not_found()
	mentors = _mentors()
	stored = {"phone": person.phone or "", "interests": person.interests or ""}
	stored |= {f"{AVAILABILITY}{row.name}": row.availability or "" for row in mentors}
	answers = taken_up(CHANGE, stored)
	label = _("When you have time for mentoring")
	return {
		"answers": answers,
		"problems": answers.listed(),
		"mentors": [
			{
				"field": f"{AVAILABILITY}{row.name}",
				"label": f"{label}: {row.scheme}" if len(mentors) > 1 else label,
			}
			for row in mentors
		],
	}


def change(phone: str, interests: str, availability: dict[str, str]) -> Answers:
	"""Keep what the user has typed; what is wrong is among the answers. `availability`: by the name of a Mentor.

	Only what differs is written, so that somebody's old page takes back nothing else that staff changed meanwhile.
	Raises frappe.PermissionError for somebody without a participant document.
	"""
	typed = {"phone": phone.strip(), "interests": interests.strip()}
	availability = {name: text.strip() for name, text in availability.items()}
	answers = Answers(typed | {f"{AVAILABILITY}{name}": text for name, text in availability.items()})
	_check(answers)
	if answers.fine and _kept(typed, availability, answers):
		forget(CHANGE)
	return answers


def availability_typed() -> dict[str, str]:
	"""What came with the request about the user's own Mentor documents, by name."""
	sent = {row.name: frappe.form_dict.get(f"{AVAILABILITY}{row.name}") for row in _mentors()}
	return {name: str(text) for name, text in sent.items() if text is not None}


def ask_page() -> dict[str, Any]:
	"""The form for what the user asks to have changed."""
	schemes = [role.scheme for role in requests.roles()] or not_found()
	answers = taken_up(ASK, {"scheme": schemes[0] if len(schemes) == 1 else "", "text": ""})
	return {
		"schemes": [{"value": name, "text": name} for name in schemes],
		"answers": answers,
		"problems": answers.listed(),
	}


def ask(scheme: str, text: str) -> Answers:
	"""Ask the co-ordinator of a scheme of the user's for a change; what is wrong is among the answers."""
	answers = Answers({"scheme": scheme, "text": text})
	if scheme not in [role.scheme for role in requests.roles()]:
		answers.wrong("scheme", _("Choose the scheme"))
	if len(text) > LONGEST:
		answers.wrong("text", _("Write this in {0} characters or fewer").format(LONGEST))
	if answers.fine:
		try:
			requests.ask(RequestKind.DETAILS, scheme, text=text)
			forget(ASK)
		except RuleRefusal as refusal:
			frappe.clear_messages()
			answers.wrong("text", in_plain_words(refusal))
	return answers


def _check(answers: Answers) -> None:
	phone = answers.typed["phone"]
	if phone and not validate_phone_number(phone):
		answers.wrong("phone", _("Enter a phone number, such as 01632 960 001"))
	for name, text in answers.typed.items():
		if len(text) > LONGEST:
			answers.wrong(name, _("Write this in {0} characters or fewer").format(LONGEST))


def _kept(typed: dict[str, str], availability: dict[str, str], answers: Answers) -> bool:
	"""All of it or nothing."""
	person = held.participant()
	if person is None:
		frappe.throw(_("Nothing is held about you here."), frappe.PermissionError)
	frappe.db.savepoint("profile")
	changed = [(person.doctype, person.name, typed)]
	changed += [("Mentor", name, {"availability": text}) for name, text in availability.items()]
	if all(_keep(*each, answers) for each in changed):
		return True
	frappe.db.rollback(save_point="profile")
	return False


def _keep(doctype: str, name: str, values: dict[str, str], answers: Answers) -> bool:
	doc = frappe.get_doc(doctype, name, for_update=True)
	if all((doc.get(fieldname) or "") == value for fieldname, value in values.items()):
		return True
	doc.update(values)
	# safe: the user's own document, and only these fields of it
	doc.flags.ignore_permissions = True
	return keep(doc, answers)


def _mentors() -> list[Any]:
	"""The user's Mentor documents that are not over, oldest first."""
	mentor = inner("Mentor")
	return (
		frappe.qb.from_(mentor)
		.select(mentor.name, mentor.scheme, mentor.availability)
		.where(mentor.name.isin(reach.own_mentors(frappe.session.user)))
		.where(mentor.stage != Stage.STOOD_DOWN.value)
		.orderby(mentor.creation)
		.run(as_dict=True)
	)


def _asked(row: Any) -> dict[str, str]:
	states = {
		RequestState.OPEN.value: (_("Not answered yet"), "going"),
		RequestState.DONE.value: (_("Done"), "good"),
		RequestState.DECLINED.value: (_("Not changed"), "stopped"),
	}
	state, tone = states[row.status]
	return {
		"text": row.asked_text or "",
		"asked_on": formatdate(row.asked_on),
		"state": state,
		"tone": tone,
		"answer": row.answer or "",
	}
