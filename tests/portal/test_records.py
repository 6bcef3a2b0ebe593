"""A mentor records a contact on the phone, in the kitchen, in under a minute; the mentee reads it and has a say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import frappe
import pytest
from casts import Cast, make_cast
from frappe.model.document import Document
from frappe.utils import add_days, getdate, today
from makers import make_link, make_mentee, stand
from playwright.sync_api import Page, expect
from visitor import PASSWORD, Visitor

Visit = Callable[[], Visitor]

sizes = pytest.mark.parametrize("options", ["phone", "desktop"], indirect=True)
sizes_and_without_scripts = pytest.mark.parametrize(
	"options", ["phone", "desktop", "phone without JavaScript"], indirect=True
)
KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('mentoring:')).length"


@pytest.fixture
def cast(transaction: None) -> Cast:
	"""A pair that has agreed to meet every week, the last time yesterday, and has a draft of nothing yet."""
	cast = make_cast(mentees_at_a_time=20)
	slot = {"contact_every": 1, "contact_unit": "Weeks", "contact_weekday": f"{yesterday():%A}"}
	stand(cast.agreement(), docstatus=1, signing_state="Signed", contact_time="00:01:00", **slot)
	stand(cast.link, start_date=yesterday() - timedelta(days=7), planned_end=add_days(today(), 60))
	return cast


@pytest.fixture
def mentor(cast: Cast, visit: Visit) -> Visitor:
	return visit().sign_in(cast.mentor)


def yesterday():
	return getdate(add_days(today(), -1))


def kept(cast: Cast) -> list[Document]:
	frappe.db.rollback()
	names = frappe.get_all("Contact Record", {"link": cast.link.name}, pluck="name", order_by="name")
	return [frappe.get_doc("Contact Record", name) for name in names]


def form(cast: Cast) -> str:
	return f"/mentoring/links/{cast.link.name}/record"


class Hand:
	"""A thumb that counts what it does on a page."""

	def __init__(self, page: Page) -> None:
		self.page, self.taps = page, 0

	def tap(self, role: str, name: str, leads_on: bool = False) -> None:
		self.taps += 1
		target = self.page.locator("main").get_by_role(role, name=name, exact=False).first
		if not leads_on:
			return target.tap()
		frappe.db.commit()
		with self.page.expect_navigation():
			target.tap()
		return None


def test_the_usual_contact_takes_four_taps_and_one_text(mentor: Visitor, cast: Cast) -> None:
	mentor.open("/mentoring")
	to_do = mentor.page.get_by_role("link", name="Record your contact with")
	for seen_at_once in (to_do, mentor.page.get_by_role("link", name="Record a contact")):
		expect(seen_at_once.first).to_be_in_viewport(ratio=1)
	hand = Hand(mentor.page)
	hand.tap("link", "Record a contact", leads_on=True)
	hand.tap("radio", "45 min")
	hand.tap("textbox", "What did you talk about?")
	mentor.type("School mornings, and who to ring.")
	hand.tap("button", "Send to", leads_on=True)
	mentor.look().says("Your record is sent.")
	assert hand.taps <= 4
	(record,) = kept(cast)
	assert (record.status, record.minutes, record.way) == ("Sent", 45, "In person")
	assert (getdate(record.contact_date), str(record.contact_time)) == (yesterday(), "0:01:00")
	assert record.next_contact_on == yesterday() + timedelta(days=7)


@sizes_and_without_scripts
def test_a_change_is_asked_for_answered_and_agreed(cast: Cast, visit: Visit) -> None:
	mentor, mentee = visit().sign_in(cast.mentor), visit().sign_in(cast.mentee)
	mentor.open(form(cast)).fill(What_did_you_talk_about="School mornings.").press("Send to")
	mentee.open("/mentoring").says("You are supported by", "Who to call").follow("Read what")
	mentee.says("School mornings.").page.get_by_text("Ask for a change").click()
	mentee.fill(What_should_be_different="It was the evenings.").press("Ask for this change")
	mentee.says("Your mentor is asked", "You asked for a change")
	mentor.open("/mentoring").follow(f"{cast.link.mentee_name} asks you to change")
	mentor.follow("Change it and send it again").says("It was the evenings.")
	mentor.fill(What_did_you_talk_about="School evenings.", Your_answer_to="Quite right, sorry.")
	mentor.press("Send to").says("Your record is sent.", "Quite right, sorry.")
	mentee.open("/mentoring").follow("Read what").says("It was the evenings.", "Quite right, sorry.")
	mentee.press("Agree this record").says("You have agreed", "Agreed")
	mentor.open("/mentoring/records").says("Agreed").open(f"/mentoring/links/{cast.link.name}")
	assert [each.status for each in kept(cast)] == ["Agreed"]


@sizes
def test_the_keyboard_is_enough(cast: Cast, visit: Visit) -> None:
	mentor, mentee = visit().sign_in(cast.mentor), visit().sign_in(cast.mentee)
	mentor.open("/mentoring").tab_to("Record a contact").key("Enter")
	mentor.tab_to("In person").page.keyboard.press("ArrowRight")
	mentor.tab_to("Took place").tab_to("15 min").page.keyboard.press("Space")
	mentor.tab_to("What did you talk about?").type("School.").tab_to("More")
	mentor.page.keyboard.press("Enter")
	mentor.tab_to("What is to be done?").type("Ring the school").tab_to("Send to").key("Enter")
	mentor.says("Your record is sent.", "Ring the school", "Video call", "15 minutes")
	mentee.open("/mentoring").tab_to("Read what").key("Enter").tab_to("Agree this record").key("Enter")
	mentee.says("You have agreed")


@sizes
def test_more_actions_and_what_is_wrong_with_them(mentor: Visitor, cast: Cast) -> None:
	mentor.open(form(cast)).page.get_by_text("More: actions").click()
	mentor.fill(What_is_to_be_done="Ring the school").press("Add an action")
	mentor.page.get_by_label("Who?").nth(1).select_option("Mentee")
	mentor.press("Send to").says(
		"There is a problem", "Write what is to be done", "does not say what was discussed"
	)
	mentor.page.get_by_label("What is to be done?").nth(1).fill("Bring the letter")
	mentor.fill(What_did_you_talk_about="School.").press("Send to").says("Your record is sent.")
	(record,) = kept(cast)
	assert [(row.action, row.who or "") for row in record.actions] == [
		("Ring the school", ""),
		("Bring the letter", "Mentee"),
	]


# --- what is kept in the browser


def write(visitor: Visitor, text: str) -> None:
	visitor.page.get_by_label("What did you talk about?").fill(text)
	visitor.page.wait_for_function(f"{KEPT} === 1")


def test_what_was_typed_outlives_the_connection_and_a_closed_tab(mentor: Visitor, cast: Cast) -> None:
	mentor.open(form(cast)).choose("30 min")
	write(mentor, "School mornings.")
	mentor.context.set_offline(True)
	mentor.page.get_by_role("button", name="Send to").click()
	mentor.says("there is no connection").look()
	mentor.page.close()
	mentor.context.set_offline(False)
	mentor.page = mentor.context.new_page()
	mentor.open(form(cast)).says("You began to write this before")
	mentor.page.get_by_role("button", name="Bring it back").click()
	mentor.look().press("Send to").says("Your record is sent.", "School mornings.", "30 minutes")
	assert mentor.page.evaluate(KEPT) == 0
	assert len(kept(cast)) == 1
	mentor.open(form(cast))
	expect(mentor.page.get_by_text("You began to write this before")).to_be_hidden()


def test_a_session_that_ends_while_typing_loses_nothing(mentor: Visitor, cast: Cast) -> None:
	mentor.open(form(cast))
	write(mentor, "School mornings.")
	mentor.context.clear_cookies()
	mentor.page.get_by_role("button", name="Send to").click()
	mentor.says("you have been signed out").look()
	mentor.sign_in(cast.mentor).press("Send to").says("Your record is sent.")
	assert len(kept(cast)) == 1


def test_a_phone_in_other_hands_tells_nothing(mentor: Visitor, cast: Cast) -> None:
	mentor.open(form(cast))
	write(mentor, "School mornings.")
	mentor.context.clear_cookies()
	mentor.sign_in(cast.stranger).open("/mentoring")
	assert mentor.page.evaluate(KEPT) == 0
	mentor.context.clear_cookies()
	mentor.sign_in(cast.mentor).open(form(cast))
	write(mentor, "School mornings.")
	mentor.page.get_by_text("More", exact=True).click()
	mentor.page.get_by_role("link", name="Sign out").click()
	mentor.page.wait_for_url(lambda url: form(cast) not in url)
	assert mentor.page.evaluate(KEPT) == 0
	assert "/login" in mentor.context.request.get(f"{mentor.address}/mentoring").url


# --- arriving, and the emptiest and the longest


@sizes
def test_whoever_signs_in_arrives_at_home(cast: Cast, visit: Visit) -> None:
	guest = visit()
	guest.may_sign_in(cast.stranger)
	guest.page.goto(f"{guest.address}/login")
	guest.page.locator("#login_email").fill(cast.stranger)
	guest.page.locator("#login_password").fill(PASSWORD)
	guest.page.locator(".form-login button[type=submit]").click()
	guest.page.wait_for_url("**/mentoring")
	guest.look().says("You support nobody yet", "You have no mentor yet")
	guest.open("/mentoring/records").says("you are not linked with anybody yet")


@sizes
def test_pages_with_all_there_can_be_on_them(mentor: Visitor, cast: Cast) -> None:
	"""Words without a space in them, both roles, several mentees, every state of a record, much to do."""
	own = cast.link.mentor_participant
	make_link(
		scheme=cast.scheme, mentee=make_mentee(scheme=cast.scheme, participant=own).name, status="Active"
	)
	other = make_link(scheme=cast.scheme, mentor=cast.link.mentor, status="Active")
	stand(other, mentee_name="N" * 140, status="Suspended")
	stand(make_link(scheme=cast.scheme, mentor=cast.link.mentor, status="Closed"), ended_on=today())
	words = {"summary": "s" * 900, "progress": "p" * 900, "outcome_reason": "r" * 300}
	for number, status in enumerate(
		("Draft", "Sent", "Queried", "Agreed", "Logged", "Draft", "Draft", "Sent")
	):
		record = cast.record(contact_date=add_days(yesterday(), -(number % 6)), **words)
		record.append("actions", {"action": "a" * 140, "who": "Both", "by_when": today()})
		record.append("remarks", {"party": "Mentee", "said_on": today(), "text": "t" * 400})
		for row in (record.actions[-1], record.remarks[-1]):
			row.db_insert()
		stand(record, status=status, docstatus=int(status in ("Agreed", "Logged")))
	mentor.open("/mentoring").says("You support", "You are supported by", "Support is suspended")
	mentor.page.get_by_text("more", exact=False).first.click()
	mentor.look().open("/mentoring/records").says("Draft, not sent yet", "A change is asked for")
	mentor.open(f"/mentoring/links/{cast.link.name}").says("every week")
	mentor.open(f"/mentoring/records/{record.name}").says("t" * 400, "Take it back", "Share with")
	mentor.open(f"/mentoring/links/{other.name}/record").says("Support is suspended")
