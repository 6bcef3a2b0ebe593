"""Matching on a site with many people: a shortlist beside an ordinary form load, and a round; and whether queries grow.

Run with the Python of a bench: `make benchmark`, or
    env/bin/python <checkout>/benchmarks/matching_site.py --site mentoring.test
What matters is how many forms could be loaded in the time of a shortlist, and that the number of queries stays the same
when there are ten times as many people. Nothing is kept: the people are made in a transaction that is rolled back.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import frappe
import on_site
from frappe.desk.form.load import getdoc
from frappe.utils import now
from matching import AREAS, VALUES, Cast

from mentoring_scheme.mentoring_scheme.matching import api
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_scheme
from mentoring_scheme.policy.choices import Criterion
from mentoring_scheme.policy.matching import MenteeCase, MentorCase, Person, Place

CORE = ("name", "creation", "modified", "owner", "modified_by")
CHILD = (*CORE, "parent", "parenttype", "parentfield", "idx")
TIMES = 3  # each is measured so often, and the shortest counts


@dataclass
class Measured:
	"""One thing done: seconds, those that Python itself was at work, and queries that the database counted."""

	name: str
	seconds: float
	processor: float
	queries: int
	result: Any


def measure(name: str, act: Callable[[], Any], times: int = TIMES) -> Measured:
	act()  # warm: metadata and the policy are in the cache
	runs = []
	for _run in range(times):
		before, start, busy = on_site.questions(), time.perf_counter(), time.process_time()
		result = act()
		seconds, processor = time.perf_counter() - start, time.process_time() - busy
		runs.append(Measured(name, seconds, processor, on_site.questions() - before - 1, result))
	return min(runs, key=lambda run: run.seconds)


class Tables:
	"""A scheme whose people are written straight to the tables."""

	def __init__(self, name: str) -> None:
		self.name = name
		self.stamp = now()
		self.scheme = frappe.get_doc(
			{"doctype": "Mentoring Scheme", "scheme_name": f"{name} scheme", "preset": "afc-fostering"}
		)
		self.scheme.insert()

	def fill(self, mentees: int, mentors: int) -> None:
		cast = Cast(policy_of_scheme(self.scheme.name), seed=1)
		found, others = cast.mentees(mentees), cast.mentors(mentors)
		self._participants([each.person for each in (*found, *others)])
		self._mentees(found)
		self._mentors(others)

	def _participants(self, people: Sequence[Person]) -> None:
		fields = ("participant_name", "household", "date_of_birth", "area", "location")
		self._insert(
			"Mentoring Participant",
			fields,
			(
				(
					self._key(each.participant),
					each.participant,
					None,
					each.born_on,
					each.area,
					located(each.place),
				)
				for each in people
			),
		)
		self._children(
			"Mentoring Approval",
			"Mentoring Participant",
			"approvals",
			("approval_type", "approved_on", "level"),
			(
				(self._key(each.participant), kind, "2020-01-01", 2)
				for each in people
				for kind in each.approval_types
			),
		)
		self._children(
			"Mentoring Attribute Row",
			"Mentoring Participant",
			"attributes",
			("attribute",),
			(
				(self._key(each.participant), f"{kind}: {value}")
				for each in people
				for kind, values in each.attributes.items()
				for value in values
			),
		)

	def _mentees(self, cases: Sequence[MenteeCase]) -> None:
		self._insert(
			"Mentee",
			(
				"participant",
				"participant_name",
				"scheme",
				"status",
				"support_type",
				"mentor_choice",
				"waiting_since",
			),
			(
				(
					self._key(each.key),
					self._key(each.person.participant),
					each.person.participant,
					self.scheme.name,
					"Waiting",
					self.scheme.support_types[0].support_type,
					"No preference",
					each.waiting_since,
				)
				for each in cases
			),
		)
		self._children(
			"Mentoring Attribute Row",
			"Mentee",
			"topics",
			("attribute",),
			(
				(self._key(each.key), f"{Criterion.EXPERTISE}: {topic}")
				for each in cases
				for topic in each.topics
			),
		)

	def _mentors(self, cases: Sequence[MentorCase]) -> None:
		self._insert(
			"Mentor",
			(
				"participant",
				"participant_name",
				"scheme",
				"stage",
				"kind",
				"capacity",
				"commitment_confirmed",
				"approved_on",
			),
			(
				(
					self._key(each.key),
					self._key(each.person.participant),
					each.person.participant,
					self.scheme.name,
					each.stage.value,
					each.kind.value,
					each.places,
					"Yes",
					"2024-01-01",
				)
				for each in cases
			),
		)
		self._children(
			"Mentor Training",
			"Mentor",
			"trainings",
			("training", "mandatory", "due_on", "attended_on"),
			((self._key(each.key), "Core skills", 1, "2026-02-01", "2026-01-10") for each in cases),
		)

	def _key(self, key: str) -> str:
		return f"{self.name} {key}"

	def _insert(self, doctype: str, fields: Iterable[str], rows: Iterable[tuple[Any, ...]]) -> None:
		insert(doctype, fields, rows, self.stamp)

	def _children(
		self,
		doctype: str,
		parenttype: str,
		field: str,
		fields: Iterable[str],
		rows: Iterable[tuple[Any, ...]],
	) -> None:
		whole = (
			(f"{self.name} {field} {number}", *self._core(), parent, parenttype, field, number, *values)
			for number, (parent, *values) in enumerate(rows, 1)
		)
		frappe.db.bulk_insert(doctype, (*CHILD, *fields), whole)

	def _core(self) -> tuple[str, ...]:
		return self.stamp, self.stamp, "Administrator", "Administrator"


def insert(doctype: str, fields: Iterable[str], rows: Iterable[tuple[Any, ...]], stamp: str) -> None:
	core = (stamp, stamp, "Administrator", "Administrator")
	frappe.db.bulk_insert(doctype, (*CORE, *fields), ((name, *core, *values) for name, *values in rows))


def located(place: Place | None) -> str | None:
	if place is None:
		return None
	point = {"type": "Point", "coordinates": [place.longitude, place.latitude]}
	feature = {"type": "Feature", "properties": {}, "geometry": point}
	return json.dumps({"type": "FeatureCollection", "features": [feature]})


def make_lists() -> None:
	"""The attributes and areas that the people of every size share."""
	stamp = now()
	attributes = [(str(kind), value) for kind, values in VALUES.items() for value in values]
	insert(
		"Mentoring Attribute",
		("kind", "attribute"),
		((f"{kind}: {value}", kind, value) for kind, value in attributes),
		stamp,
	)
	insert(
		"Mentoring Area",
		("area_name", "location"),
		((name, name, located(place)) for name, place in AREAS),
		stamp,
	)


def load_form(name: str) -> None:
	frappe.local.response = frappe._dict(docs=[])
	getdoc("Mentee", name)


def work_out(scheme: str) -> Any:
	found = frappe.get_doc({"doctype": "Mentoring Matching Round", "scheme": scheme}).insert()
	found.work_out()
	return found


def a_shortlist(mentors: int) -> tuple[Measured, Measured]:
	tables = Tables(f"Among {mentors}")
	tables.fill(1, mentors)
	(mentee,) = frappe.get_all("Mentee", {"scheme": tables.scheme.name}, pluck="name")
	return (
		measure("an ordinary form load (Mentee)", lambda: load_form(mentee)),
		measure(f"a shortlist among {mentors} mentors", lambda: api.shortlist(mentee)),
	)


def a_round(mentees: int, mentors: int) -> Measured:
	tables = Tables(f"For {mentees}")
	tables.fill(mentees, mentors)
	what = f"a round of {mentees} mentees and {mentors} mentors"
	return measure(what, lambda: work_out(tables.scheme.name), times=1)


def report(shortlists: list[Measured], rounds: list[Measured], form: Measured) -> None:
	print(f"\n{'':48}{'seconds':>10}{'of Python':>11}{'queries':>10}")
	for each in (form, *shortlists, *rounds):
		print(f"{each.name:48}{each.seconds:10.3f}{each.processor:11.3f}{each.queries:10d}")
	print(
		f"\nratio, shortlist / form load: {', '.join(f'{each.seconds / form.seconds:.1f}' for each in shortlists)}"
	)
	for what, (small, large) in (("shortlist", shortlists), ("round", rounds)):
		print(f"more queries of the larger {what}: {large.queries - small.queries}")
	found = rounds[-1].result
	print(
		f"matched in the larger round: {found.matched} of {found.mentees_waiting}, free places {found.places_free}\n"
	)


def main() -> None:
	line = on_site.parser(__doc__)
	line.add_argument("--mentors", type=int, default=10_000, help="among whom a shortlist is made")
	line.add_argument("--mentees", type=int, default=1_000, help="in a round")
	line.add_argument("--round-mentors", type=int, default=2_200, help="in a round; 3,000 places or so")
	options = line.parse_args()
	with on_site.connected(options.site, options.bench):
		make_lists()
		(_form, short), (form, long) = (a_shortlist(options.mentors // part) for part in (10, 1))
		rounds = [a_round(options.mentees // part, options.round_mentors // part) for part in (10, 1)]
		report([short, long], rounds, form)


if __name__ == "__main__":
	main()
