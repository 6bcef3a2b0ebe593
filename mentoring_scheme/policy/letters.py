"""Which letter may be written to whom, and when (R21, R40)."""

from __future__ import annotations

from .choices import Choice
from .states import LinkState
from .text import _
from .verdicts import Assessment, refuse

# Before both social workers have been heard, nobody is told of a match (R21).
NOT_TOLD_YET = (LinkState.PROPOSED, LinkState.CONSULTING)
OVER = (LinkState.CLOSING, LinkState.CLOSED, LinkState.DECLINED, LinkState.ENDED_EARLY)


class LetterKind(Choice):
	"""What a letter of the scheme to mentor or mentee is about."""

	WELCOME = "Welcome"
	INTRODUCTION = "Introduction"
	ENDING = "Ending"


def assess_letter(kind: LetterKind, state: LinkState) -> Assessment:
	"""Whether a letter that names one of a pair to the other may be begun while their link stands at `state`."""
	if kind is LetterKind.ENDING:
		return Assessment()
	figures = {"kind": kind.value.lower(), "state": state.value}
	if state in NOT_TOLD_YET:
		message = _(
			"The link stands at {state}. A letter of {kind} would tell of a match that is not settled yet."
		)
		remedy = _("Write it once both social workers have been heard and the link stands at Introduction.")
		return Assessment((refuse("R21", "letter-too-early", message, remedy, **figures),))
	if state in OVER:
		message = _("The link stands at {state}. A letter of {kind} would come too late.")
		remedy = _("Write the letter that ends the link instead.")
		return Assessment((refuse("R40", "letter-too-late", message, remedy, **figures),))
	return Assessment()
