"""A workbook of a neighbouring council's carers, checked and waiting: most rows are ready, a few are to mend."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from mentoring_scheme.importing.sheets import BY_TITLE
from mentoring_scheme.importing.template import template
from mentoring_scheme.jobs import importing
from mentoring_scheme.mentoring_scheme.bringing_in.site import lists_of
from mentoring_scheme.setup.demo.acting import acting_as, ago, insert
from mentoring_scheme.setup.demo.plans import NEW, SCHEMES
from mentoring_scheme.setup.demo.users import COORDINATOR

FILE_NAME = "carers-from-the-downs.xlsx"
APPROVAL = "Mainstream"
MONTH = 30  # days
MENTORS = ("Rosalind Thorne", "Gareth Pugh", "Amina Farouk")
MENTEES = ("Colin Baxter", "Shona Leith", "Bethan Rees", "Marcus Adeyemi")


def check_a_workbook() -> None:
	"""As the co-ordinator of the first scheme does it; nothing is brought in."""
	scheme = SCHEMES[0].name
	with acting_as(COORDINATOR.email):
		doc = insert("Mentoring Import", scheme=scheme)
		file = insert(
			"File",
			file_name=FILE_NAME,
			content=_filled(template(scheme, lists_of(scheme))),
			is_private=1,
			attached_to_doctype=doc.doctype,
			attached_to_name=doc.name,
			attached_to_field="workbook",
		)
		doc.workbook = file.file_url
		doc.save()
		doc.check_workbook()
		importing.check(doc.name)


def _filled(empty: bytes) -> bytes:
	workbook = load_workbook(BytesIO(empty))
	for title, rows in _rows().items():
		places = {column.field: place for place, column in enumerate(BY_TITLE[title].columns, start=1)}
		for number, values in enumerate(rows, start=2):
			for field, value in values.items():
				workbook[title].cell(number, places[field], value)
	content = BytesIO()
	workbook.save(content)
	return content.getvalue()


def _rows() -> dict[str, list[dict[str, Any]]]:
	"""One mentee was referred by nobody knows when, one link has a mentor whom no sheet names, one contact lies ahead."""
	mentors = {f"D{number}": name for number, name in enumerate(MENTORS, start=1)}
	mentees = {f"D{number}": name for number, name in enumerate(MENTEES, start=11)}
	return {
		"People": [
			*(_person(reference, name, ago(60 * MONTH), 3) for reference, name in mentors.items()),
			*(_person(reference, name, ago(9 * MONTH), 1) for reference, name in mentees.items()),
		],
		"Mentors": [{"person": each, "stage": "Active", "approved_on": ago(24 * MONTH)} for each in mentors],
		"Mentees": [_mentee(each, None if each == "D14" else ago(8 * MONTH)) for each in mentees],
		"Links": [_link("DL1", "D1", "D11"), _link("DL2", "D2", "D12"), _link("DL3", "D9", "D13")],
		"Past contacts": [
			_contact("DL1", ago(2 * MONTH)),
			_contact("DL1", ago(MONTH)),
			_contact("DL2", ago(-MONTH)),
		],
	}


def _person(reference: str, name: str, approved_on: date, level: int) -> dict[str, Any]:
	caring = {
		"approval_type": APPROVAL,
		"approved_on": approved_on,
		"level": level,
		"caring_since": approved_on,
	}
	return {"reference": reference, "participant_name": name, **caring}


def _mentee(person: str, referred_on: date | None) -> dict[str, Any]:
	offered = {"offered_on": referred_on, "offer_answer": "Accepted", "offer_answered_on": referred_on}
	return {
		"person": person,
		"support_type": NEW,
		"referral_route": "Newly approved",
		"referred_on": referred_on,
		**offered,
	}


def _link(reference: str, mentor: str, mentee: str) -> dict[str, Any]:
	return {
		"reference": reference,
		"mentor": mentor,
		"mentee": mentee,
		"status": "Active",
		"support_type": NEW,
		"start_date": ago(4 * MONTH),
		"agreement_on": ago(4 * MONTH),
		"commencement_differs": "Yes",
		"commencement_reason": "Agreed at the start.",
	}


def _contact(link: str, day: date) -> dict[str, Any]:
	return {"link": link, "contact_date": day, "way": "In person", "minutes": 60}
