"""Many payments or claims approved in one go: each once, by its own rules, with a result for each (R42)."""

from __future__ import annotations

import time
from typing import Any

import frappe
import pytest
from frappe.model.document import Document
from makers import (
	make_approval_run,
	make_claim,
	make_link,
	make_mentor,
	make_participant,
	make_payment,
	make_scheme,
	make_user,
	stand,
)
from queries import count_queries
from story import acting, refused
from workers import at_once, killed

from mentoring_scheme.jobs import approvals
from mentoring_scheme.jobs.approvals import approve_many, progress
from mentoring_scheme.mentoring_scheme.doctype.mentoring_approval_run import mentoring_approval_run

RUN, LINE = "Mentoring Approval Run", "Mentoring Approval Run Line"
PAYMENTS = "Mentoring Payment"


@pytest.fixture
def finance() -> str:
	return make_user("Mentoring Finance")


@pytest.fixture
def link() -> str:
	return make_link(scheme=make_scheme("afc-fostering").name, status="Active").name


def due(link: str, number: int = 1, **values: Any) -> list[str]:
	"""Instalments as the nightly job makes them, without the months that it would take."""
	return [
		stand(make_payment(link=link), kind="Instalment", sequence=index + 1, **values).name
		for index in range(number)
	]


@pytest.fixture(autouse=True)
def amounts_stand(monkeypatch: pytest.MonkeyPatch) -> None:
	"""What an instalment comes to is not what these tests are about."""
	from mentoring_scheme.mentoring_scheme.doctype.mentoring_payment.mentoring_payment import MentoringPayment

	for name in ("check_instalment", "check_correction"):
		if hasattr(MentoringPayment, name):
			monkeypatch.setattr(MentoringPayment, name, lambda self: None)


def states(names: list[str]) -> list[str]:
	found = dict(frappe.get_all(PAYMENTS, {"name": ["in", names]}, ["name", "status"], as_list=True))
	return [found[name] for name in names]


def outcomes(run: str) -> dict[str, tuple[str, str]]:
	rows = frappe.get_all(LINE, {"parent": run}, ["reference", "outcome", "why"])
	return {row.reference: (row.outcome, row.why or "") for row in rows}


# --- a few, at once


def test_a_few_are_approved_at_once_and_each_says_what_became_of_it(link, finance):
	names = due(link, 3)
	with acting(finance):
		answer = approve_many(PAYMENTS, names)
	assert (answer["done"], answer["approved"], answer["total"], answer["not_approved"]) == (True, 3, 3, [])
	assert states(names) == ["Approved"] * 3
	assert {frappe.db.get_value(PAYMENTS, name, "approved_by") for name in names} == {finance}
	assert {frappe.db.get_value(PAYMENTS, name, "docstatus") for name in names} == {1}


def test_one_that_is_refused_stops_no_other_and_says_why(link, finance):
	good, held, own, gone = *due(link, 1), *due(link, 1, status="Held"), *own_payment(finance), *due(link)
	stand(frappe.get_doc(PAYMENTS, gone), status="Approved", docstatus=1, approved_by="ben@example.org")
	with acting(finance):
		answer = approve_many(PAYMENTS, [good, held, own, gone])
	assert answer["approved"] == 1
	why = {row["name"]: row["why"] for row in answer["not_approved"]}
	assert set(why) == {held, own, gone}
	assert "Held" in why[held]
	assert "You belong to" in why[own] and "Ask somebody else" in why[own]
	assert "ben@example.org" in why[gone] and "already" in why[gone]
	assert not any("<" in each for each in why.values()), "plain text, without tags"
	assert states([good, held, own, gone]) == ["Approved", "Held", "Due", "Approved"]
	run = frappe.get_doc(RUN, answer["run"])
	assert (run.status, run.approved, run.not_approved, run.asked_by) == ("Done", 1, 3, finance)


def own_payment(user: str) -> list[str]:
	mentor = make_mentor(participant=make_participant(user=user).name)
	return due(make_link(scheme=mentor.scheme, mentor=mentor.name, status="Active").name)


def test_what_a_refused_approval_has_written_is_undone(link, finance, monkeypatch):
	one, other = due(link, 2)
	act = approvals.apply_workflow

	def fails_after(doc: Document, action: str) -> None:
		act(doc, action)
		if doc.name == one:
			raise RuntimeError("the ledger said no")

	monkeypatch.setattr(approvals, "apply_workflow", fails_after)
	with acting(finance):
		answer = approve_many(PAYMENTS, [one, other])
	assert states([one, other]) == ["Due", "Approved"]
	assert "error log" in answer["not_approved"][0]["why"]
	assert "the ledger said no" in frappe.get_last_doc("Error Log", {"method": "Approval failed"}).error


