"""The states of a link and their gates (R21, R23, R26, R36, R37, R40)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from mentoring_scheme.policy.clock import Suspension
from mentoring_scheme.policy.lifecycle import (
	TRANSITIONS,
	AgreementFacts,
	Answer,
	Consultation,
	Ending,
	EndingRecord,
	Introduction,
	LinkFacts,
	LinkState,
	assess_move,
	following,
)
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.verdicts import Assessment, Severity

TODAY = date(2026, 11, 22)
TOMORROW = TODAY + timedelta(days=1)
Change = Callable[..., SchemePolicy]


@pytest.fixture
def ready(afc: SchemePolicy) -> LinkFacts:
	"""A link that has all that activation under afc asks for."""
	return LinkFacts(
		state=LinkState.INTRODUCTION,
		start_on=date(2026, 2, 20),
		mentee_approved_on=date(2026, 1, 10),
		mentor_ssw=Consultation(Answer.AGREES, date(2026, 2, 1)),
		mentee_ssw=Consultation(Answer.AGREES, date(2026, 2, 3)),
		introduction=Introduction(
			held_on=date(2026, 2, 18),
			mentor_attended=True,
			mentee_attended=True,
			mentor_ssw_attended=True,
			mentee_ssw_attended=True,
			topics_covered=frozenset(each.topic for each in afc.introduction_topics),
		),
		agreement=AgreementFacts(
			signed_by_mentor_on=date(2026, 2, 18),
			signed_by_mentee_on=date(2026, 2, 19),
			sections_filled=frozenset(each.section for each in afc.agreement_sections),
		),
	)


@pytest.fixture
def over(ready: LinkFacts) -> LinkFacts:
	"""A link that has all that closing under afc asks for."""
	ending = Ending(
		ended_on=date(2026, 8, 20),
		closing_supervision_on=date(2026, 8, 25),
		reflection_on=date(2026, 8, 18),
		formal_record=EndingRecord.MEETING,
		formal_record_on=date(2026, 8, 20),
		mentor_feedback_asked=True,
		mentee_feedback_asked=True,
	)
	return replace(ready, state=LinkState.CLOSING, ending=ending)


def codes(assessment: Assessment) -> list[str]:
	return [each.code for each in assessment.refusals]


def activation(facts: LinkFacts, policy: SchemePolicy) -> Assessment:
	return assess_move(facts, LinkState.ACTIVE, policy, TODAY)


def test_the_table_of_moves() -> None:
	names = {state.value: [each.value for each in after] for state, after in TRANSITIONS.items()}
	assert names == {
		"Proposed": ["Consulting", "Introduction", "Declined"],
		"Consulting": ["Introduction", "Declined"],
		"Introduction": ["Active", "Declined"],
		"Active": ["Suspended", "Closing", "Ended Early"],
		"Suspended": ["Active", "Closing", "Ended Early"],
		"Closing": ["Closed", "Ended Early"],
		"Ended Early": ["Closed"],
		"Closed": ["Closing"],
		"Declined": [],
	}


@pytest.mark.parametrize("state", LinkState)
@pytest.mark.parametrize("to_state", LinkState)
def test_no_stage_is_skipped(
	state: LinkState, to_state: LinkState, ready: LinkFacts, afc: SchemePolicy
) -> None:
	refused = "no-such-move" in codes(assess_move(replace(ready, state=state), to_state, afc, TODAY))
	assert refused is (to_state not in following(state, afc))


def test_a_refused_move_names_what_may_follow(ready: LinkFacts, afc: SchemePolicy) -> None:
	proposed = replace(ready, state=LinkState.PROPOSED)
	(refusal,) = assess_move(proposed, LinkState.ACTIVE, afc, TODAY).refusals
	assert refusal.text == "A link cannot move from “Proposed” to “Active”."
	assert refusal.remedy_text == "What may follow is: Consulting, Declined."
	closed = replace(ready, state=LinkState.CLOSED)
	(refusal,) = assess_move(closed, LinkState.ACTIVE, afc, TODAY).refusals
	assert refusal.remedy_text == "What may follow is: Closing."
	declined = replace(ready, state=LinkState.DECLINED)
	(refusal,) = assess_move(declined, LinkState.ACTIVE, afc, TODAY).refusals
	assert refusal.remedy_text == "“Declined” is final; make a new link instead."


def test_consultation_is_left_out_only_where_none_is_asked(ready: LinkFacts, kent: SchemePolicy) -> None:
	proposed = replace(ready, state=LinkState.PROPOSED)
	assert assess_move(proposed, LinkState.INTRODUCTION, kent, TODAY).outstanding() == []


def test_both_are_consulted_before_the_introduction(ready: LinkFacts, afc: SchemePolicy) -> None:
	consulting = replace(ready, state=LinkState.CONSULTING)
	assert assess_move(consulting, LinkState.INTRODUCTION, afc, TODAY).outstanding() == []
	silent = replace(consulting, mentor_ssw=Consultation(), mentee_ssw=Consultation())
	assert codes(assess_move(silent, LinkState.INTRODUCTION, afc, TODAY)) == [
		"consultation-mentor-ssw",
		"consultation-mentee-ssw",
	]
	for answered_on in (None, TOMORROW):
		odd = replace(consulting, mentor_ssw=Consultation(Answer.AGREES, answered_on))
		assert codes(assess_move(odd, LinkState.INTRODUCTION, afc, TODAY)) == ["consultation-mentor-ssw"]


def test_concerns_warn_and_disagreement_refuses(ready: LinkFacts, afc: SchemePolicy) -> None:
	day = date(2026, 2, 3)
	concerned = activation(replace(ready, mentee_ssw=Consultation(Answer.CONCERNS, day)), afc)
	assert concerned.allowed
	assert [each.key for each in concerned.warnings] == ["consultation-mentee-ssw/2026-02-03"]
	(refusal,) = activation(replace(ready, mentee_ssw=Consultation(Answer.DISAGREES, day)), afc).refusals
	assert refusal.overridable
	assert refusal.text == (
		"The answer from the mentee's supervising social worker on 3 February 2026 is: does not agree."
	)


def test_a_link_that_is_ready(ready: LinkFacts, afc: SchemePolicy) -> None:
	assert activation(ready, afc).outstanding() == []


@pytest.mark.parametrize(
	("part", "change", "code"),
	[
		("introduction", {"held_on": None}, "introduction"),
		("introduction", {"held_on": TOMORROW}, "introduction"),
		("introduction", {"mentor_attended": False}, "introduction-attendance"),
		("introduction", {"mentee_attended": False}, "introduction-attendance"),
		("introduction", {"mentor_ssw_attended": False}, "introduction-attendance"),
		("introduction", {"mentee_ssw_attended": False}, "introduction-attendance"),
		("introduction", {"topics_covered": frozenset()}, "introduction-topics"),
		("agreement", {"signed_by_mentor_on": None}, "agreement-signed"),
		("agreement", {"signed_by_mentee_on": None}, "agreement-signed"),
		("agreement", {"signed_by_mentee_on": TOMORROW}, "agreement-signed-in-future"),
		("agreement", {"sections_filled": frozenset({"Purpose"})}, "agreement-sections"),
		(None, {"start_on": None}, "start"),
		(None, {"start_on": TOMORROW}, "start"),
		(None, {"start_on": date(2026, 2, 17)}, "start-before-introduction"),
		(None, {"mentee_approved_on": date(2026, 2, 21)}, "start-before-approval"),
	],
)
def test_activation_names_what_is_missing(
	part: str | None, change: dict[str, Any], code: str, ready: LinkFacts, afc: SchemePolicy
) -> None:
	facts = (
		replace(ready, **change)
		if part is None
		else replace(ready, **{part: replace(getattr(ready, part), **change)})
	)
	refusals = activation(facts, afc).refusals
	assert code in [each.code for each in refusals]
	assert not any(each.overridable for each in refusals)


def test_missing_topics_are_counted_and_named(ready: LinkFacts, afc: SchemePolicy) -> None:
	some = frozenset(each.topic for each in afc.introduction_topics[:5])
	facts = replace(ready, introduction=replace(ready.introduction, topics_covered=some))
	(refusal,) = activation(facts, afc).refusals
	assert refusal.text == (
		"The introduction covered 5 of 7 topics. Missing: How concerns and information reach the supervising social "
		"workers; The mentoring agreement."
	)


def test_the_agreement_may_need_a_social_worker(ready: LinkFacts, changed: Change) -> None:
	policy = changed(agreement_needs_ssw=True)
	assert codes(activation(ready, policy)) == ["agreement-signed"]
	signed = replace(ready, agreement=replace(ready.agreement, signed_by_ssw_on=date(2026, 2, 19)))
	assert activation(signed, policy).allowed


@pytest.mark.parametrize(
	("asked", "field"),
	[("Co-ordinator", "coordinator_attended"), ("Project worker", "project_worker_attended")],
)
def test_other_staff_at_the_introduction(asked: str, field: str, ready: LinkFacts, changed: Change) -> None:
	policy = changed(introduction_attendance=asked)
	assert codes(activation(ready, policy)) == ["introduction-attendance"]
	there = replace(ready, introduction=replace(ready.introduction, **{field: True}))
	assert activation(there, policy).allowed


def test_no_meeting_is_needed_where_none_is_asked(ready: LinkFacts, changed: Change) -> None:
	facts = replace(ready, introduction=Introduction())
	assert activation(facts, changed(introduction_attendance="Not asked")).allowed


@pytest.mark.parametrize(
	("mentor", "mentee", "sentence"),
	[
		(None, True, "It is not recorded whether these are happy to go on: the mentor."),
		(True, False, "Not happy to go on: the mentee."),
		(True, True, None),
	],
)
def test_both_happy(
	mentor: bool | None, mentee: bool | None, sentence: str | None, ready: LinkFacts, changed: Change
) -> None:
	facts = replace(ready, introduction=replace(ready.introduction, mentor_happy=mentor, mentee_happy=mentee))
	refusals = activation(facts, changed(both_happy_required=True)).refusals
	assert [each.text for each in refusals] == ([sentence] if sentence else [])


def by_phone(ready: LinkFacts, policy: SchemePolicy, **more: Any) -> LinkFacts:
	topics = frozenset(each.topic for each in policy.introduction_topics if each.also_by_phone)
	agreement = AgreementFacts(phone_topics_covered=topics)
	return replace(ready, introduction=Introduction(), agreement=agreement, **more)


def test_a_start_by_phone_warns_until_the_agreement_is_signed(
	ready: LinkFacts, tri_borough: SchemePolicy
) -> None:
	assessment = activation(by_phone(ready, tri_borough), tri_borough)
	assert assessment.allowed
	assert [each.key for each in assessment.warnings] == [
		"introduction/phone",
		"agreement-sections/phone",
		"agreement-signed/phone",
	]


def test_a_phone_checklist_with_gaps_stands_in_for_nothing(
	ready: LinkFacts, tri_borough: SchemePolicy
) -> None:
	facts = replace(
		by_phone(ready, tri_borough),
		agreement=AgreementFacts(phone_topics_covered=frozenset({"Confidentiality and safeguarding"})),
	)
	refusals = activation(facts, tri_borough).refusals
	assert [each.code for each in refusals] == [
		"introduction",
		"agreement-sections",
		"agreement-signed",
		"phone-checklist",
	]
	assert refusals[-1].figures["covered"] == 1 and refusals[-1].figures["asked"] == 5


def test_no_start_by_phone_where_the_policy_has_none(ready: LinkFacts, afc: SchemePolicy) -> None:
	everything = frozenset(each.topic for each in afc.introduction_topics)
	facts = replace(ready, agreement=AgreementFacts(phone_topics_covered=everything))
	assert codes(activation(facts, afc)) == ["agreement-sections", "agreement-signed"]


def test_a_start_by_phone_softens_no_wrong_date(ready: LinkFacts, tri_borough: SchemePolicy) -> None:
	facts = replace(by_phone(ready, tri_borough), introduction=Introduction(held_on=TOMORROW))
	assert "introduction" in codes(activation(facts, tri_borough))


def test_a_decline_needs_a_reason(ready: LinkFacts, afc: SchemePolicy) -> None:
	for state in (LinkState.PROPOSED, LinkState.CONSULTING, LinkState.INTRODUCTION):
		facts = replace(ready, state=state)
		assert codes(assess_move(facts, LinkState.DECLINED, afc, TODAY)) == ["decline-reason"]
		assert assess_move(
			replace(facts, reason="Too far to travel."), LinkState.DECLINED, afc, TODAY
		).allowed


def test_suspending_needs_an_open_suspension(ready: LinkFacts, afc: SchemePolicy) -> None:
	active = replace(ready, state=LinkState.ACTIVE)
	closed = Suspension(date(2026, 4, 1), date(2026, 5, 1), "x")
	for stops in ((), (closed,)):
		facts = replace(active, suspensions=stops)
		assert codes(assess_move(facts, LinkState.SUSPENDED, afc, TODAY)) == ["open-suspension"]
	good = replace(active, suspensions=(closed, Suspension(date(2026, 6, 1), None, "x")))
	assert assess_move(good, LinkState.SUSPENDED, afc, TODAY).allowed
	no_reason = replace(active, suspensions=(Suspension(date(2026, 6, 1)),))
	assert codes(assess_move(no_reason, LinkState.SUSPENDED, afc, TODAY)) == ["suspension-reason"]
	future = replace(active, suspensions=(Suspension(TOMORROW, None, "x"),))
	assert codes(assess_move(future, LinkState.SUSPENDED, afc, TODAY)) == ["suspension-in-future"]


def test_resuming_needs_its_day(ready: LinkFacts, afc: SchemePolicy) -> None:
	stopped = replace(
		ready, state=LinkState.SUSPENDED, suspensions=(Suspension(date(2026, 6, 1), None, "x"),)
	)
	assert codes(assess_move(stopped, LinkState.ACTIVE, afc, TODAY)) == ["open-suspension"]
	resumed = replace(stopped, suspensions=(Suspension(date(2026, 6, 1), date(2026, 7, 1), "x"),))
	assert assess_move(resumed, LinkState.ACTIVE, afc, TODAY).allowed, (
		"without going through activation again"
	)


def test_closing_may_begin_at_any_time(ready: LinkFacts, afc: SchemePolicy) -> None:
	for state in (LinkState.ACTIVE, LinkState.SUSPENDED):
		assert assess_move(replace(ready, state=state), LinkState.CLOSING, afc, TODAY).outstanding() == []


def test_an_early_ending_needs_a_day_and_a_reason(ready: LinkFacts, afc: SchemePolicy) -> None:
	active = replace(ready, state=LinkState.ACTIVE)
	assert codes(assess_move(active, LinkState.ENDED_EARLY, afc, TODAY)) == ["ended-on", "ending-reason"]
	ended = replace(active, ending=Ending(ended_on=date(2026, 6, 30), reason="Moved away."))
	assert assess_move(ended, LinkState.ENDED_EARLY, afc, TODAY).outstanding() == []


def test_a_link_that_is_over(over: LinkFacts, afc: SchemePolicy) -> None:
	assert assess_move(over, LinkState.CLOSED, afc, TODAY).outstanding() == []


@pytest.mark.parametrize(
	("change", "code"),
	[
		({"ended_on": None}, "ended-on"),
		({"ended_on": TOMORROW}, "ended-on"),
		({"ended_on": date(2026, 2, 19)}, "ended-on"),
		({"closing_supervision_on": None}, "closing-supervision"),
		({"closing_supervision_on": TOMORROW}, "closing-supervision"),
		({"reflection_on": None}, "reflection"),
		({"reflection_on": TOMORROW}, "reflection"),
		({"formal_record": None}, "formal-record"),
		({"formal_record_on": None}, "formal-record"),
		({"formal_record_on": TOMORROW}, "formal-record"),
		({"records_filed": False}, "records-filed"),
	],
)
def test_closing_names_what_is_missing(
	change: dict[str, Any], code: str, over: LinkFacts, afc: SchemePolicy
) -> None:
	facts = replace(over, ending=replace(over.ending, **change))
	assert codes(assess_move(facts, LinkState.CLOSED, afc, TODAY)) == [code]


def test_only_what_the_policy_asks(over: LinkFacts, refugee: SchemePolicy, kent: SchemePolicy) -> None:
	bare = replace(
		over,
		ending=Ending(ended_on=date(2026, 8, 20), mentor_feedback_asked=True, mentee_feedback_asked=True),
	)
	assert codes(assess_move(bare, LinkState.CLOSED, refugee, TODAY)) == ["reflection"]
	assert codes(assess_move(bare, LinkState.CLOSED, kent, TODAY)) == ["ending-agreed"]
	agreed = replace(bare, ending=replace(bare.ending, agreed_by_mentor=True, agreed_by_mentee=True))
	assert assess_move(agreed, LinkState.CLOSED, kent, TODAY).outstanding() == []


def test_ending_never_waits_for_feedback(over: LinkFacts, afc: SchemePolicy, changed: Change) -> None:
	facts = replace(
		over, ending=replace(over.ending, mentor_feedback_asked=False, mentee_feedback_asked=False)
	)
	assessment = assess_move(facts, LinkState.CLOSED, afc, TODAY)
	assert assessment.allowed
	assert [each.text for each in assessment.warnings] == [
		"Feedback has not been asked of: the mentor, the mentee."
	]
	mentee_only = assess_move(facts, LinkState.CLOSED, changed(feedback_from="Mentee"), TODAY)
	assert [each.text for each in mentee_only.warnings] == ["Feedback has not been asked of: the mentee."]


def test_records_that_are_not_agreed_are_counted(over: LinkFacts, afc: SchemePolicy) -> None:
	facts = replace(over, ending=replace(over.ending, records_not_agreed=3))
	(warning,) = assess_move(facts, LinkState.CLOSED, afc, TODAY).warnings
	assert warning.key == "records-not-agreed/3"
	assert warning.text == "3 contact records are not agreed yet and will be closed as they stand."


def test_records_may_be_filed_before_or_by_closing(over: LinkFacts, afc: SchemePolicy) -> None:
	for filed in (None, True):
		facts = replace(over, ending=replace(over.ending, records_filed=filed))
		assert assess_move(facts, LinkState.CLOSED, afc, TODAY).allowed


def test_after_an_early_ending_the_pair_need_not_meet_again(over: LinkFacts, afc: SchemePolicy) -> None:
	ending = replace(over.ending, reason="Moved away.", closing_supervision_on=None, reflection_on=None)
	early = replace(over, state=LinkState.ENDED_EARLY, ending=ending)
	assessment = assess_move(early, LinkState.CLOSED, afc, TODAY)
	assert assessment.allowed
	assert [each.code for each in assessment.warnings] == ["closing-supervision", "reflection"]
	unfiled = replace(early, ending=replace(ending, records_filed=False, formal_record_on=None))
	assert codes(assess_move(unfiled, LinkState.CLOSED, afc, TODAY)) == ["formal-record", "records-filed"]
	future = replace(early, ending=replace(ending, reflection_on=TOMORROW))
	found = [
		each
		for each in assess_move(future, LinkState.CLOSED, afc, TODAY).findings
		if each.code == "reflection"
	]
	assert found[0].severity is Severity.REFUSE


def test_an_early_ending_does_not_ask_both_to_agree(over: LinkFacts, kent: SchemePolicy) -> None:
	early = replace(over, state=LinkState.ENDED_EARLY, ending=replace(over.ending, reason="They fell out."))
	assert assess_move(early, LinkState.CLOSED, kent, TODAY).allowed


def test_everything_may_happen_on_one_day(ready: LinkFacts, afc: SchemePolicy) -> None:
	facts = replace(
		ready,
		start_on=TODAY,
		mentee_approved_on=TODAY,
		mentor_ssw=Consultation(Answer.AGREES, TODAY),
		mentee_ssw=Consultation(Answer.AGREES, TODAY),
		introduction=replace(ready.introduction, held_on=TODAY),
		agreement=replace(ready.agreement, signed_by_mentor_on=TODAY, signed_by_mentee_on=TODAY),
	)
	assert activation(facts, afc).outstanding() == []
