"""Who sees and does what with events and bookings, through the API as each role uses it. Nobody sees who else comes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import now_datetime
from makers import make_event, make_mentee, make_mentor, make_participant, make_scheme, make_user, stand
from test_rest import Api
from werkzeug.test import TestResponse

pytestmark = pytest.mark.commits

REASON = "Grace Ambler is ill."


@dataclass
class Around:
	"""A scheme with a mentor who is booked, one who is not, a mentee and everybody's accounts."""

	scheme: str = ""
	users: dict[str, str] = field(default_factory=dict)
	people: dict[str, Document] = field(default_factory=dict)
	event: Document | None = None
	for_mentees: Document | None = None
	bookings: dict[str, str] = field(default_factory=dict)


@pytest.fixture
def api(site: str) -> Api:
	return Api(site)


@pytest.fixture
def around(api: Api) -> Around:
	around = Around()
	for part, role in {
		"co_ordinator": "Mentoring Co-ordinator",
		"other_co_ordinator": "Mentoring Co-ordinator",
		"ssw": "Supervising Social Worker",
		"finance": "Mentoring Finance",
		"booked": "Mentor",
		"not_booked": "Mentor",
		"elsewhere": "Mentor",
		"mentee": "Mentee",
	}.items():
		around.users[part] = make_user(role)
		api.give_key(around.users[part])
	members = {around.users["co_ordinator"]: "Co-ordinator"}
	around.scheme = make_scheme(members=members).name
	make_scheme(members={around.users["other_co_ordinator"]: "Co-ordinator"})
	for part, ssw in (("booked", around.users["ssw"]), ("not_booked", None)):
		person = make_participant(user=around.users[part], ssw=ssw, participant_name=f"{part} person")
		around.people[part] = make_mentor(scheme=around.scheme, participant=person.name)
	make_mentor(participant=make_participant(user=around.users["elsewhere"]).name)
	around.people["mentee"] = make_mentee(scheme=around.scheme)
	stand(
		frappe.get_doc("Mentoring Participant", around.people["mentee"].participant),
		user=around.users["mentee"],
	)
	around.event = make_event(scheme=around.scheme, places=1)
	around.for_mentees = make_event(scheme=around.scheme, open_to="Mentees")
	around.event.invite([around.people["booked"].participant])
	around.for_mentees.invite([around.people["mentee"].participant])
	for name, participant in frappe.get_all(
		"Mentoring Booking", {"scheme": around.scheme}, ["name", "participant"], as_list=True
	):
		part = next(part for part, doc in around.people.items() if doc.participant == participant)
		around.bookings[part] = name
	return around


def call(api: Api, user: str, doc: Document, name: str, **arguments: Any) -> TestResponse:
	place = "/api/method/run_doc_method"
	return api.send(user, "POST", place, dt=doc.doctype, dn=doc.name, method=name, args=arguments)


def form(api: Api, user: str, event: str) -> TestResponse:
	"""What the desk is given of an event, with its history and comments."""
	place = "/api/method/frappe.desk.form.load.getdoc"
	return api.send(user, "GET", place, doctype="Mentoring Event", name=event)


def listed(api: Api, user: str, doctype: str) -> set[str] | int:
	"""The names that a list gives out; the status where it gives none."""
	response = api.send(user, "GET", f"/api/resource/{doctype}", limit_page_length=0)
	return (
		{row["name"] for row in response.json["data"]}
		if response.status_code == 200
		else response.status_code
	)


def test_who_sees_which_events(api: Api, around: Around):
	event, for_mentees = around.event.name, around.for_mentees.name
	sees = {part: listed(api, user, "Mentoring Event") for part, user in around.users.items()}
	both = {event, for_mentees}
	assert sees["co_ordinator"] == both
	assert both <= sees["ssw"]
	assert not sees["other_co_ordinator"] & both
	assert sees["booked"] == sees["not_booked"] == {event}
	assert sees["elsewhere"] == set()
	assert sees["mentee"] == {for_mentees}
	assert sees["finance"] == 403


def test_who_sees_which_bookings(api: Api, around: Around):
	own, mentees = around.bookings["booked"], around.bookings["mentee"]
	sees = {part: listed(api, user, "Mentoring Booking") for part, user in around.users.items()}
	assert sees["co_ordinator"] == {own, mentees}
	assert sees["ssw"] == sees["booked"] == {own}
	assert sees["mentee"] == {mentees}
	assert sees["not_booked"] == sees["elsewhere"] == sees["other_co_ordinator"] == set()
	assert sees["finance"] == 403
	place = f"/api/resource/Mentoring Booking/{own}"
	assert api.send(around.users["not_booked"], "GET", place).status_code == 403
	assert api.send(around.users["booked"], "GET", place).status_code == 200


def test_a_mentor_sees_how_many_come_and_not_who(api: Api, around: Around):
	mine, others = around.users["not_booked"], around.people["booked"].participant_name
	assert call(api, around.users["booked"], around.event, "answer", coming=True).status_code == 200
	whole = api.send(mine, "GET", f"/api/resource/Mentoring Event/{around.event.name}")
	assert whole.json["data"]["booked"] == 1
	for response in (whole, form(api, mine, around.event.name)):
		assert around.event.title in response.text
		assert others not in response.text
	answer = call(api, mine, around.event, "answer", coming=True)
	assert (answer.json["message"]["status"], answer.json["message"]["place_in_line"]) == ("Waiting list", 1)
	assert others not in answer.text


