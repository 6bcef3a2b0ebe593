"""Events of a scheme: what may be planned, who may come, what may be answered and recorded when (R9, R10, R12, R47)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from .bookings import RECORDED, BookingState, Places, may_move
from .choices import Choice
from .states import Stage
from .text import _
from .verdicts import Assessment, Finding, refuse, warn


class EventKind(Choice):
	INFORMATION_SESSION = "Information session"
	AWARENESS_DAY = "Awareness day"
	PREPARATION_COURSE = "Preparation course"
	ONGOING_TRAINING = "Ongoing training"
	SUPPORT_MEETING = "Support meeting"
	GROUP_ACTIVITY = "Group activity"


class EventState(Choice):
	PLANNED = "Planned"
	HELD = "Held"
	CANCELLED = "Cancelled"


class OpenTo(Choice):
	"""Whom an event is for."""

	MENTORS_AND_APPLICANTS = "Mentors and applicants"
	MENTORS = "Mentors"
	MENTEES = "Mentees"
	MENTORS_AND_MENTEES = "Mentors and mentees"


class Guest(Choice):
	"""What somebody is in the scheme of the event. One person can be mentor and mentee."""

	MENTOR = "Mentor"
	APPLICANT = "Applicant"
	MENTEE = "Mentee"


ADMITTED: dict[OpenTo, frozenset[Guest]] = {
	OpenTo.MENTORS_AND_APPLICANTS: frozenset({Guest.MENTOR, Guest.APPLICANT}),
	OpenTo.MENTORS: frozenset({Guest.MENTOR}),
	OpenTo.MENTEES: frozenset({Guest.MENTEE}),
	OpenTo.MENTORS_AND_MENTEES: frozenset({Guest.MENTOR, Guest.MENTEE}),
}

TRAINING = (EventKind.PREPARATION_COURSE, EventKind.ONGOING_TRAINING)

_RULES: dict[EventKind, str] = {
	EventKind.INFORMATION_SESSION: "R9",
	EventKind.AWARENESS_DAY: "R9",
	EventKind.PREPARATION_COURSE: "R10",
	EventKind.ONGOING_TRAINING: "R12",
	EventKind.SUPPORT_MEETING: "R12",
	EventKind.GROUP_ACTIVITY: "R47",
}

_APPLYING = (
	Stage.APPLIED,
	Stage.INFORMATION_SESSION,
	Stage.INTERVIEW,
	Stage.PREPARATION_TRAINING,
	Stage.REVIEW,
)


@dataclass(frozen=True)
class EventFacts:
	"""An event as it is planned. `training` is the course that it counts as; 0 places are as many as come."""

	kind: EventKind
	state: EventState
	starts: datetime
	ends: datetime
	open_to: OpenTo
	places: int = 0
	training: str = ""
	scheme_open: bool = True

	@property
	def rule(self) -> str:
		"""The rule that events of this kind rest on."""
		return _RULES[self.kind]


def guest_at(stage: Stage) -> Guest | None:
	"""What a mentor at this stage is to an event; None for one who stood down."""
	if stage is Stage.STOOD_DOWN:
		return None
	return Guest.APPLICANT if stage in _APPLYING else Guest.MENTOR


def admits(open_to: OpenTo, guests: Collection[Guest]) -> bool:
	"""Whether the event is for somebody who is all this in the scheme."""
	return not ADMITTED[open_to].isdisjoint(guests)


def trains(kind: EventKind) -> bool:
	"""Whether attendance goes into the training record of a mentor."""
	return kind in TRAINING


def informs(kind: EventKind) -> bool:
	"""Whether attendance dates the information session of an applicant (R9)."""
	return kind is EventKind.INFORMATION_SESSION


def state_of(places: Places) -> EventState:
	"""Planned until somebody is recorded as having come, or not."""
	return EventState.HELD if places.recorded else EventState.PLANNED


def is_moved(facts: EventFacts, before: EventFacts | None) -> bool:
	"""Whether the event takes place at another time than before."""
	return before is not None and (facts.starts, facts.ends) != (before.starts, before.ends)


# --- planning


def assess_event(facts: EventFacts, before: EventFacts | None, places: Places) -> Assessment:
	"""Whether an event can be as it is written down, given what was stored before and the places that are taken."""
	findings = [*_times(facts), *_places(facts, places)]
	if before is not None:
		findings += _rests_on_attendance(facts, before, places)
	return Assessment(tuple(findings))


def assess_cancelling(facts: EventFacts, reason: str, concerned: int, places: Places) -> Assessment:
	"""Whether the event may be cancelled. `concerned`: how many are told, and therefore read the reason."""
	if facts.state is EventState.CANCELLED:
		return Assessment((_is_cancelled(facts),))
	if places.recorded:
		return Assessment((_was_held(facts, places),))
	if concerned and not reason.strip():
		message = _("{concerned} people will be told that the event is cancelled, and there is no reason.")
		remedy = _("Write the reason. Name nobody in it: everybody who is told reads it.")
		return Assessment((refuse(facts.rule, "cancel-reason", message, remedy, concerned=concerned),))
	return Assessment()


def _times(facts: EventFacts) -> list[Finding]:
	if facts.ends > facts.starts:
		return []
	return [
		refuse(
			facts.rule,
			"event-times",
			_("The event ends on {end_day} at {end_time}, and starts on {day} at {time}."),
			_("Correct one of the two: it has to end after it starts."),
			end_day=facts.ends.date(),
			end_time=f"{facts.ends:%H:%M}",
			day=facts.starts.date(),
			time=f"{facts.starts:%H:%M}",
		)
	]


def _places(facts: EventFacts, places: Places) -> list[Finding]:
	if facts.places < 0:
		message = _("The event has {places} places.")
		remedy = _("Enter how many can come, or 0 for as many as like to.")
		return [refuse(facts.rule, "event-places", message, remedy, places=facts.places)]
	if facts.places and facts.state is EventState.PLANNED and places.taken > facts.places:
		return [
			refuse(
				facts.rule,
				"places-taken",
				_("{taken} people have a place already, which is more than {places}."),
				_("Keep at least {taken} places, or let somebody withdraw first."),
				taken=places.taken,
				places=facts.places,
			)
		]
	return []


def _rests_on_attendance(facts: EventFacts, before: EventFacts, places: Places) -> list[Finding]:
	"""Training records and the dates of information sessions were made of these, and nobody attends twice."""
	recorded = places.recorded if facts.starts != before.starts else 0
	if (facts.kind, facts.training) != (before.kind, before.training):
		recorded = max(recorded, places.attended)
	if not recorded:
		return []
	return [
		refuse(
			facts.rule,
			"attendance-rests-on-it",
			_("The attendance of {recorded} people is recorded for this course and this day."),
			_(
				"Plan a new event; or take the attendance back first, correct this one, and record the attendance again."
			),
			recorded=recorded,
		)
	]


# --- inviting and answering


def assess_invitation(facts: EventFacts, now: datetime) -> Assessment:
	"""Whether anybody may still be invited."""
	remedy = _("Choose “Attendance” and add those who came without a booking.")
	return Assessment(tuple(_still_open(facts, now, remedy)))


def assess_stranger(facts: EventFacts, guests: Collection[Guest], person: str) -> Assessment:
	"""Whether this person belongs to the scheme at all."""
	if guests:
		return Assessment()
	message = _("{person} is neither mentor nor applicant nor mentee of this scheme.")
	remedy = _("Choose somebody of the scheme that the event belongs to.")
	return Assessment((refuse(facts.rule, "not-of-scheme", message, remedy, person=person),))


def assess_guest(facts: EventFacts, guests: Collection[Guest], person: str) -> Assessment:
	"""Whether the event is for this person."""
	if not guests or admits(facts.open_to, guests):
		return assess_stranger(facts, guests, person)
	message = _("The event is for “{open_to}”, and {person} is in this scheme as: {guests}.")
	remedy = _("Choose somebody else, or change “For” on the event.")
	finding = refuse(
		facts.rule,
		"not-for-them",
		message,
		remedy,
		open_to=facts.open_to.value,
		person=person,
		guests=", ".join(sorted(guest.value for guest in guests)),
	)
	return Assessment((finding,))


def assess_answer(facts: EventFacts, state: BookingState | None, coming: bool, now: datetime) -> Assessment:
	"""Whether somebody may say now that they come, or that they do not; `state` is None without a booking."""
	remedy = _("Tell the co-ordinator, who records who came.")
	findings = _still_open(facts, now, remedy) if coming else _may_withdraw(facts, now, remedy)
	if state is None and not coming:
		message = _("There is no invitation and no booking to withdraw.")
		findings.append(refuse(facts.rule, "no-booking", message, _("Nothing needs to be done.")))
	return Assessment(tuple(findings))


def _still_open(facts: EventFacts, now: datetime, remedy: str) -> list[Finding]:
	findings = _may_withdraw(facts, now, remedy)
	if not facts.scheme_open:
		message = _("The scheme of this event is not enabled, so nobody is booked for its events.")
		findings.append(
			refuse(facts.rule, "scheme-closed", message, _("Ask a manager to enable the scheme."))
		)
	return findings


def _may_withdraw(facts: EventFacts, now: datetime, remedy: str) -> list[Finding]:
	if facts.state is EventState.CANCELLED:
		return [_is_cancelled(facts)]
	if now < facts.starts:
		return []
	message = _("The event started on {day} at {time}, so invitations and bookings no longer change.")
	return [_of_start(facts, "event-started", message, remedy)]


# --- attendance


def assess_attendance(
	facts: EventFacts, state: BookingState | None, outcome: BookingState, walked_in: bool, now: datetime
) -> Assessment:
	"""Whether `outcome` may be recorded of somebody; `state` is None for somebody who was never invited or booked.

	“Booked” as an outcome takes back what was recorded. Staff say with `walked_in` that somebody came without a booking.
	"""
	early = assess_recording(facts, now)
	if not early.allowed:
		return early
	if state is None:
		return Assessment(tuple(_without_booking(facts, outcome, walked_in)))
	recordable = _recordable(state)
	if outcome is state or outcome in recordable:
		return Assessment()
	message = _("Who is “{state}” cannot be recorded as “{outcome}”.")
	remedy = _("What can be recorded is: {following}.")
	following = ", ".join(each.value for each in recordable)
	finding = refuse(
		facts.rule,
		"booking-move",
		message,
		remedy,
		state=state.value,
		outcome=outcome.value,
		following=following,
	)
	return Assessment((finding,))


def _recordable(state: BookingState) -> list[BookingState]:
	"""What may be recorded of somebody in this state. Only what was recorded can be taken back."""
	outcomes = (*RECORDED, BookingState.BOOKED) if state in RECORDED else RECORDED
	return [outcome for outcome in outcomes if may_move(state, outcome)]


def assess_recording(facts: EventFacts, now: datetime) -> Assessment:
	"""Whether attendance may be recorded at all: not before the event, and not of one that was cancelled."""
	if facts.state is EventState.CANCELLED:
		return Assessment((_is_cancelled(facts),))
	if now >= facts.starts:
		return Assessment()
	message = _("The event starts on {day} at {time}; nobody has attended it yet.")
	remedy = _("Record the attendance once it has started.")
	return Assessment((_of_start(facts, "attendance-early", message, remedy),))


def assess_numbers(facts: EventFacts, places: Places) -> Assessment:
	"""Whether more people came than there were places: worth a look, and nothing to refuse afterwards."""
	if not facts.places or places.attended <= facts.places:
		return Assessment()
	message = _("{attended} people are recorded as having attended; the event had {places} places.")
	remedy = _("Look through the list once more, if that is not what happened.")
	finding = warn(
		facts.rule, "more-than-places", message, remedy, attended=places.attended, places=facts.places
	)
	return Assessment((finding,))


def _without_booking(facts: EventFacts, outcome: BookingState, walked_in: bool) -> list[Finding]:
	if walked_in and outcome is BookingState.ATTENDED:
		return []
	message = _("This person was never invited and never booked.")
	remedy = _("If they came all the same, add them under “Came without a booking”.")
	return [refuse(facts.rule, "never-invited", message, remedy)]


def _is_cancelled(facts: EventFacts) -> Finding:
	message = _("The event on {day} at {time} was cancelled.")
	return _of_start(facts, "event-cancelled", message, _("Plan a new event instead."))


def _was_held(facts: EventFacts, places: Places) -> Finding:
	message = _("The event was held: attendance is recorded for {recorded} people.")
	remedy = _("Take the attendance back first, if it did not take place after all.")
	return refuse(facts.rule, "event-held", message, remedy, recorded=places.recorded)


def _of_start(facts: EventFacts, code: str, message: str, remedy: str) -> Finding:
	"""A refusal that names the day and time of the event."""
	day, time = facts.starts.date(), f"{facts.starts:%H:%M}"
	return refuse(facts.rule, code, message, remedy, day=day, time=time)
