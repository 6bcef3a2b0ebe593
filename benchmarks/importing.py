"""A running scheme brought in from a workbook, against the platform's plain inserting of the same rows.

Run with the Python of a bench: `make benchmark`, or
    env/bin/python <checkout>/benchmarks/importing.py --site mentoring.test --rows 5000
The plain way is what the platform's Data Import does for each row once it has read it: a new document, filled and
inserted. It makes people, and links that are proposed; it takes no link to where it stands, signs no agreement, agrees no
record and knows of no payment that was made. Ours does all of that, and reads and checks the workbook before. Both ways go
by the same documents in one run. Nothing is kept: everything happens in a transaction that is rolled back.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import frappe
import on_site
from frappe.realtime import clear_realtime_log
from frappe.utils import add_months, getdate, today

from mentoring_scheme.importing import checking, reading, template
from mentoring_scheme.importing.columns import Row, Value
from mentoring_scheme.jobs import import_groups, importing
from mentoring_scheme.mentoring_scheme.bringing_in.quiet import quietly
from mentoring_scheme.mentoring_scheme.bringing_in.site import known_of, lists_of

IMPORT = "Mentoring Import"
CONTACTS = 6  # of each link
SUPPORT = "Newly approved carer"
EACH = 2 + 2 + 1 + 1 + 1 + CONTACTS + 1  # rows of a pair with its papers


def measure(act: Callable[[], Any]) -> tuple[float, int, Any]:
	"""Seconds, queries that the database counted, and what came of it."""
	before, start = on_site.questions(), time.perf_counter()
	result = act()
	return time.perf_counter() - start, on_site.questions() - before - 1, result


def back(months: int) -> date:
	return getdate(add_months(today(), -months))


def rows_of(pairs: int) -> Iterator[Row]:
	"""So many pairs in mid-life: two households, two people, mentor, mentee, link, contacts, a payment."""
	approved: dict[str, Value] = {"approval_type": "Mainstream", "approved_on": back(60), "level": 3}
	new: dict[str, Value] = {"approval_type": "Mainstream", "approved_on": back(7), "level": 1}
	for pair in range(pairs):
		at = 2 + 2 * pair
		for place, (who, approval) in enumerate((("A", approved), ("B", new))):
			yield _row(
				"Households", at + place, reference=f"H{who}{pair}", household_name=f"{who}{pair} household"
			)
			yield _row(
				"People",
				at + place,
				reference=f"{who}{pair}",
				participant_name=f"{who} Person {pair}",
				household=f"H{who}{pair}",
				**approval,
			)
		yield _row("Mentors", pair + 2, person=f"A{pair}", stage="Active", approved_on=back(30))
		yield _row(
			"Mentees",
			pair + 2,
			person=f"B{pair}",
			support_type=SUPPORT,
			referral_route="Newly approved",
			referred_on=back(7),
		)
		yield _row(
			"Links",
			pair + 2,
			reference=f"L{pair}",
			mentor=f"A{pair}",
			mentee=f"B{pair}",
			status="Active",
			support_type=SUPPORT,
			start_date=back(6),
			commencement_differs=True,
			commencement_reason="Agreed.",
			agreement_on=back(6),
		)
		for contact in range(CONTACTS):
			yield _row(
				"Past contacts",
				pair * CONTACTS + contact + 2,
				link=f"L{pair}",
				contact_date=back(contact),
				way="In person",
				minutes=60,
			)
		yield _row(
			"Payments made", pair + 2, link=f"L{pair}", sequence=1, amount=Decimal("150.00"), paid_on=back(3)
		)


def _row(sheet: str, number: int, **values: Value) -> Row:
	written = {name: "Yes" if value is True else str(value) for name, value in values.items()}
	return Row(sheet, number, values, written)


def our_way(scheme: str, rows: list[Row]) -> dict[str, tuple[float, int, Any]]:
	"""Reading and checking, and bringing in, as the job does it."""
	content = template.filled(scheme, lists_of(scheme), rows)
	doc = frappe.get_doc({"doctype": IMPORT, "scheme": scheme}).insert()

	def check() -> checking.Checked:
		lists = lists_of(scheme)
		read = reading.read(content, lists)
		return checking.check(read, known_of(scheme, lists, read.rows), getdate(today()))

	checked = measure(check)
	known = known_of(scheme, lists_of(scheme), rows)
	batch = importing.batch_of(doc, known)
	written = measure(lambda: import_groups.bring_in_groups(doc, checked[2].ready, batch))
	if written[2] or checked[2].rows_ready != len(rows):
		raise SystemExit(f"not everything came in: {written[2][:1]} {checked[2].remarks[:3]}")
	return {"check": checked, "bring in": written}


def plain_way(scheme: str, pairs: int) -> int:
	"""New documents, filled and inserted, one after the other; how many."""
	made = 0

	def insert(doctype: str, **values: Any) -> str:
		nonlocal made
		made += 1
		doc = frappe.new_doc(doctype)
		doc.update(values)
		return doc.insert().name

	with quietly():
		for pair in range(pairs):
			people = []
			for level, approved in ((3, back(60)), (1, back(7))):
				household = insert("Mentoring Household", household_name=f"Plain {pair}")
				approval = {"approval_type": "Mainstream", "approved_on": approved, "level": level}
				named = {"participant_name": f"Plain {pair}", "household": household}
				people.append(insert("Mentoring Participant", **named, approvals=[approval]))
			mentor = insert("Mentor", scheme=scheme, participant=people[0], approved_on=back(30))
			frappe.db.set_value("Mentor", mentor, "stage", "Active")
			referred = {"referral_route": "Newly approved", "referred_on": back(7), "support_type": SUPPORT}
			mentee = insert("Mentee", scheme=scheme, participant=people[1], **referred)
			link = insert(
				"Mentoring Link", mentor=mentor, mentee=mentee, support_type=SUPPORT, decision_reason="Plain."
			)
			frappe.db.set_value("Mentoring Link", link, "start_date", back(6))
			for contact in range(CONTACTS):
				took_place = {"way": "In person", "minutes": 60, "outcome": "Took place"}
				insert("Contact Record", link=link, contact_date=back(contact), **took_place)
			insert(
				"Mentoring Payment",
				link=link,
				kind="Exceptional",
				amount=150,
				due_on=today(),
				reason="Plain.",
			)
	return made


def as_if_kept(act: Callable[[], int]) -> int:
	"""What is kept group by group is not kept here; what would be told to browsers does not pile up."""
	done = act()
	clear_realtime_log()
	return done


def make_scheme(name: str) -> str:
	scheme = frappe.get_doc({"doctype": "Mentoring Scheme", "scheme_name": name, "preset": "afc-fostering"})
	scheme.fill_from_preset()
	return scheme.insert().name


def main() -> None:
	parser = on_site.parser(__doc__)
	parser.add_argument("--rows", type=int, default=5_000)
	parser.add_argument("--plain", type=int, default=500, help="how many rows are inserted the plain way")
	options = parser.parse_args()
	import_groups.kept = as_if_kept
	with on_site.connected(options.site, options.bench):
		warm = make_scheme("Warm")
		our_way(warm, list(rows_of(2)))
		plain_way(warm, 2)
		seconds, queries, inserted = measure(lambda: plain_way(make_scheme("Plain"), options.plain // EACH))
		rows = list(rows_of(options.rows // EACH))
		steps = our_way(make_scheme("Ours"), rows)
	print(f"{'way':20}{'rows':>8}{'seconds':>10}{'rows/s':>10}{'queries/row':>13}")
	_line("plain inserting", inserted, seconds, queries)
	for step, (took, asked, _result) in steps.items():
		_line(f"ours, {step}", len(rows), took, asked)
	took = sum(each[0] for each in steps.values())
	_line("ours, all", len(rows), took, sum(each[1] for each in steps.values()))
	print(f"time for each row, ours / plain: {(took / len(rows)) / (seconds / inserted):.2f}")


def _line(way: str, rows: int, seconds: float, queries: int) -> None:
	print(f"{way:20}{rows:8}{seconds:10.2f}{rows / seconds:10.1f}{queries / rows:13.1f}")


if __name__ == "__main__":
	main()
