"""The contact that an agreement plans: in words, and as an entry for a calendar (R27)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from frappe import _
from frappe.utils import format_time, get_datetime, get_time, getdate

from mentoring_scheme.portal.calendar_files import Entry

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentoring_agreement.mentoring_agreement import (
		MentoringAgreement,
	)
	from mentoring_scheme.portal.mine import OwnLink

IN_FORCE = "Signed"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def contact_in_words(doc: MentoringAgreement) -> str:
	"""The agreed contact as one line: “Video call, every week, Tuesday at 19:00”."""
	day, time = _(doc.contact_weekday or ""), _time(doc)
	slot = _("{0} at {1}").format(day, time) if day and time else day or time
	return ", ".join(part for part in (_(doc.contact_way or ""), doc.how_often().lower(), slot) if part)


def contact_rows(doc: MentoringAgreement) -> list[tuple[str, str]]:
	"""The same by rows, each with what it is, and with what is agreed between contacts."""
	rows = (
		(_("Planned contact"), _(doc.contact_way or "")),
		(_("How often"), doc.how_often()),
		(_("Day"), _(doc.contact_weekday or "")),
		(_("Time"), _time(doc)),
		(_("Between contacts"), doc.between_contacts or ""),
	)
	return [row for row in rows if row[1]]


def has_slot(doc: MentoringAgreement) -> bool:
	"""Whether the agreement is in force and names a weekday and a time for every so many weeks."""
	weekly = doc.contact_unit == "Weeks" and doc.contact_every
	return bool(doc.signing_state == IN_FORCE and weekly and doc.contact_weekday and doc.contact_time)


def slot(doc: MentoringAgreement, link: OwnLink, href: str) -> Entry:
	"""The agreed contact as an entry that repeats until the planned end."""
	begins = getdate(doc.completed_on)
	first = begins + timedelta(days=(WEEKDAYS.index(doc.contact_weekday) - begins.weekday()) % 7)
	time = get_time(doc.contact_time)
	return Entry(
		key=doc.name,
		title=_("Mentoring: {0}").format(_(doc.contact_way)),
		starts=datetime.combine(first, time),
		href=href,
		made=get_datetime(doc.creation),
		changed=get_datetime(doc.modified),
		every_weeks=doc.contact_every,
		until=link.ended_on or link.planned_end,
	)


def _time(doc: MentoringAgreement) -> str:
	return format_time(doc.contact_time, "HH:mm") if doc.contact_time else ""
