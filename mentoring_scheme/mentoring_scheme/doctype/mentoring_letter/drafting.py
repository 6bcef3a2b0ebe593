"""The words that a letter begins with: an e-mail template that the council edits, filled in from the link."""

from __future__ import annotations

from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import formatdate

from mentoring_scheme.mentoring_scheme.doctype.mentoring_letter.wording import (
	INTRODUCTION_TO_MENTEE,
	INTRODUCTION_TO_MENTOR,
	TO_MENTEE,
	TO_MENTOR,
	WELCOME,
)
from mentoring_scheme.mentoring_scheme.own_wording import LONG_DATE, Words, words_of
from mentoring_scheme.policy.letters import LetterKind

# Which wording a letter of a kind begins with, by whom it goes to. A welcome is for the mentee alone.
TEMPLATE_FOR = {
	(LetterKind.WELCOME, "Mentee"): WELCOME,
	(LetterKind.INTRODUCTION, "Mentee"): INTRODUCTION_TO_MENTEE,
	(LetterKind.INTRODUCTION, "Mentor"): INTRODUCTION_TO_MENTOR,
	(LetterKind.ENDING, "Mentee"): TO_MENTEE,
	(LetterKind.ENDING, "Mentor"): TO_MENTOR,
}


def words_for(link: Document, role: str, kind: LetterKind = LetterKind.ENDING) -> Words:
	"""Subject and body of a letter about this link, to its mentor or its mentee.

	Raises frappe.ValidationError where the council's template cannot be filled in, and says why.
	"""
	return words_of(TEMPLATE_FOR[kind, role], link.scheme, {**_values(link, role), **_of_scheme(link)})


def _values(link: Document, role: str) -> dict[str, Any]:
	"""What may stand in braces: of the other person their name, and nothing else that this one does not know.

	A letter to the mentor tells nothing of what comes next for the mentee.
	"""
	return {
		"recipient_name": link.mentor_name if role == "Mentor" else link.mentee_name,
		"mentor_name": link.mentor_name,
		"mentee_name": link.mentee_name,
		"introduction_on": _day(link.introduction_on),
		"started_on": _day(link.start_date),
		"ended_on": _day(link.ended_on),
		"informal_contact": "1" if link.informal_contact == "Agreed" else "",
		"next_for_mentee": (link.next_for_mentee or "") if role == "Mentee" else "",
	}


def _of_scheme(link: Document) -> dict[str, Any]:
	"""The scheme, and whom to turn to."""
	scheme = frappe.get_cached_doc("Mentoring Scheme", link.scheme)
	named = {"name": link.co_ordinator or ""}
	account = (
		frappe.db.get_value("User", named, ["full_name", "email", "phone"], as_dict=True) or frappe._dict()
	)
	return {
		"scheme": link.scheme,
		"out_of_hours_phone": scheme.out_of_hours_phone or "",
		"co_ordinator_name": account.full_name or "",
		"co_ordinator_email": account.email or "",
		"co_ordinator_phone": account.phone or "",
	}


def _day(value: Any) -> str:
	return formatdate(value, LONG_DATE) if value else ""
