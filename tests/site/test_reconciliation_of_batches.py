"""Without a ledger, ours are compared with the payment batches: what is wrong is named, with what to do (R42)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import frappe
import pytest
from frappe.desk.query_report import run
from frappe.model.document import Document
from frappe.utils import add_days, today
from makers import (
	make_approved_payment,
	make_household,
	make_link,
	make_payment_batch,
	make_scheme,
	make_user,
	stand,
)
from queries import count_queries

from mentoring_scheme.finance.reconciliation import Reconciled, Wanted, reconcile
from mentoring_scheme.mentoring_scheme.report.mentoring_reconciliation.mentoring_reconciliation import execute

LAYOUT = "Payment File for Ledgers"


class Scene:
	"""Three approved payments of one scheme: two are taken into a batch, and one is not."""

	def __init__(self) -> None:
		self.scheme = make_scheme("afc-fostering").name
		link = make_link(scheme=self.scheme, status="Active").name
		self.first, self.second, self.third = (make_approved_payment(link=link) for _number in range(3))
		self.batch = make_payment_batch(payments=(self.first.name, self.second.name), layout=LAYOUT)

	def send(self) -> None:
		self.batch.make_file()
		self.batch.mark_sent(today())

	def pay(self) -> None:
		self.send()
		self.batch.mark_paid(today(), "BACS 12")

	def found(self) -> dict[str, Reconciled]:
		return {each.document: each for each in reconcile(Wanted(scheme=self.scheme))}

	def codes(self, payment: Document) -> list[str]:
		return [finding.code for finding in self.found()[payment.name].compared.findings]


@pytest.fixture
def scene() -> Scene:
	return Scene()


def test_a_batch_on_its_way_through_leaves_nothing_to_mend(scene):
	assert scene.codes(scene.first) == ["batch_draft"]
	assert scene.codes(scene.third) == ["no_batch_yet"]
	scene.send()
	assert scene.codes(scene.first) == []
	assert scene.found()[scene.first.name].compared.difference == 0
	scene.batch.mark_paid(today(), "BACS 12")
	paid = scene.found()[scene.second.name].compared
	assert (paid.theirs, paid.theirs_paid, paid.findings) == (Decimal("25.00"), Decimal("25.00"), ())
	assert not any(each.compared.to_mend or each.compared.unexplained for each in scene.found().values())


def test_a_line_that_came_back_and_a_batch_that_was_cancelled_hold_nothing(scene):
	scene.send()
	scene.batch.line_came_back(scene.batch.lines[0].name, today(), "Account closed")
	assert scene.codes(scene.first) == ["no_batch_yet"]
	assert scene.codes(scene.second) == []
	scene.batch.cancel_batch("Sent by mistake")
	assert scene.codes(scene.second) == ["no_batch_yet"]


def change_line(scene: Scene, **values: Any) -> None:
	frappe.db.set_value("Mentoring Payment Batch Line", scene.batch.lines[0].name, values)


BREAKS: dict[str, Callable[[Scene], Any]] = {
	"other_sum_in_batch": lambda scene: change_line(scene, amount=24.99),
	"other_payee_in_batch": lambda scene: change_line(scene, household=make_household().name),
	"not_in_batch": lambda scene: frappe.db.delete(
		"Mentoring Payment Batch Line", {"name": scene.batch.lines[0].name}
	),
	"batch_not_linked_back": lambda scene: stand(scene.first, batch=None),
	"other_state_than_batch": lambda scene: stand(scene.first, status="Approved"),
	"other_day_than_batch": lambda scene: stand(scene.first, paid_on=add_days(today(), -2)),
	"batch_not_approved": lambda scene: stand(scene.first, status="Cancelled", docstatus=2),
	"in_two_batches": lambda scene: change_second_line(scene),
}


def change_second_line(scene: Scene) -> None:
	"""As a restored backup might: the second line pays the first payment again."""
	frappe.db.set_value(
		"Mentoring Payment Batch Line", scene.batch.lines[1].name, {"reference": scene.first.name}
	)


@pytest.mark.parametrize("code", BREAKS)
def test_whatever_is_broken_is_named(scene, code):
	scene.pay()
	BREAKS[code](scene)
	found = scene.found()
	assert code in scene.codes(scene.first)
	assert found[scene.first.name].compared.to_mend
	assert not any(each.compared.unexplained for each in found.values())
	if code != "in_two_batches":
		assert scene.codes(scene.second) == []
	row = next(row for row in execute({"scheme": scene.scheme})[1] if row["document"] == scene.first.name)
	assert row["found"] and row["remedy"] and row["batch"] == scene.batch.name


def test_a_total_that_is_not_the_sum_of_the_lines_is_found_by_who_looks_at_everything(scene):
	scene.pay()
	stand(scene.batch, total=51)
	(wrong,) = [each for each in reconcile(Wanted()) if each.document == scene.batch.name]
	assert [finding.code for finding in wrong.compared.findings] == ["other_total"]


def test_a_line_whose_document_is_gone_is_found_by_who_looks_at_everything(scene):
	scene.pay()
	frappe.db.delete("Mentoring Payment", {"name": scene.first.name})
	gone = {each.document: each for each in reconcile(Wanted())}[scene.first.name]
	assert [finding.code for finding in gone.compared.findings] == ["orphan_line"]
	assert gone.compared.difference == -25


def test_what_was_posted_before_the_ledger_was_removed_is_explained(scene):
	stand(scene.third, status="Paid", paid_on=today(), ledger_invoice="ACC-PINV-2025-00007")
	(finding,) = scene.found()[scene.third.name].compared.findings
	assert finding.code == "ledger_gone"
	assert "ACC-PINV-2025-00007" in finding.text


def test_the_figures_of_the_report_add_up(scene):
	scene.pay()
	change_line(scene, amount=20)
	_columns, rows, _message, chart, summary = execute({"scheme": scene.scheme, "show": "Everything"})
	cards = {card["label"]: card["value"] for card in summary}
	assert len(rows) == 3
	assert cards["Ours"] == sum(row["ours"] for row in rows) == 75
	assert cards["Ledger and batches"] == sum(row["theirs"] for row in rows) == 45
	assert (cards["Under way"], cards["Difference to be mended"]) == (25, 5)
	assert (cards["To be mended"], cards["Unexplained"]) == (1, 0)
	assert sum(chart["data"]["datasets"][0]["values"]) == 2
	assert [row["document"] for row in execute({"scheme": scene.scheme})[1]] == [scene.first.name]


def test_a_scheme_without_payments_says_so():
	_columns, rows, message, chart, _summary = execute({"scheme": make_scheme().name})
	assert (rows, chart) == ([], None)
	assert message == "Nothing has been approved yet in what was chosen."


def test_only_finance_and_managers_open_the_report(scene, as_user):
	def seen_by(role: str) -> set[str]:
		with as_user(make_user(role)):
			result = run("Mentoring Reconciliation", filters={"scheme": scene.scheme, "show": "Everything"})[
				"result"
			]
		return {row["document"] for row in result if isinstance(row, dict)}

	for role in ("Mentoring Finance", "Mentoring Manager"):
		assert scene.first.name in seen_by(role)
	for role in ("Mentoring Co-ordinator", "Supervising Social Worker", "Mentor", "Mentee"):
		with pytest.raises(frappe.PermissionError):
			seen_by(role)


def test_more_payments_take_no_more_queries(scene):
	def look() -> None:
		execute({"show": "Everything"})

	look()  # what is kept from now on is not asked again
	before = count_queries(look)
	Scene().pay()
	assert count_queries(look) == before
	assert before < 30
