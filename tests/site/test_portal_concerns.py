"""A mentor passes a worry on, a mentee says something past the mentor: pages and forms as a browser without JavaScript
meets them, in real requests."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import frappe
import pytest
from casts import Cast, make_cast
from frappe.model.document import Document
from makers import make_concern, make_link, make_user, stand
from portal_browser import Browser, Page
from queries import count_queries

from mentoring_scheme.portal import concerns

AsUser = Callable[[str], AbstractContextManager[None]]
SignIn = Callable[[str], Browser]

HOSTILE = 'Ann <img src=x onerror=alert(1)> & "Co" {{ 7*7 }}'
WORRY, SAY, RAISED = "/mentoring/worry", "/mentoring/say", "/mentoring/raised"
POST = "/api/method/mentoring_scheme.portal.api.concerns."
SAID = {"happened": HOSTILE, "danger": "No", "to": "Co-ordinator"}


@pytest.fixture
def cast() -> Cast:
	return make_cast()


def found() -> list[Document]:
	"""The concerns that there are."""
	return [
		frappe.get_doc("Mentoring Concern", name)
		for name in frappe.get_all("Mentoring Concern", pluck="name")
	]


def worry(page: Page, cast: Cast, **typed: str) -> Page:
	return page.press("Send", **{"kind": "Safeguarding", "told": "Yes", **SAID, **typed})


@pytest.mark.commits
def test_a_worry_reaches_the_co_ordinator_and_nothing_else(cast: Cast, sign_in: SignIn) -> None:
	frappe.db.set_value("Mentoring Scheme", cast.scheme, "out_of_hours_phone", "020 8770 9999")
	page = sign_in(cast.mentor).open(f"{WORRY}?link={cast.link.name}")
	assert "Ring 999 first" in page.words and "020 8770 9999" in page.words
	assert page.answers("Send")["place"] == cast.link.name, "it is known which link it is about"
	refused = page.press("Send", happened=HOSTILE, told="No")
	assert list(refused.summary) == ["kind", "danger", "to"]
	for field in refused.summary:
		assert refused.soup.find(id=field) and refused.error_at(field)
	assert refused.answers("Send")["happened"] == HOSTILE and found() == []
	refused = worry(refused, cast, told="No", happened=" ")
	assert list(refused.summary) == ["happened", "why_not"]
	done = worry(refused, cast, told="No", why_not="It would add to the risk.", danger="Yes")
	assert done.path == f"{RAISED}?done=danger" and "ring 999 now" in done.words
	(concern,) = found()
	assert (concern.raised_by, concern.raised_as, concern.kind) == (cast.mentor, "Mentor", "Safeguarding")
	assert (concern.link, concern.scheme) == (cast.link.name, cast.scheme)
	assert concern.happened.startswith("Ann") and "onerror" not in concern.happened
	assert (concern.mentee_told, concern.not_told_why) == ("No", "It would add to the risk.")
	assert concern.danger_now and concern.handled_by == cast.co_ordinator
	assert not frappe.db.exists("Contact Record", {"link": cast.link.name})
	assert worry(page, cast).path.startswith(f"{RAISED}?done=sent"), "sent once more, from the page as it was"
	worry(refused, cast, why_not="")
	assert len(found()) == 1


@pytest.mark.commits
def test_a_mentee_says_something_that_only_the_manager_gets(
	cast: Cast, sign_in: SignIn, as_user: AsUser
) -> None:
	mentee = sign_in(cast.mentee)
	page = mentee.open(f"{SAY}?link={cast.link.name}")
	assert "Your mentor does not see this" in page.words and "Then ring your co-ordinator" in page.words
	done = page.press("Send", kind="Complaint", **{**SAID, "to": "Manager"})
	assert "only those who must know will read it" in done.words
	(concern,) = found()
	assert (concern.raised_as, concern.about, concern.manager_only) == ("Mentee", "Co-ordinator", 1)
	assert not concern.has_permission("read", user=cast.co_ordinator)
	told = frappe.get_all("Email Queue Recipient", {"parenttype": "Email Queue"}, pluck="recipient")
	assert cast.manager in told and not {cast.co_ordinator, cast.mentor, cast.mentee} & set(told)
	with as_user(cast.manager):
		concern.add_step("The manager rang the co-ordinator.")
		concern.reload().update({"answer_to_them": HOSTILE, "kind": "Safeguarding"})
		concern.save()
	shown = mentee.open(RAISED)
	assert "The answer for you Ann <img" in shown.words and "It has arrived" in shown.words
	assert not shown.soup.select("main img")
	assert "rang the co-ordinator" not in shown.words and "Safeguarding" not in shown.words
	mentor = sign_in(cast.mentor)
	for place in (RAISED, WORRY, "/mentoring/claims"):
		assert concern.name not in mentor.open(place).response.get_data(as_text=True)
	assert "You have raised nothing" in mentor.open(RAISED).words


@pytest.mark.commits
def test_what_is_not_ones_own_is_answered_like_what_is_not_there(cast: Cast, sign_in: SignIn) -> None:
	theirs = make_link(scheme=cast.scheme, status="Active").name
	mentee = sign_in(cast.mentee)
	answers = []
	for place in (theirs, "no-such-link", "scheme:no such scheme"):
		page = mentee.open(SAY).press("Send", kind="Complaint", **SAID)
		page = mentee.post(
			f"{POST}say", {**mentee.open(SAY).answers("Send"), "kind": "Complaint", **SAID, "place": place}
		)
		answers.append((page.status, dict(page.summary)))
	assert answers[0] == answers[1] == answers[2]
	assert list(answers[0][1]) == ["place"]
	other = make_concern(link=cast.link.name)
	token = mentee.open(SAY).answers("Send")
	assert (
		mentee.post(
			f"{POST}say", {**token, "key": other.name, "kind": "Complaint", **SAID, "place": cast.link.name}
		).status
		== 200
	)
	assert frappe.get_doc("Mentoring Concern", other.name).raised_as == "Staff", (
		"nobody writes into another's"
	)


@pytest.mark.commits
def test_only_mentors_and_mentees_have_something_to_say_here(cast: Cast, sign_in: SignIn, site: str) -> None:
	nobody = sign_in(make_user("Mentor"))
	page = nobody.open(WORRY)
	assert "This page is for mentors of a scheme" in page.words
	assert nobody.post(f"{POST}raise_worry", {"key": "x", "place": cast.link.name, **SAID}).status in (
		400,
		403,
	)
	visitor = Browser(site)
	for place in (WORRY, SAY, RAISED):
		assert visitor.open(place).path.startswith("/login")
	assert visitor.post(f"{POST}say", {"key": "x"}).status == 403
	visitor.close()
	assert found() == []


# --- without requests


def write(form: str, **typed: str) -> concerns.Answers:
	answers = concerns.Answers({"place": "", "kind": "", "happened": "", "danger": "", "to": "", **typed})
	concerns.write(form, frappe.generate_hash(length=10), answers)
	return answers


def test_a_link_that_ended_meanwhile_can_still_be_spoken_about(cast: Cast, as_user: AsUser) -> None:
	stand(cast.link, status="Ended Early")
	with as_user(cast.mentee):
		texts = [place["text"] for place in concerns.places_of(concerns.Side.MENTEE)]
		assert texts[0].endswith("(it has ended)") and texts[1].endswith("in general")
		assert write("say", place=cast.link.name, kind="Complaint", **SAID).fine


def test_a_match_that_was_not_introduced_is_not_spoken_of(as_user: AsUser) -> None:
	cast = make_cast(status="Proposed")
	with as_user(cast.mentee):
		assert [place["value"] for place in concerns.places_of(concerns.Side.MENTEE)] == [
			f"scheme:{cast.scheme}"
		]
		assert "place" in write("say", place=cast.link.name, kind="Complaint", **SAID).problems


def test_what_is_too_long_or_unknown_is_said(cast: Cast, as_user: AsUser) -> None:
	right = {"place": cast.link.name, "kind": "Safeguarding", "told": "Yes", "why_not": "", **SAID}
	with as_user(cast.mentor):
		for field, value in {
			"happened": "x" * (concerns.LONGEST + 1),
			"why_not": "x" * (concerns.LONGEST + 1),
			"kind": "Allegation",
			"danger": "Perhaps",
			"told": "Perhaps",
			"to": cast.mentor,
		}.items():
			assert list(write("worry", **{**right, field: value}).problems) == [field]
		assert write("worry", **{**right, "kind": "Complaint", "told": ""}).fine, (
			"nobody need be told of that"
		)
	assert len(found()) == 1


def test_everybody_reads_what_they_raised_themselves_and_in_few_queries(cast: Cast, as_user: AsUser) -> None:
	for number, raised_by in enumerate((cast.mentor, cast.mentee, cast.co_ordinator, cast.mentor)):
		raised_as = {cast.mentor: "Mentor", cast.mentee: "Mentee"}.get(raised_by, "Staff")
		stand(make_concern(link=cast.link.name, raised_as=raised_as), raised_by=raised_by)
		with as_user(cast.mentor):
			assert len(concerns.raised()) == (2 if number == 3 else 1)
			assert count_queries(concerns.raised) == 1
	with as_user(cast.co_ordinator):
		assert concerns.raised() == [], "staff have the desk"
