"""The stages of a mentor (R9, R11, R13)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from mentoring_scheme.policy.checks import CheckFact, ReferenceAnswer
from mentoring_scheme.policy.eligibility import Approval, MentorFacts, PairFacts, assess_pair
from mentoring_scheme.policy.preparation import TopicCovered
from mentoring_scheme.policy.recruitment import MOVES, WAY_TO_APPROVAL, RecruitmentFacts, Stage, assess_move
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.training import Training
from mentoring_scheme.policy.verdicts import Assessment, Severity

TODAY = date(2026, 11, 22)
COURSE = (Training(date(2026, 3, 1), date(2026, 2, 1), "Safer caring"),)
DONE = RecruitmentFacts(
	applied_on=date(2026, 1, 5),
	information_session_on=date(2026, 1, 20),
	interviewed_on=date(2026, 2, 10),
	checks_completed_on=date(2026, 2, 25),
	preparation_completed_on=date(2026, 3, 20),
	reviewed_on=date(2026, 4, 1),
	found_suitable=True,
	approved_on=date(2026, 4, 10),
	mentor=MentorFacts(
		approvals=(Approval("Mainstream", date(2018, 1, 1), level=3),),
		trainings=COURSE,
		commitment_confirmed=True,
	),
)


def codes(assessment: Assessment) -> list[str]:
	return [each.code for each in assessment.refusals]


@pytest.mark.parametrize(("before", "after"), list(pairwise((*WAY_TO_APPROVAL, Stage.ACTIVE))))
def test_the_whole_way(before: Stage, after: Stage, afc: SchemePolicy) -> None:
	assert assess_move(DONE, before, after, afc, TODAY).outstanding() == []


@pytest.mark.parametrize(
	("before", "after", "field", "code"),
	[
		(Stage.APPLIED, Stage.INFORMATION_SESSION, "applied_on", "evidence-applied"),
		(
			Stage.INFORMATION_SESSION,
			Stage.INTERVIEW,
			"information_session_on",
			"evidence-information-session",
		),
		(Stage.INTERVIEW, Stage.PREPARATION_TRAINING, "interviewed_on", "evidence-interview"),
		(
			Stage.PREPARATION_TRAINING,
			Stage.REVIEW,
			"preparation_completed_on",
			"evidence-preparation-training",
		),
		(Stage.REVIEW, Stage.APPROVED, "reviewed_on", "evidence-review"),
		(Stage.APPROVED, Stage.ACTIVE, "approved_on", "evidence-approved"),
		(Stage.STOOD_DOWN, Stage.APPLIED, "applied_on", "evidence-applied"),
	],
)
def test_missing_evidence_is_never_passed_over_silently(
	before: Stage, after: Stage, field: str, code: str, afc: SchemePolicy
) -> None:
	(refusal,) = assess_move(replace(DONE, **{field: None}), before, after, afc, TODAY).refusals
	assert refusal.code == code and refusal.overridable


def test_a_skipped_stage_names_what_is_left_out(afc: SchemePolicy) -> None:
	(refusal,) = assess_move(DONE, Stage.APPLIED, Stage.PREPARATION_TRAINING, afc, TODAY).refusals
	assert refusal.code == "stage-skipped" and refusal.overridable
	assert (
		refusal.text
		== "From “Applied” to “Preparation Training” would leave out: Information Session, Interview."
	)


def test_every_later_stage_may_follow_but_never_silently(afc: SchemePolicy) -> None:
	"""R9: whatever leaves a stage out is refused, and a manager alone may decide otherwise."""
	for number, before in enumerate(WAY_TO_APPROVAL[:-1]):
		for after in WAY_TO_APPROVAL[number + 2 :]:
			assert after in MOVES[before]
			(refusal,) = assess_move(DONE, before, after, afc, TODAY).refusals
			assert refusal.code == "stage-skipped" and refusal.overridable


@pytest.mark.parametrize(
	("before", "after", "following"),
	[
		(Stage.INTERVIEW, Stage.APPLIED, "Preparation Training, Stood Down"),
		(Stage.INTERVIEW, Stage.INTERVIEW, "Preparation Training, Stood Down"),
		(Stage.REVIEW, Stage.ACTIVE, "Approved, Stood Down"),
		(Stage.STOOD_DOWN, Stage.ACTIVE, "Applied"),
		(Stage.SUSPENDED, Stage.ON_A_BREAK, "Active, Stood Down"),
	],
)
def test_moves_that_do_not_exist(before: Stage, after: Stage, following: str, afc: SchemePolicy) -> None:
	(refusal,) = assess_move(DONE, before, after, afc, TODAY).refusals
	assert refusal.code == "no-such-move" and not refusal.overridable
	assert refusal.figures["following"] == following, "what would leave a stage out is not recommended"


def test_checks_warn_before_training_and_refuse_approval(afc: SchemePolicy) -> None:
	facts = replace(DONE, checks_completed_on=None)
	training = assess_move(facts, Stage.INTERVIEW, Stage.PREPARATION_TRAINING, afc, TODAY)
	assert training.allowed and [each.code for each in training.warnings] == ["checks"]
	(refusal,) = assess_move(facts, Stage.REVIEW, Stage.APPROVED, afc, TODAY).refusals
	assert refusal.code == "checks" and not refusal.overridable


@pytest.mark.parametrize("outcome", [None, False])
def test_approval_needs_a_review_that_found_the_mentor_suitable(
	outcome: bool | None, afc: SchemePolicy
) -> None:
	assert codes(
		assess_move(replace(DONE, found_suitable=outcome), Stage.REVIEW, Stage.APPROVED, afc, TODAY)
	) == ["suitable"]


def test_approval_needs_an_eligible_mentor(afc: SchemePolicy, tri_borough: SchemePolicy) -> None:
	facts = replace(
		DONE, mentor=replace(DONE.mentor, approvals=(Approval("Mainstream", date(2025, 1, 1), level=1),))
	)
	assert codes(assess_move(facts, Stage.REVIEW, Stage.APPROVED, afc, TODAY)) == ["level"]
	assert codes(assess_move(facts, Stage.REVIEW, Stage.APPROVED, tri_borough, TODAY)) == [
		"months-approved",
		"months-active",
	]
	assert assess_move(facts, Stage.APPLIED, Stage.INFORMATION_SESSION, afc, TODAY).allowed


def test_dates_in_the_future_and_out_of_order(afc: SchemePolicy) -> None:
	future = replace(DONE, information_session_on=TODAY + timedelta(days=1), interviewed_on=None)
	assert "date-in-future" in codes(
		assess_move(future, Stage.INFORMATION_SESSION, Stage.INTERVIEW, afc, TODAY)
	)
	mixed = replace(DONE, interviewed_on=date(2026, 1, 10))
	(refusal,) = assess_move(mixed, Stage.INTERVIEW, Stage.PREPARATION_TRAINING, afc, TODAY).refusals
	assert refusal.text == (
		"The date of the interview (10 January 2026) is before the date of the information session (20 January 2026)."
	)
	assert not refusal.overridable


@pytest.mark.parametrize("after", [Stage.ON_A_BREAK, Stage.SUSPENDED, Stage.STOOD_DOWN])
def test_leaving_needs_a_reason(after: Stage, afc: SchemePolicy) -> None:
	assert codes(assess_move(DONE, Stage.ACTIVE, after, afc, TODAY)) == ["reason"]
	assert assess_move(replace(DONE, reason="x"), Stage.ACTIVE, after, afc, TODAY).allowed


def test_coming_back(afc: SchemePolicy) -> None:
	assert assess_move(DONE, Stage.ON_A_BREAK, Stage.ACTIVE, afc, TODAY).allowed
	assert codes(assess_move(DONE, Stage.SUSPENDED, Stage.ACTIVE, afc, TODAY)) == ["suspension-concluded"]
	concluded = replace(DONE, suspension_concluded_on=date(2026, 9, 1))
	assert assess_move(concluded, Stage.SUSPENDED, Stage.ACTIVE, afc, TODAY).allowed
	future = replace(DONE, suspension_concluded_on=TODAY + timedelta(days=1))
	assert codes(assess_move(future, Stage.SUSPENDED, Stage.ACTIVE, afc, TODAY)) == ["date-in-future"]


def test_every_stage_has_its_moves() -> None:
	assert set(MOVES) == set(Stage)
	assert all(stage not in following for stage, following in MOVES.items())


def test_two_steps_may_be_taken_on_one_day(afc: SchemePolicy) -> None:
	facts = replace(DONE, interviewed_on=DONE.information_session_on)
	assert assess_move(facts, Stage.INTERVIEW, Stage.PREPARATION_TRAINING, afc, TODAY).allowed


# --- checks, references, preparation

CHECK = CheckFact("DBS check", date(2026, 2, 1), date(2029, 2, 1))


def peer(policy: SchemePolicy, **changes: object) -> RecruitmentFacts:
	"""Somebody who has everything that the policy of the peer scheme asks for, but for the changes."""
	facts = replace(
		DONE,
		references=(ReferenceAnswer.FOR,) * 2,
		topics=tuple(TopicCovered(each.topic, date(2026, 3, 1)) for each in policy.preparation_topics),
		mentor=replace(DONE.mentor, checks=(CHECK,)),
	)
	return replace(facts, **changes)


def test_the_whole_way_of_a_peer_mentor(care_leavers: SchemePolicy) -> None:
	facts = peer(care_leavers, checks_completed_on=None)
	for before, after in pairwise((*WAY_TO_APPROVAL, Stage.ACTIVE)):
		assert assess_move(facts, before, after, care_leavers, TODAY).outstanding() == []


def test_checks_are_looked_at_one_by_one_where_the_scheme_names_them(care_leavers: SchemePolicy) -> None:
	facts = peer(care_leavers, mentor=DONE.mentor)
	training = assess_move(facts, Stage.INTERVIEW, Stage.PREPARATION_TRAINING, care_leavers, TODAY)
	(warning,) = training.outstanding()
	assert warning.text == "Not in order yet: DBS check."
	(refusal,) = assess_move(facts, Stage.REVIEW, Stage.APPROVED, care_leavers, TODAY).refusals
	assert refusal.code == "check-missing" and refusal.overridable


def test_an_expired_check_at_approval(care_leavers: SchemePolicy, refugee: SchemePolicy) -> None:
	expired = replace(CHECK, expires_on=date(2026, 11, 21))
	facts = peer(care_leavers, mentor=replace(DONE.mentor, checks=(expired,)))
	(refusal,) = assess_move(facts, Stage.REVIEW, Stage.APPROVED, care_leavers, TODAY).refusals
	assert refusal.text == "The check “DBS check” expired on 21 November 2026."
	lenient = assess_move(facts, Stage.REVIEW, Stage.APPROVED, refugee, TODAY)
	assert lenient.allowed and [each.code for each in lenient.warnings] == ["check-expired"]


def test_the_day_of_completion_counts_where_the_checks_themselves_are_not_asked_for(
	care_leavers: SchemePolicy, changed: Callable[..., SchemePolicy]
) -> None:
	policy = changed(care_leavers, expired_check_rule="Not asked")
	facts = peer(policy, mentor=DONE.mentor)
	assert assess_move(facts, Stage.REVIEW, Stage.APPROVED, policy, TODAY).allowed
	facts = replace(facts, checks_completed_on=None)
	assert codes(assess_move(facts, Stage.REVIEW, Stage.APPROVED, policy, TODAY)) == ["checks"]


@pytest.mark.parametrize(
	("answers", "refused", "warned"),
	[
		((), True, False),
		((ReferenceAnswer.FOR,), True, False),
		((ReferenceAnswer.FOR, ReferenceAnswer.FOR), False, False),
		((ReferenceAnswer.FOR, ReferenceAnswer.WITH_RESERVATIONS), True, True),
		((ReferenceAnswer.FOR, ReferenceAnswer.FOR, ReferenceAnswer.AGAINST), False, True),
	],
)
def test_references_that_speak_for_the_mentor(
	answers: tuple[ReferenceAnswer, ...], refused: bool, warned: bool, care_leavers: SchemePolicy
) -> None:
	facts = peer(care_leavers, references=answers)
	assessment = assess_move(facts, Stage.REVIEW, Stage.APPROVED, care_leavers, TODAY)
	assert [each.code for each in assessment.refusals] == ["references"] * refused
	assert all(each.overridable for each in assessment.refusals)
	assert [each.code for each in assessment.warnings] == ["references-otherwise"] * warned
	assert assess_move(facts, Stage.PREPARATION_TRAINING, Stage.REVIEW, care_leavers, TODAY).allowed, (
		"references are asked for at approval"
	)


def test_the_review_names_the_topics_that_are_missing(care_leavers: SchemePolicy, kent: SchemePolicy) -> None:
	"""R10."""
	every = peer(care_leavers).topics
	facts = peer(care_leavers, topics=every[2:])
	(warning,) = assess_move(
		facts, Stage.PREPARATION_TRAINING, Stage.REVIEW, care_leavers, TODAY
	).outstanding()
	assert warning.severity is Severity.WARN
	assert warning.text.startswith("2 of 9 topics of the preparation are not covered yet: ")
	assert all(each.topic in warning.text for each in every[:2])
	assert not any(each.topic in warning.text for each in every[2:])
	assert assess_move(facts, Stage.PREPARATION_TRAINING, Stage.REVIEW, kent, TODAY).outstanding() == []


def test_completing_the_training_leads_nobody_into_a_match(care_leavers: SchemePolicy) -> None:
	"""R11: whoever has done all of it stands where she stood, and the way on is somebody's decision."""
	for stage in WAY_TO_APPROVAL[:-1]:
		facts = PairFacts(mentor_stage=stage)
		assert codes(assess_pair(facts, care_leavers, TODAY)) == ["mentor-stage"]
	assert Stage.ACTIVE not in MOVES[Stage.PREPARATION_TRAINING]
