"""The policy of one scheme, as a value.

The field names are those of the Mentoring Scheme document and its tables, in the order of its form. A number of 0
means that nothing is asked, or that there is no limit, as each field says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from .choices import (
	AimDirection,
	AimKind,
	AimMeasure,
	Anchor,
	AskedOf,
	Attendance,
	Claims,
	Counted,
	Criterion,
	FeedbackFrom,
	FirstWhen,
	InvoicesAs,
	Nation,
	PaidThrough,
	PartPeriod,
	QuestionKind,
	RatingOf,
	Reading,
	Receipt,
	RecordAgreedBy,
	RecordExpected,
	ReminderDays,
	ReminderKind,
	Role,
	Strictness,
	SummaryDay,
	Unit,
	Way,
	WayUse,
	Whom,
)
from .errors import PolicyError
from .months import LONGEST_MONTHS
from .reading import Choices, Limits, Written, plain, read
from .retention_rules import RetentionRule, check_rules
from .text import _

Months = Annotated[int, Limits(0, LONGEST_MONTHS)]
FollowUpMonths = Annotated[int, Limits(1, LONGEST_MONTHS)]
Weeks = Annotated[int, Limits(0, 520)]
Level = Annotated[int, Limits(0, 10)]
Few = Annotated[int, Limits(0, 100)]
Percent = Annotated[int, Limits(0, 100)]
Miles = Annotated[int, Limits(0, 1000)]
MilesInYear = Annotated[int, Limits(0, 1_000_000)]
Days = Annotated[int, Limits(0, 1000)]
GroupSize = Annotated[int, Limits(5, 100)]
Hour = Annotated[int, Limits(0, 23)]
Money = Annotated[Decimal, Limits(0, 100_000)]
Name = Annotated[str, Written()]
EscalateTo = Annotated[Whom, Choices(("Co-ordinator", "Manager", "SSW"))]
RefuseOrWarn = Annotated[Strictness, Choices(("Refuse", "Warn"))]

# What a measure rests on: a follow-up of the mentee after so many months, or what the mentee said of themselves.
MONTHS_OF = {
	AimMeasure.RETAINED_6: 6,
	AimMeasure.RETAINED_12: 12,
	AimMeasure.STABLE_6: 6,
	AimMeasure.STABLE_12: 12,
}
RATING_OF = {
	AimMeasure.LESS_ALONE: RatingOf.ISOLATION,
	AimMeasure.MORE_CONFIDENT: RatingOf.CONFIDENCE,
	AimMeasure.MORE_SKILLED: RatingOf.SKILL,
}


@dataclass(frozen=True)
class Aim:
	"""What the scheme is to reach, and the share by which that is told (R4).

	`within_months` of the day on which the policy was signed off; 0: at any time.
	"""

	aim: Name
	kind: AimKind
	measure: AimMeasure
	direction: AimDirection
	target: Percent
	within_months: Months


@dataclass(frozen=True)
class FollowUpMonth:
	"""So many months after the end of a link somebody is asked how things went on (R4)."""

	months: FollowUpMonths
	asked_of: AskedOf


@dataclass(frozen=True)
class SelfRating:
	"""A question that is answered from one to five at the start and at the end of a link, and compared (R4)."""

	asked_of: AskedOf
	question: Name
	about: RatingOf


@dataclass(frozen=True)
class EligibilityRule:
	"""What is asked of a mentor with one type of approval; an empty type stands for every other (R6, R7)."""

	approval_type: str
	months_approved: Months
	months_active: Months
	lowest_level: Level
	highest_level: Level


@dataclass(frozen=True)
class RequiredCheck:
	"""A check that every mentor needs, and the months after which it is done again; 0: never (R9)."""

	check: Name
	valid_months: Months


@dataclass(frozen=True)
class PreparationTopic:
	"""A topic that the preparation of mentors covers (R10)."""

	topic: Name


@dataclass(frozen=True)
class TrainingRequirement:
	"""A training that every mentor attends (R7, R12).

	It is due `within_months` of approval as a mentor (0: before approval), and again `every_months` after it was last
	attended (0: once is enough).
	"""

	training: Name
	within_months: Months
	every_months: Months


@dataclass(frozen=True)
class MentorQuality:
	"""A quality or skill that a mentor is assessed for (R14)."""

	quality: Name
	guidance: str


@dataclass(frozen=True)
class MatchingCriterion:
	"""A criterion of matching and its weight; what counts is how the weights stand to each other (R18)."""

	criterion: Criterion
	weight: Percent


@dataclass(frozen=True)
class SupportType:
	"""Why a mentee is supported, and how long (R15, R39). Payment cap 0: nothing is paid."""

	support_type: Name
	anchor: Anchor
	months: Months
	event: str
	weeks_after_event: Weeks
	review_every_months: Months
	payment_cap: Money
	extension_longest_months: Months


@dataclass(frozen=True)
class ContactWay:
	"""A way of contact and what it is for (R27)."""

	way: Way
	use: WayUse


@dataclass(frozen=True)
class IntroductionTopic:
	"""A topic of the introduction; some also stand in the checklist for a start by phone (R23, R26)."""

	topic: Name
	also_by_phone: bool


@dataclass(frozen=True)
class AgreementSection:
	"""A section of the agreement with guidance for those who fill it in (R24)."""

	section: Name
	guidance: str
	mandatory: bool


@dataclass(frozen=True)
class ExpenseKind:
	"""A kind of expense that can be claimed (R32, R43).

	Limits of 0: no limit. `receipt_above` is the amount above which a receipt is needed, where `receipt` says so.
	`travel` marks what a scheme that pays travel only takes.
	"""

	kind: Name
	counted: Counted
	travel: bool
	limit_each: Money
	limit_month: Money
	receipt: Receipt
	receipt_above: Money


@dataclass(frozen=True)
class MileageRate:
	"""What a mile is paid from one day on: up to so many miles of the person's tax year, and after (R44)."""

	from_date: date
	rate: Money
	full_rate_miles: MilesInYear
	rate_after: Money
	passenger_rate: Money


