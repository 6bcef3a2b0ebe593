"""Places at an event: who has one, who waits, and who moves up when one falls free (first come, first served)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from .choices import Choice


class BookingState(Choice):
	"""What stands between one person and one event."""

	INVITED = "Invited"
	BOOKED = "Booked"
	WAITING = "Waiting list"
	DECLINED = "Declined"
	WITHDRAWN = "Withdrawn"
	ATTENDED = "Attended"
	DID_NOT_ATTEND = "Did not attend"


# Who came, and who did not, can be corrected later, or taken back altogether (`taken_back`).
BOOKING_MOVES: dict[BookingState, tuple[BookingState, ...]] = {
	BookingState.INVITED: (
		BookingState.BOOKED,
		BookingState.WAITING,
		BookingState.DECLINED,
		BookingState.ATTENDED,
	),
	BookingState.BOOKED: (BookingState.WITHDRAWN, BookingState.ATTENDED, BookingState.DID_NOT_ATTEND),
	BookingState.WAITING: (BookingState.BOOKED, BookingState.WITHDRAWN, BookingState.ATTENDED),
	BookingState.DECLINED: (BookingState.BOOKED, BookingState.WAITING, BookingState.ATTENDED),
	BookingState.WITHDRAWN: (BookingState.BOOKED, BookingState.WAITING, BookingState.ATTENDED),
	BookingState.ATTENDED: (BookingState.DID_NOT_ATTEND, BookingState.BOOKED, BookingState.WITHDRAWN),
	BookingState.DID_NOT_ATTEND: (BookingState.ATTENDED, BookingState.BOOKED, BookingState.WITHDRAWN),
}

HAVE_A_PLACE = (BookingState.BOOKED, BookingState.ATTENDED, BookingState.DID_NOT_ATTEND)
RECORDED = (BookingState.ATTENDED, BookingState.DID_NOT_ATTEND)
SAID_NO = (BookingState.DECLINED, BookingState.WITHDRAWN)
# Those who need to be told when the event is moved or cancelled.
CONCERNED = (BookingState.INVITED, BookingState.BOOKED, BookingState.WAITING)


@dataclass(frozen=True)
class Booking:
	"""One person's booking; `since` is when it was last answered, None for somebody who has not answered."""

	key: str
	state: BookingState
	since: datetime | None = None


@dataclass(frozen=True)
class Places:
	"""The figures of an event."""

	taken: int
	waiting: int
	attended: int
	recorded: int


def count(bookings: Iterable[Booking]) -> Places:
	"""How many have a place, wait for one, came, and are recorded as having come or not."""
	states = [booking.state for booking in bookings]
	return Places(
		taken=sum(state in HAVE_A_PLACE for state in states),
		waiting=states.count(BookingState.WAITING),
		attended=states.count(BookingState.ATTENDED),
		recorded=sum(state in RECORDED for state in states),
	)


def place_for(taken: int, places: int) -> BookingState:
	"""A place, or a place in the line where all `places` are taken; 0 places are as many as come."""
	return BookingState.BOOKED if not places or taken < places else BookingState.WAITING


def answered(state: BookingState | None, coming: bool, taken: int, places: int) -> BookingState:
	"""What an answer makes of a booking; None where there was none. Whoever says the same again stays as they are."""
	if coming:
		return state if state and state not in _MAY_STILL_COME else place_for(taken, places)
	if state in SAID_NO or state in RECORDED:
		return state
	return BookingState.DECLINED if state in (None, BookingState.INVITED) else BookingState.WITHDRAWN


def taken_back(walked_in: bool) -> BookingState:
	"""What becomes of a booking whose attendance is taken back; whoever came without one has no place either."""
	return BookingState.WITHDRAWN if walked_in else BookingState.BOOKED


def line(bookings: Iterable[Booking]) -> list[Booking]:
	"""The waiting list, whoever has waited longest first."""
	waiting = [booking for booking in bookings if booking.state is BookingState.WAITING]
	return sorted(waiting, key=_by_turn)


def moves_up(bookings: Iterable[Booking], places: int) -> list[Booking]:
	"""Who gets a place from the waiting list, in order: as many as there are places free."""
	bookings = list(bookings)
	waiting = line(bookings)
	if not places:
		return waiting
	return waiting[: max(places - count(bookings).taken, 0)]


def place_in_line(bookings: Iterable[Booking], key: str) -> int | None:
	"""The place of one booking on the waiting list, from 1; None for one that does not wait."""
	keys = [booking.key for booking in line(bookings)]
	return keys.index(key) + 1 if key in keys else None


def may_move(from_state: BookingState, to_state: BookingState) -> bool:
	"""Whether a booking may go from one state to another."""
	return to_state in BOOKING_MOVES[from_state]


_MAY_STILL_COME = (BookingState.INVITED, *SAID_NO)


def _by_turn(booking: Booking) -> tuple[datetime, str]:
	return booking.since or datetime.max, booking.key