def test_mentor_and_mentee_answer_for_themselves_by_event_and_by_booking(api: Api, around: Around):
	booking = frappe.get_doc("Mentoring Booking", around.bookings["booked"])
	said = call(api, around.users["booked"], booking, "answer", coming=True)
	assert said.json["message"]["status"] == "Booked", said.text
	said = call(api, around.users["mentee"], around.for_mentees, "answer", coming=False)
	assert said.json["message"]["status"] == "Declined", said.text


def test_nobody_answers_for_somebody_else(api: Api, around: Around):
	booking = frappe.get_doc("Mentoring Booking", around.bookings["booked"])
	for part in ("not_booked", "elsewhere", "mentee", "other_co_ordinator", "ssw", "finance"):
		by_booking = call(api, around.users[part], booking, "answer", coming=True)
		by_event = call(
			api,
			around.users[part],
			around.event,
			"answer",
			coming=True,
			participant=around.people["booked"].participant,
		)
		assert (by_booking.status_code, by_event.status_code) == (403, 403), part
	frappe.db.rollback()
	assert frappe.db.get_value("Mentoring Booking", booking.name, "status") == "Invited"


def test_only_staff_of_the_scheme_invite_record_cancel_and_change(api: Api, around: Around):
	participant = around.people["not_booked"].participant
	place = f"/api/resource/Mentoring Event/{around.event.name}"
	for part in ("booked", "not_booked", "elsewhere", "mentee", "other_co_ordinator", "ssw", "finance"):
		user = around.users[part]
		refused = [
			call(api, user, around.event, "candidates"),
			call(api, user, around.event, "invite", participants=[participant]),
			call(api, user, around.event, "record_attendance", rows=[]),
			call(api, user, around.event, "cancel_event", reason=REASON),
			api.send(user, "PUT", place, places=99),
			api.send(user, "DELETE", place),
			api.send(
				user,
				"POST",
				"/api/resource/Mentoring Booking",
				event=around.event.name,
				participant=participant,
			),
			api.send(
				user, "PUT", f"/api/resource/Mentoring Booking/{around.bookings['booked']}", note="Mine"
			),
		]
		assert {response.status_code for response in refused} == {403}, part
	invited = call(api, around.users["co_ordinator"], around.event, "invite", participants=[participant])
	assert invited.json["message"]["invited"] == 1, invited.text


def test_attendance_is_recorded_by_post_alone(api: Api, around: Around):
	frappe.get_doc("Mentoring Event", around.event.name).db_set(
		{"starts_on": now_datetime() - timedelta(hours=1), "ends_on": now_datetime() + timedelta(hours=1)}
	)
	rows = [{"booking": around.bookings["booked"], "outcome": "Attended"}]
	sent = {"dt": "Mentoring Event", "dn": around.event.name, "method": "record_attendance"}
	place, arguments = "/api/method/run_doc_method", {"rows": rows}
	got = api.send(around.users["co_ordinator"], "GET", place, **sent, args=arguments)
	assert got.status_code == 403, got.text
	posted = api.send(around.users["co_ordinator"], "POST", place, **sent, args=arguments)
	assert posted.json["message"]["attended"] == 1, posted.text


def test_why_an_event_was_cancelled_is_read_by_those_who_were_told(api: Api, around: Around):
	done = call(api, around.users["co_ordinator"], around.event, "cancel_event", reason=REASON)
	assert done.json["message"] == 1, done.text
	for part in ("not_booked", "booked"):
		user = around.users[part]
		seen = [
			api.send(user, "GET", "/api/resource/Mentoring Event", fields='["*"]'),
			api.send(user, "GET", f"/api/resource/Mentoring Event/{around.event.name}"),
			form(api, user, around.event.name),
		]
		assert all(around.event.title in response.text for response in seen), [r.text[-600:] for r in seen]
		assert not any(REASON in response.text for response in seen)
	own = f"/api/resource/Mentoring Booking/{around.bookings['booked']}"
	assert api.send(around.users["booked"], "GET", own).json["data"]["cancel_reason"] == REASON
	assert api.send(around.users["not_booked"], "GET", own).status_code == 403


def test_what_only_the_events_steps_change_cannot_be_written(api: Api, around: Around):
	user = around.users["co_ordinator"]
	booking = f"/api/resource/Mentoring Booking/{around.bookings['booked']}"
	written = api.send(
		user,
		"PUT",
		booking,
		status="Attended",
		send_to="elsewhere@example.org",
		walked_in=1,
		note="Needs a lift",
	)
	assert written.status_code == 200, written.text
	frappe.db.rollback()
	stored = frappe.get_doc("Mentoring Booking", around.bookings["booked"])
	assert (stored.status, stored.send_to, stored.walked_in) == ("Invited", around.users["booked"], 0)
	assert stored.note == "Needs a lift"
	event = api.send(
		user, "PUT", f"/api/resource/Mentoring Event/{around.event.name}", booked=7, status="Held"
	)
	assert (event.json["data"]["booked"], event.json["data"]["status"]) == (0, "Planned")
