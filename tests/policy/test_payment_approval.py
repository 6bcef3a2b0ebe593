"""Who may approve a payment (R42)."""

from mentoring_scheme.policy.payment_approval import ApprovalFacts, assess_approval, assess_confirming


def test_somebody_from_another_household_may_approve() -> None:
	assert assess_approval(ApprovalFacts("Ann Lee", "Lee household")).allowed


def test_nobody_approves_a_payment_to_their_own_household() -> None:
	[refusal] = assess_approval(ApprovalFacts("Ann Lee", "Lee household", approver_lives_there=True)).refusals
	assert refusal.text == "You belong to “Lee household”, which this payment goes to."
	assert refusal.remedy_text == "Ask somebody else to approve it."
	assert not refusal.overridable


def test_without_a_household_nobody_is_paid() -> None:
	[refusal] = assess_approval(ApprovalFacts("Ann Lee")).refusals
	assert "Ann Lee" in refusal.text


def test_nobody_approves_what_is_paid_for_their_own_support_wherever_it_goes() -> None:
	[refusal] = assess_approval(ApprovalFacts("Ann Lee", "Lee household", approver_is_mentor=True)).refusals
	assert refusal.text == "You are Ann Lee, whose support is paid for here."
	assert not refusal.overridable


def test_an_account_is_confirmed_by_somebody_who_neither_entered_it_nor_lives_there() -> None:
	assert assess_confirming(entered_it=False, own_households=()).allowed
	[refusal] = assess_confirming(entered_it=True, own_households=()).refusals
	assert refusal.text == "You entered these details yourself."
	[refusal] = assess_confirming(entered_it=False, own_households=["Lee household"]).refusals
	assert refusal.text == "You belong to “Lee household”, whose account this is."
	assert not refusal.overridable
