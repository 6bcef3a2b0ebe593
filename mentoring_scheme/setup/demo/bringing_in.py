"""A few pairs of a neighbouring area, in a workbook that is checked and waits to be brought in."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import frappe

from mentoring_scheme.importing.columns import Row
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
	numbers = count(2)
	for pair, (mentor, mentee, days, typed) in enumerate(PAIRS):
		one, other, link = f"EA{pair}", f"EB{pair}", f"EL{pair}"
		approved = {"approval_type": "Mainstream", "approved_on": ago(2400), "level": 3}
		newly = {"approval_type": "Mainstream", "approved_on": ago(days + 20), "level": 1}
		referred = {"support_type": SUPPORT, "referral_route": ROUTE, "referred_on": ago(days + 20)}
		of_pair = {"mentor": one, "mentee": other, "support_type": SUPPORT}
		runs = {"status": "Active", "start_date": ago(days), "agreement_on": ago(days)}
		for sheet, values in (
			("People", {"reference": one, "participant_name": mentor, **approved}),
			("People", {"reference": other, "participant_name": mentee, **newly}),
			("Mentors", {"person": one, "stage": "Active", "approved_on": ago(700)}),
			("Mentees", {"person": other, **referred}),
			("Links", {"reference": link, **of_pair, **runs}),
			("Past contacts", {"link": link, "contact_date": typed or ago(20), "way": "In person"}),
		):
			yield Row(sheet, next(numbers), values, {name: str(value) for name, value in values.items()})
