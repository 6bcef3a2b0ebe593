"""How people of a scheme are told what is new: where letters lead, quiet hours, and the way in which each wants to hear."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from html import unescape
from urllib.parse import parse_qs, urlsplit

import frappe
import pytest
from casts import Cast, make_cast
from frappe.model.document import Document
from frappe.utils import get_url, get_url_to_form, now_datetime
from mails import mails_to, only_mail, queued_for
from makers import (
	make_booking,
	make_claim,
	make_consultation,
	make_event,
	make_participant,
	make_request,
	make_scheme,
	stand,
)
from portal_browser import Browser
from queries import count_queries
from text_gateway import Gateway, gateway
from workers import at_once

from mentoring_scheme.jobs import texts
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_scheme
from mentoring_scheme.mentoring_scheme.telling import log
from mentoring_scheme.patches import quiet_hours_from_presets
from mentoring_scheme.portal import messages
from mentoring_scheme.portal.api.messages import choose

AsUser = Callable[[str], AbstractContextManager[None]]
NUMBER = "07700 900123"

# --- where each letter leads


def claim_of(cast: Cast) -> Document:
	return make_claim(mentor=cast.link.mentor)


def booking_of(cast: Cast, **values: str) -> Document:
	event = make_event(scheme=cast.scheme, open_to="Mentors").name
	booking = make_booking(event=event, participant=cast.link.mentor_participant)
	return stand(booking, **values) if values else booking


def record_of(cast: Cast) -> Document:
	return cast.record()


def agreement_of(cast: Cast) -> Document:
	return cast.agreement()


def request_of(cast: Cast) -> Document:
	return stand(make_request(mentor=cast.link.mentor), asked_by=cast.mentor)


def consultation_of(cast: Cast) -> Document:
	return make_consultation(ssw=cast.mentor_ssw)


FORM = "form"
LETTERS: dict[str, tuple[Callable[[Cast], Document], str]] = {
	"Contact Record Queried": (record_of, "/mentoring/records/{name}"),
	"Contact Record Sent": (record_of, "/mentoring/records/{name}"),
	"Mentor Claim Approved": (claim_of, "/mentoring/claims/{name}"),
	"Mentor Claim Paid": (claim_of, "/mentoring/claims/{name}"),
	"Mentor Claim Returned": (claim_of, "/mentoring/claims/{name}"),
	"Mentoring Agreement for Mentee to Sign": (agreement_of, "/mentoring/agreements/{name}"),
	"Mentoring Agreement for Mentor to Sign": (agreement_of, "/mentoring/agreements/{name}"),
	"Mentoring Agreement for Social Worker to Sign": (agreement_of, FORM),
	"Mentoring Consultation Asked": (consultation_of, FORM),
	"Mentoring Consultation Passed On": (consultation_of, FORM),
	"Mentoring Event Cancelled": (booking_of, "/mentoring/events/{event}"),
	"Mentoring Event Changed": (booking_of, "/mentoring/events/{event}"),
	"Mentoring Event Invitation": (booking_of, "/mentoring/events/{event}"),
	"Mentoring Event Place Free": (booking_of, "/mentoring/events/{event}"),
	"Mentoring Request Answered": (request_of, "/mentoring/break"),
}
WITH_KEY = {"Mentoring Feedback Asked"}  # told of in test_feedback.py


def test_every_standard_letter_is_looked_at() -> None:
	module = {"module": "Mentoring Scheme", "is_standard": 1}
	assert set(frappe.get_all("Notification", module, pluck="name")) == {*LETTERS, *WITH_KEY}


def test_each_letter_leads_to_the_very_document() -> None:
	cast = make_cast(agreement_needs_ssw=1)
	papers = {make: make(cast) for make in {make for make, _address in LETTERS.values()}}
	for name, (make, address) in LETTERS.items():
		doc, notification = papers[make], frappe.get_doc("Notification", name)
		receiver = doc.get(notification.recipients[0].receiver_by_document_field)
		frappe.db.delete("Email Queue Recipient", {"recipient": receiver})
		notification.send(doc)
		mail = only_mail(receiver)
		path = address.format(name=doc.name, event=doc.get("event"))
		expected = get_url_to_form(doc.doctype, doc.name) if address == FORM else get_url(path)
		html = mail.get_body(("html",)).get_content()
		links = {unescape(each) for each in re.findall(r'href="([^"]*)"', html)}
		assert links and {led_to(each) for each in links} == {expected}, name
		plain = mail.get_body(("plain",)).get_content()
		assert all(each in plain for each in links), f"{name}: without HTML, the address stands there whole"
		assert doc.scheme in mail["Subject"] and doc.scheme in unescape(html), name


def led_to(address: str) -> str:
	"""Where an address leads in the end, once its reader has signed in."""
	asked = parse_qs(urlsplit(address).query).get("redirect-to")
	return get_url(asked[0].partition("?")[0]) if asked else address


def test_staff_who_are_booked_are_led_to_the_form_and_people_without_an_account_nowhere() -> None:
	cast = make_cast()
	booking = booking_of(cast, send_to=cast.co_ordinator)
	assert booking.address() == get_url_to_form("Mentoring Event", booking.event)
	for nobody in ("somebody@example.org", None):
		booking.send_to = nobody
		assert booking.address() == ""
	frappe.db.set_value("User", cast.mentor, "enabled", 0)
	booking.send_to = cast.mentor
	assert booking.address() == ""


# --- quiet hours


# whatever the hour at which the tests run
NEVER_QUIET = {"quiet_from_hour": 0, "quiet_until_hour": 0}


def quiet_now() -> dict[str, int]:
	"""Hours of a policy that have begun, and end in one to two hours."""
	hour = now_datetime().hour
	return {"quiet_from_hour": hour, "quiet_until_hour": (hour + 2) % 24}


def tell(user: str, record: Document, **options: object) -> None:
	frappe.sendmail(
		recipients=[user] if isinstance(user, str) else user,
		subject=f"{record.scheme}: something new, {record.name}",
		message="There is something new.",
		reference_doctype=record.doctype,
		reference_name=record.name,
		**options,
	)


def send_after(user: str) -> datetime | None:
	(name,) = queued_for(user)
	return frappe.db.get_value("Email Queue", name, "send_after")


def told(user: str) -> list[tuple[str, str]]:
	rows = frappe.get_all("Mentoring Message", {"recipient": user}, ["sent_by", "state"], order_by="creation")
	return [(row.sent_by, row.state) for row in rows]


def hears(cast: Cast, way: str, number: str | None = None) -> Document:
	"""The mentor of the cast has chosen."""
	participant = frappe.get_doc("Mentoring Participant", cast.link.mentor_participant)
	return participant.update({"hears_by": way, "text_number": number}).save()


def test_what_arises_in_quiet_hours_is_told_when_they_are_over() -> None:
	cast = make_cast(**quiet_now())
	tell([cast.mentor, cast.co_ordinator, cast.mentor_ssw], cast.record())
	assert send_after(cast.co_ordinator) is None and send_after(cast.mentor_ssw) is None, "staff hear at once"
	waits = send_after(cast.mentor)
	assert now_datetime() < waits <= now_datetime() + timedelta(hours=2) and waits.minute == 0
	assert only_mail(cast.mentor)["Subject"] == only_mail(cast.co_ordinator)["Subject"]


def test_what_is_sent_for_a_later_day_is_not_sent_earlier() -> None:
	cast = make_cast(**quiet_now())
	later = now_datetime().replace(minute=30, microsecond=0) + timedelta(days=3, hours=5)
	tell(cast.mentor, cast.record(), send_after=later)
	assert send_after(cast.mentor) == later


def test_an_e_mail_that_should_go_at_once_waits_as_well() -> None:
	"""An e-mail server that does not exist would make this fail: nothing is sent to it."""
	cast = make_cast(**quiet_now())
	frappe.local.conf.update({"mute_emails": 0, "mail_port": 1})
	tell(cast.mentor, cast.record(), now=True)
	(name,) = queued_for(cast.mentor)
	assert frappe.db.get_value("Email Queue", name, "status") == "Not Sent"


def test_what_is_about_no_scheme_waits_for_the_quiet_hours_of_ones_own() -> None:
	cast = make_cast(**quiet_now())
	participant = frappe.get_doc("Mentoring Participant", cast.link.mentor_participant)
	frappe.sendmail(
		recipients=[cast.mentor],
		subject="Something new",
		message="There is something new.",
		reference_doctype=participant.doctype,
		reference_name=participant.name,
	)
	assert send_after(cast.mentor) > now_datetime()


# --- how somebody wants to hear


def test_whoever_says_nothing_is_e_mailed_and_finds_it_on_the_portal() -> None:
	cast = make_cast()
	record = cast.record()
	tell(cast.mentor, record)
	only_mail(cast.mentor)
	(message,) = frappe.get_all("Mentoring Message", {"recipient": cast.mentor}, ["*"])
	assert (message.sent_by, message.state, message.scheme) == ("E-mail", "", cast.scheme)
	assert message.subject == f"{cast.scheme}: something new, {record.name}"
	assert message.address == f"/mentoring/records/{record.name}"


def test_portal_only_is_portal_only_but_for_what_must_arrive() -> None:
	cast = make_cast()
	hears(cast, "Portal only")
	tell(cast.mentor, cast.record())
	assert mails_to(cast.mentor) == [] and told(cast.mentor) == [("Portal only", "")]
	stand(cast.link, status="Introduction")
	cast.agreement().offer_for_signature()
	assert "agreement awaits" in " ".join(only_mail(cast.mentor)["Subject"].split())
	frappe.db.delete("Email Queue Recipient", {"recipient": cast.mentor})
	claim = make_claim(mentor=cast.link.mentor)
	for status, mailed in (("Approved", False), ("Returned", True)):
		stand(claim, status=status)
		tell(cast.mentor, claim)
		assert bool(mails_to(cast.mentor)) is mailed, status
	frappe.db.delete("Email Queue Recipient", {"recipient": cast.mentor})
	for status, mailed in (("Invited", False), ("Booked", True)):
		tell(cast.mentor, booking_of(cast, status=status))
		assert bool(mails_to(cast.mentor)) is mailed, status


def test_nobody_left_to_e_mail_leaves_no_e_mail() -> None:
	cast = make_cast()
	hears(cast, "Portal only")
	record = cast.record()
	tell(cast.mentor, record)
	assert not frappe.db.exists("Email Queue", {"reference_name": record.name})


def test_a_letter_written_by_hand_goes_out_as_it_was_written() -> None:
	cast = make_cast(**quiet_now())
	hears(cast, "Portal only")
	letter = frappe.get_doc(
		{
			"doctype": "Communication",
			"communication_type": "Communication",
			"subject": "About Tuesday",
			"content": "Come at three.",
			"reference_doctype": "Mentoring Link",
			"reference_name": cast.link.name,
		}
	).insert()
	tell(cast.mentor, cast.record(), communication=letter.name)
	assert send_after(cast.mentor) is None and told(cast.mentor) == []


def test_what_is_not_ours_is_let_be() -> None:
	cast = make_cast(**quiet_now())
	hears(cast, "Portal only")
	frappe.sendmail(recipients=[cast.mentor], subject="Your password", message="Set it.")
	assert send_after(cast.mentor) is None and told(cast.mentor) == []


def test_a_closed_account_hears_nothing_and_what_waited_is_dropped() -> None:
	cast = make_cast(**quiet_now())
	record = cast.record()
	tell([cast.mentor, cast.co_ordinator], record)
	hears(cast, "Text message", NUMBER)
	with gateway():
		tell(cast.mentor, record)
	assert len(mails_to(cast.mentor)) == 1 and told(cast.mentor)[-1] == ("Text message", "Waiting")
	user = frappe.get_doc("User", cast.mentor)
	user.update({"enabled": 0}).save()
	assert mails_to(cast.mentor) == [] and told(cast.mentor)[-1] == ("Text message", "Dropped")
	tell(cast.mentor, record)
	assert mails_to(cast.mentor) == [] and len(told(cast.mentor)) == 2
	assert len(mails_to(cast.co_ordinator)) == 1, "others hear as before"


def test_an_account_with_messages_can_be_removed_and_so_can_what_they_were_about() -> None:
	cast = make_cast(**quiet_now())
	record = cast.record()
	tell(cast.mentor, record)
	stand(frappe.get_doc("Mentoring Participant", cast.link.mentor_participant), user=None)
	frappe.delete_doc("Contact Record", record.name)
	frappe.delete_doc("User", cast.mentor, force=True)
	assert mails_to(cast.mentor) == []


def test_text_messages_need_a_number() -> None:
	cast = make_cast()
	with pytest.raises(frappe.ValidationError, match="need a number"):
		hears(cast, "Text message")
	with pytest.raises(frappe.InvalidPhoneNumberError):
		hears(cast, "Text message", "my sister's")


def test_without_a_gateway_text_messages_are_e_mails() -> None:
	cast = make_cast()
	hears(cast, "Text message", NUMBER)
	tell(cast.mentor, cast.record())
	only_mail(cast.mentor)
	assert told(cast.mentor) == [("E-mail", "")]


# --- text messages, through a gateway


@pytest.fixture
def texting(transaction: None) -> Iterator[Gateway]:
	with gateway() as found:
		yield found
	frappe.db.commit()


def wants_texts(**policy: int) -> tuple[Cast, Document]:
	cast = make_cast(**(NEVER_QUIET | policy))
	hears(cast, "Text message", NUMBER)
	record = cast.record()
	frappe.db.commit()
	return cast, record


@pytest.mark.commits
def test_a_text_message_is_sent_once_and_says_nothing_of_anybody(
	texting: Gateway, run_jobs: Callable[[], list[str]]
) -> None:
	cast, record = wants_texts()
	tell(cast.mentor, record)
	assert texting.sent == [], "not before what it tells of is kept"
	run_jobs()
	((number, text),) = texting.sent
	assert number == NUMBER.replace(" ", "")
	address = get_url(f"/mentoring/records/{record.name}")
	assert text == f"{cast.scheme}: there is something new for you. {address}"
	assert mails_to(cast.mentor) == [] and told(cast.mentor) == [("Text message", "Sent")]
	(name,) = frappe.get_all("Mentoring Message", {"recipient": cast.mentor}, pluck="name")
	texts.send(name)
	texts.send_waiting()
	assert len(texting.sent) == 1, "a job that is run again sends nothing again"


@pytest.mark.commits
def test_two_workers_send_a_text_message_once(texting: Gateway, site: str) -> None:
	cast, record = wants_texts()
	tell(cast.mentor, record)
	(name,) = frappe.get_all("Mentoring Message", {"recipient": cast.mentor}, pluck="name")
	frappe.db.commit()
	at_once(site, *[lambda: texts.send(name)] * 2)
	assert len(texting.sent) == 1


@pytest.mark.commits
def test_a_text_message_waits_for_the_end_of_quiet_hours(
	texting: Gateway, run_jobs: Callable[[], list[str]]
) -> None:
	cast, record = wants_texts(**quiet_now())
	tell(cast.mentor, record)
	run_jobs()
	(message,) = frappe.get_all("Mentoring Message", {"recipient": cast.mentor}, ["name", "send_after"])
	assert message.send_after > now_datetime()
	texts.send_waiting()
	# a job that comes late, when it has become quiet again, waits once more
	frappe.db.set_value(log.DOCTYPE, message.name, "send_after", now_datetime())
	texts.send_waiting()
	assert texting.sent == [] and told(cast.mentor) == [("Text message", "Waiting")]
	assert frappe.db.get_value(log.DOCTYPE, message.name, "send_after") == message.send_after
	scheme = frappe.get_doc("Mentoring Scheme", cast.scheme)
	scheme.update({"quiet_until_hour": scheme.quiet_from_hour}).save()
	frappe.db.set_value(log.DOCTYPE, message.name, "send_after", now_datetime())
	texts.send_waiting()
	assert len(texting.sent) == 1


@pytest.mark.commits
def test_a_gateway_that_fails_is_told_to_the_administrator_and_the_person_e_mailed(
	texting: Gateway, run_jobs: Callable[[], list[str]]
) -> None:
	cast, record = wants_texts()
	texting.answer = 500
	tell(cast.mentor, record)
	run_jobs()
	mail = only_mail(cast.mentor)
	assert get_url(f"/mentoring/records/{record.name}") in mail.get_body(("html",)).get_content()
	assert told(cast.mentor) == [("Text message", "E-mailed instead")]
	(name,) = frappe.get_all("Mentoring Message", {"recipient": cast.mentor}, pluck="name")
	error = frappe.get_last_doc("Error Log", {"reference_name": name})
	assert "SMS Settings" in error.method
	for private in (NUMBER.replace(" ", ""), cast.mentor, record.name):
		assert private not in error.method + error.error
	texting.answer = 200
	texts.send_waiting()
	assert len(texting.sent) == 1 and len(mails_to(cast.mentor)) == 1, "nobody is told twice"


@pytest.mark.commits
def test_what_a_worker_left_behind_is_e_mailed(texting: Gateway) -> None:
	cast, record = wants_texts()
	tell(cast.mentor, record)
	(name,) = frappe.get_all("Mentoring Message", {"recipient": cast.mentor}, pluck="name")
	frappe.db.set_value(log.DOCTYPE, name, "state", log.BEING_SENT)
	texts.send_waiting()
	assert mails_to(cast.mentor) == [], "it may be at work still"
	frappe.db.set_value(
		log.DOCTYPE, name, "modified", now_datetime() - timedelta(hours=1), update_modified=False
	)
	texts.send_waiting()
	texts.send_waiting()
	assert len(mails_to(cast.mentor)) == 1 and texting.sent == []


# --- the page


@pytest.fixture
def mentor(site: str) -> Iterator[tuple[Cast, Browser]]:
	cast = make_cast()
	browser = Browser(site)
	yield cast, browser.sign_in(cast.mentor)
	browser.close()


PAGE = "/mentoring/messages"


@pytest.mark.commits
def test_somebody_chooses_how_they_hear(mentor: tuple[Cast, Browser]) -> None:
	cast, browser = mentor
	page = browser.open(PAGE)
	assert "Nothing is sent to you between 21:00 and 8:00" in page.words
	assert "Nothing yet" in page.words and "By text message" not in page.words
	assert page.answers("Save")["hears_by"] == "E-mail"
	page = page.press("Save", hears_by="Portal only")
	assert "Saved." in page.words and page.answers("Save")["hears_by"] == "Portal only"
	record = cast.record()
	tell(cast.mentor, record)
	tell(cast.mentee, record)
	(link,) = browser.open(PAGE).main.select("li a")
	assert link["href"] == f"/mentoring/records/{record.name}" and cast.scheme in link.text
	for nonsense in ("Text message", "Pigeon", ""):
		page = browser.open(PAGE).press("Save", hears_by=nonsense)
		assert "Choose how" in page.summary["hears_by"], nonsense
	participant = frappe.get_doc("Mentoring Participant", cast.link.mentor_participant)
	assert participant.hears_by == "Portal only"


@pytest.mark.commits
def test_a_number_for_text_messages_is_asked_for_where_there_are_some(
	mentor: tuple[Cast, Browser], texting: Gateway
) -> None:
	cast, browser = mentor
	page = browser.open(PAGE)
	for number, said in (
		("", "Enter the mobile number"),
		("my sister's", "in figures"),
		("7" * 30, "in figures"),
	):
		page = page.press("Save", hears_by="Text message", text_number=number)
		assert said in page.summary["text_number"] and said in page.error_at("text_number")
		assert page.answers("Save") | {"csrf_token": ""} == {
			"csrf_token": "",
			"hears_by": "Text message",
			"text_number": number,
		}
	page = page.press("Save", hears_by="Text message", text_number=f" {NUMBER} ")
	assert "Saved." in page.words
	participant = frappe.get_doc("Mentoring Participant", cast.link.mentor_participant)
	assert (participant.hears_by, participant.text_number) == ("Text message", NUMBER)


@pytest.mark.commits
def test_staff_have_no_choice_here(site: str, as_user: AsUser) -> None:
	cast = make_cast()
	browser = Browser(site).sign_in(cast.co_ordinator)
	page = browser.open(PAGE)
	assert page.status == 200 and page.soup.select("main form") == []
	browser.close()
	with as_user(cast.co_ordinator), pytest.raises(frappe.PermissionError):
		choose("Portal only")


def test_as_many_queries_for_many_messages_as_for_one(as_user: AsUser) -> None:
	cast = make_cast()
	counts = []
	for _more in range(2):
		for _each in range(1 if not counts else 24):
			tell(cast.mentor, cast.record())
		with as_user(cast.mentor):
			messages.page()
			counts.append(count_queries(messages.page))
			shown = messages.page()
	assert counts[0] == counts[1]
	assert len(shown["told"]) == messages.SHOWN_AT_FIRST and shown["more"]


# --- sites that were there before


def test_schemes_that_follow_a_ready_made_policy_get_its_quiet_hours() -> None:
	following, own, chosen = (
		make_scheme(**NEVER_QUIET),
		make_scheme(**NEVER_QUIET),
		make_scheme(quiet_from_hour=20, quiet_until_hour=7),
	)
	stand(own, preset=None)
	for _twice in range(2):
		quiet_hours_from_presets.execute()
	found = [policy_of_scheme(each.name) for each in (following, own, chosen)]
	assert [(each.quiet_from_hour, each.quiet_until_hour) for each in found] == [(21, 8), (0, 0), (20, 7)]
	told_on = {"reference_doctype": "Mentoring Scheme", "comment_type": "Info"}
	assert frappe.db.count("Comment", {**told_on, "reference_name": own.name}) == 1
	assert frappe.db.count("Comment", {**told_on, "reference_name": following.name}) == 0


def test_everybody_who_was_there_before_hears_by_e_mail() -> None:
	assert make_participant().hears_by == "E-mail"
	assert not frappe.db.exists("Mentoring Participant", {"hears_by": ["in", ["", None]]})
