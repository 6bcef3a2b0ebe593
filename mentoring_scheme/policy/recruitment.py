"""The way to becoming a mentor, stage by stage, each with its dated evidence (R9, R11, R13)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from .checks import ReferenceAnswer, asks_for_checks, assess_checks, assess_references
from .eligibility import MentorFacts, assess_mentor
from .preparation import TopicCovered, outstanding
from .scheme import SchemePolicy
from .states import Stage
from .text import _, several
from .verdicts import Assessment, Finding, Severity, passed, refuse, warn

__all__ = [
	"MOVES",
	"WAY_TO_APPROVAL",
	"WITH_REASON",
	"RecruitmentFacts",
	"Stage",
	"assess_dates",
	"assess_move",
	"on_the_way",
]

WAY_TO_APPROVAL = (
	Stage.APPLIED,
	Stage.INFORMATION_SESSION,
	Stage.INTERVIEW,
	Stage.PREPARATION_TRAINING,
	Stage.REVIEW,
	Stage.APPROVED,
)

# On the way to approval a later stage than the next may follow, but only as a manager decides, with a reason (R9).
# A trained mentor who stays in the group is simply never linked (R11); somebody who stood down may apply again (R21).
MOVES: dict[Stage, tuple[Stage, ...]] = {
	**{
		stage: (*WAY_TO_APPROVAL[number:], Stage.STOOD_DOWN)
		for number, stage in enumerate(WAY_TO_APPROVAL[:-1], start=1)
	},
	Stage.APPROVED: (Stage.ACTIVE, Stage.ON_A_BREAK, Stage.SUSPENDED, Stage.STOOD_DOWN),
	Stage.ACTIVE: (Stage.ON_A_BREAK, Stage.SUSPENDED, Stage.STOOD_DOWN),
	Stage.ON_A_BREAK: (Stage.ACTIVE, Stage.SUSPENDED, Stage.STOOD_DOWN),
	Stage.SUSPENDED: (Stage.ACTIVE, Stage.STOOD_DOWN),
	Stage.STOOD_DOWN: (Stage.APPLIED,),
}

# Leaving for a time or for good: each such move says why (R13, R36).
WITH_REASON = (Stage.ON_A_BREAK, Stage.SUSPENDED, Stage.STOOD_DOWN)


@dataclass(frozen=True)
class RecruitmentFacts:
	"""The dated evidence of a mentor's recruitment; None means that it is not recorded.

	`found_suitable` is the outcome of the review. `reason` belongs to a break, a suspension or standing down;
	`suspension_concluded_on` is when the matter behind a suspension was concluded. `references` are the answers that
	have come in; `topics` are those of the preparation events that the mentor attended.
	"""

	applied_on: date | None = None
	information_session_on: date | None = None
	interviewed_on: date | None = None
	checks_completed_on: date | None = None
	preparation_completed_on: date | None = None
	reviewed_on: date | None = None
	found_suitable: bool | None = None
	approved_on: date | None = None
	reason: str = ""
	suspension_concluded_on: date | None = None
	references: tuple[ReferenceAnswer, ...] = ()
	topics: tuple[TopicCovered, ...] = ()
	mentor: MentorFacts = field(default_factory=MentorFacts)


def assess_move(
	facts: RecruitmentFacts, from_stage: Stage, to_stage: Stage, policy: SchemePolicy, today: date
) -> Assessment:
	"""Whether a mentor may move from one stage to another (R9).

	A stage is under way while the mentor stands in it, so its evidence is asked for when the next one is entered. A
	manager may let a stage be skipped, or its evidence be missing, with a reason: neither happens silently.
	"""
	skipped = _skipped(from_stage, to_stage)
	if to_stage not in MOVES[from_stage]:
		return Assessment((_no_such_move(from_stage, to_stage),))
	findings = [*skipped, *_dates(facts, today)]
	if to_stage in WAY_TO_APPROVAL or (from_stage, to_stage) == (Stage.APPROVED, Stage.ACTIVE):
		findings += _evidence(facts, to_stage)
	if to_stage in (Stage.PREPARATION_TRAINING, Stage.REVIEW, Stage.APPROVED):
		findings += _checks(facts, to_stage, policy, today)
	if to_stage is Stage.REVIEW:
		findings += _topics(facts, policy)
	if to_stage is Stage.APPROVED:
		findings += assess_references(facts.references, policy)
	if to_stage in WITH_REASON:
		findings += _reason(facts, to_stage)
	if from_stage is Stage.SUSPENDED and to_stage is Stage.ACTIVE:
		findings += _concluded(facts)
	eligible = assess_mentor(facts.mentor, policy, today) if to_stage is Stage.APPROVED else Assessment()
	return Assessment(tuple(findings)) + eligible


def on_the_way(stage: Stage) -> bool:
	"""Whether a mentor at this stage is still being recruited."""
	return stage in WAY_TO_APPROVAL[:-1]


def assess_dates(facts: RecruitmentFacts, today: date) -> Assessment:
	"""Whether the dates of the stages fit each other and have come (R9)."""
	return Assessment(tuple(_dates(facts, today)))


def _dated(facts: RecruitmentFacts) -> dict[Stage, tuple[date | None, str]]:
	"""The evidence of each stage on the way, with its name in a sentence."""
	return {
		Stage.APPLIED: (facts.applied_on, _("the application")),
		Stage.INFORMATION_SESSION: (facts.information_session_on, _("the information session")),
		Stage.INTERVIEW: (facts.interviewed_on, _("the interview")),
		Stage.PREPARATION_TRAINING: (facts.preparation_completed_on, _("the preparation training")),
		Stage.REVIEW: (facts.reviewed_on, _("the review of suitability")),
		Stage.APPROVED: (facts.approved_on, _("the approval as a mentor")),
	}


def _skipped(from_stage: Stage, to_stage: Stage) -> list[Finding]:
	if from_stage not in WAY_TO_APPROVAL or to_stage not in WAY_TO_APPROVAL:
		return []
	between = WAY_TO_APPROVAL[WAY_TO_APPROVAL.index(from_stage) + 1 : WAY_TO_APPROVAL.index(to_stage)]
	if not between:
		return []
	return [
		refuse(
			"R9",
			"stage-skipped",
			_("From “{from_stage}” to “{to_stage}” would leave out: {stages}."),
			_("Go on to “{next_stage}”."),
			overridable=True,
			occasion=to_stage.value,
			from_stage=from_stage.value,
			to_stage=to_stage.value,
			stages=", ".join(stage.value for stage in between),
			next_stage=between[0].value,
		)
	]


def _no_such_move(from_stage: Stage, to_stage: Stage) -> Finding:
	return refuse(
		"R9",
		"no-such-move",
		_("A mentor cannot move from “{from_stage}” to “{to_stage}”."),
		_("What may follow is: {following}."),
		from_stage=from_stage.value,
		to_stage=to_stage.value,
		following=", ".join(stage.value for stage in _following(from_stage)),
	)


def _following(stage: Stage) -> list[Stage]:
	"""What follows a stage when nothing is left out."""
	return [each for each in MOVES[stage] if not _skipped(stage, each)]


def _evidence(facts: RecruitmentFacts, to_stage: Stage) -> list[Finding]:
	dated = _dated(facts)
	upto = WAY_TO_APPROVAL.index(to_stage) if to_stage in WAY_TO_APPROVAL else len(WAY_TO_APPROVAL)
	findings = []
	for stage in WAY_TO_APPROVAL[: max(upto, 1)]:
		day, evidence = dated[stage]
		findings.append(_recorded(stage, day, evidence) if day else _missing(stage, evidence))
	if Stage.REVIEW in WAY_TO_APPROVAL[:upto]:
		findings += _suitable(facts)
	return findings


def _recorded(stage: Stage, day: date, evidence: str) -> Finding:
	code = "evidence-" + stage.value.lower().replace(" ", "-")
	return passed("R9", code, _("The date of {evidence} is {day}."), day=day, evidence=evidence)


def _missing(stage: Stage, evidence: str) -> Finding:
	return refuse(
		"R9",
		"evidence-" + stage.value.lower().replace(" ", "-"),
		_("The date of {evidence} is not recorded."),
		_("Record when it took place."),
		overridable=True,
		evidence=evidence,
		day=None,
	)


def _suitable(facts: RecruitmentFacts) -> list[Finding]:
	if facts.found_suitable:
		return [passed("R9", "suitable", _("The review found the mentor suitable."))]
	message = (
		_("The outcome of the review of suitability is not recorded.")
		if facts.found_suitable is None
		else _("The review found the mentor not suitable.")
	)
	remedy = _("Record the outcome, hold another review, or let the person stand down.")
	return [refuse("R9", "suitable", message, remedy, reviewed_on=facts.reviewed_on)]


def _checks(facts: RecruitmentFacts, to_stage: Stage, policy: SchemePolicy, today: date) -> list[Finding]:
	"""Checks may still run during training, but nobody is approved before they are done.

	Where the scheme names its checks, they are looked at one by one, at approval together with everything else that
	makes a mentor eligible; elsewhere the day on which they were completed is all there is.
	"""
	if asks_for_checks(policy):
		return [] if to_stage is Stage.APPROVED else _checks_under_way(facts, to_stage, policy, today)
	if facts.checks_completed_on is not None:
		return [
			passed("R9", "checks", _("The checks were completed on {day}."), day=facts.checks_completed_on)
		]
	message, remedy = (
		_("The checks are not recorded as completed."),
		_("Record when the checks were completed."),
	)
	if to_stage is Stage.APPROVED:
		return [refuse("R9", "checks", message, remedy, day=None)]
	return [warn("R9", "checks", message, remedy, occasion=to_stage.value, day=None)]


def _checks_under_way(
	facts: RecruitmentFacts, to_stage: Stage, policy: SchemePolicy, today: date
) -> list[Finding]:
	found = assess_checks(facts.mentor.checks, policy, today)
	missing = [str(each.figures["check"]) for each in found if each.severity is not Severity.PASS]
	if not missing:
		return [passed("R9", "checks", _("All checks that the scheme asks for are in order."))]
	message = _("Not in order yet: {checks}.")
	remedy = _("Record the checks as they come in, or go on with a reason.")
	return [warn("R9", "checks", message, remedy, occasion=to_stage.value, checks=", ".join(missing))]


def _topics(facts: RecruitmentFacts, policy: SchemePolicy) -> list[Finding]:
	"""Whether the events that the mentor attended have covered what the preparation is to cover (R10)."""
	if not policy.preparation_topics:
		return []
	missing, asked = outstanding(policy.preparation_topics, facts.topics), len(policy.preparation_topics)
	if not missing:
		message = _("All {asked} topics of the preparation are covered.")
		return [passed("R10", "preparation-topics", message, asked=asked)]
	message = several(
		len(missing),
		_("{missing} of {asked} topics of the preparation is not covered yet: {topics}."),
		_("{missing} of {asked} topics of the preparation are not covered yet: {topics}."),
	)
	remedy = _("Record the attendance of the event that covered them, or go on with a reason.")
	return [
		warn(
			"R10",
			"preparation-topics",
			message,
			remedy,
			occasion=str(len(missing)),
			missing=len(missing),
			asked=asked,
			topics="; ".join(missing),
		)
	]


def _reason(facts: RecruitmentFacts, to_stage: Stage) -> list[Finding]:
	if facts.reason.strip():
		return []
	rule = "R36" if to_stage is Stage.SUSPENDED else "R13"
	message = _("The move to “{to_stage}” has no reason of its own.")
	remedy = _(
		"Write why, anew for each such move. On a board: open the mentor and use Actions, which asks for it."
	)
	return [refuse(rule, "reason", message, remedy, to_stage=to_stage.value)]


def _concluded(facts: RecruitmentFacts) -> list[Finding]:
	if facts.suspension_concluded_on is not None:
		return []
	message = _("The matter behind the suspension is not recorded as concluded.")
	return [refuse("R36", "suspension-concluded", message, _("Record when it was concluded."), day=None)]


def _dates(facts: RecruitmentFacts, today: date) -> list[Finding]:
	known = [(day, evidence) for day, evidence in _dated(facts).values() if day is not None]
	others = [
		(facts.checks_completed_on, _("the checks")),
		(facts.suspension_concluded_on, _("the conclusion of the suspension")),
	]
	future = [(day, evidence) for day, evidence in (*known, *others) if day is not None and day > today]
	findings = [_in_future(day, evidence, today) for day, evidence in future]
	for (earlier_day, earlier), (later_day, later) in pairwise(known):
		if later_day < earlier_day:
			findings.append(_out_of_order(earlier, earlier_day, later, later_day))
	return findings


def _in_future(day: date, evidence: str, today: date) -> Finding:
	return refuse(
		"R9",
		"date-in-future",
		_("The date of {evidence} is {day}, which is after today ({today})."),
		_("Record it once it has taken place."),
		day=day,
		evidence=evidence,
		today=today,
	)


def _out_of_order(earlier: str, earlier_day: date, later: str, later_day: date) -> Finding:
	return refuse(
		"R9",
		"dates-out-of-order",
		_("The date of {later} ({later_day}) is before the date of {earlier} ({earlier_day})."),
		_("Correct one of the two dates."),
		earlier=earlier,
		earlier_day=earlier_day,
		later=later,
		later_day=later_day,
	)
