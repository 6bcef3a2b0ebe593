"""A mentor asks for a break on their own pages, or says when they are back (R13)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import frappe
import pytest
from casts import Cast, make_cast
from makers import days_ago, make_mentor, make_request, stand
from portal_browser import Browser

from mentoring_scheme.portal import breaks
from mentoring_scheme.portal.forms import Answers

AsUser = Callable[[str], AbstractContextManager[None]]
SignIn = Callable[[str], Browser]

HOSTILE = 'Rest <img src=x onerror=alert(1)> & "peace" {{ 7*7 }}'
BREAK = "/mentoring/break"
SEND = "Send to my co-ordinator"


@pytest.fixture
def cast() -> Cast:
	return make_cast()


WRONG = [
	({"from_date": ""}, "from_date", "first day is missing"),
	({"from_date": "31/2/2027"}, "from_date", "real date"),
	({"until_date": "1999-01-01"}, "until_date", "before it begins"),
	({"text": "x" * 2001}, "text", "2000 characters"),
]


@pytest.mark.commits
def test_a_break_is_asked_for_corrected_and_agreed_to(sign_in: SignIn, cast: Cast, as_user: AsUser) -> None:
	right = {"from_date": days_ago(-7).isoformat(), "until_date": days_ago(-60).isoformat(), "text": HOSTILE}
	page = sign_in(cast.mentor).open(BREAK)
	assert cast.link.mentee_name in page.words, "who is supported now is named"
	for wrong, field, said in WRONG:
		page = page.press(SEND, **{**right, **wrong})
		assert list(page.summary) == [field] and said in page.summary[field] and said in page.error_at(field)
		assert {name: page.answers(SEND)[name] for name in right} == {**right, **wrong}
	for _tap in range(2):
		page = page.press(SEND, **right)
		assert "Your co-ordinator has your request" in page.words and page.main.find("img") is None
	page = page.press(SEND, until_date="", text="")
	request = frappe.get_doc("Mentoring Request", {"participant": cast.link.mentor_participant})
	assert (request.from_date, request.until_date, request.asked_text) == (days_ago(-7), None, "")
	with as_user(cast.co_ordinator):
		request.grant(HOSTILE)
	page = page.browser.open(BREAK)
	assert "Agreed" in page.words and page.main.find("img") is None
	page = page.press(SEND, from_date=days_ago(-30).isoformat())
	assert "Back from" in page.words and cast.link.reload().status == "Active"


def test_a_mentor_in_two_schemes_says_which(cast: Cast, as_user: AsUser) -> None:
	other = make_cast().scheme
	make_mentor(scheme=other, participant=cast.link.mentor_participant)
	with as_user(cast.mentor):
		assert [row["text"] for row in breaks.page("")["choices"]] == [cast.scheme, other]
		page = breaks.page(other)
		assert (page["scheme"], page["supported"], page["choices"]) == (other, [], [])
		assert breaks.page("another")["choices"], "the scheme is one of their own"


def test_a_break_is_for_mentors(cast: Cast, as_user: AsUser) -> None:
	answers = Answers({"from_date": "2027-01-01", "until_date": "", "text": ""})
	with as_user(cast.mentee):
		assert not breaks.page(cast.scheme)["is_mentor"]
		with pytest.raises(frappe.PermissionError):
			breaks.ask(cast.scheme, answers)
	stand(frappe.get_doc("Mentor", cast.link.mentor), stage="Suspended")
	with as_user(cast.mentor):
		assert not breaks.page(cast.scheme)["may_ask"]
		assert not breaks.ask(cast.scheme, answers) and list(answers.problems) == [""]


def test_what_others_have_asked_is_shown_to_nobody_else(cast: Cast, as_user: AsUser) -> None:
	make_request(mentor=cast.link.mentor)
	for user, number in ((cast.mentor, 1), (cast.stranger, 0)):
		with as_user(user):
			assert len(breaks.page(cast.scheme)["asked"]) == number
