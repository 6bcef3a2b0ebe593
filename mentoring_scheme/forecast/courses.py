"""One link from its start to its end: what falls due, is expected and is asked on which day, as the policy says.

Going from event to event gives what the desk and its daily job would do day by day (day_by_day.py, which the tests
hold against it), because a policy function that is asked about the future with all facts gives the same days as on
each of those days with the facts known by then.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from ..policy import money, terms
from ..policy.choices import Anchor, Unit
from ..policy.contact import ContactFacts, next_expected
from ..policy.extensions import assess_extension
from ..policy.scheme import SchemePolicy
from ..policy.terms import Extension, Suspension, Term, TermFacts
from .demand import STEPS, Fate, waiting_time
from .values import Assumptions, RunningLink

LEAST_DAYS = (
	28  # a pair with less than this left by the mentee's approval agrees to count from the start instead
)
DAYS_BEFORE_END = 14  # an extension is approved so long before the planned end


@dataclass(frozen=True)
class Pace:
	"""What a pair has agreed for themselves, and which reviews have been held; empty: as the policy says, and none."""

	agreed_every: int = 0
	agreed_unit: Unit = Unit.WEEKS
	agreed_weekday: int | None = None
	reviews_held: tuple[date, ...] = ()


@dataclass(frozen=True)
class Course:
	"""The days of one link. `end` is a morning: the first day without support."""

	facts: TermFacts
	end: date
	payments: tuple[tuple[date, Decimal], ...]
	contacts: tuple[date, ...]
	reviews: tuple[date, ...]
	end_task_on: date | None


def course_of(
	facts: TermFacts,
	end: date,
	policy: SchemePolicy,
	*,
	pace: Pace | None = None,
	since: date = date.min,
	until: date = date.max,
) -> Course:
	"""What happens to a link with these facts from `since` until the morning of `until`; it runs until `end`.

	What is late already on the morning of `since` (a contact, a review) is taken to be made up for on that day.
	"""
	pace = pace or Pace()
	term = terms.plan(facts, policy, end)
	last = min(end, until)
	return Course(
		facts=facts,
		end=end,
		payments=tuple(_payments(term, policy, since, until)),
		contacts=tuple(_contacts(facts, policy, pace, since, last)),
		reviews=tuple(_reviews(term, policy, pace, since, last)),
		end_task_on=_end_task(term, since, until),
	)


def new_facts(
	support: int, start: date, approved_on: date, fate: Fate, policy: SchemePolicy, assumptions: Assumptions
) -> tuple[TermFacts, date]:
	"""The facts of a link that starts on `start`, with all that will befall it, and the morning of its end."""
	kind = policy.support_types[support]
	facts = TermFacts(kind.support_type, start, approved_on=min(approved_on, start))
	if kind.anchor is Anchor.EVENT:
		event_on = start + timedelta(days=waiting_time(assumptions.days_to_event, fate.length))
		facts = replace(facts, event_on=event_on)
	return unfold(_commenced(facts, policy), fate, policy, assumptions, start)


def running_facts(link: RunningLink, fate: Fate, assumptions: Assumptions) -> tuple[TermFacts, date]:
	"""The same of a link that runs already: what its fate would have done before the forecast starts did not happen."""
	facts, policy, since = _resumed(link.facts, assumptions), link.policy, assumptions.start
	kind = policy.support_type(facts.support_type)
	if kind.anchor is Anchor.EVENT and facts.event_on is None:
		event_on = since + timedelta(days=waiting_time(assumptions.days_to_event, fate.length))
		facts = replace(facts, event_on=event_on)
	facts = _commenced(facts, policy)
	if not link.closing:
		return unfold(facts, fate, policy, assumptions, since)
	end = terms.plan(facts, policy, since).planned_end or since + timedelta(days=DAYS_BEFORE_END)
	return replace(facts, ended_on=max(end, since)), max(end, since)


def unfold(
	facts: TermFacts, fate: Fate, policy: SchemePolicy, assumptions: Assumptions, since: date
) -> tuple[TermFacts, date]:
	"""The facts of a link once its fate has come to pass, and the morning of its end.

	Nothing of it happens before `since`; a link that is over by then ends on that morning.
	"""
	term = terms.plan(facts, policy, since)
	natural = term.planned_end or max(facts.start, since) + timedelta(
		days=waiting_time(assumptions.open_ended_days, fate.length)
	)
	if fate.ends_early_at is not None:
		day = _point(facts.start, natural, fate.ends_early_at)
		if day >= since:
			return replace(facts, ended_on=day), day
	if fate.suspended_at is not None:
		facts = _suspended(facts, _point(facts.start, natural, fate.suspended_at), assumptions, since)
	if fate.extended:
		facts = _extended(facts, policy, assumptions, since)
	if term.planned_end is None:
		end = max(natural, since)
		return replace(facts, ended_on=end), end
	return facts, max(terms.plan(facts, policy, since).planned_end or natural, since)


def _point(start: date, end: date, twelfths: int) -> date:
	"""A day within a link, never its first."""
	return start + timedelta(days=max(1, (end - start).days * twelfths // STEPS))


def _commenced(facts: TermFacts, policy: SchemePolicy) -> TermFacts:
	"""Where the mentee's approval is not known, or leaves too little time, the months are counted from the start (R42)."""
	if not facts.counts_from_approval(policy.support_type(facts.support_type).anchor):
		return facts
	term = terms.plan(facts, policy, facts.start)
	if term.planned_end and term.planned_end >= facts.start + timedelta(days=LEAST_DAYS):
		return facts
	return replace(facts, commencement_agreed=True, commencement_reason="Too little time is left.")


