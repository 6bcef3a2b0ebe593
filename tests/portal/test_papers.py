"""A mentor signs an agreement, books an event and asks for a break: on the phone, by keyboard, without JavaScript."""

from __future__ import annotations

from datetime import datetime, time

import frappe
import pytest
from frappe.model.document import Document
from icalendar import Calendar
from makers import days_ago, make_agreement, make_event, make_supervision, stand
from portal_cast import PortalCast
from visitor import Visitor

with_scripts_and_without = pytest.mark.parametrize(
	"options", ["phone", "phone without JavaScript"], indirect=True
)
at_a_desk = pytest.mark.parametrize("options", ["desktop"], indirect=True)


@pytest.fixture
def agreement(cast: PortalCast) -> Document:
	"""An agreement that awaits the signatures of the pair."""
	agreement = make_agreement(link=cast.link, between_contacts="Text messages to rearrange.")
	agreement.append("goals", {"goal": "Sleep", "measure": "Four nights in a row", "by_when": days_ago(-90)})
	agreement.save()
	agreement.offer_for_signature()
	return agreement


def fetch(visitor: Visitor, link: str) -> bytes:
	"""What a link leads to that is no page."""
	href = visitor.page.locator("#portal").get_by_role("link", name=link).get_attribute("href")
	answer = visitor.context.request.get(visitor.address + href)
	assert answer.ok, answer.text()
	return answer.body()


@with_scripts_and_without
def test_the_agreement_is_read_and_signed(mentor: Visitor, agreement: Document) -> None:
	mentor.open(f"/mentoring/agreements/{agreement.name}").says("To be signed", "Sleep", "Text messages")
	mentor.follow("Go on to sign").says("Check before you sign", "Confidentiality")
	mentor.press("Sign the agreement").says("There is a problem", "Type your full name to sign")
	mentor.fill(Your_full_name="Ann O'Neil").press("Sign the agreement").says("You have signed. Thank you.")
	assert [row.name_typed for row in agreement.reload().signatures] == ["Ann O'Neil"]
	assert fetch(mentor, "Keep a copy").startswith(b"%PDF")


def test_the_keyboard_is_enough_to_sign(mentor: Visitor, agreement: Document) -> None:
	mentor.open(f"/mentoring/agreements/{agreement.name}")
	mentor.tab_to("Go on to sign").key("Enter")
	mentor.tab_to("Your full name").type("Ann O'Neil").tab_to("Sign the agreement").key("Enter")
	mentor.says("You have signed. Thank you.")


@at_a_desk
def test_an_event_is_booked_and_its_date_taken_along(mentor: Visitor, cast: PortalCast) -> None:
	starts = datetime.combine(days_ago(-14), time(18))
	event = make_event(scheme=cast.scheme, title="Mentors' evening", starts_on=starts, places=3)
	mentor.open("/mentoring/events").follow("Mentors' evening").says("3 of 3 left")
	mentor.press("Sign up").says("You are booked")
	(entry,) = Calendar.from_ical(fetch(mentor, "Add to my calendar")).events
	assert entry.start.replace(tzinfo=None) == starts and entry["uid"].startswith(event.name)
	mentor.press("I cannot come after all").says("Your booking is withdrawn.")


def test_supervision_is_looked_up_and_an_action_done(mentor: Visitor, cast: PortalCast) -> None:
	make_supervision(
		mentor=cast.mentor,
		notes_for_mentor="Take an evening off.",
		actions=[{"action": "Read the leaflet", "for_mentor": 1, "by_when": days_ago(-2)}],
	)
	make_supervision(mentor=cast.mentor, status="Planned", supervision_date=days_ago(-30))
	mentor.open("/mentoring/supervision").says("Planned", "Take an evening off.")
	mentor.press("Done Read the leaflet").says("Noted as done.")
	assert frappe.db.count("Mentoring Supervision Action", {"done": 1}) == 1
	mentor.open("/mentoring/supervision").says("Done on")


@with_scripts_and_without
def test_a_break_is_asked_for(mentor: Visitor, cast: PortalCast) -> None:
	mentor.open("/mentoring/break").press("Send to my co-ordinator").says("There is a problem", "first day")
	mentor.fill(From_when=days_ago(-7).isoformat()).press("Send to my co-ordinator")
	mentor.says("Your co-ordinator has your request", "Not answered yet")
	assert frappe.db.count("Mentoring Request", {"mentor": cast.mentor, "status": "Open"}) == 1


def test_the_emptiest_pages_are_whole(mentor: Visitor, cast: PortalCast) -> None:
	stand(frappe.get_doc("Mentor", cast.mentor), stage="Suspended")
	mentor.open("/mentoring/events").says("Nothing else is planned")
	mentor.open("/mentoring/supervision").says("None was held yet")
	mentor.open("/mentoring/break").says("approved or active")
