"""Many instalments made due, approved and reported, against the platform's plain way of doing the same.

Run with the Python of a bench: `make benchmark`, or
    env/bin/python <checkout>/benchmarks/payments.py --site mentoring.test --payments 10000
The plain way is what somebody would do with the platform alone: a loop that inserts one payment after another, a loop
that takes each through its workflow, and Report Builder for the rows and their sums. Both ways go by the same rules of the
same documents in one run; what matters is their ratio, and that the queries for each payment stay the same when there
are ten times as many. Nothing is kept: everything happens in a transaction that is rolled back.
"""

from __future__ import annotations

import gc
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from typing import Any

import frappe
import on_site
from frappe.desk import reportview
from frappe.model.workflow import apply_workflow
from frappe.realtime import clear_realtime_log
from frappe.utils import add_days, add_months, getdate, now, today

from mentoring_scheme.jobs import approvals, instalments
from mentoring_scheme.jobs.batches import batches
from mentoring_scheme.mentoring_scheme.doctype.mentoring_approval_run.mentoring_approval_run import MOST
from mentoring_scheme.mentoring_scheme.report.mentoring_payments import mentoring_payments

PAYMENT, LINK = "Mentoring Payment", "Mentoring Link"
HOUSEHOLDS = 100
MONTHS = 3  # the first instalment of a link falls due after so many
SHOWN = (
	"name", "link", "mentor_name", "household", "scheme", "kind", "period_start", "period_end", "status", "amount",
	"due_on", "approved_on", "sent_on", "paid_on",
)  # fmt: skip


@dataclass(frozen=True)
class Measured:
	"""One step of one way: seconds, those that Python itself was at work, queries that the database counted, payments."""

	seconds: float
	processor: float
	queries: int
	payments: int
	result: Any

	@property
	def each(self) -> float:
		"""Milliseconds for each payment."""
		return 1000 * self.seconds / self.payments

	@property
	def queries_each(self) -> float:
		return self.queries / self.payments


def measure(act: Callable[[], Any], payments: int) -> Measured:
	gc.collect()
	before, start, busy = on_site.questions(), time.perf_counter(), time.process_time()
	result = act()
	seconds, processor = time.perf_counter() - start, time.process_time() - busy
	return Measured(seconds, processor, on_site.questions() - before - 1, payments, result)


def as_if_kept(act: Callable[[], int]) -> int:
	"""Do what is kept at once in earnest. Here it is not; but what would then be told to browsers does not pile up."""
	done = act()
	clear_realtime_log()
	return done


class Links:
	"""Links of a hundred households, written straight to the table, each with one instalment that falls due today."""

	def __init__(self) -> None:
		self.scheme = frappe.get_doc(
			{"doctype": "Mentoring Scheme", "scheme_name": "Benchmark of payments", "preset": "afc-fostering"}
		).insert()
		self.support_type = next(
			row.support_type for row in self.scheme.support_types if row.anchor == "Link start"
		)
		self.mentee = self._role("Mentee", "Bench Mentee", referral_route="Adversity", referred_on=today())
		self.mentors = [self._role("Mentor", f"Bench Mentor {number}") for number in range(HOUSEHOLDS)]

	def add(self, name: str, count: int) -> list[str]:
		"""Add `count` links, called after `name`, and return theirs."""
		fields = (
			"name", "creation", "modified", "owner", "modified_by", "scheme", "policy_version", "status", "support_type",
			"mentor", "mentee", "mentor_participant", "mentee_participant", "start_date",
		)  # fmt: skip
		names = [f"{name}-{number:06d}" for number in range(count)]
		core = (now(), now(), "Administrator", "Administrator")
		start = add_days(add_months(today(), -MONTHS), -1)
		frappe.db.bulk_insert(
			LINK,
			fields,
			[
				(
					each, *core, self.scheme.name, self.scheme.policy_version, "Active", self.support_type, mentor.name,
					self.mentee.name, mentor.participant, self.mentee.participant, start,
				)
				for each, mentor in zip(names, cycle(self.mentors), strict=False)
			],
		)  # fmt: skip
		return names

	def _role(self, doctype: str, name: str, **fields: Any) -> Any:
		household = frappe.get_doc({"doctype": "Mentoring Household", "household_name": name}).insert()
		participant = frappe.get_doc(
			{"doctype": "Mentoring Participant", "participant_name": name, "household": household.name}
		).insert()
		return frappe.get_doc(
			{"doctype": doctype, "participant": participant.name, "scheme": self.scheme.name, **fields}
		).insert()