def _resumed(facts: TermFacts, assumptions: Assumptions) -> TermFacts:
	"""A suspension that is open when the forecast starts ends after the usual days, and not before that day."""
	days = timedelta(days=assumptions.suspension_days)
	closed = tuple(
		replace(each, resumed_on=max(each.start + days, assumptions.start)) if each.is_open else each
		for each in facts.suspensions
	)
	return replace(facts, suspensions=closed)


def _suspended(facts: TermFacts, day: date, assumptions: Assumptions, since: date) -> TermFacts:
	"""With a suspension from `day` on, unless it lies in the past or there was one already."""
	if day < since or facts.suspensions:
		return facts
	resumed_on = day + timedelta(days=assumptions.suspension_days)
	return replace(facts, suspensions=(Suspension(day, resumed_on, "Assumed"),))


def _extended(facts: TermFacts, policy: SchemePolicy, assumptions: Assumptions, since: date) -> TermFacts:
	"""With an extension, where the policy lets the link have one."""
	planned = terms.plan(facts, policy, since).planned_end
	if planned is None or planned <= since:
		return facts
	day = max(facts.start, since, planned - timedelta(days=DAYS_BEFORE_END))
	roles = frozenset({policy.extension_approver.value})
	extension = Extension(assumptions.extension_months, "Assumed", day, roles)
	if not assess_extension(extension, facts, policy, day).allowed:
		return facts
	return replace(facts, extensions=(*facts.extensions, extension))


def _payments(term: Term, policy: SchemePolicy, since: date, until: date) -> Iterator[tuple[date, Decimal]]:
	for each in money.schedule(term, policy, term.support_type):
		if since <= each.due_on < until:
			yield each.due_on, each.amount


def _contacts(facts: TermFacts, policy: SchemePolicy, pace: Pace, since: date, last: date) -> Iterator[date]:
	"""Each contact on its expected day. What falls into a suspension does not take place; the count begins anew after it."""
	held = ContactFacts(
		facts.start,
		agreed_every=pace.agreed_every,
		agreed_unit=pace.agreed_unit,
		agreed_weekday=pace.agreed_weekday,
	)
	suspensions = sorted(facts.suspensions)
	while (day := next_expected(held, policy)) is not None:
		if suspensions and suspensions[0].start <= day:
			resumed_on = suspensions.pop(0).resumed_on
			if resumed_on is None:
				return
			held = replace(held, resumed_on=resumed_on)
			continue
		if day >= last:
			return
		if day >= since:
			yield day
		held = replace(held, last_contact_on=day)


def _reviews(term: Term, policy: SchemePolicy, pace: Pace, since: date, last: date) -> Iterator[date]:
	"""Each review on the day on which it is due."""
	held = set(pace.reviews_held)
	running = replace(term, ended_on=None)  # asked on a day before the end, when it had none
	while due := terms.reviews_due(running, policy, held, date.max):
		day = due[0].figures["due_on"]
		assert isinstance(day, date)
		day = max(day, since)
		if day >= last or day in held:
			return
		yield day
		held.add(day)


def _end_task(term: Term, since: date, until: date) -> date | None:
	"""The day of the co-ordinator's task for the planned end; none for a link that ends before it."""
	planned = term.planned_end
	if planned is None or not since <= planned < until or not terms.assess_end(term, planned):
		return None
	return planned
