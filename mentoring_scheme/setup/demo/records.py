"""Contact records: when a pair was in contact, and what was said (R27 to R30)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import date, timedelta
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import getdate, today

from mentoring_scheme.policy.choices import RecordAgreedBy, RecordExpected
from mentoring_scheme.setup.demo import words
from mentoring_scheme.setup.demo.acting import acting_as, ago, insert
from mentoring_scheme.setup.demo.plans import LinkPlan
from mentoring_scheme.setup.demo.year import Year


def keep(year: Year, plan: LinkPlan, link: Document) -> None:
	"""Write the records of the link so far; those of a link that runs are not all agreed yet."""
	days = list(_days(year, plan, link))
	talked = year.random.sample(words.TALKED, len(words.TALKED))
	for number, day in enumerate(days):
		following = days[number + 1] if number + 1 < len(days) else None
		record = _write(year, link, day, following, talked[number % len(talked)])
		_settle(year, plan, link, record, still_to_come=len(days) - number - 1)


def last_day(plan: LinkPlan, link: Document) -> date:
	"""The last day of support that has come: the end, planned or early, or today."""
	if plan.end:
		return ago(plan.end)
	planned = getdate(link.planned_end) if link.planned_end else ago(0)
	return min(planned, ago(0)) if plan.reach in ("Closed", "Closing") else ago(0)


def _days(year: Year, plan: LinkPlan, link: Document) -> Iterator[date]:
	weekly = link.policy.contact_unit.value == "Weeks"
	day = getdate(link.start_date) + timedelta(days=5 if weekly else 15)
	while day < last_day(plan, link):
		if not _suspended(plan, day):
			yield day
		day += timedelta(days=7 if weekly else year.random.randrange(18, 31))


def _suspended(plan: LinkPlan, day: date) -> bool:
	if not plan.suspended:
		return False
	since, until = plan.suspended
	return ago(since) <= day and (until is None or day < ago(until))


def _write(year: Year, link: Document, day: date, following: date | None, talked: str) -> Document:
	content = _contact(year, link, day, following)
	if content.get("outcome") != "Rearranged" and link.policy.record_expected is not RecordExpected.LOG_ONLY:
		content |= _what_was_said(year, talked)
	with _as_mentor(link):
		return insert("Contact Record", link=link.name, contact_date=day, **content)


def _contact(year: Year, link: Document, day: date, following: date | None) -> dict[str, Any]:
	planned = [each.way.value for each in link.policy.contact_ways if each.use.value == "Planned contact"]
	if year.random.random() < 0.06:
		return {
			"way": planned[0],
			"outcome": "Rearranged",
			"outcome_by": year.random.choice(("Mentor", "Mentee")),
			"outcome_reason": year.people.pick(words.REARRANGED),
			"next_contact_on": following or day + timedelta(days=7),
		}
	return {
		"way": year.random.choice(planned),
		"contact_time": year.random.choice(("10:00:00", "10:30:00", "13:00:00", "19:00:00")),
		"minutes": year.random.choice((30, 40, 45, 60, 75, 90)),
		"next_contact_on": following or ago(-year.random.randrange(4, 20)),
	}


def _what_was_said(year: Year, talked: str) -> dict[str, Any]:
	action, who = year.random.choice(words.ACTIONS)
	return {
		"summary": f"{talked} {year.people.pick(words.CAME_OUT)}",
		"progress": year.people.pick(words.PROGRESS),
		"actions": [{"action": action, "who": who}],
		"share_with_mentee_ssw": int(year.random.random() < 0.5),
		"share_with_mentor_ssw": int(year.random.random() < 0.3),
	}


def _settle(year: Year, plan: LinkPlan, link: Document, record: Document, still_to_come: int) -> None:
	"""Everything but the last record of a running link is agreed; that one is a draft, with the mentee, or queried.

	Where the mentee has an account, the one before was talked over first.
	"""
	open_still = not still_to_come and plan.reach in ("Active", "Suspended")
	if link.policy.record_agreed_by is RecordAgreedBy.NOBODY:
		with _as_mentor(link):
			record.send()
	elif open_still:
		_leave_open(year, link, record)
	elif account := _account(link.mentee_participant):
		_agree(link, record, account, talk=still_to_come == 1)
	else:
		agreed = min(getdate(record.contact_date) + timedelta(days=3), getdate(today()))
		record.record_agreed_on_paper(str(agreed))


def _agree(link: Document, record: Document, account: str, talk: bool) -> None:
	with _as_mentor(link):
		record.send()
	if talk:
		asked, answered = words.TALKED_OVER
		with acting_as(account):
			record.query(asked)
		with _as_mentor(link):
			record.send(answer=answered)
	with acting_as(account):
		record.agree()


def _leave_open(year: Year, link: Document, record: Document) -> None:
	account = _account(link.mentee_participant)
	if not account and year.random.random() < 0.4:
		return
	with _as_mentor(link):
		record.send()
	if account:
		with acting_as(account):
			record.query(words.QUERIES[0])


def _as_mentor(link: Document) -> AbstractContextManager[None]:
	"""The mentor writes, where they have an account; else the co-ordinator does it on their behalf."""
	account = _account(link.mentor_participant)
	return acting_as(account) if account else nullcontext()


def _account(participant: str) -> str | None:
	return frappe.db.get_value("Mentoring Participant", participant, "user")
