"""What a concern asks for: decisions on links, independent support, the ladder of a conflict, and what closing needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring_scheme.policy.concerns import (
	LADDER,
	ConcernFacts,
	ConcernState,
	Kind,
	LinkDecision,
	LinkUnderReview,
	RaisedAs,
	Rung,
	ToTell,
	assess_concern,
	assess_decision,
	assess_telling,
	bars_matches,
	decisions_for,
	next_rung,
	suspends,
	undecided,
)
from mentoring_scheme.policy.pairs import PairFacts, assess_pair
from mentoring_scheme.policy.presets import load
from mentoring_scheme.policy.states import OPEN, LinkState

# Everything is there that any kind of concern needs in order to be closed.
COMPLETE = ConcernFacts(
	kind=Kind.COMPLAINT,
	state=ConcernState.CLOSED,
	raised_as=RaisedAs.MENTEE,
	person_named=True,
	of_carer=True,
	independent_supporter="A friend from the church",
	steps=1,
	acknowledged_on=date(2026, 3, 2),
	outcome="Nothing was found.",
	lessons="We ring sooner.",
	answer="We have looked into it.",
)
LINKS = st.lists(
	st.builds(
		LinkUnderReview,
		link=st.uuids().map(str),
		state=st.sampled_from([LinkState(state) for state in OPEN]),
		decision=st.none() | st.sampled_from(LinkDecision),
	),
	max_size=6,
).map(tuple)
LEFT = st.sampled_from([ConcernState.OPEN, ConcernState.CLOSED])


def codes(facts: ConcernFacts) -> set[str]:
	return {finding.code for finding in assess_concern(facts).refusals}


# --- decisions on links (R36)


@given(kind=st.sampled_from(Kind), state=LEFT, links=LINKS)
def test_an_allegation_is_never_left_without_a_decision_on_every_link(
	kind: Kind, state: ConcernState, links: tuple[LinkUnderReview, ...]
) -> None:
	facts = replace(COMPLETE, kind=kind, state=state, links=links)
	waits = kind is Kind.ALLEGATION and any(link.decision is None for link in links)
	assert ("link-decisions" in codes(facts)) == waits
	assert assess_concern(facts).allowed == (not waits)


@given(state=LEFT, links=LINKS, later=LINKS)
def test_a_link_that_comes_later_needs_its_decision_too(
	state: ConcernState, links: tuple[LinkUnderReview, ...], later: tuple[LinkUnderReview, ...]
) -> None:
	decided = tuple(replace(link, decision=LinkDecision.CONTINUE) for link in links)
	facts = replace(COMPLETE, kind=Kind.ALLEGATION, state=state, links=decided)
	assert assess_concern(facts).allowed
	more = replace(facts, links=(*decided, *later))
	assert undecided(more) == tuple(link for link in later if link.decision is None)
	assert assess_concern(more).allowed == (not undecided(more))


def test_whoever_has_just_read_an_allegation_is_asked_for_nothing_yet() -> None:
	link = LinkUnderReview("LNK-1", LinkState.ACTIVE)
	assert assess_concern(ConcernFacts(Kind.ALLEGATION, links=(link,))).allowed


def test_an_allegation_says_whom_it_is_against() -> None:
	facts = replace(COMPLETE, kind=Kind.ALLEGATION, state=ConcernState.OPEN, person_named=False)
	assert codes(facts) == {"allegation-person"}


@pytest.mark.parametrize("state", [LinkState(state) for state in OPEN])
def test_what_can_be_decided_about_a_link(state: LinkState) -> None:
	for decision in LinkDecision:
		possible = decision is LinkDecision.CONTINUE or state is not LinkState.CLOSING
		assert (decision in decisions_for(state)) == possible
		assert assess_decision(decision, state, "They are seen by their social worker.").allowed == possible
		assert not assess_decision(decision, state, " ").allowed
		assert suspends(decision, state) == (decision is LinkDecision.SUSPEND and state is LinkState.ACTIVE)


# --- new matches (R36)


def test_only_an_open_allegation_bars_and_only_links_that_were_not_let_go_on() -> None:
	barring = {
		(kind, state, decision)
		for kind in Kind
		for state in ConcernState
		for decision in (None, *LinkDecision)
		if bars_matches(kind, state, decision)
	}
	open_states, not_let_go_on = (ConcernState.NEW, ConcernState.OPEN), (None, LinkDecision.SUSPEND)
	assert barring == {
		(Kind.ALLEGATION, state, decision) for state in open_states for decision in not_let_go_on
	}


def test_the_refusal_of_a_match_says_nothing_of_why() -> None:
	refusals = assess_pair(
		PairFacts(mentor_available=False), load("afc-fostering"), date(2026, 3, 2)
	).refusals
	assert [finding.text for finding in refusals] == ["The mentor is not available at present."]
	assert refusals[0].rule == "R21" and not refusals[0].overridable, "R36 would say what it is"


# --- independent support (R22)


def test_a_carer_under_allegation_has_somebody_besides_a_peer() -> None:
	facts = replace(COMPLETE, kind=Kind.ALLEGATION, independent_supporter=" ")
	assert codes(facts) == {"independent-support"}
	while_open = assess_concern(replace(facts, state=ConcernState.OPEN))
	assert while_open.allowed and [each.code for each in while_open.warnings] == ["independent-support"]
	assert assess_concern(replace(facts, of_carer=False)).allowed


# --- the ladder (R37)


@given(done=st.frozensets(st.sampled_from(Rung)))
def test_a_conflict_goes_up_and_never_down(done: frozenset[Rung]) -> None:
	following = next_rung(done)
	if following is None:
		assert Rung.NO_FAULT in done
	else:
		assert all(LADDER.index(rung) < LADDER.index(following) for rung in done)
		assert following is LADDER[0] or LADDER[LADDER.index(following) - 1] in done


@pytest.mark.parametrize("kind", Kind)
def test_the_next_step_is_proposed_for_conflicts_alone(kind: Kind) -> None:
	facts = replace(COMPLETE, kind=kind, state=ConcernState.OPEN, rungs=frozenset({Rung.PAIR}))
	said = [finding.text for finding in assess_concern(facts).findings if finding.code == "next-rung"]
	conflict = kind in (Kind.CONFLICT, Kind.CONFLICT_OF_INTEREST)
	assert said == (["The next step would be: A meeting with the social workers."] if conflict else [])


# --- closing


@pytest.mark.parametrize(
	("missing", "code"),
	[
		({"steps": 0}, "closing-step"),
		({"outcome": "\n"}, "closing-outcome"),
		({"lessons": " "}, "closing-lessons"),
		({"answer": ""}, "closing-answer"),
		({"kind": Kind.DATA_PROTECTION, "acknowledged_on": None}, "closing-acknowledged"),
	],
)
def test_what_closing_needs(missing: dict[str, object], code: str) -> None:
	facts = replace(COMPLETE, **missing)
	assert codes(facts) == {code}
	assert assess_concern(replace(facts, state=ConcernState.OPEN)).allowed


def test_what_closing_does_not_need() -> None:
	assert assess_concern(
		replace(COMPLETE, raised_as=RaisedAs.STAFF, answer="", acknowledged_on=None)
	).allowed


# --- who is told (R34, R38)


def test_who_may_be_told() -> None:
	assert assess_telling(ToTell(works_for_scheme=True)).allowed
	for who in (
		ToTell(works_for_scheme=False),
		ToTell(works_for_scheme=True, is_about_them=True),
		ToTell(works_for_scheme=True, is_mentor_of_mentee=True),
	):
		assert not assess_telling(who).allowed