def test_the_result_is_there_for_whoever_comes_back_later(link, finance):
	names = [*due(link), *due(link, status="Held")]
	with acting(finance):
		run = approve_many(PAYMENTS, names)["run"]
		assert run in frappe.get_list(RUN, pluck="name")
	with acting(make_user("Mentoring Finance")):
		answer = progress(run)
	assert (answer["done"], answer["approved"]) == (True, 1)
	assert outcomes(run)[names[1]][0] == "Not approved"


def test_claims_are_approved_the_same_way(finance):
	checked, submitted = make_claim(status="Checked").name, make_claim(status="Submitted").name
	with acting(finance):
		answer = approve_many("Mentor Claim", [checked, submitted])
		lines = {row.reference: row for row in frappe.get_doc(RUN, answer["run"]).lines}
	assert frappe.db.get_value("Mentor Claim", checked, "status") == "Approved"
	assert [row["name"] for row in answer["not_approved"]] == [submitted]
	assert "Submitted" in answer["not_approved"][0]["why"]
	assert (lines[checked].reference_type, lines[checked].outcome) == ("Mentor Claim", "Approved")


def test_a_browser_sends_the_names_as_json(link, finance, monkeypatch):
	monkeypatch.setitem(frappe.flags, "in_test", True)
	monkeypatch.setattr(frappe, "in_test", True, raising=False)  # where Frappe 16 looks
	names = due(link, 2)
	with acting(finance):
		assert approve_many(kind=PAYMENTS, names=frappe.as_json(names))["approved"] == 2


def test_one_named_twice_is_approved_once(link, finance):
	(name,) = due(link)
	with acting(finance):
		answer = approve_many(PAYMENTS, [name, name])
	assert (answer["total"], answer["approved"]) == (1, 1)


def test_a_council_may_call_the_step_what_it_likes(link, finance):
	workflow = frappe.get_doc("Workflow", PAYMENTS)
	frappe.get_doc({"doctype": "Workflow Action Master", "workflow_action_name": "Agree"}).insert()
	for move in workflow.transitions:
		if move.next_state == "Approved":
			move.action = "Agree"
	workflow.save()
	names = due(link)
	with acting(finance):
		assert approve_many(PAYMENTS, names)["approved"] == 1


# --- what is refused as a whole


def test_nothing_else_is_approved_this_way(finance):
	with acting(finance), refused() as told:
		approve_many("Mentor", ["MTR-1"])
	assert told.says("payments and claims")


def test_nothing_chosen_or_too_much_or_unknown_is_refused(link, finance, monkeypatch):
	monkeypatch.setattr(mentoring_approval_run, "MOST", 2)
	three = due(link, 3)
	with acting(finance):
		for names, said in (([], "Choose"), (three, "at most 2"), (["PAY-NONE"], "PAY-NONE")):
			with refused() as told:
				approve_many(PAYMENTS, names)
			assert told.says(said)


@pytest.mark.parametrize("role", ["Mentoring Co-ordinator", "Supervising Social Worker", "Mentor"])
def test_nobody_else_approves_or_sees_a_result(link, finance, role):
	names = due(link)
	run = make_approval_run(payments=tuple(names)).name
	with acting(make_user(role)):
		for act in (
			lambda: approve_many(PAYMENTS, names),
			lambda: progress(run),
			lambda: approvals.go_on(run),
		):
			with refused(frappe.PermissionError):
				act()
	assert states(names) == ["Due"]


def test_a_run_that_is_sent_in_by_hand_says_nothing_of_its_own(link, finance):
	name, other = due(link, 2)
	with acting(finance):
		run = frappe.get_doc(
			{
				"doctype": RUN,
				"document_type": PAYMENTS,
				"asked_by": "Administrator",
				"status": "Done",
				"approved": 7,
				"lines": [{"reference": name, "outcome": "Approved", "amount": 9}],
			}
		).insert()
		line = run.lines[0]
		assert (run.asked_by, run.status, run.approved) == (finance, "Waiting", 0)
		assert (line.outcome, line.reference_type, line.amount) == ("Waiting", PAYMENTS, 25)
		run.append("lines", {"reference_type": PAYMENTS, "reference": other})
		with refused(frappe.PermissionError):
			run.save()


# --- many, in the background


@pytest.mark.commits
def test_many_are_approved_in_the_background_for_whoever_asked(run_jobs, monkeypatch):
	finance = make_user("Mentoring Finance")
	names = due(make_link(status="Active").name, 5)
	frappe.db.commit()
	monkeypatch.setattr(approvals, "AT_ONCE", 4)
	monkeypatch.setattr(approvals, "SIZE", 2)
	with acting(finance):
		answer = approve_many(PAYMENTS, names)
	assert (answer["done"], answer["dealt_with"], answer["total"]) == (False, 0, 5)
	assert states(names) == ["Due"] * 5
	seen = []
	monkeypatch.setattr(frappe, "publish_progress", lambda percent, **_: seen.append(round(percent)))
	frappe.db.commit()
	run_jobs()
	assert seen == [40, 80, 100]
	assert states(names) == ["Approved"] * 5
	assert {frappe.db.get_value(PAYMENTS, name, "approved_by") for name in names} == {finance}
	assert progress(answer["run"])["done"]


