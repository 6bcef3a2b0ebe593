"""What is known of the people of the demo for matching: where they live, what they bring along, what they ask for (R18)."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import frappe

from mentoring_scheme.setup.demo import vocabulary
from mentoring_scheme.setup.demo.acting import insert
from mentoring_scheme.setup.demo.plans import SchemePlan
from mentoring_scheme.setup.demo.year import Year


def make_lists(plan: SchemePlan) -> None:
	"""The areas and attributes that the people of the scheme are described with."""
	for area, (latitude, longitude) in plan.areas.items():
		_once("Mentoring Area", area_name=area, location=_point(latitude, longitude))
	for kind, attributes in plan.attributes.items():
		for attribute in attributes:
			_once("Mentoring Attribute", kind=kind, attribute=attribute)


def of_mentor(year: Year) -> dict[str, Any]:
	"""Place and attributes of somebody who applies to be a mentor."""
	return _where(year) | {"attributes": _attributes(year, vocabulary.KNOWN_OF_MENTORS)}


def of_mentee(year: Year) -> dict[str, Any]:
	"""The same of a mentee, of whom less is known."""
	return _where(year) | {"attributes": _attributes(year, vocabulary.KNOWN_OF_MENTEES)}


def asked_for(year: Year, *, insists: bool) -> dict[str, Any]:
	"""What a mentee would like support with, and what she asks for in a mentor; a few insist on something."""
	chance = year.traits
	topics = _some(chance, year.plan.attributes["Expertise"], 1, 2)
	wishes = []
	if chance.random() < 0.4:
		wishes.append(
			{"criterion": "Distance", "strength": "Would like", "miles": chance.choice((5, 10, 15))}
		)
	if chance.random() < 0.3:
		wishes.append(_wish(chance, year.plan, "Experience", "Would like"))
	if insists and chance.random() < 0.15:
		wishes.append(_wish(chance, year.plan, "Availability", "Must"))
	return {"topics": [_row("Expertise", topic) for topic in topics], "wishes": wishes}


def keep_equality_profile(year: Year, participant: str, *, asks: bool, insists: bool = False) -> None:
	"""The characteristics that somebody has told; about half of all tell any. A few mentees ask for something."""
	chance = year.traits
	if chance.random() < 0.5:
		return
	wishes = []
	if asks and chance.random() < 0.5:
		wishes.append(
			{
				"characteristic": "Gender",
				"strength": chance.choice(("Would like", "Must")) if insists else "Would like",
				"value": "Female",
			}
		)
	if asks and chance.random() < 0.3:
		wishes.append({"characteristic": "Language", "strength": "Would like", "same_as_own": 1})
	insert(
		"Mentoring Equality Profile",
		participant=participant,
		first_language=chance.choice(vocabulary.LANGUAGES),
		gender=chance.choice(vocabulary.GENDERS),
		religion=chance.choice(vocabulary.RELIGIONS),
		wishes=wishes,
	)


def _once(doctype: str, **values: Any) -> None:
	"""Both schemes share the lists, and whoever comes first makes an entry."""
	looked_for = {name: value for name, value in values.items() if name != "location"}
	if not frappe.db.exists(doctype, looked_for):
		insert(doctype, **values)


def _where(year: Year) -> dict[str, Any]:
	"""An area, and for two in three a place of their own within a mile or two of its middle."""
	area = year.traits.choice(list(year.plan.areas))
	latitude, longitude = year.plan.areas[area]
	if year.traits.random() < 0.33:
		return {"area": area}
	near = [value + year.traits.uniform(-0.02, 0.02) for value in (latitude, longitude)]
	return {"area": area, "location": _point(*near)}


def _attributes(year: Year, known: dict[str, tuple[int, int]]) -> list[dict[str, str]]:
	rows = []
	for kind, options in year.plan.attributes.items():
		least, most = known[kind]
		rows += [_row(kind, attribute) for attribute in _some(year.traits, options, least, most)]
	return rows


def _some(chance: Random, options: tuple[str, ...], least: int, most: int) -> list[str]:
	return chance.sample(options, chance.randint(least, most))


def _wish(chance: Random, plan: SchemePlan, kind: str, strength: str) -> dict[str, str]:
	return {"criterion": kind, "strength": strength, **_row(kind, chance.choice(plan.attributes[kind]))}


def _row(kind: str, attribute: str) -> dict[str, str]:
	return {"attribute": f"{kind}: {attribute}"}


def _point(latitude: float, longitude: float) -> str:
	"""A place as the platform's map field keeps it."""
	geometry = {"type": "Point", "coordinates": [round(longitude, 4), round(latitude, 4)]}
	feature = {"type": "Feature", "properties": {}, "geometry": geometry}
	return json.dumps({"type": "FeatureCollection", "features": [feature]})
