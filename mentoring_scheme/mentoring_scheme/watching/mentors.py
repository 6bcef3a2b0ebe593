"""The training and the checks of mentors that are due or run out (R9, R12)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any

import frappe
from frappe.query_builder.functions import Cast, Count
from frappe.utils import create_batch
from pypika.queries import QueryBuilder, Table
from pypika.terms import Criterion, ExistsCriterion

from mentoring_scheme.access.terms import any_of
from mentoring_scheme.mentoring_scheme.doctype.mentor.facts import (
	CHECK_FIELDS,
	check_of,
	course_of,
	facts_from,
)
from mentoring_scheme.mentoring_scheme.watching.links import AT_A_TIME
from mentoring_scheme.mentoring_scheme.watching.values import Found, Watch, months_before, or_logged
from mentoring_scheme.policy.choices import ReminderKind
from mentoring_scheme.policy.matters_of_papers import of_mentor
from mentoring_scheme.policy.scheme import RequiredCheck, TrainingRequirement
from mentoring_scheme.policy.states import Stage
from mentoring_scheme.policy.training import YEAR

SUPPORTING = (Stage.APPROVED.value, Stage.ACTIVE.value)
TRAINING_FIELDS = ["parent", "training", "mandatory", "due_on", "attended_on"]


def of_mentors(watch: Watch) -> list[Found]:
	"""Training and checks of mentors who are approved or active."""
	return [found for names in create_batch(_candidates(watch), AT_A_TIME) for found in _of(names, watch)]


def _of(names: Sequence[str], watch: Watch) -> Iterator[Found]:
	mentors = frappe.get_all(
		"Mentor",
		filters={"name": ["in", names]},
		fields=["name", "scheme", "participant", "commitment_confirmed", "approved_on"],
		order_by="name",
	)
	trainings = _by(
		"parent", "Mentor Training", TRAINING_FIELDS, {"parent": ["in", names], "parenttype": "Mentor"}
	)
	checks = _by("mentor", "Mentor Check", ["mentor", *CHECK_FIELDS], {"mentor": ["in", names]})
	for mentor in mentors:
		facts = facts_from(
			mentor, (), (), map(course_of, trainings[mentor.name]), map(check_of, checks[mentor.name])
		)
		decide = partial(_decide, facts=facts, watch=watch)
		for matter in or_logged(decide, mentor, "Mentor", mentor.name):
			yield Found(matter, mentor.scheme, mentor=mentor.participant)


def _decide(mentor: Any, facts: Any, watch: Watch) -> list[Any]:
	return of_mentor(mentor.name, facts, watch.policies[mentor.scheme], watch.day)


def _by(key: str, doctype: str, fields: list[str], filters: dict[str, Any]) -> dict[str, list[Any]]:
	rows: dict[str, list[Any]] = defaultdict(list)
	for row in frappe.get_all(doctype, filters=filters, fields=fields, order_by="name"):
		rows[row[key]].append(row)
	return rows


def _candidates(watch: Watch) -> list[str]:
	"""Mentors who may have something due: one query. Names of courses and checks are compared byte by byte."""
	mentor = frappe.qb.DocType("Mentor")
	query = (
		frappe.qb.from_(mentor)
		.select(mentor.name)
		.where(mentor.stage.isin(SUPPORTING))
		.where(
			watch.of_each(mentor, ReminderKind.TRAINING, partial(_untrained, mentor, watch))
			| watch.of_each(mentor, ReminderKind.CHECK, partial(_unchecked, mentor, watch))
		)
	)
	return query.orderby(mentor.name).run(pluck=True)


def _untrained(mentor: Table, watch: Watch, scheme: str, until: date) -> Criterion:
	policy, row = watch.policies[scheme], frappe.qb.DocType("Mentor Training").as_("course")
	courses = (
		frappe.qb.from_(row)
		.select(row.name)
		.where((row.parent == mentor.name) & (row.parenttype == "Mentor"))
	)
	agreed = ExistsCriterion(
		courses.where((row.mandatory == 1) & row.attended_on.isnull() & (row.due_on <= until))
	)
	asked = [_requirement_open(courses, row, each, until) for each in policy.training_requirements]
	if policy.training_per_year:
		asked.append(_year_short(mentor, row, policy.training_per_year, until))
	return any_of([agreed, *[mentor.approved_on.isnotnull() & each for each in asked]])


def _requirement_open(
	courses: QueryBuilder, row: Table, asked: TrainingRequirement, until: date
) -> Criterion:
	attended = courses.where((Cast(row.training, "BINARY") == asked.training) & row.attended_on.isnotnull())
	if asked.every_months:
		attended = attended.where(row.attended_on > months_before(until, asked.every_months))
	return ExistsCriterion(attended).negate()


def _year_short(mentor: Table, row: Table, asked: int, until: date) -> Criterion:
	"""Fewer trainings than asked in the year before, by somebody who was approved before it."""
	bound = months_before(until, YEAR)
	attended = (
		frappe.qb.from_(row)
		.select(Count("*"))
		.where((row.parent == mentor.name) & (row.parenttype == "Mentor") & (row.attended_on > bound))
	)
	return (mentor.approved_on <= bound) & (attended < asked)


def _unchecked(mentor: Table, watch: Watch, scheme: str, until: date) -> Criterion:
	return any_of([_runs_out(mentor, each, until) for each in watch.policies[scheme].required_checks])


def _runs_out(mentor: Table, asked: RequiredCheck, until: date) -> Criterion:
	"""That a check of the kind runs out, and none was issued later."""
	check = frappe.qb.DocType("Mentor Check").as_("last_check")
	later = frappe.qb.DocType("Mentor Check").as_("later_check")
	newer = (
		frappe.qb.from_(later)
		.select(later.name)
		.where((later.mentor == mentor.name) & (later.issued_on > check.issued_on))
		.where(Cast(later.check_kind, "BINARY") == asked.check)
	)
	ends = check.expires_on <= until
	if asked.valid_months:
		bound = months_before(until, asked.valid_months)
		ends = ends | (check.expires_on.isnull() & (check.issued_on <= bound))
	ending = (
		frappe.qb.from_(check)
		.select(check.name)
		.where((check.mentor == mentor.name) & (Cast(check.check_kind, "BINARY") == asked.check) & ends)
	)
	return ExistsCriterion(ending.where(ExistsCriterion(newer).negate()))
