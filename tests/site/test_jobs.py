"""The daily job: what falls due becomes a payment once, and a planned end a task once, whatever is run again (R39, R42)."""

from __future__ import annotations

import threading
from datetime import date
from typing import Any

import frappe
import pytest
from frappe.model.document import Document
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, add_months, getdate, today
from makers import make_link, make_mentee, make_mentor, make_participant, make_scheme, make_user, stand
from queries import count_queries
from story import ago, change, refused
from workers import at_once

from mentoring_scheme.jobs import batches, daily, end_reviews, instalments

ADVERSITY = "Adversity"


@pytest.fixture
def scheme() -> str:
	return make_scheme("afc-fostering").name


def day(month: int, number: int) -> date:
	"""A day of last year, so that whatever follows from it within the year has come."""
	return date(getdate(today()).year - 1, month, number)


def running(scheme: str, start: date, *, approved: date | None = None, **values: Any) -> Document:
	"""An active link that started on that day, its term worked out by the link itself."""
	approved = approved or getdate(add_days(start, -40))
	participant = make_participant(
		approvals=[{"approval_type": "Mainstream", "approved_on": approved, "level": 1}], active_periods=[]
	)
	mentee = make_mentee(scheme=scheme, participant=participant.name)
	link = make_link(scheme=scheme, mentor=make_mentor(scheme=scheme).name, mentee=mentee.name, **values)
	stand(link, status="Active", start_date=start)
	return frappe.get_doc("Mentoring Link", link.name).save().reload()


def run_today() -> int:
	"""The payments part of the job, without the commits between batches."""
	return instalments.make_due(instalments.running_links(), getdate(today()))


def tasks_today() -> int:
	return end_reviews.make_tasks(end_reviews.links_without_task(getdate(today())), getdate(today()))


def paid(link: Document) -> list[tuple[float, date]]:
	rows = frappe.get_all(
		"Mentoring Payment",
		{"link": link.name, "kind": "Instalment"},
		["amount", "due_on"],
		order_by="sequence",
	)
	return [(row.amount, row.due_on) for row in rows]


# --- the worked examples of the policy, through the documents


def test_six_months_are_counted_from_approval_and_a_part_is_paid_by_whole_months(scheme):
	link = running(scheme, day(2, 20), approved=day(1, 10))
	assert link.planned_end == day(7, 10)
	run_today()
	assert paid(link) == [(150.0, day(5, 20)), (50.0, day(7, 10))]
	first = frappe.get_doc("Mentoring Payment", {"link": link.name, "sequence": 1})
	assert (first.period_start, first.period_end, first.months) == (day(2, 20), day(5, 19), 3)
	assert first.household == frappe.db.get_value(
		"Mentoring Participant", link.mentor_participant, "household"
	)


def test_with_a_different_commencement_the_months_run_from_the_start(scheme):
	link = running(
		scheme,
		day(2, 20),
		approved=day(1, 10),
		commencement_differs=1,
		commencement_reason="No placement before.",
	)
	assert link.planned_end == day(8, 20)
	run_today()
	assert paid(link) == [(150.0, day(5, 20)), (150.0, day(8, 20))]


def test_the_end_of_a_month_does_not_drift(scheme):
	link = running(scheme, day(1, 31), support_type=ADVERSITY)
	assert link.planned_end == day(4, 30)
	run_today()
	assert paid(link) == [(150.0, day(4, 30))]


def test_an_extension_makes_nothing_more_due_by_itself_but_a_manager_may_agree_more(scheme, as_user):
	link = running(scheme, getdate(add_months(today(), -2)), support_type=ADVERSITY)
	manager = make_user("Mentoring Manager")
	with as_user(manager):
		link.append("extensions", {"months": 2, "reason": "Two more.", "approved_by": manager})
		link.save()
	in_half_a_year = getdate(add_months(today(), 6))
	(behind,) = instalments.out_of_step([link], in_half_a_year)
	assert [step.wanted.amount for step in behind.steps] == [150]
	exception = {
		"doctype": "Mentoring Payment",
		"link": link.name,
		"kind": "Exceptional",
		"amount": 100,
		"due_on": today(),
	}
	with refused() as told, as_user(manager):
		frappe.get_doc(exception).insert()
	assert told.says("(R42)")
	with as_user(manager):
		payment = frappe.get_doc(exception | {"reason": "Agreed for the extension."}).insert()
		assert apply_workflow(payment, "Approve").status == "Approved"
	with refused((frappe.PermissionError, frappe.ValidationError)), as_user(make_user("Mentoring Finance")):
		frappe.get_doc(exception | {"reason": "Because."}).insert()


