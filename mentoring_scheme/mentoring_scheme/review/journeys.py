"""How far each mentee has come, asked of the database: counted there, because there may be many."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any, NamedTuple

import frappe
from frappe.query_builder.functions import Count, Max, Min
from frappe.utils import cint
from pypika import Case
from pypika.functions import Coalesce
from pypika.queries import QueryBuilder, Table
from pypika.terms import Criterion, Term

from mentoring_scheme.access.listed import seen
from mentoring_scheme.access.terms import any_of
from mentoring_scheme.mentoring_scheme.day_terms import days_between
from mentoring_scheme.policy.ending import completed
from mentoring_scheme.policy.funnel import AWAY, BEGUN, STAGES, FunnelStage, Journey
from mentoring_scheme.policy.link_values import EndingKind
from mentoring_scheme.policy.months import Period
from mentoring_scheme.policy.referral import OfferAnswer
from mentoring_scheme.policy.states import LinkState

MENTEE, LINK = "Mentee", "Mentoring Link"
FACTS = ("offered", "accepted", "matched", "active", "completed", "away")


class Asked(NamedTuple):
	"""Of whom: the mentees referred in the period, in one scheme and for one kind of support where they are chosen."""

	period: Period
	scheme: str | None
	support_type: str | None


def counted(asked: Asked) -> tuple[Counter[Journey], dict[FunnelStage, Counter[int]]]:
	"""How many journeys there are of each kind, and for each stage how many took so many days to the next: one query."""
	way = _ways(asked).as_("way")
	steps = range(len(STAGES) - 1)
	took = [
		days_between(way[f"day_{place + 1}"], way[f"day_{place}"]).as_(f"took_{place}") for place in steps
	]
	facts = [way[name] for name in FACTS]
	rows = frappe.qb.from_(way).select(Count("*"), *facts, *took).groupby(*facts, *took).run()
	journeys: Counter[Journey] = Counter()
	days: dict[FunnelStage, Counter[int]] = defaultdict(Counter)
	for many, *said in rows:
		journeys[_journey(said[: len(FACTS)])] += many
		for stage, took_days in zip(STAGES[:-1], said[len(FACTS) :], strict=True):
			# days in the wrong order say nothing of how long it took
			if took_days is not None and took_days >= 0:
				days[stage][cint(took_days)] += many
	return journeys, days


def people(asked: Asked) -> list[tuple[Journey, Any]]:
	"""Each mentee with the journey so far, the longest on the way first: one query."""
	way = _ways(asked, named=True).as_("way")
	rows = frappe.qb.from_(way).select("*").orderby(way.day_0, way.name).run(as_dict=True)
	return [(_journey([row[name] for name in FACTS]), row) for row in rows]


def declined_matches(asked: Asked) -> int:
	"""How many links of these mentees were declined before support began."""
	link, mentee = frappe.qb.DocType(LINK), frappe.qb.DocType(MENTEE)
	chosen = frappe.qb.from_(mentee).select(mentee.name).where(_of(asked))
	query = frappe.qb.from_(link).select(Count("*")).where(seen(LINK))
	return query.where((link.status == LinkState.DECLINED.value) & link.mentee.isin(chosen)).run()[0][0]


def _journey(said: list[Any]) -> Journey:
	return Journey(*(bool(cint(each)) for each in said))


def _of(asked: Asked) -> Criterion:
	mentee = frappe.qb.DocType(MENTEE)
	found = seen(MENTEE, asked.scheme)
	found &= (mentee.referred_on >= asked.period.start) & (mentee.referred_on <= asked.period.end)
	return found & (mentee.support_type == asked.support_type) if asked.support_type else found


def _flag(*criteria: Criterion) -> Term:
	return Case().when(any_of(list(criteria)), 1).else_(0)


def _ways(asked: Asked, named: bool = False) -> QueryBuilder:
	"""A row for each mentee: what is recorded, and the day of each stage, `day_0` being that of the referral."""
	mentee, links = frappe.qb.DocType(MENTEE), _links().as_("links")
	accepted = mentee.offer_answer == OfferAnswer.ACCEPTED.value
	query = (
		frappe.qb.from_(mentee)
		.left_join(links)
		.on(links.mentee == mentee.name)
		.select(
			_flag(mentee.offered_on.isnotnull()).as_("offered"),
			_flag(accepted).as_("accepted"),
			_flag(links.mentee.isnotnull()).as_("matched"),
			_flag(links.active == 1).as_("active"),
			_flag(links.completed == 1).as_("completed"),
			_flag(mentee.status.isin(AWAY)).as_("away"),
			mentee.referred_on.as_("day_0"),
			mentee.offered_on.as_("day_1"),
			Case().when(accepted, mentee.offer_answered_on).as_("day_2"),
			links.matched_on.as_("day_3"),
			links.started_on.as_("day_4"),
			links.ended_on.as_("day_5"),
		)
		.where(_of(asked))
	)
	if not named:
		return query
	return query.select(
		mentee.name, mentee.participant_name, mentee.scheme, mentee.support_type, mentee.status,
		mentee.offer_answer, mentee.offer_reason, mentee.withdrawn_on, links.last_kind,
	)  # fmt: skip


def _completed(link: Table) -> Criterion:
	"""`policy.ending.completed` in SQL: in which states a link is that, by what is written of why it ended."""
	kind = Coalesce(link.ending_kind, "")
	return any_of(
		[
			(kind == (each.value if each else "")) & link.status.isin(states)
			for each in (None, *EndingKind)
			if (states := [state.value for state in LinkState if completed(each, state)])
		]
	)


def _links() -> QueryBuilder:
	"""What the links of each mentee say together; a link that was declined says nothing.

	A match that is dated after the start was written down later: when it was made is not known.
	"""
	link = frappe.qb.DocType(LINK)
	begun = link.status.isin(BEGUN)
	known = link.start_date.isnull() | (link.matched_on <= link.start_date)
	done = _completed(link)
	return (
		frappe.qb.from_(link)
		.select(
			link.mentee,
			Min(Case().when(known, link.matched_on)).as_("matched_on"),
			Min(Case().when(begun, link.start_date)).as_("started_on"),
			Min(Case().when(done, link.ended_on)).as_("ended_on"),
			Max(_flag(begun)).as_("active"),
			Max(_flag(done)).as_("completed"),
			Max(link.ending_kind).as_("last_kind"),
		)
		.where(seen(LINK) & (link.status != LinkState.DECLINED.value))
		.groupby(link.mentee)
	)
