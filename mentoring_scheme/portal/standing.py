"""How the user's links stand today: next contact, last record, term left, and whether support is suspended or ending."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import frappe
from frappe import _
from frappe.utils import format_time, get_datetime, getdate, now_datetime, today

from mentoring_scheme.mentoring_scheme.doctype.mentoring_link.running import agreed_slots, contacts_of
from mentoring_scheme.policy.contact import ContactFacts, next_expected, next_planned
from mentoring_scheme.policy.states import RUNNING, LinkState
from mentoring_scheme.portal import records
from mentoring_scheme.portal.frame import HOME, address
from mentoring_scheme.portal.mine import OwnLink, Side
from mentoring_scheme.portal.todo import ToDo
from mentoring_scheme.portal.words import day_in_words

CLOSING, SUSPENDED = LinkState.CLOSING.value, LinkState.SUSPENDED.value
TAKES_RECORDS = (*RUNNING, LinkState.ENDED_EARLY.value)
DAYS_IN_WEEKS = 63
DAYS_IN_MONTH = 30.4


@dataclass(frozen=True)
class Standing:
	"""One link of the user's, with its contact so far and the slot that its agreement names.

	`next_on` is the day of the next contact, which may have passed; `latest` the last record that the user may read.
	"""

	link: OwnLink
	slot: frappe._dict
	contact: ContactFacts | None = None
	next_on: date | None = None
	latest: frappe._dict | None = None
	suspended_since: date | None = None

	@property
	def way(self) -> str:
		"""The way of contact that was agreed; empty where nothing was."""
		return self.slot.get("contact_way") or ""

	@property
	def has_passed(self) -> bool:
		"""Whether the next contact should have been by now; on the day itself where no time was agreed."""
		if self.next_on is None:
			return False
		time = self.slot.get("contact_time") or timedelta()
		return get_datetime(self.next_on) + time <= now_datetime()


def standings(own: list[OwnLink]) -> list[Standing]:
	"""How each of these links stands: six queries, however many there are."""
	slots = agreed_slots([link.name for link in own])
	running = [link for link in own if link.status in RUNNING and link.start_date]
	contacts = contacts_of(running, slots)
	latest = records.latest_of([link.name for link in own])
	suspended = _suspended_since([link.name for link in own if link.status == SUSPENDED])
	return [
		_standing(link, slots, contacts.get(link.name), latest.get(link.name), suspended.get(link.name))
		for link in own
	]


def to_do(own: list[OwnLink]) -> list[ToDo]:
	"""As a mentor, the contacts that have passed and have no record."""
	as_mentor = [link for link in own if link.side is Side.MENTOR and link.is_open]
	return [
		ToDo(
			_("Record your contact with {0}").format(each.link.other),
			write_path(each.link),
			contact_in_words(each),
			each.next_on,
		)
		for each in (standings(as_mentor) if as_mentor else [])
		if each.has_passed
	]


def card(standing: Standing) -> dict[str, Any]:
	"""A link as its card on the home page and as the head of its own page."""
	link = standing.link
	return {
		"name": link.name,
		"href": path_of(link),
		"with": link.other,
		"is_mentor": link.side is Side.MENTOR,
		"scheme": link.scheme,
		"support_type": link.support_type,
		"notice": notice(standing),
		"next": "" if standing.has_passed else contact_in_words(standing),
		"latest": records.in_list(standing.latest, link) if standing.latest else None,
		"term": term_in_words(link) if link.status in RUNNING else "",
		"write": write_path(link) if may_be_written(link) else "",
	}


def contact_in_words(standing: Standing) -> str:
	"""Day, time and way of the next contact; empty where none is known."""
	if standing.next_on is None:
		return ""
	time = standing.slot.get("contact_time")
	day = ", ".join([day_in_words(standing.next_on), *([format_time(time, "HH:mm")] if time else [])])
	return f"{day} · {_(standing.way)}" if standing.way else day


def notice(standing: Standing) -> str:
	"""What is out of the ordinary about a link, said plainly; empty where nothing is."""
	link = standing.link
	ended = day_in_words(link.ended_on) if link.ended_on else ""
	if link.status == LinkState.INTRODUCTION.value:
		return _(
			"You are being introduced. Your co-ordinator tells you when you meet, and when support starts."
		)
	if link.status == SUSPENDED:
		since = day_in_words(standing.suspended_since) if standing.suspended_since else ""
		paused = _("Support is suspended since {0}.").format(since) if since else _("Support is suspended.")
		return paused + " " + _("Your co-ordinator tells you when it goes on.")
	if link.status == CLOSING:
		return _("Support is coming to its end.")
	if link.status in RUNNING:
		return ""
	return _("Support ended on {0}.").format(ended) if ended else _("Support has ended.")


def term_in_words(link: OwnLink) -> str:
	"""How much of the term is left."""
	if link.planned_end is None:
		return _("No end is planned")
	end, left = day_in_words(link.planned_end), (link.planned_end - getdate(today())).days
	if left < 0:
		return _("Until {0}, which has passed").format(end)
	return _("Until {0} ({1})").format(end, _left(left))


def day_to_record(now: Standing) -> date:
	"""The day that a new record is most likely about: what the pair named, the last slot that has passed, or today."""
	day = getdate(today())
	if not now.has_passed or not (_is_named(now) or now.slot.get("contact_weekday")):
		return day
	passed = now.next_on
	while (following := slot_after(now, passed)) and following <= day:
		passed = following
	return passed


def slot_after(now: Standing, day: date) -> date | None:
	"""The slot that follows a contact on that day; None where the pair has agreed no day of the week."""
	if now.contact is None or not now.slot.get("contact_weekday"):
		return None
	return next_expected(replace(now.contact, last_contact_on=day), now.link.policy)


def may_be_written(link: OwnLink) -> bool:
	"""Whether records of the link may still be written by the user."""
	return link.side is Side.MENTOR and link.status in TAKES_RECORDS


def path_of(link: OwnLink) -> str:
	"""Where the page of a link is."""
	return address(f"{HOME}/links/{link.name}")


def write_path(link: OwnLink) -> str:
	"""Where a new record of a link is written."""
	return address(f"{HOME}/links/{link.name}/record")


def _is_named(now: Standing) -> bool:
	return now.contact is not None and now.contact.named_next_on == now.next_on


def _standing(
	link: OwnLink,
	slots: dict[str, frappe._dict],
	contact: ContactFacts | None,
	latest: frappe._dict | None,
	suspended_since: date | None,
) -> Standing:
	return Standing(
		link=link,
		slot=slots.get(link.name, frappe._dict()),
		contact=contact,
		next_on=next_planned(contact, link.policy) if contact else None,
		latest=latest,
		suspended_since=suspended_since,
	)


def _suspended_since(links: list[str]) -> dict[str, date]:
	rows = frappe.get_all(
		"Mentoring Suspension",
		filters={
			"parent": ["in", [*links, ""]],
			"parenttype": "Mentoring Link",
			"to_date": ["is", "not set"],
		},
		fields=["parent", "from_date"],
		order_by="from_date",
	)
	return {row.parent: row.from_date for row in rows}


def _left(days: int) -> str:
	if days == 0:
		return _("today")
	if days < 14:
		return _("1 more day") if days == 1 else _("{0} more days").format(days)
	if days < DAYS_IN_WEEKS:
		return _("{0} more weeks").format(days // 7)
	return _("about {0} more months").format(round(days / DAYS_IN_MONTH))
