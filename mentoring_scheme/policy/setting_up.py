"""Setting up a scheme: the seventeen steps, their days, and how many are likely to want a mentor (R1, R2).

The steps are those of “Seventeen Steps to setting up a new mentoring project” (S), whose text numbers two of them 16.
It gives no times; how the steps lie in the year is ours, and every day can be changed once the plan is made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .choices import Choice
from .errors import PolicyError
from .months import add_days
from .text import _
from .verdicts import Assessment, Finding, refuse

USUAL_WEEKS = 52  # the weeks that the steps below are laid out in
SHORTEST_PLAN, LONGEST_PLAN = 4, 260
DAYS_IN_A_WEEK = 7


class Phase(Choice):
	"""The parts that the seventeen steps come in."""

	PREPARATION = "Preparation and planning"
	RECRUITMENT = "Recruitment and training"
	MENTORING = "Matching and mentoring"
	EVALUATION = "Evaluation"


class StepStatus(Choice):
	NOT_STARTED = "Not started"
	UNDER_WAY = "Under way"
	DONE = "Done"
	NOT_NEEDED = "Not needed"

	@property
	def is_open(self) -> bool:
		"""Whether there is still something to do."""
		return self in (StepStatus.NOT_STARTED, StepStatus.UNDER_WAY)


@dataclass(frozen=True)
class Step:
	"""One of the seventeen. It is worked on from the beginning of one week to the end of another, counted from 0."""

	number: int
	phase: Phase
	title: str
	guidance: str
	from_week: int
	until_week: int


@dataclass(frozen=True)
class PlannedStep:
	"""A step with the day on which it begins and the day by which it is done."""

	step: Step
	starts_on: date
	due_on: date


STEPS = (
	Step(
		1,
		Phase.PREPARATION,
		_("Decide the level of need and consult"),
		_(
			"Count the people whom the scheme is for, say what support they have already, and ask them and other agencies whether mentoring would add to it."
		),
		0,
		6,
	),
	Step(
		2,
		Phase.PREPARATION,
		_("Set clear aims and objectives"),
		_(
			"Say what difference the scheme is to make, and how you will see that: in what is done, and in what comes of it."
		),
		4,
		8,
	),
	Step(
		3,
		Phase.PREPARATION,
		_("Identify resources"),
		_(
			"Experience in the field and with volunteers, a model of mentoring, and money for staff and running costs at every stage, evaluation among them."
		),
		4,
		10,
	),
	Step(
		4,
		Phase.PREPARATION,
		_("Establish an action plan, targets, timetable and budget"),
		_(
			"This plan is the timetable. The forecast says what a policy would cost and how many mentors it needs."
		),
		8,
		12,
	),
	Step(
		5,
		Phase.PREPARATION,
		_("Set up an advisory or reference group"),
		_("People whom the scheme is for, those who refer, and those who answer for it."),
		8,
		14,
	),
	Step(
		6,
		Phase.PREPARATION,
		_("Recruit a skilled co-ordinator"),
		_("Name the co-ordinator in the scheme, under People of the scheme."),
		10,
		20,
	),
	Step(
		7,
		Phase.PREPARATION,
		_("Establish the policy, procedures and training programme, and have them checked"),
		_(
			"Look through every tab of the scheme, have the policy checked against law and good practice, and record who signed it off."
		),
		14,
		24,
	),
	Step(
		8,
		Phase.PREPARATION,
		_("Design information for mentees, referrers and mentors"),
		_("The letter and the guide of the scheme, and the wording of its letters and invitations."),
		20,
		26,
	),
	Step(
		9,
		Phase.RECRUITMENT,
		_("Recruit mentors"),
		_("Make it known, hold an information session, hand out a pack, interview, and begin the checks."),
		24,
		34,
	),
	Step(
		10,
		Phase.RECRUITMENT,
		_("Recruit mentees, directly and through referrers"),
		_("Offer mentoring to everybody in the target group, and tell those who refer how it is done."),
		26,
		36,
	),
	Step(
		11,
		Phase.RECRUITMENT,
		_("Deliver training to minimum standards and review suitability"),
		_("Hold the preparation course, and review at its end who is suited to be a mentor."),
		30,
		38,
	),
	Step(
		12,
		Phase.MENTORING,
		_("Match mentors and mentees"),
		_(
			"Over several months, and in more than one way: group events, conversations, and what people wrote."
		),
		36,
		48,
	),
	Step(
		13,
		Phase.MENTORING,
		_("Agree initial goals of the pairs"),
		_("Getting to know each other may be the first of them."),
		40,
		50,
	),
	Step(
		14,
		Phase.MENTORING,
		_("Provide ongoing training, group and individual supervision"),
		_("Plan the events and the supervisions of the year."),
		40,
		52,
	),
	Step(
		15,
		Phase.MENTORING,
		_("Give every relationship a recorded formal ending"),
		_("By a meeting with the co-ordinator, or confirmed by a letter."),
		44,
		52,
	),
	Step(
		16,
		Phase.EVALUATION,
		_("Keep records, and monitor turnover and outcomes"),
		_("Records of contact, why links end, and what became of the aims."),
		44,
		52,
	),
	Step(
		17,
		Phase.EVALUATION,
		_("Evaluate and review"),
		_("Look at the year with the advisory group, and at the policy by its review date."),
		48,
		52,
	),
)


def planned(start: date, weeks: int = USUAL_WEEKS) -> tuple[PlannedStep, ...]:
	"""The seventeen steps, spaced over `weeks` from `start` on; the last is due on the plan's last day.

	Raises PolicyError where the plan is too short or too long, or ends after any date that a calendar has.
	"""
	if not SHORTEST_PLAN <= weeks <= LONGEST_PLAN:
		raise PolicyError(
			"weeks",
			_("A plan takes from {shortest} to {longest} weeks, not {weeks}."),
			shortest=SHORTEST_PLAN,
			longest=LONGEST_PLAN,
			weeks=weeks,
		)
	return tuple(
		PlannedStep(
			step,
			starts_on=add_days(start, _days_until(step.from_week, weeks)),
			due_on=add_days(start, _days_until(step.until_week, weeks) - 1),
		)
		for step in STEPS
	)


@dataclass(frozen=True)
class StepFacts:
	"""How a step stands, as it was written."""

	status: StepStatus
	starts_on: date
	due_on: date
	done_on: date | None = None
	explained: bool = False


def assess_step(facts: StepFacts, today: date) -> Assessment:
	"""Whether what was written of a step makes sense (R2)."""
	return Assessment(tuple(_findings(facts, today)))


def _findings(facts: StepFacts, today: date) -> Iterator[Finding]:
	if facts.due_on < facts.starts_on:
		yield refuse(
			"R2",
			"step-due",
			_("The step would be due on {due_on}, before it begins on {starts_on}."),
			_("Correct one of the two days."),
			due_on=facts.due_on,
			starts_on=facts.starts_on,
		)
	if facts.done_on and facts.done_on > today:
		yield refuse(
			"R2",
			"step-done-on",
			_("The step would be done on {done_on}, which is after today ({today})."),
			_("Write the day on which it was done, or leave it under way."),
			done_on=facts.done_on,
			today=today,
		)
	if facts.status is StepStatus.NOT_NEEDED and not facts.explained:
		yield refuse(
			"R2",
			"step-not-needed",
			_("The step is said not to be needed, and the notes do not say why."),
			_("Say under Notes why the scheme does without it."),
		)


def likely_to_want(eligible_people: int, need_divisor: int) -> int | None:
	"""How many of the people whom the scheme is for are likely to want a mentor: a rule of thumb, rounded up (R1).

	None where nobody has been counted, or where the scheme makes no estimate (a divisor of 0).
	"""
	if eligible_people <= 0 or need_divisor <= 0:
		return None
	return -(-eligible_people // need_divisor)


def mentors_for(mentees: int, mentees_at_a_time: int) -> int:
	"""The fewest mentors with whom so many mentees could all have one at once; with no limit a mentor has, one each."""
	return -(-mentees // (mentees_at_a_time or 1))


def _days_until(week: int, weeks: int) -> int:
	"""The days from the start of the plan to the beginning of a week, where the plan takes `weeks` and not the usual."""
	return week * weeks * DAYS_IN_A_WEEK // USUAL_WEEKS
