"""Endings without fault, and closed links that are opened again (R31, R37, R40)."""

from dataclasses import replace
from datetime import date

import pytest

from mentoring_scheme.policy import presets
from mentoring_scheme.policy.lifecycle import Ending, LinkFacts, LinkState, assess_move
from mentoring_scheme.policy.link_values import EndingKind
from mentoring_scheme.policy.verdicts import Severity

TODAY = date(2026, 11, 22)
AFC = presets.load("afc-fostering")
CLOSED = LinkFacts(
	state=LinkState.CLOSED, start_on=date(2026, 2, 20), ending=Ending(ended_on=date(2026, 8, 20))
)


def reopening(**ending: int):
	facts = replace(CLOSED, ending=replace(CLOSED.ending, **ending))
	return assess_move(facts, LinkState.CLOSING, AFC, TODAY)


def closing(kind: EndingKind | None, follow_up: str):
	ending = replace(CLOSED.ending, kind=kind, follow_up=follow_up)
	facts = replace(CLOSED, state=LinkState.ENDED_EARLY, ending=ending)
	return [
		each for each in assess_move(facts, LinkState.CLOSED, AFC, TODAY).findings if each.code == "follow-up"
	]


@pytest.mark.parametrize("missing", [0, 1, 2])
def test_a_closed_link_is_opened_by_a_managers_decision_alone(missing: int) -> None:
	assessment = reopening(bundles_missing=missing)
	(refusal,) = assessment.refusals
	assert refusal.overridable
	assert [each.code for each in assessment.warnings] == (["bundles-missing"] if missing else [])


def test_each_opening_is_a_decision_of_its_own() -> None:
	first = {each.key for each in reopening(bundles_missing=1).findings}
	assert not reopening(bundles_missing=1).outstanding(first)
	again = reopening(reopened=1, bundles_missing=1)
	assert again.outstanding(first) == list(again.findings)


def test_only_an_ending_without_fault_asks_for_a_follow_up() -> None:
	for kind in (None, *EndingKind):
		found = [each.severity for each in closing(kind, " ")]
		assert found == ([Severity.WARN] if kind is EndingKind.WITHOUT_FAULT else [])
	(met,) = closing(EndingKind.WITHOUT_FAULT, "The co-ordinator rings both.")
	assert met.severity is Severity.PASS
