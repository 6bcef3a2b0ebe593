"""Which active links may have something that waits, chosen by the database: never too few, and few too many.

What is chosen is only a guess from below at the day that each matter is about; the policy then says what it really is.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import groupby
from typing import Any

import frappe
from pypika import Case
from pypika.queries import Table
from pypika.terms import Criterion, CustomFunction, ExistsCriterion, Term

from mentoring_scheme.access.terms import any_of, nothing
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_version
from mentoring_scheme.mentoring_scheme.watching.values import (
	DAYS_OF_MONTH,
	SHORTER_BY,
	Watch,
	months_before,
)
from mentoring_scheme.policy.choices import RecordExpected, ReminderKind, Unit
from mentoring_scheme.policy.scheme import SchemePolicy

TO_THE_SLOT = 3  # days by which an agreed weekday may come earlier
NEVER = 1_000_000
TOOK_PLACE = "Took place"

days_between = CustomFunction("DATEDIFF", ["later", "earlier"])


def candidates(watch: Watch) -> list[str]:
	"""The names of the active links that may have something that waits; two queries."""
	link = frappe.qb.DocType("Mentoring Link")
	agreement = frappe.qb.DocType("Mentoring Agreement")
	versions = _versions(watch)
	if not versions:
		return []
	query = (
		frappe.qb.from_(link)
		.left_join(agreement)
		.on((agreement.link == link.name) & (agreement.docstatus == 1))
		.select(link.name)
		.distinct()
		.where(link.status == "Active")
		.where(link.start_date.isnotnull())
		.where(
			any_of(
				[
					_contact(link, agreement, versions, watch),
					_monthly_record(link, versions, watch),
					_unfinished_record(link, versions, watch),
					_call(link, versions, watch),
					_review(link, versions, watch),
					_end(link, watch),
				]
			)
		)
	)
	for condition in watch.of_links(link.name):
		query = query.where(condition)
	return query.orderby(link.name).run(pluck=True)


def uncalled(record: Table) -> Criterion:
	"""Contacts after which nobody of staff has spoken to the mentor: neither about it, nor in general since."""
	note = frappe.qb.DocType("Mentoring Support Note").as_("call_note")
	of_it = note.contact_record == record.name
	since = note.contact_record.isnull() & (note.note_date >= record.contact_date)
	called = (
		frappe.qb.from_(note)
		.select(note.name)
		.where((note.link == record.link) & (note.kind == "Call after a contact") & (of_it | since))
	)
	return took_place(record) & ExistsCriterion(called).negate()


def took_place(record: Table) -> Criterion:
	return (record.outcome == TOOK_PLACE) & (record.docstatus < 2)


def _versions(watch: Watch) -> list[tuple[str, SchemePolicy]]:
	"""The policies that active links were agreed under."""
	link = frappe.qb.DocType("Mentoring Link")
	query = frappe.qb.from_(link).select(link.policy_version).distinct()
	query = query.where((link.status == "Active") & link.scheme.isin(list(watch.policies) or [""]))
	return [(name, policy_of_version(name)) for name in sorted(filter(None, query.run(pluck=True)))]


def _agreed_under(
	link: Table, versions: list[tuple[str, SchemePolicy]], wanted: Callable[[SchemePolicy], bool]
) -> Criterion:
	names = [name for name, policy in versions if wanted(policy)]
	return link.policy_version.isin(names) if names else nothing()


def _no_contact_within(link: Table, days: Term | int, until: date) -> Criterion:
	"""That neither the start nor a contact lies so near to the day."""
	record = frappe.qb.DocType("Contact Record").as_("near_record")
	near = (
		frappe.qb.from_(record)
		.select(record.name)
		.where((record.link == link.name) & took_place(record))
		.where(days_between(until, record.contact_date) < days)
	)
	return (days_between(until, link.start_date) >= days) & ExistsCriterion(near).negate()


def _contact(
	link: Table, agreement: Table, versions: list[tuple[str, SchemePolicy]], watch: Watch
) -> Criterion:
	interval = Case()
	months = agreement.contact_unit == Unit.MONTHS.value
	interval = interval.when((agreement.contact_every > 0) & months, _months(agreement.contact_every))
	interval = interval.when(agreement.contact_every > 0, agreement.contact_every * 7)
	for days, names in _by_interval(versions):
		interval = interval.when(link.policy_version.isin(names), days)
	shortest = interval.else_(NEVER) - TO_THE_SLOT
	return watch.up_to(link, ReminderKind.CONTACT, lambda until: _no_contact_within(link, shortest, until))


def _by_interval(versions: list[tuple[str, SchemePolicy]]) -> list[tuple[int, list[str]]]:
	found = sorted((_interval(policy), name) for name, policy in versions)
	return [(days, [name for _d, name in group]) for days, group in groupby(found, key=lambda pair: pair[0])]


def _interval(policy: SchemePolicy) -> int:
	if not policy.contact_every:
		return NEVER
	return policy.contact_every * 7 if policy.contact_unit is Unit.WEEKS else _months(policy.contact_every)


def _months(number: Any) -> Any:
	return number * DAYS_OF_MONTH - SHORTER_BY


def _monthly_record(link: Table, versions: list[tuple[str, SchemePolicy]], watch: Watch) -> Criterion:
	asked = _agreed_under(link, versions, lambda each: each.record_expected is RecordExpected.MONTHLY)
	return asked & watch.up_to(
		link, ReminderKind.RECORD, lambda until: _no_contact_within(link, _months(1), until)
	)


def _unfinished_record(link: Table, versions: list[tuple[str, SchemePolicy]], watch: Watch) -> Criterion:
	asked = _agreed_under(link, versions, lambda each: each.record_expected is RecordExpected.EACH_CONTACT)
	record = frappe.qb.DocType("Contact Record").as_("draft_record")
	drafts = (
		frappe.qb.from_(record)
		.select(record.name)
		.where((record.link == link.name) & took_place(record) & (record.status == "Draft"))
	)
	return asked & watch.up_to(
		link,
		ReminderKind.RECORD,
		lambda until: ExistsCriterion(drafts.where(record.contact_date <= until)),
	)


def _call(link: Table, versions: list[tuple[str, SchemePolicy]], watch: Watch) -> Criterion:
	asked = _agreed_under(link, versions, lambda each: each.staff_call_after_contact)
	record = frappe.qb.DocType("Contact Record").as_("uncalled_record")
	of_link = frappe.qb.from_(record).select(record.name).where((record.link == link.name) & uncalled(record))
	return asked & watch.up_to(
		link,
		ReminderKind.STAFF_CALL,
		lambda until: ExistsCriterion(of_link.where(record.contact_date <= until)),
	)


def _review(link: Table, versions: list[tuple[str, SchemePolicy]], watch: Watch) -> Criterion:
	review = frappe.qb.DocType("Mentoring Link Review").as_("near_review")

	def none_within(months: int, until: date) -> Criterion:
		bound = months_before(until, months)
		near = (
			frappe.qb.from_(review)
			.select(review.name)
			.where((review.parent == link.name) & (review.parenttype == "Mentoring Link"))
			.where((review.held_on > bound) & (review.held_on <= watch.day))
		)
		return (link.start_date <= bound) & ExistsCriterion(near).negate()

	asked = [
		((link.policy_version == name) & (link.support_type == each.support_type), each.review_every_months)
		for name, policy in versions
		for each in policy.support_types
		if each.review_every_months
	]
	return watch.up_to(
		link,
		ReminderKind.REVIEW,
		lambda until: any_of([those & none_within(months, until) for those, months in asked]),
	)


def _end(link: Table, watch: Watch) -> Criterion:
	ends = [
		watch.up_to(link, kind, lambda until: link.planned_end <= until)
		for kind in (ReminderKind.PLANNED_END, ReminderKind.EXTENSION)
	]
	return any_of([*ends, link.scheme.isin(list(watch.policies)) & (link.planned_end <= watch.day)])
