"""What mentors and mentees raise: the forms for it, and what has become of it.

What is raised is kept by the name that its form had from the beginning, so that a form that is sent twice raises it
once. Of a concern nobody here reads more than what they wrote it as, where it stands, and the answer meant for them.
"""

from __future__ import annotations

import re
from typing import Any

import frappe
from frappe import _
from frappe.utils import formatdate

from mentoring_scheme.access import reach
from mentoring_scheme.access.terms import Value
from mentoring_scheme.policy.concerns import ConcernState, Kind
from mentoring_scheme.portal import mine
from mentoring_scheme.portal.forms import SAVEPOINT, Answers, forget, keep, taken_up
from mentoring_scheme.portal.frame import HOME
from mentoring_scheme.portal.mine import OwnLink, Side

RAISED = f"{HOME}/raised"
WORRY, SAY = "worry", "say"
SIDES = {WORRY: Side.MENTOR, SAY: Side.MENTEE}
SCHEMES = {Side.MENTOR: reach.schemes_as_mentor, Side.MENTEE: reach.schemes_as_mentee}
OF_SCHEME = "scheme:"
YES, NO = "Yes", "No"
CO_ORDINATOR, MANAGER = "Co-ordinator", "Manager"
LONGEST = 10_000
SHOWN = ("scheme", "raised_on", "status", "happened", "answer_to_them")
KEY = re.compile(r"[a-z0-9]{10}")
# What a mentor tells the mentee about, unless that would add to the risk (R34).
ABOUT_THE_PAIR = (Kind.SAFEGUARDING.value, Kind.CONFLICT.value, Kind.CONFLICT_OF_INTEREST.value)

Choice = dict[str, str]


def page(form: str, link: str) -> dict[str, Any]:
	"""What the page of a form shows. `link`: the one that the page was reached from, if it is the user's own."""
	side = SIDES[form]
	places = places_of(side)
	values = [place["value"] for place in places]
	first = values[0] if len(values) == 1 else ""
	answers = taken_up(form, {"place": link if link in values else first})
	return {
		"form": form,
		"words": _words()[form],
		"answers": answers,
		"problems": answers.listed(),
		"places": places,
		"kinds": kinds_of(side),
		"yes_no": [{"value": YES, "text": _("Yes")}, {"value": NO, "text": _("No")}],
		"receivers": receivers(),
		"key": answers.typed.get("key") or frappe.generate_hash(length=10),
		"numbers": _numbers(side),
		"raised": RAISED,
	}


def _words() -> dict[str, dict[str, str]]:
	"""What is said differently to a mentor and to a mentee."""
	return {
		WORRY: {
			"nobody": _(
				"This page is for mentors of a scheme. If you are one, tell your co-ordinator that you cannot use it."
			),
			"intro": _(
				"What you write here goes to those alone who must know. It does not become part of a contact record, and the person whom you support does not see it."
			),
			"kind": _("What kind of worry is it?"),
			"happened": _("What happened?"),
			"happened_hint": _(
				"What you saw or heard, and when. Keep to what you know. Name no child: “the younger girl” is enough."
			),
		},
		SAY: {
			"nobody": _(
				"This page is for people who have a mentor, or are waiting for one. If that is you, tell your co-ordinator that you cannot use it."
			),
			"intro": _(
				"Your mentor does not see this, nor that you wrote anything. You can complain, ask for the match to be looked at, or say that something worries you. It will not be held against you."
			),
			"kind": _("What do you want to say?"),
			"happened": _("Tell us about it"),
			"happened_hint": _("In your own words. You need not name anybody’s child."),
		},
	}


def places_of(side: Side) -> list[Choice]:
	"""What it can be about: the user's own links, those that are open first, and the schemes in general."""
	links = sorted((link for link in mine.links() if link.side is side), key=lambda link: not link.is_open)
	schemes = sorted({link.scheme for link in links}.union(_schemes(side)))
	return [{"value": link.name, "text": _place(link)} for link in links] + [
		{"value": f"{OF_SCHEME}{scheme}", "text": _("{0} in general").format(scheme)} for scheme in schemes
	]


