"""Events: people are invited, sign up, wait, move up and come; what they attended goes on their records (R9, R10, R12)."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from email import message_from_string, policy

import frappe
import pytest
from frappe.utils import get_datetime, getdate, now_datetime
from makers import (
	make_booking,
	make_event,
	make_mentee,
	make_mentor,
	make_participant,
	make_scheme,
	make_user,
	stand,
)
from queries import count_queries
from story import change, refused
from workers import at_once

from mentoring_scheme.mentoring_scheme.verdict import RuleRefusal

LATER = datetime(2099, 12, 4, 18)


@pytest.fixture(autouse=True)
def a_sender():
	"""A sender, so that mails are written; they wait in the queue and never leave the site."""
	frappe.local.conf.update({"mail_server": "localhost", "auto_email_id": "scheme@example.org"})


@pytest.fixture
def co_ordinator() -> str:
	return make_user("Mentoring Co-ordinator")


@pytest.fixture
def scheme(co_ordinator) -> str:
	return make_scheme(members={co_ordinator: "Co-ordinator"}).name


@pytest.fixture
def act(as_user, co_ordinator):
	"""The co-ordinator is at work; somebody else with `act.as_`."""
	with as_user(co_ordinator):
		yield as_user


def mentor_with_account(scheme, **values):
	"""A mentor and their account."""
	user = make_user("Mentor")
	mentor = make_mentor(scheme=scheme, participant=make_participant(user=user).name, **values)
	return mentor, user


def mentors(scheme, number):
	"""Mentors with accounts, made by the Administrator before the co-ordinator is at work."""
	return [mentor_with_account(scheme) for _ in range(number)]


def begun(event, hours=1):
	"""The event as it stands once it has begun."""
	starts = now_datetime() - timedelta(hours=hours)
	return stand(event.reload(), starts_on=starts, ends_on=starts + timedelta(hours=2))


def now(event):
	return frappe.get_doc("Mentoring Event", event.name)


def booking_of(event, mentor):
	return frappe.get_doc("Mentoring Booking", {"event": event.name, "participant": mentor.participant})


def states(event):
	rows = frappe.get_all("Mentoring Booking", {"event": event.name}, pluck="status")
	return {state: rows.count(state) for state in set(rows)}


def figures(event):
	return tuple(
		frappe.db.get_value("Mentoring Event", event.name, ["booked", "waiting", "attended", "status"])
	)


def mails_to(user):
	queued = frappe.get_all("Email Queue Recipient", {"recipient": user}, pluck="parent", order_by="creation")
	return [
		message_from_string(frappe.db.get_value("Email Queue", name, "message"), policy=policy.default)
		for name in queued
	]


def subjects_to(user):
	return [" ".join(mail["Subject"].split()) for mail in mails_to(user)]


def text_of(mail):
	return mail.get_body(("html",)).get_content()


# --- planning


def test_an_event_that_ends_before_it_starts_is_refused(scheme):
	with refused() as told:
		make_event(scheme=scheme, starts_on=LATER, ends_on=LATER - timedelta(hours=1))
	assert told.says("The event ends on", "has to end after it starts", "(R12)")


def test_negative_places_are_refused(scheme):
	with refused() as told:
		make_event(scheme=scheme, places=-2)
	assert told.says("The event has -2 places.", "or 0 for as many as like to")


def test_a_closed_scheme_plans_no_events(scheme):
	stand(frappe.get_doc("Mentoring Scheme", scheme), enabled=0)
	frappe.clear_document_cache("Mentoring Scheme", scheme)
	with refused() as told:
		make_event(scheme=scheme)
	assert told.says("is not enabled")


def test_a_preparation_course_begins_with_the_topics_of_the_scheme():
	topics = ["What mentoring is", "Boundaries", "Endings"]
	scheme = make_scheme(preparation_topics=[{"topic": topic} for topic in topics]).name
	course = make_event(scheme=scheme, kind="Preparation course", open_to="Mentors and applicants")
	assert [row.topic for row in course.topics] == topics
	course.set("topics", course.topics[:2])
	assert len(course.save().reload().topics) == 2, "one course need not cover them all"
	assert not make_event(scheme=scheme).topics


def test_only_courses_count_as_training(scheme):
	assert make_event(scheme=scheme, kind="Ongoing training", training="First aid").training == "First aid"
	assert make_event(scheme=scheme, kind="Support meeting", training="First aid").training is None


def test_figures_and_state_cannot_be_written(scheme):
	event = make_event(scheme=scheme)
	event.update({"booked": 9, "waiting": 9, "attended": 9, "status": "Held"})
	event.save()
	assert figures(event) == (0, 0, 0, "Planned")
	with refused() as told:
		make_event(scheme=scheme, status="Held")
	assert told.says("begins as “Planned”")


# --- inviting


def test_whom_an_event_is_for_can_be_invited_and_those_on_its_list_are_left_out(scheme, act):
	with act("Administrator"):
		active, _ = mentor_with_account(scheme)
		applicant = make_mentor(scheme=scheme, stage="Interview")
		gone = make_mentor(scheme=scheme, stage="Stood Down")
		mentee = make_mentee(scheme=scheme)
		make_mentor()
	event = make_event(scheme=scheme)
	assert [each["participant"] for each in event.candidates()] == [active.participant]
	everybody = {each["participant"] for each in event.candidates(everybody=True)}
	assert everybody == {active.participant, applicant.participant, mentee.participant}
	assert gone.participant not in everybody
	event.invite([active.participant])
	assert event.candidates() == []


def test_invitations_give_each_person_one_booking_and_one_mail(scheme, act):
	with act("Administrator"):
		people = mentors(scheme, 3)
	event = make_event(scheme=scheme)
	everybody = [mentor.participant for mentor, _ in people]
	first = event.invite([*everybody, everybody[0]])
	assert (first["invited"], first["listed"]) == (3, 0)
	again = event.invite(everybody)
	assert (again["invited"], again["listed"]) == (0, 3)
	assert states(event) == {"Invited": 3}
	for mentor, user in people:
		(mail,) = mails_to(user)
		booking = booking_of(event, mentor)
		assert (booking.mentor, booking.participant_name) == (mentor.name, mentor.participant_name)
		subject = " ".join(mail["Subject"].split())
		assert scheme in subject and booking.name in subject
		assert mentor.participant_name not in subject and event.title not in subject
		others = [other.participant_name for other, _ in people if other is not mentor]
		assert event.title in text_of(mail) and event.venue in text_of(mail)
		assert not any(name in text_of(mail) for name in others)


def test_a_mail_leads_where_its_reader_can_go(scheme, act):
	with act("Administrator"):
		portal, portal_user = mentor_with_account(scheme)
		desk_user = make_user("Mentor", "Supervising Social Worker")
		desk = make_mentor(scheme=scheme, participant=make_participant(user=desk_user).name)
	event = make_event(scheme=scheme)
	event.invite([portal.participant, desk.participant])
	assert f"/mentoring-event/{event.name}" in text_of(mails_to(desk_user)[0])
	assert "/mentoring-event" not in text_of(mails_to(portal_user)[0])
	assert text_of(mails_to(portal_user)[0]).count("<a href") == 1


def test_somebody_without_an_account_is_written_to_and_without_an_address_named(scheme, act):
	with act("Administrator"):
		by_mail = make_mentor(
			scheme=scheme, participant=make_participant(email="carol.by.mail@example.org").name
		)
		by_hand = make_mentor(scheme=scheme)
	event = make_event(scheme=scheme, description="About <b>sleep</b>.")
	answer = event.invite([by_mail.participant, by_hand.participant])
	assert answer["without_address"] == [by_hand.participant_name]
	text = text_of(mails_to("carol.by.mail@example.org")[0])
	assert "Please tell your co-ordinator." in text and "<a href" not in text
	assert "About &lt;b&gt;sleep&lt;/b&gt;." in text


def test_somebody_whom_the_event_is_not_for_is_not_invited_and_the_others_are(scheme, act):
	with act("Administrator"):
		mentor, _ = mentor_with_account(scheme)
		mentee, stranger = make_mentee(scheme=scheme), make_participant()
	event = make_event(scheme=scheme)
	answer = event.invite([mentee.participant, stranger.name, mentor.participant])
	assert answer["invited"] == 1
	assert f"The event is for “Mentors”, and {mentee.participant_name}" in answer["refused"][0]
	assert "is neither mentor nor applicant nor mentee" in answer["refused"][1]


def test_nobody_is_invited_once_it_has_begun(scheme, act):
	with act("Administrator"):
		mentor, _ = mentor_with_account(scheme)
	event = begun(make_event(scheme=scheme))
	with refused(RuleRefusal) as told:
		event.invite([mentor.participant])
	assert told.says("The event started on", "Choose “Attendance”")


def test_a_booking_made_by_hand_is_an_invitation_like_any_other(scheme, act):
	with act("Administrator"):
		mentor, user = mentor_with_account(scheme)
		mentee = make_mentee(scheme=scheme)
	event = make_event(scheme=scheme)
	booking = make_booking(event=event.name, participant=mentor.participant)
	booking.update({"status": "Attended", "walked_in": 1, "answered_on": LATER})
	booking.save()
	assert (booking.reload().status, booking.walked_in, booking.answered_on) == ("Invited", 0, None)
	assert len(mails_to(user)) == 1
	with refused(RuleRefusal) as told:
		make_booking(event=event.name, participant=mentee.participant)
	assert told.says("The event is for “Mentors”")
	with refused(frappe.UniqueValidationError):
		make_booking(event=event.name, participant=mentor.participant)


def test_a_long_list_costs_the_same_questions_for_each(scheme, act):
	"""What is read for the list is read once; each invitation then costs what a save costs."""
	with act("Administrator"):
		people = [make_mentor(scheme=scheme).participant for _ in range(6)]
	small, large = make_event(scheme=scheme), make_event(scheme=scheme)
	small.invite(people[:1])
	few = count_queries(lambda: make_event(scheme=scheme).candidates())
	large.invite(people)
	assert count_queries(lambda: make_event(scheme=scheme).candidates()) <= few


def test_a_site_that_cannot_send_mail_says_so_once(scheme, act):
	with act("Administrator"):
		people = mentors(scheme, 3)
	for key in ("mail_server", "auto_email_id"):
		frappe.local.conf.pop(key)
	event = make_event(scheme=scheme)
	assert event.invite([mentor.participant for mentor, _ in people])["invited"] == 3
	messages = [each.get("message") for each in frappe.get_message_log()]
	assert len(messages) == len(set(messages)) <= 1, messages  # Frappe 16 writes it to its log instead


# --- signing up


def test_a_mentor_signs_up_with_their_own_account(scheme, act):
	with act("Administrator"):
		((mentor, user),) = mentors(scheme, 1)
	event = make_event(scheme=scheme, places=1)
	event.invite([mentor.participant])
	with act(user):
		answer = now(event).answer(True)
	assert (answer["status"], answer["place_in_line"]) == ("Booked", None)
	assert figures(event) == (1, 0, 0, "Planned")
	assert booking_of(event, mentor).answered_on


def test_an_open_event_needs_no_invitation(scheme, act):
	with act("Administrator"):
		((_, user),) = mentors(scheme, 1)
	event = make_event(scheme=scheme)
	with act(user):
		assert now(event).answer(True)["status"] == "Booked"
	assert mails_to(user) == []


def test_over_capacity_the_place_in_the_line_is_told(scheme, act):
	with act("Administrator"):
		people = mentors(scheme, 3)
	event = make_event(scheme=scheme, places=1)
	told = []
	for _, user in people:
		with act(user):
			told.append(now(event).answer(True))
	assert [each["status"] for each in told] == ["Booked", "Waiting list", "Waiting list"]
	assert [each["place_in_line"] for each in told] == [None, 1, 2]
	assert "All 1 places are taken. The place in the line is number 2" in told[2]["message"]
	assert figures(event) == (1, 2, 0, "Planned")


def test_whoever_withdraws_makes_room_for_the_first_in_the_line_who_is_told(scheme, act):
	with act("Administrator"):
		people = mentors(scheme, 3)
	event = make_event(scheme=scheme, places=1)
	for _, user in people:
		with act(user):
			now(event).answer(True)
	with act(people[0][1]):
		assert now(event).answer(False)["status"] == "Withdrawn"
	assert [booking_of(event, mentor).status for mentor, _ in people] == [
		"Withdrawn",
		"Booked",
		"Waiting list",
	]
	assert figures(event) == (1, 1, 0, "Planned")
	(subject,) = subjects_to(people[1][1])
	assert "there is a place for you" in subject
	assert subjects_to(people[2][1]) == []
	with act(people[0][1]):
		assert now(event).answer(True)["place_in_line"] == 2, "whoever comes back joins the end of the line"


def test_saying_the_same_again_changes_nothing(scheme, act):
	with act("Administrator"):
		people = mentors(scheme, 2)
	event = make_event(scheme=scheme, places=1)
	for _, user in people:
		with act(user):
			now(event).answer(True)
	before = booking_of(event, people[1][0]).answered_on
	with act(people[1][1]):
		assert now(event).answer(True)["place_in_line"] == 1
	assert booking_of(event, people[1][0]).answered_on == before
	assert figures(event) == (1, 1, 0, "Planned")


def test_an_invitation_is_declined_and_the_place_stays_free(scheme, act):
	with act("Administrator"):
		((mentor, user),) = mentors(scheme, 1)
	event = make_event(scheme=scheme, places=1)
	event.invite([mentor.participant])
	booking = booking_of(event, mentor)
	with act(user):
		assert booking.answer(False)["status"] == "Declined"
	assert booking.reload().status == "Declined"
	assert figures(event) == (0, 0, 0, "Planned")


def test_staff_answer_on_behalf_and_nobody_else_does(scheme, act):
	with act("Administrator"):
		(mentor, _), (_, other_user) = mentors(scheme, 2)
	event = make_event(scheme=scheme)
	assert event.answer(True, mentor.participant)["status"] == "Booked"
	with act(other_user), refused(frappe.PermissionError) as told:
		now(event).answer(False, mentor.participant)
	assert told.says("Only the person invited answers, or staff of the scheme on their behalf.")
	with refused() as told:
		event.answer(True)
	assert told.says("Choose the person for whom you answer")


@pytest.mark.parametrize(
	("arrange", "says"),
	[
		(lambda event: stand(event, status="Cancelled"), "was cancelled"),
		(begun, "The event started on"),
	],
)
def test_no_sign_up_for_what_is_cancelled_or_past(scheme, act, arrange, says):
	with act("Administrator"):
		((mentor, user),) = mentors(scheme, 1)
	event = make_event(scheme=scheme)
	event.invite([mentor.participant])
	arrange(event)
	with act(user), refused(RuleRefusal) as told:
		now(event).answer(True)
	assert told.says(says)
	assert booking_of(event, mentor).status == "Invited"


def test_an_event_of_a_closed_scheme_takes_nobody(scheme, act):
	with act("Administrator"):
		((_, user),) = mentors(scheme, 1)
		event = make_event(scheme=scheme)
		stand(frappe.get_doc("Mentoring Scheme", scheme), enabled=0)
		frappe.clear_document_cache("Mentoring Scheme", scheme)
	with act(user), refused(RuleRefusal) as told:
		now(event).answer(True)
	assert told.says("is not enabled", "Ask a manager to enable the scheme.")


def test_fewer_places_than_are_taken_are_refused_with_the_figures(scheme, act):
	with act("Administrator"):
		people = mentors(scheme, 3)
	event = make_event(scheme=scheme, places=3)
	for mentor, _ in people:
		event.answer(True, mentor.participant)
	with refused(RuleRefusal) as told:
		change(event, places=2)
	assert told.says("3 people have a place already, which is more than 2.", "Keep at least 3 places")


@pytest.mark.parametrize(("places", "left"), [(3, 1), (9, 0), (0, 0)])
def test_more_places_let_people_move_up_in_order(scheme, act, places, left):
	with act("Administrator"):
		people = mentors(scheme, 4)
	event = make_event(scheme=scheme, places=1)
	for mentor, _ in people:
		event.answer(True, mentor.participant)
	change(event, places=places)
	assert figures(event) == (4 - left, left, 0, "Planned")
	told = [bool(subjects_to(user)) for _, user in people]
	assert told == [False, True, True, not left]


def test_a_booking_that_is_deleted_frees_its_place(scheme, act):
	with act("Administrator"):
		people = mentors(scheme, 2)
		event = make_event(scheme=scheme, places=1)
		for mentor, _ in people:
			event.answer(True, mentor.participant)
		booking_of(event, people[0][0]).delete()
	assert booking_of(event, people[1][0]).status == "Booked"
	assert figures(event) == (1, 0, 0, "Planned")


# --- two at once


@pytest.mark.commits
def test_two_who_want_the_last_place_at_once_never_both_get_it(site):
	scheme = make_scheme().name
	people = mentors(scheme, 2)
	event = make_event(scheme=scheme, places=1)
	frappe.db.commit()
	both_have_looked = threading.Barrier(2)

	def sign_up(user):
		def act():
			frappe.set_user(user)
			event_as_seen = frappe.get_doc("Mentoring Event", event.name)
			assert frappe.db.count("Mentoring Booking", {"event": event.name}) == 0
			both_have_looked.wait(timeout=30)
			return event_as_seen.answer(True)

		return act

	told = at_once(site, *(sign_up(user) for _, user in people))
	frappe.db.rollback()
	assert sorted(each["status"] for each in told) == ["Booked", "Waiting list"]
	assert sorted(each["place_in_line"] or 0 for each in told) == [0, 1]
	assert figures(event) == (1, 1, 0, "Planned")


@pytest.mark.commits
def test_two_who_invite_the_same_people_at_once_invite_each_once(site):
	scheme = make_scheme().name
	everybody = [mentor.participant for mentor, _ in mentors(scheme, 3)]
	event = make_event(scheme=scheme)
	frappe.db.commit()
	both_have_looked = threading.Barrier(2)

	def act():
		event_as_seen = frappe.get_doc("Mentoring Event", event.name)
		assert frappe.db.count("Mentoring Booking", {"event": event.name}) == 0
		both_have_looked.wait(timeout=30)
		return event_as_seen.invite(everybody)["invited"]

	assert sorted(at_once(site, act, act)) == [0, 3]
	frappe.db.rollback()
	assert states(event) == {"Invited": 3}


# --- attendance


def outcome(booking, said):
	return {"booking": booking.name, "outcome": said}


def trainings_of(mentor):
	rows = frappe.get_doc("Mentor", mentor.name).trainings
	return [(row.training, getdate(row.attended_on), row.booking) for row in rows if row.booking]


def test_attendance_of_a_course_goes_on_the_training_record_and_comes_off_again(scheme, act):
	with act("Administrator"):
		(came, _), (stayed_away, _) = mentors(scheme, 2)
	event = make_event(scheme=scheme, kind="Ongoing training", training="First aid")
	for mentor in (came, stayed_away):
		event.answer(True, mentor.participant)
	event = begun(event)
	booking, other = booking_of(event, came), booking_of(event, stayed_away)
	answer = event.record_attendance([outcome(booking, "Attended"), outcome(other, "Did not attend")])
	assert [line["ok"] for line in answer["lines"]] == [True, True]
	assert trainings_of(came) == [("First aid", getdate(event.starts_on), booking.name)]
	assert trainings_of(stayed_away) == []
	assert figures(event) == (2, 0, 1, "Held")

	event.record_attendance([outcome(booking, "Attended")])
	assert len(trainings_of(came)) == 1, "recorded again, it stands there once"

	event.record_attendance([outcome(booking, "Did not attend"), outcome(other, "Attended")])
	assert trainings_of(came) == []
	assert len(trainings_of(stayed_away)) == 1

	event.record_attendance([outcome(booking, "Booked"), outcome(other, "Booked")])
	assert trainings_of(stayed_away) == []
	assert figures(event) == (2, 0, 0, "Planned"), "all of it taken back, it was not held"
	assert booking.reload().attendance_recorded_on is None


def test_a_course_without_a_name_counts_under_its_title(scheme, act):
	with act("Administrator"):
		((mentor, _),) = mentors(scheme, 1)
	event = make_event(scheme=scheme, kind="Ongoing training", title="Moving on well")
	event.answer(True, mentor.participant)
	event = begun(event)
	event.record_attendance([outcome(booking_of(event, mentor), "Attended")])
	assert trainings_of(mentor)[0][0] == "Moving on well"


def test_a_support_meeting_is_no_training(scheme, act):
	with act("Administrator"):
		((mentor, _),) = mentors(scheme, 1)
	event = make_event(scheme=scheme)
	event.answer(True, mentor.participant)
	event = begun(event)
	event.record_attendance([outcome(booking_of(event, mentor), "Attended")])
	assert trainings_of(mentor) == []
	assert figures(event) == (1, 0, 1, "Held")


def test_an_information_session_dates_that_stage_where_it_has_no_date(scheme, act):
	with act("Administrator"):
		new = make_mentor(scheme=scheme, stage="Applied", information_session_on=None)
		earlier = make_mentor(scheme=scheme, stage="Interview")
	known = frappe.db.get_value("Mentor", earlier.name, "information_session_on")
	event = make_event(scheme=scheme, kind="Information session", open_to="Mentors and applicants")
	for mentor in (new, earlier):
		event.answer(True, mentor.participant)
	event = begun(event)
	rows = [booking_of(event, mentor) for mentor in (new, earlier)]
	event.record_attendance([outcome(row, "Attended") for row in rows])
	dates = [
		frappe.db.get_value("Mentor", mentor.name, "information_session_on") for mentor in (new, earlier)
	]
	assert dates == [getdate(event.starts_on), known]
	event.record_attendance([outcome(row, "Did not attend") for row in rows])
	dates = [
		frappe.db.get_value("Mentor", mentor.name, "information_session_on") for mentor in (new, earlier)
	]
	assert dates == [None, known]


def test_no_attendance_before_it_starts(scheme, act):
	with act("Administrator"):
		((mentor, _),) = mentors(scheme, 1)
	event = make_event(scheme=scheme)
	event.answer(True, mentor.participant)
	with refused(RuleRefusal) as told:
		event.record_attendance([outcome(booking_of(event, mentor), "Attended")])
	assert told.says("nobody has attended it yet", "Record the attendance once it has started.")


def test_attendance_of_an_event_is_recorded_though_its_scheme_has_been_closed_since(scheme, act):
	with act("Administrator"):
		((mentor, _),) = mentors(scheme, 1)
		event = make_event(scheme=scheme, kind="Ongoing training")
		event.answer(True, mentor.participant)
		stand(frappe.get_doc("Mentoring Scheme", scheme), enabled=0)
		frappe.clear_document_cache("Mentoring Scheme", scheme)
	event = begun(event)
	event.record_attendance([outcome(booking_of(event, mentor), "Attended")])
	assert len(trainings_of(mentor)) == 1


def test_attendance_of_somebody_never_invited_is_refused_in_their_line_and_the_others_are_kept(scheme, act):
	with act("Administrator"):
		(invited, _), (never, _) = mentors(scheme, 2)
	event = make_event(scheme=scheme, kind="Ongoing training")
	event.answer(True, invited.participant)
	event = begun(event)
	answer = event.record_attendance(
		[
			{"participant": never.participant, "outcome": "Attended"},
			outcome(booking_of(event, invited), "Attended"),
		]
	)
	refusal, kept = answer["lines"]
	assert (refusal["ok"], kept["ok"]) == (False, True)
	assert refusal["name"] == never.participant_name
	assert "never invited and never booked" in refusal["message"]
	assert "add them under “Came without a booking”" in refusal["message"]
	assert trainings_of(never) == []
	assert states(event) == {"Attended": 1}


def test_whoever_walked_in_is_recorded_as_such(scheme, act):
	with act("Administrator"):
		((mentor, user),) = mentors(scheme, 1)
		mentee = make_mentee(scheme=scheme)
		stranger = make_participant()
	event = begun(make_event(scheme=scheme, kind="Ongoing training", places=1))
	answer = event.record_attendance(
		[
			{"participant": who, "walked_in": True, "outcome": "Attended"}
			for who in (mentor.participant, mentee.participant, stranger.name)
		]
	)
	assert [line["ok"] for line in answer["lines"]] == [True, True, False]
	assert "is neither mentor nor applicant nor mentee" in answer["lines"][2]["message"]
	assert "2 people are recorded as having attended; the event had 1 places." in answer["notes"][0]
	booking = booking_of(event, mentor)
	assert (booking.status, booking.walked_in, booking.invited_on) == ("Attended", 1, None)
	assert len(trainings_of(mentor)) == 1
	assert mails_to(user) == []
	event.record_attendance([outcome(booking, "Booked")])
	assert booking.reload().status == "Withdrawn", "taken back, they have no place either"
	assert trainings_of(mentor) == []


def test_a_line_that_makes_no_sense_says_what_would(scheme, act):
	with act("Administrator"):
		((mentor, _),) = mentors(scheme, 1)
	event = make_event(scheme=scheme)
	event.invite([mentor.participant])
	event = begun(event)
	booking = booking_of(event, mentor)
	answer = event.record_attendance(
		[outcome(booking, "Perhaps"), outcome(booking, "Did not attend"), {"outcome": "Attended"}]
	)
	messages = [line["message"] for line in answer["lines"]]
	assert "Choose one of: Attended, Did not attend, Booked." in messages[0]
	assert "Who is “Invited” cannot be recorded as “Did not attend”." in messages[1]
	assert "never invited" in messages[2]
	assert states(event) == {"Invited": 1}


def test_a_line_that_fails_further_down_is_undone_as_a_whole(scheme, act, monkeypatch):
	from mentoring_scheme.mentoring_scheme.doctype.mentor import attendance

	with act("Administrator"):
		people = mentors(scheme, 2)
	event = make_event(scheme=scheme, kind="Ongoing training")
	for mentor, _ in people:
		event.answer(True, mentor.participant)
	event = begun(event)
	record = attendance.record

	def fails_for_the_first(mentor, *arguments):
		record(mentor, *arguments)
		if mentor == people[0][0].name:
			frappe.throw("The training record is locked.")

	monkeypatch.setattr(attendance, "record", fails_for_the_first)
	answer = event.record_attendance([outcome(booking_of(event, mentor), "Attended") for mentor, _ in people])
	assert [line["ok"] for line in answer["lines"]] == [False, True]
	assert answer["lines"][0]["message"] == "The training record is locked."
	assert trainings_of(people[0][0]) == []
	assert [booking_of(event, mentor).status for mentor, _ in people] == ["Booked", "Attended"]
	assert figures(event) == (2, 0, 1, "Held")
	assert not frappe.get_message_log(), "the refusal is told in its line alone"


def test_what_training_records_rest_on_is_kept(scheme, act):
	with act("Administrator"):
		((mentor, _),) = mentors(scheme, 1)
	event = make_event(scheme=scheme, kind="Ongoing training", training="First aid")
	event.answer(True, mentor.participant)
	event = begun(event)
	booking = booking_of(event, mentor)
	event.record_attendance([outcome(booking, "Attended")])
	with refused(RuleRefusal) as told:
		change(event, training="Second aid")
	assert told.says("The attendance of 1 people is recorded", "take the attendance back first")
	with act("Administrator"), refused() as told:
		booking.reload().delete()
	assert told.says("Correct the attendance on the event")


# --- moved and cancelled


def test_those_it_concerns_are_told_of_another_time_and_the_others_are_not(scheme, act):
	with act("Administrator"):
		people = mentors(scheme, 4)
	event = make_event(scheme=scheme, places=1)
	for mentor, _ in people[:3]:
		event.answer(True, mentor.participant)
	event.answer(False, people[2][0].participant)
	event.invite([people[3][0].participant])
	later = get_datetime(now(event).starts_on) + timedelta(days=7)
	change(event, starts_on=later, ends_on=later + timedelta(hours=2))
	told = [any("an event has changed" in subject for subject in subjects_to(user)) for _, user in people]
	assert told == [True, True, False, True]
	assert {booking_of(event, mentor).starts_on for mentor, _ in people} == {later}
	assert f"{later:%H:%M}" in text_of(mails_to(people[0][1])[-1])


def test_what_is_only_worded_differently_is_told_to_nobody(scheme, act):
	with act("Administrator"):
		((mentor, user),) = mentors(scheme, 1)
	event = make_event(scheme=scheme)
	event.answer(True, mentor.participant)
	change(event, description="What we talk about.", title="An evening together")
	assert mails_to(user) == []
	assert booking_of(event, mentor).event_title == "An evening together"


def test_a_correction_of_what_is_over_is_told_to_nobody(scheme, act):
	with act("Administrator"):
		((mentor, user),) = mentors(scheme, 1)
	event = make_event(scheme=scheme)
	event.answer(True, mentor.participant)
	begun(event)
	earlier = now_datetime() - timedelta(days=2)
	change(event, starts_on=earlier, ends_on=earlier + timedelta(hours=1))
	assert mails_to(user) == []


def test_cancelling_tells_those_it_concerns_why_and_keeps_the_reason_off_the_event(scheme, act):
	with act("Administrator"):
		people = mentors(scheme, 3)
	event = make_event(scheme=scheme, places=1)
	for mentor, _ in people:
		event.answer(True, mentor.participant)
	event.answer(False, people[0][0].participant)
	with refused(RuleRefusal) as told:
		event.cancel_event("  ")
	assert told.says("2 people will be told that the event is cancelled, and there is no reason.")
	assert event.cancel_event("The hall is flooded.") == 2
	assert figures(event)[3] == "Cancelled"
	assert "The hall is flooded." not in frappe.as_json(now(event).as_dict())
	assert booking_of(event, people[1][0]).cancel_reason == "The hall is flooded."
	told = [
		[text_of(mail) for mail in mails_to(user) if "cancelled" in mail["Subject"]] for _, user in people
	]
	assert [len(each) for each in told] == [0, 1, 1]
	assert "The hall is flooded." in told[1][0]
	assert booking_of(event, people[2][0]).status == "Waiting list", "nobody moves up into what is cancelled"


def test_a_cancelled_event_stays_as_it_is(scheme, act):
	event = make_event(scheme=scheme)
	assert event.cancel_event() == 0
	with refused() as told:
		change(event, places=9)
	assert told.says("This event was cancelled")
	with refused(RuleRefusal) as told:
		now(event).cancel_event("Again.")
	assert told.says("was cancelled", "Plan a new event instead.")


def test_an_event_that_was_held_is_not_cancelled(scheme, act):
	with act("Administrator"):
		((mentor, _),) = mentors(scheme, 1)
	event = begun(make_event(scheme=scheme))
	event.record_attendance([{"participant": mentor.participant, "walked_in": True, "outcome": "Attended"}])
	with refused(RuleRefusal) as told:
		event.cancel_event("Nobody came.")
	assert told.says("attendance is recorded for 1 people")
