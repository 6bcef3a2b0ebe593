"""The wording of the app's mails as it is shipped; the council's own stands in the platform's e-mail templates."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

TEMPLATE = "Email Template"
FOLDER = Path(__file__).parent.parent / "templates" / "emails"


class Wording(NamedTuple):
	"""A template as it is shipped: its subject, and the file with its text."""

	subject: str
	file: str

	@property
	def text(self) -> str:
		return (FOLDER / self.file).read_text(encoding="utf-8")


FOR_PEOPLE = "Mentoring reminders for mentors and mentees"
FOR_STAFF = "Mentoring reminders for staff"
WEEKLY = "Mentoring weekly summary for staff"

SHIPPED = {
	FOR_PEOPLE: Wording("Mentoring: something waits for you", "reminders_for_people.html"),
	FOR_STAFF: Wording("Mentoring: what needs you today ({{ count }})", "reminders_for_staff.html"),
	WEEKLY: Wording("Mentoring: what needs you this week ({{ count }})", "reminders_weekly.html"),
}
