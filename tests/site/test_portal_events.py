"""Mentors and mentees answer invitations, sign up for events, and take dates into their calendars (R10, R12, R47)."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, time, timedelta

import frappe
import pytest
from casts import Cast, make_cast
from frappe.model.document import Document
from frappe.utils import getdate, today
from icalendar import Calendar
from makers import days_ago, make_booking, make_event, make_mentor, make_supervision, stand
from portal_browser import Browser
from queries import count_queries

from mentoring_scheme.portal import calendar_files, events, supervision, training

AsUser = Callable[[str], AbstractContextManager[None]]
SignIn = Callable[[str], Browser]

HOSTILE = 'Soup <img src=x onerror=alert(1)> & "bread" {{ 7*7 }}'
CALENDARS = "/api/method/mentoring_scheme.portal.api.calendars"


@pytest.fixture
def cast() -> Cast:
	return make_cast()


def event_of(cast: Cast, days: int = 14, **values: object) -> Document:
	starts = datetime.combine(days_ago(-days), time(18))
	return make_event(scheme=cast.scheme, starts_on=starts, **values)


def listed(as_user: AsUser, user: str) -> dict[str, list[str]]:
	with as_user(user):
		page = events.overview()
	parts = ("invited", "coming", "open", "past")
	return {part: [row["name"] for row in page[part]] for part in parts if page[part]}


def participant_of(cast: Cast) -> str:
	return cast.link.mentor_participant


# --- the way through


@pytest.mark.commits
def test_somebody_signs_up_and_withdraws_and_takes_the_date_along(sign_in: SignIn, cast: Cast) -> None:
	event = event_of(cast, title=HOSTILE, description=HOSTILE, trainer=HOSTILE, venue=HOSTILE)
	browser = sign_in(cast.mentor)
	page = browser.open("/mentoring/events")
	assert page.main.find("img") is None and "{{ 7*7 }}" in page.words
	page = page.follow("Soup")
	assert page.main.find("img") is None and "Add to my calendar" not in page.words
	page = page.press("Sign up")
	assert "You are booked" in page.words
	file = page.follow("Add to my calendar").response
	assert file.mimetype == "text/calendar" and "attachment" in file.headers["Content-Disposition"]
	(entry,) = Calendar.from_ical(file.get_data()).events
	assert entry.start.replace(tzinfo=None) == event.starts_on
	page = page.press("I cannot come after all")
	assert "Your booking is withdrawn." in page.words
	booking = frappe.get_doc("Mentoring Booking", {"event": event.name})
	assert (booking.participant, booking.status) == (participant_of(cast), "Withdrawn")


@pytest.mark.commits
def test_what_stands_in_the_way_is_said(sign_in: SignIn, cast: Cast) -> None:
	event = event_of(cast)
	make_booking(event=event.name, participant=participant_of(cast))
	form = sign_in(cast.mentor).open(f"/mentoring/events/{event.name}")
	stand(event, starts_on=datetime.combine(days_ago(1), time(18)))
	page = form.press("Yes, I am coming")
	assert "started on" in page.summary[""] and page.soup.select("main form") == []
	assert frappe.db.get_value("Mentoring Booking", {"event": event.name}, "status") == "Invited"


@pytest.mark.commits
def test_an_event_for_others_is_as_one_that_does_not_exist(sign_in: SignIn, cast: Cast) -> None:
	theirs = make_event(scheme=make_cast().scheme).name
	browser = sign_in(cast.mentor)
	token = re.search(
		r'csrf_token = "(\w+)"', browser.open("/mentoring/events").response.get_data(as_text=True)
	)[1]
	for name in (theirs, "x"):
		assert browser.open(f"/mentoring/events/{name}").status == 404
		assert browser.open(f"{CALENDARS}.event?event={name}").status == 403
		answer = {"event": name, "coming": "yes", "csrf_token": token}
		assert browser.post("/api/method/mentoring_scheme.portal.api.events.answer", answer).status == 403
	assert browser.open(f"{CALENDARS}.contact?agreement=x").status == 403
	assert sign_in(cast.mentee).open("/mentoring/supervision").status == 200
	assert not frappe.db.count("Mentoring Booking", {"event": theirs})


# --- what is listed


def test_the_list_says_what_is_open_and_what_one_takes_part_in(cast: Cast, as_user: AsUser) -> None:
	for_mentors, for_mentees = event_of(cast).name, event_of(cast, open_to="Mentees").name
	invitation = event_of(cast).name
	make_booking(event=invitation, participant=participant_of(cast))
	assert listed(as_user, cast.mentor) == {"invited": [invitation], "open": [for_mentors]}
	assert listed(as_user, cast.mentee) == {"open": [for_mentees]}
	assert listed(as_user, make_cast().mentor) == {}
	with as_user(cast.mentor):
		assert [each.text.split()[0] for each in events.to_do([])] == ["Answer"]
		assert events.answer(events.own(invitation), coming=False) == "Declined"
		assert events.answer(events.own(for_mentors), coming=True) == "Booked"
		assert events.answer(events.own(for_mentors), coming=True) == "Booked"
		assert events.to_do([]) == []
	assert listed(as_user, cast.mentor) == {"coming": [for_mentors], "open": [invitation]}


def test_a_cancelled_event_is_told_to_those_it_concerned(cast: Cast, as_user: AsUser) -> None:
	event = event_of(cast)
	make_booking(event=event.name, participant=participant_of(cast))
	event.cancel_event("The hall is flooded.")
	assert listed(as_user, cast.mentor) == {"coming": [event.name]}
	assert listed(as_user, cast.stranger) == {}
	with as_user(cast.mentor):
		page = events.page(events.own(event.name))
		assert page["cancel_reason"] == "The hall is flooded." and not page["yes"] and not page["no"]
		assert events.entry(events.own(event.name)).cancelled


def test_who_comes_too_late_waits_in_line(cast: Cast, as_user: AsUser) -> None:
	event = event_of(cast, places=1)
	with as_user(cast.mentor):
		assert events.answer(events.own(event.name), coming=True) == "Booked"
	with as_user(cast.stranger):
		assert events.page(events.own(event.name))["yes"] == "Go on the waiting list"
		assert events.answer(events.own(event.name), coming=True) == "Waiting list"
		assert "number 1" in events.page(events.own(event.name))["in_line"]
	with as_user(cast.mentor):
		events.answer(events.own(event.name), coming=False)
	assert listed(as_user, cast.stranger) == {"coming": [event.name]}


def test_what_somebody_attended_is_kept_in_the_list(cast: Cast, as_user: AsUser) -> None:
	event = event_of(cast, days=-30, kind="Ongoing training", training="Listening")
	event_of(cast, days=-20)
	event.record_attendance([{"participant": participant_of(cast), "walked_in": 1, "outcome": "Attended"}])
	assert listed(as_user, cast.mentor) == {"past": [event.name]}


def test_a_link_to_join_is_never_a_script(cast: Cast, as_user: AsUser) -> None:
	event = stand(event_of(cast), online_link="javascript:alert(1)")
	with as_user(cast.mentor):
		assert events.page(events.own(event.name))["online_link"] == ""


def test_the_queries_of_the_lists_do_not_grow(cast: Cast, as_user: AsUser) -> None:
	def ask() -> None:
		events.overview(), events.to_do([]), supervision.overview(), supervision.to_do([])

	def more() -> None:
		make_booking(event=event_of(cast).name, participant=participant_of(cast))
		make_supervision(mentor=cast.link.mentor, actions=[{"action": "Rest", "for_mentor": 1}])

	more()
	with as_user(cast.mentor):
		ask()
		one = count_queries(ask)
	for _each in range(3):
		more()
	with as_user(cast.mentor):
		ask()
		assert count_queries(ask) == one


# --- training


def test_training_whose_time_has_run_out_is_to_do(cast: Cast, as_user: AsUser) -> None:
	stand(frappe.get_doc("Mentor", cast.link.mentor), approved_on=days_ago(400))
	mentor = frappe.get_doc("Mentor", cast.link.mentor)
	mentor.append("trainings", {"training": "First aid", "mandatory": 1, "due_on": days_ago(3)})
	mentor.save()
	with as_user(cast.mentor):
		said = [each.text for each in training.to_do([])]
		assert "Book the training “First aid”" in said
		assert {"First aid"} <= {row["label"] for row in training.rows()}
	with as_user(cast.mentee):
		assert training.to_do([]) == training.rows() == []


# --- calendar files


def as_read(as_user: AsUser, user: str, event: str) -> object:
	with as_user(user):
		file = calendar_files.as_file([events.entry(events.own(event))])
	calendar = Calendar.from_ical(file)
	assert calendar.timezones, "the times stand in the site's zone, with its rules"
	(entry,) = calendar.events
	return entry


def test_an_entry_keeps_its_identity_and_its_sequence_grows(cast: Cast, as_user: AsUser) -> None:
	event = event_of(cast, online_link="https://meet.example/a", venue="")
	before = as_read(as_user, cast.mentor, event.name)
	event.reload()
	an_hour = timedelta(hours=1)
	stand(event, modified=event.modified + an_hour, starts_on=event.starts_on + an_hour)
	moved = as_read(as_user, cast.mentor, event.name)
	assert moved["uid"] == before["uid"] and moved["sequence"] > before["sequence"]
	assert moved.start - before.start == an_hour
	assert moved.start.utcoffset() is not None and moved["location"] == "https://meet.example/a"
	stand(event, status="Cancelled")
	assert as_read(as_user, cast.mentor, event.name)["status"] == "CANCELLED"


def test_times_are_those_of_the_site_in_summer_as_in_winter(cast: Cast, as_user: AsUser) -> None:
	zone = frappe.utils.get_system_timezone()
	for month in (1, 7):
		starts = datetime(getdate(today()).year + 1, month, 5, 18)
		event = make_event(scheme=cast.scheme, starts_on=starts)
		entry = as_read(as_user, cast.mentor, event.name)
		assert (entry.start.hour, str(entry.start.tzinfo)) == (18, zone)


def test_supervision_goes_into_the_calendar_by_the_day(cast: Cast, as_user: AsUser) -> None:
	make_supervision(mentor=cast.link.mentor, status="Planned", supervision_date=days_ago(-5))
	make_supervision(
		mentor=make_mentor(scheme=cast.scheme).name, status="Planned", supervision_date=days_ago(-5)
	)
	with as_user(cast.mentor):
		(entry,) = Calendar.from_ical(calendar_files.as_file(supervision.entries())).events
	assert entry.start == days_ago(-5) and entry["summary"] == "Supervision"
