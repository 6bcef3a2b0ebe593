"""What a social worker needs in order to answer, and may read anyway: nothing is opened by being asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.utils import cint, formatdate, getdate, today

from mentoring_scheme.mentoring_scheme.pair import Pair, may_act_for_scheme, pair_of
from mentoring_scheme.mentoring_scheme.plain_values import date_or_none
from mentoring_scheme.policy.consultation import BEFORE_SUPPORT, is_overdue
from mentoring_scheme.policy.errors import PolicyError

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentoring_consultation.mentoring_consultation import (
		MentoringConsultation,
	)


def question(consultation: MentoringConsultation) -> dict[str, Any]:
	"""The proposed link in words, part by part; a part that the user may not read is left out."""
	pair = pair_of(consultation.link)
	link = frappe.get_doc("Mentoring Link", consultation.link)
	return {
		"may_answer": pair.state in BEFORE_SUPPORT
		and (consultation.is_own_question() or may_act_for_scheme(consultation.link)),
		"is_own": consultation.is_own_question(),
		"overdue": is_overdue(
			date_or_none(consultation.answer_by),
			bool(consultation.answer or consultation.lapsed),
			getdate(today()),
		),
		"pair": _pair(link, pair) if _may_read(link) else None,
		"why": _why(link) if _may_read(link) else None,
		"mentor": _mentor(link.mentor, pair),
		"mentee": _mentee(link.mentee),
	}


def _may_read(doc: Any) -> bool:
	return bool(frappe.has_permission(doc.doctype, "read", doc=doc))


def _pair(link: Any, pair: Pair) -> list[dict[str, str]]:
	return _rows(
		(_("Mentor"), pair.mentor.name),
		(_("Mentee"), pair.mentee.name),
		(_("Support"), link.support_type),
		(_("Term"), _term(link, pair)),
		(_("Proposed on"), formatdate(link.creation)),
	)


def _term(link: Any, pair: Pair) -> str:
	if link.planned_end:
		return _("until {0}").format(formatdate(link.planned_end))
	try:
		kind = pair.policy.support_type(link.support_type)
	except PolicyError:
		return ""
	if kind.event:
		return _("until this, and for a while after: {0}").format(kind.event)
	if not kind.months:
		return _("open, with reviews")
	return _("1 month") if kind.months == 1 else _("{0} months").format(kind.months)


def _why(link: Any) -> dict[str, Any]:
	"""Why these two: in words, and the criteria in the form in which the link keeps them, which names nothing personal."""
	return {
		"text": link.match_explanation or "",
		"criteria": [
			{"criterion": row.criterion, "text": row.explanation or ""}
			for row in link.match_contributions
			if cint(row.known) and row.explanation
		],
	}


def _mentor(name: str, pair: Pair) -> list[dict[str, str]] | None:
	"""For whoever reads the mentor's record: how much the mentor carries, and when there is time."""
	mentor = frappe.get_doc("Mentor", name)
	if not _may_read(mentor):
		return None
	places = mentor.capacity or pair.policy.mentees_at_a_time
	links = len(mentor.open_links(besides=pair.link))
	load = _("{0} other links; up to {1} at a time").format(links, places) if places else str(links)
	return _rows((_("Load"), load), (_("Availability"), mentor.availability), (_("Stage"), _(mentor.stage)))


def _mentee(name: str) -> list[dict[str, str]] | None:
	"""For whoever reads the mentee's record: what the mentee wants."""
	mentee = frappe.get_doc("Mentee", name)
	if not _may_read(mentee):
		return None
	topics = frappe.get_all(
		"Mentoring Attribute",
		{"name": ["in", [row.attribute for row in mentee.topics]]},
		pluck="attribute",
		order_by="attribute",
	)
	return _rows(
		(_("Would like support with"), ", ".join(topics)),
		(_("Needs"), mentee.needs),
		(_("Wished outcomes"), mentee.wished_outcomes),
		(_("What matters in a mentor"), mentee.what_matters),
		(_("Kind of mentor wanted"), _(mentee.mentor_choice or "")),
	)


def _rows(*pairs: tuple[str, str | None]) -> list[dict[str, str]]:
	return [{"label": label, "text": text} for label, text in pairs if text]
