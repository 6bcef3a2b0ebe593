# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""How and why links ended, how many of them early or completed sooner, how long they were, and who found another mentor (R21, R37, R40)."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import frappe
from frappe import _
from frappe.query_builder.functions import Count, Sum
from frappe.utils import cint, getdate, today
from pypika import Case
from pypika.queries import QueryBuilder, Table
from pypika.terms import Criterion, ExistsCriterion, Term

from mentoring_scheme.access.listed import seen, seen_of
from mentoring_scheme.access.terms import inner
from mentoring_scheme.mentoring_scheme.day_terms import days_between, month_of
from mentoring_scheme.mentoring_scheme.report import operations
from mentoring_scheme.mentoring_scheme.report.figures import (
	day,
	link,
	month_name,
	number,
	said,
	short_names,
	text,
)
from mentoring_scheme.mentoring_scheme.report_filters import checked
from mentoring_scheme.policy.compliance import first_day
from mentoring_scheme.policy.ending import ended_early
from mentoring_scheme.policy.link_values import EndingKind
from mentoring_scheme.policy.months import Period
from mentoring_scheme.policy.shares import share
from mentoring_scheme.policy.states import LinkState

LINK = "Mentoring Link"
NO_KIND, EVERY_KIND = "Not said", "Every link"
SUMS = ("ended", "early", "sooner", "again", "length", "measured", "agreed", "planned")


def execute(filters: dict[str, Any] | None = None) -> tuple[Any, ...]:
	"""Columns, rows, message, chart and summary, as the desk asks for them. Filter `kind`: the links behind a line."""
	filters = checked(filters)
	period = operations.period_asked(filters.get("from_date"), filters.get("to_date"), getdate(today()))
	ended = _ended(period, filters.get("scheme"), filters.get("support_type"))
	counted = _counted(ended, filters.get("group_by"))
	total = _together(counted)
	message = None if total["ended"] else said([_nothing(filters.get("scheme"))])
	summary, chart = _summary(total), _chart(counted, filters.get("group_by"))
	if filters.get("kind"):
		return _columns_of_links(), _links(ended, filters.get("kind")), message, chart, summary
	rows = [_row(each, filters.get("group_by")) for each in counted]
	return _columns(filters.get("group_by")), rows, message, chart, summary


def _nothing(scheme: str | None) -> str:
	if frappe.get_list(LINK, filters={"scheme": scheme} if scheme else {}, limit=1):
		return _(
			"No link has ended in this period. Choose a longer one; an end is recorded on the link, under Actions."
		)
	return _("There are no links yet, so none has ended. Links begin with a mentee: Find a mentor.")


# --- what is read


def _ended(period: Period, scheme: str | None, support_type: str | None) -> QueryBuilder:
	"""The links that the reader sees and whose support ended in the period."""
	table = frappe.qb.DocType(LINK)
	query = frappe.qb.from_(table).where(seen(LINK, scheme))
	query = query.where((table.ended_on >= period.start) & (table.ended_on <= period.end))
	return query.where(table.support_type == support_type) if support_type else query


def _again(table: Table) -> Criterion:
	"""Whether the mentee has another link, which the reader sees, that began later or has not begun (R21)."""
	later = inner(LINK)
	open_to = seen_of(later, LINK)
	since = later.start_date.isnull() | (later.start_date > table.start_date)
	same = (later.mentee_participant == table.mentee_participant) & (later.name != table.name)
	query = frappe.qb.from_(later).select(later.name)
	return ExistsCriterion(query.where(same & since & (later.status != LinkState.DECLINED.value) & open_to))


def _if(criterion: Criterion, value: Any) -> Term:
	return Case().when(criterion, value).else_(0)


def _counted(ended: QueryBuilder, group_by: str | None) -> list[dict[str, Any]]:
	"""One line for each group: counted in the database, and what is early decided by the policy."""
	table = frappe.qb.DocType(LINK)
	keys = {"Month": month_of(table.ended_on), "Support type": table.support_type}
	key = keys.get(group_by or "", table.ending_kind)
	began, measured = (
		table.start_date.isnotnull(),
		table.start_date.isnotnull() & table.planned_end.isnotnull(),
	)
	length = days_between(table.ended_on, table.start_date)
	agreed = days_between(table.planned_end, table.start_date)
	found = ended.select(
		key.as_("key"),
		table.ending_kind,
		table.status,
		Count("*").as_("ended"),
		Sum(_if(_again(table), 1)).as_("again"),
		Sum(_if(began, length)).as_("length"),
		Sum(_if(began, 1)).as_("measured"),
		Sum(_if(measured, agreed)).as_("agreed"),
		Sum(_if(measured, 1)).as_("planned"),
	).groupby(key, table.ending_kind, table.status)
	groups: dict[Any, dict[str, Any]] = defaultdict(lambda: dict.fromkeys(SUMS, 0))
	for row in found.run(as_dict=True):
		group = groups[row.key or None]
		group["early"] += cint(row.ended) if _early(row) else 0
		group["sooner"] += cint(row.ended) if _sooner(row) else 0
		for name in SUMS:
			group[name] += cint(row.get(name))
	return [{"key": key, **groups[key]} for key in _in_order(groups, group_by)]


