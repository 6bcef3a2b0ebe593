"""Events: places and the line for them, what may be answered and recorded when (R9, R10, R12, R47)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring_scheme.policy.bookings import (
	BOOKING_MOVES,
	HAVE_A_PLACE,
	Booking,
	BookingState,
	Places,
	answered,
	count,
	line,
	may_move,
	moves_up,
	place_for,
	place_in_line,
	taken_back,
)
from mentoring_scheme.policy.events import (
	EventFacts,
	EventKind,
	EventState,
	Guest,
	OpenTo,
	admits,
	assess_answer,
	assess_attendance,
	assess_cancelling,
	assess_event,
	assess_guest,
	assess_invitation,
	assess_numbers,
	assess_stranger,
	guest_at,
	informs,
	is_moved,
	state_of,
	trains,
)
from mentoring_scheme.policy.states import Stage
from mentoring_scheme.policy.verdicts import Assessment

STARTS = datetime(2026, 12, 4, 18, 0)
BEFORE, AFTER = STARTS - timedelta(minutes=1), STARTS + timedelta(minutes=1)
NOBODY = Places(taken=0, waiting=0, attended=0, recorded=0)
EVENT = EventFacts(
	kind=EventKind.SUPPORT_MEETING,
	state=EventState.PLANNED,
	starts=STARTS,
	ends=STARTS + timedelta(hours=2),
	open_to=OpenTo.MENTORS,
	places=2,
)
CANCELLED = replace(EVENT, state=EventState.CANCELLED)
B = BookingState


def codes(assessment: Assessment) -> list[str]:
	return [each.code for each in assessment.refusals]


def at(minute: int, state: BookingState = B.WAITING, key: str = "") -> Booking:
	return Booking(key or f"at {minute:02}", state, STARTS - timedelta(days=9) + timedelta(minutes=minute))


# --- places


def test_a_place_as_long_as_there_is_one_and_then_the_line():
	assert [place_for(taken, 2) for taken in (0, 1, 2, 3)] == [B.BOOKED, B.BOOKED, B.WAITING, B.WAITING]


def test_no_number_of_places_is_room_for_all():
	assert place_for(500, 0) is B.BOOKED


def test_whoever_asked_first_moves_up_first():
	waiting = [at(3), at(1), at(2), at(0, B.BOOKED)]
	assert [each.key for each in moves_up(waiting, 3)] == ["at 01", "at 02"]
	assert [each.key for each in line(waiting)] == ["at 01", "at 02", "at 03"]
	assert [place_in_line(waiting, each.key) for each in waiting] == [3, 1, 2, None]


def test_nobody_moves_up_into_an_event_that_is_full_or_over_full():
	full = [at(1, B.BOOKED), at(2, B.ATTENDED), at(3)]
	assert moves_up(full, 2) == []
	assert moves_up(full, 1) == []


def test_without_a_limit_everybody_moves_up():
	assert len(moves_up([at(1), at(2), at(3, B.BOOKED)], 0)) == 2


def test_who_came_and_who_did_not_each_had_a_place():
	states = [B.INVITED, B.BOOKED, B.WAITING, B.DECLINED, B.WITHDRAWN, B.ATTENDED, B.DID_NOT_ATTEND]
	assert count(at(n, state) for n, state in enumerate(states)) == Places(3, 1, 1, 2)


@pytest.mark.parametrize(
	("state", "coming", "becomes"),
	[
		(None, True, B.BOOKED),
		(B.INVITED, True, B.BOOKED),
		(B.DECLINED, True, B.BOOKED),
		(B.WITHDRAWN, True, B.BOOKED),
		(B.BOOKED, True, B.BOOKED),
		(B.WAITING, True, B.WAITING),
		(B.INVITED, False, B.DECLINED),
		(B.BOOKED, False, B.WITHDRAWN),
		(B.WAITING, False, B.WITHDRAWN),
		(B.DECLINED, False, B.DECLINED),
		(B.WITHDRAWN, False, B.WITHDRAWN),
		(B.ATTENDED, False, B.ATTENDED),
		(B.DID_NOT_ATTEND, True, B.DID_NOT_ATTEND),
	],
)
def test_what_an_answer_makes_of_a_booking(state, coming, becomes):
	assert answered(state, coming, taken=1, places=2) is becomes


def test_a_yes_to_a_full_event_is_a_place_in_the_line():
	assert answered(B.INVITED, True, taken=2, places=2) is B.WAITING


@given(state=st.sampled_from(BookingState), coming=st.booleans(), taken=st.integers(0, 9))
def test_an_answer_keeps_to_the_table_of_moves(state, coming, taken):
	becomes = answered(state, coming, taken, 5)
	assert becomes is state or may_move(state, becomes)


def test_the_table_of_moves_knows_every_state_and_none_moves_to_itself():
	assert set(BOOKING_MOVES) == set(BookingState)
	assert not any(state in following for state, following in BOOKING_MOVES.items())
	assert not any(B.INVITED in following for following in BOOKING_MOVES.values())


def test_only_somebody_with_a_place_is_recorded_as_not_having_come():
	may = {state for state in BookingState if may_move(state, B.DID_NOT_ATTEND)}
	assert may == {B.BOOKED, B.ATTENDED}


@st.composite
def days(draw: st.DrawFn) -> tuple[int, list[tuple[int, bool]]]:
	"""Some places, and people who say that they come, or do not, one after another."""
	answers = st.lists(st.tuples(st.integers(0, 7), st.booleans()), max_size=40)
	return draw(st.integers(0, 4)), draw(answers)


@given(days())
def test_whatever_people_answer_no_place_is_given_twice_and_none_stays_free_while_somebody_waits(day):
	places, answers = day
	bookings: dict[str, Booking] = {}
	for minute, (person, coming) in enumerate(answers):
		key = f"person {person}"
		before = bookings.get(key)
		taken = count(bookings.values()).taken
		becomes = answered(before.state if before else None, coming, taken, places)
		if before is None or becomes is not before.state:
			bookings[key] = at(minute, becomes, key)
		first = line(bookings.values())[:1]
		for up in (moved := moves_up(bookings.values(), places)):
			bookings[up.key] = replace(up, state=B.BOOKED)
		assert not moved or moved[0] == first[0]
		figures = count(bookings.values())
		assert not places or figures.taken <= places
		assert not figures.waiting or (places and figures.taken == places)


# --- planning


def test_an_event_ends_after_it_starts():
	assert assess_event(EVENT, None, NOBODY).allowed
	for ends in (STARTS, STARTS - timedelta(hours=1)):
		refused = assess_event(replace(EVENT, ends=ends), None, NOBODY)
		assert codes(refused) == ["event-times"]
	assert "18:00" in refused.refusals[0].text and "17:00" in refused.refusals[0].text


def test_places_are_not_negative():
	assert codes(assess_event(replace(EVENT, places=-1), None, NOBODY)) == ["event-places"]


def test_places_are_not_lowered_below_those_taken_and_the_refusal_has_the_figures():
	taken = Places(taken=3, waiting=0, attended=0, recorded=0)
	refused = assess_event(EVENT, replace(EVENT, places=5), taken)
	assert codes(refused) == ["places-taken"]
	assert "3 people have a place already, which is more than 2." in refused.refusals[0].text
	assert assess_event(replace(EVENT, places=3), EVENT, taken).allowed
	assert assess_event(replace(EVENT, places=0), EVENT, taken).allowed, "no limit holds everybody"


def test_more_people_who_came_than_places_do_not_stand_in_the_way_of_a_later_save():
	came = Places(taken=3, waiting=0, attended=3, recorded=3)
	assert assess_event(replace(EVENT, state=EventState.HELD), EVENT, came).allowed
	assert [each.code for each in assess_numbers(EVENT, came).warnings] == ["more-than-places"]
	assert not assess_numbers(EVENT, replace(came, attended=2)).warnings
	assert not assess_numbers(replace(EVENT, places=0), came).warnings


@pytest.mark.parametrize("change", [{"kind": EventKind.ONGOING_TRAINING}, {"training": "First aid"}])
def test_what_training_records_rest_on_is_kept_once_somebody_attended(change):
	came = Places(taken=1, waiting=0, attended=1, recorded=1)
	changed = replace(EVENT, **change)
	assert codes(assess_event(changed, EVENT, came)) == ["attendance-rests-on-it"]
	assert assess_event(changed, EVENT, replace(came, attended=0)).allowed


def test_an_event_that_anything_is_recorded_of_is_not_moved_to_another_time():
	nobody_came = Places(taken=1, waiting=0, attended=0, recorded=1)
	moved = replace(EVENT, starts=STARTS - timedelta(days=1))
	assert codes(assess_event(moved, EVENT, nobody_came)) == ["attendance-rests-on-it"]
	assert assess_event(moved, EVENT, NOBODY).allowed
	longer = replace(EVENT, ends=EVENT.ends + timedelta(hours=1))
	assert assess_event(longer, EVENT, nobody_came).allowed


def test_attendance_that_is_taken_back_leaves_a_booking_where_there_was_one():
	assert taken_back(walked_in=False) is B.BOOKED
	assert taken_back(walked_in=True) is B.WITHDRAWN
	for state, walked_in in product((B.ATTENDED, B.DID_NOT_ATTEND), (True, False)):
		assert may_move(state, taken_back(walked_in))


def test_an_event_is_moved_when_its_time_changes():
	assert not is_moved(EVENT, None)
	assert not is_moved(replace(EVENT, places=9), EVENT)
	assert is_moved(replace(EVENT, ends=EVENT.ends + timedelta(hours=1)), EVENT)


def test_cancelling_needs_a_reason_where_somebody_is_told():
	assert codes(assess_cancelling(EVENT, " ", 4, NOBODY)) == ["cancel-reason"]
	assert assess_cancelling(EVENT, "The hall is closed.", 4, NOBODY).allowed
	assert assess_cancelling(EVENT, "", 0, NOBODY).allowed


def test_what_was_cancelled_or_held_is_not_cancelled():
	assert codes(assess_cancelling(CANCELLED, "Again.", 4, NOBODY)) == ["event-cancelled"]
	held = Places(taken=1, waiting=0, attended=0, recorded=1)
	assert codes(assess_cancelling(EVENT, "Late.", 4, held)) == ["event-held"]


# --- whom it is for


@pytest.mark.parametrize(
	("open_to", "admitted"),
	[
		(OpenTo.MENTORS_AND_APPLICANTS, {Guest.MENTOR, Guest.APPLICANT}),
		(OpenTo.MENTORS, {Guest.MENTOR}),
		(OpenTo.MENTEES, {Guest.MENTEE}),
		(OpenTo.MENTORS_AND_MENTEES, {Guest.MENTOR, Guest.MENTEE}),
	],
)
def test_whom_an_event_is_for(open_to, admitted):
	assert {guest for guest in Guest if admits(open_to, {guest})} == admitted


def test_somebody_who_is_both_comes_to_either():
	both = {Guest.MENTOR, Guest.MENTEE}
	assert all(admits(open_to, both) for open_to in OpenTo)
	assert not admits(OpenTo.MENTORS, set())


def test_applicants_become_mentors_with_approval_and_leave_by_standing_down():
	applicants = {stage for stage in Stage if guest_at(stage) is Guest.APPLICANT}
	assert applicants == set(list(Stage)[:5])
	assert guest_at(Stage.STOOD_DOWN) is None
	assert guest_at(Stage.ON_A_BREAK) is Guest.MENTOR


def test_somebody_whom_it_is_not_for_is_told_what_they_are():
	finding = assess_guest(EVENT, {Guest.MENTEE}, "Ann").refusals[0]
	assert (finding.code, finding.text) == (
		"not-for-them",
		"The event is for “Mentors”, and Ann is in this scheme as: Mentee.",
	)
	assert codes(assess_guest(EVENT, set(), "Ann")) == ["not-of-scheme"]
	assert codes(assess_stranger(EVENT, set(), "Ann")) == ["not-of-scheme"]
	assert assess_stranger(EVENT, {Guest.MENTEE}, "Ann").allowed
	assert assess_guest(EVENT, {Guest.MENTOR}, "Ann").allowed


# --- what may be answered when


def test_until_the_event_starts_people_are_invited_and_answer():
	assert assess_invitation(EVENT, BEFORE).allowed
	assert codes(assess_invitation(EVENT, STARTS)) == ["event-started"]
	for coming in (True, False):
		assert assess_answer(EVENT, B.INVITED, coming, BEFORE).allowed
		assert codes(assess_answer(EVENT, B.INVITED, coming, STARTS)) == ["event-started"]


def test_nobody_is_invited_to_or_signs_up_for_what_is_cancelled():
	assert codes(assess_invitation(CANCELLED, BEFORE)) == ["event-cancelled"]
	for coming in (True, False):
		assert codes(assess_answer(CANCELLED, B.BOOKED, coming, BEFORE)) == ["event-cancelled"]


def test_a_closed_scheme_books_nobody_and_lets_everybody_withdraw():
	closed = replace(EVENT, scheme_open=False)
	assert codes(assess_invitation(closed, BEFORE)) == ["scheme-closed"]
	assert codes(assess_answer(closed, B.INVITED, True, BEFORE)) == ["scheme-closed"]
	assert assess_answer(closed, B.BOOKED, False, BEFORE).allowed


def test_there_is_nothing_to_withdraw_without_a_booking():
	assert codes(assess_answer(EVENT, None, False, BEFORE)) == ["no-booking"]
	assert assess_answer(EVENT, None, True, BEFORE).allowed


# --- attendance


def test_nobody_has_attended_before_it_starts():
	refused = assess_attendance(EVENT, B.BOOKED, B.ATTENDED, False, BEFORE)
	assert codes(refused) == ["attendance-early"]
	assert "4 December 2026 at 18:00" in refused.refusals[0].text
	assert assess_attendance(EVENT, B.BOOKED, B.ATTENDED, False, STARTS).allowed


def test_nobody_has_attended_what_was_cancelled():
	assert codes(assess_attendance(CANCELLED, B.BOOKED, B.ATTENDED, False, AFTER)) == ["event-cancelled"]


def test_somebody_who_was_never_invited_is_added_on_purpose_or_not_at_all():
	refused = assess_attendance(EVENT, None, B.ATTENDED, False, AFTER)
	assert codes(refused) == ["never-invited"]
	assert "Came without a booking" in refused.refusals[0].remedy_text
	assert assess_attendance(EVENT, None, B.ATTENDED, True, AFTER).allowed
	assert codes(assess_attendance(EVENT, None, B.DID_NOT_ATTEND, True, AFTER)) == ["never-invited"]


@pytest.mark.parametrize(
	("state", "outcome"), [*product(BookingState, (B.ATTENDED, B.DID_NOT_ATTEND, B.BOOKED))]
)
def test_attendance_keeps_to_the_table_of_moves(state, outcome):
	assessment = assess_attendance(EVENT, state, outcome, False, AFTER)
	if not assessment.allowed:
		assert codes(assessment) == ["booking-move"]
	elif outcome is not state:
		assert outcome in BOOKING_MOVES[state]


@pytest.mark.parametrize("state", BookingState)
def test_only_what_was_recorded_is_taken_back(state):
	"""A place is not given through the list of attendance."""
	allowed = assess_attendance(EVENT, state, B.BOOKED, False, AFTER).allowed
	assert allowed is (state in HAVE_A_PLACE)


@pytest.mark.parametrize("state", BookingState)
def test_whoever_was_invited_or_booked_may_have_come(state):
	assert assess_attendance(EVENT, state, B.ATTENDED, False, AFTER).allowed


def test_an_event_is_held_once_anything_is_recorded():
	assert state_of(Places(taken=5, waiting=1, attended=0, recorded=0)) is EventState.PLANNED
	assert state_of(Places(taken=5, waiting=1, attended=0, recorded=1)) is EventState.HELD


def test_courses_train_and_information_sessions_inform():
	assert {kind for kind in EventKind if trains(kind)} == {
		EventKind.PREPARATION_COURSE,
		EventKind.ONGOING_TRAINING,
	}
	assert {kind for kind in EventKind if informs(kind)} == {EventKind.INFORMATION_SESSION}
	assert all(replace(EVENT, kind=kind).rule.startswith("R") for kind in EventKind)


def test_whoever_has_a_place_is_counted_as_such():
	assert set(HAVE_A_PLACE) == {B.BOOKED, B.ATTENDED, B.DID_NOT_ATTEND}
