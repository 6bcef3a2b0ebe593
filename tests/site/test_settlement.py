"""What becomes of payments when the life of a link turns out differently, through documents and as people see it (R42)."""

from __future__ import annotations

import random
import signal
import threading
from datetime import date
from decimal import Decimal
from typing import Any

import frappe
import pytest
from frappe.model.document import Document
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, add_months, getdate, today
from makers import (
	make_household,
	make_link,
	make_mentee,
	make_mentor,
	make_participant,
	make_payment,
	make_scheme,
	make_user,
	stand,
)
from queries import count_queries
from story import acting, ago, change, refused
from workers import at_once, killed

from mentoring_scheme.jobs import instalments
from mentoring_scheme.mentoring_scheme.doctype.mentoring_payment import lines
from mentoring_scheme.patches import let_payments_be_withdrawn
from mentoring_scheme.setup.workflow_tables import WITHDRAWALS

PAYMENT = "Mentoring Payment"
ADVERSITY = "Adversity"


@pytest.fixture
def scheme() -> str:
	return make_scheme("afc-fostering").name


@pytest.fixture
def finance() -> str:
	return make_user("Mentoring Finance")


def running(scheme: str, months_ago: int = 7, **values: Any) -> Document:
	"""An active link of somebody newly approved that started so many months ago, with six months to run."""
	start = getdate(add_months(today(), -months_ago))
	approvals = [{"approval_type": "Mainstream", "approved_on": add_days(start, -3), "level": 1}]
	participant = make_participant(approvals=approvals, active_periods=[])
	mentee = make_mentee(scheme=scheme, participant=participant.name)
	values = {"commencement_differs": 1, "commencement_reason": "No placement before."} | values
	link = make_link(scheme=scheme, mentor=make_mentor(scheme=scheme).name, mentee=mentee.name, **values)
	stand(link, status="Active", start_date=start)
	return frappe.get_doc("Mentoring Link", link.name).save().reload()


def fall_due() -> int:
	links = [*instalments.running_links(), *instalments.other_links_with_open_payments()]
	return instalments.make_due(links, getdate(today()))


def payments(link: Document, **filters: Any) -> list[Document]:
	"""The payments of a link that stand, in order; not those that others stand in for."""
	names = frappe.get_all(
		PAYMENT,
		{"link": link.name, "instalment_key": ["is", "set"], **filters},
		pluck="name",
		order_by="instalment_key",
	)
	return [frappe.get_doc(PAYMENT, name) for name in names]


def shown(link: Document) -> list[tuple[str, float, str]]:
	return [
		(each.instalment_key.removeprefix(f"{link.name}/"), each.amount, each.status)
		for each in payments(link)
	]


def pay(payment: Document, by: str | None = None) -> Document:
	with acting(by or frappe.session.user):
		for action in ("Approve", "Send to payee", "Record as paid"):
			payment = apply_workflow(payment, action)
	return payment


def months_in(link: Document, months: int, days: int = 0) -> date:
	return getdate(add_days(add_months(link.start_date, months), days))


def end_early(link: Document, on: date) -> Document:
	link = change(link.reload(), ended_on=on, status_reason="Moved away.")
	return apply_workflow(link, "End early")


def suspended(link: Document, since: date, until: date | None = None) -> Document:
	return change(link.reload(), suspensions=[{"from_date": since, "to_date": until, "reason": "Illness."}])


# --- what is still open follows


def test_an_early_ending_lowers_what_is_due_in_the_save_that_ends_the_link(scheme, as_user):
	co_ordinator = make_user("Mentoring Co-ordinator")
	scheme = make_scheme("afc-fostering", members={co_ordinator: "Co-ordinator"}).name
	link = running(scheme)
	fall_due()
	assert shown(link) == [("1", 150, "Due"), ("2", 150, "Due")]
	with as_user(co_ordinator):
		end_early(link, months_in(link, 4, 10))
	assert shown(link) == [("1", 150, "Due"), ("2", 50, "Due")]
	second = payments(link)[1]
	assert second.due_on == months_in(link, 4, 10) and second.months == 1
	assert second.rule.startswith("1 month at")
	versions = frappe.get_all("Version", {"docname": second.name}, pluck="data")
	assert any('"amount"' in data and "50" in data for data in versions), "the timeline shows what changed"


