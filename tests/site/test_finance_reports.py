"""Finance's reports: sums that agree with the documents, each reader's own rows, and not a word of what was said."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

import frappe
import pytest
from frappe.desk.query_report import run
from frappe.model.document import Document
from frappe.permissions import add_user_permission
from frappe.utils import add_months, getdate, today
from frappe.www.printview import get_rendered_template
from makers import (
	days_ago,
	make_claim,
	make_contact_record,
	make_household,
	make_link,
	make_mentor,
	make_participant,
	make_payment,
	make_scheme,
	make_user,
	stand,
)
from queries import count_queries

from mentoring_scheme.mentoring_scheme import statement
from mentoring_scheme.mentoring_scheme.report import figures
from mentoring_scheme.mentoring_scheme.report.household_statement import household_statement
from mentoring_scheme.mentoring_scheme.report.mentoring_expenses import mentoring_expenses
from mentoring_scheme.mentoring_scheme.report.mentoring_payment_forecast import mentoring_payment_forecast
from mentoring_scheme.mentoring_scheme.report.mentoring_payments import mentoring_payments
from mentoring_scheme.mentoring_scheme.review.measures import YearFacts
from mentoring_scheme.mentoring_scheme.review.staff_sections import money
from mentoring_scheme.mentoring_scheme.review.years import asked_for
from mentoring_scheme.patches import make_report_pack
from mentoring_scheme.policy.states import PAYMENT_COUNTED, PAYMENT_LIFE
from mentoring_scheme.setup import report_pack
from mentoring_scheme.setup.workflow_tables import CLAIM, PAYMENT

AsUser = Callable[[str], AbstractContextManager[None]]
ADVERSITY = "Adversity"
SECRET = "She told me about the hearing"
REPORTS = {
	"Mentoring Payments": mentoring_payments,
	"Mentoring Expenses": mentoring_expenses,
	"Mentoring Payment Forecast": mentoring_payment_forecast,
	"Household Statement": household_statement,
}


def this_day() -> date:
	return getdate(today())


def month_start(back: int = 0) -> date:
	return getdate(add_months(this_day().replace(day=1), -back))


class Scene:
	"""A scheme with two mentors, with payments in every state and claims in most."""

	def __init__(self, co_ordinator: str | None = None) -> None:
		self.scheme = make_scheme(members={co_ordinator: "Co-ordinator"} if co_ordinator else None).name
		self.anna, self.ben = (self.link(self.scheme) for _ in range(2))
		self.payments = [
			self.payment(self.anna, "Due", 150, month_start()),
			self.payment(self.anna, "Held", 50, month_start(1)),
			self.payment(self.anna, "Paid", 100, month_start(2), paid_on=month_start(1)),
			self.payment(self.ben, "Approved", 25.5, month_start(1)),
			self.payment(self.ben, "Sent", 10, month_start(3)),
			self.payment(self.ben, "Paid", -20, month_start(3), paid_on=month_start(), kind="Correction"),
			self.payment(self.ben, "Withdrawn", 70, month_start()),
			self.payment(self.ben, "Cancelled", 80, month_start()),
		]

	@cached_property
	def finance(self) -> str:
		return make_user("Mentoring Finance")

	@cached_property
	def claims(self) -> list[Document]:
		return [
			self.claim(self.anna, 1, "Submitted", [("Mileage", 11, 20), ("Parking", 4.2, 0)]),
			self.claim(self.anna, 2, "Paid", [("Mileage", 5.5, 10)], task=24, paid_on=month_start(1)),
			self.claim(self.ben, 2, "Approved", [("Parking", 3, 0)]),
			self.claim(self.ben, 1, "Draft", [("Parking", 8, 0)]),
		]

	def link(self, scheme: str) -> Document:
		participant = make_participant(household=make_household().name)
		mentor = make_mentor(scheme=scheme, participant=participant.name).name
		return make_link(scheme=scheme, mentor=mentor, status="Active", support_type=ADVERSITY)

	def payment(self, link: Document, status: str, amount: float, due_on: date, **values: Any) -> Document:
		payment = make_payment(link=link.name, due_on=due_on)
		states = {state.name: state.docstatus for state in PAYMENT.states}
		return stand(payment, status=status, amount=amount, docstatus=states[status], **values)

	def claim(
		self,
		link: Document,
		back: int,
		status: str,
		expenses: list[tuple[str, float, float]],
		task: float = 0,
		**values: Any,
	) -> Document:
		month = month_start(back)
		lines = [{"date": month, "kind": kind, "note": SECRET} for kind, _amount, _miles in expenses]
		tasks = [{"date": month, "kind": "Task", "minutes": 60, "note": SECRET}] if task else []
		claim = make_claim(mentor=link.mentor, month=month, expense_lines=lines, time_lines=tasks)
		for line, (_kind, amount, miles) in zip(claim.expense_lines, expenses, strict=True):
			stand(line, amount=amount, miles=miles)
		for line in claim.time_lines:
			stand(line, amount=task)
		total = sum(amount for _kind, amount, _miles in expenses)
		household = payee(link) if status in ("Approved", "Sent", "Paid") else None
		stand(
			claim,
			status=status,
			household=household,
			expenses_total=total,
			tasks_total=task,
			total=total + task,
			**values,
		)
		return claim


def payee(link: Document) -> str:
	return frappe.get_doc("Mentor", link.mentor).payee()


@pytest.fixture
def scene() -> Scene:
	return Scene()


def figures_of(summary: list[dict[str, Any]]) -> dict[str, Any]:
	return {card["label"]: card["value"] for card in summary}


def bars(chart: dict[str, Any]) -> Decimal:
	"""Everything that the chart shows."""
	values = [value for dataset in chart["data"]["datasets"] for value in dataset["values"]]
	assert all(len(each["values"]) == len(chart["data"]["labels"]) for each in chart["data"]["datasets"])
	return Decimal(str(sum(values))).quantize(Decimal("0.01"))


def sum_of(rows: list[dict[str, Any]], column: str) -> Decimal:
	return sum((Decimal(str(row.get(column) or 0)) for row in rows), Decimal("0.00"))


# --- periods


@pytest.mark.parametrize(
	("name", "day", "first", "last"),
	[
		("This month", date(2026, 2, 28), date(2026, 2, 1), date(2026, 2, 28)),
		("Last month", date(2026, 1, 31), date(2025, 12, 1), date(2025, 12, 31)),
		("This financial year", date(2026, 3, 31), date(2025, 4, 1), date(2026, 3, 31)),
		("This financial year", date(2026, 4, 1), date(2026, 4, 1), date(2027, 3, 31)),
		("Last financial year", date(2026, 4, 1), date(2025, 4, 1), date(2026, 3, 31)),
		("Last 12 months", date(2026, 11, 22), date(2025, 12, 1), date(2026, 11, 30)),
		("Any time", date(2026, 11, 22), None, None),
	],
)
def test_a_period_has_a_first_and_a_last_day(
	name: str, day: date, first: date | None, last: date | None
) -> None:
	assert figures.period_of(name, day) == (first, last)


# --- Mentoring Payments


def payments(scene: Scene, **filters: Any) -> tuple[Any, ...]:
	return mentoring_payments.execute({"scheme": scene.scheme, **filters})


def test_each_payment_is_a_row_and_what_is_not_paid_is_left_out(scene: Scene) -> None:
	rows = payments(scene)[1]
	assert {row["payment"] for row in rows} == {each.name for each in scene.payments[:6]}
	assert [row["due_on"] for row in rows] == sorted(row["due_on"] for row in rows)
	first = next(row for row in rows if row["payment"] == scene.payments[0].name)
	assert first["payee"] == frappe.db.get_value("Mentoring Household", first["household"], "payee_name")


@pytest.mark.parametrize("by", ["", "Scheme", "Household", "State", "Month", "Cost centre"])
def test_rows_chart_and_summary_of_payments_come_to_the_same(scene: Scene, by: str) -> None:
	columns, rows, _message, chart, summary, skip = payments(scene, group_by=by)
	total = Decimal("315.50")
	assert sum_of(rows, "amount") == bars(chart) == figures_of(summary)["In all"] == total
	assert {label: value for label, value in figures_of(summary).items() if label != "In all"} == {
		"Due": 150,
		"Held": 50,
		"Approved": Decimal("25.50"),
		"Sent": 10,
		"Paid": 80,
	}
	if by:
		for state in PAYMENT_COUNTED:
			assert sum_of(rows, state) == figures_of(summary)[state]
		assert all(sum_of([row], "amount") == sum(row[state] for state in PAYMENT_COUNTED) for row in rows)
		assert sum(row["payments"] for row in rows) == 6
	assert not skip
	assert {column["fieldname"] for column in columns} - {"payment_reference"} <= set().union(*rows)


def test_a_chart_of_money_says_so_and_nothing_says_what_to_do(scene: Scene) -> None:
	chart = payments(scene)[3]
	assert chart["title"] == "Payments by month (£)"
	assert chart["disableEntryAnimation"], "or the platform draws on what is gone"
	long_ago = {"period": "Between two days", "from_date": "2001-01-01", "to_date": "2001-01-31"}
	for module in (mentoring_payments, mentoring_expenses):
		_columns, rows, message, nothing, *_rest = module.execute({"scheme": scene.scheme, **long_ago})
		assert (rows, nothing) == ([], None)
		assert "choose a longer period" in message


def test_the_review_tells_payments_in_the_order_of_their_life(scene: Scene) -> None:
	for payment in scene.payments:
		stand(payment, due_on=today())
	facts = YearFacts(asked_for({"scheme": scene.scheme}), [], [], [], [], [])
	told = [row[0] for row in money(facts).rows]
	assert set(told) >= set(PAYMENT_COUNTED)
	assert told == [state for state in PAYMENT_LIFE if state in told]


def test_payments_are_grouped_by_what_is_asked(scene: Scene) -> None:
	assert [row["group"] for row in payments(scene, group_by="State")[1]] == list(PAYMENT_COUNTED)
	by_month = payments(scene, group_by="Month")[1]
	assert [row["amount"] for row in by_month] == [-10, 100, Decimal("75.50"), 150]
	assert {row["group"]: row["amount"] for row in payments(scene, group_by="Scheme")[1]} == {
		scene.scheme: Decimal("315.50")
	}
	by_household = payments(scene, group_by="Household")[1]
	assert {row["amount"] for row in by_household} == {300, Decimal("15.50")}
	with pytest.raises(frappe.ValidationError, match="cannot be grouped"):
		payments(scene, group_by="Colour")


def test_filters_of_payments(scene: Scene) -> None:
	def names(**filters: Any) -> set[int]:
		rows = payments(scene, **filters)[1]
		numbers = {each.name: number for number, each in enumerate(scene.payments)}
		return {numbers[row["payment"]] for row in rows}

	assert names(household=payee(scene.anna)) == {0, 1, 2}
	assert names(status=["Held"]) == {1}
	assert names(status='["Withdrawn", "Cancelled"]') == {6, 7}
	assert names(status="Paid") == {2, 5}
	assert names(kind="Correction") == {5}
	assert names(period="This month") == {0}
	assert names(period="Last month") == {1, 3}
	assert names(period="Last month", days="Paid on") == {2}
	assert names(period="Between two days", from_date=month_start(3), to_date=month_start(2)) == {2, 4, 5}
	assert names(period="Between two days", from_date=month_start(1)) == {0, 1, 3}
	# what is not paid has no day of payment that could lie before another
	assert (
		names(period="Between two days", to_date=this_day(), days="Paid on") == names(status="Paid") == {2, 5}
	)
	with pytest.raises(frappe.ValidationError, match="before it begins"):
		names(period="Between two days", from_date=month_start(), to_date=month_start(1))


def test_an_old_payment_is_found_at_any_time(scene: Scene) -> None:
	old = scene.payment(scene.anna, "Due", 5, month_start(30))
	assert old.name not in {row["payment"] for row in payments(scene)[1]}
	assert old.name in {row["payment"] for row in payments(scene, period="Any time")[1]}


def test_payments_by_what_their_scheme_is_booked_to(scene: Scene) -> None:
	assert {row["group"] for row in payments(scene, group_by="Cost centre")[1]} == {"None"}
	frappe.db.set_value("Mentoring Scheme", scene.scheme, "cost_reference", "Fostering 4711")
	rows = mentoring_payments.execute({"group_by": "Cost centre"})[1]
	assert {row["group"]: row["payments"] for row in rows if row["group"] == "Fostering 4711"} == {
		"Fostering 4711": 6
	}
	rows = mentoring_payments.execute({"cost_centre": "4711"})[1]
	assert len(rows) == 6 and {row["cost_centre"] for row in rows} == {"Fostering 4711"}
	assert payments(scene, cost_centre="4712")[1] == []


def test_the_cost_centre_of_the_ledger_goes_before_the_reference(
	scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
	"""A field that every site has stands for the one that the ledger adds."""
	monkeypatch.setattr(figures, "LEDGER_COST_CENTRE", "preset")
	frappe.db.set_value("Mentoring Scheme", scene.scheme, {"cost_reference": "4711", "preset": "Main - C"})
	assert {row["cost_centre"] for row in payments(scene)[1]} == {"Main - C"}
	frappe.db.set_value("Mentoring Scheme", scene.scheme, "preset", "")
	assert {row["cost_centre"] for row in payments(scene)[1]} == {"4711"}


def test_several_currencies_are_never_added_up(scene: Scene) -> None:
	stand(scene.payments[1], currency=None)
	assert payments(scene)[5] == 0  # the site's own
	stand(scene.payments[0], currency="EUR")
	_columns, rows, message, chart, summary, skip = payments(scene)
	assert len(rows) == 6
	assert "several currencies" in message
	assert (chart, summary, skip) == (None, None, 1)
	by_scheme = payments(scene, group_by="Scheme")[1]
	assert {row["currency"]: row["amount"] for row in by_scheme} == {"EUR": 150, "GBP": Decimal("165.50")}


# --- Mentoring Expenses


def expenses(scene: Scene, **filters: Any) -> tuple[Any, ...]:
	assert scene.claims
	return mentoring_expenses.execute({"scheme": scene.scheme, **filters})


@pytest.mark.parametrize("by", ["", "Kind", "Mentor", "Scheme", "Household", "Month", "State"])
def test_rows_chart_and_summary_of_expenses_come_to_the_claims(scene: Scene, by: str) -> None:
	_columns, rows, _message, chart, summary, _skip = expenses(scene, group_by=by)
	claimed = sum_of([claim.as_dict() for claim in scene.claims[:3]], "total")
	assert sum_of(rows, "amount") == bars(chart) == figures_of(summary)["In all"] == claimed
	assert figures_of(summary)["Expenses"] == sum_of(rows, "expenses") == Decimal("23.70")
	assert figures_of(summary)["Tasks"] == sum_of(rows, "tasks") == 24
	assert figures_of(summary)["Not paid yet"] == Decimal("18.20")
	assert figures_of(summary)["Miles"] == "30.0"
	assert sum_of(rows, "miles") == 30


def test_expenses_are_grouped_by_what_is_asked(scene: Scene) -> None:
	kinds = {row["group"]: (row["amount"], row["miles"]) for row in expenses(scene, group_by="Kind")[1]}
	assert kinds == {"Mileage": (Decimal("16.50"), 30), "Parking": (Decimal("7.20"), 0), "Task": (24, 0)}
	states = [row["group"] for row in expenses(scene, group_by="State")[1]]
	assert states == ["Submitted", "Approved", "Paid"]
	assert [row["amount"] for row in expenses(scene, group_by="Month")[1]] == [
		Decimal("32.50"),
		Decimal("15.20"),
	]
	with pytest.raises(frappe.ValidationError, match="cannot be grouped"):
		expenses(scene, group_by="Colour")


def test_filters_of_expenses(scene: Scene) -> None:
	def claims(**filters: Any) -> set[str]:
		return {row["claim"] for row in expenses(scene, **filters)[1]}

	submitted, paid, approved, draft = (claim.name for claim in scene.claims)
	assert claims() == {submitted, paid, approved}
	assert claims(status=["Draft"]) == {draft}
	assert claims(household=payee(scene.ben)) == {approved}
	assert claims(mentor=scene.claims[0].mentor_name[:6]) >= {submitted, paid}
	assert claims(mentor="Nobody of that name") == set()
	assert claims(expense_kind="parking") == {submitted, approved}
	assert claims(period="Last month") == {submitted}
	assert claims(period="Last month", days="Paid on") == {paid}


def test_what_a_mentor_still_writes_is_no_business_of_finance(scene: Scene, as_user: AsUser) -> None:
	assert [row["claim"] for row in expenses(scene, status=["Draft"])[1]] == [scene.claims[3].name]
	with as_user(scene.finance):
		assert expenses(scene, status=["Draft"])[1] == []


# --- Mentoring Payment Forecast


def forecast(scene: Scene, **filters: Any) -> tuple[Any, ...]:
	return mentoring_payment_forecast.execute({"scheme": scene.scheme, **filters})


@pytest.fixture
def started() -> Document:
	"""A link of another scheme that began this day two months ago: 150.00 in a month; nothing was made yet."""
	link = make_link(scheme=make_scheme().name, status="Active", support_type=ADVERSITY)
	return stand(link, start_date=getdate(add_months(today(), -2)))


def committed(link: Document, **filters: Any) -> dict[str, Decimal]:
	rows = mentoring_payment_forecast.execute({"scheme": link.scheme, **filters})[1]
	return {column: sum_of(rows, column) for column in mentoring_payment_forecast.SUMS}


def test_a_running_link_is_committed_to_its_planned_end(started: Document) -> None:
	rows = mentoring_payment_forecast.execute({"scheme": started.scheme})[1]
	in_a_month = figures.month_name(figures.month_of(getdate(add_months(started.start_date, 3))))
	assert {row["period"]: row["coming"] for row in rows if row["coming"]} == {in_a_month: 150}
	assert len(rows) == 12
	# Ended today, two whole months are paid; a month more is beyond the cap.
	assert committed(started) == {"made": 0, "coming": 150, "committed": 150, "extended": 0, "ended": -50}


def test_what_was_made_is_not_counted_twice(started: Document) -> None:
	payment = make_payment(link=started.name, due_on=this_day())
	stand(payment, kind="Instalment", sequence=1, amount=150, instalment_key=f"{started.name}/1")
	assert committed(started)["committed"] == 150
	stand(payment, status="Paid", docstatus=1, paid_on=this_day())
	assert committed(started)["committed"] == 0


def test_what_somebody_withdrew_does_not_come_again_and_what_fell_away_does(started: Document) -> None:
	payment = make_payment(link=started.name, due_on=this_day())
	stand(
		payment,
		kind="Instalment",
		sequence=1,
		amount=150,
		instalment_key=f"{started.name}/1",
		status="Withdrawn",
	)
	assert committed(started)["committed"] == 150
	stand(payment, withdrawn_by="Administrator")
	assert committed(started)["committed"] == 0
	stand(payment, withdrawn_by=None, status="Cancelled", docstatus=2)
	assert committed(started)["committed"] == 0
	stand(payment, instalment_key=None)  # an amended payment has taken it over
	assert committed(started)["committed"] == 150


def test_exceptional_payments_are_committed_besides(started: Document) -> None:
	make_payment(link=started.name, due_on=this_day(), amount=40)
	assert committed(started)["made"] == 40
	assert committed(started)["committed"] == 190


def test_a_suspended_link_and_contradicting_dates_are_said(started: Document) -> None:
	started.append("suspensions", {"from_date": days_ago(5), "reason": "Illness."}).db_insert()
	stand(started, status="Suspended")
	_columns, _rows, message, *_ = mentoring_payment_forecast.execute({"scheme": started.scheme})
	assert "Suspended links: 1" in message
	assert committed(started)["committed"] == 0
	stand(started, ended_on=getdate(add_months(started.start_date, -1)))
	_columns, rows, message, *_ = mentoring_payment_forecast.execute(
		{"scheme": started.scheme, "group_by": "Link"}
	)
	assert started.name in message and "contradict" in message
	assert "contradict" in rows[0]["standing"]


@pytest.mark.parametrize("by", ["", "Link"])
def test_rows_chart_and_summary_of_the_forecast_come_to_the_same(scene: Scene, by: str) -> None:
	_columns, rows, _message, chart, summary, _skip = forecast(scene, group_by=by)
	cards = list(figures_of(summary).values())
	assert [sum_of(rows, column) for column in mentoring_payment_forecast.SUMS] == cards
	assert cards[2] == cards[0] + cards[1] == bars(chart)
	assert cards[0] == Decimal("235.50")  # due, held, approved and sent
	assert cards[1] == 300  # two links of three months each


def test_what_lies_before_and_after_the_months_stands_apart(scene: Scene) -> None:
	rows = {row["period"]: row["committed"] for row in forecast(scene, months=1)[1]}
	assert list(rows) == ["Earlier, not paid yet", figures.month_name(month_start()), "Later"]
	assert rows["Earlier, not paid yet"] == Decimal("85.50")
	assert sum(rows.values()) == Decimal("535.50")


@pytest.mark.parametrize("months", [-1, 61])
def test_absurd_months_are_refused(scene: Scene, months: int) -> None:
	with pytest.raises(frappe.ValidationError, match="1 to 60 months"):
		forecast(scene, months=months)


def test_a_link_whose_scheme_pays_nothing_is_not_in_the_forecast() -> None:
	link = make_link(scheme=make_scheme("tri-borough-fostering").name, status="Active")
	columns, rows, _message, chart, summary, _skip = mentoring_payment_forecast.execute(
		{"scheme": link.scheme}
	)
	assert columns and (rows, chart, summary) == ([], None, None)


def test_finance_sees_what_will_be_paid_without_seeing_the_link(scene: Scene, as_user: AsUser) -> None:
	with as_user(scene.finance):
		assert not frappe.has_permission("Mentoring Link", "read", scene.anna.name)
		rows = {row["link"]: row for row in forecast(scene, group_by="Link")[1]}
	assert set(rows) == {scene.anna.name, scene.ben.name}
	assert rows[scene.anna.name]["coming"] == 150
	assert rows[scene.anna.name]["household"] == payee(scene.anna)
	shown = frappe.as_json(list(rows.values()))
	assert ADVERSITY not in shown and scene.anna.mentee not in shown


def test_what_will_be_paid_follows_user_permissions(scene: Scene, as_user: AsUser) -> None:
	for allowed, value, links in (
		("Mentoring Scheme", make_scheme().name, set()),
		("Mentor", scene.ben.mentor, {scene.ben.name}),
	):
		finance = make_user("Mentoring Finance")
		add_user_permission(allowed, value, finance)
		with as_user(finance):
			rows = mentoring_payment_forecast.execute({"group_by": "Link"})[1]
		assert {row["link"] for row in rows} & {scene.anna.name, scene.ben.name} == links


# --- Household Statement


@pytest.fixture
def year() -> statement.TaxYear:
	"""The tax year before the last."""
	return statement.TaxYear(statement.tax_year().begins - 1)


def test_a_tax_year_is_from_6_april_to_5_april() -> None:
	year = statement.TaxYear(2026)
	assert (year.first, year.last, year.name) == (date(2026, 4, 6), date(2027, 4, 5), "2026–27")
	assert statement.TaxYear(2099).name == "2099–00"
	assert statement.tax_year().has_ended
	assert statement.tax_year("2024–25").begins == statement.tax_year("2024").begins == 2024


@pytest.mark.parametrize("wrong", ["1999", "3000", "next", "0"])
def test_a_tax_year_that_is_none_is_refused(wrong: str) -> None:
	with pytest.raises(frappe.ValidationError, match="no statement for the tax year"):
		statement.tax_year(wrong)


def test_a_statement_is_by_the_day_paid_with_payments_and_expenses_apart(
	scene: Scene, year: statement.TaxYear
) -> None:
	household = payee(scene.anna)
	inside = [
		scene.payment(scene.anna, "Paid", 150, year.first - timedelta(days=40), paid_on=year.first),
		scene.payment(scene.anna, "Paid", 50, year.last, paid_on=year.last),
	]
	scene.payment(scene.anna, "Paid", 1, year.first, paid_on=year.first - timedelta(days=1))
	scene.payment(scene.anna, "Paid", 1, year.last, paid_on=year.last + timedelta(days=1))
	scene.payment(scene.anna, "Sent", 1, year.first)
	scene.payment(scene.ben, "Paid", 1, year.first, paid_on=year.first)
	claim = stand(scene.claims[1], paid_on=year.last)

	report = household_statement.execute({"tax_year": str(year.begins), "household": household})
	_columns, rows, message, chart, summary, _skip = report
	assert {row["document"] for row in rows} == {*(each.name for each in inside), claim.name}
	assert figures_of(summary) == {"Payments": 224, "Expenses": Decimal("5.50"), "In all": Decimal("229.50")}
	assert sum_of(rows, "payments") == 224 and sum_of(rows, "expenses") == Decimal("5.50")
	assert bars(chart) == sum_of(rows, "amount") == Decimal("229.50")
	assert "no advice on tax" in message

	(account,) = statement.household_statement(household, year.begins)["accounts"]
	assert (account.payments_total, account.expenses_total) == (224, Decimal("5.50"))
	assert account.miles == 10


def test_all_households_of_a_tax_year_come_to_the_same(scene: Scene, year: statement.TaxYear) -> None:
	for link, amount in ((scene.anna, 150), (scene.ben, 25)):
		scene.payment(link, "Paid", amount, year.first, paid_on=year.first)
	_columns, rows, _message, chart, summary, _skip = household_statement.execute({"tax_year": year.begins})
	mine = {row["household"]: row["payments"] for row in rows}
	assert mine[payee(scene.anna)] == 150 and mine[payee(scene.ben)] == 25
	assert sum_of(rows, "amount") == bars(chart) == figures_of(summary)["In all"]


def test_lines_of_one_kind_are_one_line_of_the_statement(scene: Scene, year: statement.TaxYear) -> None:
	claim = scene.claim(
		scene.anna,
		4,
		"Paid",
		[("Mileage", 5.5, 10), ("Mileage", 2.75, 5), ("Parking", 3, 0)],
		paid_on=year.first,
	)
	entries = statement.entries(year, payee(scene.anna))
	assert [(each.what, each.amount, each.miles) for each in entries if each.document == claim.name] == [
		("Mileage", Decimal("8.25"), 15),
		("Parking", Decimal("3.00"), 0),
	]


def print_of(household: str, begins: int) -> str:
	"""The print as it is opened with a tax year in its address."""
	frappe.local.form_dict = frappe._dict(tax_year=str(begins))
	doc = frappe.get_doc("Mentoring Household", household)
	return get_rendered_template(doc, print_format=frappe.get_doc("Print Format", "Household Statement"))


@pytest.fixture
def printed(scene: Scene, as_user: AsUser, year: statement.TaxYear) -> Callable[[], str]:
	"""The print of Anna's household, as finance opens it for a tax year."""

	def show() -> str:
		with as_user(scene.finance):
			return print_of(payee(scene.anna), year.begins)

	return show


