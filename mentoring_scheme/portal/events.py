"""What the pages about events show: what one is invited to, what is open to one, what one takes part in (R10, R12, R47)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.utils import get_datetime, now_datetime
from pypika.terms import Criterion

from mentoring_scheme.access import reach
from mentoring_scheme.access.predicates import event_for_mentee, event_for_mentor
from mentoring_scheme.mentoring_scheme.doctype.mentoring_event import mentoring_event
from mentoring_scheme.mentoring_scheme.doctype.mentoring_event.facts import ROW, as_bookings
from mentoring_scheme.policy import bookings as rules
from mentoring_scheme.policy.bookings import BookingState, place_for
from mentoring_scheme.portal import calendar_files
from mentoring_scheme.portal.calendar_files import Entry
from mentoring_scheme.portal.frame import HOME, address, not_found
from mentoring_scheme.portal.todo import ToDo

if TYPE_CHECKING:
	from mentoring_scheme.portal.mine import OwnLink

EVENTS = f"{HOME}/events"
PAST_SHOWN = 12
COMING = (BookingState.BOOKED.value, BookingState.WAITING.value)
SHOWN = (
	"name",
	"title",
	"kind",
	"scheme",
	"status",
	"starts_on",
	"ends_on",
	"venue",
	"online_link",
	"trainer",
	"description",
	"places",
	"booked",
	"creation",
	"modified",
)


# --- whose they are


def own(name: str) -> frappe._dict | None:
	"""An event that is open to the user, or for which they have a booking; None for any other."""
	return next(iter(_events(lambda event, booking: event.name == name)), None)


def asked_for() -> frappe._dict:
	"""The event that the address names; otherwise there is no such page."""
	return own(frappe.form_dict.get("event") or "") or not_found()


def answer(event: frappe._dict, coming: bool) -> str:
	"""Take down the user's answer, by their booking or as a new one; returns the state that it has led to.

	Raises RuleRefusal, for example once the event has started.
	"""
	if event.booking:
		document = frappe.get_doc("Mentoring Booking", event.booking)
		return document.answer(coming)["status"]
	return frappe.get_doc("Mentoring Event", event.name).answer(coming)["status"]


def to_do(own_links: list[OwnLink]) -> list[ToDo]:
	"""Invitations that wait for an answer, in one query."""
	invited = _events(
		lambda event, booking: (
			(booking.status == BookingState.INVITED.value)
			& (event.status == "Planned")
			& (event.starts_on > now_datetime())
		)
	)
	return [
		ToDo(
			_("Answer the invitation to {0}").format(event.title),
			address(path_of(event)),
			mentoring_event.when(event),
			get_datetime(event.starts_on).date(),
		)
		for event in invited
	]


def _events(only: Any) -> list[frappe._dict]:
	"""The user's events that `only` is true of, soonest first, each with the user's own booking, in one query."""
	user = frappe.session.user
	event, booking = frappe.qb.DocType("Mentoring Event"), frappe.qb.DocType("Mentoring Booking")
	mine = (booking.event == event.name) & booking.participant.isin(reach.own_participants(user))
	shown: Criterion = (
		event_for_mentor(event, user) | event_for_mentee(event, user) | booking.name.isnotnull()
	)
	return (
		frappe.qb.from_(event)
		.left_join(booking)
		.on(mine)
		.select(*(event[field] for field in SHOWN))
		.select(
			booking.name.as_("booking"), booking.status.as_("answer"), booking.note, booking.cancel_reason
		)
		.where(shown)
		.where(only(event, booking))
		.orderby(event.starts_on)
		.orderby(event.name)
		.run(as_dict=True)
	)


# --- the pages


def overview(everything: bool = False) -> dict[str, Any]:
	"""The list of events. `everything`: what is long past, too."""
	now = now_datetime()
	ahead = _events(lambda event, booking: (event.ends_on >= now) & ~_cancelled_for_nobody(event, booking))
	past = _events(lambda event, booking: (event.ends_on < now) & booking.name.isnotnull())[::-1]
	invited = [event for event in ahead if event.answer == BookingState.INVITED.value and _is_open(event)]
	coming = [event for event in ahead if event.answer in COMING or event.status == "Cancelled"]
	listed = {event.name for event in [*invited, *coming]}
	return {
		"invited": [_row(event) for event in invited],
		"coming": [_row(event) for event in coming],
		"open": [_row(event) for event in ahead if event.name not in listed and _is_open(event)],
		"past": [_row(event) for event in (past if everything else past[:PAST_SHOWN])],
		"more": not everything and len(past) > PAST_SHOWN,
	}


def page(event: frappe._dict) -> dict[str, Any]:
	"""One event: what it is, whether one comes, and what can be answered."""
	open_to_answers = _is_open(event)
	coming = event.answer in COMING
	link = event.online_link or ""
	return {
		"title": event.title,
		"event": _row(event),
		"facts": [row for row in _facts(event) if row[1]],
		"online_link": link if link.startswith(("https://", "http://")) else "",
		"description": event.description or "",
		"topics": _topics(event.name),
		"note": event.note or "",
		"cancel_reason": event.cancel_reason or "",
		"in_line": _in_line(event) if event.answer == BookingState.WAITING.value else "",
		"yes": _yes(event) if open_to_answers and not coming else "",
		"no": _no(event)
		if open_to_answers and (coming or event.answer == BookingState.INVITED.value)
		else "",
		"calendar_path": calendar_files.path_of("event", event=event.name) if coming else "",
	}


def entry(event: frappe._dict) -> Entry:
	"""The event for a calendar."""
	return Entry(
		key=event.name,
		title=event.title,
		starts=get_datetime(event.starts_on),
		ends=get_datetime(event.ends_on),
		place=event.venue or event.online_link or "",
		about=event.description or "",
		href=path_of(event),
		cancelled=event.status == "Cancelled",
		made=get_datetime(event.creation),
		changed=get_datetime(event.modified),
	)


def path_of(event: frappe._dict) -> str:
	"""Where the page of an event is."""
	return f"{EVENTS}/{event.name}"


def done_words() -> dict[str, str]:
	"""What the page of an event says about the answer that was just given, by the state that it led to."""
	return {
		"Booked": _("You are booked: there is a place for you."),
		"Waiting list": _("You are on the waiting list. A message follows when a place falls free."),
		"Declined": _("Noted: you are not coming."),
		"Withdrawn": _("Your booking is withdrawn."),
	}


def _cancelled_for_nobody(event: Any, booking: Any) -> Criterion:
	"""Events that were cancelled concern those alone who were invited or meant to come."""
	concerned = booking.status.isin([state.value for state in rules.CONCERNED])
	return (event.status == "Cancelled") & (booking.name.isnull() | ~concerned)


def _is_open(event: frappe._dict) -> bool:
	"""Whether an answer can still be given; the policy says so again when one is."""
	return event.status == "Planned" and get_datetime(event.starts_on) > now_datetime()


def _row(event: frappe._dict) -> dict[str, Any]:
	state, tone = _state(event)
	return {
		"name": event.name,
		"title": event.title,
		"href": address(path_of(event)),
		"kind": _(event.kind),
		"scheme": event.scheme,
		"when": mentoring_event.when(event),
		"where": event.venue or (_("Online") if event.online_link else ""),
		"state": state,
		"tone": tone,
	}


def _state(event: frappe._dict) -> tuple[str, str]:
	if event.status == "Cancelled":
		return _("Cancelled"), "stopped"
	if event.answer is None:
		return (_("Open to you"), "going") if _is_open(event) else ("", "")
	if event.answer == BookingState.INVITED.value and not _is_open(event):
		return _("Not answered"), "over"
	states = {
		"Invited": (_("You are invited"), "todo"),
		"Booked": (_("You are booked"), "good"),
		"Waiting list": (_("On the waiting list"), "going"),
		"Declined": (_("You are not coming"), "over"),
		"Withdrawn": (_("You have withdrawn"), "over"),
		"Attended": (_("You were there"), "good"),
		"Did not attend": (_("You were not there"), "over"),
	}
	return states[event.answer]


def _facts(event: frappe._dict) -> list[tuple[str, str]]:
	return [
		(_("When"), mentoring_event.when(event)),
		(_("Where"), event.venue or (_("Online") if event.online_link else "")),
		(_("Led by"), event.trainer or ""),
		(_("Places"), _places(event) if _is_open(event) else ""),
	]


def _places(event: frappe._dict) -> str:
	if not event.places:
		return _("As many as come")
	left = max(event.places - event.booked, 0)
	if not left:
		return _("All {0} are taken; there is a waiting list").format(event.places)
	return (
		_("1 of {0} left").format(event.places)
		if left == 1
		else _("{0} of {1} left").format(left, event.places)
	)


def _topics(event: str) -> list[str]:
	rows = frappe.get_all(
		"Mentoring Event Topic",
		{"parenttype": "Mentoring Event", "parent": event},
		pluck="topic",
		order_by="idx",
	)
	return [_(topic) for topic in rows]


def _yes(event: frappe._dict) -> str:
	if place_for(event.booked, event.places) is BookingState.WAITING:
		return _("Go on the waiting list")
	return _("Yes, I am coming") if event.answer else _("Sign up")


def _no(event: frappe._dict) -> str:
	return (
		_("No, I cannot come") if event.answer == BookingState.INVITED.value else _("I cannot come after all")
	)


def _in_line(event: frappe._dict) -> str:
	rows = frappe.get_all(
		"Mentoring Booking",
		filters={"event": event.name, "status": BookingState.WAITING.value},
		fields=list(ROW),
		order_by="name",
	)
	number = rules.place_in_line(as_bookings(rows), event.booking)
	return _("You are number {0} on the waiting list.").format(number)
