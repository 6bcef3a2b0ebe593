# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""Who of the mentors has a free place, who is away until when and who lacks training; and where mentees wait (R12, R13,
R18, R19).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

import frappe
from frappe import _
from frappe.query_builder.functions import Count, Sum
from frappe.utils import cint, getdate, today
from pypika import Case

from mentoring_scheme.access.listed import ALL, seen
from mentoring_scheme.mentoring_scheme.report import operations
from mentoring_scheme.mentoring_scheme.report.figures import day, equal, link, number, said, text
from mentoring_scheme.mentoring_scheme.report.mentoring_training import training
from mentoring_scheme.mentoring_scheme.report_filters import checked
from mentoring_scheme.policy.pairs import places_at_a_time
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.states import OPEN, RUNNING, WITHOUT_MENTOR, Stage

CAN_BE_MATCHED = (Stage.APPROVED.value, Stage.ACTIVE.value)
AWAY = (Stage.ON_A_BREAK.value, Stage.SUSPENDED.value)
NO_AREA = "Not recorded"
COLOURS = ("#b5541c", "#4a7c59")


def execute(filters: dict[str, Any] | None = None) -> tuple[Any, ...]:
	"""Columns, rows, message, chart and summary, as the desk asks for them. Filter `group_by`: mentors or areas."""
	filters = checked(filters)
	schemes = operations.schemes_seen(filters.get("scheme"))
	policies = operations.policies_of(schemes)
	rows = _mentors(filters.get("scheme"), policies)
	waiting = _waiting_by_area(filters.get("scheme"))
	areas = _areas(rows, waiting)
	notes = operations.without_policy(schemes) + ([] if rows or waiting else [_nothing()])
	summary, chart = _summary(rows, waiting), _chart(areas)
	if filters.get("group_by") == "Area":
		return _columns_of_areas(), areas, said(notes), chart, summary
	chosen = [row for row in rows if _wanted(row, filters.get("area"), filters.get("only"))]
	if rows and not chosen:
		notes.append(_("No mentor answers to these filters: empty one of them."))
	return _columns(), chosen, said(notes), chart, summary


def _nothing() -> str:
	return _(
		"There are no approved mentors yet. Take them through the recruitment first: Mentors, then Actions."
	)


def _wanted(row: dict[str, Any], area: str | None, only: str | None) -> bool:
	if area and row["area"] != area:
		return False
	return {
		"With a free place": bool(row["free"]),
		"Away": row["stage"] in AWAY,
		"Training missing": bool(row["gaps"]),
	}.get(only or "", True)


# --- what is read


def _mentors(scheme: str | None, policies: dict[str, SchemePolicy]) -> list[dict[str, Any]]:
	"""A row for each mentor whom the reader sees, those with most free places first; the same queries for many."""
	found = frappe.get_list(
		"Mentor",
		filters=[["stage", "in", [*CAN_BE_MATCHED, *AWAY]], *equal(scheme=scheme)],
		fields=[
			*training.MENTOR_FIELDS,
			"participant",
			"participant_name",
			"stage",
			"capacity",
			"break_from",
			"break_until",
		],
		order_by="name",
		limit_page_length=ALL,
	)
	lives_in, links = _areas_of_mentors(scheme), _links(scheme)
	missing = training.missing(found, policies, getdate(today()))
	rows = [
		_row(each, policies.get(each.scheme), *links.get(each.name, (0, 0)))
		| {"area": lives_in.get(each.participant), "gaps": ", ".join(missing.get(each.name, ()))}
		for each in found
	]
	return sorted(rows, key=lambda row: (-(row["free"] or 0), row["mentor"]))


def _row(each: Any, policy: SchemePolicy | None, load: int, running: int) -> dict[str, Any]:
	places = places_at_a_time(cint(each.capacity), policy) if policy else cint(each.capacity)
	away = each.stage in AWAY
	return {
		"mentor": each.name,
		"mentor_name": each.participant_name,
		"stage": each.stage,
		"state": _(each.stage),
		"load": load,
		"running": running,
		"places": places or None,
		"free": 0 if away else max(places - load, 0) if places else None,
		"over": bool(places) and load > places,
		"break_from": each.break_from if away else None,
		"break_until": each.break_until if away else None,
		"scheme": each.scheme,
	}


