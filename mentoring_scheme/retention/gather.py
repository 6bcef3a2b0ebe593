"""The records of each kind with the days that their time may be counted from, for `policy.retention.due`."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

import frappe
from frappe.utils import getdate

from mentoring_scheme.mentoring_scheme.policy_source import policy_of_version
from mentoring_scheme.policy.choices import CountedFrom, Nation, RecordKind
from mentoring_scheme.policy.retention import Record, RetentionPolicy, end_of_tax_year
from mentoring_scheme.retention.about import concerned
from mentoring_scheme.retention.holds import held, in_open_concerns
from mentoring_scheme.retention.kinds import KINDS
from mentoring_scheme.retention.lives import ANSWERS, Life, last_of, link_ended, lives, mentee_ended

Days = dict[CountedFrom, date]
Found = tuple[RecordKind, str, set[str], Days]  # kind, name, schemes (none: all), days
Names = Collection[str] | None


def policies() -> dict[str, RetentionPolicy]:
	"""What each scheme says of keeping records today. A scheme without a policy keeps everything for good."""
	found = {}
	for scheme in frappe.get_all("Mentoring Scheme", fields=["name", "policy_version"], order_by="name"):
		policy = policy_of_version(scheme.policy_version) if scheme.policy_version else None
		found[scheme.name] = (
			RetentionPolicy(policy.nation, policy.retention_rules)
			if policy
			else RetentionPolicy(Nation.ENGLAND, ())
		)
	return found


def records(doctype: str, schemes: Collection[str], names: Names = None) -> list[Record]:
	"""The documents of one type, or those of these names, as the policy asks of them. `schemes`: all that there are.

	Nothing ends of people and links that an open concern is about, as if it were under a hold.
	"""
	found = [each for each in GATHERED[doctype](doctype, names) if each[3]]
	about = concerned(doctype, [name for _kind, name, _schemes, _days in found])
	keeping = (held(), in_open_concerns())
	return [
		Record(
			kind,
			(doctype, name),
			tuple(sorted(own or schemes)),
			days,
			on_hold=any(each.covers(doctype, about[name]) for each in keeping),
		)
		for kind, name, own, days in found
	]


def _rows(doctype: str, fields: list[str], names: Names, **filters: Any) -> list[Any]:
	chosen = filters if names is None else {**filters, "name": ["in", list(names)]}
	return frappe.get_all(doctype, chosen, ["name", "modified", *fields], order_by="name")


def _lives_of(rows: list[Any], names: Names, *fieldnames: str) -> dict[str, Life]:
	if names is None:
		return lives()
	return lives({row[fieldname] for row in rows for fieldname in fieldnames if row[fieldname]})


def _known(days: dict[CountedFrom, date | None]) -> Days:
	return {counted_from: day for counted_from, day in days.items() if day}


# --- people


def _participants(doctype: str, names: Names) -> Iterator[Found]:
	for person, life in lives(names).items():
		if names is None or person in names:
			yield RecordKind.PARTICIPANT, person, life.schemes, _of_life(life)


def _profiles(doctype: str, names: Names) -> Iterator[Found]:
	rows = _rows(doctype, ["participant"], names)
	known = _lives_of(rows, names, "participant")
	for row in rows:
		if life := known.get(row.participant):
			yield RecordKind.EQUALITY_PROFILE, row.name, life.schemes, _of_life(life)


def _of_life(life: Life) -> Days:
	return _known(
		{
			CountedFrom.LAST_INVOLVEMENT: life.involved_until,
			CountedFrom.APPROVAL_ENDED: life.approval_ended,
		}
	)


def _mentors(doctype: str, names: Names) -> Iterator[Found]:
	rows = _rows(doctype, ["participant", "scheme", "stood_down_on"], names, stage="Stood Down")
	known, links = _lives_of(rows, names, "participant"), _ended_links("mentor", rows)
	for row in rows:
		life = known.get(row.participant, Life())
		yield (
			RecordKind.MENTOR,
			row.name,
			{row.scheme},
			_of_role(getdate(row.stood_down_on or row.modified), links.get(row.name, []), life),
		)


def _mentees(doctype: str, names: Names) -> Iterator[Found]:
	rows = _rows(doctype, ["participant", "scheme", "status", *ANSWERS], names)
	known, links = _lives_of(rows, names, "participant"), _ended_links("mentee", rows)
	for row in rows:
		ended = mentee_ended(row)
		if ended is None:
			continue
		if row.status == "Ended":
			life = known.get(row.participant, Life())
			yield RecordKind.MENTEE, row.name, {row.scheme}, _of_role(ended, links.get(row.name, []), life)
		else:
			days = _known({CountedFrom.ANSWERED: last_of([ended, *links.get(row.name, [])])})
			yield RecordKind.MENTEE_DECLINED, row.name, {row.scheme}, days


def _of_role(ended: date, links: list[date | None], life: Life) -> Days:
	"""A role has not ended while one of its links goes on."""
	last = last_of([ended, *links])
	approval = life.approval_ended
	return _known(
		{
			CountedFrom.ROLE_ENDED: last,
			CountedFrom.APPROVAL_ENDED: max(last, approval) if last and approval else None,
		}
	)


def _ended_links(side: str, rows: list[Any]) -> dict[str, list[date | None]]:
	found: dict[str, list[date | None]] = {}
	names = [row.name for row in rows]
	fields = [side, "status", "ended_on", "modified"]
	for link in frappe.get_all("Mentoring Link", {side: ["in", names]}, fields, order_by="name"):
		found.setdefault(link[side], []).append(link_ended(link))
	return found


def _applications(doctype: str, names: Names) -> Iterator[Found]:
	for row in _rows(doctype, ["scheme", "decided_on"], names, status=["in", ("Accepted", "Declined")]):
		day = getdate(row.decided_on or row.modified)
		yield RecordKind.APPLICATION, row.name, {row.scheme}, {CountedFrom.ANSWERED: day}


def _checks(doctype: str, names: Names) -> Iterator[Found]:
	"""A check that another has replaced has done its work; the others go with the role."""
	replaced = ["replaced_by"] if doctype == "Mentor Check" else []
	rows = _rows(doctype, ["mentor", "scheme", *replaced], names)
	mentors = {row.mentor for row in rows}
	roles = {
		name: days for _kind, name, _schemes, days in _mentors("Mentor", None if names is None else mentors)
	}
	for row in rows:
		ended = roles.get(row.mentor, {}).get(CountedFrom.ROLE_ENDED)
		day = getdate(row.modified) if row.get("replaced_by") else ended
		yield RecordKind.CHECKS, row.name, {row.scheme}, _known({CountedFrom.ROLE_ENDED: day})


# --- links


def _links(doctype: str, names: Names) -> Iterator[Found]:
	sides = ["mentor_participant", "mentee_participant"]
	rows = _rows(doctype, ["scheme", "status", "ended_on", *sides], names)
	known = _lives_of(rows, names, *sides)
	for row in rows:
		ended = link_ended(row)
		approvals = [known.get(row[side], Life()).approval_ended for side in sides]
		days = {CountedFrom.LINK_ENDED: ended, CountedFrom.APPROVAL_ENDED: last_of([ended, *approvals])}
		yield RecordKind.LINK, row.name, {row.scheme}, _known(days)


def _supervisions(doctype: str, names: Names) -> Iterator[Found]:
	rows = _rows(doctype, ["scheme", "supervision_date"], names)
	ended: dict[str, list[date | None]] = {}
	link, row_of = frappe.qb.DocType("Mentoring Link"), frappe.qb.DocType("Mentoring Supervision Link")
	query = frappe.qb.from_(row_of).join(link).on(link.name == row_of.link)
	query = query.select(row_of.parent, link.status, link.ended_on, link.modified)
	if names is not None:
		query = query.where(row_of.parent.isin(list(names)))
	for each in query.run(as_dict=True):
		ended.setdefault(each.parent, []).append(link_ended(each))
	for row in rows:
		held_on = getdate(row.supervision_date)
		days = {
			CountedFrom.HELD: held_on,
			CountedFrom.LINK_ENDED: last_of([held_on, *ended.get(row.name, [])]),
		}
		yield RecordKind.SUPERVISION, row.name, {row.scheme}, _known(days)


def _concerns(doctype: str, names: Names) -> Iterator[Found]:
	"""Concluded ones. One that was reopened has no day again."""
	for row in _rows(doctype, ["scheme", "closed_on"], names, status="Closed"):
		day = getdate(row.closed_on or row.modified)
		yield RecordKind.CONCERN, row.name, {row.scheme}, {CountedFrom.CLOSED: day}


# --- money


def _payable(doctype: str, names: Names) -> Iterator[Found]:
	"""What was paid, and what never will be."""
	ended = ("Paid", "Cancelled", "Withdrawn")
	for row in _rows(doctype, ["scheme", "status", "paid_on"], names, status=["in", ended]):
		yield _paid(row, getdate(row.paid_on or row.modified))


def _runs(doctype: str, names: Names) -> Iterator[Found]:
	for row in _rows(doctype, [], names, status="Done"):
		yield _paid(row, getdate(row.modified))


def _paid(row: Any, day: date) -> Found:
	days = {CountedFrom.PAID: day, CountedFrom.TAX_YEAR_OF_PAYMENT: end_of_tax_year(day)}
	return RecordKind.MONEY, row.name, {row.scheme} if row.get("scheme") else set(), days


# --- the rest


def _events(doctype: str, names: Names) -> Iterator[Found]:
	for row in _rows(doctype, ["scheme", "ends_on"], names, status=["in", ("Held", "Cancelled")]):
		yield RecordKind.EVENT, row.name, {row.scheme}, {CountedFrom.HELD: getdate(row.ends_on)}


def _made(kind: RecordKind, on: str) -> Any:
	def gather(doctype: str, names: Names) -> Iterator[Found]:
		for row in _rows(doctype, ["scheme", on], names):
			day = getdate(row[on] or row.modified)
			yield kind, row.name, {row.scheme} if row.scheme else set(), {CountedFrom.MADE: day}

	return gather


def _requests(doctype: str, names: Names) -> Iterator[Found]:
	for row in _rows(doctype, ["released_on"], names, status=["in", ("Released", "Closed")]):
		day = getdate(row.released_on or row.modified)
		yield RecordKind.DATA_REQUEST, row.name, set(), {CountedFrom.ANSWERED: day}


def _holds(doctype: str, names: Names) -> Iterator[Found]:
	for row in _rows(doctype, ["lifted_on"], names, status="Lifted"):
		yield RecordKind.HOLD, row.name, set(), {CountedFrom.CLOSED: getdate(row.lifted_on or row.modified)}


GATHERED = {
	"Mentoring Participant": _participants,
	"Mentoring Equality Profile": _profiles,
	"Mentor": _mentors,
	"Mentee": _mentees,
	"Mentoring Application": _applications,
	"Mentor Check": _checks,
	"Mentor Reference": _checks,
	"Mentoring Link": _links,
	"Mentoring Supervision": _supervisions,
	"Mentoring Concern": _concerns,
	"Mentoring Payment": _payable,
	"Mentor Claim": _payable,
	"Mentoring Payment Batch": _payable,
	"Mentoring Approval Run": _runs,
	"Mentoring Event": _events,
	"Mentoring Import": _made(RecordKind.IMPORT, "creation"),
	"Mentoring Matching Round": _made(RecordKind.ROUND, "calculated_on"),
	"Mentoring Reminder": _made(RecordKind.MESSAGE, "sent_on"),
	"Mentoring Message": _made(RecordKind.MESSAGE, "creation"),
	"Mentoring Data Request": _requests,
	"Mentoring Legal Hold": _holds,
}
ROOTS = tuple(root for kind in KINDS.values() for root in kind.roots)
