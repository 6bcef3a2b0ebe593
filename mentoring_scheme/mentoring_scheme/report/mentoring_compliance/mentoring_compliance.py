# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""How many of the months of links met what the policy expects of contact, records and supervision, with its figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import frappe
from frappe import _
from frappe.utils import getdate, today

from mentoring_scheme.access.listed import ALL
from mentoring_scheme.mentoring_scheme.report import operations
from mentoring_scheme.mentoring_scheme.report.figures import (
	link,
	month_name,
	number,
	said,
	short_names,
	text,
)
from mentoring_scheme.mentoring_scheme.report.mentoring_compliance.months import Measured, Measuring
from mentoring_scheme.mentoring_scheme.report.mentoring_compliance.supervised import count_supervision
from mentoring_scheme.mentoring_scheme.report_filters import checked
from mentoring_scheme.policy.choices import Unit
from mentoring_scheme.policy.compliance import Tally, first_day, months_within
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.text import several

PARTS = ("contact", "records", "supervision")
COLOURS = ("#1d4f91", "#4a7c59", "#b5541c")


def execute(filters: dict[str, Any] | None = None) -> tuple[Any, ...]:
	"""Columns, rows, message, chart and summary, as the desk asks for them. Filter `group_by`: months or mentors."""
	filters = checked(filters)
	period = operations.period_asked(filters.get("from_date"), filters.get("to_date"), getdate(today()))
	schemes = operations.schemes_seen(filters.get("scheme"))
	policies, by_mentor = operations.policies_of(schemes), filters.get("group_by") == "Mentor"
	months = months_within(period, getdate(today()))
	measured: dict[Any, Measured] = defaultdict(Measured)
	if months:
		measuring = Measuring(months[0], months[-1], filters.get("scheme"), by_mentor)
		measuring.count_contact(measured)
		count_supervision(measuring, policies, measured)
	rows = _of_mentors(measured) if by_mentor else _of_months(measured)
	notes = [*_expectations(policies), *operations.without_policy(schemes)]
	if not rows:
		notes.append(_nothing(bool(months)))
	return _columns(by_mentor), rows, said(notes), _chart(rows, by_mentor), _summary(measured.values())


def _nothing(months: bool) -> str:
	if not months:
		return _(
			"Whole months are measured, and none lies in this period. Choose a longer one that has passed."
		)
	return _("No link ran through a whole month of this period. Choose an earlier or a longer one.")


# --- what the policy expects


def _expectations(policies: dict[str, SchemePolicy]) -> list[str]:
	"""The figures that the months are held against, scheme by scheme."""
	return [
		"{}: {}.".format(scheme, "; ".join((_contact(policy), _records(policy), _supervision(policy))))
		for scheme, policy in policies.items()
	]


def _contact(policy: SchemePolicy) -> str:
	every = policy.contact_every
	if not every:
		return _("contact by agreement")
	if policy.contact_unit is Unit.WEEKS:
		return several(every, _("contact every week"), _("contact every {0} weeks")).format(every)
	return several(every, _("contact every month"), _("contact every {0} months")).format(every)


def _records(policy: SchemePolicy) -> str:
	return {
		"Monthly": _("a record every month"),
		"Each contact": _("a record of each contact"),
		"Contact log only": _("no records beyond the contact log"),
	}[policy.record_expected.value]


def _supervision(policy: SchemePolicy) -> str:
	if not policy.supervision_every_weeks:
		return _("no supervision asked for")
	every = policy.supervision_every_weeks
	return several(every, _("supervision every week"), _("supervision every {0} weeks")).format(every)


# --- rows


def _of_months(measured: dict[Any, Measured]) -> list[dict[str, Any]]:
	"""One month after the other, those without a link among them."""
	if not measured:
		return []
	return [
		{"group": month_name(first_day(month)), "month": first_day(month)} | _figures(measured[month])
		for month in range(min(measured), max(measured) + 1)
	]


def _of_mentors(measured: dict[Any, Measured]) -> list[dict[str, Any]]:
	"""Where least was met comes first."""
	mentors = frappe.get_list(
		"Mentor",
		filters={"name": ["in", list(measured)]},
		fields=["name", "participant_name", "scheme"],
		limit_page_length=ALL,
	) if measured else []  # fmt: skip
	names = {mentor.name: mentor for mentor in mentors}
	rows = [
		{
			"group": names[mentor].participant_name if mentor in names else mentor,
			"mentor": mentor if mentor in names else None,
			"scheme": names[mentor].scheme if mentor in names else None,
		}
		| _figures(found)
		for mentor, found in measured.items()
	]
	return sorted(rows, key=lambda row: (_least(row), row["group"] or ""))


def _least(row: dict[str, Any]) -> int:
	return min((row[f"{part}_share"] for part in PARTS if row[f"{part}_share"] is not None), default=101)


def _figures(found: Measured) -> dict[str, Any]:
	row: dict[str, Any] = {}
	for part in PARTS:
		tally: Tally = getattr(found, part)
		row |= {f"{part}_asked": tally.asked, f"{part}_met": tally.met, f"{part}_share": tally.share}
	return row


def _columns(by_mentor: bool) -> list[dict[str, Any]]:
	whose = [
		link("scheme", _("Scheme"), "Mentoring Scheme", 220),
		link("mentor", _("Number"), "Mentor", 120),
	]
	return [
		text("group", _("Mentor") if by_mentor else _("Month"), 180),
		number("contact_share", _("Contact, %"), 105),
		number("records_share", _("Records, %"), 105),
		number("supervision_share", _("Supervision, %"), 125),
		number("contact_asked", _("Months of links"), 130),
		number("contact_met", _("Contact as expected"), 175),
		number("records_asked", _("Records asked for"), 145),
		number("records_met", _("Records kept"), 115),
		number("supervision_asked", _("Supervision asked for"), 165),
		number("supervision_met", _("In time"), 85),
		*(whose if by_mentor else []),
	]


def _chart(rows: Sequence[dict[str, Any]], by_mentor: bool) -> dict[str, Any] | None:
	"""The shares month by month; of mentors there would be too many."""
	if by_mentor:
		return None
	series = {
		_("Contact, %"): [row["contact_share"] for row in rows],
		_("Records, %"): [row["records_share"] for row in rows],
		_("Supervision, %"): [row["supervision_share"] for row in rows],
	}
	labels = short_names([row["month"] for row in rows])
	return operations.bars(labels, series, _("Share that met the policy"), COLOURS)


def _summary(measured: Iterable[Measured]) -> list[dict[str, Any]]:
	labels = {
		"contact": _("Contact as expected"),
		"records": _("Records kept"),
		"supervision": _("Supervised in time"),
	}
	total = {part: Tally() for part in PARTS}
	for each in measured:
		for part in PARTS:
			total[part].asked += getattr(each, part).asked
			total[part].met += getattr(each, part).met
	return operations.cards(
		(_("Months of links"), total["contact"].asked, "Blue"),
		*(
			(
				labels[part],
				operations.per_cent(total[part].share),
				operations.light_of_share(total[part].share),
			)
			for part in PARTS
		),
	)