def test_an_early_ending_is_paid_by_whole_months_at_once(scheme):
	start = day(2, 20)
	link = running(scheme, start, approved=day(2, 10))
	ended = getdate(add_days(add_months(start, 4), 10))
	link = change(link, ended_on=ended, status_reason="Moved away.")
	apply_workflow(link, "End early")
	assert paid(link) == [(150.0, day(5, 20)), (50.0, ended)]


def test_a_suspension_of_thirty_days_moves_what_is_due_later(scheme):
	start = day(2, 20)
	link = running(scheme, start, approved=day(2, 10))
	before = link.planned_end
	since = getdate(add_days(start, 40))
	change(
		link,
		suspensions=[{"from_date": since, "to_date": add_days(since, 30), "reason": "Illness."}],
	)
	run_today()
	assert link.reload().planned_end == getdate(add_days(before, 30))
	assert paid(link)[0] == (150.0, getdate(add_days(day(5, 20), 30)))


def test_nothing_falls_due_while_support_is_suspended(scheme):
	link = running(scheme, day(2, 20), approved=day(2, 10))
	change(link, suspensions=[{"from_date": day(4, 1), "reason": "A matter is looked into."}])
	stand(link, status="Suspended")
	run_today()
	assert paid(link) == []


def test_what_is_due_tomorrow_is_not_made_today(scheme):
	due_today = running(scheme, getdate(add_months(today(), -3)), support_type=ADVERSITY)
	due_tomorrow = running(scheme, getdate(add_days(add_months(today(), -3), 4)), support_type=ADVERSITY)
	run_today()
	assert len(paid(due_today)) == 1
	assert paid(due_tomorrow) == []


# --- run again


def test_running_again_makes_nothing_more(scheme):
	link = running(scheme, day(2, 20), approved=day(1, 10))
	assert run_today() == 2
	assert run_today() == 0
	assert len(paid(link)) == 2


def test_a_payment_that_was_cancelled_is_not_made_again(scheme):
	link = running(scheme, day(1, 31), support_type=ADVERSITY)
	run_today()
	payment = frappe.get_doc("Mentoring Payment", {"link": link.name})
	apply_workflow(payment, "Approve")
	change(payment, reason="Paid by another office already.")
	apply_workflow(payment, "Cancel payment")
	assert run_today() == 0
	assert len(paid(link)) == 1


def test_schemes_that_do_not_pay_cost_nothing():
	running(make_scheme("tri-borough-fostering").name, day(2, 20))
	names = [link.name for link in instalments.running_links()]
	assert not frappe.get_all("Mentoring Link", {"name": ["in", names], "scheme": ["like", "%Tri%"]})
	assert instalments.out_of_step([], getdate(today())) == []


# --- one that fails


def test_one_that_fails_is_undone_and_logged_and_the_others_go_on(scheme, monkeypatch):
	links = [running(scheme, day(1, 31), support_type=ADVERSITY) for _ in range(3)]
	settle_one = instalments._settle_one

	def fails_for_the_second(behind: instalments.Behind) -> int:
		done = settle_one(behind)
		if behind.link.name == links[1].name:
			raise RuntimeError("the ledger said no")
		return done

	monkeypatch.setattr(instalments, "_settle_one", fails_for_the_second)
	assert run_today() == 2
	assert [len(paid(link)) for link in links] == [1, 0, 1]
	error = frappe.get_last_doc("Error Log", {"method": "Mentoring payment not made"})
	assert "the ledger said no" in error.error

	monkeypatch.setattr(instalments, "_settle_one", settle_one)
	assert run_today() == 1
	assert [len(paid(link)) for link in links] == [1, 1, 1]


@pytest.mark.commits
def test_a_job_that_is_killed_half_way_keeps_what_it_did_and_repeats_nothing(monkeypatch):
	scheme = make_scheme("afc-fostering").name
	links = [running(scheme, day(1, 31), support_type=ADVERSITY) for _ in range(3)]
	frappe.db.commit()
	monkeypatch.setattr(instalments, "batches", lambda items, size=1: batches.batches(items, size=1))
	settle_one = instalments._settle_one
	made = []

	def killed_at_the_third(behind: instalments.Behind) -> int:
		done = settle_one(behind)
		made.append(behind.link.name)
		if len(made) == 3:
			raise KeyboardInterrupt
		return done

	monkeypatch.setattr(instalments, "_settle_one", killed_at_the_third)
	with pytest.raises(KeyboardInterrupt):
		daily.run()
	frappe.db.rollback()
	assert sum(len(paid(link)) for link in links) == 2
	monkeypatch.setattr(instalments, "_settle_one", settle_one)
	assert daily.run()["payments"] == 1
	assert [len(paid(link)) for link in links] == [1, 1, 1]


# --- two at once


