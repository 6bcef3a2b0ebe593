"""Which criteria are weighed for a mentee, and with what weight (R18)."""

from __future__ import annotations

from .choices import PERSONAL, Criterion, Strength
from .fits import Distance, Earlier, FreePlaces, Question, Shared
from .likes import Liked
from .match_values import MenteeCase, Wish
from .scheme import SchemePolicy


def questions_of(mentee: MenteeCase, policy: SchemePolicy) -> tuple[Question, ...]:
	"""What is weighed for this mentee, in the order of the policy, then what only she asks for.

	Personal characteristics are weighed only where she would like something there, and her wish adds to the weight.
	"""
	weights = {row.criterion: row.weight for row in policy.matching_criteria}
	liked = _liked(mentee)
	questions: list[Question] = []
	for criterion in (*weights, *(each for each in Criterion if each in liked and each not in weights)):
		weight = weights.get(criterion, 0)
		if criterion in liked:
			weight += policy.would_like_weight
			questions.append(Liked(criterion, weight, liked[criterion]))
		elif weight and criterion not in PERSONAL:
			questions.append(_compared(criterion, weight, mentee, policy))
	return tuple(questions)


def _liked(mentee: MenteeCase) -> dict[Criterion, list[Wish]]:
	liked: dict[Criterion, list[Wish]] = {}
	for wish in mentee.wishes:
		if wish.strength is Strength.WOULD_LIKE:
			liked.setdefault(wish.criterion, []).append(wish)
	return liked


def _compared(criterion: Criterion, weight: int, mentee: MenteeCase, policy: SchemePolicy) -> Question:
	if criterion is Criterion.DISTANCE:
		return Distance(weight, mentee, policy)
	if criterion is Criterion.FREE_PLACES:
		return FreePlaces(weight, policy)
	if criterion is Criterion.EARLIER_LINK:
		return Earlier(weight, mentee)
	return Shared(criterion, weight, mentee)