def test_what_is_not_due_any_more_is_withdrawn_and_comes_back_as_the_same_document(scheme):
	link = running(scheme, months_ago=3)
	fall_due()
	(first,) = payments(link)
	suspended(link, months_in(link, 2), months_in(link, 2, 20))
	assert shown(link) == [("1", 150, "Withdrawn")]
	first.reload()
	assert not first.withdrawn_by and "comes back by itself" in first.reason
	comments = frappe.get_all(
		"Comment", {"reference_name": first.name, "comment_type": "Info"}, pluck="content"
	)
	assert any("nothing of it is due" in each for each in comments)
	link.reload().suspensions[0].to_date = months_in(link, 2)
	link.save()
	assert shown(link) == [("1", 150, "Due")]
	assert payments(link)[0].name == first.name and not payments(link)[0].reason


def test_a_payment_that_is_held_stays_held_with_its_reason_when_it_is_revised(scheme, finance):
	link = running(scheme)
	fall_due()
	with acting(finance):
		change(payments(link)[1], reason="The address is being checked.")
		apply_workflow(payments(link)[1], "Hold")
	end_early(link, months_in(link, 4, 10))
	assert shown(link)[1] == ("2", 50, "Held")
	assert payments(link)[1].reason == "The address is being checked."


def test_an_instalment_that_is_released_says_no_longer_why_it_was_held(scheme, finance):
	link = running(scheme)
	fall_due()
	with acting(finance):
		change(payments(link)[1], reason="The address is being checked.")
		apply_workflow(payments(link)[1], "Hold")
		apply_workflow(payments(link)[1], "Release")
	released = payments(link)[1]
	assert (released.status, released.reason) == ("Due", None)


def test_an_approval_of_another_sum_is_cancelled_and_asked_for_again(scheme, finance):
	link = running(scheme)
	fall_due()
	with acting(finance):
		approved = apply_workflow(payments(link)[1], "Approve")
	end_early(link, months_in(link, 4, 10))
	approved.reload()
	assert (approved.status, approved.docstatus, approved.instalment_key) == ("Cancelled", 2, None)
	again = payments(link)[1]
	assert (again.amended_from, again.status, again.amount) == (approved.name, "Due", 50)
	assert "150" in again.reason and "50" in again.reason
	assert not again.approved_by
	with acting(finance):
		assert apply_workflow(again, "Approve").approved_by == finance


def test_an_approval_of_what_is_not_due_any_more_is_cancelled_and_nothing_is_asked_for(scheme, finance):
	link = running(scheme, months_ago=3)
	fall_due()
	with acting(finance):
		apply_workflow(payments(link)[0], "Approve")
	suspended(link, months_in(link, 2), months_in(link, 2, 20))
	assert shown(link) == [("1", 150, "Withdrawn")]
	assert fall_due() == 0


def test_an_approval_of_the_right_sum_is_left_alone(scheme, finance):
	link = running(scheme)
	fall_due()
	with acting(finance):
		approved = apply_workflow(payments(link)[0], "Approve")
	end_early(link, months_in(link, 4, 10))
	assert approved.reload().status == "Approved"


# --- what is on its way stays, and the difference is a line of its own


def test_what_was_paid_too_much_is_taken_back_by_a_line_that_says_why(scheme, finance):
	link = running(scheme)
	fall_due()
	paid = pay(payments(link)[1], finance)
	end_early(link, months_in(link, 4, 10))
	assert paid.reload().amount == 150 and paid.status == "Paid"
	assert shown(link) == [("1", 150, "Due"), ("2", 150, "Paid"), ("2/c1", -100, "Due")]
	correction = payments(link)[2]
	assert (correction.kind, correction.corrects, correction.due_on) == (
		"Correction",
		paid.name,
		getdate(today()),
	)
	assert "are to be taken back" in correction.reason and "150" in correction.reason
	assert correction.household == paid.household
	assert fall_due() == 0