def _early(row: Any) -> bool:
	return ended_early(EndingKind(row.ending_kind) if row.ending_kind else None, LinkState(row.status))


def _sooner(row: Any) -> bool:
	return bool(row.ending_kind == EndingKind.COMPLETED_EARLY.value)


def _in_order(groups: dict[Any, Any], group_by: str | None) -> list[Any]:
	"""Months one after the other, without a gap; reasons and support types with the most frequent first."""
	if group_by == "Month" and groups:
		return list(range(min(groups), max(groups) + 1))
	return sorted(groups, key=lambda key: (-groups[key]["ended"], str(key)))


def _together(counted: list[dict[str, Any]]) -> dict[str, int]:
	return {name: sum(each[name] for each in counted) for name in SUMS}


# --- what is shown


def _label(key: Any, group_by: str | None) -> str:
	if group_by == "Month":
		return month_name(first_day(key))
	return _(key) if key else _(NO_KIND)


def _mean(days: int, links: int) -> int | None:
	return round(days / links) if links else None


def _row(each: dict[str, Any], group_by: str | None) -> dict[str, Any]:
	month = first_day(each["key"]) if group_by == "Month" else None
	return {
		"group": _label(each["key"], group_by),
		"key": None if month else each["key"] or NO_KIND,
		"month": month,
		"ended": each["ended"],
		"sooner": each["sooner"],
		"early": each["early"],
		"early_share": share(each["early"], each["ended"]),
		"length": _mean(each["length"], each["measured"]),
		"planned": _mean(each["agreed"], each["planned"]),
		"again": each["again"],
		"again_share": share(each["again"], each["ended"]),
	}


def _columns(group_by: str | None) -> list[dict[str, Any]]:
	labels = {"Month": _("Month"), "Support type": _("Support type")}
	return [
		text("group", labels.get(group_by or "", _("How it ended")), 230),
		number("ended", _("Links ended"), 115),
		number("sooner", _("Completed early"), 140),
		number("early", _("Ended early"), 110),
		number("early_share", _("Early, %"), 90),
		number("length", _("Average length, days"), 170),
		number("planned", _("As agreed, days"), 140),
		number("again", _("Mentees with another link"), 200),
		number("again_share", _("Another link, %"), 130),
	]


def _chart(counted: list[dict[str, Any]], group_by: str | None) -> dict[str, Any] | None:
	"""Those completed sooner, and then the early ones, on top of the others."""
	chart = operations.bars(
		short_names([first_day(each["key"]) for each in counted])
		if group_by == "Month"
		else [_label(each["key"], group_by) for each in counted],
		{
			_("As agreed"): [each["ended"] - each["early"] - each["sooner"] for each in counted],
			_("Completed early"): [each["sooner"] for each in counted],
			_("Ended early"): [each["early"] for each in counted],
		},
		_("Links that ended"),
		["#1d4f91", "#4a7c59", "#b5541c"],
	)
	return chart and chart | {"barOptions": {"stacked": 1}}


def _summary(total: dict[str, int]) -> list[dict[str, Any]]:
	early = share(total["early"], total["ended"])
	return operations.cards(
		(_("Links ended"), total["ended"], "Blue"),
		(_("Completed early"), total["sooner"], "Green"),
		(_("Ended early"), f"{total['early']} ({early}%)" if total["early"] else 0, "Blue"),
		(_("Average length, days"), _mean(total["length"], total["measured"]), "Blue"),
		(_("As agreed, days"), _mean(total["agreed"], total["planned"]), "Blue"),
		(_("Mentees with another link"), total["again"], "Blue"),
	)


# --- the links behind a line


def _links(ended: QueryBuilder, kind: str) -> list[dict[str, Any]]:
	table = frappe.qb.DocType(LINK)
	if kind == NO_KIND:
		ended = ended.where(table.ending_kind.isnull() | (table.ending_kind == ""))
	elif kind != EVERY_KIND:
		ended = ended.where(table.ending_kind == kind)
	found = ended.select(
		table.name.as_("link"), table.title, table.ending_kind, table.status, table.status_reason, table.start_date,
		table.planned_end, table.ended_on, table.mentor, table.mentee, table.scheme,
		days_between(table.ended_on, table.start_date).as_("length"),
		Case().when(_again(table), 1).else_(0).as_("again"),
	).orderby(table.ended_on, table.name)  # fmt: skip
	return [
		row
		| {
			"kind": _label(row.ending_kind, None),
			"early": _("Ended early") if _early(row) else "",
			"again": _("Yes") if row.again else "",
		}
		for row in found.run(as_dict=True)
	]


def _columns_of_links() -> list[dict[str, Any]]:
	return [
		text("title", _("Link"), 230),
		text("kind", _("How it ended"), 190),
		text("early", _("Early"), 110),
		text("status_reason", _("Reason"), 280),
		day("ended_on", _("Ended on")),
		number("length", _("Days"), 80),
		day("start_date", _("Started on")),
		day("planned_end", _("Planned end")),
		text("again", _("Another link"), 120),
		link("mentor", _("Mentor"), "Mentor", 120),
		link("mentee", _("Mentee"), "Mentee", 120),
		link("scheme", _("Scheme"), "Mentoring Scheme", 220),
		link("link", _("Number"), LINK, 150),
	]
