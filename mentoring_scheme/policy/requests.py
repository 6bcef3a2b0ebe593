"""What mentors and mentees ask of their co-ordinator: a break, being back from one, a change of their details (R13)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .choices import Choice
from .states import Stage
from .text import _
from .verdicts import Assessment, Finding, refuse

LONGEST_TEXT = 2000
MAY_TAKE_A_BREAK = (Stage.APPROVED, Stage.ACTIVE)


class RequestKind(Choice):
	BREAK = "Break"
	BACK = "Back from a break"
	DETAILS = "Change of details"


class RequestState(Choice):
	OPEN = "Open"
	DONE = "Done"
	DECLINED = "Declined"


# Of these there is one at a time: asking again corrects what was asked.
ONE_AT_A_TIME = (RequestKind.BREAK, RequestKind.BACK)

_RULES = {RequestKind.BREAK: "R13", RequestKind.BACK: "R13", RequestKind.DETAILS: "R5"}


@dataclass(frozen=True)
class RequestFacts:
	"""What somebody asks. `stage` is where they stand as a mentor of the scheme; None for who is none there.

	`from_day` is the first day of the break, or the first day back.
	"""

	kind: RequestKind
	text: str = ""
	from_day: date | None = None
	until_day: date | None = None
	stage: Stage | None = None

	@property
	def rule(self) -> str:
		"""The rule that requests of this kind rest on."""
		return _RULES[self.kind]


def assess_request(facts: RequestFacts, today: date) -> Assessment:
	"""Whether this can be asked; whether it is granted is for the co-ordinator (R13)."""
	findings = [*_standing(facts), *_text(facts)]
	if facts.kind is RequestKind.BREAK:
		findings += [*_first_day(facts), *_until(facts, today)]
	elif facts.kind is RequestKind.BACK:
		findings += _first_day(facts)
	return Assessment(tuple(findings))


def assess_request_answer(kind: RequestKind, state: RequestState, becomes: str, answer: str) -> Assessment:
	"""Whether a request may be answered so. Whoever is told no is told why."""
	if state is not RequestState.OPEN:
		message = _("This request was answered already: “{state}”.")
		remedy = _("Speak with the person if the answer has changed.")
		return Assessment((refuse(_RULES[kind], "request-answered", message, remedy, state=state.value),))
	if becomes not in (RequestState.DONE.value, RequestState.DECLINED.value):
		message = _("A request is answered with “Done” or “Declined”, not with “{becomes}”.")
		remedy = _("Choose one of the two.")
		return Assessment((refuse(_RULES[kind], "request-outcome", message, remedy, becomes=becomes),))
	if becomes == RequestState.DECLINED.value and not answer.strip():
		message = _("The request is declined, and there is no answer.")
		remedy = _("Write why. The person who asked reads it.")
		return Assessment((refuse(_RULES[kind], "request-answer", message, remedy),))
	return Assessment()


def _standing(facts: RequestFacts) -> list[Finding]:
	if facts.kind is RequestKind.BREAK and facts.stage not in MAY_TAKE_A_BREAK:
		message = _("A break is for mentors who are approved or active.")
		return [refuse("R13", "request-stage", message, _("Speak with your co-ordinator."))]
	if facts.kind is RequestKind.BACK and facts.stage is not Stage.ON_A_BREAK:
		message = _("You are not on a break.")
		return [refuse("R13", "request-stage", message, _("Nothing needs to be done."))]
	return []


def _text(facts: RequestFacts) -> list[Finding]:
	if len(facts.text) > LONGEST_TEXT:
		message = _("The text is {length} characters long.")
		remedy = _("Write it in {most} characters or fewer.")
		length = len(facts.text)
		return [refuse(facts.rule, "request-text", message, remedy, length=length, most=LONGEST_TEXT)]
	if facts.kind is RequestKind.DETAILS and not facts.text.strip():
		message = _("The request does not say what should be changed.")
		return [refuse(facts.rule, "request-text", message, _("Write what is wrong, and how it should be."))]
	return []


def _first_day(facts: RequestFacts) -> list[Finding]:
	if facts.from_day is not None:
		return []
	message = _("The first day is missing.")
	return [refuse("R13", "request-from", message, _("Enter the day, such as 3/11/2026."))]


def _until(facts: RequestFacts, today: date) -> list[Finding]:
	if facts.until_day is None:
		return []
	remedy = _("Correct one of the two days, or leave the end empty if you do not know it yet.")
	if facts.from_day is not None and facts.until_day < facts.from_day:
		message = _("The break ends on {until_day}, before it begins on {from_day}.")
		return [
			refuse(
				"R13",
				"request-until",
				message,
				remedy,
				until_day=facts.until_day,
				from_day=facts.from_day,
			)
		]
	if facts.until_day < today:
		message = _("The break ends on {until_day}, which is over.")
		return [refuse("R13", "request-until", message, remedy, until_day=facts.until_day)]
	return []