def test_a_run_is_taken_up_again_only_when_its_worker_is_silent(link, finance, run_jobs, monkeypatch):
	names = due(link, 2)
	run = make_approval_run(payments=tuple(names))
	queued: list[str] = []
	monkeypatch.setattr(approvals, "_in_background", queued.append)
	assert not progress(run.name)["silent"]
	approvals.go_on(run.name)
	approvals.take_up_again()
	assert queued == []
	frappe.db.set_value(RUN, run.name, "modified", "2026-01-01 10:00:00", update_modified=False)
	assert progress(run.name)["silent"]
	approvals.take_up_again()
	assert queued == [run.name]
	approvals.go_on(run.name)
	approvals.go_on(run.name)
	assert queued == [run.name] * 2, "the second press finds it at work"


@pytest.mark.commits
def test_two_officers_at_once_approve_each_payment_once(site):
	"""Both have chosen the same; each payment has one approver, and each officer is told who was first."""
	officers = [make_user("Mentoring Finance") for _ in range(2)]
	names = due(make_link(status="Active").name, 6)
	runs = []
	for officer in officers:
		with acting(officer):
			runs.append(make_approval_run(payments=tuple(names)).name)
	frappe.db.commit()
	at_once(site, *(lambda run=run: approvals.carry_out(run) for run in runs))
	frappe.db.rollback()
	assert states(names) == ["Approved"] * 6
	told = [outcomes(run) for run in runs]
	for name in names:
		approver = frappe.db.get_value(PAYMENTS, name, "approved_by")
		mine, others = told if approver == officers[0] else reversed(told)
		assert mine[name] == ("Approved", "")
		assert others[name][0] == "Not approved" and approver in others[name][1]
	assert frappe.db.count("Comment", {"reference_name": ["in", names], "comment_type": "Workflow"}) == 6


@pytest.mark.commits
def test_two_workers_of_one_run_do_each_line_once(site, monkeypatch):
	names = due(make_link(status="Active").name, 6)
	run = make_approval_run(payments=tuple(names)).name
	frappe.db.commit()
	monkeypatch.setattr(approvals, "SIZE", 2)
	at_once(site, *[lambda: approvals.carry_out(run)] * 2)
	frappe.db.rollback()
	assert set(outcomes(run).values()) == {("Approved", "")}
	assert progress(run)["done"]


# --- a worker that is killed

WORKER = """
import time
from mentoring_scheme.jobs import approvals
approvals.SIZE = 3
act = approvals.apply_workflow
def slowly(doc, action):
	act(doc, action)
	print(doc.name, flush=True)
	time.sleep(0.05)
approvals.apply_workflow = slowly
approvals.carry_out({run!r})
"""


@pytest.mark.commits
@pytest.mark.parametrize("stopped_after", [1, 3, 8])
def test_a_worker_that_is_killed_loses_nothing_and_its_successor_repeats_nothing(
	site, stopped_after, monkeypatch
):
	"""A real process and a real signal, in the middle of a batch and at its end."""
	finance = make_user("Mentoring Finance")
	names = due(make_link(status="Active").name, 10)
	with acting(finance):
		run = make_approval_run(payments=tuple(names)).name
	frappe.db.commit()
	killed(site, WORKER.format(run=run), lines=stopped_after)
	wait_until_forgotten(names[-1])
	done = [name for name, (outcome, _) in outcomes(run).items() if outcome == "Approved"]
	assert len(done) % 3 == 0, "whole batches are kept, or nothing of them"
	assert len(done) <= stopped_after
	assert sorted(name for name in names if states([name]) == ["Approved"]) == sorted(done)

	approvals.carry_out(run)
	frappe.db.rollback()
	assert states(names) == ["Approved"] * 10
	assert set(outcomes(run).values()) == {("Approved", "")}
	assert progress(run)["approved"] == 10
	assert {frappe.db.get_value(PAYMENTS, name, "approved_by") for name in names} == {finance}
	assert frappe.db.count("Comment", {"reference_name": ["in", names], "comment_type": "Workflow"}) == 10


def wait_until_forgotten(name: str) -> None:
	"""Until the database has noticed that the process is gone, and has undone what it had not kept."""
	for _ in range(100):
		frappe.db.rollback()
		try:
			frappe.db.sql("select name from `tabMentoring Payment` where name = %s for update nowait", name)
		except frappe.QueryTimeoutError:
			time.sleep(0.1)
		else:
			frappe.db.rollback()
			return
	raise AssertionError("the dead worker still holds its rows")


# --- how much work it is


def test_queries_grow_by_the_same_for_each_payment(link, finance):
	def approving(number: int) -> int:
		names = due(link, number)
		with acting(finance):
			return count_queries(lambda: approve_many(PAYMENTS, names))

	approving(1)
	two, four, eight = approving(2), approving(4), approving(8)
	assert eight - four == 2 * (four - two)