def test_the_print_says_what_was_paid_and_escapes_names(
	scene: Scene, year: statement.TaxYear, printed: Callable[[], str]
) -> None:
	assert "Nothing was paid in this tax year." in printed()
	scene.payment(scene.anna, "Paid", 150, year.first, paid_on=year.first)
	stand(scene.claims[1], paid_on=year.last)
	frappe.db.set_value("Mentoring Household", payee(scene.anna), "payee_name", "A <b>Bold</b> & Co")
	text = printed()
	assert f"Statement for the tax year {year.name}" in text
	for shown in (
		"150.00",
		"174.00",
		"5.50",
		"10 miles",
		"A &lt;b&gt;Bold&lt;/b&gt; &amp; Co",
		"no advice on tax",
	):
		assert shown in text
	assert "<b>Bold</b>" not in text


def test_an_unfinished_tax_year_says_so(scene: Scene) -> None:
	current = statement.tax_year().begins + 1
	text = print_of(payee(scene.anna), current)
	assert "The tax year has not ended yet." in text
	message = household_statement.execute({"tax_year": current, "household": payee(scene.anna)})[2]
	assert "has not ended" in message


def test_an_address_is_printed_for_those_who_may_see_it(scene: Scene, as_user: AsUser) -> None:
	address = frappe.get_doc(
		{
			"doctype": "Address",
			"address_title": "Anna",
			"address_type": "Personal",
			"address_line1": "1 High Street",
			"city": "Kingston",
			"country": "United Kingdom",
		}
	).insert()
	frappe.db.set_value("Mentoring Household", payee(scene.anna), "address", address.name)
	assert statement.household_statement(payee(scene.anna))["address"] == ["1 High Street", "Kingston"]
	with as_user(scene.finance):
		assert statement.household_statement(payee(scene.anna))["address"] == []


