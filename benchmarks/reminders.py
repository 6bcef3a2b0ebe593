"""A night's reminders over many links, against the platform's own Notification for the same matters.

Run with the Python of a bench: `make benchmark`, or
    env/bin/python <checkout>/benchmarks/reminders.py --site mentoring.test --links 100000 --due 1000
Planned ends in thirty days are told to the co-ordinators both ways, in one run; ours looks for everything else as well and
finds nothing. Ours runs with a tenth of them due as well, and once more with nothing new to tell. Nothing is kept: all is
made in a transaction that is rolled back, and commits are left out while it runs.
"""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import frappe
import on_site
from frappe.email.doctype.notification.notification import evaluate_alert
from frappe.utils import add_days, add_months, getdate, now, today
from pypika import Parameter

from mentoring_scheme.jobs import reminders

CO_ORDINATORS = 50
LINKS_OF_MENTOR = 2
DAYS_BEFORE = 30
NOT_DUE = 5  # days since the start of a link of which nothing waits
FEWER = 10  # by so much fewer are due when it is shown what the time grows with
OWNER = "Administrator"


@dataclass
class Measured:
	"""One way of doing it: seconds, queries that the database counted, and the most memory of Python's at a time."""

	name: str
	seconds: float
	queries: int
	megabytes: float
	told: int


def measured(name: str, act: Callable[[], Any], told: Callable[[], int]) -> Measured:
	"""Once for the time, and once more from the same state for the memory, which is slower to look at."""
	frappe.db.savepoint("night")
	before, queries, start = told(), on_site.questions(), time.perf_counter()
	act()
	seconds, queries = time.perf_counter() - start, on_site.questions() - queries - 1
	told_now = told() - before
	frappe.db.rollback(save_point="night")
	tracemalloc.start()
	act()
	_size, peak = tracemalloc.get_traced_memory()
	tracemalloc.stop()
	return Measured(name, seconds, queries, peak / 1e6, told_now)


def ours() -> None:
	reminders.remind_all(getdate(today()))


def the_platforms(name: str, plain: int) -> None:
	"""What its daily run does for one Notification: it loads all documents, and then tells of one after the other.

	Of no more than `plain`, where there is no time for all of them.
	"""
	alert = frappe.get_doc("Notification", name)
	for doc in alert.get_documents_for_today()[:plain]:
		evaluate_alert(doc, alert, alert.event)


# --- what is looked at


