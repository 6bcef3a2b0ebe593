"""Which participants an applicant may be already: the same e-mail address, telephone number or name."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

import frappe
from frappe import _

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentoring_application.mentoring_application import (
		MentoringApplication,
	)

AT_MOST = 20
# Enough digits to tell a telephone by; with or without the code of the country the last ones are the same.
DIGITS = 9


def likely_participants(application: MentoringApplication) -> list[dict[str, Any]]:
	"""The participants, of those that the user sees, who may be this applicant; the likeliest first."""
	rows = frappe.get_list(
		"Mentoring Participant",
		fields=["name", "participant_name", "email", "phone", "area"],
		or_filters=_may_match(application),
		order_by="participant_name, name",
		limit=AT_MOST,
	)
	found = [{**row, "same": same} for row in rows if (same := _same(row, application))]
	return sorted(found, key=lambda row: -len(row["same"]))


def _may_match(application: MentoringApplication) -> list[list[str]]:
	"""What the database can compare; `_same` then looks closely."""
	words = _words(application.applicant_name)
	filters = [["email", "=", application.email.strip()]]
	if words:
		filters.append(
			["participant_name", "like", "%".join(_literal(word) for word in [words[0], words[-1]])]
		)
	if digits := _digits(application.phone):
		filters.append(["phone", "like", f"%{'%'.join(digits)}%"])
	return filters


def _same(row: Any, application: MentoringApplication) -> list[str]:
	"""What of the two is the same, in words."""
	same = {
		_("e-mail"): bool(row.email) and _plain(row.email) == _plain(application.email),
		_("telephone"): bool(row.phone) and _digits(row.phone) == _digits(application.phone),
		_("name"): _words(row.participant_name) == _words(application.applicant_name),
	}
	return [label for label, is_same in same.items() if is_same]


def _digits(phone: str | None) -> str:
	digits = re.sub(r"\D", "", phone or "")
	return digits[-DIGITS:] if len(digits) >= DIGITS else ""


def _words(name: str | None) -> list[str]:
	return re.findall(r"[^\W_]+", _plain(name))


def _plain(text: str | None) -> str:
	"""Without capitals, accents and blanks around, as people write the same thing."""
	letters = unicodedata.normalize("NFKD", text or "")
	return "".join(each for each in letters if not unicodedata.combining(each)).casefold().strip()


def _literal(word: str) -> str:
	return word.replace("%", "").replace("_", r"\_")
