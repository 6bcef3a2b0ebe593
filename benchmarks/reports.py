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

from mentoring_scheme.policy.months import ONE_DAY, add_months, financial_year

LINKS_OF_MENTOR = 10
DAYS = 3 * 365  # the links began in so many days
LENGTH = 180
PART = 20_000
OWNER = "Administrator"
SCHEME = "Benchmark of reports"
# What the review shows besides is what these show.
PARTS = {
	"Mentoring Scheme Review": ("Mentoring Funnel", "Mentoring Outcomes", "Mentoring Equality Monitoring")
}
OF_FINANCIAL_YEAR = ("Mentoring Outcomes", "Mentoring Equality Monitoring", "Mentoring Scheme Review")
YEAR = "%(since)s and %(until)s"


class Measured(NamedTuple):
	seconds: float
	queries: int


# How each mentor stands with each training that the scheme asks for.
TRAINED = """
	select m.name mentor, a.training, t.last_on, case when t.last_on is null
			then if(date_add(m.approved_on, interval a.within_months month) < curdate(), 'Overdue', 'Due')
			else if(a.every_months and date_add(t.last_on, interval a.every_months month) < curdate(), 'Lapsed', 'Done') end state
	from `tabMentor` m
	join `tabMentoring Training Requirement` a on a.parent = m.scheme
	left join (select parent, training, max(attended_on) last_on from `tabMentor Training` group by parent, training) t
		on t.parent = m.name and t.training = a.training
	where m.stage in ('Approved', 'Active', 'On a Break')"""

