"""Feedback by the link from a mail, own details and asking for a change: with a finger, with JavaScript and without."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import frappe
import pytest
from makers import make_feedback, make_mentor, make_participant, make_scheme, make_user, stand
from visitor import Visitor

from mentoring_scheme.mentoring_scheme.doctype.mentoring_feedback.key import address_with_key

Visit = Callable[[], Visitor]
on_phones = pytest.mark.parametrize("options", ["phone", "phone without JavaScript"], indirect=True)


@pytest.fixture
def form(transaction: None) -> Any:
	"""Feedback that was asked of a mentee without an account, in a scheme whose mails carry links."""
	feedback = make_feedback()
	assert feedback.asked_user is None
	return feedback


@pytest.fixture
def mentor(transaction: None, visit: Visit) -> Visitor:
	"""A mentor with an account, signed in."""
	user = make_user("Mentor")
	scheme = make_scheme(portal_colour="#0b5d4e", welcome_letter="Welcome to us.").name
	make_mentor(scheme=scheme, participant=make_participant(user=user).name)
	return visit().sign_in(user)


@on_phones
def test_feedback_is_given_by_the_link_and_the_link_is_used_up(form: Any, visit: Visit) -> None:
	path = address_with_key(form).partition(frappe.utils.get_url())[2]
	guest = visit().open(path)
	guest.press("Give feedback").says("There is a problem", "No question is answered yet")
	guest.choose("4 – a good deal")
	guest.page.locator("textarea").first.fill("It helped. <b>Truly</b>")
	guest.press("Give feedback").says("Thank you. Your feedback is given.")
	form.reload()
	assert form.given_how == "By link" and [row.score for row in form.answers if row.score] == [4]
	guest.open(path).says("This link does not open anything.")
	assert guest.page.locator("main form").count() == 0


@on_phones
def test_a_mentor_changes_the_phone_and_asks_for_the_rest(mentor: Visitor) -> None:
	mentor.open("/mentoring/profile").says("About you").follow("Change my details")
	mentor.fill(Phone="ring me").press("Save").says("There is a problem", "Enter a phone number")
	mentor.fill(Phone="01632 960 001").press("Save").says("Saved.", "01632 960 001")
	mentor.follow("Ask for another change").fill(What_is_to_be_changed="My new e-mail address.").press("Ask")
	mentor.says("Your co-ordinator has your request.", "My new e-mail address.", "Not answered yet")
	mentor.open("/mentoring/help").says("Who to call", "Welcome to us.")
	header = mentor.page.locator(".mentoring-header")
	assert header.evaluate("each => getComputedStyle(each).backgroundColor") == "rgb(11, 93, 78)"


def test_own_data_come_as_a_file(mentor: Visitor) -> None:
	mentor.open("/mentoring/profile")
	with mentor.page.expect_download() as download:
		mentor.page.get_by_role("button", name="Download my data").click()
	assert download.value.suggested_filename == "my-data.zip"


@pytest.mark.parametrize("options", ["desktop"], indirect=True)
def test_feedback_is_given_by_keyboard_in_the_portal(visit: Visit, transaction: None) -> None:
	user = make_user("Mentee")
	form = make_feedback()
	stand(
		frappe.get_doc(
			"Mentoring Participant", frappe.db.get_value("Mentoring Link", form.link, "mentee_participant")
		),
		user=user,
	)
	mentee = visit().sign_in(user).open(f"/mentoring/feedback/{form.name}")
	mentee.tab_to("1 – not at all").page.keyboard.press("ArrowDown")
	mentee.tab_to("Give feedback").key("Enter").says("Thank you.", "2 – a little")
