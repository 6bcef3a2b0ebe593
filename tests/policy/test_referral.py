"""How a referral stands: ways in, offers and answers, independent support (R15 to R17, R22)."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring_scheme.policy import presets
from mentoring_scheme.policy.referral import (
	Missing,
	OfferAnswer,
	ReferralFacts,
	Route,
	Wanted,
	assess_independent_support,
	assess_looking_again,
	assess_referral,
	missing_for_match,
	waiting_since,
)
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.verdicts import Severity

TODAY = date(2026, 11, 22)
REFERRED = date(2026, 11, 1)
OFFERED = date(2026, 11, 3)
ANSWERED = date(2026, 11, 10)
ACCEPTED = ReferralFacts(
	referred_on=REFERRED,
	route=Route.NEWLY_APPROVED,
	support_type="Newly approved carer",
	offered_on=OFFERED,
	answer=OfferAnswer.ACCEPTED,
	answered_on=ANSWERED,
	has_topics=True,
	has_area=True,
)
DAYS_TO_OFFER, DAYS_TO_ANSWER = 14, 10
NOT_OFFERED = replace(ACCEPTED, offered_on=None, answer=None, answered_on=None)
NO_ANSWER = replace(ACCEPTED, answer=None, answered_on=None)
DECLINED = replace(ACCEPTED, answer=OfferAnswer.DECLINED)


@pytest.fixture(scope="module")
def with_both(afc: SchemePolicy) -> SchemePolicy:
	return replace(afc, offers_traditional=True)


@pytest.fixture(scope="module")
def peers_only(afc: SchemePolicy) -> SchemePolicy:
	return replace(
		afc, offers_traditional=False, offer_within_days=DAYS_TO_OFFER, answer_within_days=DAYS_TO_ANSWER
	)


def only(facts: ReferralFacts, policy: SchemePolicy, code: str, today: date = TODAY):
	(finding,) = [each for each in assess_referral(facts, policy, today).findings if each.code == code]
	return finding


def test_an_accepted_offer_is_in_order(peers_only: SchemePolicy) -> None:
	assessment = assess_referral(ACCEPTED, peers_only, TODAY)
	assert [each.text for each in assessment.findings] == [
		"Offered on 3 November 2026, accepted on 10 November 2026."
	]
	assert assessment.outstanding() == []
	assert missing_for_match(ACCEPTED, peers_only) == ()


@pytest.mark.parametrize(
	("days", "severity", "text"),
	[
		(1, Severity.PASS, "No offer is recorded, 1 day after the referral."),
		(DAYS_TO_OFFER - 1, Severity.PASS, "No offer is recorded, 13 days after the referral."),
		(DAYS_TO_OFFER, Severity.WARN, "No offer is recorded, 14 days after the referral."),
	],
)
def test_everyone_is_offered_a_mentor(
	days: int, severity: Severity, text: str, peers_only: SchemePolicy
) -> None:
	finding = only(NOT_OFFERED, peers_only, "offer", REFERRED + timedelta(days=days))
	assert (finding.rule, finding.severity, finding.text) == ("R17", severity, text)


@pytest.mark.parametrize("days", [0, DAYS_TO_ANSWER - 1, DAYS_TO_ANSWER, DAYS_TO_ANSWER + 1])
def test_an_offer_without_an_answer_shows_after_a_while(days: int, peers_only: SchemePolicy) -> None:
	finding = only(NO_ANSWER, peers_only, "offer", OFFERED + timedelta(days=days))
	assert (finding.severity is Severity.WARN) == (days >= DAYS_TO_ANSWER)


def test_a_scheme_that_gives_no_time_asks_nobody(peers_only: SchemePolicy) -> None:
	patient = replace(peers_only, offer_within_days=0, answer_within_days=0)
	late = REFERRED + timedelta(days=400)
	for facts in (NOT_OFFERED, NO_ANSWER):
		assert only(facts, patient, "offer", late).severity is Severity.PASS


def test_a_decline_has_a_reason_and_is_not_the_last_word(peers_only: SchemePolicy) -> None:
	without = only(DECLINED, peers_only, "offer")
	assert without.severity is Severity.WARN
	assert "change their mind" in without.remedy_text
	finding = only(replace(DECLINED, reason="Too much at once"), peers_only, "offer")
	assert finding.severity is Severity.PASS
	assert finding.text == (
		"Declined on 10 November 2026: Too much at once. A mentee may change their mind at any time."
	)


def test_nobody_is_chased_for_an_offer_once_support_runs(peers_only: SchemePolicy) -> None:
	late = REFERRED + timedelta(days=400)
	assert assess_referral(replace(NOT_OFFERED, is_settled=True), peers_only, late).findings == ()


def test_a_traditional_mentor_is_offered_as_well_where_the_scheme_has_them(
	with_both: SchemePolicy, peers_only: SchemePolicy
) -> None:
	finding = only(ACCEPTED, with_both, "traditional-offer")
	assert (finding.rule, finding.severity) == ("R17", Severity.WARN)
	assert Missing.TRADITIONAL_OFFER in missing_for_match(ACCEPTED, with_both)
	offered = replace(ACCEPTED, traditional_offered_on=OFFERED)
	assert only(offered, with_both, "traditional-offer").severity is Severity.PASS
	assert missing_for_match(offered, with_both) == ()
	codes = {each.code for each in assess_referral(ACCEPTED, peers_only, TODAY).findings}
	assert "traditional-offer" not in codes


def test_the_offer_of_a_traditional_mentor_is_not_missed_before_the_first_offer(
	with_both: SchemePolicy,
) -> None:
	assert missing_for_match(NOT_OFFERED, with_both) == (Missing.OFFER,)


def test_a_wish_that_the_scheme_cannot_meet_shows(with_both: SchemePolicy, peers_only: SchemePolicy) -> None:
	wish = replace(ACCEPTED, wanted=Wanted.TRADITIONAL, traditional_offered_on=OFFERED)
	assert only(wish, peers_only, "mentor-choice").severity is Severity.WARN
	assert all(each.code != "mentor-choice" for each in assess_referral(wish, with_both, TODAY).findings)


@pytest.mark.parametrize("route", Route)
def test_which_ways_in_rest_on_a_plan(route: Route, peers_only: SchemePolicy) -> None:
	asked = route in (Route.ADVERSITY, Route.SUPPORT_PLAN)
	warned = assess_referral(replace(ACCEPTED, route=route), peers_only, TODAY).warnings
	assert [each.code for each in warned] == (["referral-plan"] if asked else [])
	named = replace(ACCEPTED, route=route, plan="Annual review")
	assert not assess_referral(named, peers_only, TODAY).warnings


def test_independent_support_is_asked_for_at_the_referral_already(peers_only: SchemePolicy) -> None:
	facts = replace(ACCEPTED, under_allegation=True, independent_supporter="  ")
	finding = only(facts, peers_only, "independent-support")
	assert (finding.rule, finding.severity) == ("R22", Severity.WARN)
	assert assess_independent_support(facts).findings == (finding,)
	assert missing_for_match(facts, peers_only) == (Missing.INDEPENDENT_SUPPORT,)
	named = replace(facts, independent_supporter="Ms Okafor")
	assert only(named, peers_only, "independent-support").severity is Severity.PASS
	assert missing_for_match(named, peers_only) == ()
	assert assess_independent_support(ACCEPTED).findings == ()


def test_what_is_missing_is_listed_in_the_order_of_the_work(peers_only: SchemePolicy) -> None:
	bare = ReferralFacts(referred_on=REFERRED)
	assert missing_for_match(bare, peers_only) == (
		Missing.OFFER,
		Missing.SUPPORT_TYPE,
		Missing.TOPICS,
		Missing.AREA,
	)
	assert missing_for_match(NO_ANSWER, peers_only) == (Missing.ANSWER,)


def test_the_wait_is_counted_from_the_yes_and_until_then_from_the_referral() -> None:
	assert waiting_since(ACCEPTED) == ANSWERED
	assert waiting_since(replace(ACCEPTED, looks_again_since=TODAY)) == TODAY
	for facts in (NOT_OFFERED, NO_ANSWER, DECLINED):
		assert waiting_since(facts) == REFERRED


def test_a_withdrawn_referral_asks_for_nothing(with_both: SchemePolicy) -> None:
	facts = replace(NOT_OFFERED, withdrawn_on=TODAY, under_allegation=True)
	assert [each.code for each in assess_referral(facts, with_both, TODAY).findings] == ["withdrawn"]


days = st.dates(date(2024, 1, 1), date(2027, 12, 31))
maybe = st.none() | days
referrals = st.builds(
	ReferralFacts,
	referred_on=days,
	route=st.sampled_from(Route),
	plan=st.sampled_from(["", "Annual review"]),
	support_type=st.sampled_from(["", "Adversity"]),
	offered_on=maybe,
	traditional_offered_on=maybe,
	answer=st.none() | st.sampled_from(OfferAnswer),
	answered_on=maybe,
	reason=st.sampled_from(["", "Not now."]),
	wanted=st.sampled_from(Wanted),
	under_allegation=st.booleans(),
	independent_supporter=st.sampled_from(["", "Ms Okafor"]),
	has_topics=st.booleans(),
	has_area=st.booleans(),
	withdrawn_on=maybe,
	is_settled=st.booleans(),
)


@given(facts=referrals, preset=st.sampled_from(presets.names()), today=days)
def test_a_referral_is_never_refused_and_each_matter_is_spoken_of_once(
	facts: ReferralFacts, preset: str, today: date
) -> None:
	assessment = assess_referral(facts, presets.load(preset), today)
	assert assessment.allowed
	codes = [each.code for each in assessment.findings]
	assert len(codes) == len(set(codes))


@given(facts=referrals, preset=st.sampled_from(presets.names()))
def test_recording_more_never_makes_more_missing(facts: ReferralFacts, preset: str) -> None:
	policy = presets.load(preset)
	before = set(missing_for_match(facts, policy))
	filled = {
		"support_type": "Adversity",
		"has_topics": True,
		"has_area": True,
		"independent_supporter": "Ms Okafor",
		"traditional_offered_on": OFFERED,
		"answer": OfferAnswer.ACCEPTED,
	}
	assert filled.keys() <= {each.name for each in fields(facts)}
	for name, value in filled.items():
		assert set(missing_for_match(replace(facts, **{name: value}), policy)) <= before


def test_another_mentor_is_looked_for_once_support_has_ended() -> None:
	ended = replace(ACCEPTED, is_settled=True, has_ended=True)
	assert assess_looking_again(ended).allowed
	for facts in (ACCEPTED, replace(ACCEPTED, is_settled=True), replace(ended, withdrawn_on=TODAY)):
		(refusal,) = assess_looking_again(facts).refusals
		assert (refusal.rule, refusal.overridable) == ("R37", False)