def kinds_of(side: Side) -> list[Choice]:
	"""What it can be, in the words of a mentor or a mentee."""
	words = {
		Side.MENTOR: (
			(Kind.SAFEGUARDING, _("I worry that somebody is not safe, or is treated badly")),
			(Kind.CONFLICT, _("The two of us disagree, or do not get on")),
			(Kind.CONFLICT_OF_INTEREST, _("I am too close to somebody or something involved")),
			(Kind.COMPLAINT, _("I want to complain")),
			(Kind.DATA_PROTECTION, _("I am unhappy with how information about me is used")),
		),
		Side.MENTEE: (
			(Kind.SAFEGUARDING, _("I worry that somebody is not safe, or is treated badly")),
			(Kind.COMPLAINT, _("I want to complain")),
			(Kind.REVIEW, _("I want to talk about whether this match is right for me")),
			(Kind.DATA_PROTECTION, _("I am unhappy with how information about me is used")),
		),
	}[side]
	return [{"value": kind.value, "text": text} for kind, text in words]


def receivers() -> list[Choice]:
	"""Who can get it."""
	return [
		{"value": CO_ORDINATOR, "text": _("The co-ordinator of the scheme")},
		{"value": MANAGER, "text": _("The manager, because it is about a co-ordinator")},
	]


def write(form: str, key: str, answers: Answers) -> bool:
	"""Raise what was typed; False where something is wrong, which the answers then say.

	Raises frappe.PermissionError for somebody who has no part in any scheme on that side.
	"""
	side = SIDES[form]
	places = places_of(side)
	if not places:
		frappe.throw(_("There is nothing of yours that this could be about."), frappe.PermissionError)
	_check(side, places, answers)
	if not answers.fine or not _keep(key, _values(side, answers), answers):
		return False
	forget(form)
	return True


def own() -> list[frappe._dict]:
	"""What the user has raised as mentor or mentee, the latest first: their own words, and what is meant for them."""
	concern = frappe.qb.DocType("Mentoring Concern")
	return (
		frappe.qb.from_(concern)
		.select(concern.raised_kind.as_("kind"), *(concern[field] for field in SHOWN))
		.where(concern.raised_by == Value(frappe.session.user))
		.where(concern.raised_as.isin([side.value.title() for side in Side]))
		.orderby(concern.raised_on, concern.creation, order=frappe.qb.desc)
		.run(as_dict=True)
	)


def raised() -> list[dict[str, Any]]:
	"""What the user has raised as mentor or mentee, as the page shows it, the latest first."""
	return [
		{
			"what": _(row.kind),
			"scheme": row.scheme,
			"day": formatdate(row.raised_on),
			"state": states()[row.status][0],
			"tone": states()[row.status][1],
			"answer": row.answer_to_them or "",
		}
		for row in own()
	]


def states() -> dict[str, tuple[str, str]]:
	"""Each state of a concern: how whoever raised it reads it, and its tone."""
	return {
		ConcernState.NEW.value: (_("It has arrived"), "todo"),
		ConcernState.OPEN.value: (_("Being looked into"), "going"),
		ConcernState.CLOSED.value: (_("Concluded"), "over"),
	}


def done_words() -> dict[str, str]:
	"""What the pages say about what was just done."""
	return {
		"sent": _("Thank you. It has arrived, and only those who must know will read it."),
		"danger": _(
			"It has arrived. If you have not done so yet, ring 999 now: do not wait for an answer here."
		),
	}


def _place(link: OwnLink) -> str:
	words = _("My support for {0}") if link.side is Side.MENTOR else _("My support from {0}")
	text = words.format(link.other)
	return text if link.is_open else _("{0} (it has ended)").format(text)


