"""Mentor and mentee read and sign their agreement on their own pages, and keep a copy (R24, R25, R26)."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import frappe
import pytest
from casts import Cast, make_cast
from frappe.model.document import Document
from icalendar import Calendar
from makers import make_agreement, make_link, stand
from portal_browser import Browser, Page
from queries import count_queries

from mentoring_scheme.portal import agreements, calendar_files, mine
from mentoring_scheme.portal.agreed_contact import contact_in_words

AsUser = Callable[[str], AbstractContextManager[None]]
SignIn = Callable[[str], Browser]

HOSTILE = 'Ann <img src=x onerror=alert(1)> & "Co" {{ 7*7 }}'
SIGN = "mentoring_scheme.portal.api.agreements.sign"


@pytest.fixture
def cast() -> Cast:
	return make_cast(status="Introduction")


def offered(cast: Cast) -> Document:
	agreement = cast.agreement()
	agreement.offer_for_signature()
	return agreement


def signed(cast: Cast, as_user: AsUser) -> Document:
	agreement = offered(cast)
	for user in (cast.mentor, cast.mentee):
		with as_user(user):
			agreement.sign("Somebody")
	return agreement


def path_of(agreement: Document) -> str:
	return f"/mentoring/agreements/{agreement.name}"


def shown(agreement: Document) -> dict:
	return agreements.page(agreements.own(agreement.name))


# --- the way through


@pytest.mark.commits
def test_both_read_and_sign_and_the_last_puts_it_in_force(sign_in: SignIn, cast: Cast) -> None:
	agreement = cast.agreement()
	agreement.sections[0].text = agreement.between_contacts = HOSTILE
	agreement.append("goals", {"goal": HOSTILE, "measure": HOSTILE})
	agreement.save()
	agreement.offer_for_signature()
	for user, name in ((cast.mentor, "Ann O'Neil"), (cast.mentee, "Bea")):
		page = sign_in(user).open(path_of(agreement))
		assert agreement.confidentiality_statement in page.words
		assert "Ann <img" in page.words and "{{ 7*7 }}" in page.words and page.main.find("img") is None
		page = page.follow("Go on to sign")
		assert agreement.confidentiality_statement in page.words and page.main.find("img") is None
		for wrong, said in (("  ", "full name"), (HOSTILE * 3, "140 characters")):
			page = page.press("Sign the agreement", name_typed=wrong)
			assert said in page.summary["name_typed"] and said in page.error_at("name_typed")
			assert page.answers("Sign the agreement")["name_typed"] == wrong
		form = page
		page = page.press("Sign the agreement", name_typed=name)
		assert "You have signed. Thank you." in page.words and page.main.find("img") is None
		assert "You had signed this already" in form.press("Sign the agreement", name_typed=name).words
	agreement.reload()
	assert (agreement.signing_state, agreement.docstatus) == ("Signed", 1)
	rows = [(row.party, row.name_typed, row.user, row.way) for row in agreement.signatures]
	assert rows == [
		("Mentor", "Ann O'Neil", cast.mentor, "With own account"),
		("Mentee", "Bea", cast.mentee, "With own account"),
	]
	assert all(row.from_address and row.signed_on for row in agreement.signatures)


@pytest.mark.commits
def test_nobody_signs_what_they_have_not_read(sign_in: SignIn, cast: Cast) -> None:
	agreement = offered(cast)
	form = sign_in(cast.mentor).open(path_of(agreement)).follow("Go on to sign")
	agreement.back_to_writing("The times are wrong.")
	page = form.press("Sign the agreement", name_typed="Ann")
	assert "is being written again" in page.words and "Go on to sign" not in page.words
	agreement.reload()
	agreement.between_contacts = "Text messages"
	agreement.save()
	agreement.offer_for_signature()
	page = form.press("Sign the agreement", name_typed="Ann")
	assert "wording has changed" in page.words and "Text messages" in page.words
	assert not agreement.reload().signatures
	page = page.follow("Go on to sign").press("Sign the agreement", name_typed="Ann")
	assert "You have signed." in page.words and len(agreement.reload().signatures) == 1


@pytest.mark.commits
def test_anothers_agreement_is_as_one_that_does_not_exist(sign_in: SignIn, cast: Cast) -> None:
	agreement = offered(cast)
	for user in (cast.stranger, cast.co_ordinator):
		browser = sign_in(user)
		for path in ("", "/sign"):
			theirs, nobodys = (
				browser.open(f"/mentoring/agreements/{name}{path}") for name in (agreement.name, "x")
			)
			assert theirs.status == nobodys.status == 404
		answers = [_send(browser, name) for name in (agreement.name, "x")]
		assert [answer.status for answer in answers] == [403, 403]
		printed = browser.open(_print_path(agreement)).status
		assert printed == (200 if user == cast.co_ordinator else 403)
	assert not agreement.reload().signatures


def _send(browser: Browser, name: str) -> Page:
	page = browser.open("/mentoring/claims").response.get_data(as_text=True)
	token = re.search(r'csrf_token = "(\w+)"', page)
	return browser.post(
		f"/api/method/{SIGN}",
		{"agreement": name, "name_typed": "Me", "wording": "", "csrf_token": token[1]},
	)


def _print_path(agreement: Document, path: str = "/printview") -> str:
	return f"{path}?doctype=Mentoring+Agreement&name={agreement.name}&format=Mentoring+Agreement"


@pytest.mark.commits
def test_each_keeps_a_copy(sign_in: SignIn, cast: Cast) -> None:
	agreement = offered(cast)
	browser = sign_in(cast.mentee)
	page = browser.open(path_of(agreement)).follow("Print")
	assert page.status == 200 and agreement.confidentiality_statement in page.soup.get_text(" ")
	agreement.back_to_writing("The times are wrong.")
	for path in ("/printview", agreements.DOWNLOAD_PDF):
		assert browser.open(_print_path(agreement, path)).status == 403, "a mentee reads what is offered"


# --- what is shown to whom, and when


def test_a_mentee_sees_it_once_it_is_offered(cast: Cast, as_user: AsUser) -> None:
	agreement = cast.agreement()
	with as_user(cast.mentee):
		assert agreements.own(agreement.name) is None
		assert agreements.of_links(mine.links()) == {cast.link.name: []}
	with as_user(cast.mentor):
		page = shown(agreement)
		assert "still being written" in page["said"][0] and not page["sign_path"]
	agreement.offer_for_signature()
	with as_user(cast.mentee):
		assert shown(agreement)["sign_path"]
	stand(cast.link, status="Proposed")
	with as_user(cast.mentor):
		assert agreements.own(agreement.name) is None, "nobody is told of a match before the introduction"


def test_it_is_said_how_the_agreement_stands(cast: Cast, as_user: AsUser) -> None:
	agreement = offered(cast)
	with as_user(cast.mentor):
		assert [each.text for each in agreements.to_do(mine.links())] == ["Read and sign the agreement"]
		agreement.sign("Ann")
		page = shown(agreement)
		assert "in force once everybody has" in page["said"][0] and not page["sign_path"]
		assert agreements.to_do(mine.links()) == []
	with as_user(cast.mentee):
		assert len(agreements.to_do(mine.links())) == 1
		agreement.sign("Bea")
	new = frappe.get_doc("Mentoring Agreement", agreement.review())
	with as_user(cast.mentee):
		assert "being reviewed" in shown(agreement)["said"][0]
		assert shown(agreement)["versions"] == [], "the new one is still being written"
	new.offer_for_signature()
	for user in (cast.mentor, cast.mentee):
		with as_user(user):
			assert "stays in force until this one is signed" in shown(new)["said"][1]
			new.sign("Somebody")
	with as_user(cast.mentee):
		assert [row["name"] for row in shown(new)["versions"]] == [agreement.name]
		assert shown(agreement)["agreement"]["state"] == "Replaced by a later one"


def test_what_is_over_is_not_signed_any_more(cast: Cast, as_user: AsUser) -> None:
	agreement = offered(cast)
	stand(cast.link, status="Ended Early")
	with as_user(cast.mentor):
		assert agreements.why_not_sign(agreements.own(agreement.name)) == "over"
		assert agreements.to_do(mine.links()) == []


def test_one_account_on_both_sides_has_each_link_apart(cast: Cast, as_user: AsUser) -> None:
	"""Whoever supports one person and is supported by another signs each agreement as what they are there."""
	agreement = offered(cast)
	participant = frappe.get_doc("Mentoring Participant", {"user": cast.mentor})
	other = make_link(scheme=cast.scheme, status="Introduction")
	stand(other, mentee_participant=participant.name)
	second = make_agreement(link=other.name)
	second.offer_for_signature()
	with as_user(cast.mentor):
		assert [agreements.own(each.name).party for each in (agreement, second)] == ["Mentor", "Mentee"]
		assert len(agreements.to_do(mine.links())) == 2


def test_the_queries_of_the_list_do_not_grow_with_it(cast: Cast, as_user: AsUser) -> None:
	offered(cast)
	with as_user(cast.mentor):
		own = mine.links()
		one = count_queries(lambda: (agreements.to_do(own), agreements.of_links(own)))
	for _each in range(2):
		link = make_link(scheme=cast.scheme, status="Introduction")
		stand(link, mentor_participant=cast.link.mentor_participant)
		make_agreement(link=link.name).offer_for_signature()
	with as_user(cast.mentor):
		own = mine.links()
		assert len(agreements.to_do(own)) == 3
		assert count_queries(lambda: (agreements.to_do(own), agreements.of_links(own))) == one


# --- the calendar


def test_the_agreed_time_goes_into_a_calendar(as_user: AsUser) -> None:
	cast = make_cast("kent-adoption", status="Introduction")
	agreement = cast.agreement()
	agreement.update({"contact_weekday": "Tuesday", "contact_time": "19:00:00"})
	agreement.save()
	with as_user(cast.mentor):
		assert not shown(agreement)["calendar_path"]
	agreement.offer_for_signature()
	for user in (cast.mentor, cast.mentee):
		with as_user(user):
			agreement.sign("Somebody")
	with as_user(cast.mentee):
		own = agreements.own(agreement.name)
		assert shown(agreement)["calendar_path"]
		assert contact_in_words(own.doc).endswith("every week, Tuesday at 19:00")
		(event,) = Calendar.from_ical(calendar_files.as_file([agreements.slot_entry(own)])).events
	assert (event.start.weekday(), event.start.hour) == (1, 19)
	assert event["rrule"]["interval"] == [1] and cast.link.mentor_name not in event.to_ical().decode()
