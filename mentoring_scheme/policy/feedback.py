"""Feedback of mentor and mentee, each their own (R41)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .choices import AskedOf, FeedbackFrom, QuestionKind
from .scheme import FeedbackQuestion, SchemePolicy
from .text import _
from .verdicts import Assessment, Finding, refuse

LOWEST, HIGHEST = 1, 5


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


def questions_for(person: AskedOf, policy: SchemePolicy) -> list[FeedbackQuestion]:
	"""The questions that this person is asked."""
	return [each for each in policy.feedback_questions if each.asked_of in (person, AskedOf.BOTH)]


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
