"""People, matches and outcomes by characteristic: only through `disclosed`, so that nobody is known by them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.utils import formatdate, getdate

from mentoring_scheme.mentoring_scheme.matching.characteristics import NOT_SAID
from mentoring_scheme.mentoring_scheme.review import gather
from mentoring_scheme.mentoring_scheme.review.measures import is_completed
from mentoring_scheme.mentoring_scheme.review.years import SchemeYear
from mentoring_scheme.policy.disclosure import Disclosure, Parts, disclosed, told_until
from mentoring_scheme.policy.months import add_months
from mentoring_scheme.policy.shares import share as share_of

PROFILE = "Mentoring Equality Profile"
CHARACTERISTICS = (
	"gender",
	"ethnicity",
	"religion",
	"disability",
	"sexual_orientation",
	"relationship_status",
	"first_language",
	"culture",
)
NOT_RECORDED = "Not recorded"
NOT_TOLD = "Prefer not to say"


@dataclass(frozen=True)
class PersonOutcome:
	"""What became of one person: completed a link, was matched only, or neither; and the days until the match."""

	participant: str
	matched: bool
	completed: bool
	days_waited: int | None = None

	@property
	def parts(self) -> Parts:
		"""One of three that exclude each other."""
		return (int(self.completed), int(self.matched and not self.completed), int(not self.matched))


@dataclass(frozen=True)
class Characteristic:
	"""One characteristic: what may be shown of its groups, and the mean days waited of those that are shown."""

	fieldname: str
	label: str
	shown: Disclosure
	days: Mapping[str, int]

	@property
	def kept_back(self) -> int | None:
		"""How many people are in groups that are too small to show, all together; None where that is not told either."""
		if not self.shown.hidden or self.shown.total is None:
			return None
		return self.shown.total - sum(self.shown.people.values())


def by_characteristic(year: SchemeYear, who: str) -> tuple[int, list[Characteristic]]:
	"""How many mentees were referred, or mentors applied, in the year; and their groups by each characteristic.

	As it was on the day that `told_until` gives: who came later is not among them, and what came later has not happened.
	The number is for deciding what to say, and is not shown by itself. Raises frappe.PermissionError for whoever may not
	read profiles.
	"""
	frappe.has_permission(PROFILE, "read", throw=True)
	people = _mentees(year) if who == "Mentee" else _mentors(year)
	names = [person.participant for person in people]
	fields = ("participant", "prefers_not_to_say", *CHARACTERISTICS)
	profiles = {
		row.participant: row for row in gather.listed(PROFILE, {"participant": ["in", names]}, *fields)
	}
	meta, least = frappe.get_meta(PROFILE), year.policy.feedback_smallest_group
	return len(people), [
		_characteristic(fieldname, meta.get_label(fieldname), people, profiles, least)
		for fieldname in CHARACTERISTICS
	]


def _characteristic(
	fieldname: str,
	label: str,
	people: list[PersonOutcome],
	profiles: Mapping[str, Any],
	least: int,
) -> Characteristic:
	groups: dict[str, list[PersonOutcome]] = defaultdict(list)
	names: dict[str, str] = {}
	for person in people:
		value = _value(profiles.get(person.participant), fieldname, label)
		groups[names.setdefault(value.casefold(), value)].append(person)
	shown = disclosed({name: _parts(members) for name, members in groups.items()}, least)
	return Characteristic(fieldname, label, shown, _days(groups, shown, least))


def _value(profile: Any, fieldname: str, label: str) -> str:
	"""The group of one person. Not having said and not having been asked are groups of their own."""
	if profile is None:
		return NOT_RECORDED
	said = str(profile.get(fieldname) or "").strip()
	if said.casefold() == NOT_SAID or (
		not said and label.casefold() in (profile.prefers_not_to_say or "").casefold()
	):
		return NOT_TOLD
	return said or NOT_RECORDED


def _parts(people: Iterable[PersonOutcome]) -> Parts:
	return tuple(map(sum, zip(*(person.parts for person in people), strict=True)))


def _days(groups: Mapping[str, list[PersonOutcome]], shown: Disclosure, least: int) -> dict[str, int]:
	"""The mean days waited of the groups whose parts are shown, where enough of them were matched."""
	found = {}
	for name in shown.parts:
		days = [person.days_waited for person in groups[name] if person.days_waited is not None]
		if len(days) >= least:
			found[name] = round(sum(days) / len(days))
	return found


def _mentees(year: SchemeYear) -> list[PersonOutcome]:
	until = told_until(year.today)
	rows = [row for row in gather.mentees_of(year) if getdate(row.referred_on) <= until]
	started = _started(year, "mentee", rows, until)
	people: dict[str, PersonOutcome] = {}
	for row in rows:
		own = started[row.name]
		first = min((getdate(link.start_date) for link in own), default=None)
		days = max((first - getdate(row.referred_on)).days, 0) if first else None
		completed = any(_completed_by(until, link) for link in own)
		people.setdefault(row.participant, PersonOutcome(row.participant, bool(own), completed, days))
	return list(people.values())


def _mentors(year: SchemeYear) -> list[PersonOutcome]:
	until = told_until(year.today)
	rows = [row for row in gather.mentors_of(year) if getdate(row.applied_on) <= until]
	started = _started(year, "mentor", rows, until)
	return [
		PersonOutcome(
			row.participant,
			bool(started[row.name]),
			any(_completed_by(until, link) for link in started[row.name]),
		)
		for row in rows
	]


def _started(year: SchemeYear, side: str, people: list[Any], until: date) -> dict[str, list[Any]]:
	found: dict[str, list[Any]] = defaultdict(list)
	for link in gather.links_of_people(year, side, [row.name for row in people], until):
		found[link[side]].append(link)
	return found


def _completed_by(until: date, link: Any) -> bool:
	return is_completed(link) and bool(link.ended_on) and getdate(link.ended_on) <= until


def dated(year: SchemeYear, sentence: str) -> str:
	"""What is said of the figures, and of which day they are; of a year too young for any, from when on there are some."""
	until = told_until(year.today)
	if until < year.first:
		return _("Figures of {0} are shown from {1} on, when its first three months are over.").format(
			year.name, formatdate(add_months(year.first, 3))
		)
	as_it_was = _("As it was on {0}; the next three months are added when they are over.")
	return f"{sentence} {as_it_was.format(formatdate(until))}"


def lines(found: Iterable[Characteristic]) -> list[dict[str, Any]]:
	"""What is shown, a line for each group that may be, and one for those that are kept back together."""
	rows = []
	for each in found:
		names = sorted(
			each.shown.people, key=lambda name: (name in (NOT_TOLD, NOT_RECORDED), name.casefold())
		)
		rows += [_line(each, name) for name in names]
		if each.shown.hidden:
			people = "" if each.kept_back is None else str(each.kept_back)
			rows.append(_row(each, _("Groups too small to show"), people, ("", "", ""), ""))
	return rows


def _line(each: Characteristic, name: str) -> dict[str, Any]:
	people, parts = each.shown.people[name], each.shown.parts.get(name)
	shown = _(name) if name in (NOT_TOLD, NOT_RECORDED) else name
	days = str(each.days[name]) if name in each.days else ""
	if parts is None:
		return _row(each, shown, str(people), (_("too few"),) * 3, "")
	completed, matched = parts[0], parts[0] + parts[1]
	share = _("{0}%").format(share_of(matched, people)) if people else ""
	return _row(each, shown, str(people), (str(matched), share, str(completed)), days)


def _row(
	each: Characteristic, group: str, people: str, figures: tuple[str, str, str], days: str
) -> dict[str, Any]:
	matched, share, completed = figures
	return {
		"characteristic": _(each.label),
		"group": group,
		"people": people,
		"matched": matched,
		"share": share,
		"completed": completed,
		"days": days,
	}
