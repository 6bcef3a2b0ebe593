"""Workbooks of a running scheme, filled in as a council would."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from frappe.utils import add_months, getdate, today
from openpyxl import load_workbook

from mentoring_scheme.importing.sheets import BY_TITLE

ALL_ROWS = 16  # of `rows`
Rows = Mapping[str, Sequence[Mapping[str, Any]]]


def fill(template: bytes, rows: Rows) -> bytes:
	"""The template with these rows: by sheet, the values by field."""
	workbook = load_workbook(BytesIO(template))
	for title, several in rows.items():
		places = {column.field: number for number, column in enumerate(BY_TITLE[title].columns, start=1)}
		for number, values in enumerate(several, start=2):
			for field, value in values.items():
				workbook[title].cell(number, places[field], value)
	return saved(workbook)


def change(workbook: bytes, sheet: str, row: int, field: str, value: Any) -> bytes:
	"""The same workbook with something else in one cell."""
	opened = load_workbook(BytesIO(workbook))
	place = [column.field for column in BY_TITLE[sheet].columns].index(field) + 1
	opened[sheet].cell(row, place).value = value
	return saved(opened)


def texts(workbook: bytes, sheet: str) -> list[list[Any]]:
	"""What stands on a sheet below its headings, row by row."""
	lines = load_workbook(BytesIO(workbook))[sheet].iter_rows(min_row=2, values_only=True)
	return [list(line) for line in lines if any(line)]


def saved(workbook: Any) -> bytes:
	content = BytesIO()
	workbook.save(content)
	return content.getvalue()


def back(months: int) -> date:
	return getdate(add_months(today(), -months))


def rows() -> dict[str, list[dict[str, Any]]]:
	"""Two mentors and three mentees: one link active for four months, one that ended early, and one who waits."""
	approved = {"approval_type": "Mainstream", "approved_on": back(60), "level": 3, "caring_since": back(60)}
	new = {"approval_type": "Mainstream", "approved_on": back(7), "level": 1}
	kind = {"support_type": "Newly approved carer"}
	mentee = {**kind, "referral_route": "Newly approved", "referred_on": back(7)}
	offered = {"offered_on": back(7), "offer_answer": "Accepted", "offer_answered_on": back(7)}
	link = {**kind, "commencement_differs": "Yes", "commencement_reason": "Agreed at the start."}
	return {
		"Households": [{"reference": "H1", "household_name": "Carter household", "payee_name": "Ann Carter"}],
		"People": [
			{"reference": "P1", "participant_name": "Ann Carter", "household": "H1", **approved},
			{"reference": "P2", "participant_name": "Bob Drew", **approved},
			{"reference": "P3", "participant_name": "Cy Ellis", "email": "cy@example.org", **new},
			{"reference": "P4", "participant_name": "Di Frost", **new},
			{"reference": "P5", "participant_name": "Eve Grant", **new},
		],
		"Mentors": [
			{"person": "P1", "stage": "Active", "approved_on": back(30)},
			{"person": "P2", "stage": "Stood Down", "stood_down_on": back(1), "stage_reason": "Moved away."},
		],
		"Mentees": [{"person": each, **mentee, **offered} for each in ("P3", "P4", "P5")],
		"Links": [
			{"reference": "L1", "mentor": "P1", "mentee": "P3", "status": "Active", "start_date": back(4)}
			| {"agreement_on": back(4), **link},
			{
				"reference": "L2",
				"mentor": "P2",
				"mentee": "P4",
				"status": "Ended Early",
				"start_date": back(6),
			}
			| {"ended_on": back(4), "status_reason": "Moved away.", **link},
		],
		"Past contacts": [
			{"link": "L1", "contact_date": back(3), "way": "In person", "minutes": 60},
			{"link": "L2", "contact_date": back(5), "way": "Phone call"},
		],
		"Payments made": [{"link": "L1", "sequence": 1, "amount": 100, "paid_on": back(2)}],
	}
