"""What the page of one pair shows: what was agreed, when the next contact is, and what was written."""

from __future__ import annotations

from typing import Any

import frappe
from frappe import _
from frappe.utils import format_time, formatdate

from mentoring_scheme.portal import agreements, mine, records, standing
from mentoring_scheme.portal.frame import HOME, address, not_found
from mentoring_scheme.portal.mine import OwnLink, Side

LATEST = 5


def asked_for() -> OwnLink:
	"""The link that the address names, where it is the user's own; otherwise there is no such page."""
	return mine.link(frappe.form_dict.get("link") or "") or not_found()


def title_of(own: OwnLink) -> str:
	"""What the page of a link is called."""
	if own.side is Side.MENTOR:
		return _("You support {0}").format(own.other)
	return _("{0} supports you").format(own.other)


def page(own: OwnLink) -> dict[str, Any]:
	"""The page of a link."""
	now = standing.standings([own])[0]
	return {
		"card": standing.card(now),
		"figures": _figures(now),
		"agreements": agreements.of_links([own])[own.name],
		"records": [records.in_list(row, own) for row in records.rows_of([own.name], LATEST)],
		"all_records": address(records.RECORDS, link=own.name),
		"worry": address(f"{HOME}/worry", link=own.name),
		"say": f"{HOME}/say",
		"help": f"{HOME}/help",
	}


def _figures(now: standing.Standing) -> list[dict[str, str]]:
	own = now.link
	card = standing.card(now)
	rows = [
		(_("Scheme"), own.scheme),
		(_("Support"), own.support_type),
		(_("Next contact"), standing.contact_in_words(now)),
		(_("What you agreed on contact"), _plan(now)),
		(_("Began"), formatdate(own.start_date) if own.start_date else ""),
		(_("Term"), card["term"]),
	]
	return [{"what": what, "figure": figure} for what, figure in rows if figure]


def _plan(now: standing.Standing) -> str:
	"""The slot of the agreement in words: “Phone call, every week, Tuesday, 19:30”."""
	slot = now.slot
	time = slot.get("contact_time")
	parts = [
		_(now.way),
		_interval(slot.get("contact_every") or 0, slot.get("contact_unit") or ""),
		_(slot.get("contact_weekday") or ""),
		format_time(time, "HH:mm") if time else "",
	]
	return ", ".join(part for part in parts if part)


def _interval(every: int, unit: str) -> str:
	if not every:
		return ""
	if unit == "Weeks":
		return _("every week") if every == 1 else _("every {0} weeks").format(every)
	return _("every month") if every == 1 else _("every {0} months").format(every)
