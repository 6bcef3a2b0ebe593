"""Miles of a person count over the tax year and all schemes, in the order in which claims are settled (R44)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import add_months, getdate, today
from makers import last_month, make_claim, make_mentor, make_scheme, stand
from queries import count_queries
from workers import at_once

from mentoring_scheme.jobs import claims as job
from mentoring_scheme.mentoring_scheme.claims import api

RATES = [
	{
		"from_date": "2011-04-06",
		"rate": 0.55,
		"full_rate_miles": 100,
		"rate_after": 0.25,
		"passenger_rate": 0.05,
	}
]


def scheme(**values: Any) -> Document:
	"""A scheme in which only the first hundred miles of a tax year are paid in full."""
	return make_scheme(mileage_rates=RATES, claim_within_days=0, **values)


def month(number: int) -> date:
	"""The first day of a month of the tax year that began in April of last year."""
	year = getdate(today()).year - 1
	return date(year if number >= 5 else year + 1, number, 1)


def claim_of(mentor: str, number: int, miles: float, **values: Any) -> Document:
	first = month(number)
	line = {"date": first, "kind": "Mileage", "miles": miles, "journey": f"{miles} miles"}
	return make_claim(mentor=mentor, month=first, expense_lines=[line], **values)


def checked(claim: Document) -> Document:
	claim.status = "Submitted"
	claim.save()
	claim.status = "Checked"
	return claim.save()


def approved(claim: Document) -> Document:
	claim = checked(claim)
	claim.status = "Approved"
	return claim.save()


def totals(*claims: Document) -> list[float]:
	return [claim.reload().total for claim in claims]


@pytest.fixture
def mentor() -> str:
	return make_mentor(scheme=scheme().name).name


def test_within_a_tax_year_later_months_come_after_earlier_ones(mentor: str) -> None:
	later, earlier = claim_of(mentor, 7, 60), claim_of(mentor, 6, 60)
	later.save()
	assert totals(earlier, later) == [33.0, 40 * 0.55 + 20 * 0.25]


def test_another_tax_year_begins_anew_on_6_april(mentor: str) -> None:
	year = month(6).year
	for day, miles in ((date(year, 4, 5), 100), (date(year, 4, 6), 100)):
		line = {"date": day, "kind": "Mileage", "miles": miles}
		if day.day == 5:
			claim = make_claim(mentor=mentor, month=day, expense_lines=[line])
		else:
			claim.append("expense_lines", line)
			claim.save()
	assert claim.total == 110
	assert claim_of(mentor, 5, 10).total == 2.5


def test_miles_of_other_schemes_count(mentor: str) -> None:
	participant = frappe.db.get_value("Mentor", mentor, "participant")
	elsewhere = make_mentor(scheme=scheme().name, participant=participant).name
	approved(claim_of(elsewhere, 6, 80))
	assert claim_of(mentor, 7, 40).total == 20 * 0.55 + 20 * 0.25
	stranger = make_mentor(scheme=frappe.db.get_value("Mentor", mentor, "scheme")).name
	assert claim_of(stranger, 7, 40).total == 22


def test_what_is_approved_counts_before_what_is_open(mentor: str, run_jobs: Callable[[], list[str]]) -> None:
	first, second = claim_of(mentor, 6, 80), claim_of(mentor, 7, 80)
	assert totals(first, second) == [44.0, 20 * 0.55 + 60 * 0.25]
	second = checked(second)
	assert second.total == 44  # what it comes to if it is approved now
	second.status = "Approved"
	second.save()
	assert "bring_up_to_date" in " ".join(run_jobs())
	assert totals(first, second) == [20 * 0.55 + 60 * 0.25, 44.0]


def test_a_cancelled_claim_gives_its_miles_back(mentor: str, run_jobs: Callable[[], list[str]]) -> None:
	first = approved(claim_of(mentor, 6, 80))
	second = approved(claim_of(mentor, 7, 80))
	third = claim_of(mentor, 8, 10)
	assert totals(second, third) == [26.0, 2.5]
	first.reload().update({"status": "Cancelled", "comment": "Not hers"})
	first.save()
	run_jobs()
	second.reload()
	assert (second.status, second.total, second.household, second.approved_on) == (
		"Checked",
		44.0,
		None,
		None,
	)
	said = frappe.get_all("Comment", {"reference_name": second.name, "comment_type": "Info"}, pluck="content")
	assert "26.00" in said[0] and "44.00" in said[0]


@pytest.mark.commits
def test_a_new_rate_reaches_whatever_is_not_paid(mentor: str, run_jobs: Callable[[], list[str]]) -> None:
	claims = {
		"draft": claim_of(mentor, 6, 10),
		"approved": approved(claim_of(mentor, 7, 10)),
		"in a batch": approved(claim_of(mentor, 8, 10)),
		"in the ledger": approved(claim_of(mentor, 9, 10)),
		"paid": approved(claim_of(mentor, 10, 10)),
	}
	frappe.db.set_value("Mentor Claim", claims["in a batch"].name, "batch", "BATCH-1")
	stand(claims["in the ledger"], ledger_invoice="ACC-PINV-1")
	stand(claims["paid"], status="Paid")
	doc = frappe.get_doc("Mentoring Scheme", frappe.db.get_value("Mentor", mentor, "scheme"))
	doc.append("mileage_rates", {**RATES[0], "from_date": month(5), "rate": 0.6})
	doc.save()
	run_jobs()
	after = {name: (claim.reload().status, claim.total) for name, claim in claims.items()}
	assert after == {
		"draft": ("Draft", 6.0),
		"approved": ("Checked", 6.0),
		"in a batch": ("Approved", 5.5),
		"in the ledger": ("Approved", 5.5),
		"paid": ("Paid", 5.5),
	}


@pytest.mark.commits
def test_another_limit_does_not_reach_back_to_what_was_approved(
	mentor: str, run_jobs: Callable[[], list[str]]
) -> None:
	draft, settled = claim_of(mentor, 6, 10), approved(claim_of(mentor, 7, 10))
	doc = frappe.get_doc("Mentoring Scheme", frappe.db.get_value("Mentor", mentor, "scheme"))
	next(row for row in doc.expense_kinds if row.kind == "Mileage").limit_each = 2
	doc.save()
	run_jobs()
	assert totals(draft, settled) == [2.0, 5.5]
	assert settled.status == "Approved"


def test_a_change_of_something_else_sets_nothing_going(
	mentor: str, run_jobs: Callable[[], list[str]]
) -> None:
	claim_of(mentor, 6, 10)
	doc = frappe.get_doc("Mentoring Scheme", frappe.db.get_value("Mentor", mentor, "scheme"))
	doc.mentees_at_a_time = 3
	doc.save()
	assert not [name for name in run_jobs() if "claims" in name]


def test_the_job_may_be_run_again_and_writes_nothing_then(mentor: str) -> None:
	claim = claim_of(mentor, 6, 10)
	stand(claim, total=1)
	participant = claim.participant
	assert (job.bring_up_to_date(participant), job.bring_up_to_date(participant)) == (1, 0)
	assert claim.reload().total == 5.5


def test_saving_takes_as_many_queries_whatever_there_is(mentor: str) -> None:
	def queries(lines: int) -> int:
		claim = claim_of(mentor, 6 + lines % 5, 1)
		for number in range(lines):
			claim.append(
				"expense_lines", {"date": claim.month, "kind": "Mileage", "miles": 1, "journey": str(number)}
			)
		claim.save()
		claim.reload()
		return count_queries(lambda: claim.assessment())

	queries(1)
	few = queries(2)
	participant = frappe.db.get_value("Mentor", mentor, "participant")
	for _again in range(3):
		claim_of(make_mentor(scheme=scheme().name, participant=participant).name, 6, 5)
	assert queries(13) == few


# --- two at once


@pytest.mark.commits
def test_two_windows_make_one_claim(site: str, mentor: str) -> None:
	frappe.db.commit()
	for _again in range(3):
		day = getdate(add_months(last_month(), -_again))
		opened = at_once(site, *[lambda day=day: api.open_claim(mentor, day)] * 3)
		frappe.db.rollback()
		(claim,) = frappe.get_all("Mentor Claim", {"mentor": mentor, "month": day}, pluck="name")
		assert opened == [claim] * 3


@pytest.mark.commits
def test_two_approvals_at_once_count_the_miles_once(site: str, mentor: str) -> None:
	"""Both show the full rate. One is approved at it; the other is refused, since it comes to less by then."""
	participant = frappe.db.get_value("Mentor", mentor, "participant")
	elsewhere = make_mentor(scheme=scheme().name, participant=participant).name
	claims = [checked(claim_of(mentor, 6, 80)), checked(claim_of(elsewhere, 7, 80))]
	assert totals(*claims) == [44.0, 44.0]
	frappe.db.commit()

	def approve(name: str) -> None:
		claim = frappe.get_doc("Mentor Claim", name)
		claim.status = "Approved"
		claim.save()

	told = at_once(site, *(lambda name=claim.name: approve(name) for claim in claims))
	frappe.db.rollback()
	assert sorted(claim.reload().status for claim in claims) == ["Approved", "Checked"]
	(refusal,) = [error for error in told if error]
	assert "Work out again" in str(refusal)
	waiting = next(claim for claim in claims if claim.status == "Checked")
	waiting.work_out_again()
	assert waiting.total == 20 * 0.55 + 60 * 0.25