@pytest.mark.parametrize("role", ["Mentoring Co-ordinator", "Supervising Social Worker", "Mentor", "Mentee"])
def test_nobody_else_is_shown_a_part_of_a_statement_as_the_whole(
	scene: Scene, as_user: AsUser, role: str
) -> None:
	"""The print asks for itself, because every template of the site may call it."""
	with as_user(make_user(role)):
		for ask in (
			lambda: household_statement.execute({"household": payee(scene.anna)}),
			lambda: statement.household_statement(payee(scene.anna)),
			lambda: run("Household Statement", filters={}),
		):
			with pytest.raises(frappe.PermissionError):
				ask()


# --- all of them


def test_each_reader_sees_their_own_schemes(as_user: AsUser) -> None:
	co_ordinator, other = (make_user("Mentoring Co-ordinator") for _ in range(2))
	scene, elsewhere = Scene(co_ordinator), Scene(other)
	manager, strangers = make_user("Mentoring Manager"), ("Supervising Social Worker", "Mentor", "Mentee")
	outsiders = [make_user(role) for role in strangers]
	assert scene.claims and elsewhere.claims

	def seen_by(user: str, report: str, **filters: Any) -> set[str]:
		with as_user(user):
			rows = run(report, filters=filters)["result"]
		return {row["scheme"] for row in rows if isinstance(row, dict) and row.get("scheme")}

	for report, filters in (
		("Mentoring Payments", {}),
		("Mentoring Expenses", {}),
		("Mentoring Payment Forecast", {"group_by": "Link"}),
	):
		assert seen_by(scene.finance, report, **filters) >= {scene.scheme, elsewhere.scheme}
		assert seen_by(manager, report, **filters) >= {scene.scheme, elsewhere.scheme}
		assert seen_by(scene.finance, report, scheme=scene.scheme, **filters) == {scene.scheme}
		assert seen_by(co_ordinator, report, **filters) == {scene.scheme}
		assert seen_by(other, report, **filters) == {elsewhere.scheme}
		assert seen_by(other, report, scheme=scene.scheme, **filters) == set()
		for outsider in outsiders:
			with pytest.raises(frappe.PermissionError):
				seen_by(outsider, report, **filters)


