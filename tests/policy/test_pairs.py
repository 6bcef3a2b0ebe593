"""Who may be linked with whom (R18 to R22, R36)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from mentoring_scheme.policy.eligibility import PairFacts, assess_pair
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.states import Stage
from mentoring_scheme.policy.verdicts import Severity

TODAY = date(2026, 11, 22)
GOOD = PairFacts()


def test_a_good_pair(afc: SchemePolicy) -> None:
	assessment = assess_pair(GOOD, afc, TODAY)
	assert assessment.outstanding() == [] and [each.code for each in assessment.passes] == [
		"mentor-stage",
		"load",
	]


@pytest.mark.parametrize(
	("facts", "code", "rule"),
	[
		(replace(GOOD, same_person=True, same_household=True), "same-person", "R18"),
		(replace(GOOD, same_household=True), "same-household", "R37"),
		(replace(GOOD, other_open_links_of_pair=1), "pair-already-linked", "R21"),
		(replace(GOOD, other_open_links_of_pair=2), "pair-already-linked", "R21"),
		(replace(GOOD, mentor_stage=Stage.INTERVIEW), "mentor-stage", "R9"),
		(replace(GOOD, mentor_stage=Stage.STOOD_DOWN), "mentor-stage", "R9"),
		(replace(GOOD, mentor_stage=Stage.ON_A_BREAK), "mentor-stage", "R13"),
		(replace(GOOD, mentor_stage=Stage.SUSPENDED), "mentor-stage", "R36"),
		(replace(GOOD, mentee_under_allegation=True), "independent-support", "R22"),
		(
			replace(
				GOOD,
				mentee_under_allegation=True,
				independent_supporter="Ms Okafor",
				supporter_is_mentor=True,
			),
			"independent-support",
			"R22",
		),
	],
)
def test_refusals(facts: PairFacts, code: str, rule: str, afc: SchemePolicy) -> None:
	(refusal,) = assess_pair(facts, afc, TODAY).refusals
	assert (refusal.code, refusal.rule, refusal.overridable) == (code, rule, False)


def test_independent_support_is_named(afc: SchemePolicy) -> None:
	facts = replace(GOOD, mentee_under_allegation=True, independent_supporter="Ms Okafor")
	assessment = assess_pair(facts, afc, TODAY)
	assert assessment.allowed
	assert assessment.passes[-1].text == "Independent support is given by Ms Okafor."


@pytest.mark.parametrize(("load", "warned"), [(0, False), (1, False), (2, True), (5, True)])
def test_load_is_guidance(load: int, warned: bool, tri_borough: SchemePolicy) -> None:
	assessment = assess_pair(replace(GOOD, mentor_load=load), tri_borough, TODAY)
	assert assessment.allowed and bool(assessment.warnings) is warned


def test_load_may_be_a_hard_limit_or_none(changed: Callable[..., SchemePolicy]) -> None:
	facts = replace(GOOD, mentor_load=2)
	(refusal,) = assess_pair(facts, changed(mentees_rule="Refuse"), TODAY).refusals
	assert refusal.code == "load" and not refusal.overridable
	assert refusal.text == "The mentor has 2 other open links; the scheme's figure is 2 at a time."
	assert assess_pair(facts, changed(mentees_at_a_time=0), TODAY).outstanding() == []


@pytest.mark.parametrize(
	("load", "places", "severity"),
	[
		(5, 0, None),
		(0, 1, Severity.PASS),
		(1, 1, Severity.WARN),
		(3, 2, Severity.WARN),
	],
)
def test_the_mentor_s_own_limit(
	load: int, places: int, severity: Severity | None, changed: Callable[..., SchemePolicy]
) -> None:
	facts = replace(GOOD, mentor_load=load, mentor_places=places)
	found = assess_pair(facts, changed(mentees_at_a_time=0), TODAY).findings[1:]
	assert [(each.rule, each.code, each.severity) for each in found] == (
		[("R19", "own-limit", severity)] if severity else []
	)


def test_a_decision_about_the_own_limit_holds_for_that_load(afc: SchemePolicy) -> None:
	keys = {
		each.key
		for load in (1, 2)
		for each in assess_pair(replace(GOOD, mentor_load=load, mentor_places=1), afc, TODAY).warnings
		if each.code == "own-limit"
	}
	assert keys == {"own-limit/1", "own-limit/2"}


@pytest.mark.parametrize(
	("mentor", "mentee", "gap", "severity"),
	[
		(date(2004, 5, 1), date(2006, 5, 1), 2, Severity.PASS),
		(date(2004, 5, 2), date(2006, 5, 1), 1, Severity.WARN),
		(date(2006, 5, 1), date(2006, 5, 1), 0, Severity.WARN),
		(date(2009, 5, 1), date(2006, 5, 1), -3, Severity.WARN),
		(None, date(2006, 5, 1), None, Severity.WARN),
		(date(2004, 5, 1), None, None, Severity.WARN),
		(date(2004, 5, 1), date(2027, 1, 1), None, Severity.WARN),
	],
)
def test_age_gap(
	mentor: date | None, mentee: date | None, gap: int | None, severity: Severity, care_leavers: SchemePolicy
) -> None:
	facts = replace(GOOD, mentor_born_on=mentor, mentee_born_on=mentee)
	(found,) = [each for each in assess_pair(facts, care_leavers, TODAY).findings if each.code == "age-gap"]
	assert (found.severity, found.figures.get("gap"), found.figures["asked"]) == (severity, gap, 2)


def test_age_gap_may_refuse_and_a_manager_decide(
	care_leavers: SchemePolicy, changed: Callable[..., SchemePolicy]
) -> None:
	facts = replace(GOOD, mentor_born_on=date(2005, 1, 1), mentee_born_on=date(2006, 1, 1))
	(refusal,) = assess_pair(facts, changed(care_leavers, age_gap_rule="Refuse"), TODAY).refusals
	assert refusal.overridable and refusal.figures == {"gap": 1, "asked": 2}
