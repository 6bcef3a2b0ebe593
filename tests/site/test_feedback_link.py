"""Feedback by the link from a mail, without an account; the same form in the portal; and being asked midway (R41)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from email import message_from_string
from typing import Any

import frappe
import pytest
from casts import Cast, make_cast
from frappe.utils import add_days, getdate, today
from makers import make_feedback, stand
from portal_browser import Browser, Page

from mentoring_scheme.jobs import feedback as job
from mentoring_scheme.mentoring_scheme.doctype.mentoring_feedback import key as keys
from mentoring_scheme.mentoring_scheme.doctype.mentoring_feedback.mentoring_feedback import ask
from mentoring_scheme.policy.feedback import Occasion
from mentoring_scheme.portal import by_link, feedback, mine

AsUser = Callable[[str], AbstractContextManager[None]]
HOSTILE = '<img src=x onerror=alert(1)> & "so" {{ 7*7 }}'
GIVE = "/mentoring/give-feedback"


@pytest.fixture
def cast() -> Cast:
	return make_cast(status="Closing", feedback_link_days=28)


@pytest.fixture
def browser(site: str) -> Iterator[Browser]:
	"""Nobody has signed in."""
	someone = Browser(site)
	yield someone
	someone.close()


def form_of(cast: Cast, person: str = "Mentee") -> Any:
	forms = [frappe.get_doc("Mentoring Feedback", name) for name in ask(cast.link)]
	return next(form for form in forms if form.given_by == person)


def path_of(form: Any) -> str:
	return keys.address_with_key(form).partition(frappe.utils.get_url())[2]


def sealed(form: Any, until: str) -> str:
	day = getdate(until)
	return f"{form.name}.{day:%Y%m%d}.{keys._seal(form, day)}"


def fields(page: Page) -> dict[str, str]:
	"""An answer to every question on the page."""
	return {
		each["name"]: "4" if each.name == "input" else "It helped."
		for each in page.main.select("fieldset input, textarea")
	}


# --- the mail


def mails(form: Any) -> dict[str, str]:
	"""What the platform keeps of the mails about a form: in the queue, and with the form."""
	about = {"reference_doctype": form.doctype, "reference_name": form.name}
	(queued,) = frappe.get_all("Email Queue", about, ["name", "message"])
	(kept,) = frappe.get_all("Communication", about, pluck="content")
	parts = message_from_string(queued.message).walk()
	text = "".join(
		part.get_payload(decode=True).decode() for part in parts if part.get_content_type() == "text/html"
	)
	return {"queued": text, "kept": kept, "queue": queued.name}


def test_the_mail_leads_to_the_form_and_staff_do_not_read_its_key(cast: Cast) -> None:
	form = form_of(cast)
	mail = mails(form)
	key = re.search(r"key=([\w.-]+)", mail["queued"])[1]
	assert keys.opened_by(key).name == form.name
	assert GIVE in mail["kept"] and "key=" not in mail["kept"] and key not in mail["kept"]
	versions = frappe.get_all("Version", {"docname": form.name}, pluck="data")
	assert not [text for text in (form.as_json(), *versions) if key in text], "it is stored nowhere"


def test_the_queue_forgets_what_was_sent_or_is_of_no_use(cast: Cast) -> None:
	waiting, sent = form_of(cast), form_of(cast, "Mentor")
	frappe.db.set_value("Email Queue", mails(sent)["queue"], "status", "Sent")
	assert keys.forget_sent() == 1
	assert "key=" in mails(waiting)["queued"] and mails(sent)["queued"] == ""
	waiting.give_by_link({waiting.answers[0].name: "3"})
	assert (keys.forget_sent(), keys.forget_sent()) == (1, 0)


def test_who_has_no_account_is_written_to_at_their_address(cast: Cast) -> None:
	person = frappe.get_doc("Mentoring Participant", cast.link.mentee_participant)
	stand(person, user=None, email="somebody@example.org")
	form = form_of(cast)
	assert form.send_to == "somebody@example.org"
	assert "key=" in mails(form)["queued"]


def test_without_days_in_the_policy_the_mail_leads_to_the_portal() -> None:
	form = form_of(make_cast(status="Closing", feedback_link_days=0))
	assert f"/mentoring/feedback/{form.name}" in mails(form)["queued"] and "key=" not in mails(form)["queued"]


# --- the link


@pytest.mark.commits
def test_feedback_is_given_by_link_once_and_in_part(cast: Cast, browser: Browser) -> None:
	form = form_of(cast)
	page = browser.open(path_of(form))
	assert form.scheme in page.words and "Mentee" not in page.words
	for name in ("mentor_name", "mentee_name"):
		assert frappe.db.get_value("Mentoring Link", cast.link.name, name) not in page.response.text
	page = page.press("Give feedback")
	assert "No question is answered yet" in page.words, "nothing is given by an empty form"
	first = next(iter(fields(page)))
	answers = {first: "5"}
	for _tap in range(2):
		done = page.press("Give feedback", **answers)
	assert "does not open anything" in done.words, "the second tap finds it used"
	form.reload()
	assert (form.given_how, form.recorded_by, getdate(form.given_on)) == ("By link", None, getdate(today()))
	assert [row.score for row in form.answers if row.score] == [5]
	assert "does not open anything" in browser.open(path_of_old(page)).words


def path_of_old(page: Page) -> str:
	return page.path.partition("&again")[0]


@pytest.mark.commits
def test_nothing_typed_is_lost_and_nothing_typed_is_run(cast: Cast, browser: Browser) -> None:
	form = form_of(cast)
	stand(form.answers[0], question=HOSTILE)
	page = browser.open(path_of(form))
	text = next(each["name"] for each in page.main.select("textarea"))
	page = page.press("Give feedback", **{text: HOSTILE + "x" * feedback.LONGEST})
	assert list(page.summary) == [text] and page.error_at(text)
	assert page.answers("Give feedback")[text].startswith(HOSTILE)
	assert HOSTILE in page.words and page.main.find("img") is None
	with_stranger = Browser(browser.site)
	again = with_stranger.open(page.path.replace("key=", "key=A"))
	with_stranger.close()
	assert HOSTILE not in again.words, "what was typed is found again with the key alone"
	assert "Thank you" in page.press("Give feedback", **{text: HOSTILE}).words


@pytest.mark.commits
def test_whatever_is_wrong_with_a_link_it_is_told_the_same(cast: Cast, browser: Browser) -> None:
	form, other = form_of(cast), form_of(cast, "Mentor")
	good = sealed(form, add_days(today(), 1))
	used = sealed(other, add_days(today(), 1))
	other.give_by_link({other.answers[0].name: "3"})
	name, until, seal = good.split(".")
	wrong = {
		"expired": sealed(form, add_days(today(), -1)),
		"used": used,
		"a longer time": f"{name}.{until[:4]}1231.{seal}",
		"another form": f"{other.name}.{until}.{seal}",
		"no such form": f"FBK-99999999.{until}.{seal}",
		"forged": f"{name}.{until}.{'A' * 43}",
		"no day": f"{name}.99999999.{seal}",
		"cut off": good[:-1],
		"longer": good + "A",
		"nothing": "",
		"a quote": "' or 1=1 --",
		"long": "A" * 5000,
	}
	assert browser.open(f"{GIVE}?key={good}").form("Give feedback")
	pages = {why: browser.open(f"{GIVE}?key={key}") for why, key in wrong.items()}
	told = {page.response.text for page in pages.values()}
	assert len(told) == 1 and "does not open anything" in told.pop()
	sent = {
		browser.post(
			"/api/method/mentoring_scheme.portal.api.feedback.give_by_link", {"key": key}
		).response.text
		for key in wrong.values()
	}
	assert sent == {pages["nothing"].response.text}
	assert not form.reload().given_on


@pytest.mark.commits
def test_nobody_keeps_the_page(cast: Cast, browser: Browser) -> None:
	page = browser.open(path_of(form_of(cast)))
	headers = page.response.headers
	assert headers["Cache-Control"] == "no-store" and headers["Referrer-Policy"] == "no-referrer"
	assert "noindex" in headers["X-Robots-Tag"]
	assert not [each["src"] for each in page.soup.select("script[src]") if "website_script" in each["src"]]
	elsewhere = browser.open("/mentoring/feedback/x").response.headers
	assert elsewhere.get("Referrer-Policy") != "no-referrer"


@pytest.mark.commits
def test_links_are_not_tried_out_by_the_hundred(
	cast: Cast, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
	monkeypatch.setattr(by_link, "TRIES_AN_HOUR", 3)
	path = path_of(form_of(cast))
	assert [browser.open(path).status for _try in range(4)] == [200, 200, 200, 429]


def test_a_form_made_anew_under_the_old_name_is_not_opened_by_the_old_key(cast: Cast) -> None:
	form = form_of(cast)
	key = sealed(form, today())
	assert keys.opened_by(key)
	stand(form, creation="2020-01-01 00:00:00.000000")
	assert keys.opened_by(key) is None


# --- in the portal


@pytest.mark.commits
def test_feedback_is_given_in_the_portal_and_read_after(cast: Cast, browser: Browser) -> None:
	form, others = form_of(cast), form_of(cast, "Mentor")
	browser.sign_in(cast.mentee)
	page = browser.open(f"/mentoring/feedback/{form.name}")
	page = page.press("Give feedback", **fields(page))
	assert "Thank you" in page.words and "4 – a good deal" in page.words and "It helped." in page.words
	assert page.main.select("form") == [] and form.reload().given_how == "With own account"
	absent = browser.open("/mentoring/feedback/FBK-99999999")
	assert absent.status == 404
	assert browser.open(f"/mentoring/feedback/{others.name}").response.text == absent.response.text.replace(
		"FBK-99999999", others.name
	)
	assert (
		browser.post(
			"/api/method/mentoring_scheme.portal.api.feedback.give",
			{"form": others.name, "csrf_token": page_token(browser, form)},
		).status
		== 403
	)


def page_token(browser: Browser, form: Any) -> str:
	stand(form, given_on=None)
	return browser.open(f"/mentoring/feedback/{form.name}").answers("Give feedback")["csrf_token"]


def test_home_lists_what_is_asked_and_not_given(cast: Cast, as_user: AsUser) -> None:
	form, _others = form_of(cast), form_of(cast, "Mentor")
	with as_user(cast.mentee):
		(found,) = feedback.to_do(mine.links())
		assert found.href == f"/mentoring/feedback/{form.name}"
	form.give_by_link({form.answers[0].name: "3"})
	with as_user(cast.mentee):
		assert feedback.to_do(mine.links()) == []


# --- midway


def test_both_are_asked_midway_once(monkeypatch: pytest.MonkeyPatch) -> None:
	"""The job keeps each batch, which a test does not let it; what it does is what it does."""
	monkeypatch.setattr(job, "kept", lambda act: act())
	cast = make_cast("refugee-peer", feedback_midterm=1)
	elsewhere = make_cast("refugee-peer", feedback_midterm=0)
	for link in (cast.link, elsewhere.link):
		stand(link, start_date=add_days(today(), -100))
	assert [job.ask_all(Occasion.MIDWAY, getdate(today())) for _night in range(2)] == [1, 0]
	forms = frappe.get_all(
		"Mentoring Feedback",
		{"link": ["in", [cast.link.name, elsewhere.link.name]]},
		["occasion", "given_by", "link"],
	)
	assert sorted((row.given_by, row.occasion, row.link) for row in forms) == [
		(person, "Mid-term", cast.link.name) for person in ("Mentee", "Mentor")
	]


def test_nobody_is_asked_before_or_without_an_active_link(monkeypatch: pytest.MonkeyPatch) -> None:
	monkeypatch.setattr(job, "kept", lambda act: act())
	cast = make_cast("refugee-peer", feedback_midterm=1)
	stand(cast.link, start_date=add_days(today(), -30))
	assert job.ask_all(Occasion.MIDWAY, getdate(today())) == 0
	stand(cast.link, start_date=add_days(today(), -100), status="Suspended")
	assert job.ask_all(Occasion.MIDWAY, getdate(today())) == 0
	make_feedback(link=stand(cast.link, status="Active").name, occasion="Mid-term")
	assert job.ask_all(Occasion.MIDWAY, getdate(today())) == 0
