"""The way to becoming a mentor, stage by stage, each with its dated evidence (R9, R11, R13)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from .eligibility import MentorFacts, assess_mentor
from .scheme import SchemePolicy
from .states import Stage
from .text import _
from .verdicts import Assessment, Finding, passed, refuse, warn

__all__ = ["MOVES", "WAY_TO_APPROVAL", "RecruitmentFacts", "Stage", "assess_move"]

WAY_TO_APPROVAL = (
	Stage.APPLIED,
	Stage.INFORMATION_SESSION,
	Stage.INTERVIEW,
	Stage.PREPARATION_TRAINING,
	Stage.REVIEW,
	Stage.APPROVED,
)

# A trained mentor who stays in the group is simply never linked (R11); somebody who stood down may apply again (R21).
MOVES: dict[Stage, tuple[Stage, ...]] = {
	**{stage: (following, Stage.STOOD_DOWN) for stage, following in pairwise(WAY_TO_APPROVAL)},
	Stage.APPROVED: (Stage.ACTIVE, Stage.ON_A_BREAK, Stage.SUSPENDED, Stage.STOOD_DOWN),
	Stage.ACTIVE: (Stage.ON_A_BREAK, Stage.SUSPENDED, Stage.STOOD_DOWN),
	Stage.ON_A_BREAK: (Stage.ACTIVE, Stage.SUSPENDED, Stage.STOOD_DOWN),
	Stage.SUSPENDED: (Stage.ACTIVE, Stage.STOOD_DOWN),
	Stage.STOOD_DOWN: (Stage.APPLIED,),
}

_WITH_REASON = (Stage.ON_A_BREAK, Stage.SUSPENDED, Stage.STOOD_DOWN)


@dataclass(frozen=True)
class RecruitmentFacts:
	"""The dated evidence of a mentor's recruitment; None means that it is not recorded.

	`found_suitable` is the outcome of the review. `reason` belongs to a break, a suspension or standing down;
	`suspension_concluded_on` is when the matter behind a suspension was concluded.
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
	mentor: MentorFacts = field(default_factory=MentorFacts)


def assess_move(
	facts: RecruitmentFacts, from_stage: Stage, to_stage: Stage, policy: SchemePolicy, today: date
) -> Assessment:
	"""Whether a mentor may move from one stage to another (R9).

	A stage is under way while the mentor stands in it, so its evidence is asked for when the next one is entered. A
	manager may let a stage be skipped, or its evidence be missing, with a reason: neither happens silently.
	"""
	skipped = _skipped(from_stage, to_stage)
	if to_stage not in MOVES[from_stage] and not skipped:
		return Assessment((_no_such_move(from_stage, to_stage),))
	findings = [*skipped, *_dates(facts, today)]
	if to_stage in WAY_TO_APPROVAL or (from_stage, to_stage) == (Stage.APPROVED, Stage.ACTIVE):
		findings += _evidence(facts, to_stage)
	if to_stage in (Stage.PREPARATION_TRAINING, Stage.REVIEW, Stage.APPROVED):
		findings += _checks(facts, to_stage)
	if to_stage in _WITH_REASON:
		findings += _reason(facts, to_stage)
	if from_stage is Stage.SUSPENDED and to_stage is Stage.ACTIVE:
		findings += _concluded(facts)
	eligible = assess_mentor(facts.mentor, policy, today) if to_stage is Stage.APPROVED else Assessment()
	return Assessment(tuple(findings)) + eligible


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
			_("Go on to “{next_stage}”, or ask a manager to decide otherwise with a reason."),
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
		following=", ".join(stage.value for stage in MOVES[from_stage]),
	)


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
		_("Record when it took place, or ask a manager to decide otherwise with a reason."),
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


def _checks(facts: RecruitmentFacts, to_stage: Stage) -> list[Finding]:
	"""Checks may still run during training, but nobody is approved before they are done."""
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


def _reason(facts: RecruitmentFacts, to_stage: Stage) -> list[Finding]:
	if facts.reason.strip():
		return []
	rule = "R36" if to_stage is Stage.SUSPENDED else "R13"
	message = _("The move to “{to_stage}” has no reason.")
	return [refuse(rule, "reason", message, _("Write the reason."), to_stage=to_stage.value)]


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
