"""What the forms about contact records are sent to."""

from collections.abc import Callable

import frappe
from frappe import _

from mentoring_scheme.mentoring_scheme.doctype.contact_record.contact_record import (
	LOGGED,
	SENT,
	ContactRecord,
)
from mentoring_scheme.policy.record_writing import needs_both
from mentoring_scheme.portal import mine, recording
from mentoring_scheme.portal.contact_answers import add_row, read_rows
from mentoring_scheme.portal.forms import Answers, attempt, forget, put_by
from mentoring_scheme.portal.frame import go_to
from mentoring_scheme.portal.mine import OwnLink, Side
from mentoring_scheme.portal.record import form_of
from mentoring_scheme.portal.recording import ADD, KEEP, SEND
from mentoring_scheme.portal.records import WITH_WRITER, path_of
from mentoring_scheme.portal.standing import write_path


@frappe.whitelist(methods=["POST"])
def save_record(
	link: str,
	record: str = "",
	key: str = "",
	then: str = SEND,
	contact_date: str = "",
	contact_time: str = "",
	way: str = "",
	outcome: str = "",
	outcome_by: str = "",
	outcome_reason: str = "",
	length: str = "",
	minutes: str = "",
	summary: str = "",
	progress: str = "",
	next_contact_on: str = "",
	answer: str = "",
	name_typed: str = "",
) -> None:
	"""Keep a record as a draft, or send it. Its actions come along as action_1, who_1, by_when_1, action_2 and so on."""
	own = _own(link)
	doc = recording.to_write(own, record, key)
	if not doc.is_new() and doc.status not in WITH_WRITER:
		return go_to(path_of(doc.name), done="changed" if record else "sent")
	answers = Answers(
		{
			"contact_date": contact_date,
			"way": way,
			"outcome": outcome,
			"outcome_by": outcome_by,
			"outcome_reason": outcome_reason,
			"length": length,
			"summary": summary,
			"answer": answer,
			"next_contact_on": next_contact_on,
			"progress": progress,
			**read_rows(frappe.form_dict),
			"minutes": minutes,
			"contact_time": contact_time,
			"name_typed": name_typed,
		}
	)
	if then == ADD:
		add_row(answers)
	elif recording.write(own, doc, answers, SEND if then == SEND else KEEP):
		return go_to(path_of(doc.name), done=_done(doc.status))
	put_by(recording.form_of(own, record or key), answers)
	if record:
		return go_to(f"{path_of(record)}/write", again="1")
	return go_to(write_path(own), key=key, again="1")


@frappe.whitelist(methods=["POST"])
def take_back(record: str) -> None:
	"""Take a record back from the mentee, to change it."""
	doc = _own_record(record, Side.MENTOR)
	_do(doc, doc.take_back, Answers(), "back")


@frappe.whitelist(methods=["POST"])
def sign(record: str, name_typed: str = "") -> None:
	"""Sign as the mentor what staff sent on their behalf, where both sign."""
	doc = _own_record(record, Side.MENTOR)
	_do(doc, lambda: doc.agree(name_typed), Answers({"name_typed": name_typed}), "signed", about="name_typed")


@frappe.whitelist(methods=["POST"])
def agree(record: str, name_typed: str = "") -> None:
	"""Agree a record as the mentee."""
	doc = _own_record(record, Side.MENTEE)
	about = "name_typed" if needs_both(doc.pair.policy) else ""
	_do(doc, lambda: doc.agree(name_typed), Answers({"name_typed": name_typed}), "agreed", about)


@frappe.whitelist(methods=["POST"])
def ask_for_change(record: str, text: str = "") -> None:
	"""Ask the mentor for a change, as the mentee."""
	doc = _own_record(record, Side.MENTEE)
	_do(doc, lambda: doc.query(text), Answers({"text": text}), "asked", about="text")


@frappe.whitelist(methods=["POST"])
def share(record: str, mentor_ssw: str = "", mentee_ssw: str = "") -> None:
	"""Share a record with the social workers of the pair, or share it no longer."""
	doc = _own_record(record, Side.MENTOR)
	doc.share_with_ssws(mentee_ssw=bool(mentee_ssw), mentor_ssw=bool(mentor_ssw))
	go_to(path_of(doc.name), done="saved")


def _own(link: str) -> OwnLink:
	"""The user's own link as a mentor. Raises frappe.PermissionError for any other, as for one that does not exist."""
	own = mine.link(link)
	if own is None or own.side is not Side.MENTOR:
		frappe.throw(_("There is no such link among yours."), frappe.PermissionError)
	return own


def _own_record(name: str, side: Side) -> ContactRecord:
	"""The user's own record. Raises frappe.PermissionError for any other, as for one that does not exist."""
	found = mine.record_to_read(name)
	if found is None or found[1].side is not side:
		frappe.throw(_("There is no such record among yours."), frappe.PermissionError)
	return found[0]


def _do(doc: ContactRecord, act: Callable[[], object], answers: Answers, done: str, about: str = "") -> None:
	"""Do something with a record that is with the mentee, and show it; or say at the field `about` why not."""
	if doc.status != SENT:
		return go_to(path_of(doc.name), done="changed")
	if attempt(act, answers, about):
		forget(form_of(doc.name))
		return go_to(path_of(doc.name), done=done)
	put_by(form_of(doc.name), answers)
	return go_to(path_of(doc.name), again="1")


def _done(status: str) -> str:
	return {SENT: "sent", LOGGED: "logged"}.get(status, "draft")
