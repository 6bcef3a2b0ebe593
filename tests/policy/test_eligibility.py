"""Who may be a mentor (R6, R7, R8)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring_scheme.policy import presets
from mentoring_scheme.policy.checks import CheckFact
from mentoring_scheme.policy.eligibility import (
	Approval,
	MentorFacts,
	assess_mentor,
	facts_asked,
	months_active,
	months_approved,
)
from mentoring_scheme.policy.errors import PolicyError
from mentoring_scheme.policy.months import Period
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.training import Attended, Training
from mentoring_scheme.policy.verdicts import Assessment, Finding, Severity

TODAY = date(2026, 11, 22)
LONG_AGO = date(2015, 1, 1)
COURSE = (Training(date(2026, 3, 1), date(2026, 2, 1), "Safer caring"),)
GOOD = MentorFacts(
	approvals=(Approval("Mainstream", LONG_AGO, level=2),),
	active_periods=(Period(LONG_AGO),),
	trainings=COURSE,
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
	checks = (CheckFact("DBS check", date(2026, 1, 1)),)
	assert assess_mentor(MentorFacts(trainings=COURSE, checks=checks), refugee, TODAY).outstanding() == []


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


LATE = tuple(Training(date(2026, 3, 1), None, name) for name in ("Safer caring", "First aid", "Attachment"))


@pytest.mark.parametrize(
	("trainings", "sentence"),
	[
		(LATE[:1], "1 course of the mandatory training is outstanding."),
		(LATE, "3 courses of the mandatory training are outstanding."),
		((), "It is not known whether all mandatory training has been attended."),
	],
)
def test_mandatory_training(
	trainings: tuple[Training, ...],
	sentence: str,
	afc: SchemePolicy,
	kent: SchemePolicy,
	changed: Callable[..., SchemePolicy],
) -> None:
	facts = replace(GOOD, trainings=trainings)
	refusal = finding(assess_mentor(facts, afc, TODAY), "mandatory-training")
	assert (refusal.severity, refusal.text) == (Severity.REFUSE, sentence) and refusal.overridable
	assert finding(assess_mentor(facts, kent, TODAY), "mandatory-training").severity is Severity.WARN
	assert assess_mentor(facts, changed(mandatory_training="Not asked"), TODAY).outstanding() == []


def test_what_the_scheme_asks_of_all_counts_beside_what_was_agreed_with_one(
	changed: Callable[..., SchemePolicy],
) -> None:
	asked = [
		{"training": "First aid", "within_months": 6, "every_months": 36},
		{"training": "safer  CARING", "within_months": 6, "every_months": 0},
	]
	policy = changed(training_requirements=asked, training_per_year=0)
	facts = replace(GOOD, trainings=LATE[:1], mentor_since=date(2026, 1, 1))
	found = finding(assess_mentor(facts, policy, TODAY), "mandatory-training")
	assert found.figures["names"] == "Safer caring, First aid"
	assert found.remedy_text.startswith("Outstanding: Safer caring, First aid.")
	done = replace(
		facts,
		trainings=(replace(LATE[0], attended_on=date(2026, 2, 1)),),
		attended=(Attended("Safer caring", date(2026, 2, 1)), Attended("First aid", date(2026, 11, 1))),
	)
	assert finding(assess_mentor(done, policy, TODAY), "mandatory-training").severity is Severity.PASS
	assert finding(
		assess_mentor(replace(done, attended=done.attended[:1]), policy, TODAY), "mandatory-training"
	).overridable


def test_the_number_of_trainings_in_a_year_is_shown_and_warned_of(afc: SchemePolicy) -> None:
	"""R12."""
	long_since = replace(GOOD, mentor_since=date(2025, 1, 1))
	found = finding(assess_mentor(long_since, afc, TODAY), "training-per-year")
	assert (found.severity, found.figures["attended"]) == (Severity.WARN, 0)
	assert "It was due on 1 January 2026." in found.remedy_text
	last_year = replace(long_since, attended=(Attended("Attachment", date(2025, 11, 21)),))
	assert finding(assess_mentor(last_year, afc, TODAY), "training-per-year").severity is Severity.WARN
	in_time = replace(long_since, attended=(Attended("Attachment", date(2025, 11, 22)),))
	assert finding(assess_mentor(in_time, afc, TODAY), "training-per-year").severity is Severity.PASS
	fresh = replace(GOOD, mentor_since=date(2026, 1, 1))
	found = finding(assess_mentor(fresh, afc, TODAY), "training-per-year")
	assert found.severity is Severity.PASS and "1 January 2027" in found.text
	assert not [each for each in assess_mentor(GOOD, afc, TODAY).findings if each.code == "training-per-year"]


def test_a_decision_about_training_does_not_cover_the_next_lapse(afc: SchemePolicy) -> None:
	facts = replace(GOOD, mentor_since=date(2024, 1, 1))
	(before,) = assess_mentor(facts, afc, TODAY).warnings
	later = replace(facts, attended=(Attended("Attachment", date(2025, 5, 1)),))
	(after,) = assess_mentor(later, afc, TODAY).warnings
	assert before.key != after.key


@pytest.mark.parametrize(
	("checks", "code"),
	[
		((), "check-missing"),
		((CheckFact("DBS check", date(2023, 11, 21)),), "check-expired"),
		((CheckFact("DBS check", date(2026, 1, 1), date(2026, 11, 21)),), "check-expired"),
		((CheckFact("DBS check", date(2026, 1, 1), accepted=False),), "check-not-accepted"),
	],
)
def test_checks_that_are_asked_for(
	checks: tuple[CheckFact, ...], code: str, care_leavers: SchemePolicy, refugee: SchemePolicy
) -> None:
	facts = MentorFacts(trainings=COURSE, checks=checks)
	(refusal,) = assess_mentor(facts, care_leavers, TODAY).refusals
	assert refusal.code == code and refusal.overridable and len(refusal.key) <= 140
	found = finding(assess_mentor(facts, refugee, TODAY), code)
	assert (found.severity is Severity.REFUSE) is (code == "check-not-accepted")


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


DAYS = st.dates(date(2015, 1, 1), date(2027, 12, 31))
KNOWN = st.builds(
	MentorFacts,
	approvals=st.lists(
		st.builds(
			Approval, st.sampled_from(("Mainstream", "Kinship")), DAYS, level=st.none() | st.integers(0, 4)
		)
	).map(tuple),
	active_periods=st.lists(st.builds(Period, DAYS)).map(tuple),
	commitment_confirmed=st.none() | st.booleans(),
	trainings=st.lists(
		st.builds(
			Training, st.none() | DAYS, st.none() | DAYS, st.sampled_from(("Safer caring", "First aid"))
		)
	).map(tuple),
	attended=st.lists(st.builds(Attended, st.sampled_from(("Safer caring", "First aid")), DAYS)).map(tuple),
	mentor_since=st.none() | DAYS,
	checks=st.lists(st.builds(CheckFact, st.just("DBS"), DAYS, accepted=st.booleans())).map(tuple),
)
ASKING = st.fixed_dictionaries(
	{
		"mandatory_training": st.sampled_from(("Refuse", "Warn", "Not asked")),
		"training_per_year": st.sampled_from((0, 0, 2)),
		"training_requirements": st.sampled_from(
			([], [{"training": "First aid", "within_months": 6, "every_months": 36}])
		),
	},
	optional={
		"eligibility_rules": st.just([]),
		"commitment_required": st.booleans(),
		"required_checks": st.sampled_from(([], [{"check": "DBS", "valid_months": 36}])),
		"expired_check_rule": st.sampled_from(("Refuse", "Warn", "Not asked")),
	},
)


@pytest.mark.parametrize("name", presets.names())
@given(facts=KNOWN, changes=ASKING)
def test_what_is_not_asked_of_a_mentor_changes_nothing(
	name: str, facts: MentorFacts, changes: dict[str, object]
) -> None:
	policy = SchemePolicy.from_dict({**presets.load(name).to_dict(), **changes})
	others = MentorFacts.__dataclass_fields__.keys() - facts_asked(policy)
	emptied = replace(facts, **{each: getattr(MentorFacts(), each) for each in others})
	found, expected = assess_mentor(emptied, policy, TODAY), assess_mentor(facts, policy, TODAY)
	assert found == expected
	assert [each.figures for each in found.findings] == [each.figures for each in expected.findings]


def test_a_scheme_without_rules_asks_nothing(afc: SchemePolicy) -> None:
	assert {"approvals", "commitment_confirmed", "trainings"} <= facts_asked(afc)
	assert "active_periods" not in facts_asked(afc)
	nothing = SchemePolicy.from_dict(
		{
			**afc.to_dict(),
			"eligibility_rules": [],
			"mandatory_training": "Not asked",
			"commitment_required": False,
			"training_per_year": 0,
			"expired_check_rule": "Not asked",
		}
	)
	assert facts_asked(nothing) == frozenset()
