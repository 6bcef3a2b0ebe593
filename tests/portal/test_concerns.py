"""A mentor passes a worry on and a mentee says something, on the phone and at a desk, with JavaScript and without."""

from __future__ import annotations

from collections.abc import Callable

import frappe
import pytest
from makers import make_mentee, make_participant, make_user, stand
from portal_cast import PortalCast
from visitor import Visitor

Visit = Callable[[], Visitor]

WORRY, SAY, RAISED = "/mentoring/worry", "/mentoring/say", "/mentoring/raised"
sizes = pytest.mark.parametrize("options", ["phone", "desktop"], indirect=True)
sizes_and_without_scripts = pytest.mark.parametrize(
	"options", ["phone", "desktop", "phone without JavaScript"], indirect=True
)


@pytest.fixture
def mentee_user(cast: PortalCast) -> str:
	user = make_user("Mentee")
	link = frappe.get_doc("Mentoring Link", cast.link)
	stand(frappe.get_doc("Mentoring Participant", link.mentee_participant), user=user)
	return user


@sizes_and_without_scripts
def test_a_worry_is_passed_on(mentor: Visitor, cast: PortalCast) -> None:
	mentor.open(f"{WORRY}?link={cast.link}").says("Ring 999 first")
	mentor.choose("I worry that somebody").fill(What_happened="She was afraid to go home.").press("Send")
	mentor.says("There is a problem", "Choose whether somebody is in danger now")
	assert mentor.field("What happened").input_value() == "She was afraid to go home."
	mentor.page.locator("input[name=danger][value=No]").check()
	mentor.page.locator("input[name=told][value=No]").check()
	mentor.fill(If_you_have_not="It would add to the risk.").choose("The co-ordinator of the scheme")
	mentor.press("Send").says("Thank you. It has arrived", "It has arrived")
	concern = frappe.get_doc("Mentoring Concern", {"link": cast.link})
	assert concern.happened == "She was afraid to go home." and concern.handled_by == cast.co_ordinator


@sizes
def test_a_mentee_says_something_and_reads_the_answer(
	cast: PortalCast, mentee_user: str, visit: Visit
) -> None:
	mentee = visit().sign_in(mentee_user).open(SAY)
	if mentee.page.viewport_size["width"] > 1000:
		mentee.tab_to("I worry that somebody")
	mentee.choose("My support from").choose("I want to talk about whether")
	mentee.fill(Tell_us="We have little to say to each other.")
	mentee.page.locator("input[name=danger][value=No]").check()
	mentee.choose("The co-ordinator of the scheme").press("Send").says("It has arrived")
	concern = frappe.get_doc("Mentoring Concern", {"link": cast.link})
	stand(concern, status="Closed", answer_to_them="Thank you. " + "w" * 400)
	mentee.open(RAISED).says("Concluded", "The answer for you", "Thank you.")
	mentor = visit().sign_in(cast.user).open(RAISED).says("You have raised nothing.")
	assert concern.name not in mentor.page.content()


@sizes
def test_the_emptiest_and_the_longest(cast: PortalCast, visit: Visit) -> None:
	visit().sign_in(make_user("Mentee")).open(SAY).says("This page is for people who have a mentor")
	make_mentee(scheme=cast.scheme, participant=make_participant(user=(waiting := make_user("Mentee"))).name)
	frappe.db.set_value("Mentoring Scheme", cast.scheme, "out_of_hours_phone", "0" * 60)
	page = visit().sign_in(waiting).open(SAY).says("Out of hours")
	page.fill(Tell_us="x" * 10_001).press("Send").says("Write this in 10000 characters or fewer")
