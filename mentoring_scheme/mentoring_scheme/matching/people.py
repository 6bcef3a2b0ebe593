"""What is known of participants, in bulk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

import frappe
from frappe.utils import getdate, today

from mentoring_scheme.mentoring_scheme.geolocation import place_of
from mentoring_scheme.mentoring_scheme.matching.characteristics import characteristics_of
from mentoring_scheme.mentoring_scheme.matching.rows import Names, listed_attributes, named, rows_of
from mentoring_scheme.policy.choices import Criterion
from mentoring_scheme.policy.eligibility import Approval
from mentoring_scheme.policy.matching import Person, Place

Attributes = Mapping[Criterion, frozenset[str]]
FIELDS = ("name", "household", "date_of_birth", "area", "location")


def people_of(
	participants: Names, approvals: Mapping[str, list[Approval]], asked: Collection[Criterion]
) -> dict[str, Person]:
	"""These participants as matching takes them, by name. `asked`: the characteristics that mentees ask for."""
	table = frappe.qb.DocType("Mentoring Participant")
	attributes = attributes_of_parents("Mentoring Participant", participants)
	own, areas, day = characteristics_of(participants, asked), _places_of_areas(), getdate(today())
	return {
		row.name: Person(
			participant=row.name,
			household=row.household or None,
			born_on=row.date_of_birth,
			approval_types=_current_types(approvals[row.name], day),
			attributes=attributes[row.name],
			characteristics=own.get(row.name, {}),
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
	found: defaultdict[str, Attributes] = defaultdict(dict)
	for parent, attributes in listed_attributes(parenttype, parents).items():
		kinds: defaultdict[Criterion, set[str]] = defaultdict(set)
		for kind, words in filter(None, map(known.get, attributes)):
			kinds[kind].add(words)
		found[parent] = {kind: frozenset(words) for kind, words in kinds.items()}
	return found


def _places_of_areas() -> dict[str, Place]:
	"""The points of the areas that have one; there are few areas."""
	places = ((row.name, place_of(row.location)) for row in rows_of("Mentoring Area", ("name", "location")))
	return {name: place for name, place in places if place}


def _current_types(approvals: list[Approval], day: date) -> frozenset[str]:
	return frozenset(
		[each.approval_type for each in approvals if each.approval_type and each.is_current(day)]
	)
