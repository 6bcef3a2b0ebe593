"""Personal characteristics in matching: only those that a mentee has asked for are ever read, and none is shown (R18).

Equality profiles are closed to most of the staff. What is read here goes into the comparison and no further: what a
screen or a link gets of it says that somebody matches what was asked for, and not in what.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from mentoring_scheme.mentoring_scheme.matching.wishes import all_chosen, check_together, refuse_row
from mentoring_scheme.policy.choices import Criterion, Strength
from mentoring_scheme.policy.matching import Wish

Characteristics = Mapping[Criterion, frozenset[str]]

FIELDS: dict[Criterion, tuple[str, ...]] = {
	Criterion.LANGUAGE: ("first_language", "other_languages"),
	Criterion.ETHNICITY: ("ethnicity",),
	Criterion.CULTURE: ("culture",),
	Criterion.RELIGION: ("religion",),
	Criterion.GENDER: ("gender",),
	Criterion.SEXUAL_ORIENTATION: ("sexual_orientation",),
	Criterion.DISABILITY: ("disability",),
	Criterion.RELATIONSHIP_STATUS: ("relationship_status",),
}
# Whoever would rather not say has said nothing: that is not known, and no characteristic to match by.
NOT_SAID = "prefer not to say"
SEVERAL = re.compile(r"[,;/\n]")


def values_of(profile: Mapping[str, Any] | Document, criterion: Criterion) -> frozenset[str]:
	"""What a profile says about one characteristic; empty where it is not known. Languages may be several."""
	return frozenset().union(*(_read(profile.get(fieldname), criterion) for fieldname in FIELDS[criterion]))


def check_wishes_of(profile: Document) -> None:
	"""Leave in each wish what it says, and refuse wishes that say nothing or contradict each other.

	Raises frappe.ValidationError naming the row.
	"""
	if not all_chosen(profile.wishes, "characteristic", {each.value for each in FIELDS}):
		return
	for row in profile.wishes:
		row.value = None if cint(row.same_as_own) else (row.value or "").strip()
		if not _wish(row, profile).values:
			refuse_row(profile, "wishes", row, _nothing_said(row))
	check_together(profile, [_wish(row, profile) for row in profile.wishes])


def wishes_by_participant(participants: Collection[str]) -> dict[str, tuple[Wish, ...]]:
	"""The wishes about characteristics that these participants have written down.

	One that came in past the forms and says nothing is kept: nobody knows whether it is met, which somebody must ask.
	"""
	rows = _wish_rows(participants)
	own = profiles({row.participant for row in rows}, {Criterion(row.characteristic) for row in rows})
	found: dict[str, list[Wish]] = defaultdict(list)
	for row in rows:
		found[row.participant].append(_wish(row, own.get(row.participant, {})))
	return {participant: tuple(wishes) for participant, wishes in found.items()}


def profiles(participants: Any, criteria: Iterable[Criterion]) -> dict[str, dict[str, Any]]:
	"""The fields for these characteristics, and no others, by participant. `participants`: names, or a sub-query."""
	fieldnames = [
		fieldname for criterion in FIELDS if criterion in set(criteria) for fieldname in FIELDS[criterion]
	]
	if not fieldnames or not participants:
		return {}
	profile = frappe.qb.DocType("Mentoring Equality Profile")
	query = frappe.qb.from_(profile).select(profile.participant, *(profile[name] for name in fieldnames))
	return {
		row.pop("participant"): row
		for row in query.where(profile.participant.isin(participants)).run(as_dict=True)
	}


def characteristics_of(participants: Any, criteria: Collection[Criterion]) -> dict[str, Characteristics]:
	"""What is known of these characteristics, by participant. `participants`: names, or a sub-query."""
	made: dict[tuple[str | None, ...], Characteristics] = {}
	found: dict[str, Characteristics] = {}
	for participant, profile in profiles(participants, criteria).items():
		said = tuple(profile.values())
		if said not in made:  # many say the same
			known = ((criterion, values_of(profile, criterion)) for criterion in criteria)
			made[said] = {criterion: values for criterion, values in known if values}
		found[participant] = made[said]
	return found


def _wish_rows(participants: Collection[str]) -> list[Any]:
	if not participants:
		return []
	row, profile = (
		frappe.qb.DocType("Mentoring Characteristic Wish"),
		frappe.qb.DocType("Mentoring Equality Profile"),
	)
	query = (
		frappe.qb.from_(row)
		.join(profile)
		.on((profile.name == row.parent) & (row.parenttype == "Mentoring Equality Profile"))
		.select(profile.participant, row.characteristic, row.strength, row.same_as_own, row.value)
		.where(profile.participant.isin(list(participants)))
		.orderby(row.idx)
	)
	return query.run(as_dict=True)


def _wish(row: Any, own: Mapping[str, Any] | Document) -> Wish:
	criterion = Criterion(row.characteristic)
	values = values_of(own, criterion) if cint(row.same_as_own) else _read(row.value, criterion)
	return Wish(criterion, Strength(row.strength), values)


def _nothing_said(row: Any) -> str:
	if cint(row.same_as_own):
		return _(
			"it asks for the same as in this profile, which says nothing about {0}. Fill that in first."
		).format(_(row.characteristic))
	return _("write what is asked for, or tick “{0}”.").format(_(row.meta.get_label("same_as_own")))


def _read(written: str | None, criterion: Criterion) -> frozenset[str]:
	parts = SEVERAL.split(written or "") if criterion is Criterion.LANGUAGE else [written or ""]
	return frozenset(part.strip() for part in parts if part.strip() and part.strip().casefold() != NOT_SAID)
