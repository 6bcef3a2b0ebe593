"""A running scheme brought in from a workbook, against the platform's plain inserting of the same rows.

Run with the Python of a bench: `make benchmark`, or
    env/bin/python <checkout>/benchmarks/importing.py --site mentoring.test --rows 500 2000 5000
The plain way is what the platform's Data Import does for each row once it has read it: a new document, filled and
inserted. It makes people, and links that are proposed; it takes no link to where it stands, signs no agreement, agrees no
record and knows of no payment that was made. Ours does all of that, and reads and checks the workbook before. Both ways go
by the same documents in one run, ours with the rights of a co-ordinator, who could not insert such links. Nothing is kept:
everything happens in a transaction that is rolled back.

Queries for each row must not grow with the rows. Last comes a workbook of the largest size in which every row is wrong:
what is said of it, and the workbook of rows to mend, are to come in reasonable time, too.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import frappe
import on_site
from frappe.realtime import clear_realtime_log
from frappe.utils import add_months, getdate, today

from mentoring_scheme.importing import checking, reading, template
from mentoring_scheme.importing.columns import Row, Value
from mentoring_scheme.jobs import import_groups, importing
from mentoring_scheme.mentoring_scheme.bringing_in import workbooks
from mentoring_scheme.mentoring_scheme.bringing_in.quiet import quietly
from mentoring_scheme.mentoring_scheme.bringing_in.site import known_of, lists_of
from mentoring_scheme.mentoring_scheme.doctype.mentoring_import.findings import keep_findings, texts_of

IMPORT = "Mentoring Import"
CONTACTS = 6  # of each link
SUPPORT = "Newly approved carer"
EACH = 2 + 2 + 1 + 1 + 1 + CONTACTS + 1  # rows of a pair with its papers
CLOSED_EVERY = 4  # pairs: one in so many has ended, so that its papers go on both carers' files


class Taken(NamedTuple):
	"""Seconds by the clock, seconds of this process, queries that the database counted, and what came of it."""

	seconds: float
	cpu: float
	queries: int
	result: Any


def measure(act: Callable[[], Any]) -> Taken:
	"""What something takes. By the clock it takes longer on a busy machine; its share of the processor tells how much."""
	before, start, busy = on_site.questions(), time.perf_counter(), time.process_time()
	result = act()
	seconds, cpu = time.perf_counter() - start, time.process_time() - busy
	return Taken(seconds, cpu, on_site.questions() - before - 1, result)


def back(months: int) -> date:
	return getdate(add_months(today(), -months))


def rows_of(pairs: int) -> Iterator[Row]:
	"""So many pairs: two households, two people, mentor, mentee, link in mid-life or closed, contacts, a payment."""
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
			support_type=SUPPORT,
			start_date=back(6),
			commencement_differs=True,
			commencement_reason="Agreed.",
			agreement_on=back(6),
			**{"status": "Active", **closed_by(pair)},
		)
		for contact in range(CONTACTS):
			yield _row(
				"Past contacts",
				pair * CONTACTS + contact + 2,
				link=f"L{pair}",
				contact_date=back(contact + 1),
				way="In person",
				minutes=60,
			)
		yield _row(
			"Payments made", pair + 2, link=f"L{pair}", sequence=1, amount=Decimal("150.00"), paid_on=back(3)
		)


def closed_by(pair: int) -> dict[str, Value]:
	"""How the link of this pair ended, of one in so many."""
	if pair % CLOSED_EVERY:
		return {}
	return {"status": "Closed", "ended_on": back(0), "ending_kind": "Completed"}


def all_wrong(rows: list[Row]) -> list[Row]:
	"""The same rows, each with a reference that leads nowhere, a day that is none, or nothing where something must be."""
	said = {
		"Households": ("household_name", ""),
		"People": ("approved_on", "31/02/2026"),
		"Mentors": ("stage", "?"),
	}
	said |= {
		"Mentees": ("referred_on", "soon"),
		"Links": ("mentor", "nobody"),
		"Past contacts": ("link", "none"),
	}
	return [_with(row, *said.get(row.sheet, ("amount", "much"))) for row in rows]


def _with(row: Row, fieldname: str, text: str) -> Row:
	return replace(row, values={**row.values, fieldname: None}, written={**row.written, fieldname: text})


def _row(sheet: str, number: int, **values: Value) -> Row:
	written = {name: "Yes" if value is True else str(value) for name, value in values.items()}
	return Row(sheet, number, values, written)


def our_way(scheme: str, rows: list[Row]) -> dict[str, Taken]:
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
	written = measure(lambda: import_groups.bring_in_groups(doc, checked.result.ready, batch))
	if written.result or checked.result.rows_ready != len(rows):
		raise SystemExit(f"not everything came in: {written.result[:1]} {checked.result.remarks[:3]}")
	return {"check": checked, "bring in": written}


def wrong_way(scheme: str, rows: list[Row]) -> int:
	"""Reading and checking a workbook of which nothing is right, with all that is written of it; how many findings."""
	doc = frappe.get_doc({"doctype": IMPORT, "scheme": scheme}).insert()
	lists = lists_of(scheme)
	read = reading.read(template.filled(scheme, lists, rows), lists)
	checked = checking.check(read, known_of(scheme, lists, read.rows), getdate(today()))
	keep_findings(doc.name, checked.remarks)
	workbooks.keep_to_mend(
		doc, lists, [row for group in checked.kept_back for row in group.rows], texts_of(checked.remarks)
	)
	if checked.rows_ready:
		raise SystemExit(f"{checked.rows_ready} rows are not wrong")
	return len(checked.remarks)


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


def make_scheme(name: str, co_ordinator: str) -> str:
	scheme = frappe.get_doc({"doctype": "Mentoring Scheme", "scheme_name": name, "preset": "afc-fostering"})
	scheme.fill_from_preset()
	scheme.append("members", {"user": co_ordinator, "function": "Co-ordinator"})
	return scheme.insert().name


def make_co_ordinator() -> str:
	user = {"doctype": "User", "email": "importing@example.org", "first_name": "Bea", "send_welcome_email": 0}
	return frappe.get_doc({**user, "roles": [{"role": "Mentoring Co-ordinator"}]}).insert().name


def main() -> None:
	parser = on_site.parser(__doc__)
	parser.add_argument("--rows", type=int, nargs="+", default=[500, 2_000, 5_000])
	parser.add_argument("--plain", type=int, default=500, help="how many rows are inserted the plain way")
	options = parser.parse_args()
	import_groups.kept = as_if_kept
	with on_site.connected(options.site, options.bench):
		co_ordinator = make_co_ordinator()
		schemes = [make_scheme(f"Ours {number}", co_ordinator) for number in range(len(options.rows))]
		warm, plain = make_scheme("Warm", co_ordinator), make_scheme("Plain", co_ordinator)
		plain_way(warm, 2)
		print(
			f"{'way':22}{'rows':>8}{'seconds':>10}{'of it CPU':>11}{'rows/s':>9}{'queries/row':>13}",
			flush=True,
		)
		inserted = measure(lambda: plain_way(plain, options.plain // EACH))
		_line("plain inserting", inserted.result, inserted)
		frappe.set_user(co_ordinator)
		our_way(warm, list(rows_of(2)))
		for scheme, number in zip(schemes, options.rows, strict=True):
			rows = list(rows_of(number // EACH))
			steps = our_way(scheme, rows)
			for step, measured in steps.items():
				_line(f"ours, {step}", len(rows), measured)
		wrong = measure(lambda: wrong_way(warm, all_wrong(rows)))
		_line("ours, all rows wrong", len(rows), wrong)
	ours = sum(each.seconds for each in steps.values()) / len(rows)
	print(f"time for each row, ours / plain: {ours / (inserted.seconds / inserted.result):.2f}")
	print(f"findings where all rows are wrong: {wrong.result}")
	print(f"memory at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _line(way: str, rows: int, taken: Taken) -> None:
	print(
		f"{way:22}{rows:8}{taken.seconds:10.2f}{taken.cpu:11.2f}{rows / taken.seconds:9.1f}{taken.queries / rows:13.1f}",
		flush=True,
	)


if __name__ == "__main__":
	main()
