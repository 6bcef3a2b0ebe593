"""What the page about messages shows: how its user hears of what is new, and what they were told."""

from __future__ import annotations

from typing import Any

import frappe
from frappe import _
from frappe.utils import format_datetime, validate_phone_number

from mentoring_scheme.mentoring_scheme.telling.accounts import (
	Account,
	account_of,
	quiet_hours_of,
	texts_are_sent,
)
from mentoring_scheme.mentoring_scheme.telling.log import DOCTYPE
from mentoring_scheme.policy.telling import Hears
from mentoring_scheme.portal.forms import Answers, forget, taken_up
from mentoring_scheme.portal.frame import HOME

MESSAGES = f"{HOME}/messages"
FORM = "messages"
SHOWN_AT_FIRST = 20
LONGEST_NUMBER = 20


def page(everything: bool = False) -> dict[str, Any]:
	"""What the page shows. `everything`: the old messages, too."""
	account = _own_account()
	answers = taken_up(FORM, _kept(account)) if account else Answers()
	found = _told(everything)
	shown = None if everything else SHOWN_AT_FIRST
	return {
		"has_choice": bool(account),
		"answers": answers,
		"problems": answers.listed(),
		"ways": _ways(account) if account else [],
		"quiet": _quiet(account) if account else [],
		"asks_number": texts_are_sent(),
		"told": [_message(row) for row in found[:shown]],
		"more": not everything and len(found) > SHOWN_AT_FIRST,
	}


def account_to_change() -> Account:
	"""The user's own account. Raises frappe.PermissionError for somebody who is not of the portal."""
	if not (account := _own_account()):
		frappe.throw(_("How you hear is not chosen here."), frappe.PermissionError)
	return account


def write(account: Account, answers: Answers) -> bool:
	"""Keep how the user wants to hear; False where something is wrong, which the answers then say."""
	_check(account, answers)
	if not answers.fine:
		return False
	# how somebody wants to hear is theirs alone to say, while the rest of their document is the co-ordinator's
	frappe.db.set_value("Mentoring Participant", account.participant, dict(answers.typed))
	forget(FORM)
	return True


def _own_account() -> Account | None:
	account = account_of(frappe.session.user)
	return account if account and account.participant else None


def _check(account: Account, answers: Answers) -> None:
	number = answers.typed["text_number"] = answers.typed["text_number"].strip()
	way = answers.typed["hears_by"]
	if way not in [each["value"] for each in _ways(account)]:
		answers.wrong("hears_by", _("Choose how you want to hear from us"))
	if number and (len(number) > LONGEST_NUMBER or not validate_phone_number(number)):
		answers.wrong("text_number", _("Enter a mobile number in figures, such as 07700 900123"))
	elif way == Hears.TEXT.value and not number:
		answers.wrong("text_number", _("Enter the mobile number that text messages go to"))


def _kept(account: Account) -> dict[str, str]:
	return {"hears_by": account.hears.value, "text_number": account.text_number}


def _ways(account: Account) -> list[dict[str, str]]:
	"""The ways that there are: text messages only where the site sends them, or where they were chosen before."""
	words = {
		Hears.MAIL: _("By e-mail"),
		Hears.TEXT: _("By text message"),
		Hears.PORTAL: _("On these pages only"),
	}
	if not texts_are_sent() and account.hears is not Hears.TEXT:
		del words[Hears.TEXT]
	return [{"value": way.value, "text": text} for way, text in words.items()]


def _quiet(account: Account) -> list[str]:
	"""When nothing is sent, in words, for each scheme that differs."""
	hours = {(each.from_hour, each.until_hour) for each in quiet_hours_of(account, None)}
	return [
		_("Nothing is sent to you between {0}:00 and {1}:00; it follows after that.").format(start, end)
		for start, end in sorted(hours)
		if start != end
	]


def _told(everything: bool) -> list[frappe._dict]:
	"""What the user was told, the newest first. Nobody of the portal has a right to the log as such."""
	message = frappe.qb.DocType(DOCTYPE)
	query = (
		frappe.qb.from_(message)
		.select(message.creation, message.subject, message.address)
		.where(message.recipient == frappe.session.user)
		.orderby(message.creation, message.name, order=frappe.qb.desc)
	)
	return (query if everything else query.limit(SHOWN_AT_FIRST + 1)).run(as_dict=True)


def _message(row: Any) -> dict[str, str]:
	return {
		"text": row.subject,
		"href": row.address,
		"when": format_datetime(row.creation, "d MMMM yyyy, HH:mm"),
	}