@dataclass(frozen=True)
class ClaimTask:
	"""An extra task, by agreement, whose time is logged (R46)."""

	task: Name


@dataclass(frozen=True)
class FeedbackQuestion:
	"""A question asked at the end, and at mid-term where the policy says (R41)."""

	asked_of: AskedOf
	question: Name
	kind: QuestionKind


@dataclass(frozen=True)
class ReminderRule:
	"""When people are reminded of one kind of matter, and whom the matter goes to in the end.

	The first reminder comes `first_days` before or after the day that the matter is about; the second, and the
	escalation, so many days after the first (0: none).
	"""

	kind: ReminderKind
	enabled: bool
	first_days: Days
	first_when: FirstWhen
	second_after_days: Days
	escalate_after_days: Days
	escalate_to: EscalateTo


@dataclass(frozen=True)
class SchemePolicy:
	"""Everything that a scheme decides for itself. Make one with `from_dict`, which validates."""

	target_group: Name
	need_divisor: Few
	aims: tuple[Aim, ...]
	follow_up_months: tuple[FollowUpMonth, ...]
	self_ratings: tuple[SelfRating, ...]
	eligibility_rules: tuple[EligibilityRule, ...]
	mandatory_training: Strictness
	commitment_required: bool
	minimum_age_gap_years: Few
	age_gap_rule: RefuseOrWarn
	mentees_at_a_time: Few
	mentees_rule: RefuseOrWarn
	support_types: tuple[SupportType, ...]
	extension_reason_required: bool
	extension_approver: Role
	consult_both_ssws: bool
	consultation_answer_days: Few
	introduction_attendance: Attendance
	introduction_topics: tuple[IntroductionTopic, ...]
	both_happy_required: bool
	may_start_by_phone: bool
	agreement_sections: tuple[AgreementSection, ...]
	agreement_needs_ssw: bool
	confidentiality_statement: Name
	contact_every: Few
	contact_unit: Unit
	contact_ways: tuple[ContactWay, ...]
	record_expected: RecordExpected
	record_agreed_by: RecordAgreedBy
	ssw_reads_records: Reading
	staff_call_after_contact: bool
	quiet_from_hour: Hour
	quiet_until_hour: Hour
	supervision_every_weeks: Weeks
	supervision_warn_from_weeks: Weeks
	group_supervision: bool
	supervision_combined: bool
	training_per_year: Few
	required_checks: tuple[RequiredCheck, ...]
	expired_check_rule: Strictness
	references_needed: Few
	preparation_topics: tuple[PreparationTopic, ...]
	training_requirements: tuple[TrainingRequirement, ...]
	mentor_qualities: tuple[MentorQuality, ...]
	offer_within_days: Few
	answer_within_days: Few
	offers_traditional: bool
	matching_criteria: tuple[MatchingCriterion, ...]
	would_like_weight: Percent
	unknown_counts: Percent
	near_miles: Miles
	far_miles: Miles
	points_per_week_waited: Few
	lowest_score_in_round: Percent
	payment_per_month: Money
	payment_every_months: Months
	payment_part_period: PartPeriod
	payment_exception_role: Role
	pay_while_suspended: bool
	suspension_stops_clock: bool
	claims: Claims
	claims_rest_on_records: bool
	claim_within_days: Days
	late_claim_rule: RefuseOrWarn
	expense_kinds: tuple[ExpenseKind, ...]
	mileage_rates: tuple[MileageRate, ...]
	claim_tasks: tuple[ClaimTask, ...]
	task_hourly_rate: Money
	paid_through: PaidThrough
	invoices_as: InvoicesAs
	feedback_from: FeedbackFrom
	feedback_midterm: bool
	feedback_questions: tuple[FeedbackQuestion, ...]
	feedback_link_days: Days
	feedback_smallest_group: GroupSize
	portal_access_days: Days
	closing_supervision: bool
	ending_reflection: bool
	ending_formal_record: bool
	ending_agreed_by_both: bool
	records_to_files: bool
	reminder_rules: tuple[ReminderRule, ...]
	reminder_days: ReminderDays
	weekly_summary_on: SummaryDay
	nation: Nation
	retention_rules: tuple[RetentionRule, ...]

	@classmethod
	def from_dict(cls, data: Mapping[str, Any]) -> SchemePolicy:
		"""Read and validate a policy.

		Yes/no fields take 0 and 1 as well, money takes strings and numbers of whole pennies. Raises PolicyError for
		a field that is missing, unknown, of the wrong type or out of range, and for values that contradict each other.
		"""
		policy: SchemePolicy = read(cls, data)
		check(policy)
		return policy

	def to_dict(self) -> dict[str, Any]:
		"""The policy as plain data; `from_dict` gives the same policy again. Money is "50.00"."""
		result: dict[str, Any] = plain(self)
		return result

	@property
	def expense_kinds_paid(self) -> tuple[ExpenseKind, ...]:
		"""The kinds of expense that can be claimed: travel alone, where the scheme pays for nothing else."""
		return tuple(each for each in self.expense_kinds if each.travel or self.claims is not Claims.TRAVEL)

	def support_type(self, name: str) -> SupportType:
		"""The support type of that name. Raises PolicyError when the policy has none."""
		for each in self.support_types:
			if each.support_type == name:
				return each
		raise PolicyError(
			"support_type",
			_("This scheme has no support type “{name}”. It has: {known}."),
			name=name,
			known=", ".join(each.support_type for each in self.support_types),
		)

	def reminder_rule(self, kind: ReminderKind) -> ReminderRule | None:
		"""When people are reminded of such a matter; None where they are not."""
		return next((each for each in self.reminder_rules if each.kind is kind and each.enabled), None)

	def rule_for(self, approval_type: str) -> EligibilityRule | None:
		"""The eligibility row for an approval type: its own, else the row for every other, else None."""
		rules = {rule.approval_type: rule for rule in self.eligibility_rules}
		return rules.get(approval_type, rules.get(""))

	def use_of(self, way: str) -> WayUse | None:
		"""What a way of contact is for; None when the scheme does not have it."""
		return next((each.use for each in self.contact_ways if each.way == way), None)


