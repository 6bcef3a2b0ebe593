"""The certificates of a mentor: of mentoring, and of the training attended. In the council's own wording."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.utils import formatdate, getdate, today

from mentoring_scheme.mentoring_scheme.doctype.mentoring_letter.wording import (
	CERTIFICATE_OF_MENTORING,
	CERTIFICATE_OF_TRAINING,
)
from mentoring_scheme.mentoring_scheme.own_wording import LONG_DATE, words_of

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentor.mentor import Mentor

WORDING = {"Mentoring": CERTIFICATE_OF_MENTORING, "Training": CERTIFICATE_OF_TRAINING}


def certificate(mentor: Mentor, kind: str) -> dict[str, Any]:
	"""What a certificate of this kind says; `missing` instead, where there is nothing yet to certify.

	It names nobody but the mentor. Raises frappe.ValidationError for a mistake in the wording.
	"""
	trainings = [] if kind == "Mentoring" else _attended(mentor)
	missing = _missing(mentor, kind, trainings)
	if missing:
		return {"missing": missing}
	words = words_of(WORDING[kind], mentor.scheme, _values(mentor))
	return {"subject": words.subject, "body": words.printed(), "trainings": trainings}


def _missing(mentor: Mentor, kind: str, trainings: list[dict[str, str]]) -> str:
	if kind == "Mentoring" and not mentor.approved_on:
		return _("There is no certificate yet: {0} has not been approved as a mentor.").format(
			mentor.participant_name
		)
	if kind == "Training" and not trainings:
		return _("There is no certificate yet: no training that {0} attended is recorded.").format(
			mentor.participant_name
		)
	return ""


def _attended(mentor: Mentor) -> list[dict[str, str]]:
	rows = sorted(
		(row for row in mentor.trainings if row.attended_on), key=lambda row: getdate(row.attended_on)
	)
	return [{"training": row.training, "day": formatdate(row.attended_on, LONG_DATE)} for row in rows]


def _values(mentor: Mentor) -> dict[str, Any]:
	links = frappe.db.count("Mentoring Link", {"mentor": mentor.name, "start_date": ["is", "set"]})
	return {
		"recipient_name": mentor.participant_name,
		"scheme": mentor.scheme,
		"approved_on": formatdate(mentor.approved_on, LONG_DATE) if mentor.approved_on else "",
		"today": formatdate(today(), LONG_DATE),
		"links": "" if not links else _("one mentee") if links == 1 else _("{0} mentees").format(links),
	}
