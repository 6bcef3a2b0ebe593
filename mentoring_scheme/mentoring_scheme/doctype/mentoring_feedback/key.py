"""The key by which somebody gives feedback without an account: it comes in the mail that asks, and works once.

A key names one form and a last day, and is sealed with the site's own secret, so that none can be made up or changed.
It is nowhere stored: whoever knows the secret makes it anew. Whoever has it is taken for the person asked, as with a
letter; therefore the copy of the mail that the site keeps for the form is without it (`keep_out_of_sight`), and the
queue forgets it as soon as the mail has left or is of no use any more (`forget_sent`).
"""

from __future__ import annotations

import hmac
import re
from base64 import urlsafe_b64encode
from datetime import date
from typing import TYPE_CHECKING, Any

import frappe
from frappe.model.document import Document
from frappe.utils import get_datetime, get_url, getdate, today
from frappe.utils.verified_command import get_secret

from mentoring_scheme.mentoring_scheme.policy_source import policy_of_scheme
from mentoring_scheme.policy.feedback import link_works_until

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentoring_feedback.mentoring_feedback import (
		MentoringFeedback,
	)

FEEDBACK = "Mentoring Feedback"
PAGE = "/mentoring/give-feedback"
KEY = re.compile(r"(?P<name>[\w-]{1,140})\.(?P<until>\d{8})\.(?P<seal>[\w-]{43})", re.ASCII)
IN_TEXT = re.compile(rf"{re.escape(PAGE)}\?key=[\w.-]+", re.ASCII)


def address_with_key(feedback: MentoringFeedback) -> str | None:
	"""The address that opens this form without an account, from today for the days that the scheme gives.

	None where it gives none, and for feedback that was given.
	"""
	until = link_works_until(getdate(today()), policy_of_scheme(feedback.scheme))
	if until is None or feedback.given_on:
		return None
	return get_url(f"{PAGE}?key={feedback.name}.{until:%Y%m%d}.{_seal(feedback, until)}")


def opened_by(key: str) -> MentoringFeedback | None:
	"""The form that the key opens today; None for every key that opens nothing, whyever that is."""
	parts = KEY.fullmatch(key)
	if not parts:
		return None
	form = frappe.db.get_value(
		FEEDBACK, parts["name"], ["name", "creation", "feedback_key", "given_on"], as_dict=True
	)
	until = _day(parts["until"])
	if not form or not until or not hmac.compare_digest(_seal(form, until), parts["seal"]):
		return None
	if form.given_on or until < getdate(today()):
		return None
	return frappe.get_doc(FEEDBACK, form.name)


def keep_out_of_sight(communication: Document, method: str | None = None) -> None:
	"""The platform keeps each mail of a notification with its document, where staff read it: without the key."""
	if communication.reference_doctype == FEEDBACK and communication.content:
		communication.content = IN_TEXT.sub(PAGE, communication.content)


def forget_sent() -> int:
	"""Empty the queued mails whose key is used, or is in somebody's letter box by now; returns how many."""
	queued, form = frappe.qb.DocType("Email Queue"), frappe.qb.DocType(FEEDBACK)
	done = (
		frappe.qb.from_(queued)
		.left_join(form)
		.on(form.name == queued.reference_name)
		.select(queued.name)
		.where((queued.reference_doctype == FEEDBACK) & (queued.message != ""))
		.where((queued.status == "Sent") | form.name.isnull() | form.given_on.isnotnull())
		.run(pluck=True)
	)
	if done:
		frappe.db.set_value("Email Queue", {"name": ["in", done]}, "message", "", update_modified=False)
	return len(done)


def _seal(form: Any, until: date) -> str:
	"""A form that is made anew under an old name has another seal, since it was made at another moment."""
	made = get_datetime(form.creation).isoformat()
	sealed = "\n".join(("mentoring feedback", form.name, form.feedback_key, made, until.isoformat()))
	digest = hmac.digest(get_secret().encode(), sealed.encode(), "sha256")
	return urlsafe_b64encode(digest).decode().rstrip("=")


def _day(digits: str) -> date | None:
	try:
		return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
	except ValueError:
		return None