def check(policy: SchemePolicy) -> None:
	"""Raise PolicyError for empty tables, rows that repeat, and values that contradict each other."""
	_check_tables(policy)
	_check_aims(policy)
	for number, rule in enumerate(policy.eligibility_rules):
		_check_rule(rule, f"eligibility_rules[{number}]")
	for number, support in enumerate(policy.support_types):
		_check_support_type(support, f"support_types[{number}]")
	_check_contact(policy)
	_check_introduction(policy)
	_check_supervision(policy)
	_check_matching(policy)
	_check_payment(policy)
	_check_claims(policy)
	_check_feedback(policy)
	_check_reminders(policy)
	check_rules(policy.retention_rules)


def _check_tables(policy: SchemePolicy) -> None:
	_unique("eligibility_rules", "approval_type", [rule.approval_type for rule in policy.eligibility_rules])
	_unique("support_types", "support_type", [each.support_type for each in policy.support_types])
	_unique("contact_ways", "way", [str(each.way) for each in policy.contact_ways])
	_unique("introduction_topics", "topic", [each.topic for each in policy.introduction_topics])
	_unique("agreement_sections", "section", [each.section for each in policy.agreement_sections])
	_unique("required_checks", "check", [each.check for each in policy.required_checks])
	_unique("preparation_topics", "topic", [each.topic for each in policy.preparation_topics])
	_unique("training_requirements", "training", [each.training for each in policy.training_requirements])
	_unique("mentor_qualities", "quality", [each.quality for each in policy.mentor_qualities])
	_unique("expense_kinds", "kind", [each.kind for each in policy.expense_kinds])
	_unique("mileage_rates", "from_date", [each.from_date.isoformat() for each in policy.mileage_rates])
	_unique("claim_tasks", "task", [each.task for each in policy.claim_tasks])
	_unique("reminder_rules", "kind", [str(each.kind) for each in policy.reminder_rules])
	_unique("matching_criteria", "criterion", [str(each.criterion) for each in policy.matching_criteria])
	for table in ("support_types", "agreement_sections", "contact_ways"):
		if not getattr(policy, table):
			raise PolicyError(table, _("This needs at least one row."))