@pytest.mark.parametrize("way", ["batch", "ledger_invoice"])
def test_what_a_batch_or_the_ledger_has_is_not_touched(way, scheme, finance):
	link = running(scheme)
	fall_due()
	with acting(finance):
		approved = apply_workflow(payments(link)[1], "Approve")
	stand(approved, **{way: "X-1"})
	end_early(link, months_in(link, 4, 10))
	assert approved.reload().status == "Approved" and approved.amount == 150
	assert shown(link)[2] == ("2/c1", -100, "Due")


def test_a_correction_is_revised_while_it_is_open_and_withdrawn_when_nothing_is_left_of_it(scheme, finance):
	link = running(scheme)
	fall_due()
	pay(payments(link)[0], finance)
	link = change(link.reload(), ended_on=months_in(link, 2, 5))
	assert shown(link) == [("1", 150, "Paid"), ("1/c1", -50, "Due"), ("2", 150, "Withdrawn")]
	link = change(link.reload(), ended_on=months_in(link, 1, 5))
	assert shown(link)[1] == ("1/c1", -100, "Due")
	change(link.reload(), ended_on=None)
	assert shown(link) == [("1", 150, "Paid"), ("1/c1", -100, "Withdrawn"), ("2", 150, "Due")]


def test_after_a_correction_is_made_the_next_difference_is_another_line(scheme, finance):
	link = running(scheme)
	fall_due()
	pay(payments(link)[0], finance)
	link = change(link.reload(), ended_on=months_in(link, 2, 5))
	pay(payments(link)[1], finance)
	change(link.reload(), ended_on=None)
	assert shown(link) == [("1", 150, "Paid"), ("1/c1", -50, "Paid"), ("1/c2", 50, "Due"), ("2", 150, "Due")]


def test_nothing_is_taken_back_while_support_is_suspended(scheme, finance):
	link = running(scheme, months_ago=4)
	fall_due()
	pay(payments(link)[0], finance)
	link = suspended(link, months_in(link, 2))
	assert shown(link) == [("1", 150, "Paid")]
	link.reload().suspensions[0].to_date = today()
	link.save()
	assert shown(link) == [("1", 150, "Paid")], (
		"what was paid early falls due later, and nothing is owed back"
	)


def test_a_start_that_is_corrected_moves_what_is_open_and_leaves_what_is_paid(scheme, finance):
	link = running(scheme)
	fall_due()
	pay(payments(link)[0], finance)
	later = months_in(link, 2)
	change(link.reload(), start_date=later)
	assert shown(link) == [("1", 150, "Paid"), ("2", 150, "Withdrawn")]
	assert getdate(payments(link)[0].due_on) != getdate(add_months(later, 3)), "what is paid keeps its dates"
	assert "comes back by itself" in payments(link)[1].reason


def test_an_extension_brings_another_instalment_up_to_the_cap(as_user):
	types = [
		row.as_dict() | {"payment_cap": 400}
		for row in make_scheme("afc-fostering", do_not_save=True).support_types
	]
	scheme = make_scheme("afc-fostering", support_types=types).name
	link = running(scheme, months_ago=9, support_type=ADVERSITY)
	fall_due()
	assert shown(link) == [("1", 150, "Due")]
	manager = make_user("Mentoring Manager")
	with as_user(manager):
		link = link.reload()
		link.append("extensions", {"months": 6, "reason": "Six more.", "approved_by": manager})
		link.decision_reason = "Agreed in time, written down late."
		link.save()
	assert shown(link) == [("1", 150, "Due"), ("2", 150, "Due"), ("3", 100, "Due")]


def test_exceptional_payments_are_never_corrected_and_count_nowhere(scheme):
	link = running(scheme)
	fall_due()
	extra = make_payment(link=link.name, amount=90)
	end_early(link, months_in(link, 0, 10))
	assert extra.reload().amount == 90 and extra.status == "Due"
	assert {status for _key, _amount, status in shown(link)} == {"Withdrawn"}


