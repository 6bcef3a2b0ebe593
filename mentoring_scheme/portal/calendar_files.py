"""Dates to take into a calendar of one's own: files as every calendar reads them (RFC 5545).

An entry keeps its identity for good, and its sequence grows with each change, so that a calendar into which the file is
taken again moves the entry instead of adding a second one. Nothing in a file says who else is concerned: calendars are
shared, and shown on screens.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import frappe
from frappe.utils import get_system_timezone, get_url
from icalendar import Calendar, Event

from mentoring_scheme.portal.frame import address

ENDPOINTS = "/api/method/mentoring_scheme.portal.api.calendars"


@dataclass(frozen=True)
class Entry:
	"""One date. Times are those of the site's zone; a date without a time is a whole day.

	`key` is the document's name; `made` and `changed` are when it was. An entry that repeats does so `every_weeks`,
	until the day `until` where there is one.
	"""

	key: str
	title: str
	starts: datetime | date
	made: datetime
	changed: datetime
	ends: datetime | date | None = None
	place: str = ""
	about: str = ""
	href: str = ""
	cancelled: bool = False
	every_weeks: int = 0
	until: date | None = None


def path_of(what: str, **query: str) -> str:
	"""Where a calendar file is fetched: `what` is the function of portal/api/calendars.py."""
	return address(f"{ENDPOINTS}.{what}", **query)


def as_file(entries: Iterable[Entry]) -> bytes:
	"""The entries as one file, with the rules of the site's time zone in it."""
	calendar = Calendar()
	calendar.add("prodid", "-//Mentoring Scheme//Portal//EN")
	calendar.add("version", "2.0")
	calendar.add("method", "PUBLISH")
	for entry in entries:
		calendar.add_component(_event(entry))
	calendar.add_missing_timezones()
	return calendar.to_ical()


def send(name: str, entries: Iterable[Entry]) -> None:
	"""Answer the request with a file of that name."""
	frappe.local.response.filename = f"{name}.ics"
	frappe.local.response.filecontent = as_file(entries)
	frappe.local.response.type = "download"


def _event(entry: Entry) -> Event:
	event = Event()
	event.add("uid", f"{entry.key}@{frappe.local.site}")
	event.add("dtstamp", _in_zone(entry.changed).astimezone(timezone.utc))
	event.add("sequence", max(0, int((entry.changed - entry.made).total_seconds())))
	event.add("summary", entry.title)
	event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
	event.add("dtstart", _moment(entry.starts))
	if entry.ends:
		event.add("dtend", _moment(entry.ends))
	for name, text in (("location", entry.place), ("description", entry.about)):
		if text:
			event.add(name, text)
	if entry.href:
		event.add("url", get_url(entry.href))
	if entry.every_weeks:
		event.add("rrule", _repeats(entry))
	return event


def _repeats(entry: Entry) -> dict[str, Any]:
	rule: dict[str, Any] = {"freq": "weekly", "interval": entry.every_weeks}
	if entry.until:
		end_of_day = datetime.combine(entry.until + timedelta(days=1), time()) - timedelta(seconds=1)
		rule["until"] = _in_zone(end_of_day).astimezone(timezone.utc)
	return rule


def _moment(when: datetime | date) -> datetime | date:
	return _in_zone(when) if isinstance(when, datetime) else when


def _in_zone(when: datetime) -> datetime:
	return when.replace(tzinfo=ZoneInfo(get_system_timezone()))
