"""What a concern asks for while it is looked into, and before it is closed (R22, R34, R36 to R38).

An allegation against somebody who is a mentor makes a decision necessary about each of their open links, in whatever
scheme, and until it is concluded nobody new is matched with them. A conflict goes up a ladder, one step after another.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from .choices import Choice
from .states import RUNNING, LinkState
from .text import _, several
from .verdicts import Assessment, Finding, passed, refuse, warn


class Kind(Choice):
	"""What a concern is."""

	SAFEGUARDING = "Safeguarding"
	ALLEGATION = "Allegation"
	COMPLAINT = "Complaint"
	CONFLICT = "Conflict"
	CONFLICT_OF_INTEREST = "Conflict of interest"
	DATA_PROTECTION = "Data-protection complaint"
	REVIEW = "Review of the match"


class ConcernState(Choice):
	"""Where a concern stands: raised, being looked into, concluded."""

	NEW = "New"
	OPEN = "Open"
	CLOSED = "Closed"


class RaisedAs(Choice):
	"""Whose voice it is."""

	MENTOR = "Mentor"
	MENTEE = "Mentee"
	STAFF = "Staff"


class LinkDecision(Choice):
	"""What is decided about a link while an allegation is open (R36)."""

	CONTINUE = "Continue"
	SUSPEND = "Suspend"


class Rung(Choice):
	"""The steps of a conflict, in their order (R37)."""

	PAIR = "The pair talk it over"
	WITH_SSWS = "A meeting with the social workers"
	THREE_WAY = "A three-way meeting"
	NO_FAULT = "An ending without fault"


LADDER = tuple(Rung)
ON_THE_LADDER = (Kind.CONFLICT, Kind.CONFLICT_OF_INTEREST)


@dataclass(frozen=True)
class LinkUnderReview:
	"""An open link, as mentor, of the person whom an allegation is against, and what was last decided about it."""

	link: str
	state: LinkState
	decision: LinkDecision | None = None


@dataclass(frozen=True)
class ConcernFacts:
	"""What is known of a concern.

	`person_named`: whether it says whom it is against. `of_carer`: whether that person is approved as a carer today.
	`links`: their open links as a mentor. `steps`: how many were taken; `rungs`: those of them that are on the ladder.
	"""

	kind: Kind
	state: ConcernState = ConcernState.NEW
	raised_as: RaisedAs = RaisedAs.STAFF
	person_named: bool = False
	of_carer: bool = False
	independent_supporter: str = ""
	links: tuple[LinkUnderReview, ...] = ()
	steps: int = 0
	rungs: frozenset[Rung] = frozenset()
	acknowledged_on: date | None = None
	outcome: str = ""
	lessons: str = ""
	answer: str = ""


@dataclass(frozen=True)
class ToTell:
	"""Somebody who might be told of a concern. `works_for_scheme`: whether they have an account of the staff."""

	works_for_scheme: bool
	is_about_them: bool = False
	is_mentor_of_mentee: bool = False


def assess_concern(facts: ConcernFacts) -> Assessment:
	"""What is still missing for the state that the concern stands at, and what comes next."""
	findings = [*_allegation(facts), *_ladder(facts)]
	if facts.state is ConcernState.CLOSED:
		findings += _closing(facts)
	return Assessment(tuple(findings))


def undecided(facts: ConcernFacts) -> tuple[LinkUnderReview, ...]:
	"""The links about which an allegation still needs a decision (R36); none for any other kind of concern."""
	if facts.kind is not Kind.ALLEGATION:
		return ()
	return tuple(each for each in facts.links if each.decision is None)


def decisions_for(state: LinkState) -> tuple[LinkDecision, ...]:
	"""What can be decided about a link: one that is being brought to its end is not suspended any more."""
	if state is LinkState.CLOSING:
		return (LinkDecision.CONTINUE,)
	return tuple(LinkDecision)


def suspends(decision: LinkDecision, state: LinkState) -> bool:
	"""Whether the link is suspended by this decision. Before support starts there is none to suspend: it waits."""
	return decision is LinkDecision.SUSPEND and state is LinkState.ACTIVE


def assess_decision(decision: LinkDecision, state: LinkState, why: str) -> Assessment:
	"""Whether this may be decided about a link (R36)."""
	findings = []
	if decision not in decisions_for(state):
		message = _("The link stands at “{state}”: it is being brought to its end, and cannot be suspended.")
		remedy = _("Let it go on to its end, or end it early on the link.")
		findings.append(refuse("R36", "decision-state", message, remedy, state=state.value))
	if not why.strip():
		remedy = _("Write why, so that it can be understood later.")
		findings.append(refuse("R36", "decision-why", _("The decision has no reason."), remedy))
	return Assessment(tuple(findings))


def bars_matches(kind: Kind, state: ConcernState, decision: LinkDecision | None = None) -> bool:
	"""Whether the concern keeps the mentor whom it is against from being matched (R36).

	`decision`: what was last decided about the link in question; one that was let go on goes on.
	"""
	is_open = kind is Kind.ALLEGATION and state is not ConcernState.CLOSED
	return is_open and decision is not LinkDecision.CONTINUE


def next_rung(done: Collection[Rung]) -> Rung | None:
	"""The step that follows the highest one taken (R37); None once the ladder is at its end."""
	reached = max((LADDER.index(rung) for rung in done), default=-1)
	return LADDER[reached + 1] if reached + 1 < len(LADDER) else None


def assess_telling(who: ToTell) -> Assessment:
	"""Whether somebody may be told, and so read the concern (R34, R38)."""
	if not who.works_for_scheme:
		message = _("A concern is read by staff only, in the desk.")
		remedy = _("Tell them by word of mouth, and record it without an account.")
		return Assessment((refuse("R34", "told-no-staff", message, remedy),))
	if who.is_about_them:
		message = _("The concern is about this person.")
		return Assessment((refuse("R34", "told-concerned", message, _("Choose somebody else.")),))
	if who.is_mentor_of_mentee:
		message = _("What a mentee has raised is not shown to the mentor.")
		return Assessment((refuse("R38", "told-mentor", message, _("Choose somebody else.")),))
	return Assessment()


def _allegation(facts: ConcernFacts) -> list[Finding]:
	if facts.kind is not Kind.ALLEGATION or facts.state is ConcernState.NEW:
		return []
	if not facts.person_named:
		message = _("The allegation does not say whom it is against.")
		return [refuse("R36", "allegation-person", message, _("Choose the person under “About”."))]
	return [*_links(facts), *_independent_support(facts)]


def _links(facts: ConcernFacts) -> list[Finding]:
	missing = len(undecided(facts))
	if missing:
		message = several(
			missing,
			_("{missing} open link of this mentor has no decision yet."),
			_("{missing} open links of this mentor have no decision yet."),
		)
		remedy = _("Decide for each whether it goes on or is suspended; a manager decides for other schemes.")
		return [refuse("R36", "link-decisions", message, remedy, missing=missing)]
	running = sum(each.state.value in RUNNING for each in facts.links)
	if not facts.links:
		return [passed("R36", "link-decisions", _("This person has no open links as a mentor."))]
	message = several(
		len(facts.links),
		_("{links} open link is decided about; support runs in {running}."),
		_("{links} open links are decided about; support runs in {running}."),
	)
	return [passed("R36", "link-decisions", message, links=len(facts.links), running=running)]


def _independent_support(facts: ConcernFacts) -> list[Finding]:
	if not facts.of_carer:
		return []
	supporter = facts.independent_supporter.strip()
	if supporter:
		message = _("Independent support during the allegation is given by {supporter}.")
		return [passed("R22", "independent-support", message, supporter=supporter)]
	message = _("A carer is under allegation, and nobody is named who gives them independent support.")
	remedy = _("Name who does. If nobody does, or they did not want it, write that.")
	if facts.state is ConcernState.CLOSED:
		return [refuse("R22", "independent-support", message, remedy)]
	return [warn("R22", "independent-support", message, remedy)]


def _ladder(facts: ConcernFacts) -> list[Finding]:
	if facts.kind not in ON_THE_LADDER or facts.state is ConcernState.CLOSED:
		return []
	following = next_rung(facts.rungs)
	if following is None:
		message = _(
			"All steps of the ladder are taken. Follow up with both, and look for another mentor if wanted."
		)
		return [passed("R37", "next-rung", message)]
	return [passed("R37", "next-rung", _("The next step would be: {rung}."), rung=following.value)]


def _closing(facts: ConcernFacts) -> list[Finding]:
	needed = [
		(facts.steps > 0, "step", _("No step is recorded."), _("Record what was done, with its date.")),
		(
			facts.outcome.strip(),
			"outcome",
			_("The outcome is not written down."),
			_("Write what came of it."),
		),
		(
			facts.lessons.strip(),
			"lessons",
			_("What is to be learnt is not written down."),
			_("Write what the scheme does differently from now on, or that nothing has to change."),
		),
	]
	if facts.raised_as is not RaisedAs.STAFF:
		message = _("Whoever raised it has no answer yet.")
		remedy = _("Write what they may read as the answer, even if little can be said.")
		needed.append((facts.answer.strip(), "answer", message, remedy))
	if facts.kind is Kind.DATA_PROTECTION:
		message = _("The data-protection complaint is not acknowledged.")
		remedy = _("Acknowledge it to whoever raised it, and record the day.")
		needed.append((facts.acknowledged_on, "acknowledged", message, remedy))
	return [
		refuse("R37", f"closing-{code}", message, remedy)
		for there, code, message, remedy in needed
		if not there
	]
