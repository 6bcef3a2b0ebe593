"""The plain way through a link: every question of the policy, asked anew on every day, with what is known by then.

It is what the desk and its daily job do, and slow. The tests and the benchmark hold courses.py against it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from ..policy import money, terms
from ..policy.contact import ContactFacts, next_expected
from ..policy.scheme import SchemePolicy
from ..policy.terms import Suspension, TermFacts
from .courses import Course

ONE_DAY = timedelta(days=1)


def known_on(day: date, facts: TermFacts, end: date) -> TermFacts:
	"""The part of a link's whole story that has happened by the end of `day`."""
	return replace(
		facts,
		event_on=facts.event_on if facts.event_on and facts.event_on <= day else None,
		extensions=tuple(each for each in facts.extensions if each.approved_on and each.approved_on <= day),
		suspensions=tuple(_known(each, day) for each in facts.suspensions if each.start <= day),
		ended_on=end if end <= day else None,
	)


def live_through(facts: TermFacts, end: date, policy: SchemePolicy) -> Course:
	"""The course of a link, found out day by day from its start until the morning of its end.

	A payment bears the day on which it fell due, as in the desk; while support is suspended it may be made later.
	"""
	payments: dict[int, tuple[date, Decimal]] = {}
	contacts: list[date] = []
	reviews: set[date] = set()
	end_task: date | None = None
	day = facts.start
	while day <= end:
		known = known_on(day, facts, end)
		term = terms.plan(known, policy, day)
		for each in money.due(money.schedule(term, policy, term.support_type), day):
			payments.setdefault(each.sequence, (each.due_on, each.amount))
		if day < end:
			if next_expected(_contact_facts(known, contacts, day), policy) == day:
				contacts.append(day)
			if any(each.figures["due_on"] == day for each in terms.reviews_due(term, policy, reviews, day)):
				reviews.add(day)
		if not end_task and terms.assess_end(replace(term, ended_on=facts.ended_on), day):
			end_task = day
		day += ONE_DAY
	return Course(facts, end, tuple(payments.values()), tuple(contacts), tuple(sorted(reviews)), end_task)


def _known(suspension: Suspension, day: date) -> Suspension:
	if suspension.resumed_on is None or suspension.resumed_on <= day:
		return suspension
	return replace(suspension, resumed_on=None)


def _contact_facts(known: TermFacts, contacts: list[date], day: date) -> ContactFacts:
	resumed = [each.resumed_on for each in known.suspensions if each.resumed_on]
	return ContactFacts(
		start=known.start,
		last_contact_on=contacts[-1] if contacts else None,
		suspended=any(each.is_open for each in known.suspensions),
		resumed_on=max(resumed, default=None),
	)
