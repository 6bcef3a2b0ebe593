"""What a scheme's year is told by, as far as the reader may see it: one list for each kind of record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

import frappe
from frappe.query_builder.functions import Count
from frappe.utils import getdate

from mentoring_scheme.access.listed import ALL, seen
from mentoring_scheme.mentoring_scheme.review.years import SchemeYear
from mentoring_scheme.mentoring_scheme.watching.link_candidates import TOOK_PLACE
from mentoring_scheme.policy.choices import AskedOf, QuestionKind, RatingOf
from mentoring_scheme.policy.feedback import Occasion
from mentoring_scheme.policy.ratings import Pair, Rated, paired
from mentoring_scheme.policy.states import ENDED, LinkState

DECLINED = LinkState.DECLINED.value
PERSON = {"Mentor": "mentor_participant", "Mentee": "mentee_participant"}
LIFE_FIELDS = ("status", "start_date", "ended_on", "ending_kind")


def listed(doctype: str, filters: dict[str, Any] | list[Any], *fields: str, **more: Any) -> list[Any]:
	"""The records that the reader sees, all of them."""
	return frappe.get_list(
		doctype, filters=filters, fields=list(fields), limit_page_length=ALL, **{"order_by": "name", **more}
	)


def links_of(year: SchemeYear, others: Iterable[str] = ()) -> list[Any]:
	"""The links that started or ended in the year, and others by name, such as those that were followed up in it."""
	of_year = [["start_date", *year.period], ["ended_on", *year.period], ["name", "in", list(others)]]
	return listed(
		"Mentoring Link", {"scheme": year.scheme}, "name", *LIFE_FIELDS, *PERSON.values(), or_filters=of_year
	)


def links_of_people(year: SchemeYear, side: str, names: list[str], until: date) -> list[Any]:
	"""The links of these mentees or mentors whose support had started by that day, in whatever year."""
	filters = [
		["scheme", "=", year.scheme],
		[side, "in", names],
		["start_date", "is", "set"],
		["start_date", "<=", until],
		["status", "!=", DECLINED],
	]
	return listed("Mentoring Link", filters, side, *LIFE_FIELDS)


def mentees_of(year: SchemeYear) -> list[Any]:
	"""The mentees referred in the year."""
	fields = (
		"name",
		"participant",
		"status",
		"referred_on",
		"offered_on",
		"offer_answer",
		"offer_answered_on",
	)
	return listed("Mentee", {"scheme": year.scheme, "referred_on": year.period}, *fields)


def mentors_of(year: SchemeYear) -> list[Any]:
	"""The mentors who applied in the year."""
	filters = {"scheme": year.scheme, "applied_on": year.period}
	return listed("Mentor", filters, "name", "participant", "stage", "applied_on", "approved_on")


def contacts_of(year: SchemeYear) -> tuple[Counter[date], int]:
	"""The contacts of the year that took place, by month, and how many were recorded that did not.

	Counted by the database, because there may be many; drafts and what was cancelled are no records.
	"""
	record = frappe.qb.DocType("Contact Record")
	query = frappe.qb.from_(record).select(record.contact_date, record.outcome, Count("*"))
	query = query.where(
		seen("Contact Record", year.scheme) & (record.status != "Draft") & (record.docstatus < 2)
	)
	query = query.where((record.contact_date >= year.first) & (record.contact_date <= year.last))
	by_month: Counter[date] = Counter()
	none_held = 0
	for day, outcome, number in query.groupby(record.contact_date, record.outcome).run():
		if outcome == TOOK_PLACE:
			by_month[day.replace(day=1)] += number
		else:
			none_held += number
	return by_month, none_held


def ended_in(links: list[Any], year: SchemeYear) -> list[Any]:
	"""Those of the links that ended in the year."""
	return [link for link in links if link.status in ENDED and in_year(link.ended_on, year)]


def in_year(day: Any, year: SchemeYear) -> bool:
	"""Whether a day lies in the year; what has no day does not."""
	return bool(day) and year.first <= getdate(day) <= year.last


def follow_ups_of(year: SchemeYear) -> list[Any]:
	"""The follow-ups that fell due in the year and by today."""
	until = min(year.last, year.today)
	filters = {"scheme": year.scheme, "due_on": ("between", (year.first, until))}
	fields = ("link", "asked_of", "months", "status", "still_in_role", "placement")
	return listed("Mentoring Follow Up", filters, *fields)


def with_people(follow_ups: list[Any], links: list[Any]) -> list[Any]:
	"""Those of the follow-ups whose link the reader sees, each with its `person`."""
	people = {link.name: link for link in links}
	rows = [row for row in follow_ups if row.link in people]
	for row in rows:
		row.person = people[row.link][PERSON[row.asked_of]]
	return rows


def answers_of(year: SchemeYear, links: list[Any]) -> tuple[list[Pair], list[tuple[str, str, int]]]:
	"""The self-ratings of the links that ended in the year, paired, and (side, person, score) of their feedback at the end."""
	ended = {link.name: link for link in ended_in(links, year)}
	forms = {
		form.name: form
		for form in listed(
			"Mentoring Feedback",
			{
				"link": ["in", list(ended)],
				"occasion": ["!=", Occasion.MIDWAY.value],
				"given_on": ["is", "set"],
			},
			*("name", "link", "given_by", "occasion"),
		)
	}
	rated, scores = [], []
	for row in _answers(list(forms)):
		form = forms[row.parent]
		person, at_start = ended[form.link][PERSON[form.given_by]], form.occasion == Occasion.START.value
		if row.self_rating:
			side, about = AskedOf(form.given_by), RatingOf(row.self_rating)
			rated.append(Rated(form.link, person, side, about, row.question, at_start, row.score))
		elif not at_start:
			scores.append((form.given_by, person, row.score))
	return paired(rated), scores


def _answers(forms: list[str]) -> list[Any]:
	return listed(
		"Mentoring Feedback Answer",
		{
			"parenttype": "Mentoring Feedback",
			"parent": ["in", forms],
			"kind": QuestionKind.SCALE.value,
			"score": [">", 0],
		},
		*("parent", "question", "score", "self_rating"),
		parent_doctype="Mentoring Feedback",
		order_by="parent, idx",
	)
