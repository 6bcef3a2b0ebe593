"""The stages of a mentor (R9, R11, R13)."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from mentoring_scheme.policy.eligibility import Approval, MentorFacts
from mentoring_scheme.policy.recruitment import MOVES, WAY_TO_APPROVAL, RecruitmentFacts, Stage, assess_move
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.verdicts import Assessment

TODAY = date(2026, 11, 22)
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
		training_outstanding=0,
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


@pytest.mark.parametrize(
	("before", "after"),
	[
		(Stage.INTERVIEW, Stage.APPLIED),
		(Stage.INTERVIEW, Stage.INTERVIEW),
		(Stage.REVIEW, Stage.ACTIVE),
		(Stage.STOOD_DOWN, Stage.ACTIVE),
		(Stage.SUSPENDED, Stage.ON_A_BREAK),
	],
)
def test_moves_that_do_not_exist(before: Stage, after: Stage, afc: SchemePolicy) -> None:
	(refusal,) = assess_move(DONE, before, after, afc, TODAY).refusals
	assert refusal.code == "no-such-move" and not refusal.overridable
	assert str(refusal.figures["following"]).split(", ") == [stage.value for stage in MOVES[before]]


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