def test_a_payment_that_came_back_after_the_link_has_ended_is_looked_at_again(scheme, finance):
	link = running(scheme)
	fall_due()
	paid = pay(payments(link)[1], finance)
	end_early(link, months_in(link, 4, 10))
	stand(paid, status="Approved", sent_on=None, paid_on=None)
	fall_due()
	assert shown(link) == [("1", 150, "Due"), ("2", 50, "Due"), ("2/c1", -100, "Withdrawn")]


def test_a_payment_that_came_back_is_looked_at_again_where_the_policy_pays_nothing_any_more(scheme, finance):
	link = running(scheme)
	fall_due()
	paid = pay(payments(link)[1], finance)
	policy = frappe.get_doc("Mentoring Scheme", scheme)
	types = [row.as_dict() | {"payment_cap": 0} for row in policy.support_types]
	change(policy, payment_per_month=0, payment_every_months=0, support_types=types)
	link.reload().move_to_current_policy("Agreed with the mentor.")
	assert shown(link) == [("1", 150, "Withdrawn"), ("2", 150, "Paid"), ("2/c1", -150, "Due")]
	stand(paid, status="Approved", sent_on=None, paid_on=None)
	fall_due()
	assert [status for _key, _amount, status in shown(link)] == ["Withdrawn"] * 3


def test_what_was_paid_too_much_is_taken_back_from_whoever_has_it(scheme, finance):
	"""The mentor has another payee by the time; that one gets what is paid from now on, and owes nothing."""
	link = running(scheme)
	fall_due()
	first, second = payments(link)
	former = pay(second, finance).household
	mentor = frappe.get_doc("Mentor", link.mentor)
	change(frappe.get_doc("Mentoring Participant", mentor.participant), household=make_household().name)
	end_early(link, months_in(link, 4, 10))
	taken_back = payments(link, kind="Correction")[0]
	assert (taken_back.amount, taken_back.household) == (-100, former)
	with acting(finance):
		assert apply_workflow(taken_back, "Approve").household == former
		assert apply_workflow(first.reload(), "Approve").household == mentor.payee() != former


def test_nobody_is_asked_any_more_to_decide_about_what_the_policy_has_taken_back(scheme):
	link = running(scheme, months_ago=3)
	fall_due()
	(first,) = payments(link)
	asked = {"reference_doctype": PAYMENT, "reference_name": first.name, "status": "Open"}
	assert frappe.get_all("Workflow Action", asked, pluck="workflow_state") == ["Due"]
	suspended(link, months_in(link, 2), months_in(link, 2, 20))
	assert frappe.get_all("Workflow Action", asked) == []
	link.reload().suspensions[0].to_date = months_in(link, 2)
	link.save()
	assert frappe.get_all("Workflow Action", asked, pluck="workflow_state") == ["Due"]


def test_a_scheme_that_names_no_currency_pays_in_the_sites_own():
	link = running(make_scheme("afc-fostering", currency=None).name)
	fall_due()
	site = frappe.db.get_default("currency") or "GBP"
	assert {payment.currency for payment in payments(link)} == {site}


def test_a_scheme_keeps_its_currency_once_it_has_paid_in_it(scheme):
	change(frappe.get_doc("Mentoring Scheme", scheme), currency="EUR")
	running(scheme)
	fall_due()
	with refused() as told:
		change(frappe.get_doc("Mentoring Scheme", scheme), currency="USD")
	assert told.says("in EUR", "another scheme")


# --- what people decide


