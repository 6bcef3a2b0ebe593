"""Areas were typed; now they are chosen from a list. Each text that somebody typed becomes an area of that list.

What differs in capitals or spaces only is one area. Texts are taken as they are otherwise: who lives where is for
people to tidy up, by renaming one area into another.
"""

from __future__ import annotations

from collections import Counter

import frappe

PARTICIPANT = "Mentoring Participant"
NOT_IN_NAMES = str.maketrans("<>", "()")


def execute() -> None:
	areas = {area.casefold(): area for area in frappe.get_all("Mentoring Area", pluck="name")}
	for text in _texts():
		area = _area_of(text, areas)
		if area != text:
			_replace(text, area)


def _texts() -> list[str]:
	"""Every way in which an area is written, the most usual first. Counted here: the database takes LEEDS for Leeds."""
	participant = frappe.qb.DocType(PARTICIPANT)
	query = frappe.qb.from_(participant).select(participant.area).where(participant.area.isnotnull())
	written = Counter(query.run(pluck=True))
	return sorted(written, key=lambda text: (-written[text], text))


def _area_of(text: str, areas: dict[str, str]) -> str | None:
	name = " ".join(text.translate(NOT_IN_NAMES).split())
	if not name:
		return None
	if name.casefold() not in areas:
		# what the database takes for the same name is the same area, such as one with and without an accent
		areas[name.casefold()] = frappe.db.exists("Mentoring Area", name) or _make(name)
	return areas[name.casefold()]


def _make(name: str) -> str:
	return frappe.get_doc({"doctype": "Mentoring Area", "area_name": name}).insert().name


def _replace(text: str, area: str | None) -> None:
	participant = frappe.qb.DocType(PARTICIPANT)
	query = frappe.qb.update(participant).set(participant.area, area)
	query.where(participant.area == text).run()