def _schemes(side: Side) -> list[str]:
	scheme = frappe.qb.DocType("Mentoring Scheme")
	own = SCHEMES[side](frappe.session.user)
	return frappe.qb.from_(scheme).select(scheme.name).where(scheme.name.isin(own)).run(pluck=True)


def _numbers(side: Side) -> list[Choice]:
	"""Whom to ring out of hours, by scheme; a scheme that says nothing has its co-ordinator rung."""
	names = sorted({link.scheme for link in mine.links() if link.side is side}.union(_schemes(side)))
	rows = frappe.get_all(
		"Mentoring Scheme",
		filters={"name": ["in", names], "out_of_hours_phone": ["is", "set"]},
		fields=["name", "out_of_hours_phone"],
		order_by="name asc",
	)
	return [{"scheme": row.name, "phone": row.out_of_hours_phone} for row in rows]


def _check(side: Side, places: list[Choice], answers: Answers) -> None:
	typed = answers.typed
	_must_be_one_of(answers, "place", places, _("Choose what it is about"))
	_must_be_one_of(answers, "kind", kinds_of(side), _("Choose what you want to say"))
	if not typed["happened"].strip():
		answers.wrong("happened", _("Write what happened, or what you want to say"))
	if len(typed["happened"]) > LONGEST:
		answers.wrong("happened", _("Write this in {0} characters or fewer").format(LONGEST))
	if typed["danger"] not in (YES, NO):
		answers.wrong("danger", _("Choose whether somebody is in danger now"))
	if side is Side.MENTOR:
		_check_told(answers)
	_must_be_one_of(answers, "to", receivers(), _("Choose who should get it"))


def _check_told(answers: Answers) -> None:
	typed = answers.typed
	of_pair = typed["kind"] in ABOUT_THE_PAIR and not typed["place"].startswith(OF_SCHEME)
	if of_pair and typed["told"] not in (YES, NO):
		answers.wrong("told", _("Choose whether you have told the person whom you support"))
	if of_pair and typed["told"] == NO and not typed["why_not"].strip():
		answers.wrong("why_not", _("Write why not, for example because it would add to the risk"))
	if len(typed["why_not"]) > LONGEST:
		answers.wrong("why_not", _("Write this in {0} characters or fewer").format(LONGEST))


def _must_be_one_of(answers: Answers, fieldname: str, choices: list[Choice], text: str) -> None:
	if answers.typed[fieldname] not in [choice["value"] for choice in choices]:
		answers.wrong(fieldname, text)


def _values(side: Side, answers: Answers) -> dict[str, Any]:
	typed = answers.typed
	link = None if typed["place"].startswith(OF_SCHEME) else mine.link(typed["place"])
	told = typed.get("told", "")
	return {
		"scheme": link.scheme if link else typed["place"].removeprefix(OF_SCHEME),
		"link": link.name if link else None,
		"kind": typed["kind"],
		"raised_as": side.value.title(),
		"happened": typed["happened"].strip(),
		"danger_now": int(typed["danger"] == YES),
		"mentee_told": told if told in (YES, NO) else "",
		"not_told_why": typed["why_not"].strip() if told == NO else "",
		"about": "Co-ordinator" if typed["to"] == MANAGER else "",
	}


def _keep(key: str, values: dict[str, Any], answers: Answers) -> bool:
	name = key if KEY.fullmatch(key) else frappe.generate_hash(length=10)
	kept = frappe.db.get_value("Mentoring Concern", name, "raised_by")
	if kept == frappe.session.user:
		return True
	if kept:
		name = frappe.generate_hash(length=10)
	doc = frappe.new_doc("Mentoring Concern", **values)
	doc.name, doc.flags.name_set = name, True
	# safe: the link or scheme was looked up among the user's own, and the document notes who raises it
	doc.flags.ignore_permissions = True
	try:
		return keep(doc, answers)
	except frappe.DuplicateEntryError:
		frappe.db.rollback(save_point=SAVEPOINT)  # the same form, sent twice at the same moment
		frappe.clear_messages()
		return True