def test_what_finance_withdraws_needs_a_reason_names_who_did_it_and_is_not_made_again(scheme, finance):
	link = running(scheme)
	fall_due()
	with acting(finance):
		with refused() as told:
			apply_workflow(payments(link)[0], "Withdraw")
		assert told.says("Write the reason first")
		change(payments(link)[0], reason="Paid by the neighbouring council.")
		withdrawn = apply_workflow(payments(link)[0], "Withdraw")
	assert withdrawn.withdrawn_by == finance
	assert fall_due() == 0
	end_early(link, months_in(link, 2, 10))
	assert shown(link) == [("1", 150, "Withdrawn"), ("2", 150, "Withdrawn")]
	first, second = payments(link)
	assert (first.withdrawn_by, second.withdrawn_by) == (finance, None)


def test_what_finance_withdrew_can_be_made_due_again_with_what_the_policy_says_by_then(scheme, finance):
	link = running(scheme)
	fall_due()
	with acting(finance):
		change(payments(link)[1], reason="Paid elsewhere.")
		apply_workflow(payments(link)[1], "Withdraw")
	end_early(link, months_in(link, 4, 10))
	with acting(finance):
		again = apply_workflow(payments(link)[1], "Make due again")
	assert (again.status, again.amount, again.withdrawn_by) == ("Due", 50, None)


def test_what_the_policy_withdrew_is_not_made_due_by_hand(scheme, finance):
	link = running(scheme)
	fall_due()
	end_early(link, months_in(link, 2, 10))
	with acting(finance), refused() as told:
		apply_workflow(payments(link)[1], "Make due again")
	assert told.says("has no instalment 2", "to be paid today (R42)")


def test_a_cancelled_payment_can_be_amended_and_then_follows_the_policy(scheme, finance):
	link = running(scheme)
	fall_due()
	with acting(finance):
		approved = apply_workflow(payments(link)[1], "Approve")
		change(approved, reason="A mistake.")
		cancelled = apply_workflow(approved, "Cancel payment")
	end_early(link, months_in(link, 4, 10))
	assert shown(link)[1] == ("2", 150, "Cancelled"), "a decision"
	with acting(make_user("Mentoring Manager")):
		amended = frappe.copy_doc(cancelled)
		amended.update({"amended_from": cancelled.name, "status": "Due", "amount": 9999, "sequence": 7})
		amended.insert()
	assert shown(link)[1] == ("2", 50, "Due")
	assert fall_due() == 0


def test_leaving_what_was_paid_too_much_is_for_whom_the_policy_names(scheme, finance):
	link = running(scheme)
	fall_due()
	pay(payments(link)[1], finance)
	end_early(link, months_in(link, 4, 10))
	with acting(finance), refused() as told:
		change(payments(link)[2], status="Withdrawn", reason="Too little to ask for.")
	assert told.says("100.00", "Mentoring Manager", "(R42)")
	with acting(make_user("Mentoring Manager")):
		change(payments(link)[2], reason="Agreed with the household.")
		apply_workflow(payments(link)[2], "Withdraw")
	assert fall_due() == 0
	assert shown(link)[2] == ("2/c1", -100, "Withdrawn")


def test_leaving_an_approved_correction_is_for_whom_the_policy_names_too(scheme, finance):
	link = running(scheme)
	fall_due()
	pay(payments(link)[1], finance)
	end_early(link, months_in(link, 4, 10))
	with acting(finance):
		correction = change(apply_workflow(payments(link)[2], "Approve"), reason="Too little to ask for.")
		with refused() as told:
			apply_workflow(correction, "Cancel payment")
	assert told.says("payment outside the policy", "(R42)")


def test_a_correction_is_approved_like_any_payment_and_not_for_ones_own_household(scheme, finance):
	link = running(scheme)
	fall_due()
	pay(payments(link)[1], finance)
	end_early(link, months_in(link, 4, 10))
	correction = payments(link)[2]
	stand(
		frappe.get_doc("Mentoring Participant", make_participant(household=correction.household).name),
		user=finance,
	)
	with acting(finance), refused() as told:
		apply_workflow(correction, "Approve")
	assert told.says("You belong to", "(R42)")
	other = make_user("Mentoring Finance")
	with acting(other):
		assert apply_workflow(payments(link)[2], "Approve").approved_by == other


