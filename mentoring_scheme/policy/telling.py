"""When and how somebody of the scheme is told something: quiet hours, and the way that they have chosen.

Moments are those of the site's own clock on the wall, without a time zone: when the clocks change, eight in the morning
is eight in the morning, which is what people mean by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from .choices import Choice

DAY = timedelta(days=1)


class Hears(Choice):
	"""How somebody wants to hear of what is new."""

	MAIL = "E-mail"
	TEXT = "Text message"
	PORTAL = "Portal only"


# What waits for this one person alone, and binds them, costs them money or sends them on a journey: it reaches somebody
# who looks at the portal only by e-mail. By document, the states in which a message about it does (R24, R43).
MUST_ARRIVE = {
	"Mentor Claim": ("Returned",),
	"Mentoring Agreement": ("Awaiting signatures",),
	"Mentoring Booking": ("Booked",),
}


@dataclass(frozen=True)
class QuietHours:
	"""From one full hour of the day to another, over midnight or not; none where both are the same."""

	from_hour: int
	until_hour: int

	def covers(self, moment: datetime) -> bool:
		"""Whether nobody is told anything at this moment."""
		since_start = (moment.hour - self.from_hour) % 24
		return since_start < (self.until_hour - self.from_hour) % 24

	def end_after(self, moment: datetime) -> datetime:
		"""The next time that they end, which is at most a day later."""
		end = moment.replace(hour=self.until_hour, minute=0, second=0, microsecond=0)
		return end if end > moment else end + DAY


def told_at(moment: datetime, quiet: Sequence[QuietHours]) -> datetime:
	"""When somebody is told what arises at `moment`: at once, or when it is no longer quiet in any of their schemes.

	Where schemes together leave no hour of the day, at once.
	"""
	ends = sorted(each.end_after(moment) for each in quiet)
	loud = (each for each in (moment, *ends) if not any(hours.covers(each) for hours in quiet))
	return next(loud, moment)


def way_to(chosen: Hears, *, must_arrive: bool, can_text: bool) -> Hears:
	"""How somebody is told. `can_text`: the site sends text messages, and there is a number for them."""
	if chosen is Hears.TEXT and not can_text:
		return Hears.MAIL
	if chosen is Hears.PORTAL and must_arrive:
		return Hears.MAIL
	return chosen


def must_arrive(document: str, state: str | None) -> bool:
	"""Whether a message about a document in this state may not be left to the portal alone."""
	return state in MUST_ARRIVE.get(document, ())
