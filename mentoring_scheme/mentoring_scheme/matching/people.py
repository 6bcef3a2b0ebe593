"""What is known of participants, in bulk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

import frappe
from frappe.utils import getdate, today

from mentoring_scheme.mentoring_scheme.doctype.mentor.facts import approval_of
from mentoring_scheme.mentoring_scheme.geolocation import place_of
from mentoring_scheme.mentoring_scheme.matching.characteristics import characteristics_of, profiles
from mentoring_scheme.mentoring_scheme.matching.rows import Names, named, rows_of
from mentoring_scheme.policy.choices import Criterion
from mentoring_scheme.policy.matching import Person, Place

Attributes = Mapping[Criterion, frozenset[str]]
FIELDS = ("name", "household", "date_of_birth", "area", "location")


def people_of(
	participants: Names, approvals: Mapping[str, list[Any]], asked: Collection[Criterion]
) -> dict[str, Person]:
	"""These participants as matching takes them, by name. `asked`: the characteristics that mentees ask for."""
	table = frappe.qb.DocType("Mentoring Participant")
	attributes = attributes_of_parents("Mentoring Participant", participants)
	own, areas, day = profiles(participants, asked), _places_of_areas(), getdate(today())
	return {
		row.name: Person(
			participant=row.name,
			household=row.household or None,
			born_on=row.date_of_birth,
			approval_types=_current_types(approvals[row.name], day),
			attributes=attributes[row.name],
			characteristics=characteristics_of(own.get(row.name, {}), asked),
			place=place_of(row.location),
			area=row.area or None,
			area_place=areas.get(row.area),
		)
		for row in rows_of("Mentoring Participant", FIELDS, named(table.name, participants))
	}


def attributes_of_parents(parenttype: str, parents: Names) -> defaultdict[str, Attributes]:
	"""The attributes that participants, or mentees as topics, have listed: in words, by their kind."""
	known = {
		row.name: (Criterion(row.kind), row.attribute)
		for row in rows_of("Mentoring Attribute", ("name", "kind", "attribute"))
	}
	row = frappe.qb.DocType("Mentoring Attribute Row")
	listed = (row.parenttype == parenttype) & named(row.parent, parents)
	found: defaultdict[str, defaultdict[Criterion, set[str]]] = defaultdict(lambda: defaultdict(set))
	for parent, attribute in frappe.qb.from_(row).select(row.parent, row.attribute).where(listed).run():
		if attribute in known:
			kind, words = known[attribute]
			found[parent][kind].add(words)
	by_parent = {
		parent: {kind: frozenset(words) for kind, words in kinds.items()} for parent, kinds in found.items()
	}
	return defaultdict(dict, by_parent)


def _places_of_areas() -> dict[str, Place]:
	"""The points of the areas that have one; there are few areas."""
	places = ((row.name, place_of(row.location)) for row in rows_of("Mentoring Area", ("name", "location")))
	return {name: place for name, place in places if place}


def _current_types(approvals: list[Any], day: date) -> frozenset[str]:
	current = (each for each in map(approval_of, approvals) if each.is_current(day))
	return frozenset(each.approval_type for each in current if each.approval_type)
