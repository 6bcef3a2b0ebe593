# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""Who waits for a mentor, for how long, and what is missing; those who were offered none yet among them (R17)."""

from __future__ import annotations

from collections import Counter
from statistics import median
from typing import Any

import frappe
from frappe import _
from frappe.utils import cint, getdate, today

from mentoring_scheme.access.listed import ALL
from mentoring_scheme.mentoring_scheme.doctype.mentee.facts import REFERRAL_FIELDS, facts_of_row
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_scheme
from mentoring_scheme.mentoring_scheme.report import operations
from mentoring_scheme.mentoring_scheme.report_filters import checked
from mentoring_scheme.policy.referral import OfferAnswer, ReferralFacts, missing_for_match, waiting_since
from mentoring_scheme.policy.states import OPEN, RUNNING, WITHOUT_MENTOR

# The bars of the chart begin at so many days.
BARS = (0, 15, 29, 57, 85, 183)


def execute(filters: dict[str, Any] | None = None) -> tuple[Any, ...]:
	"""Columns, rows, message, chart and summary, as the desk asks for them."""
	filters = checked(filters)
	rows = [row for row in _waiting(filters) if _wanted(row, filters)]
	rows.sort(key=lambda row: (-row["days"], row["mentee"]))
	nothing = _("Nobody who waits answers to these filters: empty one of them.")
	return _columns(), rows, None if rows else nothing, _chart(rows), _summary(rows)


def _waiting(filters: frappe._dict) -> list[dict[str, Any]]:
	"""One row for each mentee who waits and whom the reader sees. As many queries for ten as for ten thousand."""
	proposals = _proposals()
	chosen = {"scheme": filters.get("scheme"), "support_type": filters.get("support_type")}
	mentees = frappe.get_list(
		"Mentee",
		filters={fieldname: value for fieldname, value in chosen.items() if value},
		or_filters=[["status", "in", WITHOUT_MENTOR], ["name", "in", list(proposals)]],
		fields=[*REFERRAL_FIELDS, "participant", "participant_name", "scheme"],
		order_by="name",
		limit_page_length=ALL,
	)
	areas = _areas([mentee.participant for mentee in mentees])
	with_topics = _with_topics([mentee.name for mentee in mentees])
	policies = {scheme: policy_of_scheme(scheme) for scheme in {mentee.scheme for mentee in mentees}}
	rows = []
	for mentee in mentees:
		area = areas.get(mentee.participant)
		facts = facts_of_row(mentee, has_topics=mentee.name in with_topics, has_area=bool(area))
		rows.append(
			_row(mentee, facts, missing_for_match(facts, policies[mentee.scheme]))
			| {"area": area, "proposals": proposals[mentee.name]}
		)
	return rows


def _areas(participants: list[str]) -> dict[str, str]:
	return dict(
		frappe.get_list(
			"Mentoring Participant",
			filters={"name": ["in", participants], "area": ["is", "set"]},
			fields=["name", "area"],
			as_list=True,
			limit_page_length=ALL,
		)
	)


def _with_topics(mentees: list[str]) -> set[str]:
	"""The mentees whose topics are chosen from the list."""
	return set(
		frappe.get_list(
			"Mentee",
			filters=[["name", "in", mentees], ["Mentoring Attribute Row", "attribute", "is", "set"]],
			pluck="name",
			distinct=True,
			order_by="name",
			limit_page_length=ALL,
		)
	)


def _proposals() -> Counter[str]:
	"""How many links that have not begun each mentee has who has none that runs: they still wait."""
	links = frappe.get_list(
		"Mentoring Link",
		filters={"status": ["in", OPEN]},
		fields=["mentee", "status"],
		limit_page_length=ALL,
	)
	supported = {link.mentee for link in links if link.status in RUNNING}
	return Counter(link.mentee for link in links if link.mentee not in supported)


