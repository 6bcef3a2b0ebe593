"""What the public pages may send: made by a person, at a person's pace, and not too often.

The pages are open to anybody, so nothing that they send is believed. Nothing is told to them either: a person who has
applied before gets the same answer as one who has not.
"""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit
from frappe.utils import cint, escape_html
from frappe.utils.password import decrypt, encrypt

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentoring_application.mentoring_application import (
		MentoringApplication,
	)

# Which field of a scheme opens it to applications of which role.
OPENED_BY = {"Mentor": "mentor_applications_open", "Mentee": "self_referrals_open"}
# From one address of the internet. An office shares one, and a course may fill in the form together.
APPLICATIONS_AN_HOUR = 20
SECONDS_TO_FILL_IN = 5
HOURS_OPEN = 24
LONGEST_TEXT = 4000
LONGEST_LINE = 140
LINES = ("applicant_name", "email", "phone", "area", "carer_since", "best_time")
TEXTS = ("about", "support_wanted")
# A name holds no address of a page or mailbox, and no mark-up.
NO_NAME = re.compile(
	r"://|\bwww\.|[<>@]|\.(com|net|org|info|biz|ru|cn|top|xyz|shop|online|site)\b", re.IGNORECASE
)


def prepare(context: Any, role: str) -> None:
	"""What the page for `role` offers: the schemes that are open, by name, with what each has to say first."""
	form, schemes = context.web_form_doc, schemes_open_to(role)
	if not schemes:
		form.web_form_fields = []
		context.introduction_text = escape_html(
			_(
				"No scheme takes applications through this page at present. Please ask the service that you know."
			)
		)
		return
	fields = {field.fieldname: field for field in form.web_form_fields}
	fields["scheme"].options = "\n".join(["", *schemes])
	fields["opened"].default = seal()
	# the page holds this as JSON within a script, so nothing may end that script early
	form.scheme_notes = {name: escape_html(note) for name, note in schemes.items()}


def schemes_open_to(role: str) -> dict[str, str]:
	"""The schemes to which visitors may apply in this role, each with what it has to say first."""
	if role not in OPENED_BY:
		return {}
	rows = frappe.get_all(
		"Mentoring Scheme", {"enabled": 1, OPENED_BY[role]: 1}, ["name", "applications_note"], order_by="name"
	)
	return {row.name: row.applications_note or "" for row in rows}


def is_from_public_page() -> bool:
	"""Whether a visitor sends it: only a public page lets one make anything."""
	return bool(frappe.flags.in_web_form) or frappe.session.user == "Guest"


def seal() -> str:
	"""What a page carries to say when it was opened; only this site can make or read one."""
	return encrypt(str(int(time.time())))


def refuse_nonsense(application: MentoringApplication) -> None:
	"""Turn away what no person sends, kindly, because now and then it was a person after all.

	Raises frappe.ValidationError.
	"""
	count_visitor()
	if application.leave_empty:
		_refuse(_("Something was filled in that people do not see. Open the page anew and try again."))
	_check_pace(application.opened or "")
	if NO_NAME.search(application.applicant_name or ""):
		_refuse(
			_("Full name: please write your name alone, without an address of a page or an e-mail address.")
		)
	_check_lengths(application)


@rate_limit(limit=lambda: APPLICATIONS_AN_HOUR, seconds=60 * 60)
def count_visitor() -> None:
	"""Count what comes from the visitor's address. Raises frappe.RateLimitExceededError beyond the limit."""


def _check_pace(opened: str) -> None:
	seconds = _seconds_since(opened)
	if seconds is None or seconds > HOURS_OPEN * 60 * 60:
		_refuse(
			_(
				"This page was open for a long time. Copy what you have written, open the page anew, and send it."
			)
		)
	if seconds < SECONDS_TO_FILL_IN:
		_refuse(
			_("That was very quick. Please look over what you have written, and send it in a few seconds.")
		)


def _seconds_since(opened: str) -> int | None:
	"""How long ago the page was opened; None where it does not say so in this site's own seal."""
	before = len(frappe.local.message_log)
	try:
		seconds = int(time.time()) - cint(decrypt(opened))
	except (frappe.ValidationError, UnicodeError, ValueError, TypeError):
		# the platform explains to administrators what may be wrong with its key; a visitor needs none of that
		del frappe.local.message_log[before:]
		return None
	return seconds if seconds >= 0 else None


def _check_lengths(application: MentoringApplication) -> None:
	for fieldnames, longest in ((LINES, LONGEST_LINE), (TEXTS, LONGEST_TEXT)):
		for fieldname in fieldnames:
			if len(application.get(fieldname) or "") > longest:
				label = _(application.meta.get_label(fieldname))
				_refuse(_("{0}: please write no more than {1} characters.").format(label, longest))


def _refuse(sentence: str) -> None:
	frappe.throw(sentence, title=_("Not sent yet"))
