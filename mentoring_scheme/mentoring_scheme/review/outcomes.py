"""The lines of outcomes: what was heard after and at the end of links, each of a group that is large enough (R4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from frappe import _

from mentoring_scheme.mentoring_scheme.review.measures import YearFacts, retained, satisfied, stable
from mentoring_scheme.mentoring_scheme.review.values import few_or, share_in_words
from mentoring_scheme.policy.choices import AskedOf
from mentoring_scheme.policy.follow_ups import FollowUpState
from mentoring_scheme.policy.ratings import Change, changes

SIDES = (AskedOf.MENTEE, AskedOf.MENTOR)


@dataclass(frozen=True)
class Line:
	"""One figure in words, as it is shown; an empty string where it has none. `headline`: stands on a card as well."""

	part: str
	what: str
	asked_of: str
	base: str
	not_reached: str = ""
	result: str = ""
	start: str = ""
	end: str = ""
	change: str = ""
	headline: bool = False


def lines(facts: YearFacts) -> list[Line]:
	"""Follow-ups, self-ratings, feedback; none for what nobody was asked."""
	return [*_follow_ups(facts), *_ratings(facts), *_feedback(facts)]


def _follow_ups(facts: YearFacts) -> Iterator[Line]:
	least = facts.year.policy.feedback_smallest_group
	for side in SIDES:
		for months in sorted({row.months for row in facts.follow_ups if row.asked_of == side.value}):
			rows = [row for row in facts.follow_ups if (row.asked_of, row.months) == (side.value, months)]
			unheard = _unheard(rows, least)
			for what, share in (
				(_("Still in the role"), retained(rows)),
				(_("Placement stable"), stable(rows)),
			):
				base, result = share_in_words(share, least)
				name = _("{0} after {1} months").format(what, months)
				side_name, headline = _(side.value), side is AskedOf.MENTEE
				yield Line(_("Follow-up"), name, side_name, base, unheard, result=result, headline=headline)


def _unheard(rows: Iterable[Any], least: int) -> str:
	count = sum(row.status == FollowUpState.NOT_REACHED.value for row in rows)
	return few_or(count, least)


def _ratings(facts: YearFacts) -> Iterator[Line]:
	for change in changes(facts.pairs, facts.year.policy.feedback_smallest_group):
		yield _rating(change)


def _rating(change: Change) -> Line:
	part, what, side = _("Self-rating"), _(change.about.value), _(change.asked_of.value)
	if change.pairs is None or change.change is None:
		return Line(part, what, side, _("too few"))
	return Line(
		part,
		what,
		side,
		str(change.pairs),
		start=str(change.start),
		end=str(change.end),
		change=f"{change.change:+}",
	)


def _feedback(facts: YearFacts) -> Iterator[Line]:
	for side in SIDES:
		share = satisfied(facts.scores, side)
		if share.base:
			base, result = share_in_words(share, facts.year.policy.feedback_smallest_group)
			yield Line(_("Feedback"), _("Answers of four or five"), _(side.value), base, result=result)