# --- our way: what the nightly job, bulk approval and the report do


def the_job(names: Sequence[str]) -> int:
	"""As at night, except that nothing is kept: all links are looked at, then a few at a time are held and settled."""
	day = getdate(today())
	behind = [item.link for batch in batches(_links(names)) for item in instalments.out_of_step(batch, day)]
	held = batches(behind, instalments.HELD_AT_A_TIME)
	return sum(as_if_kept(partial(instalments.make_due, batch, day)) for batch in held)


def bulk_approval(payments: Sequence[str]) -> int:
	return sum(_approved_in_one_go(chosen) for chosen in batches(payments, MOST))


def _approved_in_one_go(payments: Sequence[str]) -> int:
	lines = [{"reference": name} for name in payments]
	run = frappe.get_doc({"doctype": approvals.RUN, "document_type": PAYMENT, "lines": lines}).insert()
	while as_if_kept(partial(approvals.approve_next, run.name)):
		pass
	approvals.finish(run.name)
	run.reload()
	assert not run.not_approved, [line.why for line in run.lines if line.why][:3]
	return run.approved


def our_report(scheme: str) -> tuple[Any, ...]:
	return mentoring_payments.execute({"scheme": scheme, "status": ["Approved"]})


def _links(names: Sequence[str]) -> list[Any]:
	return frappe.get_all(LINK, {"name": ["in", names]}, list(instalments.TERM_FIELDS), order_by="name")


# --- the plain way


def one_insert_each(names: Sequence[str]) -> int:
	return sum(as_if_kept(partial(_insert, name)) for name in names)


def _insert(link: str) -> int:
	frappe.get_doc({"doctype": PAYMENT, "link": link, "kind": "Instalment", "sequence": 1}).insert()
	return 1


def one_move_each(payments: Sequence[str]) -> int:
	return sum(as_if_kept(partial(_move, name)) for name in payments)


def _move(payment: str) -> int:
	apply_workflow(frappe.get_doc(PAYMENT, payment), "Approve")
	return 1


def report_builder(scheme: str) -> list[Any]:
	"""The rows, and their sums by state and by household, each asked for as the browser does."""
	return [
		_asked(scheme, [f"`tab{PAYMENT}`.`{field}`" for field in SHOWN]),
		*(
			_asked(
				scheme,
				[f"`tab{PAYMENT}`.`{by}`"],
				group_by=f"`tab{PAYMENT}`.`{by}`",
				aggregate_function="sum",
				aggregate_on_field="amount",
				aggregate_on_doctype=PAYMENT,
			)
			for by in ("status", "household")
		),
	]


def _asked(scheme: str, fields: list[str], **more: Any) -> Any:
	frappe.local.form_dict = frappe._dict(
		doctype=PAYMENT,
		fields=json.dumps(fields),
		filters=json.dumps([[PAYMENT, "scheme", "=", scheme], [PAYMENT, "status", "=", "Approved"]]),
		start=0,
		page_length=1_000_000,
		view="Report",
		**more,
	)
	return reportview.get()


# --- both, side by side

Made = Callable[[Sequence[str]], int]