def _row(mentee: Any, facts: ReferralFacts, missing: tuple[Any, ...]) -> dict[str, Any]:
	since = waiting_since(facts)
	return {
		"mentee": mentee.name,
		"mentee_name": mentee.participant_name,
		"scheme": mentee.scheme,
		"referred_on": facts.referred_on,
		"offer": _(offer_of(facts)),
		"offer_key": offer_of(facts),
		"since": since,
		"days": max((getdate(today()) - since).days, 0),
		"support_type": facts.support_type,
		"choice": _(facts.wanted.value),
		"missing": ", ".join(_(each.value) for each in missing),
		"find": _("Find a mentor") if facts.answer is OfferAnswer.ACCEPTED else "",
	}


def offer_of(facts: ReferralFacts) -> str:
	"""Where the offer stands, as the filter names it."""
	if facts.answer:
		return facts.answer.value
	return "No answer yet" if facts.offered_on else "No offer yet"


def _wanted(row: dict[str, Any], filters: frappe._dict) -> bool:
	if filters.get("area") and row["area"] != filters.get("area"):
		return False
	if filters.get("offer") and row["offer_key"] != filters.get("offer"):
		return False
	return row["days"] >= cint(filters.get("minimum_days"))


def _columns() -> list[dict[str, Any]]:
	return [
		{
			"fieldname": "mentee_name",
			"label": _("Mentee"),
			"fieldtype": "Data",
			"align": "left",
			"width": 180,
		},
		{"fieldname": "days", "label": _("Days waited"), "fieldtype": "Int", "width": 110},
		{"fieldname": "find", "label": _("Next"), "fieldtype": "Data", "align": "left", "width": 120},
		{
			"fieldname": "missing",
			"label": _("Missing for a match"),
			"fieldtype": "Data",
			"align": "left",
			"width": 260,
		},
		{"fieldname": "offer", "label": _("Offer"), "fieldtype": "Data", "align": "left", "width": 120},
		{"fieldname": "proposals", "label": _("Open proposals"), "fieldtype": "Int", "width": 130},
		{
			"fieldname": "support_type",
			"label": _("Support type"),
			"fieldtype": "Data",
			"align": "left",
			"width": 170,
		},
		{
			"fieldname": "choice",
			"label": _("Kind of mentor"),
			"fieldtype": "Data",
			"align": "left",
			"width": 140,
		},
		{
			"fieldname": "area",
			"label": _("Area"),
			"fieldtype": "Link",
			"options": "Mentoring Area",
			"width": 130,
		},
		{"fieldname": "referred_on", "label": _("Referred on"), "fieldtype": "Date", "width": 120},
		{"fieldname": "since", "label": _("Waiting since"), "fieldtype": "Date", "width": 120},
		{
			"fieldname": "scheme",
			"label": _("Scheme"),
			"fieldtype": "Link",
			"options": "Mentoring Scheme",
			"width": 190,
		},
		{
			"fieldname": "mentee",
			"label": _("Number"),
			"fieldtype": "Link",
			"options": "Mentee",
			"width": 120,
		},
	]


def _chart(rows: list[dict[str, Any]]) -> dict[str, Any] | None:
	"""How many wait for how long."""
	if not rows:
		return None
	counts = Counter(_bar(row["days"]) for row in rows)
	return operations.bars(
		["0–2", "2–4", "4–8", "8–12", "12–26", _("over 26")],
		{_("Mentees"): [counts[days] for days in BARS]},
		_("Mentees by weeks waited"),
		["#1d4f91"],
	)


def _bar(days: int) -> int:
	"""The bar that so many days belong to, named by where it begins."""
	return max(from_days for from_days in BARS if days >= from_days)


def _summary(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
	days = [row["days"] for row in rows]
	not_offered = sum(row["offer_key"] == "No offer yet" for row in rows)
	cards = [
		(_("Waiting"), len(rows), "Blue"),
		(_("Without an offer"), not_offered, "Red" if not_offered else "Green"),
	]
	if days:
		cards += [
			(_("Longest wait (days)"), max(days), "Blue"),
			(_("Median wait (days)"), round(median(days)), "Blue"),
		]
	return [
		{"label": label, "value": value, "datatype": "Int", "indicator": indicator}
		for label, value, indicator in cards
	]
