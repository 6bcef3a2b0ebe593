"""Ours beside theirs: every difference has a name, and what agrees has none (R42)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring_scheme.policy import reconciling
from mentoring_scheme.policy.choices import PaidThrough
from mentoring_scheme.policy.reconciling import (
	BatchLine,
	Compared,
	Ours,
	Posting,
	Settlement,
	batch_total,
	besides_ours,
	compare,
	orphan,
	orphan_line,
)
from mentoring_scheme.policy.verdicts import Severity

TODAY = date(2026, 6, 10)
LAST_WEEK = TODAY - timedelta(days=7)
SUM = Decimal("150.00")
NOTHING = Decimal("0.00")

OURS = Ours(
	doctype="Mentoring Payment",
	name="PAY-1",
	status="Approved",
	amount=SUM,
	currency="GBP",
	through=PaidThrough.LEDGER,
	household="HH-1",
	approved_on=LAST_WEEK,
	invoice="INV-1",
)
POSTING = Posting(
	invoice="INV-1",
	doctype="Mentoring Payment",
	document="PAY-1",
	draft=False,
	cancelled=False,
	currency="GBP",
	total=SUM,
	outstanding=SUM,
	booked=SUM,
	day=LAST_WEEK,
	household="HH-1",
)
SETTLED = Settlement("PE-1", LAST_WEEK, SUM, "BACS 7")
PAID_POSTING = replace(POSTING, outstanding=NOTHING, settlements=(SETTLED,))
PAID_OURS = replace(OURS, status="Paid", paid_on=LAST_WEEK)
IN_BATCH = replace(OURS, through=PaidThrough.BATCH, invoice="", batch="B-1", status="Sent")
LINE = BatchLine("B-1", "Sent", "Mentoring Payment", "PAY-1", SUM, "HH-1")
APPROVED = replace(OURS, invoice="")
BY_BATCH = replace(APPROVED, through=PaidThrough.BATCH)


def codes(compared: Compared) -> list[str]:
	return [finding.code for finding in compared.findings]


def only(compared: Compared, code: str, *, to_mend: bool = True) -> Compared:
	"""The one finding, which can be read to the end and says what to do."""
	assert codes(compared) == [code]
	assert compared.to_mend == to_mend
	assert code in reconciling.KINDS
	for finding in compared.findings:
		assert finding.text and finding.remedy_text
		assert "{" not in finding.text + finding.remedy_text
	return compared


# --- what agrees has no finding


@pytest.mark.parametrize(
	("ours", "posting"),
	[
		(OURS, POSTING),
		(PAID_OURS, PAID_POSTING),
		(replace(OURS, status="Cancelled", invoice=""), replace(POSTING, cancelled=True)),
		(replace(OURS, status="Due", invoice=""), replace(POSTING, cancelled=True)),
	],
)
def test_what_agrees_with_the_ledger_has_no_finding(ours: Ours, posting: Posting) -> None:
	compared = compare(ours, [posting], [], TODAY)
	assert not compared.findings
	assert not compared.differs
	assert not compared.to_mend


def test_a_debit_note_for_a_negative_correction_agrees() -> None:
	less = Decimal("-50.00")
	ours = replace(PAID_OURS, amount=less)
	note = replace(PAID_POSTING, total=less, booked=less)
	compared = compare(ours, [note], [], TODAY)
	assert not compared.findings
	assert (compared.ours, compared.theirs, compared.ours_paid, compared.theirs_paid) == (less,) * 4


@pytest.mark.parametrize("status", ["Sent", "Paid"])
def test_what_agrees_with_its_batch_has_no_finding(status: str) -> None:
	ours = replace(IN_BATCH, status=status, paid_on=LAST_WEEK)
	compared = compare(ours, [], [replace(LINE, batch_status=status, paid_on=LAST_WEEK)], TODAY)
	assert not compared.findings
	assert (compared.difference, compared.paid_difference) == (NOTHING, NOTHING)
	assert compared.theirs == SUM


def test_what_is_approved_by_nobody_yet_and_what_comes_to_nought_is_not_asked_about() -> None:
	for ours in (
		replace(BY_BATCH, status="Due"),
		replace(APPROVED, status="Held"),
		replace(APPROVED, amount=NOTHING),
	):
		assert not compare(ours, [], [], TODAY).findings


# --- what is under way


def test_a_draft_is_a_difference_that_passes() -> None:
	compared = only(compare(OURS, [replace(POSTING, draft=True)], [], TODAY), "draft", to_mend=False)
	assert compared.difference == SUM
	assert compared.findings[0].severity is Severity.PASS


def test_a_draft_holds_no_money_whatever_it_says() -> None:
	draft = replace(PAID_POSTING, draft=True)
	assert (draft.settled, draft.paid) == (False, NOTHING)
	compared = only(compare(OURS, [draft], [], TODAY), "draft", to_mend=False)
	assert (compared.theirs, compared.theirs_paid) == (NOTHING, NOTHING)


def test_a_part_that_was_paid_is_named_with_its_sum() -> None:
	part = replace(
		POSTING, outstanding=Decimal("100.00"), settlements=(replace(SETTLED, amount=Decimal("50.00")),)
	)
	compared = only(compare(OURS, [part], [], TODAY), "partly_paid", to_mend=False)
	assert compared.paid_difference == Decimal("-50.00")
	assert "Of 150.00, the ledger has paid 50.00" in compared.findings[0].text


def test_what_was_approved_today_is_posted_soon_and_later_it_is_late() -> None:
	only(compare(replace(APPROVED, approved_on=TODAY), [], [], TODAY), "posted_soon", to_mend=False)
	only(compare(APPROVED, [], [], TODAY), "not_posted")


def test_what_failed_to_post_says_why() -> None:
	compared = only(
		compare(replace(APPROVED, error="The period is closed."), [], [], TODAY), "posting_failed"
	)
	assert "The period is closed." in compared.findings[0].text


def test_a_payment_dated_ahead_waits_for_its_day() -> None:
	ahead = replace(PAID_POSTING, settlements=(replace(SETTLED, day=TODAY + timedelta(days=1)),))
	only(compare(OURS, [ahead], [], TODAY), "paid_later", to_mend=False)
	on_the_day = compare(OURS, [ahead], [], TODAY + timedelta(days=1))
	only(on_the_day, "paid_there_only")


def test_what_is_in_no_batch_yet_or_was_paid_by_hand_is_explained() -> None:
	only(compare(BY_BATCH, [], [], TODAY), "no_batch_yet", to_mend=False)
	only(compare(replace(BY_BATCH, status="Paid"), [], [], TODAY), "by_hand", to_mend=False)
	only(compare(replace(APPROVED, status="Paid"), [], [], TODAY), "by_hand_past_ledger")


def test_what_was_posted_before_the_ledger_was_removed_is_explained() -> None:
	compared = compare(replace(PAID_OURS, through=PaidThrough.BATCH), [], [], TODAY, ledger_there=False)
	only(compared, "ledger_gone", to_mend=False)


def test_a_batch_that_was_not_sent_is_explained() -> None:
	ours = replace(IN_BATCH, status="Approved")
	compared = only(
		compare(ours, [], [replace(LINE, batch_status="Draft")], TODAY), "batch_draft", to_mend=False
	)
	assert (compared.theirs, compared.difference) == (NOTHING, SUM)


# --- each thing that can be wrong has its own name


WRONG_IN_LEDGER = {
	"invoice_missing": (OURS, []),
	"invoice_cancelled": (OURS, [replace(POSTING, cancelled=True)]),
	"not_linked_back": (replace(OURS, invoice=""), [POSTING]),
	"other_sum": (OURS, [replace(POSTING, total=SUM + 1, outstanding=SUM + 1, booked=SUM + 1)]),
	"other_currency": (OURS, [replace(POSTING, currency="EUR")]),
	"other_payee": (OURS, [replace(POSTING, household="")]),
	"booked_otherwise": (OURS, [replace(POSTING, booked=NOTHING)]),
	"paid_there_only": (OURS, [PAID_POSTING]),
	"paid_here_only": (PAID_OURS, [POSTING]),
	"other_day": (replace(PAID_OURS, paid_on=TODAY), [PAID_POSTING]),
	"set_off": (OURS, [replace(PAID_POSTING, settlements=(replace(SETTLED, foreign_note=True),))]),
	"not_approved": (replace(OURS, status="Cancelled"), [POSTING]),
	"posted_twice": (OURS, [POSTING, replace(POSTING, invoice="INV-2")]),
}
WRONG_IN_BATCH = {
	"not_in_batch": (IN_BATCH, []),
	"batch_not_linked_back": (replace(IN_BATCH, batch=""), [LINE]),
	"other_sum_in_batch": (IN_BATCH, [replace(LINE, amount=SUM - 1)]),
	"other_payee_in_batch": (IN_BATCH, [replace(LINE, household="HH-2")]),
	"other_state_than_batch": (IN_BATCH, [replace(LINE, batch_status="Paid", paid_on=LAST_WEEK)]),
	"other_day_than_batch": (
		replace(IN_BATCH, status="Paid", paid_on=TODAY),
		[replace(LINE, batch_status="Paid", paid_on=LAST_WEEK)],
	),
	"batch_not_approved": (replace(IN_BATCH, status="Cancelled"), [LINE]),
}


@pytest.mark.parametrize("code", WRONG_IN_LEDGER)
def test_what_is_wrong_in_the_ledger_is_named(code: str) -> None:
	ours, postings = WRONG_IN_LEDGER[code]
	only(compare(ours, postings, [], TODAY), code)


@pytest.mark.parametrize("code", WRONG_IN_BATCH)
def test_what_is_wrong_in_a_batch_is_named(code: str) -> None:
	ours, lines = WRONG_IN_BATCH[code]
	only(compare(ours, [], lines, TODAY), code)


def test_two_lines_and_both_ways_at_once_are_named() -> None:
	twice = compare(IN_BATCH, [], [LINE, replace(LINE, batch="B-2")], TODAY)
	assert "in_two_batches" in codes(twice)
	assert twice.difference == -SUM
	both = compare(replace(OURS, batch="B-1"), [POSTING], [LINE], TODAY)
	assert "both_ways" in codes(both)
	assert both.difference == -SUM


@pytest.mark.parametrize("line", [replace(LINE, returned=True), replace(LINE, batch_status="Cancelled")])
def test_a_line_that_came_back_or_was_cancelled_holds_nothing(line: BatchLine) -> None:
	assert codes(compare(BY_BATCH, [], [line], TODAY)) == ["no_batch_yet"]


def test_what_was_made_for_a_document_that_is_gone_is_named() -> None:
	assert only(orphan(PAID_POSTING), "orphan").difference == -SUM
	assert orphan(PAID_POSTING).paid_difference == -SUM
	assert only(orphan_line(LINE), "orphan_line").difference == -SUM


def test_a_batch_whose_total_is_not_the_sum_of_its_lines_is_named() -> None:
	compared = only(batch_total("B-1", SUM, SUM - 1), "other_total")
	assert "150.00 in all; its lines come to 149.00" in compared.findings[0].text
	assert not compared.differs
	assert not batch_total("B-1", SUM, SUM).findings


def test_what_an_account_holds_besides_ours_is_told_and_counts_for_nothing() -> None:
	compared = only(besides_ours("Mentoring - KC", Decimal("30.00"), 2), "besides_ours", to_mend=False)
	assert (
		"Mentoring - KC holds 30.00 that was not posted from here (number of entries: 2)"
		in compared.findings[0].text
	)
	assert not compared.differs


def test_the_reference_names_the_vouchers_and_the_banks_own() -> None:
	twice = (SETTLED, replace(SETTLED, voucher="JE-1", reference="", day=TODAY))
	assert replace(PAID_POSTING, settlements=twice).reference == "BACS 7 (PE-1), JE-1"
	assert replace(PAID_POSTING, settlements=twice).paid_on == TODAY
	assert replace(PAID_POSTING, settlements=()).reference == "INV-1"


# --- whatever comes together


sums = st.sampled_from([NOTHING, SUM, SUM + Decimal("0.01"), -SUM])
days = st.sampled_from([LAST_WEEK, TODAY, TODAY + timedelta(days=1)])
ours_of_all_kinds = st.builds(
	Ours,
	doctype=st.just("Mentor Claim"),
	name=st.just("CLAIM-1"),
	status=st.sampled_from(["Due", "Held", "Withdrawn", "Approved", "Sent", "Paid", "Cancelled"]),
	amount=sums,
	currency=st.just("GBP"),
	through=st.sampled_from(PaidThrough),
	household=st.sampled_from(["HH-1", ""]),
	approved_on=st.none() | days,
	paid_on=st.none() | days,
	batch=st.sampled_from(["", "B-1"]),
	invoice=st.sampled_from(["", "INV-1"]),
	error=st.sampled_from(["", "The account is closed."]),
)
settlements = st.builds(
	Settlement,
	voucher=st.just("PE-1"),
	day=days,
	amount=sums,
	reference=st.just(""),
	foreign_note=st.booleans(),
)
postings = st.builds(
	Posting,
	invoice=st.sampled_from(["INV-1", "INV-2"]),
	doctype=st.just("Mentor Claim"),
	document=st.just("CLAIM-1"),
	draft=st.booleans(),
	cancelled=st.booleans(),
	currency=st.sampled_from(["GBP", "EUR"]),
	total=sums,
	outstanding=sums,
	booked=sums,
	day=days,
	household=st.sampled_from(["HH-1", ""]),
	settlements=st.lists(settlements, max_size=2).map(tuple),
)
lines = st.builds(
	BatchLine,
	batch=st.sampled_from(["B-1", "B-2"]),
	batch_status=st.sampled_from(["Draft", "Sent", "Paid", "Cancelled"]),
	doctype=st.just("Mentor Claim"),
	document=st.just("CLAIM-1"),
	amount=sums,
	household=st.sampled_from(["HH-1", ""]),
	returned=st.booleans(),
	paid_on=st.none() | days,
)


@given(ours_of_all_kinds, st.lists(postings, max_size=3), st.lists(lines, max_size=3), st.booleans())
def test_no_difference_is_without_a_name(
	ours: Ours, postings: list[Posting], lines: list[BatchLine], ledger_there: bool
) -> None:
	compared = compare(ours, postings if ledger_there else [], lines, TODAY, ledger_there=ledger_there)
	assert not compared.unexplained
	for finding in compared.findings:
		assert finding.code in reconciling.KINDS
		assert "{" not in finding.text + finding.remedy_text


def test_a_difference_without_a_name_would_be_seen() -> None:
	assert Compared(ours=SUM).unexplained
	assert not Compared(ours=SUM, theirs=SUM).unexplained