def made_and_approved(
	links: Links, name: str, count: int, make: Made, approve: Made
) -> tuple[Measured, Measured]:
	names = links.add(name, count)
	made = measure(lambda: make(names), count)
	payments = frappe.get_all(PAYMENT, {"link": ["in", names]}, pluck="name", order_by="name")
	assert made.result == len(payments) == count, (
		f"{made.result} made, {len(payments)} kept, {count} expected"
	)
	approved = measure(lambda: approve(payments), count)
	assert approved.result == count, f"{approved.result} approved, {count} expected"
	return made, approved


def reported(links: Links, report: Callable[[str], Any]) -> Measured:
	report(links.scheme.name)  # warm
	count = frappe.db.count(PAYMENT, {"scheme": links.scheme.name, "status": "Approved"})
	return measure(lambda: report(links.scheme.name), count)


def check_sums(links: Links, ours: Measured, plain: Measured) -> None:
	"""Both ways of reporting say the same, which is what the policy says for so many months."""
	_columns, rows, _message, _chart, _summary, *_more = ours.result
	total = sum(row["amount"] for row in rows)
	by_state = sum(row[-1] for row in plain.result[1]["values"])
	due = len(rows) * MONTHS * links.scheme.policy.payment_per_month
	assert len(rows) == ours.payments == len(plain.result[0]["values"])
	assert total == by_state == due, f"{total} reported, {by_state} in Report Builder, {due} due"


def print_report(steps: dict[str, tuple[Measured, Measured, Measured]]) -> None:
	head = ("payments", "seconds", "of Python", "ms each", "queries", "each")
	print("\n" + " " * 22 + "".join(f"{each:>11}" for each in head))
	for step, found in steps.items():
		for who, one in zip(("ours, few", "ours", "plain"), found, strict=True):
			print(
				f"{step:10}{who:12}{one.payments:11d}{one.seconds:11.2f}{one.processor:11.2f}"
				f"{1000 * one.seconds / one.payments:11.2f}{one.queries:11d}{one.queries / one.payments:11.2f}"
			)
	print()
	for step, (few, ours, plain) in steps.items():
		print(
			f"ratio, plain / ours for each payment {step}: time {_ratio(plain, ours, 'seconds'):.2f}, "
			f"of Python {_ratio(plain, ours, 'processor'):.2f}, queries {_ratio(plain, ours, 'queries'):.2f}"
		)
		print(
			f"queries for each of {few.payments} and of {ours.payments}: "
			f"{few.queries / few.payments:.2f} and {ours.queries / ours.payments:.2f}"
			if step != "reported"
			else f"queries for {few.payments} and for {ours.payments}: {few.queries} and {ours.queries}"
		)
	print()


def _ratio(plain: Measured, ours: Measured, what: str) -> float:
	return (getattr(plain, what) / plain.payments) / (getattr(ours, what) / ours.payments)


def main() -> None:
	line = on_site.parser(__doc__)
	line.add_argument("--payments", type=int, default=10_000)
	line.add_argument("--plain", type=int, default=1_000, help="how many are made and approved the plain way")
	options = line.parse_args()
	with on_site.connected(options.site, options.bench):
		print_report(side_by_side(options.payments, options.plain))


def side_by_side(payments: int, plainly: int) -> dict[str, tuple[Measured, Measured, Measured]]:
	"""Each step: a tenth of the payments our way, all of them our way, and so many the plain way."""
	links = Links()
	for make, approve in ((the_job, bulk_approval), (one_insert_each, one_move_each)):
		made_and_approved(links, f"WARM {make.__name__}", 5, make, approve)
	few = made_and_approved(links, "FEW", max(payments // 10, 1), the_job, bulk_approval)
	few_reported = reported(links, our_report)
	plain = made_and_approved(links, "PLAIN", plainly, one_insert_each, one_move_each)
	ours = made_and_approved(links, "MANY", payments, the_job, bulk_approval)
	report, builder = reported(links, our_report), reported(links, report_builder)
	check_sums(links, report, builder)
	return {
		"made due": (few[0], ours[0], plain[0]),
		"approved": (few[1], ours[1], plain[1]),
		"reported": (few_reported, report, builder),
	}


if __name__ == "__main__":
	main()