def test_nothing_typed_into_what_the_policy_says_stays(scheme, finance):
	link = running(scheme)
	fall_due()
	with acting(finance):
		change(
			payments(link)[0],
			amount=9999,
			due_on=ago(400),
			months=99,
			sequence=7,
			instalment_key="x",
			corrects=None,
		)
	assert shown(link)[0] == ("1", 150, "Due")
	first = payments(link)[0]
	assert (first.sequence, first.months, first.due_on) == (1, 3, months_in(link, 3))


@pytest.mark.parametrize("kind", ["Instalment", "Correction"])
def test_nobody_makes_up_what_only_the_policy_makes_due(kind, scheme):
	link = running(scheme)
	fall_due()
	made_up = {
		"doctype": PAYMENT,
		"link": link.name,
		"kind": kind,
		"sequence": 2,
		"amount": 500,
		"due_on": today(),
	}
	with acting(make_user("Mentoring Manager")), refused() as told:
		frappe.get_doc(made_up).insert()
	assert told.says("choose the kind Exceptional", "(R42)")


@pytest.mark.parametrize(
	("amount", "says"),
	[
		(-25, "-25"),
		(0, "not above nothing"),
		(25.001, "25.001 is not a whole number of pennies"),
		(1_000_000, "slip of the keyboard"),
	],
)
def test_an_exceptional_payment_that_cannot_be_paid_is_named(amount, says, scheme):
	link = running(scheme)
	with refused() as told:
		make_payment(link=link.name, amount=amount)
	assert told.says(says, "(R42)")


# --- facts that contradict each other, and how much it takes


def test_a_link_whose_facts_contradict_each_other_holds_nobody_else_up(scheme):
	wrong, right = running(scheme), running(scheme)
	stand(wrong, ended_on=add_days(wrong.start_date, -9))
	assert fall_due() == 2
	assert (shown(wrong), len(shown(right))) == ([], 2)
	error = frappe.get_last_doc("Error Log", {"reference_name": wrong.name})
	assert error.method == instalments.FAILED


def test_looking_takes_the_same_number_of_queries_however_many_links_there_are(scheme):
	running(scheme)
	links = instalments.running_links()
	instalments.out_of_step(links, getdate(today()))  # the policy is read once
	few = count_queries(lambda: instalments.out_of_step(links[:1], getdate(today())))
	for _ in range(3):
		running(scheme)
	links = instalments.running_links()
	assert len(links) >= 4
	assert count_queries(lambda: instalments.out_of_step(links, getdate(today()))) == few == 3


def test_a_save_that_changes_nothing_about_the_life_looks_at_no_payments(scheme, monkeypatch):
	link = running(scheme)
	monkeypatch.setattr(instalments, "lines_of", lambda names: pytest.fail("looked"))
	change(link, match_explanation="Both like gardening.")
	with pytest.raises(pytest.fail.Exception, match="looked"):
		change(link.reload(), ended_on=ago(3))


def test_workflows_that_were_made_before_get_the_new_state_and_its_moves():
	workflow = frappe.get_doc("Workflow", PAYMENT)
	workflow.transitions = [
		row for row in workflow.transitions if "Withdrawn" not in (row.state, row.next_state)
	]
	workflow.states = [row for row in workflow.states if row.state != "Withdrawn"]
	workflow.save()
	for _ in range(2):
		let_payments_be_withdrawn.execute()
	workflow.reload()
	assert {row.allow_edit for row in workflow.states if row.state == "Withdrawn"} == {
		"Mentoring Finance",
		"Mentoring Manager",
	}
	moves = [(row.state, row.action, row.next_state, row.allowed) for row in workflow.transitions]
	assert sorted(each for each in moves if "Withdrawn" in each) == sorted(
		(move.start, move.action, move.end, role) for move in WITHDRAWALS for role in move.roles
	)


# --- two at once, and killed half-way


