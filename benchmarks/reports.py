"""The reports over many links and contact records, each against the bare SQL for the same figures.

Run with the Python of a bench: `make benchmark`, or
    env/bin/python <checkout>/benchmarks/reports.py --site mentoring.test --links 50000 --records 1000000
Both are measured one after the other in one run, as a manager who sees everything; the better of two times counts. What
matters is the ratio, and that the queries stay few. Nothing is kept: everything is made in a transaction that is rolled
back.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any, NamedTuple

import frappe
import on_site
from frappe.utils import add_days, getdate, now, today

LINKS_OF_MENTOR = 10
DAYS = 3 * 365  # the links began in so many days
LENGTH = 180
PART = 20_000
OWNER = "Administrator"
SCHEME = "Benchmark of reports"
YEAR = "%(since)s and %(until)s"


class Measured(NamedTuple):
	seconds: float
	queries: int


# For each report, the bare SQL for its main figures. A report that is not there is left out.
BARE = {
	"Mentoring Links": """
		select l.name, l.title, l.status, l.start_date, l.planned_end, max(r.contact_date)
		from `tabMentoring Link` l left join `tabContact Record` r on r.link = l.name and r.outcome = 'Took place'
		where l.status in ('Proposed', 'Consulting', 'Introduction', 'Active', 'Suspended', 'Closing') group by l.name""",
	"Mentoring Funnel": f"""
		select count(*), sum(m.offered_on is not null), sum(m.offer_answer = 'Accepted'), sum(l.mentee is not null),
			sum(l.started is not null), sum(l.ended is not null), avg(datediff(m.offered_on, m.referred_on)),
			avg(datediff(l.started, m.offer_answered_on)), avg(datediff(l.ended, l.started))
		from `tabMentee` m left join (
			select mentee, min(matched_on) matched, min(start_date) started, min(ended_on) ended from `tabMentoring Link`
			where status != 'Declined' group by mentee) l on l.mentee = m.name
		where m.referred_on between {YEAR}""",
	"Mentor Capacity": """
		select m.name, m.capacity, p.area, count(l.name) from `tabMentor` m
		join `tabMentoring Participant` p on p.name = m.participant
		left join `tabMentoring Link` l on l.mentor = m.name and l.status in ('Proposed', 'Active', 'Suspended')
		where m.stage in ('Approved', 'Active', 'On a Break') group by m.name""",
	"Mentoring Compliance": f"""
		select month, count(*), sum(contacts) from (
			select r.link, extract(year_month from r.contact_date) month, count(*) contacts
			from `tabContact Record` r join `tabMentoring Link` l on l.name = r.link
			where r.outcome = 'Took place' and r.docstatus < 2 and r.contact_date between {YEAR}
			group by r.link, extract(year_month from r.contact_date)) held
		group by month""",
	"Mentoring Training": """
		select t.training, count(*), sum(t.attended_on is not null), sum(t.due_on < curdate()) from `tabMentor Training` t
		join `tabMentor` m on m.name = t.parent where m.stage in ('Approved', 'Active', 'On a Break') group by t.training""",
	"Mentoring Endings": f"""
		select ending_kind, status, count(*), avg(datediff(ended_on, start_date)), avg(datediff(planned_end, start_date)),
			sum(exists (select 1 from `tabMentoring Link` o where o.mentee_participant = l.mentee_participant
				and o.name != l.name and o.status != 'Declined' and o.start_date > l.start_date))
		from `tabMentoring Link` l where ended_on between {YEAR} group by ending_kind, status""",
	"Mentoring Outcomes": f"""
		select given_by, occasion, count(*) from `tabMentoring Feedback` where given_on between {YEAR} group by given_by, occasion""",
	"Mentoring Equality Monitoring": """
		select e.religion, count(distinct p.name), count(distinct l.name) from `tabMentoring Participant` p
		left join `tabMentoring Equality Profile` e on e.participant = p.name
		left join `tabMentoring Link` l on l.mentee_participant = p.name group by e.religion""",
	"Mentoring Scheme Review": f"""
		select l.status, count(distinct l.name), count(r.name) from `tabMentoring Link` l
		left join `tabContact Record` r on r.link = l.name and r.contact_date between {YEAR} group by l.status""",
}


def execute(report: str) -> Any:
	"""The report as the desk runs it, with the filters that it starts with."""
	folder = frappe.scrub(report)
	module = import_module(f"mentoring_scheme.mentoring_scheme.report.{folder}.{folder}")
	return module.execute({"scheme": SCHEME})


def bare(report: str) -> Any:
	return frappe.db.sql(BARE[report], {"since": add_days(today(), -365), "until": today()})


def measure(act: Callable[[], Any]) -> Measured:
	found = []
	for _ in range(2):
		gc.collect()
		before, start = _questions(), time.perf_counter()
		act()
		found.append(Measured(time.perf_counter() - start, _questions() - before - 1))
	return min(found)


def _questions() -> int:
	return int(frappe.db.sql("show session status like 'Questions'")[0][1])


# --- what is looked at


def make_all(links: int, records: int) -> None:
	"""Mentors with an area and their trainings, mentees on their way, a link for most of them, contacts and supervision."""
	scheme = frappe.get_doc({"doctype": "Mentoring Scheme", "scheme_name": SCHEME, "preset": "afc-fostering"})
	scheme.fill_from_preset()
	scheme.insert()
	mentors = -(-links // LINKS_OF_MENTOR)
	_people(mentors, links)
	_mentors(mentors, scheme.name)
	_mentees(links, scheme)
	_links(links, scheme)
	_contacts(links, records, scheme.name)


def start_of(number: int) -> Any:
	"""When a link began: spread over the days, the last ones still running."""
	return getdate(add_days(today(), -(number * 7919 % DAYS)))


def _people(mentors: int, mentees: int) -> None:
	_insert("Mentoring Area", ("area_name",), ((f"BENCH-A-{n}", (f"BENCH-A-{n}",)) for n in range(20)))
	people = [(f"BENCH-P-{n}", n) for n in range(mentors)] + [(f"BENCH-Q-{n}", n) for n in range(mentees)]
	fields = ("participant_name", "area")
	_insert("Mentoring Participant", fields, ((name, ("Bench", f"BENCH-A-{n % 20}")) for name, n in people))


def _mentors(count: int, scheme: str) -> None:
	_insert(
		"Mentor",
		("participant", "participant_name", "scheme", "stage", "approved_on", "capacity"),
		(
			(f"BENCH-M-{n}", (f"BENCH-P-{n}", "Bench", scheme, "Active", add_days(today(), -900), 3))
			for n in range(count)
		),
	)
	fields = ("parent", "parenttype", "parentfield", "idx", "training", "mandatory", "attended_on")
	_insert(
		"Mentor Training",
		fields,
		(
			(
				f"BENCH-T-{n}-{k}",
				(f"BENCH-M-{n}", "Mentor", "trainings", k, f"Course {k}", 1, add_days(today(), -k * 200)),
			)
			for n in range(count)
			for k in range(1, 4)
		),
	)
	_insert(
		"Mentoring Supervision",
		("mentor", "scheme", "kind", "status", "supervision_date"),
		(
			(
				f"BENCH-S-{n}-{k}",
				(f"BENCH-M-{n}", scheme, "One-to-one", "Held", add_days(today(), -k * 45 - n % 40)),
			)
			for n in range(count)
			for k in range(10)
		),
	)


def _mentees(count: int, scheme: Any) -> None:
	support = scheme.support_types[0].support_type
	fields = (
		"participant", "participant_name", "scheme", "support_type", "status", "referred_on", "offered_on",
		"offer_answer", "offer_answered_on",
	)  # fmt: skip

	def row(n: int) -> tuple[Any, ...]:
		start = start_of(n)
		said_no = n % 10 == 0
		return (
			f"BENCH-Q-{n}", "Bench", scheme.name, support, "Declined" if said_no else "In a Link",
			add_days(start, -60 - n % 30), add_days(start, -50 - n % 9), "Declined" if said_no else "Accepted",
			add_days(start, -40 - n % 7),
		)  # fmt: skip

	_insert("Mentee", fields, ((f"BENCH-E-{n}", row(n)) for n in range(count)))


def _links(count: int, scheme: Any) -> None:
	support = scheme.support_types[0].support_type
	fields = (
		"title", "scheme", "policy_version", "status", "support_type", "mentor", "mentor_participant", "mentee",
		"mentee_participant", "matched_on", "start_date", "planned_end", "ended_on", "ending_kind", "mentee_approved_on",
	)  # fmt: skip

	def row(n: int) -> tuple[Any, ...]:
		start, mentor = start_of(n), n // LINKS_OF_MENTOR
		planned, ended = getdate(add_days(start, LENGTH)), getdate(add_days(start, LENGTH - n % 60))
		over = ended < getdate(today())
		return (
			"Bench", scheme.name, scheme.policy_version, "Closed" if over else "Active", support, f"BENCH-M-{mentor}",
			f"BENCH-P-{mentor}", f"BENCH-E-{n}", f"BENCH-Q-{n}", add_days(start, -20), start, planned,
			ended if over else None, ("Completed", "Moved away")[n % 2] if over else "", start,
		)  # fmt: skip

	_insert("Mentoring Link", fields, ((f"BENCH-L-{n}", row(n)) for n in range(count)))


def _contacts(links: int, records: int, scheme: str) -> None:
	each = max(records // links, 1)

	def row(n: int) -> tuple[Any, ...]:
		link, number = divmod(n, each)
		day = add_days(start_of(link), number * LENGTH // each)
		return (f"BENCH-L-{link}", scheme, "Logged", "Took place", min(getdate(day), getdate(today())))

	fields = ("link", "scheme", "status", "outcome", "contact_date")
	_insert("Contact Record", fields, ((f"BENCH-R-{n}", row(n)) for n in range(links * each)))


def _insert(doctype: str, fields: tuple[str, ...], rows: Iterator[tuple[str, tuple[Any, ...]]]) -> None:
	stamp = now()
	whole = ("name", "creation", "modified", "owner", "modified_by", *fields)
	part: list[tuple[Any, ...]] = []
	for name, said in rows:
		part.append((name, stamp, stamp, OWNER, OWNER, *said))
		if len(part) == PART:
			frappe.db.bulk_insert(doctype, whole, part, chunk_size=PART)
			part.clear()
	if part:
		frappe.db.bulk_insert(doctype, whole, part, chunk_size=PART)


# --- both, side by side


def there(report: str) -> bool:
	return bool(frappe.db.exists("Report", report))


def print_report(links: int, records: int) -> None:
	print(f"\n{links} links, {records} contact records\n")
	print(f"{'':34}{'report, s':>11}{'bare SQL, s':>13}{'ratio':>8}{'queries':>9}")
	for report in filter(there, BARE):
		execute(report)  # warm
		ours, plain = measure(lambda of=report: execute(of)), measure(lambda of=report: bare(of))
		ratio = ours.seconds / plain.seconds
		print(f"{report:34}{ours.seconds:11.2f}{plain.seconds:13.2f}{ratio:8.1f}{ours.queries:9d}")
	print()


def main() -> None:
	parser = on_site.parser(__doc__)
	parser.add_argument("--links", type=int, default=50_000)
	parser.add_argument("--records", type=int, default=1_000_000)
	options = parser.parse_args()
	with on_site.connected(options.site, options.bench):
		make_all(options.links, options.records)
		print_report(options.links, options.records)


if __name__ == "__main__":
	main()
