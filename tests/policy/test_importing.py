"""The workbook of a running scheme: what is filled in is what is read, and what is wrong is said where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from mentoring_scheme.importing import cells, checking, keys, opening, reading, template
from mentoring_scheme.importing.columns import Column, Kind, Row, Value
from mentoring_scheme.importing.known import Alike, Entry, Known
from mentoring_scheme.importing.remarks import Remark, WorkbookError
from mentoring_scheme.importing.sheets import BY_TITLE, SHEETS
from mentoring_scheme.policy import presets

TODAY = date(2026, 11, 29)
POLICY = presets.load("afc-fostering")
LISTS = {
	"areas": ("North", "South"),
	"ssws": ("ssw@example.org",),
	"approval_types": ("Mainstream", "Respite"),
	"caring_kinds": ("Fostering",),
	"stages": ("Approved", "Active", "On a Break", "Stood Down"),
	"mentor_kinds": ("Peer", "Traditional"),
	"support_types": tuple(each.support_type for each in POLICY.support_types),
	"routes": ("Newly approved",),
	"answers": ("Accepted", "Declined"),
	"states": ("Active", "Suspended", "Closing", "Closed", "Ended Early"),
	"ending_kinds": ("Completed",),
	"ways": ("In person", "Phone call"),
}
KNOWN = Known("Scheme", POLICY, LISTS)
NEW = LISTS["support_types"][0]
WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), min_size=1, max_size=12).filter(
	lambda text: text.strip() == text and text.casefold() != "what to mend"
)


def row(sheet: str, number: int = 2, /, **values: Value) -> Row:
	return Row(sheet, number, values, {name: _shown(value) for name, value in values.items()})


def _shown(value: Value) -> str:
	if isinstance(value, bool):
		return "Yes" if value else "No"
	return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


def scheme() -> list[Row]:
	"""The worked example of the rules: approved on 10 January, started on 20 February 2026 (R42)."""
	return [
		row("Households", reference="H1", household_name="Carter household"),
		row("People", 2, reference="P1", participant_name="Ann Carter", household="H1"),
		row(
			"People", 3, reference="P2", participant_name="Ben Drew", approval_type="Mainstream",
			approved_on=date(2026, 1, 10),
		),
		row("Mentors", person="P1", stage="Stood Down", stood_down_on=date(2026, 8, 1), stage_reason="Moved."),
		row(
			"Mentees", person="P2", support_type=NEW, referral_route="Newly approved", referred_on=date(2026, 1, 12)
		),
		row(
			"Links", reference="L1", mentor="P1", mentee="P2", status="Closed", support_type=NEW,
			start_date=date(2026, 2, 20), planned_end=date(2026, 7, 10), ended_on=date(2026, 7, 10),
			ending_kind="Completed", agreement_on=date(2026, 2, 18),
		),
		row("Past contacts", link="L1", contact_date=date(2026, 3, 20), way="In person"),
		row("Payments made", 2, link="L1", sequence=1, amount=Decimal("150.00"), paid_on=date(2026, 5, 20)),
		row("Payments made", 3, link="L1", sequence=2, amount=Decimal("50.00"), paid_on=date(2026, 7, 10)),
	]  # fmt: skip


def workbook_of(rows: list[Row]) -> bytes:
	return template.to_mend("Scheme", LISTS, rows, {})


def check(rows: list[Row], known: Known = KNOWN) -> checking.Checked:
	return checking.check(reading.read(workbook_of(rows), LISTS), known, TODAY)


def stops(checked: checking.Checked) -> list[tuple[str, int, str]]:
	return [(each.sheet, each.row, each.column) for each in checked.remarks if each.stops]


def changed(rows: list[Row], sheet: str, number: int, **values: Any) -> list[Row]:
	return [
		row(sheet, number, **{**each.values, **values})
		if (each.sheet, each.number) == (sheet, number)
		else each
		for each in rows
	]


# --- reading


def values_of(column: Column) -> st.SearchStrategy[Value]:
	if column.kind is Kind.DATE:
		return st.dates(date(1950, 1, 1), TODAY)
	if column.kind is Kind.WHOLE:
		return st.integers(0, 999)
	if column.kind is Kind.MONEY:
		return st.decimals(0, 9999, places=2)
	if column.kind is Kind.YES_NO:
		return st.booleans()
	if column.kind in (Kind.EMAIL, Kind.PHONE):
		return st.just("ann@example.org" if column.kind is Kind.EMAIL else "+44 (0)20 7946 0000")
	return st.sampled_from(LISTS[column.choices]) if column.choices else WORDS


@st.composite
def filled(draw: st.DrawFn) -> list[Row]:
	rows = []
	for sheet in SHEETS:
		for number in range(2, 2 + draw(st.integers(0, 3))):
			values = {
				column.field: draw(values_of(column))
				for column in sheet.columns
				if column.required or draw(st.booleans())
			}
			rows.append(row(sheet.title, number, **values))
	return rows or scheme()


@given(filled())
@settings(max_examples=10)
def test_what_is_filled_in_is_what_is_read(rows: list[Row]) -> None:
	read = reading.read(workbook_of(rows), LISTS)
	assert read.remarks == []
	assert [(each.sheet, each.number, _given(each.values)) for each in read.rows] == [
		(each.sheet, each.number, _given(each.values)) for each in rows
	]


def _given(values: Mapping[str, Value]) -> dict[str, Value]:
	return {name: value for name, value in values.items() if value is not None}


WRONG = {
	Kind.DATE: "31/02/2026",
	Kind.WHOLE: "1.5",
	Kind.MONEY: "1.005",
	Kind.YES_NO: "perhaps",
	Kind.CHOICE: "no such",
	Kind.TEXT: "x" * 10_001,
	Kind.EMAIL: "ann at example.org",
	Kind.PHONE: "020 7946 0000 or ask Ben",
}


def test_a_cell_that_is_wrong_is_said_where_it_stands() -> None:
	opened = load_workbook(BytesIO(workbook_of(scheme())))
	wrong = set()
	for sheet in SHEETS:
		for number, column in enumerate(sheet.columns, start=1):
			opened[sheet.title].cell(2, number).value = WRONG[column.kind]
			wrong.add((sheet.title, 2, column.heading, WRONG[column.kind]))
	content = BytesIO()
	opened.save(content)
	remarks = reading.read(content.getvalue(), LISTS).remarks
	assert {(each.sheet, each.row, each.column, each.value) for each in remarks} == wrong
	assert len(remarks) == len(wrong)
	assert all(each.stops and each.finding.remedy for each in remarks)


@pytest.mark.parametrize(
	("written", "read"),
	[
		(" 28/02/2026 ", date(2026, 2, 28)),
		("28.2.2026", date(2026, 2, 28)),
		("2026-02-28", date(2026, 2, 28)),
		("02/28/2026", None),
		("28/02/26", None),
		("=TODAY()", None),
		(46_081, date(2026, 2, 28)),
	],
)
def test_dates_are_read_as_they_are_written_here(written: Any, read: date | None) -> None:
	opened = load_workbook(BytesIO(workbook_of(scheme())))
	opened["Past contacts"]["B2"].value = written
	content = BytesIO()
	opened.save(content)
	result = reading.read(content.getvalue(), LISTS)
	(contact,) = [each for each in result.rows if each.sheet == "Past contacts"]
	assert contact.day("contact_date") == read
	assert len(result.remarks) == (0 if read else 1)


def test_days_counted_from_1904_are_the_same_days() -> None:
	opened = load_workbook(BytesIO(workbook_of(scheme())))
	opened.epoch = CALENDAR_MAC_1904
	content = BytesIO()
	opened.save(content)
	(link,) = [each for each in reading.read(content.getvalue(), LISTS).rows if each.sheet == "Links"]
	assert link.day("start_date") == date(2026, 2, 20)


@pytest.mark.parametrize(
	("written", "read"),
	[("£1,050.50", Decimal("1050.50")), ("50", Decimal(50)), ("100,50", None), ("1e3", None), ("-5", None)],
)
def test_a_comma_in_an_amount_parts_thousands_and_nothing_else(written: str, read: Decimal | None) -> None:
	column = BY_TITLE["Payments made"].by_field["amount"]
	try:
		value = cells.read(written, column, LISTS)
	except cells.CellError:
		value = None
	assert value == read


def cut_short() -> bytes:
	"""A workbook that opens, and one of whose sheets breaks off."""
	content = BytesIO()
	with ZipFile(BytesIO(workbook_of(scheme()))) as whole, ZipFile(content, "w") as cut:
		for name in whole.namelist():
			part = whole.read(name)
			cut.writestr(name, part[:-50] if name.endswith("sheet3.xml") else part)
	return content.getvalue()


def remarks_without(sheet: str, heading: str = "", named: str = "") -> list[Remark]:
	"""What is said where a sheet, or one heading of it, is called something else."""
	opened = load_workbook(BytesIO(workbook_of(scheme())))
	if heading:
		cell = next(each for each in opened[sheet][1] if each.value == heading)
		cell.value = named
	else:
		opened[sheet].title = named
	content = BytesIO()
	opened.save(content)
	result = reading.read(content.getvalue(), LISTS)
	assert checking.check(result, KNOWN, TODAY).ready == [], (
		"what stands there is not known, so nothing is ready"
	)
	return result.remarks


def test_a_sheet_or_heading_that_is_missing_is_named() -> None:
	(sheet,) = remarks_without("Links", named="My links")
	assert (sheet.sheet, sheet.finding.code) == ("Links", "missing-sheet")
	missing, unknown = sorted(
		remarks_without("People", "Name", "Full name"), key=lambda each: each.finding.code
	)
	assert (missing.column, missing.finding.code, missing.row) == ("Name", "missing-heading", 1)
	assert (unknown.column, unknown.finding.code) == ("Full name", "unknown-heading")


def empty_workbook() -> bytes:
	content = BytesIO()
	Workbook().save(content)
	return content.getvalue()


@pytest.mark.parametrize(
	("content", "code"),
	[
		(b"", "empty-file"),
		(b"Reference,Name\r\n", "no-workbook"),
		(opening._OLD_OFFICE + b"\0" * 100, "xls"),
		(opening._OLD_OFFICE + b"\0" * 100 + opening._ENCRYPTED, "password"),
		(b"PK\x03\x04 and then nothing", "damaged"),
		(cut_short(), "damaged"),
		(b"PK\x03\x04" + b"\0" * (opening.MOST_BYTES + 1), "too-large"),
		(template.template("Scheme", LISTS), "no-rows"),
	],
	ids=["empty", "csv", "xls", "password", "damaged", "cut short", "40 MB", "no rows"],
)
def test_a_file_that_cannot_be_read_is_answered_in_words(content: bytes, code: str) -> None:
	with pytest.raises(WorkbookError) as refused:
		reading.read(content, LISTS)
	assert refused.value.finding.code == code
	assert refused.value.finding.remedy


def test_another_workbook_lacks_every_sheet() -> None:
	codes = {each.finding.code for each in reading.read(empty_workbook(), LISTS).remarks}
	assert codes == {"missing-sheet"}


# --- checking


def test_the_worked_example_is_ready_as_one_group() -> None:
	checked = check(scheme())
	assert checked.remarks == []
	assert [len(each.rows) for each in checked.ready] == [len(scheme())]


@pytest.mark.parametrize(
	("sheet", "number", "values", "column"),
	[
		("People", 2, {"household": "H9"}, "Household reference"),
		("People", 3, {"reference": "p1"}, "Reference"),
		("People", 3, {"approval_type": ""}, "Approved as"),
		("Mentors", 2, {"stage_reason": ""}, "Reason for break, suspension or standing down"),
		("Mentees", 2, {"offer_answer": "Accepted"}, "Offered on"),
		("Links", 2, {"mentee": "P1"}, "Mentee's reference"),
		("Links", 2, {"ended_on": ""}, "Ended on"),
		("Links", 2, {"planned_end": date(2026, 8, 20)}, "Planned end"),
		("Links", 2, {"start_date": date(2026, 1, 1)}, "Started on"),
		("Links", 2, {"extended_by": 2, "extension_on": date(2026, 6, 1)}, "Reason for the extension"),
		("Past contacts", 2, {"contact_date": date(2026, 2, 1)}, "Date"),
		("Past contacts", 2, {"agreed_on": date(2026, 3, 1)}, "Agreed by the mentee on"),
		("Payments made", 3, {"sequence": 1}, "Link reference"),
		("Payments made", 3, {"sequence": 7}, "Instalment"),
		("Payments made", 3, {"paid_on": date(2027, 1, 1)}, "Paid on"),
	],
	ids=str,
)
def test_what_contradicts_itself_or_the_policy_keeps_its_group_back(
	sheet: str, number: int, values: dict[str, Any], column: str
) -> None:
	alone = row("People", 9, reference="P9", participant_name="Zoe")
	checked = check([*changed(scheme(), sheet, number, **values), alone])
	assert (sheet, number, column) in stops(checked)
	assert checked.kept_back
	assert checked.ready[-1].rows[0].text("reference") == "P9", "who has no part in it is ready"


def test_what_is_still_owed_and_what_is_too_much_is_said_beforehand() -> None:
	active = changed(scheme(), "Links", 2, status="Closing", ended_on="", ending_kind="")
	unpaid = [each for each in active if each.number != 3 or each.sheet != "Payments made"]
	(owed,) = [each for each in check(unpaid).remarks if each.finding.code == "still-owed"]
	assert owed.finding.figures["owed"] == Decimal("50.00")
	dear = changed(active, "Payments made", 3, amount=Decimal("80.00"))
	(too_much,) = [each for each in check(dear).remarks if each.finding.code == "paid-too-much"]
	assert too_much.finding.figures["too_much"] == Decimal("30.00")


def test_a_mentor_who_falls_short_is_brought_in_with_what_the_policy_says() -> None:
	rows = changed(scheme(), "Mentors", 2, stage="Active", stood_down_on="", stage_reason="")
	checked = check(rows)
	assert {each.finding.rule for each in checked.remarks if each.sheet == "Mentors"} >= {"R7"}
	assert stops(checked) == []


def test_what_is_here_already_is_left_and_what_differs_is_told() -> None:
	rows = scheme()
	read = reading.read(workbook_of(rows), LISTS).rows
	entries = {
		keys.ref_of(each): Entry(
			"Mentor", f"D{number}", keys.said(keys.key_of("Scheme", keys.ref_of(each)), each)
		)
		for number, each in enumerate(read)
	}
	known = Known("Scheme", POLICY, LISTS, entries)
	again = check(rows, known)
	assert (again.rows_ready, len(again.there), again.remarks) == (0, len(rows), [])
	other = check(changed(rows, "People", 2, phone="020 7946 0000"), known)
	(differs,) = other.remarks
	assert (differs.row, differs.column, differs.stops) == (2, "Phone", False)
	entries[("People", "p1")] = Entry("Mentoring Participant", "P-1", {}, is_there=False)
	(gone,) = check(rows, known).remarks
	assert gone.finding.code == "gone", "who was erased does not come back by a workbook"
	assert all("Carter" not in str(each.said) for each in entries.values())


def test_people_who_may_be_the_same_are_told_apart() -> None:
	born = date(1980, 1, 1)
	twice = [
		row("People", 2, reference="P1", participant_name="Ann Carter", date_of_birth=born),
		row("People", 3, reference="P2", participant_name=" ann  carter", date_of_birth=born),
	]
	assert stops(check(twice)) == [("People", 3, "Name")]
	there = Known("Scheme", POLICY, LISTS, alike=(Alike("P-7", "Ann Carter", born),))
	(hint,) = check(twice[:1], there).remarks
	assert (hint.stops, hint.finding.figures["name"]) == (False, "P-7")
	assert check([row("People", reference="P1", participant_name="Ann", known_as="P-7")], there).remarks == []
	unknown = row("People", reference="P1", participant_name="Ann", known_as="P-8")
	assert stops(check([unknown], there)) == [("People", 2, "Known here as")]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=12))
def test_groups_never_part_what_names_each_other(pairs: list[tuple[int, int]]) -> None:
	people = [row("People", number + 2, reference=f"P{number}") for number in range(10)]
	links = [
		row("Links", number + 2, reference=f"L{number}", mentor=f"P{one}", mentee=f"P{other}")
		for number, (one, other) in enumerate(pairs)
	]
	roles = [
		row(sheet, number + 2, person=f"P{number}")
		for sheet in ("Mentors", "Mentees")
		for number in range(10)
	]
	groups = checking.grouped([*people, *roles, *links])
	assert sorted(len(each.rows) for each in groups) == sorted(map(len, _connected(pairs)))
	of = {keys.ref_of(each): number for number, group in enumerate(groups) for each in group.rows}
	for link in links:
		assert all(of[ref] == of[keys.ref_of(link)] for ref in keys.references(link).values())


def _connected(pairs: list[tuple[int, int]]) -> list[set[str]]:
	parts = [{f"{kind}{number}" for kind in ("person", "mentor", "mentee")} for number in range(10)]
	for number, (one, other) in enumerate(pairs):
		joined = [part for part in parts if {f"mentor{one}", f"mentee{other}"} & part]
		parts = [part for part in parts if part not in joined]
		parts.append(set().union(*joined) | {f"link{number}"})
	return parts


# --- the template


def test_the_template_offers_the_values_of_the_scheme() -> None:
	opened = load_workbook(BytesIO(template.template("Scheme", LISTS)))
	assert opened.sheetnames == ["Read me", *BY_TITLE, "Lists"]
	assert opened["Lists"].sheet_state == "hidden"
	headings = [each.value for each in opened["Links"][1]]
	assert headings == [each.heading for each in BY_TITLE["Links"].columns]
	lists = [each for each in opened["Links"].data_validations.dataValidation if each.type == "list"]
	assert len(lists) == 4
	place = lists[0].formula1.replace("$", "").split("!")[1]
	assert [cell.value for (cell,) in opened["Lists"][place]] == list(LISTS["states"])
	assert opened["Links"].max_row == 1, "nothing in it could be taken for a row"


def test_nothing_in_a_workbook_to_mend_is_a_formula() -> None:
	rows = [row("People", reference="P1", participant_name="=cmd()")]
	opened = load_workbook(BytesIO(template.to_mend("Scheme", LISTS, rows, {("People", 2): "=no"})))
	assert {cell.data_type for cell in opened["People"][2] if cell.value} == {"s"}
	assert opened["People"]["B2"].quotePrefix


def test_a_formula_is_not_taken_for_a_name_when_it_comes_back_as_text() -> None:
	opened = load_workbook(BytesIO(workbook_of(scheme())))
	opened["People"]["B2"].value = "=A2"
	content = BytesIO()
	opened.save(content)
	read = reading.read(content.getvalue(), LISTS)
	again = reading.read(template.to_mend("Scheme", LISTS, read.rows, {}), LISTS)
	for each in (read, again):
		assert [(remark.column, remark.finding.code) for remark in each.remarks] == [("Name", "formula")]
