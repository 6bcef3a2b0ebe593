"""What the supervising social workers say to a proposed link (R21)."""

from __future__ import annotations

from .link_values import Answer
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
