"""Whether somebody may be a mentor (R6, R7, R8), and whether a pair may be linked (see pairs.py).

A failed criterion may be overridden by a manager with a reason (R8), so that no good carer is shut out by accident.
Only for somebody without any current approval there is nothing to override.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .checks import CheckFact, asks_for_checks, assess_checks
from .choices import Strictness
from .months import Period, cumulative, union, whole_months_between
from .pairs import PairFacts, assess_pair
from .scheme import EligibilityRule, SchemePolicy
from .text import _, several
from .training import Attended, Training, TrainingStanding, TrainingState, outstanding, standing
from .verdicts import Assessment, Finding, passed, refuse, warn

__all__ = [
	"Approval",
	"MentorFacts",
	"PairFacts",
	"assess_mentor",
	"assess_pair",
	"facts_asked",
	"months_active",
	"months_approved",
	"training_standing",
]


@dataclass(frozen=True)
class Approval:
	"""One approval as a carer, both days included; level None means that it is not known.

	Raises PolicyError when it ends before it begins.
	"""

	approval_type: str
	approved_on: date
	ended_on: date | None = None
	level: int | None = None

	def __post_init__(self) -> None:
		Period(self.approved_on, self.ended_on)

	@property
	def period(self) -> Period:
		"""The days of the approval."""
		return Period(self.approved_on, self.ended_on)

	def is_current(self, today: date) -> bool:
		"""Whether it is in force today."""
		return self.approved_on <= today and (self.ended_on is None or self.ended_on >= today)


@dataclass(frozen=True)
class MentorFacts:
	"""What is known of a mentor. None means not known; it is never taken for yes or no.

	`trainings` are the mandatory courses agreed with this mentor, `attended` is every training that was attended, and
	`mentor_since` the day of approval as a mentor, None before it. What is due follows from them and from the policy.
	"""

	approvals: tuple[Approval, ...] = ()
	active_periods: tuple[Period, ...] = ()
	commitment_confirmed: bool | None = None
	trainings: tuple[Training, ...] = ()
	attended: tuple[Attended, ...] = ()
	mentor_since: date | None = None
	checks: tuple[CheckFact, ...] = ()


def assess_mentor(facts: MentorFacts, policy: SchemePolicy, today: date) -> Assessment:
	"""Whether the policy lets this person be a mentor today (R6, R7).

	The current approval decides which eligibility row applies. With several current approvals, each is held against its
	own row and the one that leaves least to refuse counts: a carer who also does respite is not held to the longer times
	that are asked of a respite carer (R8).
	"""
	trained = training_standing(facts, policy, today)
	of_the_person = Assessment(
		(
			*_training(facts, trained, policy, today),
			*_training_of_the_year(trained),
			*_commitment(facts, policy),
			*assess_checks(facts.checks, policy, today),
		)
	)
	if not policy.eligibility_rules:
		return of_the_person
	return _by_approval(facts, policy, today) + of_the_person


def facts_asked(policy: SchemePolicy) -> frozenset[str]:
	"""The fields of MentorFacts by which the policy judges a mentor; nothing in the others changes the assessment."""
	trainings = policy.mandatory_training is not Strictness.NOT_ASKED
	asked = {
		"approvals": bool(policy.eligibility_rules),
		"active_periods": any(rule.months_active for rule in policy.eligibility_rules),
		"commitment_confirmed": policy.commitment_required,
		"trainings": trainings,
		"attended": bool(policy.training_per_year or (trainings and policy.training_requirements)),
		"mentor_since": bool(policy.training_per_year or (trainings and policy.training_requirements)),
		"checks": asks_for_checks(policy),
	}
	return frozenset(name for name, is_asked in asked.items() if is_asked)


def months_approved(approvals: Iterable[Approval], today: date) -> int:
	"""Whole months of unbroken approval, of whatever type, up to today; 0 without a current approval (R6)."""
	runs = union((each.period for each in approvals), today)
	if not runs or runs[-1].end != today:
		return 0
	return whole_months_between(runs[-1].start, today)


def months_active(facts: MentorFacts, today: date) -> int:
	"""Whole months of active caring up to today, overlaps counted once (R6)."""
	return cumulative(facts.active_periods, today).months


def _by_approval(facts: MentorFacts, policy: SchemePolicy, today: date) -> Assessment:
	current = [each for each in facts.approvals if each.is_current(today)]
	if not current:
		return Assessment((_no_approval(facts, today),))
	choices = [_by_rule(each, facts, policy, today) for each in current]
	return min(choices, key=lambda choice: (len(choice.refusals), len(choice.warnings)))


def _by_rule(approval: Approval, facts: MentorFacts, policy: SchemePolicy, today: date) -> Assessment:
	rule = policy.rule_for(approval.approval_type)
	if rule is None:
		return Assessment((_nothing_asked(approval),))
	return Assessment(
		(
			_approved_as(approval),
			*_time_approved(rule, facts, today),
			*_time_active(rule, facts, today),
			*_level(rule, approval),
		)
	)


def _no_approval(facts: MentorFacts, today: date) -> Finding:
	return refuse(
		"R6",
		"no-approval",
		_("No approval is in force on {today}; {known} are recorded in all."),
		_("Record the current approval of the mentor's household."),
		today=today,
		known=len(facts.approvals),
	)


def _nothing_asked(approval: Approval) -> Finding:
	return passed(
		"R6",
		"approval",
		_("Approved as “{approval_type}” on {approved_on}; the scheme asks nothing further of this type."),
		approval_type=approval.approval_type,
		approved_on=approval.approved_on,
	)


def _approved_as(approval: Approval) -> Finding:
	return passed(
		"R6",
		"approval",
		_("Measured as “{approval_type}”, approved on {approved_on}."),
		approval_type=approval.approval_type,
		approved_on=approval.approved_on,
	)


def _time_approved(rule: EligibilityRule, facts: MentorFacts, today: date) -> list[Finding]:
	asked = rule.months_approved
	if not asked:
		return []
	months = months_approved(facts.approvals, today)
	message = several(
		months,
		_("Approved for {months} month; {asked} are asked."),
		_("Approved for {months} months; {asked} are asked."),
	)
	if months >= asked:
		return [passed("R6", "months-approved", message, months=months, asked=asked)]
	return [
		refuse(
			"R6",
			"months-approved",
			message,
			_("Wait until {asked} months of approval are reached."),
			overridable=True,
			months=months,
			asked=asked,
		)
	]


def _time_active(rule: EligibilityRule, facts: MentorFacts, today: date) -> list[Finding]:
	asked = rule.months_active
	if not asked:
		return []
	months = months_active(facts, today)
	message = several(
		months,
		_("Active as a carer for {months} month in all; {asked} are asked."),
		_("Active as a carer for {months} months in all; {asked} are asked."),
	)
	if months >= asked:
		return [passed("R6", "months-active", message, months=months, asked=asked)]
	return [
		refuse(
			"R6",
			"months-active",
			message,
			_("Check that all active periods are recorded."),
			overridable=True,
			months=months,
			asked=asked,
		)
	]


def _level(rule: EligibilityRule, approval: Approval) -> list[Finding]:
	if not rule.lowest_level and not rule.highest_level:
		return []
	if approval.level is None:
		return [_level_not_known(rule)]
	above = not rule.highest_level or approval.level <= rule.highest_level
	if above and approval.level >= rule.lowest_level:
		return [
			passed(
				"R7",
				"level",
				_level_asked(rule),
				level=approval.level,
				lowest=rule.lowest_level,
				highest=rule.highest_level,
			)
		]
	return [
		refuse(
			"R7",
			"level",
			_level_asked(rule),
			_("Check the carer level."),
			overridable=True,
			level=approval.level,
			lowest=rule.lowest_level,
			highest=rule.highest_level,
		)
	]


def _level_asked(rule: EligibilityRule) -> str:
	if not rule.highest_level:
		return _("The carer level is {level}; the scheme asks for level {lowest} or above.")
	if not rule.lowest_level:
		return _("The carer level is {level}; the scheme asks for level {highest} or below.")
	return _("The carer level is {level}; the scheme asks for level {lowest} to {highest}.")


def _level_not_known(rule: EligibilityRule) -> Finding:
	return refuse(
		"R7",
		"level",
		_level_asked(rule),
		_("Record the carer level with the approval."),
		overridable=True,
		level=None,
		lowest=rule.lowest_level,
		highest=rule.highest_level,
	)


def training_standing(facts: MentorFacts, policy: SchemePolicy, today: date) -> tuple[TrainingStanding, ...]:
	"""How a mentor stands with each training that the scheme asks for, and with the number asked in a year (R12)."""
	return standing(
		policy.training_requirements, facts.attended, facts.mentor_since, policy.training_per_year, today
	)


def _training(
	facts: MentorFacts, trained: Iterable[TrainingStanding], policy: SchemePolicy, today: date
) -> list[Finding]:
	if policy.mandatory_training is Strictness.NOT_ASKED:
		return []
	names = outstanding(facts.trainings, trained, today)
	if names == ():
		return [passed("R7", "mandatory-training", _("All mandatory training has been attended."), courses=0)]
	courses = None if names is None else len(names)
	figures = {"courses": courses, "names": ", ".join(names or ()) or None}
	message, occasion = _training_message(courses), str(courses or "")
	remedy = (
		_("Outstanding: {names}. Record what was attended, or arrange what is missing.")
		if names
		else _("Record the training that was attended, or arrange what is missing.")
	)
	if policy.mandatory_training is Strictness.WARN:
		return [warn("R7", "mandatory-training", message, remedy, occasion=occasion, **figures)]
	return [
		refuse("R7", "mandatory-training", message, remedy, overridable=True, occasion=occasion, **figures)
	]


def _training_message(courses: int | None) -> str:
	if courses is None:
		return _("It is not known whether all mandatory training has been attended.")
	return several(
		courses,
		_("{courses} course of the mandatory training is outstanding."),
		_("{courses} courses of the mandatory training are outstanding."),
	)


def _training_of_the_year(trained: Iterable[TrainingStanding]) -> list[Finding]:
	"""Trainings of the last twelve months against the number that the scheme asks of a mentor in a year (R12)."""
	found = next((each for each in trained if not each.training), None)
	if found is None:
		return []
	message = several(
		found.attended,
		_("{attended} training attended in the last twelve months; the scheme asks for {asked}."),
		_("{attended} trainings attended in the last twelve months; the scheme asks for {asked}."),
	)
	figures = {"attended": found.attended, "asked": found.asked, "due_on": found.due_on}
	if found.state is TrainingState.DONE:
		return [passed("R12", "training-per-year", message, **figures)]
	if found.state is TrainingState.DUE:
		message = _(
			"The mentor's first year runs until {due_on}; by then {asked} is asked: {attended} so far."
		)
		return [passed("R12", "training-per-year", message, **figures)]
	remedy = _("It was due on {due_on}. Record what was attended, or invite the mentor to the next training.")
	occasion = found.due_on.isoformat() if found.due_on else ""
	return [warn("R12", "training-per-year", message, remedy, occasion=occasion, **figures)]


def _commitment(facts: MentorFacts, policy: SchemePolicy) -> list[Finding]:
	if not policy.commitment_required:
		return []
	if facts.commitment_confirmed:
		return [passed("R7", "commitment", _("The mentor commits time for the length of a link."))]
	message = (
		_("It is not known whether the mentor can commit time for the length of a link.")
		if facts.commitment_confirmed is None
		else _("The mentor cannot commit time for the length of a link.")
	)
	remedy = _("Ask the mentor and record the answer.")
	return [refuse("R7", "commitment", message, remedy, overridable=True)]
