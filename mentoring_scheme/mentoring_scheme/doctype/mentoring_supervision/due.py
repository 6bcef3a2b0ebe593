"""How mentors stand with supervision: many of them in a constant number of queries (R35)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

import frappe
from frappe.query_builder.functions import Max, Min
from frappe.utils import getdate

from mentoring_scheme.mentoring_scheme.policy_source import policy_of_scheme
from mentoring_scheme.policy.states import RUNNING
from mentoring_scheme.policy.supervision import SupervisionStanding, standing


def standings(mentors: Iterable[Any], today: date) -> dict[str, SupervisionStanding]:
	"""How each of these mentors stands, by name. `mentors`: rows with `name` and `scheme`, which the caller may know."""
	schemes = {mentor.name: mentor.scheme for mentor in mentors}
	if not schemes:
		return {}
	names = list(schemes)
	held, since, planned = _last_held(names), _supported_since(names), _planned(names)
	policies = {scheme: policy_of_scheme(scheme) for scheme in set(schemes.values())}
	return {
		name: standing(held.get(name), since.get(name), planned[name], policies[scheme], today)
		for name, scheme in schemes.items()
	}


def _last_held(mentors: list[str]) -> dict[str, date]:
	supervision = frappe.qb.DocType("Mentoring Supervision")
	rows = (
		frappe.qb.from_(supervision)
		.select(supervision.mentor, Max(supervision.supervision_date))
		.where(supervision.mentor.isin(mentors))
		.where(supervision.status == "Held")
		.groupby(supervision.mentor)
		.run()
	)
	return {mentor: getdate(day) for mentor, day in rows}


def _planned(mentors: list[str]) -> dict[str, list[date]]:
	rows = frappe.get_all(
		"Mentoring Supervision",
		filters={"mentor": ["in", mentors], "status": "Planned"},
		fields=["mentor", "supervision_date"],
		order_by="supervision_date",
	)
	found: dict[str, list[date]] = defaultdict(list)
	for row in rows:
		found[row.mentor].append(getdate(row.supervision_date))
	return found


def _supported_since(mentors: list[str]) -> dict[str, date]:
	link = frappe.qb.DocType("Mentoring Link")
	rows = (
		frappe.qb.from_(link)
		.select(link.mentor, Min(link.start_date))
		.where(link.mentor.isin(mentors))
		.where(link.status.isin(RUNNING))
		.where(link.start_date.isnotnull())
		.groupby(link.mentor)
		.run()
	)
	return {mentor: getdate(day) for mentor, day in rows}
