"""What the supervising social workers say to a proposed link (R21)."""

from __future__ import annotations

from datetime import date

from .link_values import Answer
from .months import add_days
from .scheme import SchemePolicy
from .states import LinkState
from .text import _
from .verdicts import Assessment, Finding, refuse

BEFORE_SUPPORT = (LinkState.PROPOSED, LinkState.CONSULTING, LinkState.INTRODUCTION)


def assess_answer(answer: Answer | None, comment: str, state: LinkState) -> Assessment:
	"""Whether this answer may be given, or put in the place of an earlier one, while the link is in `state`."""
	return Assessment((*_still_open(state), *_answered(answer, comment)))


def _still_open(state: LinkState) -> list[Finding]:
	if state in BEFORE_SUPPORT:
		return []
	message = _("The link is “{state}”; the consultation belongs to the time before support starts.")
	remedy = _("Tell the co-ordinator of the link, who can suspend or end it.")
	return [refuse("R21", "consultation-over", message, remedy, state=state.value)]


def _answered(answer: Answer | None, comment: str) -> list[Finding]:
	if answer is None:
		message = _("An answer that was given cannot be taken away.")
		return [refuse("R21", "consultation-answer", message, _("Choose another answer instead."))]
	if answer is Answer.AGREES or comment.strip():
		return []
	message = _("The answer “{answer}” comes without a comment.")
	remedy = _("Write in the comment what stands against the match.")
	return [refuse("R21", "consultation-comment", message, remedy, answer=answer.value)]


def answer_by(asked_on: date, policy: SchemePolicy) -> date | None:
	"""The last day on which a consultation that was asked for on `asked_on` is answered in time; None: no date is set."""
	days = policy.consultation_answer_days
	return add_days(asked_on, days) if days else None


def is_overdue(answer_by: date | None, answered: bool, today: date) -> bool:
	"""Whether a consultation still waits for its answer after its last day."""
	return not answered and answer_by is not None and answer_by < today
