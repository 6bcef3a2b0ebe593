"""Who may check and approve a claim, and that nobody approves a sum that they have not seen (R42, R43, R44)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from mentoring_scheme.policy.claim_steps import Hands, assess_approving, assess_checking

SEEN = Decimal("12.50")
ANYBODY = Hands("June Lawson", "Lawson household")
MENTOR = Hands("June Lawson", "Lawson household", is_mentor=True)
AT_HOME = Hands("June Lawson", "Lawson household", lives_there=True)


def codes(assessment) -> set[str]:
	assert all(each.remedy and not each.overridable for each in assessment.refusals)
	return {each.code for each in assessment.refusals}


def test_somebody_without_a_part_in_it_checks_and_approves() -> None:
	assert assess_checking(ANYBODY).allowed
	assert assess_approving(ANYBODY, SEEN, SEEN).allowed


@pytest.mark.parametrize(("hands", "code"), [(MENTOR, "own-claim"), (AT_HOME, "own-household")])
def test_neither_the_mentor_nor_the_household_does(hands: Hands, code: str) -> None:
	assert codes(assess_checking(hands)) == {code}
	assert codes(assess_approving(hands, SEEN, SEEN)) == {code}


def test_who_is_both_is_told_both() -> None:
	both = Hands("June Lawson", "Lawson household", lives_there=True, is_mentor=True)
	assert codes(assess_checking(both)) == {"own-claim", "own-household"}


def test_without_a_household_it_is_checked_but_not_approved() -> None:
	nowhere = Hands("June Lawson")
	assert assess_checking(nowhere).allowed
	assert codes(assess_approving(nowhere, SEEN, SEEN)) == {"payee"}


@pytest.mark.parametrize("due", ["12.49", "12.51", "100.00"])
def test_a_sum_that_was_not_seen_is_not_approved(due: str) -> None:
	assessment = assess_approving(ANYBODY, SEEN, Decimal(due))
	assert codes(assessment) == {"claim-sum-changed"}
	assert due in assessment.refusals[0].text and "12.50" in assessment.refusals[0].text


def test_nothing_is_not_approved() -> None:
	assert codes(assess_approving(ANYBODY, Decimal("0.00"), Decimal("0.00"))) == {"claim-nothing-due"}
