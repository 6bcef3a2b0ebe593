# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""How many of the mentees referred in a period were offered a mentor, said yes, were matched, supported, and came to the
end; how long each step took, who stopped where and why (R17).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.utils import escape_html, formatdate, getdate, today

from mentoring_scheme.mentoring_scheme.report import operations
from mentoring_scheme.mentoring_scheme.report.figures import day, link, number, said, text
from mentoring_scheme.mentoring_scheme.report_filters import checked
from mentoring_scheme.mentoring_scheme.review import journeys
from mentoring_scheme.policy.funnel import STAGES, FunnelStage, Journey, StageCount, funnel
from mentoring_scheme.policy.referral import OfferAnswer

LEFT = "Left"  # of the filter: those who are not on the way any more


def execute(filters: dict[str, Any] | None = None) -> tuple[Any, ...]:
	"""Columns, rows, message, chart and summary, as the desk asks for them. Filter `stage`: the people who reached it."""
	filters = checked(filters)
	period = operations.period_asked(filters.get("from_date"), filters.get("to_date"), getdate(today()))
	asked = journeys.Asked(period, filters.get("scheme"), filters.get("support_type"))
	found = funnel(*journeys.counted(asked))
	message = None if found[0].reached else said([_nothing(asked.scheme)])
	chart, summary = _chart(found), _summary(found, journeys.declined_matches(asked))
	if filters.get("stage"):
		rows = _people(journeys.people(asked), filters.get("stage"), getdate(today()))
		return _columns_of_people(), rows, message, chart, summary
	return _columns(), [_row(each) for each in found] if found[0].reached else [], message, chart, summary


def _nothing(scheme: str | None) -> str:
	if frappe.get_list("Mentee", filters={"scheme": scheme} if scheme else {}, limit=1):
		return _("Nobody was referred in this period. Choose a longer one.")
	return _(
		"There are no mentees yet. On a participant’s page choose Make mentee, with the day of the referral."
	)


# --- the stages


def _row(each: StageCount) -> dict[str, Any]:
	return {
		"stage": _(each.stage.value),
		"key": each.stage.value,
		"reached": each.reached,
		"of_former": each.of_former,
		"of_all": each.of_all,
		"there": each.there,
		"left": each.left,
		"median": operations.days(each.took.median),
		"longest": each.took.longest,
	}


def _columns() -> list[dict[str, Any]]:
	return [
		text("stage", _("Stage"), 140),
		number("reached", _("Reached"), 100),
		number("of_former", _("Of the stage before, %"), 180),
		number("of_all", _("Of all referred, %"), 150),
		number("there", _("Still there"), 110),
		number("left", _("Left from there"), 130),
		number("median", _("Days to the next stage, median"), 240) | {"fieldtype": "Float", "precision": 1},
		number("longest", _("Longest"), 100),
	]


def _chart(found: Sequence[StageCount]) -> dict[str, Any] | None:
	if not found[0].reached:
		return None
	return operations.bars(
		[_(each.stage.value) for each in found],
		{_("Mentees"): [each.reached for each in found]},
		_("How many have reached each stage"),
		["#1d4f91"],
	)


def _summary(found: Sequence[StageCount], declined_matches: int) -> list[dict[str, Any]]:
	by_stage = {each.stage: each for each in found}
	referred, offered = by_stage[FunnelStage.REFERRED], by_stage[FunnelStage.OFFERED]
	return operations.cards(
		(_("Referred"), referred.reached, "Blue"),
		(
			_("Offered a mentor"),
			operations.per_cent(offered.of_all),
			operations.light_of_share(offered.of_all),
		),
		(_("Supported"), operations.per_cent(by_stage[FunnelStage.ACTIVE].of_all), "Blue"),
		(_("Declined, withdrawn or ended"), sum(each.left for each in found), "Blue"),
		(_("Proposed matches declined"), declined_matches, "Blue"),
	)


# --- the people behind a figure


def _people(found: Sequence[tuple[Journey, Any]], stage: str, today_: date) -> list[dict[str, Any]]:
	if stage == LEFT:
		chosen = [each for each in found if _left(each[0])]
	elif stage in {each.value for each in FunnelStage}:
		chosen = [each for each in found if FunnelStage(stage) in each[0].reached]
	else:
		frappe.throw(_("There is no stage called “{0}”.").format(escape_html(str(stage))))
	return [_person(journey, row, today_) for journey, row in chosen]


def _left(journey: Journey) -> bool:
	"""Whether somebody stopped on the way; who came to the end did not."""
	return journey.away and journey.furthest is not FunnelStage.COMPLETED


def _person(journey: Journey, row: Any, today_: date) -> dict[str, Any]:
	furthest = journey.furthest
	since = row[f"day_{STAGES.index(furthest)}"]
	return {
		"mentee": row.name,
		"mentee_name": row.participant_name,
		"furthest": _(furthest.value),
		"status": _(row.status),
		"why": _why(row) if _left(journey) else "",
		"days": None if journey.away or not since else max((today_ - getdate(since)).days, 0),
		**{stage.value.lower(): row[f"day_{place}"] for place, stage in enumerate(STAGES)},
		"support_type": row.support_type,
		"scheme": row.scheme,
	}


def _why(row: Any) -> str:
	"""What is recorded of the reason why somebody is not on the way any more."""
	if row.withdrawn_on:
		return _("Withdrawn on {0}").format(formatdate(row.withdrawn_on))
	if row.offer_answer == OfferAnswer.DECLINED.value:
		return row.offer_reason or _("Declined; no reason is recorded")
	return _(row.last_kind) if row.last_kind else ""


def _columns_of_people() -> list[dict[str, Any]]:
	return [
		text("mentee_name", _("Mentee"), 180),
		text("furthest", _("Has come to"), 120),
		text("status", _("Status"), 110),
		number("days", _("Days there"), 100),
		text("why", _("Why not on the way any more"), 260),
		day("referred", _("Referred on")),
		day("offered", _("Offered on")),
		day("accepted", _("Accepted on")),
		day("matched", _("Matched on")),
		day("active", _("Supported from"), 130),
		day("completed", _("Completed on"), 130),
		text("support_type", _("Support type"), 170),
		link("scheme", _("Scheme"), "Mentoring Scheme", 220),
		link("mentee", _("Number"), "Mentee", 120),
	]
