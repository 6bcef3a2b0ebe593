"""The months of links and what was done in them, asked of the database; what is met, the policy says.

Contact records are counted in the database: there may be a million. Whoever sees a link may see that contact was
expected and took place, as on its form; what was said is not read here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import frappe
from frappe.query_builder.functions import Count, Max, Sum
from frappe.utils import cint
from pypika import Case
from pypika.terms import Criterion, CustomFunction, ExistsCriterion, Term

from mentoring_scheme.access.listed import seen
from mentoring_scheme.mentoring_scheme.day_terms import day_of_month, month_end, month_of
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_version
from mentoring_scheme.mentoring_scheme.watching.link_candidates import took_place
from mentoring_scheme.policy import compliance
from mentoring_scheme.policy.choices import Unit
from mentoring_scheme.policy.compliance import Tally, first_day, last_day
from mentoring_scheme.policy.months import Period
from mentoring_scheme.policy.scheme import SchemePolicy

LINK, RECORD, AGREEMENT = "Mentoring Link", "Contact Record", "Mentoring Agreement"
MOST = 31  # contacts in a span beyond which it is all the same
FOR_EVER = 1_000_000  # a month that no calendar has

floor, least = (
	CustomFunction("FLOOR", ["number"]),
	CustomFunction("LEAST", ["one", "other"]),
)


class Terms(NamedTuple):
	"""What a link was agreed under: a version of the policy, and what the pair agreed for themselves."""

	version: str
	every: int
	unit: str


class Expected(NamedTuple):
	"""What is expected by these terms, and in how many months."""

	policy: SchemePolicy
	rhythm: compliance.Rhythm | None
	months: int

	@classmethod
	def by(cls, terms: Terms) -> Expected:
		policy = policy_of_version(terms.version)
		rhythm = compliance.rhythm(policy, terms.every, Unit(terms.unit or Unit.WEEKS))
		return cls(policy, rhythm, compliance.span_of(rhythm))


@dataclass
class Measured:
	"""What was asked for and met, of one month or of one mentor."""

	contact: Tally = field(default_factory=Tally)
	records: Tally = field(default_factory=Tally)
	supervision: Tally = field(default_factory=Tally)


@dataclass(frozen=True)
class Measuring:
	"""What is measured: whole months, from the first to the last, by month or by mentor."""

	first: int
	last: int
	scheme: str | None
	by_mentor: bool

	@cached_property
	def links(self) -> list[Any]:
		"""The links that the reader sees and that ran in one of the months."""
		link, agreement = frappe.qb.DocType(LINK), frappe.qb.DocType(AGREEMENT)
		query = (
			frappe.qb.from_(link)
			.left_join(agreement)
			.on((agreement.link == link.name) & (agreement.docstatus == 1))
			.select(link.name, link.mentor, link.start_date, link.ended_on, *_terms(link, agreement))
			.where(self._chosen())
		)
		return query.run(as_dict=True)

	@cached_property
	def expected(self) -> dict[Terms, Expected]:
		"""What is expected of the links, by their terms: few, however many links there are."""
		return {terms: Expected.by(terms) for terms in {_terms_of(row) for row in self.links}}

	def _chosen(self) -> Criterion:
		link = frappe.qb.DocType(LINK)
		ran = (link.start_date <= last_day(self.last)) & link.policy_version.isnotnull()
		ran &= link.ended_on.isnull() | (link.ended_on >= first_day(self.first))
		return seen(LINK, self.scheme) & ran

	def count_contact(self, found: dict[Any, Measured]) -> None:
		"""What was held, span by span, and the spans without a contact: three queries, however many records there are."""
		left = self._spans()
		for key, *terms, contacts, unwritten, spans in self._held():
			of = Terms(*terms)
			left[key, of] -= spans
			_count(found[key], self.expected[of], cint(contacts), cint(unwritten), spans)
		for (key, of), spans in left.items():
			_count(found[key], self.expected[of], 0, 0, spans)

	def _spans(self) -> dict[tuple[Any, Terms], int]:
		"""How many spans are asked for, by month or mentor and by what is expected in them."""
		suspended = self._suspensions()
		asked: dict[tuple[Any, Terms], int] = defaultdict(int)
		for row in self.links:
			terms = _terms_of(row)
			length = self.expected[terms].months
			ends = compliance.spans_asked(
				row.start_date, row.ended_on, suspended[row.name], length, (self.first, self.last)
			)
			for end in ends:
				asked[row.mentor if self.by_mentor else end, terms] += 1
		return asked

	def _suspensions(self) -> dict[str, list[Period]]:
		link, suspension = frappe.qb.DocType(LINK), frappe.qb.DocType("Mentoring Suspension")
		query = (
			frappe.qb.from_(suspension)
			.join(link)
			.on((link.name == suspension.parent) & (suspension.parenttype == LINK))
			.select(suspension.parent, suspension.from_date, suspension.to_date)
			.where(self._chosen() & suspension.from_date.isnotnull())
		)
		found: dict[str, list[Period]] = defaultdict(list)
		for parent, start, end in query.run():
			found[parent].append(Period(start, end if end is None else max(start, end)))
		return found

	def _held(self) -> list[Any]:
		"""Of the spans with a contact that are asked for: how many had so many contacts, and so many not written up."""
		span = self._spans_with_contact().as_("span")
		key = span.mentor if self.by_mentor else span.last_month
		values = [
			key, span.policy_version, span.every, span.unit, least(span.contacts, MOST), least(span.unwritten, 1),
		]  # fmt: skip
		query = frappe.qb.from_(span).select(*values, Count("*"))
		query = query.where((span.last_month >= self.first) & (span.last_month <= self.last))
		query = query.where(span.last_month <= span.until).where(_suspended(span).negate())
		return query.groupby(*values).run()

	def _spans_with_contact(self) -> Any:
		"""A row for each span of a link in which there was a contact: as many as there are months of links at most."""
		link, record = frappe.qb.DocType(LINK), frappe.qb.DocType(RECORD)
		agreement = frappe.qb.DocType(AGREEMENT)
		first, until = _whole_months(link)
		length = self._length(link, agreement)
		number = floor((month_of(record.contact_date) - first) / length)
		longest = max((each.months for each in self.expected.values()), default=1)
		return (
			frappe.qb.from_(record)
			.join(link)
			.on(link.name == record.link)
			.left_join(agreement)
			.on((agreement.link == link.name) & (agreement.docstatus == 1))
			.select(
				link.name.as_("link"),
				link.mentor,
				*_terms(link, agreement),
				Max(first + (number + 1) * length - 1).as_("last_month"),
				Max(length).as_("months"),
				Max(until).as_("until"),
				Count("*").as_("contacts"),
				Sum(Case().when(record.status == "Draft", 1).else_(0)).as_("unwritten"),
			)
			.where(took_place(record) & self._chosen())
			.where(record.contact_date >= first_day(self.first - longest + 1))
			.where(record.contact_date <= last_day(self.last))
			.where(month_of(record.contact_date) >= first)
			.groupby(link.name, number)
		)

	def _length(self, link: Any, agreement: Any) -> Any:
		"""The months of a span in SQL: one, but for links of which less is expected."""
		longer = Case()
		several = [(terms, each.months) for terms, each in self.expected.items() if each.months > 1]
		for terms, months in several:
			same = link.policy_version == terms.version
			agreed = (agreement.contact_every == terms.every) & (agreement.contact_unit == terms.unit)
			alone = agreement.contact_every.isnull() | (agreement.contact_every == 0)
			longer = longer.when(same & (agreed if terms.every else alone), months)
		return longer.else_(1) if several else Term.wrap_constant(1)


def _terms_of(row: Any) -> Terms:
	return Terms(row.policy_version, cint(row.every), row.unit)


def _count(found: Measured, of: Expected, contacts: int, unwritten: int, spans: int) -> None:
	if of.rhythm:
		found.contact.count(compliance.contact_met(contacts, of.rhythm), spans)
	met = compliance.records_met(of.policy, contacts, unwritten, of.months)
	if met is not None:
		found.records.count(met, spans)


def _terms(link: Any, agreement: Any) -> Sequence[Any]:
	every = Case().when(agreement.contact_every > 0, agreement.contact_every).else_(0).as_("every")
	unit = Case().when(agreement.contact_every > 0, agreement.contact_unit).else_("").as_("unit")
	return link.policy_version, every, unit


def _whole_months(link: Any) -> tuple[Any, Any]:
	"""`policy.compliance.whole_months` in SQL."""
	begun_late = Case().when(day_of_month(link.start_date) > 1, 1).else_(0)
	ended_soon = Case().when(link.ended_on < month_end(link.ended_on), 1).else_(0)
	until = Case().when(link.ended_on.isnull(), FOR_EVER)
	until = until.else_(month_of(link.ended_on) - ended_soon)
	return month_of(link.start_date) + begun_late, until


def _suspended(span: Any) -> Criterion:
	suspension = frappe.qb.DocType("Mentoring Suspension")
	begins = month_of(suspension.from_date) <= span.last_month
	ends = suspension.to_date.isnull() | (month_of(suspension.to_date) > span.last_month - span.months)
	of_link = (suspension.parent == span.link) & (suspension.parenttype == LINK)
	return ExistsCriterion(frappe.qb.from_(suspension).select(suspension.name).where(of_link & begins & ends))