def _unique(table: str, column: str, names: list[str]) -> None:
	for number, name in enumerate(names):
		if name in names[:number]:
			raise PolicyError(
				f"{table}[{number}].{column}", _("“{name}” stands in an earlier row already."), name=name
			)


def _check_aims(policy: SchemePolicy) -> None:
	"""Raise PolicyError for an aim whose measure the scheme asks nobody about."""
	_unique("aims", "aim", [each.aim for each in policy.aims])
	_unique("self_ratings", "question", [each.question for each in policy.self_ratings])
	rows = [f"{each.months} {each.asked_of}" for each in policy.follow_up_months]
	_unique("follow_up_months", "months", rows)
	of_mentees = {each.months for each in policy.follow_up_months if each.asked_of is not AskedOf.MENTOR}
	rated = {each.about for each in policy.self_ratings if each.asked_of is not AskedOf.MENTOR}
	for number, each in enumerate(policy.aims):
		months, about = MONTHS_OF.get(each.measure), RATING_OF.get(each.measure)
		if months and months not in of_mentees:
			raise PolicyError(
				f"aims[{number}].measure",
				_("This needs a follow-up of the mentee after {months} months; add one."),
				months=months,
			)
		if about and about not in rated:
			raise PolicyError(
				f"aims[{number}].measure",
				_("This needs a self-rating of the mentee about “{about}”; add one."),
				about=about.value,
			)


def _check_rule(rule: EligibilityRule, path: str) -> None:
	if rule.highest_level and rule.lowest_level > rule.highest_level:
		raise PolicyError(
			f"{path}.highest_level",
			_("The highest level ({highest}) is below the lowest ({lowest})."),
			highest=rule.highest_level,
			lowest=rule.lowest_level,
		)


def _check_support_type(support: SupportType, path: str) -> None:
	counted = support.anchor in (Anchor.APPROVAL, Anchor.LINK_START)
	if counted and not support.months:
		raise PolicyError(
			f"{path}.months", _("A link counted from approval or from its start needs a length in months.")
		)
	if support.months and not counted:
		raise PolicyError(
			f"{path}.months", _("A link that is open or ends by an event has no length in months; write 0.")
		)
	event = support.anchor is Anchor.EVENT
	if event and not support.event:
		raise PolicyError(f"{path}.event", _("Name the event, such as “Placement”."))
	if support.event and not event:
		raise PolicyError(
			f"{path}.event", _("Only a link that ends by an event names one; leave this empty.")
		)
	if support.weeks_after_event and not event:
		raise PolicyError(
			f"{path}.weeks_after_event", _("Only a link that ends by an event has weeks after it; write 0.")
		)


def _check_contact(policy: SchemePolicy) -> None:
	if all(each.use is not WayUse.PLANNED for each in policy.contact_ways):
		raise PolicyError("contact_ways", _("At least one way must be for planned contact."))


def _check_introduction(policy: SchemePolicy) -> None:
	asked = policy.introduction_attendance is not Attendance.NOT_ASKED
	if asked and not policy.introduction_topics:
		raise PolicyError("introduction_topics", _("An introduction meeting needs at least one topic."))
	if policy.may_start_by_phone and not any(each.also_by_phone for each in policy.introduction_topics):
		raise PolicyError(
			"introduction_topics",
			_("A pair may start by phone only if at least one topic is marked for the phone."),
		)


