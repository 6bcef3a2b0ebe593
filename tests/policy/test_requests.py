"""What mentors and mentees may ask of their co-ordinator, and how it is answered (R13)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mentoring_scheme.policy.requests import (
	LONGEST_TEXT,
	RequestFacts,
	RequestKind,
	RequestState,
	assess_request,
	assess_request_answer,
)
from mentoring_scheme.policy.states import Stage

TODAY = date(2026, 11, 28)
BREAK = RequestFacts(RequestKind.BREAK, from_day=date(2026, 12, 1), stage=Stage.ACTIVE)
BACK = RequestFacts(RequestKind.BACK, from_day=TODAY, stage=Stage.ON_A_BREAK)
DETAILS = RequestFacts(RequestKind.DETAILS, text="We have moved.")


def codes(facts: RequestFacts) -> set[str]:
	return {finding.code for finding in assess_request(facts, TODAY).refusals}


@pytest.mark.parametrize("facts", [BREAK, BACK, DETAILS, replace(BREAK, until_day=date(2026, 12, 1))])
def test_what_can_be_asked(facts: RequestFacts) -> None:
	assert assess_request(facts, TODAY).allowed


@pytest.mark.parametrize(
	("facts", "code"),
	[
		(replace(BREAK, from_day=None), "request-from"),
		(replace(BACK, from_day=None), "request-from"),
		(replace(BREAK, until_day=date(2026, 11, 30)), "request-until"),
		(replace(BREAK, from_day=date(2026, 1, 1), until_day=date(2026, 11, 27)), "request-until"),
		(replace(BREAK, stage=Stage.ON_A_BREAK), "request-stage"),
		(replace(BREAK, stage=None), "request-stage"),
		(replace(BACK, stage=Stage.SUSPENDED), "request-stage"),
		(replace(DETAILS, text="  "), "request-text"),
		(replace(BREAK, text="x" * (LONGEST_TEXT + 1)), "request-text"),
	],
)
def test_what_cannot_be_asked(facts: RequestFacts, code: str) -> None:
	assert codes(facts) == {code}


def test_a_request_is_answered_once_and_a_no_says_why() -> None:
	def answered(state: RequestState, becomes: str, answer: str = "") -> set[str]:
		found = assess_request_answer(RequestKind.BREAK, state, becomes, answer)
		return {finding.code for finding in found.refusals}

	assert answered(RequestState.OPEN, "Done") == set()
	assert answered(RequestState.OPEN, "Declined", "Not before the review.") == set()
	assert answered(RequestState.OPEN, "Declined", " ") == {"request-answer"}
	assert answered(RequestState.OPEN, "Open") == {"request-outcome"}
	assert answered(RequestState.DONE, "Declined", "No.") == {"request-answered"}
