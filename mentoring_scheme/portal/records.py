"""What is said of contact records wherever they are listed: their state in words, and which wait for the user."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import frappe
from frappe import _
from frappe.query_builder.functions import Max
from frappe.utils import getdate
from pypika.queries import QueryBuilder

from mentoring_scheme.mentoring_scheme.doctype.contact_record.contact_record import (
	AGREED,
	DRAFT,
	LOGGED,
	QUERIED,
	SENT,
)
from mentoring_scheme.mentoring_scheme.doctype.contact_record.facts import TOOK_PLACE
from mentoring_scheme.policy import record_writing as rules
from mentoring_scheme.portal import mine
from mentoring_scheme.portal.frame import HOME, address
from mentoring_scheme.portal.mine import OwnLink, Side
from mentoring_scheme.portal.todo import ToDo
from mentoring_scheme.portal.words import day_in_words

RECORDS = f"{HOME}/records"
ON_A_PAGE = 20
WITH_WRITER = (DRAFT, QUERIED)
FIELDS = (
	"name",
	"link",
	"contact_date",
	"contact_time",
	"way",
	"outcome",
	"status",
	"mentor_signed_on",
	"agreed_on",
)


def overview(own: list[OwnLink], wanted: str, page: int) -> dict[str, Any]:
	"""The page of records: those of all links, or of the link `wanted`, the latest first."""
	shown = [link for link in own if not wanted or link.name == wanted]
	page = max(page, 1)
	rows = rows_of([link.name for link in shown], ON_A_PAGE + 1, (page - 1) * ON_A_PAGE)
	by_name = {link.name: link for link in own}
	chosen = shown[0].name if wanted and shown else ""
	return {
		"links": [{"name": link.name, "with": link.other, "chosen": link.name == chosen} for link in own],
		"records": [in_list(row, by_name[row.link]) for row in rows[:ON_A_PAGE]],
		"chosen": chosen,
		"newer": address(RECORDS, link=chosen, page=str(page - 1)) if page > 1 else "",
		"older": address(RECORDS, link=chosen, page=str(page + 1)) if len(rows) > ON_A_PAGE else "",
	}


def rows_of(links: Sequence[str], most: int, after: int = 0) -> list[frappe._dict]:
	"""The records of these links that the user may read, the latest first."""
	return _listed(links).limit(most).offset(after).run(as_dict=True)


def in_list(row: Any, own: OwnLink) -> dict[str, Any]:
	"""A record as a list shows it."""
	state, tone = state_of(row, own)
	return {
		"href": address(path_of(row.name)),
		"title": day_in_words(row.contact_date),
		"with": own.other,
		"what": " · ".join([_(row.way), *([] if row.outcome == TOOK_PLACE else [_(row.outcome)])]),
		"state": state,
		"tone": tone,
	}


def latest_of(links: Sequence[str]) -> dict[str, frappe._dict]:
	"""The last contact of each link of which the user may read the record: one query."""
	record = frappe.qb.DocType("Contact Record")
	later = frappe.qb.DocType("Contact Record").as_("later")
	last = (
		frappe.qb.from_(later)
		.select(later.link, Max(later.contact_date).as_("day"))
		.where(later.link.isin([*links, ""]) & mine.own_records(later))
		.groupby(later.link)
	)
	query = (
		frappe.qb.from_(record)
		.join(last)
		.on((last.link == record.link) & (last.day == record.contact_date))
		.select(*(record[field] for field in FIELDS))
		.where(mine.own_records(record))
		.orderby(record.creation)
	)
	return {row.link: row for row in query.run(as_dict=True)}


def waiting(own: list[OwnLink]) -> list[ToDo]:
	"""Records that wait for the user: as a mentor to go on with, to change or to sign, as a mentee to read."""
	by_name = {link.name: link for link in own}
	record = frappe.qb.DocType("Contact Record")
	rows = _listed(list(by_name)).where(record.status.isin((DRAFT, SENT, QUERIED))).run(as_dict=True)
	found = [_as_to_do(row, by_name[row.link]) for row in rows]
	return [each for each in found if each]


def title_of(record: Any) -> str:
	"""What the page of a record is called."""
	return _("Contact on {0}").format(day_in_words(record.contact_date))


def path_of(name: str) -> str:
	"""Where the page of a record is."""
	return f"{RECORDS}/{name}"


def done_words() -> dict[str, str]:
	"""What the pages about records say about what was just done."""
	return {
		"sent": _("Your record is sent."),
		"logged": _("Your contact is recorded."),
		"draft": _("Your draft is kept. Nobody else reads it until you send it."),
		"back": _("You have taken the record back. Change it, and send it again."),
		"agreed": _("Thank you. You have agreed this record."),
		"signed": _("Thank you. You have signed this record."),
		"asked": _("Your mentor is asked to change the record, and you will see it again."),
		"shared": _("Kept."),
		"changed": _("Something has happened to this record meanwhile. This is how it stands now."),
	}


def state_of(row: Any, own: OwnLink) -> tuple[str, str]:
	"""The state of a record in words for its reader, and its tone."""
	if own.side is Side.MENTOR:
		return {
			DRAFT: (_("Draft, not sent yet"), "todo"),
			SENT: (_("Sent, not agreed yet"), "going"),
			QUERIED: (_("A change is asked for"), "stopped"),
			AGREED: (_("Agreed"), "good"),
			LOGGED: (_("Recorded"), "good"),
		}[row.status]
	return {
		SENT: (_("Signed by you"), "going") if row.agreed_on else (_("For you to read"), "todo"),
		QUERIED: (_("You asked for a change"), "going"),
		AGREED: (_("Agreed"), "good"),
	}[row.status]


def _listed(links: Sequence[str]) -> QueryBuilder:
	record = frappe.qb.DocType("Contact Record")
	return (
		frappe.qb.from_(record)
		.select(*(record[field] for field in FIELDS))
		.where(record.link.isin([*links, ""]) & mine.own_records(record))
		.orderby(record.contact_date, order=frappe.qb.desc)
		.orderby(record.creation, order=frappe.qb.desc)
	)


def _as_to_do(row: Any, own: OwnLink) -> ToDo | None:
	day = day_in_words(row.contact_date)
	if own.side is Side.MENTEE:
		text = _("Read what {0} wrote about {1}").format(own.other, day)
		return None if row.status != SENT or row.agreed_on else _to_do(text, row)
	if row.status == QUERIED:
		return _to_do(_("{0} asks you to change your record of {1}").format(own.other, day), row)
	if row.status == DRAFT:
		text = _("Finish your record of {0} with {1}").format(day, own.other)
		return _to_do(text, row, "/write")
	if rules.needs_both(own.policy) and not row.mentor_signed_on:
		return _to_do(_("Sign the record of {0} with {1}").format(day, own.other), row)
	return None


def _to_do(text: str, row: Any, place: str = "") -> ToDo:
	return ToDo(text, address(f"{path_of(row.name)}{place}"), day=getdate(row.contact_date))
