"""When mentor and mentee are asked midway, how long a link works, and what a report may tell of their answers (R41)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from mentoring_scheme.policy import terms
from mentoring_scheme.policy.choices import AskedOf
from mentoring_scheme.policy.clock import Suspension
from mentoring_scheme.policy.feedback import Answered, Group, link_works_until, midterm_due, summary
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.terms import TermFacts

START = date(2026, 1, 10)
SMALLEST = 5
Change = Callable[..., SchemePolicy]


# --- midway


def due(policy: SchemePolicy, day: date, **facts: object) -> bool:
	support = policy.support_types[-1].support_type
	term = terms.plan(TermFacts(support, START, **facts), policy, day)
	return midterm_due(term, policy, day)


def first_day(policy: SchemePolicy, **facts: object) -> date | None:
	days = (START + timedelta(days=number) for number in range(400))
	return next((day for day in days if due(policy, day, **facts)), None)


def test_a_link_is_asked_half_way_to_its_planned_end(changed: Change) -> None:
	policy = changed(feedback_midterm=True)  # three months from the start, so 90 days
	assert first_day(policy) == START + timedelta(days=45)
	assert due(policy, START + timedelta(days=89))
	assert not due(policy, START + timedelta(days=90)), "then it is the end that is asked about"
	assert not due(policy, START + timedelta(days=60), ended_on=START + timedelta(days=50))


def test_a_suspension_moves_the_middle(changed: Change) -> None:
	away = Suspension(START + timedelta(days=10), START + timedelta(days=30), "Illness")
	assert first_day(changed(feedback_midterm=True), suspensions=(away,)) == START + timedelta(days=65)


def test_an_open_link_is_asked_at_its_first_review(changed: Change, refugee: SchemePolicy) -> None:
	assert first_day(changed(refugee, feedback_midterm=True)) == date(2026, 4, 10)


def test_nobody_is_asked_midway_where_the_policy_says_nothing_of_it(afc: SchemePolicy) -> None:
	assert first_day(afc) is None


def test_a_link_works_for_the_days_of_the_policy(changed: Change) -> None:
	assert link_works_until(START, changed(feedback_link_days=10)) == date(2026, 1, 20)
	assert link_works_until(START, changed(feedback_link_days=0)) is None


# --- what may be told


def answers(who: AskedOf, occasion: str, *scores: int | None, people: str = "") -> list[Answered]:
	return [
		Answered("How?", who, occasion, f"{people or who.value}{number}", score)
		for number, score in enumerate(scores)
	]


def line(found: list[Group], who: AskedOf | None = None, occasion: str | None = None) -> Group:
	return next(each for each in found if (each.asked_of, each.occasion) == (who, occasion))


def test_a_group_of_five_is_shown_and_one_of_four_is_not() -> None:
	(five,) = summary(answers(AskedOf.MENTEE, "End", 5, 4, 4, 3, 5), SMALLEST)
	assert (five.answers, five.average) == (5, Decimal("4.2"))
	(four,) = summary(answers(AskedOf.MENTEE, "End", 5, 4, 4, 3), SMALLEST)
	assert not four.is_shown and four.average is None


def test_nothing_is_worked_out_from_the_line_for_all() -> None:
	rows = answers(AskedOf.MENTEE, "End", 5, 5, 5, 5, 5) + answers(AskedOf.MENTOR, "End", 1)
	found = summary(rows, SMALLEST)
	assert line(found, AskedOf.MENTEE, "End").answers == 5
	assert not line(found).is_shown, "six less five is one mentor"
	rows += answers(AskedOf.MENTOR, "Mid-term", 1, 2, 3, 4, people="others")
	assert line(summary(rows, SMALLEST)).answers == 10, "ten less five are five, and nobody knows which"


def test_five_answers_of_one_mentor_are_no_group() -> None:
	rows = [Answered("How?", AskedOf.MENTOR, "End", "the same", score) for score in (1, 2, 3, 4, 5)]
	assert not summary(rows, SMALLEST)[0].is_shown
	twice = answers(AskedOf.MENTEE, "End", 1, 2, 3, 4) + answers(AskedOf.MENTEE, "Mid-term", 1, 2, 3, 4)
	assert not line(summary(twice, SMALLEST)).is_shown, "eight answers, and four people"


def test_answers_in_words_are_counted() -> None:
	(found,) = summary(answers(AskedOf.MENTEE, "End", *[None] * 6), SMALLEST)
	assert (found.answers, found.average) == (6, None)


@given(
	rows=st.lists(
		st.builds(
			Answered,
			st.sampled_from(["How?", "What?"]),
			st.sampled_from([AskedOf.MENTOR, AskedOf.MENTEE]),
			st.sampled_from(["Mid-term", "End"]),
			st.integers(1, 9).map(str),
			st.integers(1, 5),
		),
		max_size=60,
	),
	smallest=st.integers(5, 7),
)
def test_whatever_lines_are_subtracted_no_few_people_remain(rows: list[Answered], smallest: int) -> None:
	"""Every set of answers that can be had by taking shown lines from a shown line, against the rows themselves."""
	found = summary(rows, smallest)
	for question in {row.question for row in rows}:
		of_question = [row for row in rows if row.question == question]
		shown = [each for each in found if each.question == question and each.is_shown]
		sets = [frozenset(n for n, row in enumerate(of_question) if _covers(each, row)) for each in shown]
		for group, members in zip(shown, sets, strict=True):
			assert group.answers == len(members)
			scores = [of_question[n].score or 0 for n in members]
			assert abs(sum(scores) / len(scores) - float(group.average or 0)) <= 0.051
		for whole in sets:
			parts = [part for part in sets if part < whole]
			for count in range(len(parts) + 1):
				for taken in combinations(parts, count):
					rest = whole.difference(*taken)
					assert not rest or len({of_question[n].person for n in rest}) >= smallest


def _covers(group: Group, row: Answered) -> bool:
	return group.asked_of is None or (group.asked_of, group.occasion) == (row.asked_of, row.occasion)