def make_all(links: int, due: int) -> str:
	"""Co-ordinators, mentors with a supervision, and links with a contact; returns the name of the Notification."""
	users = _co_ordinators()
	scheme = frappe.get_doc(
		{
			"doctype": "Mentoring Scheme",
			"scheme_name": "Benchmark scheme",
			"preset": "afc-fostering",
			"members": [{"user": user, "function": "Co-ordinator"} for user in users],
		}
	)
	scheme.fill_from_preset()
	scheme.update({"reminder_days": "Every day", "weekly_summary_on": "Never"})
	scheme.insert()
	mentors = -(-links // LINKS_OF_MENTOR)
	_mentors(mentors, scheme.name)
	_links(links, due, scheme, users)
	return _notification(scheme.name)


def _co_ordinators() -> list[str]:
	users = [f"bench.{number}@example.org" for number in range(CO_ORDINATORS)]
	_insert(
		"User",
		("email", "first_name", "full_name", "enabled", "user_type"),
		((user, (user, "Bench", "Bench", 1, "System User")) for user in users),
	)
	_insert(
		"Has Role",
		("parent", "parenttype", "parentfield", "role"),
		((f"BENCH-{user}", (user, "User", "roles", "Mentoring Co-ordinator")) for user in users),
	)
	return users


def _mentors(count: int, scheme: str) -> None:
	numbers = range(count)
	_insert(
		"Mentoring Participant",
		("participant_name",),
		((f"BENCH-P-{number}", ("Bench",)) for number in range(2 * count)),
	)
	_insert(
		"Mentor",
		("participant", "scheme", "stage", "approved_on"),
		((f"BENCH-M-{number}", (f"BENCH-P-{number}", scheme, "Active", today())) for number in numbers),
	)
	_insert(
		"Mentoring Supervision",
		("mentor", "scheme", "kind", "status", "supervision_date"),
		(
			(f"BENCH-S-{number}", (f"BENCH-M-{number}", scheme, "One-to-one", "Held", add_days(today(), -5)))
			for number in numbers
		),
	)


def _links(count: int, due: int, scheme: Any, users: list[str]) -> None:
	support = next(row.support_type for row in scheme.support_types if row.anchor == "Link start")
	months = next(row.months for row in scheme.support_types if row.anchor == "Link start")
	ends = getdate(add_days(today(), DAYS_BEFORE))
	fields = (
		"scheme", "policy_version", "status", "support_type", "mentor", "mentor_participant", "mentee_participant",
		"co_ordinator", "start_date", "planned_end",
	)  # fmt: skip

	def row(number: int) -> tuple[Any, ...]:
		start = getdate(add_months(ends, -months) if number < due else add_days(today(), -NOT_DUE))
		mentor = number // LINKS_OF_MENTOR
		return (
			scheme.name, scheme.policy_version, "Active", support, f"BENCH-M-{mentor}", f"BENCH-P-{mentor}",
			f"BENCH-P-{mentor}", users[number % len(users)], start, add_months(start, months),
		)  # fmt: skip

	_insert("Mentoring Link", fields, ((f"BENCH-L-{number}", row(number)) for number in range(count)))
	_insert(
		"Contact Record",
		("link", "scheme", "status", "outcome", "contact_date"),
		(
			(
				f"BENCH-R-{number}",
				(f"BENCH-L-{number}", scheme.name, "Agreed", "Took place", add_days(today(), -3)),
			)
			for number in range(count)
		),
	)
	_insert(
		"Mentoring Link Review",
		("parent", "parenttype", "parentfield", "held_on"),
		(
			(f"BENCH-V-{number}", (f"BENCH-L-{number}", "Mentoring Link", "reviews", add_days(today(), -3)))
			for number in range(due)
		),
	)


def _notification(scheme: str) -> str:
	return (
		frappe.get_doc(
			{
				"doctype": "Notification",
				"name": "Benchmark of planned ends",
				"subject": "A planned end comes near",
				"document_type": "Mentoring Link",
				"event": "Days Before",
				"date_changed": "planned_end",
				"days_in_advance": DAYS_BEFORE,
				"condition": f"doc.status == 'Active' and doc.scheme == {scheme!r}",
				"channel": "Email",
				"recipients": [{"receiver_by_document_field": "co_ordinator"}],
				"message": "The planned end of {{ doc.name }} is {{ doc.planned_end }}.",
			}
		)
		.insert()
		.name
	)


def _insert(doctype: str, fields: tuple[str, ...], rows: Iterator[tuple[str, tuple[Any, ...]]]) -> None:
	"""Past the documents, and past the platform's own insert of many, which writes out each value in Python."""
	stamp = now()
	whole = ("name", "creation", "modified", "owner", "modified_by", *fields)
	table = frappe.qb.DocType(doctype)
	statement = frappe.qb.into(table).columns(*whole).insert(*[Parameter("%s") for _column in whole])
	values = [(name, stamp, stamp, OWNER, OWNER, *said) for name, said in rows]
	frappe.db.sql("select 1")  # the platform connects when it is first asked something
	frappe.db._cursor.executemany(statement.get_sql(), values)


def _told_by_us() -> int:
	return frappe.db.count("Mentoring Reminder", {"scheme": "Benchmark scheme"})


def _told_by_platform() -> int:
	return frappe.db.count("Email Queue", {"reference_doctype": "Mentoring Link"})


def with_fewer_due(due: int) -> Measured:
	"""Our night over as many links, of which only a part of those due is due."""
	frappe.db.savepoint("fewer")
	names = [f"BENCH-L-{number}" for number in range(due // FEWER, due)]
	start = add_days(today(), -NOT_DUE)
	frappe.db.set_value(
		"Mentoring Link", {"name": ["in", names]}, {"start_date": start, "planned_end": add_days(start, 200)}
	)
	found = measured(f"ours: a night, 1 in {FEWER} of them due", ours, _told_by_us)
	frappe.db.rollback(save_point="fewer")
	return found


def report(links: int, due: int, found: list[Measured]) -> None:
	_fewer, night, _again, platform = found
	told = [each.told for each in found]
	assert told[:3] == [due // FEWER, due, 0] and 0 < platform.told <= due, told
	print(f"\n{links} active links, of {due} the planned end is {DAYS_BEFORE} days away\n")
	print(f"{'':38}{'seconds':>10}{'queries':>10}{'MB':>8}{'told':>8}")
	for each in found:
		print(f"{each.name:38}{each.seconds:10.2f}{each.queries:10d}{each.megabytes:8.1f}{each.told:8d}")
	print(
		f"\nthe platform / ours: time {platform.seconds / night.seconds:.1f}, queries"
		f" {platform.queries / night.queries:.1f}, memory {platform.megabytes / night.megabytes:.1f}"
	)
	print("" if platform.told == due else f"although the platform told of {platform.told} alone\n")


def main() -> None:
	line = on_site.parser(__doc__)
	line.add_argument("--links", type=int, default=100_000)
	line.add_argument("--due", type=int, default=1_000)
	line.add_argument("--plain", type=int, help="of how many the platform tells at most; else of all")
	options = line.parse_args()
	with on_site.connected(options.site, options.bench):
		frappe.local.conf.update({"mail_server": "localhost", "auto_email_id": "scheme@example.org"})
		frappe.db.commit = lambda: None  # nothing of this is to stay
		start = time.perf_counter()
		notification = make_all(options.links, options.due)
		print(f"made in {time.perf_counter() - start:.0f} seconds")
		platform = measured(
			"the platform's Notification",
			lambda: the_platforms(notification, options.plain or options.due),
			_told_by_platform,
		)
		fewer = with_fewer_due(options.due)
		night = measured("ours: a night", ours, _told_by_us)
		again = measured("ours: again, nothing new", ours, _told_by_us)
		report(options.links, options.due, [fewer, night, again, platform])


if __name__ == "__main__":
	main()