# For each report, the bare SQL for the same main figures, for those who know the scheme's rules by heart and write them
# into the query. A report that is not there is left out.
BARE = {
	"Mentoring Links": """
		select l.name, l.title, l.status, l.start_date, l.planned_end, r.held, r.drafts, r.first_draft, r.noted, a.contact_every,
			s.held, v.held, x.months, u.resumed, w.waiting
		from `tabMentoring Link` l
		left join (select link, max(if(outcome = 'Took place', contact_date, null)) held, max(contact_date) noted,
				sum(status = 'Draft') drafts, min(if(status = 'Draft', contact_date, null)) first_draft,
				sum(status = 'Sent') waiting
			from `tabContact Record` where docstatus < 2 group by link) r on r.link = l.name
		left join `tabMentoring Agreement` a on a.link = l.name and a.docstatus = 1
		left join (select mentor, max(supervision_date) held from `tabMentoring Supervision` where status = 'Held'
			group by mentor) s on s.mentor = l.mentor
		left join (select parent, max(held_on) held from `tabMentoring Link Review` group by parent) v on v.parent = l.name
		left join (select parent, sum(months) months from `tabMentoring Extension` group by parent) x on x.parent = l.name
		left join (select parent, max(to_date) resumed from `tabMentoring Suspension` group by parent) u on u.parent = l.name
		left join (select link, count(*) waiting from `tabMentoring Consultation` where ifnull(answer, '') = '' group by link) w
			on w.link = l.name
		where l.status in ('Proposed', 'Consulting', 'Introduction', 'Active', 'Suspended', 'Closing')""",
	"Mentoring Funnel": f"""
		select count(*), sum(m.offered_on is not null), sum(m.offer_answer = 'Accepted'), sum(l.mentee is not null),
			sum(l.started is not null), sum(l.ended is not null), avg(datediff(m.offered_on, m.referred_on)),
			avg(datediff(l.started, m.offer_answered_on)), avg(datediff(l.ended, l.started))
		from `tabMentee` m left join (
			select mentee, min(matched_on) matched, min(start_date) started, min(ended_on) ended from `tabMentoring Link`
			where status != 'Declined' group by mentee) l on l.mentee = m.name
		where m.referred_on between {YEAR}""",
	# in its better plan: with some statistics MariaDB works out the trainings of all anew for each mentor
	"Mentor Capacity": f"""
		set statement optimizer_switch = 'split_materialized=off' for
		select m.name, m.capacity, p.area, l.open, t.missing, w.waiting from `tabMentor` m
		join `tabMentoring Participant` p on p.name = m.participant
		left join (select mentor, count(*) open from `tabMentoring Link`
			where status in ('Proposed', 'Consulting', 'Introduction', 'Active', 'Suspended', 'Closing') group by mentor) l
			on l.mentor = m.name
		left join (select mentor, group_concat(training) missing from ({TRAINED}) trained
			where state in ('Overdue', 'Lapsed') group by mentor) t on t.mentor = m.name
		left join (select p.area, count(*) waiting from `tabMentee` e join `tabMentoring Participant` p on p.name = e.participant
			where e.status = 'Waiting' group by p.area) w on w.area = p.area
		where m.stage in ('Approved', 'Active', 'On a Break', 'Suspended')""",
	"Mentoring Compliance": f"""
		select month, count(*), sum(contacts) from (
			select r.link, extract(year_month from r.contact_date) month, count(*) contacts
			from `tabContact Record` r join `tabMentoring Link` l on l.name = r.link
			where r.outcome = 'Took place' and r.docstatus < 2 and r.contact_date between {YEAR}
			group by r.link, extract(year_month from r.contact_date)) held
		group by month""",
	"Mentoring Training": f"""
		select training, count(*), sum(state = 'Done'), sum(state = 'Due'), sum(state = 'Overdue'), sum(state = 'Lapsed')
		from ({TRAINED}) trained group by training""",
	"Mentoring Endings": f"""
		select ending_kind, status, count(*), avg(datediff(ended_on, start_date)), avg(datediff(planned_end, start_date)),
			sum(exists (select 1 from `tabMentoring Link` o where o.mentee_participant = l.mentee_participant
				and o.name != l.name and o.status != 'Declined' and o.start_date > l.start_date))
		from `tabMentoring Link` l where ended_on between {YEAR} group by ending_kind, status""",
	"Mentoring Outcomes": f"""
		select f.asked_of, f.months, sum(f.still_in_role = 'Yes'), sum(f.still_in_role in ('Yes', 'No')),
			sum(f.placement = 'Stable'), sum(f.placement in ('Stable', 'Moved', 'Ended')), 0
		from `tabMentoring Follow Up` f where f.due_on between {YEAR} group by f.asked_of, f.months
		union all
		select f.given_by, a.self_rating, avg(a.score), avg(b.score), count(*), sum(b.score > a.score),
			count(distinct l.mentee_participant)
		from `tabMentoring Link` l
		join `tabMentoring Feedback` f on f.link = l.name and f.occasion = 'Start' and f.given_on is not null
		join `tabMentoring Feedback Answer` a on a.parent = f.name and a.self_rating != ''
		join `tabMentoring Feedback` e on e.link = l.name and e.occasion = 'End' and e.given_by = f.given_by
		join `tabMentoring Feedback Answer` b on b.parent = e.name and b.question = a.question
		where l.ended_on between {YEAR} group by f.given_by, a.self_rating
		union all
		select e.given_by, '', sum(b.score > 3), count(*), count(distinct l.mentee_participant), 0, 0
		from `tabMentoring Link` l
		join `tabMentoring Feedback` e on e.link = l.name and e.occasion = 'End' and e.given_on is not null
		join `tabMentoring Feedback Answer` b on b.parent = e.name and ifnull(b.self_rating, '') = ''
		where l.ended_on between {YEAR} group by e.given_by""",
	"Mentoring Equality Monitoring": f"""
		select e.religion, count(distinct p.name), count(distinct l.name), sum(l.status = 'Closed') from `tabMentee` m
		join `tabMentoring Participant` p on p.name = m.participant
		left join `tabMentoring Equality Profile` e on e.participant = p.name
		left join `tabMentoring Link` l on l.mentee_participant = p.name
		where m.referred_on between {YEAR} group by e.religion""",
	"Mentoring Scheme Review": f"""
		select l.status, count(distinct l.name), count(r.name) from `tabMentoring Link` l
		left join `tabContact Record` r on r.link = l.name and r.contact_date between {YEAR} group by l.status""",
}


def execute(report: str) -> Any:
	"""The report as the desk runs it, with the filters that it starts with."""
	folder = frappe.scrub(report)
	module = import_module(f"mentoring_scheme.mentoring_scheme.report.{folder}.{folder}")
	return module.execute({"scheme": SCHEME})


def bare(report: str) -> None:
	for part in (*PARTS.get(report, ()), report):
		frappe.db.sql(BARE[part], period_of(report))


def period_of(report: str) -> dict[str, Any]:
	"""The days that a report starts with: the financial year, or the last twelve months."""
	if report in OF_FINANCIAL_YEAR:
		first = financial_year(getdate(today()))
		return {"since": first, "until": add_months(first, 12) - ONE_DAY}
	return {"since": add_days(today(), -365), "until": today()}


def measure(act: Callable[[], Any]) -> Measured:
	found = []
	for _ in range(2):
		gc.collect()
		before, start = on_site.questions(), time.perf_counter()
		act()
		found.append(Measured(time.perf_counter() - start, on_site.questions() - before - 1))
	return min(found)


