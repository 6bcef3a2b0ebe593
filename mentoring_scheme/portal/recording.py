"""The form for one contact: what it starts with, how what was typed is read, and how it is kept or sent.

Every form has a key from the beginning. A form that is sent twice, by a second tap or because the answer was lost on
the way, therefore writes the same record twice and not a second one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.utils import cint, cstr, format_time, getdate, today

from mentoring_scheme.mentoring_scheme.doctype.contact_record.contact_record import QUERIED
from mentoring_scheme.mentoring_scheme.doctype.contact_record.facts import TOOK_PLACE, record_facts
from mentoring_scheme.mentoring_scheme.pair import lock_link, pair_of
from mentoring_scheme.policy import record_writing as rules
from mentoring_scheme.policy.choices import RecordExpected, WayUse
from mentoring_scheme.portal import mine, standing
from mentoring_scheme.portal.contact_answers import (
	ACTION,
	LENGTHS,
	MOST_ROWS,
	ROWS_AT_FIRST,
	choice,
	choices,
	names_of,
	read,
	rows_of,
	ways_of,
)
from mentoring_scheme.portal.expenses import note_findings
from mentoring_scheme.portal.forms import Answers, attempt, forget, taken_up
from mentoring_scheme.portal.frame import HOME, address, not_found, show_instead
from mentoring_scheme.portal.mine import OwnLink, Side
from mentoring_scheme.portal.records import WITH_WRITER, path_of, title_of

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.contact_record.contact_record import ContactRecord
	from mentoring_scheme.policy.scheme import SchemePolicy

RECORD = "Contact Record"
KEY = re.compile(r"[a-z0-9]{10}")
KEEP, SEND, ADD = "keep", "send", "add"
FIELD_OF_FINDING = {
	"record-by-whom": "outcome_by",
	"record-date": "contact_date",
	"record-length": "minutes",
	"record-link-closed": "",
	"record-next-contact": "next_contact_on",
	"record-outside-link": "contact_date",
	"record-summary": "summary",
	"record-way": "way",
	"record-why-not": "outcome_reason",
}


def asked_for() -> tuple[OwnLink, ContactRecord | None]:
	"""The link that the address names and the record to go on with, if it names one; else there is no such page.

	Where records can no longer be written, the page of the link or of the record is shown instead.
	"""
	name = frappe.form_dict.get("record")
	if name:
		record, own = mine.record_to_read(name) or not_found()
		if own.side is not Side.MENTOR or record.status not in WITH_WRITER:
			show_instead(address(path_of(record.name), done="changed"))
		return own, record
	own = mine.link(frappe.form_dict.get("link") or "") or not_found()
	# what was typed before the link ended is shown again, whatever stands in its way
	if not standing.may_be_written(own) and not frappe.form_dict.get("again"):
		show_instead(standing.path_of(own))
	return own, None


def page(own: OwnLink, record: ContactRecord | None) -> dict[str, Any]:
	"""What the form shows: a new record where there is none yet."""
	policy = own.policy
	now = standing.standings([own])[0]
	key = (record.form_key if record else frappe.form_dict.get("key")) or ""
	key = key if KEY.fullmatch(key) else frappe.generate_hash(length=10)
	stored = _stored(record) if record else _proposed(now, policy)
	answers = taken_up(form_of(own, record.name if record else key), stored)
	return {
		"answers": answers,
		"problems": answers.listed(),
		"own": own,
		"link": own.name,
		"record": record.name if record else "",
		"key": key,
		"kept_as": f"{own.name}/{record.name if record else 'new'}",
		"worry": address(f"{HOME}/worry", link=own.name),
		"stopped": standing.notice(now),
		"ways": [choice(way) for way in ways_of(policy, record.way if record else "")],
		"outcomes": choices("outcome"),
		"parties": choices("outcome_by"),
		"lengths": _lengths(cint(record.minutes) if record else 0),
		"whos": choices("who", ACTION),
		"rows": list(range(1, rows_of(answers.typed) + 1)),
		"row_may_be_added": rows_of(answers.typed) < MOST_ROWS,
		"more_open": _more_is_open(answers),
		"last_day": today(),
		"shown_again": answers.typed != stored,
		"summary_label": _summary_label(policy),
		"send_label": _("Send to {0}").format(own.other) if rules.needs_mentee(policy) else _("Record it"),
		"must_sign": rules.needs_both(policy),
		"asked": record.remarks[-1].text if record and record.status == QUERIED and record.remarks else "",
	}


def way_back(own: OwnLink, record: ContactRecord | None) -> dict[str, str]:
	"""The way from the form to where it was come from."""
	if record is None:
		return {"href": standing.path_of(own), "text": own.other}
	return {"href": address(path_of(record.name)), "text": title(own, record)}


def title(own: OwnLink, record: ContactRecord | None) -> str:
	"""What the form is called."""
	if record is None:
		return _("Record a contact with {0}").format(own.other)
	return title_of(record)


def form_of(own: OwnLink, what: str) -> str:
	"""Under which name the answers of the form are put by; `what` is the record, or the key of a new one."""
	return f"record/{own.name}/{what}"


def to_write(own: OwnLink, record: str, key: str) -> ContactRecord:
	"""The record that a form is about, locked until the request ends; a new one where there is none yet.

	Raises frappe.PermissionError for a record of another link, and for a key that no form of ours has.
	"""
	lock_link(own.name)
	known = {"name": record} if record else {"form_key": key}
	name = frappe.db.get_value(RECORD, {**known, "link": own.name}, "name", for_update=True)
	if name:
		return frappe.get_doc(RECORD, name, for_update=True)
	if record or not KEY.fullmatch(key) or frappe.db.exists(RECORD, {"form_key": key}):
		frappe.throw(_("There is no such record among yours."), frappe.PermissionError)
	doc = frappe.new_doc(RECORD)
	doc.update({"link": own.name, "form_key": key, "contact_time": None})
	return doc


def write(own: OwnLink, record: ContactRecord, answers: Answers, then: str) -> bool:
	"""Keep what was typed as a draft, or send it; False where something is wrong, which the answers then say."""
	form = form_of(own, record.form_key if record.is_new() else record.name)
	policy = own.policy
	values = read(answers, ways_of(policy, record.way or ""))
	_keep_done(record, values["actions"])
	if record.is_new() or record.way != values["way"]:
		record.planned = policy.use_of(values["way"]) is WayUse.PLANNED
	record.update(values)
	if answers.problems.keys().isdisjoint(("way", "outcome")):
		_ask_policy(record, answers, then)
	if not answers.fine or not _kept(record, answers, then):
		return False
	forget(form)
	return True


# --- what the form starts with


def _proposed(now: standing.Standing, policy: SchemePolicy) -> dict[str, str]:
	"""Day, time and way from the agreed slot: of the contact that has passed, else of today."""
	day = standing.day_to_record(now)
	time = now.slot.get("contact_time") if now.has_passed else None
	return {
		"contact_date": cstr(day),
		"way": now.way or ways_of(policy)[0],
		"outcome": TOOK_PLACE,
		"contact_time": format_time(time, "HH:mm") if time else "",
		"next_contact_on": cstr(standing.slot_after(now, day) or ""),
	}


def _stored(record: ContactRecord) -> dict[str, str]:
	minutes = cint(record.minutes)
	typed_before = {
		"contact_date": cstr(getdate(record.contact_date)),
		"way": record.way,
		"outcome": record.outcome,
		"outcome_by": record.outcome_by or "",
		"outcome_reason": record.outcome_reason or "",
		"length": str(minutes) if minutes else "",
		"contact_time": format_time(record.contact_time, "HH:mm") if record.contact_time else "",
		"summary": record.summary or "",
		"progress": record.progress or "",
		"next_contact_on": cstr(getdate(record.next_contact_on)) if record.next_contact_on else "",
	}
	for number, row in enumerate(record.actions, 1):
		values = (row.action, row.who or "", cstr(row.by_when or ""))
		typed_before.update(zip(names_of(number), values, strict=True))
	return typed_before


def _lengths(present: int) -> list[dict[str, str]]:
	"""The usual lengths, short enough to stand beside each other, and the one that is there."""
	short = {60: _("1 hour"), 90: _("1½ hours"), 120: _("2 hours")}
	return [
		{"value": str(minutes), "text": short.get(minutes) or _("{0} min").format(minutes)}
		for minutes in sorted({*LENGTHS, *([present] if present else [])})
	]


def _summary_label(policy: SchemePolicy) -> str:
	if policy.record_expected is RecordExpected.LOG_ONLY:
		return _("What did you talk about? (optional)")
	return _("What did you talk about?")


def _more_is_open(answers: Answers) -> bool:
	"""Whether what most records do not need is open: something stands there, or is wrong there."""
	fields = [
		"progress",
		"minutes",
		*(name for row in range(1, rows_of(answers.typed) + 1) for name in names_of(row)),
	]
	filled = any(answers.typed.get(name) for name in fields)
	wrong = any(name in answers.problems for name in (*fields, "contact_time"))
	return filled or wrong or rows_of(answers.typed) > ROWS_AT_FIRST


# --- keeping it


def _ask_policy(record: ContactRecord, answers: Answers, then: str) -> None:
	pair = pair_of(record.link)
	assess = rules.assess_sending if then == SEND else rules.assess_draft
	found = assess(record_facts(record), pair.state, pair.policy, getdate(today()))
	note_findings(found, FIELD_OF_FINDING, answers, "")
	if then == SEND and rules.needs_both(pair.policy) and not answers.typed["name_typed"].strip():
		answers.wrong("name_typed", _("Type your full name to sign the record"))


def _keep_done(record: ContactRecord, actions: list[dict[str, Any]]) -> None:
	"""What staff have ticked off stays so; the form does not ask for it."""
	done = {row.action for row in record.actions if cint(row.done)}
	for row in actions:
		row["done"] = int(row["action"] in done)


def _kept(record: ContactRecord, answers: Answers, then: str) -> bool:
	def keep() -> None:
		record.save()
		if then == SEND:
			record.send(answers.typed["name_typed"], answers.typed["answer"])

	return attempt(keep, answers, tells_apart="contact_time")