@pytest.mark.parametrize("report", REPORTS)
def test_finance_sees_no_word_of_what_was_said(scene: Scene, as_user: AsUser, report: str) -> None:
	make_contact_record(link=scene.anna.name, summary=SECRET)
	assert scene.claims
	filters = {"tax_year": statement.tax_year().begins + 1, "household": payee(scene.anna)}
	with as_user(scene.finance):
		found = run(report, filters=filters)
	assert found["result"]
	assert SECRET not in frappe.as_json(found)


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("by", ["", "grouped"])
def test_more_rows_take_no_more_queries(scene: Scene, report: str, by: str) -> None:
	group = {"Mentoring Payment Forecast": "Link", "Mentoring Expenses": "Kind"}.get(report, "Household")
	filters = {"group_by": group} if by else {"household": payee(scene.anna)}
	filters["tax_year"] = statement.tax_year().begins + 1

	def ask() -> Any:
		return REPORTS[report].execute(dict(filters))

	def another_link() -> None:
		link = scene.link(scene.scheme)
		scene.payment(link, "Paid", 15, this_day(), paid_on=this_day())
		scene.payment(link, "Due", 15, this_day())
		scene.claim(link, 1, "Paid", [("Mileage", 5, 9)], task=3, paid_on=this_day())

	another_link()
	ask()  # what is kept from now on is not asked again
	before = count_queries(ask)
	for _ in range(3):
		another_link()
	assert count_queries(ask) == before


