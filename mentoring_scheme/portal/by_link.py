"""Feedback by the link from a mail, which asks for no account: what its page shows, and that nobody keeps it.

Whatever is wrong with a link, the answer is the same: that a form exists, was filled in or has run out of time is
nobody's business who was not asked.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit

from mentoring_scheme.mentoring_scheme.doctype.mentoring_feedback.key import PAGE, opened_by
from mentoring_scheme.portal import feedback, languages

if TYPE_CHECKING:
	from werkzeug.wrappers import Request, Response

	from mentoring_scheme.mentoring_scheme.doctype.mentoring_feedback.mentoring_feedback import (
		MentoringFeedback,
	)

TRIES_AN_HOUR = 60  # from one address, behind which there may be a whole office


def asked_for() -> dict[str, Any]:
	"""What the page shows: the form, thanks, or that the link opens nothing."""
	key = str(frappe.form_dict.get("key") or "")
	if frappe.form_dict.get("done") or not opens(key):
		return {"form": None}
	# without the key the form would not be there any more in the other language
	again = {"this_page": languages.this_page(key=key)}
	return {**feedback.page(form_of(key), kept_as(key)), "key": key, **again}


@rate_limit(limit=lambda: TRIES_AN_HOUR, seconds=60 * 60)
def opens(key: str) -> bool:
	"""Whether a key opens a form; each question counts. Raises frappe.RateLimitExceededError."""
	return opened_by(key) is not None


def form_of(key: str) -> MentoringFeedback:
	"""The form that a key opens. Raises frappe.PermissionError for one that opens nothing."""
	form = opened_by(key)
	if form is None:
		frappe.throw(_("This link does not open anything."), frappe.PermissionError)
	return form


def kept_as(key: str) -> str:
	"""Under which name answers that were not taken are put by: only who has the key finds them again."""
	return f"by link/{hashlib.sha256(key.encode()).hexdigest()}"


def keep_private(response: Response, request: Request) -> None:
	"""The page's address opens a form, so neither browsers nor search engines nor other sites are to keep it."""
	if not request.path.rstrip("/").endswith(PAGE):
		return
	response.headers["Cache-Control"] = "no-store"
	response.headers["Referrer-Policy"] = "no-referrer"
	response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
