"""Mentors ask for a break, or for a change of their details; the co-ordinator answers (R13)."""

import frappe
import pytest
from casts import make_cast
from frappe.utils import getdate, today
from makers import days_ago, stand

from mentoring_scheme.mentoring_scheme.verdict import RuleRefusal
from mentoring_scheme.policy.requests import RequestKind
from mentoring_scheme.portal import requests

NEXT_WEEK, LATER = days_ago(-7), days_ago(-100)


@pytest.fixture
def cast():
	return make_cast()


def ask_for_a_break(cast, as_user, **values):
	with as_user(cast.mentor):
		return requests.ask(RequestKind.BREAK, cast.scheme, **{"from_date": NEXT_WEEK, **values})


def mentor_of(cast):
	return frappe.get_doc("Mentor", cast.link.mentor)


def test_a_break_is_asked_for_and_agreed_to(cast, as_user):
	request = ask_for_a_break(cast, as_user, until_date=LATER, text=" A new baby. ")
	assert (request.mentor, request.asked_by) == (cast.link.mentor, cast.mentor)
	assert mentor_of(cast).stage == "Active", "nothing changes before it is agreed"
	with as_user(cast.co_ordinator):
		frappe.get_doc("Mentoring Request", request.name).grant("Of course.")
	mentor = mentor_of(cast)
	assert mentor.stage == "On a Break"
	assert (mentor.break_from, mentor.break_until) == (NEXT_WEEK, LATER)
	assert "baby" not in mentor.reason_of_last_move, "what was said stays with the request"
	assert cast.link.reload().status == "Active"
	with as_user(cast.mentor):
		found = requests.own(RequestKind.BREAK)
		assert [(row.status, row.answer, row.asked_text) for row in found] == [
			("Done", "Of course.", "A new baby.")
		]
		assert requests.own(RequestKind.DETAILS) == []
	request.reload()
	assert request.answered_by == cast.co_ordinator
	mail = frappe.get_last_doc("Email Queue", {"reference_name": request.name})
	assert [row.recipient for row in mail.recipients] == [cast.mentor]
	assert "baby" not in mail.message


def test_the_way_back_is_the_same(cast, as_user):
	stand(mentor_of(cast), stage="On a Break")
	for back_on, stage in ((LATER, "On a Break"), (today(), "Active")):
		with as_user(cast.mentor):
			request = requests.ask(RequestKind.BACK, cast.scheme, from_date=getdate(back_on))
		with as_user(cast.co_ordinator):
			frappe.get_doc("Mentoring Request", request.name).grant()
		assert mentor_of(cast).stage == stage
	assert mentor_of(cast).break_until == LATER


def test_the_same_asked_twice_is_one_request_and_a_break_is_corrected_by_asking_again(cast, as_user):
	first = ask_for_a_break(cast, as_user)
	again = ask_for_a_break(cast, as_user, from_date=LATER)
	assert (again.name, again.from_date) == (first.name, LATER)
	with as_user(cast.mentor):
		asked = [requests.ask(RequestKind.DETAILS, cast.scheme, text=text) for text in ("A", "A", "B")]
	assert len({request.name for request in asked}) == 2


def test_who_has_no_part_in_a_scheme_asks_nothing_of_it(cast, as_user):
	other = make_cast()
	with as_user(cast.mentor), pytest.raises(frappe.PermissionError):
		requests.ask(RequestKind.DETAILS, other.scheme, text="Mine.")
	with as_user(cast.mentee), pytest.raises(RuleRefusal, match="for mentors"):
		requests.ask(RequestKind.BREAK, cast.scheme, from_date=getdate(today()))
	with as_user(other.mentor):
		assert requests.own() == []


def test_a_request_is_answered_by_staff_of_the_scheme_once(cast, as_user):
	request = ask_for_a_break(cast, as_user)
	for user in (cast.mentor, cast.mentor_ssw, make_cast().co_ordinator):
		with as_user(user), pytest.raises(frappe.PermissionError):
			frappe.get_doc("Mentoring Request", request.name).close_with("Done")
	with as_user(cast.co_ordinator):
		document = frappe.get_doc("Mentoring Request", request.name)
		with pytest.raises(RuleRefusal, match="no answer"):
			document.close_with("Declined")
		document.close_with("Declined", "After the review.")
		with pytest.raises(RuleRefusal, match="answered already"):
			document.grant()
	assert mentor_of(cast).stage == "Active"


def test_what_was_asked_and_answered_is_changed_by_nobody(cast, as_user):
	request = ask_for_a_break(cast, as_user)
	with as_user(cast.co_ordinator):
		request = frappe.get_doc("Mentoring Request", request.name)
		request.update(
			{"asked_text": "Other words", "status": "Done", "answer": "Yes", "scheme": cast.scheme}
		)
		request.save()
		with pytest.raises(frappe.PermissionError):
			frappe.copy_doc(request).insert()
	request.reload()
	assert (request.asked_text, request.status, request.answer) == ("", "Open", None)


def test_a_break_is_not_agreed_to_once_the_mentors_stage_no_longer_allows_it(cast, as_user):
	request = ask_for_a_break(cast, as_user)
	stand(mentor_of(cast), stage="Stood Down")
	with as_user(cast.co_ordinator), pytest.raises(frappe.ValidationError):
		frappe.get_doc("Mentoring Request", request.name).grant()
	assert mentor_of(cast).stage == "Stood Down"
