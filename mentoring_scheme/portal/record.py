"""What the page of one contact record shows, and what the user can do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.utils import cint, format_datetime, format_time, formatdate, getdate, today

from mentoring_scheme.mentoring_scheme.doctype.contact_record.contact_record import DRAFT, QUERIED, SENT
from mentoring_scheme.mentoring_scheme.doctype.contact_record.facts import TOOK_PLACE, record_facts
from mentoring_scheme.mentoring_scheme.verdict import message_of
from mentoring_scheme.policy import record_writing as rules
from mentoring_scheme.policy.choices import Reading
from mentoring_scheme.portal import mine
from mentoring_scheme.portal.forms import taken_up
from mentoring_scheme.portal.frame import HOME, address, not_found
from mentoring_scheme.portal.mine import OwnLink, Side
from mentoring_scheme.portal.records import WITH_WRITER, path_of, state_of
from mentoring_scheme.portal.words import day_in_words, length

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.contact_record.contact_record import ContactRecord


def asked_for() -> tuple[ContactRecord, OwnLink]:
	"""The record that the address names, where it is the user's own; otherwise there is no such page."""
	return mine.record_to_read(frappe.form_dict.get("record") or "") or not_found()


def page(record: ContactRecord, own: OwnLink) -> dict[str, Any]:
	"""One record, and what the user can do about it."""
	pair = record.pair
	state, tone = state_of(record, own)
	answers = taken_up(form_of(record.name), {})
	is_mentor = own.side is Side.MENTOR
	both = rules.needs_both(pair.policy)
	signed = bool(record.mentor_signed_on if is_mentor else record.agreed_on)
	return {
		"answers": answers,
		"problems": answers.listed(),
		"record": record.name,
		"link": own.name,
		"other": own.other,
		"is_mentor": is_mentor,
		"stands": {"state": state, "tone": tone},
		"facts": _facts(record),
		"summary": record.summary or "",
		"progress": record.progress or "",
		"actions": [_action(row) for row in record.actions],
		"next_contact": day_in_words(record.next_contact_on) if record.next_contact_on else "",
		"remarks": [_remark(row, own) for row in record.remarks],
		"signatures": _signatures(record, own),
		"doubts": _doubts(record) if is_mentor and record.docstatus.is_draft() else [],
		"may_write": is_mentor and record.status in WITH_WRITER,
		"write_href": address(f"{path_of(record.name)}/write"),
		"is_queried": record.status == QUERIED,
		"may_take_back": is_mentor and record.status == SENT,
		"may_answer": not is_mentor and record.status == SENT,
		"may_agree": record.status == SENT and not signed and (both or not is_mentor),
		"both_sign": both,
		"worry": address(f"{HOME}/worry", link=own.name),
		"shares": _shares(record) if is_mentor else [],
	}


def form_of(name: str) -> str:
	"""Under which name the answers of the forms on a record's page are put by."""
	return f"record/{name}"


def _facts(record: ContactRecord) -> list[dict[str, str]]:
	rows = [
		(_("Mentor"), record.mentor_name),
		(_("Mentee"), record.mentee_name),
		(_("Time"), format_time(record.contact_time, "HH:mm") if record.contact_time else ""),
		(_("How"), _(record.way)),
		(_("Length"), length(record.minutes) if record.minutes else ""),
	]
	if record.outcome != TOOK_PLACE:
		rows += [
			(_("Took place?"), _(record.outcome)),
			(_("By whom"), _(record.outcome_by or "")),
			(_("Why not"), record.outcome_reason),
		]
	return [{"what": what, "figure": figure} for what, figure in rows if figure]


def _action(row: Any) -> dict[str, str]:
	by_when = _("by {0}").format(formatdate(row.by_when)) if row.by_when else ""
	done = _("done") if cint(row.done) else ""
	return {
		"action": row.action,
		"detail": ", ".join(each for each in (_(row.who or ""), by_when, done) if each),
	}


def _remark(row: Any, own: OwnLink) -> dict[str, str]:
	names = {"Mentor": own.mentor_name, "Mentee": own.mentee_name}
	return {
		"who": names.get(row.party) or _("Staff of the scheme"),
		"when": format_datetime(row.said_on, "d MMMM yyyy, HH:mm") if row.said_on else "",
		"text": row.text or "",
	}


def _signatures(record: ContactRecord, own: OwnLink) -> list[str]:
	"""Who has signed or agreed, with which name and when."""
	signed = [
		(own.mentor_name, record.mentor_signed_name, record.mentor_signed_on, record.mentor_signed_how),
		(own.mentee_name, record.agreed_name, record.agreed_on, record.agreed_how),
	]
	return [_signature(*each) for each in signed if each[2]]


def _signature(who: str, name: str | None, when: Any, how: str | None) -> str:
	day = formatdate(when)
	if how == "On paper":
		return _("{0}: agreed on paper on {1}").format(who, day)
	if name:
		return _("{0}: signed as “{1}” on {2}").format(who, name, day)
	return _("{0}: agreed on {1}").format(who, day)


def _doubts(record: ContactRecord) -> list[str]:
	"""What the policy would have the mentor look at again; that no next contact is named is no reason to hesitate."""
	found = rules.assess_sending(
		record_facts(record), record.pair.state, record.pair.policy, getdate(today())
	)
	return [message_of(each) for each in found.warnings if each.code != "record-next-contact"]


def _shares(record: ContactRecord) -> list[dict[str, Any]]:
	"""The social workers with whom the mentor may share the record, where the policy leaves that to the mentor (R29)."""
	if record.pair.policy.ssw_reads_records is not Reading.WHEN_SHARED or record.status == DRAFT:
		return []
	choices = (
		("mentor_ssw", _("Your own social worker"), record.share_with_mentor_ssw, record.pair.mentor.ssw),
		(
			"mentee_ssw",
			_("The social worker of {0}").format(record.mentee_name),
			record.share_with_mentee_ssw,
			record.pair.mentee.ssw,
		),
	)
	return [{"name": name, "text": text, "shared": bool(cint(on))} for name, text, on, ssw in choices if ssw]
