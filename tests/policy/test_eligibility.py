"""Who may be a mentor (R6, R7, R8)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring_scheme.policy.eligibility import (
	Approval,
	MentorFacts,
	assess_mentor,
	months_active,
	months_approved,
)
from mentoring_scheme.policy.errors import PolicyError
from mentoring_scheme.policy.months import Period
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.verdicts import Assessment, Finding, Severity

TODAY = date(2026, 11, 22)
LONG_AGO = date(2015, 1, 1)
GOOD = MentorFacts(
	approvals=(Approval("Mainstream", LONG_AGO, level=2),),
	active_periods=(Period(LONG_AGO),),
	training_outstanding=0,
	commitment_confirmed=True,
)


def finding(assessment: Assessment, code: str) -> Finding:
	(found,) = [each for each in assessment.findings if each.code == code]
	return found


def test_a_good_mentor_passes_everything_that_is_asked(afc: SchemePolicy, tri_borough: SchemePolicy) -> None:
	assert [each.code for each in assess_mentor(GOOD, afc, TODAY).passes] == [
		"approval",
		"level",
		"mandatory-training",
		"commitment",
	]
	assessment = assess_mentor(GOOD, tri_borough, TODAY)
	assert not assessment.outstanding()
	assert finding(assessment, "months-approved").text == "Approved for 142 months; 24 are asked."


@pytest.mark.parametrize(("level", "allowed"), [(1, False), (2, True), (3, True), (4, False), (0, False)])
def test_level_two_to_three(level: int, allowed: bool, afc: SchemePolicy) -> None:
	facts = replace(GOOD, approvals=(Approval("Mainstream", LONG_AGO, level=level),))
	found = finding(assess_mentor(facts, afc, TODAY), "level")
	assert (found.severity is Severity.PASS) is allowed
	assert found.figures == {"level": level, "lowest": 2, "highest": 3}
	assert allowed or found.overridable


def test_a_level_that_is_not_known_is_said_to_be_so(afc: SchemePolicy) -> None:
	facts = replace(GOOD, approvals=(Approval("Mainstream", LONG_AGO),))
	found = finding(assess_mentor(facts, afc, TODAY), "level")
	assert found.severity is Severity.REFUSE and found.overridable
	assert found.text == "The carer level is not known; the scheme asks for level 2 to 3."


@pytest.mark.parametrize(
	("lowest", "highest", "sentence"),
	[
		(2, 0, "The carer level is 1; the scheme asks for level 2 or above."),
		(0, 0, None),
		(2, 3, "The carer level is 1; the scheme asks for level 2 to 3."),
	],
)
def test_level_sentences(
	lowest: int, highest: int, sentence: str | None, changed: Callable[..., SchemePolicy]
) -> None:
	rule = dict(changed().to_dict()["eligibility_rules"][0], lowest_level=lowest, highest_level=highest)
	facts = replace(GOOD, approvals=(Approval("Mainstream", LONG_AGO, level=1),))
	refusals = assess_mentor(facts, changed(eligibility_rules=[rule]), TODAY).refusals
	assert [each.text for each in refusals] == ([sentence] if sentence else [])


def test_at_most_a_level(changed: Callable[..., SchemePolicy]) -> None:
	rule = dict(changed().to_dict()["eligibility_rules"][0], lowest_level=0, highest_level=3)
	facts = replace(GOOD, approvals=(Approval("Mainstream", LONG_AGO, level=4),))
	(refusal,) = assess_mentor(facts, changed(eligibility_rules=[rule]), TODAY).refusals
	assert refusal.text == "The carer level is 4; the scheme asks for level 3 or below."


@pytest.mark.parametrize(
	"approvals",
	[
		(),
		(Approval("Mainstream", LONG_AGO, date(2026, 11, 21), level=2),),
		(Approval("Mainstream", date(2026, 11, 23), level=2),),
	],
)
def test_without_a_current_approval_nothing_can_be_overridden(
	approvals: tuple[Approval, ...], afc: SchemePolicy
) -> None:
	refusal = finding(assess_mentor(replace(GOOD, approvals=approvals), afc, TODAY), "no-approval")
	assert refusal.severity is Severity.REFUSE and not refusal.overridable
	assert refusal.figures["known"] == len(approvals)


def test_an_approval_counts_on_its_last_day(afc: SchemePolicy) -> None:
	facts = replace(GOOD, approvals=(Approval("Mainstream", LONG_AGO, TODAY, level=2),))
	assert assess_mentor(facts, afc, TODAY).allowed


def test_schemes_without_carers_ask_for_no_approval(refugee: SchemePolicy) -> None:
	assert assess_mentor(MentorFacts(training_outstanding=0), refugee, TODAY).outstanding() == []


def test_the_most_favourable_of_several_approvals_counts(tri_borough: SchemePolicy) -> None:
	respite = Approval("Respite", date(2024, 5, 22))
	mainstream = Approval("Mainstream", date(2024, 6, 1))
	for approvals in ((respite, mainstream), (mainstream, respite)):
		assessment = assess_mentor(replace(GOOD, approvals=approvals), tri_borough, TODAY)
		assert assessment.allowed
		assert finding(assessment, "approval").figures["approval_type"] == "Mainstream"
	assert not assess_mentor(replace(GOOD, approvals=(respite,)), tri_borough, TODAY).allowed


def test_a_change_of_approval_type_does_not_start_the_time_again() -> None:
	approvals = [
		Approval("Respite", date(2022, 1, 1), date(2025, 12, 31)),
		Approval("Mainstream", date(2026, 1, 1)),
	]
	assert months_approved(approvals, TODAY) == 58


def test_a_gap_in_approval_starts_the_time_again() -> None:
	approvals = [
		Approval("Mainstream", date(2015, 1, 1), date(2020, 1, 1)),
		Approval("Mainstream", date(2025, 11, 22)),
	]
	assert months_approved(approvals, TODAY) == 12
	assert months_approved(approvals[:1], TODAY) == 0
	assert months_approved([], TODAY) == 0


def test_time_asked_is_reached_on_the_very_day(tri_borough: SchemePolicy) -> None:
	for day, allowed in ((date(2024, 11, 22), True), (date(2024, 11, 23), False)):
		facts = replace(GOOD, approvals=(Approval("Mainstream", day),))
		assert assess_mentor(facts, tri_borough, TODAY).allowed is allowed


def test_a_type_without_a_row_is_asked_nothing(
	tri_borough: SchemePolicy, changed: Callable[..., SchemePolicy]
) -> None:
	policy = changed(tri_borough, eligibility_rules=tri_borough.to_dict()["eligibility_rules"][1:])
	facts = replace(GOOD, approvals=(Approval("Mainstream", date(2026, 11, 1)),))
	assert assess_mentor(facts, policy, TODAY).allowed


@pytest.mark.parametrize(
	("outstanding", "sentence"),
	[
		(1, "1 course of the mandatory training is outstanding."),
		(3, "3 courses of the mandatory training are outstanding."),
		(None, "It is not known whether all mandatory training has been attended."),
	],
)
def test_mandatory_training(
	outstanding: int | None,
	sentence: str,
	afc: SchemePolicy,
	kent: SchemePolicy,
	changed: Callable[..., SchemePolicy],
) -> None:
	facts = replace(GOOD, training_outstanding=outstanding)
	refusal = finding(assess_mentor(facts, afc, TODAY), "mandatory-training")
	assert (refusal.severity, refusal.text) == (Severity.REFUSE, sentence) and refusal.overridable
	assert finding(assess_mentor(facts, kent, TODAY), "mandatory-training").severity is Severity.WARN
	assert assess_mentor(facts, changed(mandatory_training="Not asked"), TODAY).outstanding() == []


@pytest.mark.parametrize("answer", [None, False])
def test_commitment(answer: bool | None, afc: SchemePolicy, kent: SchemePolicy) -> None:
	facts = replace(GOOD, commitment_confirmed=answer)
	refusal = finding(assess_mentor(facts, afc, TODAY), "commitment")
	assert refusal.overridable and ("not known" in refusal.text) is (answer is None)
	assert not [each for each in assess_mentor(facts, kent, TODAY).findings if each.code == "commitment"]


def test_a_manager_may_override_every_failed_criterion(afc: SchemePolicy, tri_borough: SchemePolicy) -> None:
	facts = MentorFacts(approvals=(Approval("Mainstream", TODAY, level=1),))
	for policy in (afc, tri_borough):
		refusals = assess_mentor(facts, policy, TODAY).refusals
		assert refusals and all(each.overridable for each in refusals)
		decided = {each.key for each in assess_mentor(facts, policy, TODAY).findings}
		assert assess_mentor(facts, policy, TODAY).outstanding(decided) == []


def test_an_approval_cannot_end_before_it_begins() -> None:
	with pytest.raises(PolicyError):
		Approval("Mainstream", TODAY, TODAY - timedelta(days=1))


@given(st.dates(date(2000, 1, 1), TODAY), st.integers(0, 5000))
def test_active_time_counts_only_up_to_today(start: date, length: int) -> None:
	closed = MentorFacts(active_periods=(Period(start, start + timedelta(days=length)),))
	still_open = MentorFacts(active_periods=(Period(start),))
	assert months_active(closed, TODAY) <= months_active(still_open, TODAY)
	assert months_active(
		replace(still_open, active_periods=still_open.active_periods * 2), TODAY
	) == months_active(still_open, TODAY)
