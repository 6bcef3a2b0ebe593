"""The rules of a link's papers: agreement, record, supervision, feedback, consultation."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mentoring_scheme.policy import agreement, consultation, feedback, presets, record_writing, supervision
from mentoring_scheme.policy.agreement import PaperSignature, Party, Wording
from mentoring_scheme.policy.choices import AskedOf, FeedbackFrom, QuestionKind, Way
from mentoring_scheme.policy.feedback import GivenAnswer
from mentoring_scheme.policy.link_values import Answer
from mentoring_scheme.policy.records import RecordFacts
from mentoring_scheme.policy.states import LinkState
from mentoring_scheme.policy.supervision import SupervisionFacts, SupervisionKind, SupervisionState

TODAY = date(2026, 6, 10)
AFC = presets.load("afc-fostering")
KENT = presets.load("kent-adoption")
TRI = presets.load("tri-borough-fostering")
FULL = {each.section: "Agreed." for each in AFC.agreement_sections}


def codes(assessment):
	return [finding.code for finding in assessment.refusals]


# --- agreement


def test_an_agreement_with_all_sections_and_a_planned_way_may_be_offered():
	assert agreement.assess_offer(Wording(FULL, "In person"), AFC).allowed


def test_each_empty_mandatory_section_is_named():
	first, *_ = FULL
	refusals = agreement.assess_offer(Wording({**FULL, first: " "}, "In person"), AFC).refusals
	assert [each.figures["missing"] for each in refusals] == [first]
	assert refusals[0].figures["filled"] == 8


def test_a_section_that_is_not_mandatory_may_stay_empty():
	optional = tuple(replace(each, mandatory=False) for each in AFC.agreement_sections)
	assert agreement.assess_offer(Wording({}, "In person"), replace(AFC, agreement_sections=optional)).allowed


@pytest.mark.parametrize("way", ["", "Text message", "Carrier pigeon"])
def test_planned_contact_is_by_a_way_of_the_scheme(way):
	sections = {each.section: "Agreed." for each in KENT.agreement_sections}
	assert codes(agreement.assess_offer(Wording(sections, way), KENT)) == ["agreement-contact"]


def test_the_outline_keeps_what_was_written_in_a_section_that_is_no_longer_asked_for():
	rows = agreement.outline(AFC, {"Pets": "Two dogs.", "Empty": " "})
	assert [row.section for row in rows] == [*FULL, "Pets"]
	assert not rows[-1].mandatory


@pytest.mark.parametrize("needs_ssw", [False, True])
def test_who_signs_follows_from_the_policy(needs_ssw):
	policy = replace(AFC, agreement_needs_ssw=needs_ssw)
	parties = agreement.parties(policy)
	assert (Party.SSW in parties) is needs_ssw
	assert agreement.missing_signatures(["Mentor"], policy) == list(parties[1:])
	assert not agreement.assess_complete(["Mentor"], policy).allowed
	assert agreement.assess_complete([each.value for each in parties], policy).allowed


@pytest.mark.parametrize(
	("signature", "expected"),
	[
		(PaperSignature("Ann", TODAY), []),
		(PaperSignature("Ann", date(2025, 1, 1)), []),
		(PaperSignature(" ", TODAY), ["signature-name"]),
		(PaperSignature("Ann", None), ["signature-date"]),
		(PaperSignature("Ann", TODAY + timedelta(1)), ["signature-date"]),
		(PaperSignature("Ann", TODAY, reworded_on=TODAY), []),
		(PaperSignature("Ann", TODAY - timedelta(1), reworded_on=TODAY), ["signature-wording"]),
		(PaperSignature("Ann", TODAY - timedelta(1), replaces_from=TODAY), ["signature-former"]),
	],
)
def test_a_signature_on_paper(signature, expected):
	assert codes(agreement.assess_paper(signature, TODAY)) == expected


@pytest.mark.parametrize("state", LinkState)
def test_agreements_are_made_for_links_that_are_not_over(state):
	over = state in (LinkState.CLOSED, LinkState.DECLINED, LinkState.ENDED_EARLY)
	assert agreement.assess_preparation(state).allowed is not over


# --- records


RECORD = RecordFacts(
	contact_on=TODAY - timedelta(1),
	way=Way.IN_PERSON,
	link_start=date(2026, 1, 1),
	summary="We talked.",
	next_contact_on=TODAY + timedelta(20),
)


@pytest.mark.parametrize(
	("changes", "in_draft", "when_sent"),
	[
		({}, [], []),
		({"summary": ""}, [], ["record-summary"]),
		({"took_place": False}, [], ["record-why-not"]),
		({"contact_on": None}, [], ["record-date"]),
		({"way": None}, [], ["record-way"]),
		({"contact_on": TODAY + timedelta(1)}, ["record-date"], ["record-date"]),
		({"link_start": None}, ["record-outside-link"], ["record-outside-link"]),
		({"minutes": -1}, ["record-length"], ["record-length"]),
	],
)
def test_a_draft_may_lack_what_a_sent_record_may_not(changes, in_draft, when_sent):
	facts = replace(RECORD, **changes)
	draft = record_writing.assess_draft(facts, LinkState.ACTIVE, AFC, TODAY)
	sending = record_writing.assess_sending(facts, LinkState.ACTIVE, AFC, TODAY)
	assert codes(draft) == in_draft
	assert set(when_sent) <= set(codes(sending))
	assert draft.warnings == []


def test_a_contact_log_needs_no_summary():
	facts = replace(RECORD, summary="", way=Way.PHONE_CALL)
	assert record_writing.assess_sending(facts, LinkState.ACTIVE, KENT, TODAY).allowed


@pytest.mark.parametrize("state", LinkState)
def test_a_closed_link_takes_no_records(state):
	assert record_writing.assess_link_open(state).allowed is (state is not LinkState.CLOSED)


@pytest.mark.parametrize(("days", "allowed"), [(None, False), (-3, False), (-1, True), (0, True), (1, False)])
def test_the_day_of_an_agreement_on_paper(days, allowed):
	day = None if days is None else TODAY + timedelta(days)
	assert record_writing.assess_paper_agreement(day, TODAY - timedelta(2), TODAY).allowed is allowed


def test_who_agrees_records_follows_from_the_policy():
	agreed_by = {
		policy: (record_writing.needs_mentee(policy), record_writing.needs_both(policy))
		for policy in (AFC, TRI, KENT)
	}
	assert agreed_by == {AFC: (True, False), TRI: (True, True), KENT: (False, False)}


# --- supervision


HELD = SupervisionFacts(SupervisionKind.ONE_TO_ONE, SupervisionState.HELD, TODAY, mentor="M1")


@pytest.mark.parametrize(
	("changes", "expected"),
	[
		({}, []),
		({"held_on": TODAY + timedelta(1)}, ["supervision-date"]),
		({"held_on": TODAY + timedelta(1), "state": SupervisionState.PLANNED}, []),
		({"mentor": ""}, ["supervision-mentor"]),
		({"foreign_mentors": ("M1",)}, ["supervision-scheme"]),
		({"links": {"L1": "M1"}}, []),
		({"links": {"L1": "M2"}}, ["supervision-link"]),
		({"links": {"L1": "M1"}, "repeated_links": ("L1",)}, ["supervision-link"]),
		({"kind": SupervisionKind.CLOSING}, ["supervision-closes"]),
		({"kind": SupervisionKind.CLOSING, "links": {"L1": "M1"}}, []),
		({"kind": SupervisionKind.GROUP, "attendance": ("M1", "M2"), "attended": 1}, []),
		(
			{"kind": SupervisionKind.GROUP, "attendance": ("M1", "M1"), "attended": 1},
			["supervision-attendance"],
		),
		({"kind": SupervisionKind.GROUP, "attendance": ("M1",)}, ["supervision-attendance"]),
		(
			{"kind": SupervisionKind.GROUP, "attendance": ("M1",), "attended": 1, "links": {"L1": "M2"}},
			["supervision-link"],
		),
	],
)
def test_a_supervision(changes, expected):
	assert codes(supervision.assess_supervision(replace(HELD, **changes), AFC, TODAY)) == expected


@pytest.mark.parametrize("combined", [False, True])
def test_supervision_is_combined_only_where_the_policy_says(combined):
	policy = replace(AFC, supervision_combined=combined)
	assert supervision.assess_supervision(replace(HELD, combined=True), policy, TODAY).allowed is combined


def test_the_next_supervision():
	assert supervision.next_due(TODAY, SupervisionKind.ONE_TO_ONE, AFC) == TODAY + timedelta(weeks=6)
	assert supervision.next_due(TODAY, SupervisionKind.CLOSING, AFC) is None
	assert supervision.next_due(TODAY, SupervisionKind.GROUP, replace(AFC, supervision_every_weeks=0)) is None


# --- feedback


@pytest.mark.parametrize(
	("who", "expected"),
	[
		(FeedbackFrom.BOTH, (AskedOf.MENTOR, AskedOf.MENTEE)),
		(FeedbackFrom.MENTOR, (AskedOf.MENTOR,)),
		(FeedbackFrom.MENTEE, (AskedOf.MENTEE,)),
		(FeedbackFrom.NOBODY, ()),
	],
)
def test_who_is_asked_for_feedback(who, expected):
	assert feedback.asked_of(replace(AFC, feedback_from=who)) == expected


@pytest.mark.parametrize("name", presets.names())
def test_each_preset_has_questions_for_whom_it_asks(name):
	policy = presets.load(name)
	for person in feedback.asked_of(policy):
		asked = {each: feedback.questions_for(person, policy, each) for each in feedback.Occasion}
		known = {
			each.question for each in policy.feedback_questions if each.asked_of in (person, AskedOf.BOTH)
		}
		assert known == {each.question for each in asked[feedback.Occasion.MIDWAY]}
		assert all(each.about for each in asked[feedback.Occasion.START])
		both = [*asked[feedback.Occasion.START], *asked[feedback.Occasion.MIDWAY]]
		assert asked[feedback.Occasion.END] == both, "what was asked at the start is asked again"


@pytest.mark.parametrize(
	("answers", "expected"),
	[
		([GivenAnswer("How?", QuestionKind.SCALE, 5)], []),
		(
			[GivenAnswer("How?", QuestionKind.SCALE), GivenAnswer("What?", QuestionKind.TEXT, text="A lot.")],
			[],
		),
		([GivenAnswer("How?", QuestionKind.SCALE, 6)], ["feedback-score"]),
		([GivenAnswer("How?", QuestionKind.SCALE, 0)], ["feedback-score"]),
		(
			[GivenAnswer("How?", QuestionKind.SCALE), GivenAnswer("What?", QuestionKind.TEXT, text=" ")],
			["feedback-empty"],
		),
		([], ["feedback-empty"]),
	],
)
def test_answers(answers, expected):
	assert codes(feedback.assess_answers(answers)) == expected


# --- consultation


@pytest.mark.parametrize(
	("answer", "comment", "state", "expected"),
	[
		(Answer.AGREES, "", LinkState.CONSULTING, []),
		(Answer.CONCERNS, "", LinkState.CONSULTING, ["consultation-comment"]),
		(Answer.DISAGREES, " ", LinkState.INTRODUCTION, ["consultation-comment"]),
		(Answer.DISAGREES, "Neighbours.", LinkState.PROPOSED, []),
		(None, "", LinkState.CONSULTING, ["consultation-answer"]),
		(Answer.AGREES, "", LinkState.ACTIVE, ["consultation-over"]),
		(Answer.AGREES, "", LinkState.CLOSED, ["consultation-over"]),
	],
)
def test_an_answer(answer, comment, state, expected):
	assert codes(consultation.assess_answer(answer, comment, state)) == expected


def test_every_refusal_says_what_to_do():
	refusals = [
		*agreement.assess_offer(Wording({}), AFC).refusals,
		*agreement.assess_complete([], AFC).refusals,
		*agreement.assess_preparation(LinkState.CLOSED).refusals,
		*record_writing.assess_link_open(LinkState.CLOSED).refusals,
		*supervision.assess_supervision(replace(HELD, mentor="", combined=True), AFC, TODAY).refusals,
		*feedback.assess_answers([]).refusals,
		*consultation.assess_answer(None, "", LinkState.CLOSED).refusals,
	]
	assert len(refusals) == 10
	assert all(each.text and each.remedy_text for each in refusals)