def _check_supervision(policy: SchemePolicy) -> None:
	if policy.supervision_warn_from_weeks > policy.supervision_every_weeks:
		raise PolicyError(
			"supervision_warn_from_weeks",
			_("The warning ({warn} weeks) would come after the supervision is due ({every} weeks)."),
			warn=policy.supervision_warn_from_weeks,
			every=policy.supervision_every_weeks,
		)


def _check_matching(policy: SchemePolicy) -> None:
	if policy.matching_criteria and not any(each.weight for each in policy.matching_criteria):
		raise PolicyError(
			"matching_criteria",
			_("The weights sum to nothing; give at least one criterion a weight above 0."),
		)
	if policy.near_miles > policy.far_miles:
		raise PolicyError(
			"far_miles",
			_("Far ({far} miles) is nearer than near ({near} miles)."),
			far=policy.far_miles,
			near=policy.near_miles,
		)


def _check_payment(policy: SchemePolicy) -> None:
	capped = [number for number, each in enumerate(policy.support_types) if each.payment_cap]
	if policy.payment_per_month and not policy.payment_every_months:
		raise PolicyError("payment_every_months", _("Say every how many months the payment is made."))
	if policy.payment_per_month and not capped:
		raise PolicyError(
			"support_types", _("There is a monthly payment, but no support type has a payment cap.")
		)
	if capped and not policy.payment_per_month:
		raise PolicyError(
			f"support_types[{capped[0]}].payment_cap",
			_("There is a payment cap, but no monthly payment; write 0."),
		)


def _check_claims(policy: SchemePolicy) -> None:
	if policy.claims is Claims.NONE:
		return
	for number, kind in enumerate(policy.expense_kinds):
		_check_kind(kind, policy, f"expense_kinds[{number}]")
	travel_only = policy.claims is Claims.TRAVEL
	if travel_only and policy.expense_kinds and not any(each.travel for each in policy.expense_kinds):
		raise PolicyError(
			"expense_kinds", _("Claims are for travel only, and no kind of expense is marked as travel.")
		)
	if travel_only and policy.task_hourly_rate:
		raise PolicyError(
			"task_hourly_rate", _("Claims are for travel only, so that time is not paid; write 0.")
		)
	if policy.task_hourly_rate and not policy.claim_tasks:
		raise PolicyError("claim_tasks", _("An hour of a task is paid, but there is no task."))


def _check_kind(kind: ExpenseKind, policy: SchemePolicy, path: str) -> None:
	if kind.counted is Counted.MILES and not policy.mileage_rates:
		raise PolicyError(
			"mileage_rates", _("“{kind}” is paid by the mile; say what a mile is paid."), kind=kind.kind
		)
	if kind.counted is Counted.MILES and kind.receipt is Receipt.ABOVE:
		raise PolicyError(f"{path}.receipt", _("Miles have no price; choose Always or Never."))
	if kind.limit_month and kind.limit_each > kind.limit_month:
		raise PolicyError(
			f"{path}.limit_each",
			_("The limit for one ({each}) is above the limit for a month ({month})."),
			each=kind.limit_each,
			month=kind.limit_month,
		)


def _check_feedback(policy: SchemePolicy) -> None:
	if policy.feedback_from is FeedbackFrom.NOBODY and policy.feedback_midterm:
		raise PolicyError("feedback_midterm", _("Feedback at mid-term makes no sense when nobody is asked."))
	for party in _asked_for_feedback(policy.feedback_from):
		if not any(each.asked_of in (party, AskedOf.BOTH) for each in policy.feedback_questions):
			raise PolicyError(
				"feedback_questions", _("There is no question for the {party}."), party=party.lower()
			)


def _asked_for_feedback(who: FeedbackFrom) -> tuple[str, ...]:
	if who is FeedbackFrom.BOTH:
		return (AskedOf.MENTOR.value, AskedOf.MENTEE.value)
	return () if who is FeedbackFrom.NOBODY else (who.value,)


def _check_reminders(policy: SchemePolicy) -> None:
	for number, rule in enumerate(policy.reminder_rules):
		if rule.escalate_after_days and rule.escalate_after_days <= rule.second_after_days:
			raise PolicyError(
				f"reminder_rules[{number}].escalate_after_days",
				_(
					"The escalation ({escalate} days) would come no later than the second reminder ({second})."
				),
				escalate=rule.escalate_after_days,
				second=rule.second_after_days,
			)