@pytest.mark.commits
def test_two_workers_at_once_make_each_payment_once(site, monkeypatch):
	"""Both have looked before either has made anything; the second then waits for the links, and finds nothing to do."""
	scheme = make_scheme("afc-fostering").name
	links = [running(scheme, day(2, 20), approved=day(1, 10)) for _ in range(3)]
	frappe.db.commit()
	both_have_looked = threading.Barrier(2)
	look = instalments.out_of_step
	looked = set()

	def look_and_wait(*arguments: Any) -> list[Any]:
		found = look(*arguments)
		if threading.get_ident() not in looked:  # once the links are held they are looked at again, alone
			looked.add(threading.get_ident())
			both_have_looked.wait(timeout=30)
		return found

	monkeypatch.setattr(instalments, "out_of_step", look_and_wait)
	errors = frappe.db.count("Error Log")
	made = at_once(site, *[lambda: instalments.make_all(getdate(today()))] * 2)
	frappe.db.rollback()
	assert [len(paid(link)) for link in links] == [2, 2, 2]
	assert sum(made) == 6
	assert frappe.db.count("Error Log") == errors


@pytest.mark.commits
def test_two_workers_at_once_make_each_task_once(site, monkeypatch):
	co_ordinator = make_user("Mentoring Co-ordinator")
	scheme = make_scheme("afc-fostering", members={co_ordinator: "Co-ordinator"}).name
	link = running(scheme, getdate(add_months(today(), -4)), support_type=ADVERSITY)
	frappe.db.commit()
	both_have_looked = threading.Barrier(2)
	look = end_reviews.links_without_task

	def look_and_wait(day: date) -> list[Any]:
		found = look(day)
		both_have_looked.wait(timeout=30)
		return found

	monkeypatch.setattr(end_reviews, "links_without_task", look_and_wait)
	made = at_once(site, *[lambda: end_reviews.make_all(getdate(today()))] * 2)
	frappe.db.rollback()
	assert sorted(made) == [0, 1]
	assert frappe.db.count("ToDo", {"reference_name": link.name}) == 1
	assert frappe.db.count("Mentoring Reminder", {"reference_name": link.name}) == 1


# --- tasks when the planned end has come


@pytest.fixture
def co_ordinator() -> str:
	return make_user("Mentoring Co-ordinator")


@pytest.fixture
def staffed(co_ordinator) -> str:
	return make_scheme("afc-fostering", members={co_ordinator: "Co-ordinator"}).name


def test_a_planned_end_that_has_come_gives_the_co_ordinator_one_task(staffed, co_ordinator):
	link = running(staffed, getdate(add_days(add_months(today(), -3), -2)), support_type=ADVERSITY)
	assert tasks_today() == 1
	assert tasks_today() == 0
	task = frappe.get_doc("ToDo", {"reference_name": link.name})
	assert (task.allocated_to, task.date, task.status) == (co_ordinator, link.planned_end, "Open")
	assert link.mentor_name not in task.description
	reminder = frappe.get_doc("Mentoring Reminder", {"reference_name": link.name})
	assert (reminder.recipient, reminder.due_on) == (co_ordinator, link.planned_end)


def test_a_planned_end_to_come_gives_none(staffed):
	running(staffed, ago(30), support_type=ADVERSITY)
	assert tasks_today() == 0


def test_after_an_extension_its_own_end_gives_a_new_task(staffed, as_user):
	link = running(staffed, getdate(add_days(add_months(today(), -4), -3)), support_type=ADVERSITY)
	assert tasks_today() == 1
	manager = make_user("Mentoring Manager")
	with as_user(manager):
		link.append("extensions", {"months": 1, "reason": "One more.", "approved_by": manager})
		link.decision_reason = "Agreed in time, written down late."
		link.save()
	assert tasks_today() == 1, "the new end has come, too"
	assert tasks_today() == 0
	assert frappe.db.count("ToDo", {"reference_name": link.name}) == 2


def test_a_task_that_was_closed_is_not_made_again(staffed):
	link = running(staffed, getdate(add_months(today(), -4)), support_type=ADVERSITY)
	tasks_today()
	change(frappe.get_doc("ToDo", {"reference_name": link.name}), status="Closed")
	assert tasks_today() == 0


def test_suspended_and_ending_links_give_none(staffed):
	for status in ("Suspended", "Closing", "Ended Early"):
		stand(running(staffed, getdate(add_months(today(), -4)), support_type=ADVERSITY), status=status)
	assert tasks_today() == 0


# --- queries


def test_the_number_of_queries_does_not_grow_with_links_of_which_nothing_is_due(scheme):
	running(scheme, ago(10), support_type=ADVERSITY)
	run_today()
	few = count_queries(run_today)
	for _ in range(6):
		running(scheme, ago(10), support_type=ADVERSITY)
	run_today()
	assert count_queries(run_today) == few