def test_columns_link_to_documents_that_exist(scene: Scene) -> None:
	for module in REPORTS.values():
		for filters in ({}, {"group_by": "Link"}, {"household": payee(scene.anna)}):
			if filters.get("group_by") and module is not mentoring_payment_forecast:
				continue
			for column in module.execute(filters)[0]:
				assert column["fieldtype"] != "Link" or frappe.db.exists("DocType", column["options"])


def test_an_empty_report_has_no_chart() -> None:
	scheme = make_scheme().name
	for module in (mentoring_payments, mentoring_expenses, mentoring_payment_forecast):
		_columns, rows, _message, chart, summary, _skip = module.execute({"scheme": scheme})
		assert (rows, chart, summary) == ([], None, None)


# --- the monthly pack, the cards


def mails() -> dict[str, Document]:
	names = frappe.get_all("Auto Email Report", {"report": ["in", list(report_pack.PACK)]}, pluck="name")
	return {mail.report: mail for mail in (frappe.get_doc("Auto Email Report", name) for name in names)}


def test_the_monthly_pack_is_there_switched_off_and_sends_to_nobody() -> None:
	report_pack.remove_pack()
	make_report_pack.execute()
	assert set(REPORTS) - {"Household Statement"} <= set(mails())
	for mail in mails().values():
		assert (mail.enabled, mail.frequency, mail.email_to) == (0, "Monthly", "")
		with pytest.raises(frappe.MandatoryError):
			mail.update({"enabled": 1}).save()
		mail.reload()
		assert mail.update({"enabled": 1, "email_to": "finance@example.org"}).save().enabled