@pytest.mark.commits
def test_a_payment_that_is_approved_while_its_link_ends_is_not_paid_in_the_old_sum(site, monkeypatch):
	"""The approval is kept after the link has been looked at, and before the payment is changed."""
	scheme = make_scheme("afc-fostering").name
	link = running(scheme)
	fall_due()
	frappe.db.commit()
	second = payments(link)[1].name
	looked, approved = threading.Event(), threading.Event()
	take = instalments.take

	def wait_and_take(*arguments: Any) -> int:
		looked.set()
		assert approved.wait(timeout=60)
		return take(*arguments)

	def approve() -> str:
		assert looked.wait(timeout=60)
		try:
			status = apply_workflow(frappe.get_doc(PAYMENT, second), "Approve").status
			frappe.db.commit()
			return status
		finally:
			approved.set()

	monkeypatch.setattr(instalments, "take", wait_and_take)
	ended = lambda: change(frappe.get_doc("Mentoring Link", link.name), ended_on=months_in(link, 4, 10)).name  # noqa: E731
	failed, status = at_once(site, ended, approve)
	frappe.db.rollback()
	assert status == "Approved"
	assert isinstance(failed, lines.ChangedMeanwhileError) and "please try again" in str(failed)
	assert frappe.db.get_value("Mentoring Link", link.name, "ended_on") is None, "nothing of it was kept"
	monkeypatch.setattr(instalments, "take", take)
	change(frappe.get_doc("Mentoring Link", link.name), ended_on=months_in(link, 4, 10))
	assert shown(link) == [("1", 150, "Due"), ("2", 50, "Due")]


@pytest.mark.commits
def test_two_rounds_at_once_over_lives_that_have_changed_put_each_right_once(site):
	scheme = make_scheme("afc-fostering").name
	links = [running(scheme) for _ in range(6)]
	fall_due()
	for number, link in enumerate(links):
		if number % 2:
			pay(payments(link)[1])
		stand(link, ended_on=months_in(link, 4, 10))
	frappe.db.commit()
	errors = frappe.db.count("Error Log")
	done = at_once(site, *[lambda: instalments.make_all(getdate(today()))] * 2)
	frappe.db.rollback()
	assert sum(done) == 6
	assert frappe.db.count("Error Log") == errors
	for number, link in enumerate(links):
		corrected = [("1", 150, "Due"), ("2", 150, "Paid"), ("2/c1", -100, "Due")]
		assert shown(link) == (corrected if number % 2 else [("1", 150, "Due"), ("2", 50, "Due")])


WORKER = """
from frappe.utils import getdate, today
from mentoring_scheme.jobs import instalments
instalments.HELD_AT_A_TIME = 2
print("begins", flush=True)
instalments.make_all(getdate(today()))
print("ends", flush=True)
"""


@pytest.mark.commits
def test_a_round_that_is_killed_at_any_moment_is_finished_by_the_next(site):
	"""A real process and a real signal, several times over; then the job runs to its end."""
	scheme = make_scheme("afc-fostering").name
	links = [running(scheme) for _ in range(8)]
	fall_due()
	for number, link in enumerate(links):
		first, second = payments(link)
		if number % 3 == 0:
			pay(second)
		if number % 3 == 1:
			apply_workflow(second, "Approve")
		if number % 2:
			stand(link, ended_on=months_in(link, 4, 10))
		else:
			first.db_set("instalment_key", None)
			frappe.qb.from_(PAYMENT).delete().where(frappe.qb.DocType(PAYMENT).name == first.name).run()
	frappe.db.commit()
	ended = [killed(site, WORKER, seconds=random.uniform(0.05, 0.4)) for _ in range(3)]
	frappe.db.rollback()
	assert -signal.SIGKILL in ended, "one at least was killed half-way"
	instalments.make_all(getdate(today()))
	assert instalments.out_of_step(instalments.running_links(), getdate(today())) == []
	for number, link in enumerate(links):
		stands = [each for each in payments(link) if each.status not in ("Withdrawn", "Cancelled")]
		total = sum(Decimal(str(each.amount)) for each in stands)
		assert total == (200 if number % 2 else 300), shown(link)
		keys = [each.instalment_key for each in stands]
		assert len(keys) == len(set(keys))
