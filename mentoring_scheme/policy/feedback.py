"""Feedback of mentor and mentee, each their own (R41): who is asked what and when, and what may be told of the answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from .choices import AskedOf, Choice, FeedbackFrom, QuestionKind, RatingOf
from .months import add_days, add_months
from .scheme import SchemePolicy
from .term_values import Term
from .text import _
from .verdicts import Assessment, Finding, refuse

LOWEST, HIGHEST = 1, 5


class Occasion(Choice):
	"""When somebody is asked: at the start only how they see themselves, which is compared with the end (R4)."""

	START = "Start"
	MIDWAY = "Mid-term"
	END = "End"


@dataclass(frozen=True)
class Asked:
	"""A question of a form. `about`: what it says of the person who answers, where it is compared."""

	question: str
	kind: QuestionKind
	about: RatingOf | None = None


@dataclass(frozen=True)
class GivenAnswer:
	"""An answer to one question. A score of None and an empty text mean that it was left out."""

	question: str
	kind: QuestionKind
	score: int | None = None
	text: str = ""

	@property
	def is_given(self) -> bool:
		return self.score is not None if self.kind is QuestionKind.SCALE else bool(self.text.strip())


def asked_of(policy: SchemePolicy) -> tuple[AskedOf, ...]:
	"""Who is asked for feedback under this policy."""
	both = (AskedOf.MENTOR, AskedOf.MENTEE)
	if policy.feedback_from is FeedbackFrom.BOTH:
		return both
	return tuple(each for each in both if each.value == policy.feedback_from.value)


def questions_for(person: AskedOf, policy: SchemePolicy, occasion: Occasion) -> list[Asked]:
	"""The questions that this person is asked on this occasion, in order; at the start there may be none."""
	of_support = [
		Asked(each.question, each.kind)
		for each in policy.feedback_questions
		if each.asked_of in (person, AskedOf.BOTH)
	]
	of_themselves = [
		Asked(each.question, QuestionKind.SCALE, each.about)
		for each in policy.self_ratings
		if each.asked_of in (person, AskedOf.BOTH)
	]
	return {
		Occasion.START: of_themselves,
		Occasion.MIDWAY: of_support,
		Occasion.END: [*of_themselves, *of_support],
	}[occasion]


def asked_at(occasion: Occasion, policy: SchemePolicy) -> tuple[AskedOf, ...]:
	"""Who is asked anything on this occasion."""
	return tuple(person for person in asked_of(policy) if questions_for(person, policy, occasion))


def start_due(term: Term, policy: SchemePolicy, today: date) -> bool:
	"""Whether people are asked how they see themselves at the start: once it runs, and before it is half-way (R4).

	Later than that it would be no start that the end could be compared with.
	"""
	if not asked_at(Occasion.START, policy) or term.ended_on is not None:
		return False
	midway = _midway(term, policy)
	return term.start <= today and (midway is None or term.clock.own(today) < midway)


def midterm_due(term: Term, policy: SchemePolicy, today: date) -> bool:
	"""Whether a running link has come to the day on which it is asked about midway, and not to its end yet (R41).

	That day is half-way to the planned end on the link's own clock. A link without a planned end is asked when its
	first review is due, and not at all where the policy asks for no reviews.
	"""
	asked = policy.feedback_midterm and bool(asked_of(policy))
	midway = _midway(term, policy) if asked and term.ended_on is None else None
	if midway is None or term.clock.own(today) < midway:
		return False
	return term.own_end is None or term.clock.own(today) < term.own_end


def _midway(term: Term, policy: SchemePolicy) -> date | None:
	start = term.clock.own(term.start)
	if term.own_end is not None:
		return add_days(start, (term.own_end - start).days // 2)
	every = policy.support_type(term.support_type).review_every_months
	return add_months(start, every) if every else None


def link_works_until(asked_on: date, policy: SchemePolicy) -> date | None:
	"""The last day of a link that is sent on `asked_on`; None where the policy has no such links."""
	return add_days(asked_on, policy.feedback_link_days) if policy.feedback_link_days else None


def assess_answers(answers: Sequence[GivenAnswer]) -> Assessment:
	"""Whether the answers can be taken. Any question may be left out, but not all of them."""
	scales = [each for each in answers if each.kind is QuestionKind.SCALE and each.score is not None]
	wrong = [_score(each) for each in scales if not LOWEST <= (each.score or 0) <= HIGHEST]
	return Assessment((*wrong, *_anything(answers)))


def _score(answer: GivenAnswer) -> Finding:
	return refuse(
		"R41",
		"feedback-score",
		_("“{question}” was answered with {score}; a score is between {lowest} and {highest}."),
		_("Choose a score, or leave the question out."),
		question=answer.question,
		score=answer.score,
		lowest=LOWEST,
		highest=HIGHEST,
	)


def _anything(answers: Sequence[GivenAnswer]) -> list[Finding]:
	if any(each.is_given for each in answers):
		return []
	message = _("No question is answered yet.")
	return [
		refuse("R41", "feedback-empty", message, _("Answer at least one question, then give the feedback."))
	]


# --- what may be told of the answers of many


@dataclass(frozen=True)
class Answered:
	"""One answer that somebody gave. `person` tells people apart and is never shown; `score` is that of a scale."""

	question: str
	asked_of: AskedOf
	occasion: str
	person: str
	score: int | None = None


@dataclass(frozen=True)
class Group:
	"""The answers to one question: those of one side on one occasion, or all of them (then both are None).

	`answers` and `average` are None where they are kept back, because they are those of too few people to be anonymous.
	The average has one decimal; a question that is answered in words has none.
	"""

	question: str
	asked_of: AskedOf | None
	occasion: str | None
	answers: int | None
	average: Decimal | None

	@property
	def is_shown(self) -> bool:
		"""Whether anything is told of it."""
		return self.answers is not None


def summary(rows: Iterable[Answered], smallest_group: int) -> list[Group]:
	"""What may be told of the answers: for each question its groups, then all of them together where there are several.

	People are counted, not answers, since a mentor may answer for several links and on two occasions. A group of fewer
	than `smallest_group` people is kept back. So is the line for all of them where what is kept back could be worked
	out from it: all, less the groups shown, would again be the answers of fewer people. Lines of different days are not
	held against each other: who reads the report before and after one more answer sees what it changed.
	`disclosure.disclosed` cannot say this: it takes each person to be in one group alone.
	"""
	questions: dict[str, dict[tuple[AskedOf, str], list[Answered]]] = defaultdict(lambda: defaultdict(list))
	for row in rows:
		questions[row.question][row.asked_of, row.occasion].append(row)
	return [
		group
		for question, groups in questions.items()
		for group in _groups_of(question, groups, smallest_group)
	]


def _groups_of(
	question: str, groups: Mapping[tuple[AskedOf, str], list[Answered]], smallest: int
) -> list[Group]:
	shown = {key for key, answers in groups.items() if _people(answers) >= smallest}
	found = [
		_group(question, *key, answers, shown=key in shown)
		for key, answers in sorted(groups.items(), key=lambda group: group[0])
	]
	if len(found) > 1:
		everything = [answer for answers in groups.values() for answer in answers]
		rest = [answer for key, answers in groups.items() if key not in shown for answer in answers]
		safe = not rest or _people(rest) >= smallest
		found.append(_group(question, None, None, everything, shown=safe))
	return found


def _people(answers: Iterable[Answered]) -> int:
	return len({answer.person for answer in answers})


def _group(
	question: str, who: AskedOf | None, occasion: str | None, answers: Sequence[Answered], *, shown: bool
) -> Group:
	scores = [answer.score for answer in answers if answer.score is not None]
	if not shown:
		return Group(question, who, occasion, None, None)
	average = (Decimal(sum(scores)) / len(scores)).quantize(Decimal("0.1"), ROUND_HALF_UP) if scores else None
	return Group(question, who, occasion, len(answers), average)
