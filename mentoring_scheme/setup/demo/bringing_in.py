"""A few pairs of a neighbouring area, in a workbook that is checked and waits to be brought in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import frappe

from mentoring_scheme.importing.columns import Row, Value
from mentoring_scheme.importing.template import filled
from mentoring_scheme.jobs import importing
from mentoring_scheme.mentoring_scheme.bringing_in import workbooks
from mentoring_scheme.mentoring_scheme.bringing_in.site import lists_of
from mentoring_scheme.setup.demo.acting import acting_as, ago, change, insert
from mentoring_scheme.setup.demo.users import COORDINATOR

SUPPORT, ROUTE = "Newly approved carer", "Newly approved"
# Mentor, mentee, since how many days, and the last contact as somebody has typed it.
PAIRS = (
	("Norah Tilling", "Bryn Maddocks", 95, None),
	("Cyril Ashdown", "Petra Lomax", 60, "31/02/2026"),
)


def check_a_workbook() -> None:
	"""One pair is ready to be brought in, the other is kept back for a day that no calendar has."""
	with acting_as(COORDINATOR.email):
		scheme = frappe.db.get_value("Mentoring Scheme Member", {"user": COORDINATOR.email}, "parent")
		doc = insert("Mentoring Import", scheme=scheme)
		content = filled(scheme, lists_of(scheme), list(_rows()))
		file = workbooks.attach(doc, workbooks.UPLOADED, "pairs-of-the-eastern-area.xlsx", content)
		change(doc, workbook=file.file_url).check_workbook()
		importing.check(doc.name)


def _rows() -> Iterator[Row]:
	for pair, (mentor, mentee, days, typed) in enumerate(PAIRS):
		first, second = 2 + 2 * pair, 3 + 2 * pair
		approved = {"approval_type": "Mainstream", "caring_since": ago(2400)}
		yield _row(
			"People",
			first,
			reference=f"E{first}",
			participant_name=mentor,
			approved_on=ago(2400),
			level=3,
			**approved,
		)
		yield _row(
			"People",
			second,
			reference=f"E{second}",
			participant_name=mentee,
			approved_on=ago(days + 20),
			approval_type="Mainstream",
			level=1,
		)
		yield _row("Mentors", 2 + pair, person=f"E{first}", stage="Active", approved_on=ago(700))
		yield _row(
			"Mentees",
			2 + pair,
			person=f"E{second}",
			support_type=SUPPORT,
			referral_route=ROUTE,
			referred_on=ago(days + 20),
		)
		yield _row(
			"Links",
			2 + pair,
			reference=f"EL{pair}",
			mentor=f"E{first}",
			mentee=f"E{second}",
			status="Active",
			support_type=SUPPORT,
			start_date=ago(days),
			agreement_on=ago(days),
		)
		last: Value = typed or ago(20)
		yield _row(
			"Past contacts", 2 + pair, link=f"EL{pair}", contact_date=last, way="In person", minutes=60
		)


def _row(sheet: str, number: int, **values: Value) -> Row:
	return Row(sheet, number, values, {name: str(value) for name, value in values.items()})
