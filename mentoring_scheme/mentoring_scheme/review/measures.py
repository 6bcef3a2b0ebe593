"""The measures of a scheme's aims, worked out of a year's records (R4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from mentoring_scheme.mentoring_scheme.doctype.mentoring_supervision.due import standings
from mentoring_scheme.mentoring_scheme.review import gather
from mentoring_scheme.mentoring_scheme.review.years import SchemeYear
from mentoring_scheme.policy.aims import Share, share_of
from mentoring_scheme.policy.choices import AimMeasure, AskedOf
from mentoring_scheme.policy.disclosure import share_to_show
from mentoring_scheme.policy.ending import completed
from mentoring_scheme.policy.follow_ups import FollowUpState, Placement, StillInRole
from mentoring_scheme.policy.link_values import EndingKind
from mentoring_scheme.policy.ratings import Pair, improved
from mentoring_scheme.policy.scheme import MONTHS_OF, RATING_OF
from mentoring_scheme.policy.states import LinkState
from mentoring_scheme.policy.supervision import SupervisionNeed

GOOD = 4  # of five


@dataclass(frozen=True)
class YearFacts:
	"""What was gathered of a year, once for all measures and sections.

	`links` are those that started or ended in the year, or were followed up in it.
	"""

	year: SchemeYear
	links: list[Any]
	mentees: list[Any]
	follow_ups: list[Any]
	pairs: list[Pair]
	scores: list[tuple[str, str, int]]

	@property
	def ended(self) -> list[Any]:
		"""The links that ended in the year."""
		return gather.ended_in(self.links, self.year)

	@cached_property
	def supervised(self) -> Share:
		"""The mentors who are to be supervised today, and are not overdue; asked once for the aims and the section."""
		return _supervised(self.year)


def facts_of(year: SchemeYear) -> YearFacts:
	"""Gather a year: a constant number of queries."""
	follow_ups = gather.follow_ups_of(year)
	links = gather.links_of(year, {row.link for row in follow_ups})
	pairs, scores = gather.answers_of(year, links)
	heard_of = gather.with_people(follow_ups, links)
	return YearFacts(year, links, gather.mentees_of(year), heard_of, pairs, scores)


def measured(facts: YearFacts) -> dict[AimMeasure, Share]:
	"""Every measure that can be taken of this year."""
	answered = [row for row in facts.mentees if row.offer_answer]
	found = {
		AimMeasure.OFFERED: share_of((row.participant, bool(row.offered_on)) for row in facts.mentees),
		AimMeasure.ACCEPTED: share_of((row.participant, row.offer_answer == "Accepted") for row in answered),
		AimMeasure.COMPLETED: share_of((link.mentee_participant, is_completed(link)) for link in facts.ended),
		AimMeasure.SATISFIED: _satisfied_together(facts),
	}
	for measure, months in MONTHS_OF.items():
		of_mentees = [row for row in facts.follow_ups if row.asked_of == "Mentee" and row.months == months]
		told = retained if measure in (AimMeasure.RETAINED_6, AimMeasure.RETAINED_12) else stable
		found[measure] = told(of_mentees)
	for measure, about in RATING_OF.items():
		found[measure] = improved(facts.pairs, about)
	if facts.year.runs:
		found[AimMeasure.SUPERVISED] = facts.supervised
	return found


def is_completed(link: Any) -> bool:
	"""Whether a link was completed, in its time or sooner."""
	return completed(EndingKind(link.ending_kind) if link.ending_kind else None, LinkState(link.status))


def retained(follow_ups: Iterable[Any]) -> Share:
	"""Who is still in the role, of those who could be reached and of whom it is known."""
	known = (StillInRole.YES.value, StillInRole.NO.value)
	return share_of(
		(row.person, row.still_in_role == StillInRole.YES.value)
		for row in follow_ups
		if row.status == FollowUpState.DONE.value and row.still_in_role in known
	)


def stable(follow_ups: Iterable[Any]) -> Share:
	"""Whose placement is stable, of those who had one and of whom it is known."""
	known = (Placement.STABLE.value, Placement.MOVED.value, Placement.ENDED.value)
	return share_of(
		(row.person, row.placement == Placement.STABLE.value)
		for row in follow_ups
		if row.status == FollowUpState.DONE.value and row.placement in known
	)


def satisfied(scores: Iterable[tuple[str, str, int]], side: AskedOf | None = None) -> Share:
	"""The answers of four or five, of those given at the end."""
	return share_of((person, score >= GOOD) for who, person, score in scores if side in (None, who))


def _satisfied_together(facts: YearFacts) -> Share:
	"""The same of mentors and mentees together; less the answers of the one side, those of the other would follow."""
	least = facts.year.policy.feedback_smallest_group
	sides = [satisfied(facts.scores, side) for side in (AskedOf.MENTOR, AskedOf.MENTEE)]
	told = all(not side.base or _told_exactly(side, least) for side in sides)
	return replace(satisfied(facts.scores), told=told)


def _told_exactly(share: Share, least: int) -> bool:
	shown = share_to_show(share.count, share.base, least)
	return share.people >= least and shown is not None and shown.exact is not None


def _supervised(year: SchemeYear) -> Share:
	mentors = gather.listed("Mentor", {"scheme": year.scheme}, "name", "scheme", "participant")
	found = standings(mentors, year.today)
	return share_of(
		(mentor.participant, found[mentor.name].state is not SupervisionNeed.OVERDUE)
		for mentor in mentors
		if found[mentor.name].due_on
	)
