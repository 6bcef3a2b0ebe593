"""Aims against their targets, follow-ups, and how people see themselves at the start and at the end (R4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring_scheme.policy import presets
from mentoring_scheme.policy.aims import Share, Verdict, is_met, share_of, standings
from mentoring_scheme.policy.choices import AimDirection, AimMeasure, AskedOf, RatingOf
from mentoring_scheme.policy.errors import PolicyError
from mentoring_scheme.policy.follow_ups import (
	FollowUpFacts,
	FollowUpState,
	StillInRole,
	assess_follow_up,
	planned,
)
from mentoring_scheme.policy.ratings import Rated, changes, improved, paired
from mentoring_scheme.policy.scheme import MONTHS_OF, RATING_OF, SchemePolicy

TODAY = date(2026, 11, 29)
POLICY = presets.load("afc-fostering")
STABLE = next(aim for aim in POLICY.aims if aim.measure is AimMeasure.STABLE_12)
MENTEE, ISOLATION = AskedOf.MENTEE, RatingOf.ISOLATION
number = count()


def standing(share: Share | None, signed_off_on: date | None = date(2024, 1, 10)) -> Verdict:
	policy = replace(POLICY, aims=(STABLE,))
	measured = {} if share is None else {AimMeasure.STABLE_12: share}
	return standings(policy, measured, signed_off_on, TODAY)[0].verdict


@pytest.mark.parametrize(
	("share", "expected"),
	[
		(Share(8, 10, 10), Verdict.MET),
		(Share(7, 10, 10), Verdict.NOT_MET),
		(Share(4, 4, 4), Verdict.NOT_ENOUGH),
		(Share(9, 9, 4), Verdict.NOT_ENOUGH),
		(Share(5, 5, 5), Verdict.MET),
		(Share(4, 5, 5), Verdict.NOT_ENOUGH),  # a verdict would say how many are not meant, who are few
		(None, Verdict.NOT_ENOUGH),
	],
)
def test_an_aim_is_met_or_not_or_there_is_not_enough_to_say(share, expected):
	assert standing(share) is expected


def test_an_aim_that_is_not_due_yet_is_not_missed_yet_and_may_be_met_early():
	assert standing(Share(1, 10, 10), date(2026, 1, 10)) is Verdict.NOT_YET
	assert standing(Share(9, 10, 10), date(2026, 1, 10)) is Verdict.MET
	assert standing(Share(1, 10, 10), None) is Verdict.NOT_MET


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.booleans()), max_size=30), st.integers(0, 100))
def test_at_least_and_at_most_are_both_true_only_on_the_target_itself(people, target):
	share = share_of(people)
	least = replace(STABLE, target=target)
	most = replace(least, direction=AimDirection.AT_MOST)
	assert is_met(least, share) or is_met(most, share)
	both = is_met(least, share) and is_met(most, share)
	assert both == (100 * share.count == target * share.base)


@pytest.mark.parametrize("name", presets.names())
def test_what_each_preset_aims_at_is_asked(name):
	policy = presets.load(name)
	assert policy.aims
	assert policy.self_ratings
	assert policy.follow_up_months
	raw = policy.to_dict()
	for table, field in ((MONTHS_OF, "follow_up_months"), (RATING_OF, "self_ratings")):
		if any(aim.measure in table for aim in policy.aims):
			with pytest.raises(PolicyError, match="add one"):
				SchemePolicy.from_dict({**raw, field: []})


def test_follow_ups_fall_due_months_after_the_end_for_whoever_is_asked():
	found = planned(date(2026, 8, 31), presets.load("tri-borough-fostering"))
	assert [(each.months, each.due_on) for each in found] == [
		(6, date(2027, 2, 28)),
		(6, date(2027, 2, 28)),
		(12, date(2027, 8, 31)),
		(12, date(2027, 8, 31)),
	]
	assert {each.asked_of for each in found} == {AskedOf.MENTEE, AskedOf.MENTOR}


@pytest.mark.parametrize(
	("changed", "codes"),
	[
		({}, []),
		({"status": FollowUpState.DUE, "still_in_role": None, "asked_on": None}, []),
		({"status": FollowUpState.NOT_REACHED, "still_in_role": None}, []),
		({"status": FollowUpState.NOT_REACHED}, ["follow-up-answer"]),
		({"still_in_role": None}, ["follow-up-answer"]),
		({"asked_on": None}, ["follow-up-day"]),
		({"asked_on": date(2026, 11, 30)}, ["follow-up-day"]),
		({"asked_on": date(2026, 1, 1)}, ["follow-up-day"]),
	],
)
def test_a_follow_up_says_when_it_was_asked_and_what_was_heard(changed, codes):
	facts = FollowUpFacts(
		FollowUpState.DONE, date(2026, 11, 1), date(2026, 5, 1), date(2026, 11, 10), StillInRole.YES
	)
	found = assess_follow_up(replace(facts, **changed), TODAY).findings
	assert [each.code for each in found] == codes


def rated(person: str, start: int | None, end: int | None, about: RatingOf = ISOLATION) -> list[Rated]:
	link = f"L{next(number)}"
	return [
		Rated(link, person, MENTEE, about, "How alone?", at_start, score)
		for at_start, score in ((True, start), (False, end))
		if score is not None
	]


def test_the_change_is_of_those_who_answered_twice_and_of_enough_people():
	answers = [answer for person in "abcde" for answer in rated(person, 4, 2)]
	answers += [*rated("f", 5, None), *rated("g", None, 1)]
	(change,) = changes(paired(answers), 5)
	assert (change.pairs, change.start, change.end, change.change) == (
		5,
		Decimal("4.0"),
		Decimal("2.0"),
		Decimal("-2.0"),
	)
	assert improved(paired(answers), ISOLATION) == Share(5, 5, 5), "less alone is better"
	(few,) = changes(paired([*answers[:8], *rated("a", 4, 1)]), 5)
	assert few.pairs is None, "five answers of four people"


@given(
	st.lists(
		st.tuples(
			st.sampled_from("abcdefg"), st.integers(1, 5), st.integers(1, 5), st.sampled_from(RatingOf)
		),
		max_size=30,
	)
)
def test_a_change_lies_between_the_extremes_and_better_follows_the_matter(rows):
	pairs = paired(answer for who, start, end, about in rows for answer in rated(who, start, end, about))
	assert len(pairs) == len(rows)
	for change in changes(pairs, 5):
		assert change.pairs is None or Decimal(-4) <= change.change <= Decimal(4)
	for about in RatingOf:
		better = sum(
			(end < start) if about is ISOLATION else (end > start) for _w, start, end, a in rows if a is about
		)
		assert improved(pairs, about).count == better
