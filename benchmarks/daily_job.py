"""The daily job over many active links, against the same decisions made by loading each document.

Run with the Python of a bench: `make benchmark`, or
    env/bin/python <checkout>/benchmarks/daily_job.py --site mentoring.test --links 10000 --due 100
Both ways look at the same links in one run; what matters is their ratio, and how the number of queries grows. Nothing is
kept: the links are made in a transaction that is rolled back.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import frappe
import on_site
from frappe.utils import add_days, getdate, now, today

from mentoring_scheme.jobs import instalments
from mentoring_scheme.mentoring_scheme.doctype.mentoring_link.facts import term_facts
from mentoring_scheme.mentoring_scheme.doctype.mentoring_payment.lines import key_of
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_version
from mentoring_scheme.policy import money, terms
from mentoring_scheme.policy.settlement import Kind

DAYS_NOT_DUE, DAYS_DUE = 30, 100  # the first payment of a link falls due after three months


@dataclass
class Measured:
	"""One way of doing it: seconds, and queries that the database counted."""

	name: str
	seconds: float
	queries: int
	result: Any


def measure(name: str, act: Callable[[], Any]) -> Measured:
	before, start = on_site.questions(), time.perf_counter()
	result = act()
	return Measured(name, time.perf_counter() - start, on_site.questions() - before - 1, result)


def the_job(day: date) -> list[tuple[str, int]]:
	"""What is missing: the links and the numbers of their instalments."""
	behind = instalments.out_of_step(instalments.running_links(), day)
	return [(item.link.name, step.sequence) for item in behind for step in item.steps]


def one_by_one(day: date) -> list[tuple[str, int]]:
	"""The plain way: each link loaded as a document, each instalment looked up."""
	missing = []
	for name in frappe.get_all(
		"Mentoring Link", {"status": ["in", instalments.RUNNING]}, pluck="name", order_by="name"
	):
		link = frappe.get_doc("Mentoring Link", name)
		policy = policy_of_version(link.policy_version)
		schedule = money.schedule(terms.plan(term_facts(link), policy, day), policy, link.support_type)
		for instalment in money.due(schedule, day):
			key = key_of(name, Kind.INSTALMENT, instalment.sequence)
			if not frappe.db.exists("Mentoring Payment", {"instalment_key": key}):
				missing.append((name, instalment.sequence))
	return missing


def make_links(count: int, due: int) -> None:
	"""One mentor and mentee made through their documents, and `count` links of theirs written straight to the table."""
	scheme = frappe.get_doc(
		{"doctype": "Mentoring Scheme", "scheme_name": "Benchmark scheme", "preset": "afc-fostering"}
	).insert()
	mentor = _role("Mentor", scheme.name, "Bench Mentor")
	mentee = _role("Mentee", scheme.name, "Bench Mentee", referral_route="Adversity", referred_on=today())
	support_type = next(row.support_type for row in scheme.support_types if row.anchor == "Link start")
	stamp = now()
	fields = (
		"name", "creation", "modified", "owner", "modified_by", "scheme", "policy_version", "status", "support_type",
		"mentor", "mentee", "mentor_participant", "mentee_participant", "start_date",
	)  # fmt: skip
	rows = []
	for number in range(count):
		start = add_days(today(), -(DAYS_DUE if number < due else DAYS_NOT_DUE))
		rows.append(
			(
				f"BENCH-{number:06d}", stamp, stamp, "Administrator", "Administrator", scheme.name, scheme.policy_version,
				"Active", support_type, mentor.name, mentee.name, mentor.participant, mentee.participant, start,
			)
		)  # fmt: skip
	frappe.db.bulk_insert("Mentoring Link", fields, rows)


def _role(doctype: str, scheme: str, name: str, **fields: Any) -> Any:
	household = frappe.get_doc({"doctype": "Mentoring Household", "household_name": name}).insert()
	participant = frappe.get_doc(
		{"doctype": "Mentoring Participant", "participant_name": name, "household": household.name}
	).insert()
	return frappe.get_doc(
		{"doctype": doctype, "participant": participant.name, "scheme": scheme, **fields}
	).insert()


def report(links: int, job: Measured, plain: Measured, making: Measured, due: int) -> None:
	assert job.result == plain.result, "the two ways do not agree"
	assert len(job.result) == due, f"{len(job.result)} found, {due} expected"
	print(f"\n{links} active links, {due} instalments due, both ways agree\n")
	print(f"{'':28}{'seconds':>10}{'queries':>10}")
	for each in (job, plain, making):
		print(f"{each.name:28}{each.seconds:10.2f}{each.queries:10d}")
	print(
		f"\nratio, one by one / the job: time {plain.seconds / job.seconds:.1f}, queries {plain.queries / job.queries:.0f}"
	)
	print(f"queries for each payment made: {making.queries / max(due, 1):.1f}\n")


def main() -> None:
	line = on_site.parser(__doc__)
	line.add_argument("--links", type=int, default=10_000)
	line.add_argument("--due", type=int, default=100)
	options = line.parse_args()
	with on_site.connected(options.site, options.bench):
		day = getdate(today())
		make_links(options.links, options.due)
		the_job(day)  # warm: both ways find the policy parsed and the metadata cached
		job = measure("the job decides", lambda: the_job(day))
		plain = measure("one by one decides", lambda: one_by_one(day))
		making = measure("the job makes what is due", lambda: instalments.make_due(_rows(job.result), day))
		report(options.links, job, plain, making, options.due)


def _rows(due: list[tuple[str, int]]) -> list[Any]:
	wanted = {link for link, _number in due}
	return [row for row in instalments.running_links() if row.name in wanted]


if __name__ == "__main__":
	main()