def _links(scheme: str | None) -> dict[str, tuple[int, int]]:
	"""How many open links each mentor has, and how many of these run, of those that the reader sees."""
	table = frappe.qb.DocType("Mentoring Link")
	running = Sum(Case().when(table.status.isin(RUNNING), 1).else_(0))
	query = frappe.qb.from_(table).select(table.mentor, Count("*"), running).where(table.status.isin(OPEN))
	query = query.where(seen("Mentoring Link", scheme)).groupby(table.mentor)
	return {mentor: (cint(many), cint(run)) for mentor, many, run in query.run()}


def _areas_of_mentors(scheme: str | None) -> dict[str, str]:
	"""The area of each mentor, by participant."""
	table, people = frappe.qb.DocType("Mentor"), frappe.qb.DocType("Mentoring Participant")
	query = frappe.qb.from_(table).join(people).on(people.name == table.participant)
	query = query.select(people.name, people.area).where(people.area.isnotnull())
	return dict(query.where(seen("Mentor", scheme)).run())


def _waiting_by_area(scheme: str | None) -> Counter[str]:
	"""How many mentees wait for a mentor, by where they live; as many as the waiting list shows."""
	mentee, people = frappe.qb.DocType("Mentee"), frappe.qb.DocType("Mentoring Participant")
	query = (
		frappe.qb.from_(mentee)
		.join(people)
		.on(people.name == mentee.participant)
		.select(people.area, Count("*"))
		.where(mentee.status.isin(WITHOUT_MENTOR) & seen("Mentee", scheme))
		.groupby(people.area)
	)
	return Counter({area or NO_AREA: many for area, many in query.run()})


# --- by area


def _areas(rows: Sequence[dict[str, Any]], waiting: Counter[str]) -> list[dict[str, Any]]:
	"""Where more wait than there is room for comes first."""
	mentors: Counter[str] = Counter()
	free: Counter[str] = Counter()
	unlimited: dict[str, int] = defaultdict(int)
	for row in rows:
		area = row["area"] or NO_AREA
		mentors[area] += row["stage"] in CAN_BE_MATCHED
		free[area] += row["free"] or 0
		unlimited[area] += row["free"] is None
	found = [
		{
			"area": _(area) if area == NO_AREA else area,
			"key": "" if area == NO_AREA else area,
			"waiting": waiting[area],
			"free": free[area],
			"gap": 0 if unlimited[area] else max(waiting[area] - free[area], 0),
			"mentors": mentors[area],
		}
		for area in {*mentors, *waiting}
	]
	return sorted(found, key=lambda row: (-row["gap"], -row["waiting"], row["area"]))


# --- what is shown


def _columns() -> list[dict[str, Any]]:
	return [
		text("mentor_name", _("Mentor"), 190),
		text("state", _("Stage"), 110),
		number("load", _("Open links"), 105),
		number("running", _("Of these running"), 145),
		number("places", _("At a time"), 100),
		number("free", _("Free places"), 110),
		day("break_from", _("Away from")),
		day("break_until", _("Back on")),
		text("gaps", _("Training missing"), 240),
		link("area", _("Area"), "Mentoring Area", 150),
		link("scheme", _("Scheme"), "Mentoring Scheme", 220),
		link("mentor", _("Number"), "Mentor", 120),
	]


def _columns_of_areas() -> list[dict[str, Any]]:
	return [
		text("area", _("Area"), 200),
		number("waiting", _("Mentees waiting"), 150),
		number("free", _("Free places"), 130),
		number("gap", _("More wait than places"), 190),
		number("mentors", _("Mentors who can be matched"), 220),
	]


def _chart(areas: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
	"""Those who wait beside the free places, area by area."""
	series = {
		_("Mentees waiting"): [row["waiting"] for row in areas],
		_("Free places"): [row["free"] for row in areas],
	}
	return operations.bars(
		[row["area"] for row in areas], series, _("Waiting and free places by area"), COLOURS
	)


def _summary(rows: Sequence[dict[str, Any]], waiting: Counter[str]) -> list[dict[str, Any]]:
	away = [row for row in rows if row["stage"] in AWAY]
	gaps = sum(bool(row["gaps"]) for row in rows)
	return operations.cards(
		(_("Mentors"), len(rows), "Blue"),
		(_("Free places"), sum(row["free"] or 0 for row in rows), "Blue"),
		(_("Mentees waiting"), sum(waiting.values()), "Blue"),
		(_("Away"), len(away), "Blue"),
		(_("Training missing"), gaps, "Orange" if gaps else "Green"),
	)