# --- what is looked at


def make_all(links: int, records: int) -> None:
	"""Mentors with an area and their trainings, mentees on their way, a link for most of them, contacts and supervision."""
	scheme = frappe.get_doc({"doctype": "Mentoring Scheme", "scheme_name": SCHEME, "preset": "afc-fostering"})
	scheme.fill_from_preset()
	for number, again in enumerate((0, 12, 24), start=1):
		asked = {"training": f"Course {number}", "within_months": 6, "every_months": again}
		scheme.append("training_requirements", asked)
	scheme.insert()
	mentors = -(-links // LINKS_OF_MENTOR)
	_people(mentors, links)
	_mentors(mentors, scheme.name)
	_mentees(links, scheme)
	_links(links, scheme)
	_contacts(links, records, scheme.name)
	_outcomes(links, scheme.name)


def start_of(number: int) -> Any:
	"""When a link began: spread over the days, the last ones still running."""
	return getdate(add_days(today(), -(number * 7919 % DAYS)))


def ended_of(number: int) -> Any:
	"""When a link ended, or will."""
	return getdate(add_days(start_of(number), LENGTH - number % 60))


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
		planned, ended = getdate(add_days(start, LENGTH)), ended_of(n)
		over = ended < getdate(today())
		return (
			"Bench", scheme.name, scheme.policy_version, "Closed" if over else "Active", support, f"BENCH-M-{mentor}",
			f"BENCH-P-{mentor}", f"BENCH-E-{n}", f"BENCH-Q-{n}", add_days(start, -20), start, planned,
			ended if over else None, ("Completed", "Moved away")[n % 2] if over else "", start,
		)  # fmt: skip

	_insert("Mentoring Link", fields, ((f"BENCH-L-{n}", row(n)) for n in range(count)))


def _contacts(links: int, records: int, scheme: str) -> None:
	"""Contacts all along each link; made by the database, because there are many. Those of the future are today's."""
	each = max(records // links, 1)
	frappe.db.sql(
		"""
		insert into `tabContact Record`
			(name, creation, modified, owner, modified_by, link, scheme, status, outcome, contact_date)
		select concat('BENCH-R-', seq), now(), now(), %(owner)s, %(owner)s, concat('BENCH-L-', seq div %(each)s), %(scheme)s,
			'Logged', 'Took place', least(%(today)s, date_add(
				date_sub(%(today)s, interval (seq div %(each)s) * 7919 %% %(days)s day),
				interval (seq %% %(each)s) * %(length)s div %(each)s day))
		from seq_0_to_9999999 where seq < %(records)s""",
		{
			"owner": OWNER,
			"each": each,
			"scheme": scheme,
			"today": today(),
			"days": DAYS,
			"length": LENGTH,
			"records": links * each,
		},
	)


def _outcomes(links: int, scheme: str) -> None:
	"""Of every link that has ended: a follow-up of the mentee, and what she said at the start and at the end."""
	over = [(n, ended_of(n)) for n in range(links) if ended_of(n) < getdate(today())]
	_insert(
		"Mentoring Follow Up",
		("link", "scheme", "asked_of", "months", "due_on", "status", "still_in_role", "placement"),
		(
			(
				f"BENCH-F-{n}",
				(
					f"BENCH-L-{n}",
					scheme,
					"Mentee",
					6,
					add_days(ended, 182),
					"Done",
					("Yes", "No")[n % 7 == 0],
					"Stable",
				),
			)
			for n, ended in over
		),
	)
	_insert(
		"Mentoring Feedback",
		("link", "scheme", "given_by", "occasion", "given_on"),
		(
			(f"BENCH-B-{n}-{occasion}", (f"BENCH-L-{n}", scheme, "Mentee", occasion, ended))
			for n, ended in over
			for occasion in ("Start", "End")
		),
	)
	_insert(
		"Mentoring Feedback Answer",
		("parent", "parenttype", "parentfield", "idx", "question", "kind", "score", "self_rating"),
		(
			(
				f"BENCH-W-{n}-{occasion}-{about}",
				(
					f"BENCH-B-{n}-{occasion}",
					"Mentoring Feedback",
					"answers",
					1,
					about,
					"Scale",
					1 + (n + late) % 5,
					about,
				),
			)
			for n, _ended in over
			for late, occasion in enumerate(("Start", "End"))
			for about in ("Isolation", "Confidence", "")
		),
	)


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