def test_the_pack_is_made_once_and_goes_with_the_app() -> None:
	report_pack.remove_pack()
	assert mails() == {}
	report_pack.make_pack()
	stand(mails()["Mentoring Payments"], enabled=1)
	report_pack.make_pack()
	assert frappe.db.count("Auto Email Report", {"report": "Mentoring Payments"}) == 1
	assert mails()["Mentoring Payments"].enabled


def test_each_mail_of_the_pack_has_its_report_inside(scene: Scene) -> None:
	assert scene.claims, "a mail without a row says nothing and is not sent"
	report_pack.remove_pack()
	report_pack.make_pack()
	for report in REPORTS:
		if report in mails():
			content = mails()[report].get_report_content()
			assert content[:2] == b"PK", f"{report} is no spreadsheet"


@pytest.mark.parametrize(
	("card", "table", "state"),
	[
		("Mentoring claims to check", CLAIM, "Submitted"),
		("Mentoring claims to approve", CLAIM, "Checked"),
		("Mentoring claims not sent", CLAIM, "Approved"),
		("Mentoring payments not sent", PAYMENT, "Approved"),
		("Mentoring payments held", PAYMENT, "Held"),
		("Mentoring payments due", PAYMENT, "Due"),
	],
)
def test_a_card_counts_what_waits_in_one_state(scene: Scene, card: str, table: Any, state: str) -> None:
	shown = frappe.get_attr(frappe.db.get_value("Number Card", card, "method"))()
	assert shown["value"] == frappe.db.count(table.document_type, {"status": state})
	assert shown["route"] == ["List", table.document_type, "List"]
	assert shown["route_options"] == {"status": state}
	assert state in {each.name for each in table.states}
