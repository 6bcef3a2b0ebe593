"""Two months of claims: what mentors spent on the way to their mentees, and how far each claim has come (R43)."""

from __future__ import annotations

import io
from datetime import date
from random import Random
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import add_months, get_first_day, getdate, today
from PIL import Image, ImageDraw

from mentoring_scheme.mentoring_scheme.claims import api
from mentoring_scheme.setup.demo import words
from mentoring_scheme.setup.demo.acting import acting_as, change, move
from mentoring_scheme.setup.demo.plans import SCHEMES, SchemePlan
from mentoring_scheme.setup.demo.progress import Progress
from mentoring_scheme.setup.demo.users import FINANCE

CLAIMANTS = 9
# How far the claims of last month have come, one mentor after the other; the month before is approved.
LAST_MONTH = (
	"Returned",
	"Submitted",
	"Checked",
	"Approved",
	"Submitted",
	"Checked",
	"Approved",
	"Draft",
	"Submitted",
)
PARKING, TICKET = "Parking and tolls", "Public transport"


def claim(seed: int) -> None:
	"""Make the claims of the schemes that take monthly claims; nothing is paid yet."""
	for plan in SCHEMES:
		if frappe.db.get_value("Mentoring Scheme", plan.name, "claims") == "Monthly":
			_claim_in(plan, Random(seed))


def _claim_in(plan: SchemePlan, random: Random) -> None:
	last = getdate(add_months(get_first_day(today()), -1))
	before = getdate(add_months(last, -1))
	work = [(mentor, last, LAST_MONTH[number]) for number, mentor in enumerate(_mentors(plan, last))]
	work += [(mentor, before, "Approved") for mentor in _mentors(plan, before)]
	progress = Progress("Claims", len(work))
	for mentor, month, reach in work:
		_make(plan, random, mentor, month, reach)
		progress.step()


def _mentors(plan: SchemePlan, month: date) -> list[str]:
	"""Mentors with a contact in person that month, those who can sign in first."""
	record, link = frappe.qb.DocType("Contact Record"), frappe.qb.DocType("Mentoring Link")
	query = (
		frappe.qb.from_(record)
		.join(link)
		.on(link.name == record.link)
		.select(link.mentor)
		.distinct()
		.where(link.scheme == plan.name)
		.where(record.contact_date[month : frappe.utils.get_last_day(month)])
		.where((record.way == "In person") & (record.outcome == "Took place") & (record.status != "Draft"))
		.orderby(link.mentor)
		.limit(CLAIMANTS)
	)
	return query.run(pluck=True)


def _make(plan: SchemePlan, random: Random, mentor: str, month: date, reach: str) -> None:
	with acting_as(_writer(plan, mentor)):
		claim = frappe.get_doc("Mentor Claim", api.open_claim(mentor, month))
		claim = _with_expenses(claim, random)
		if reach == "Draft":
			return
		api.send_in(claim.name)
	_take_along(plan, frappe.get_doc("Mentor Claim", claim.name), reach)


def _writer(plan: SchemePlan, mentor: str) -> str:
	"""The mentor, where they have an account; else the co-ordinator types the paper claim in."""
	participant = frappe.db.get_value("Mentor", mentor, "participant")
	return frappe.db.get_value("Mentoring Participant", participant, "user") or plan.coordinator.email


def _with_expenses(claim: Document, random: Random) -> Document:
	for row in claim.time_lines:
		row.minutes = row.minutes or 60  # a supervision's own record does not say how long it was
	for source in api.sources(claim.name):
		if source["source_type"] == "Contact Record":
			claim.append("expense_lines", _journey(claim, source, random))
			if random.random() < 0.4:
				claim.append("expense_lines", _spent(claim, source, random))
	return claim.save()


def _line(source: dict[str, Any], **values: Any) -> dict[str, Any]:
	return {
		"date": source["date"],
		"source_type": source["source_type"],
		"source": source["source"],
		**values,
	}


def _journey(claim: Document, source: dict[str, Any], random: Random) -> dict[str, Any]:
	start, end = random.sample(words.PLACES, 2)
	miles = random.randrange(40, 260) / 10
	return _line(source, kind="Mileage", journey=f"{start} – {end} – {start}", miles=miles)


def _spent(claim: Document, source: dict[str, Any], random: Random) -> dict[str, Any]:
	if random.random() < 0.5:
		return _line(source, kind=PARKING, amount_claimed=random.choice((1.8, 2.4, 3.2)))
	amount = random.choice((5.6, 7.2, 8.9))
	return _line(source, kind=TICKET, amount_claimed=amount, receipt=_receipt(claim, source, amount))


def _receipt(claim: Document, source: dict[str, Any], amount: float) -> str:
	"""A photograph of a ticket, as it were."""
	picture = Image.new("RGB", (360, 200), "#f6f1e4")
	draw = ImageDraw.Draw(picture)
	for number, text in enumerate(
		("Riverside Buses", str(source["date"]), "Day return", f"GBP {amount:.2f}")
	):
		draw.text((30, 30 + 35 * number), text, fill="#333333")
	content = io.BytesIO()
	picture.save(content, "JPEG")
	file = frappe.get_doc(
		{
			"doctype": "File",
			"file_name": f"ticket-{source['source']}.jpg",
			"attached_to_doctype": claim.doctype,
			"attached_to_name": claim.name,
			"is_private": 1,
			"content": content.getvalue(),
		}
	)
	return file.insert().file_url


def _take_along(plan: SchemePlan, claim: Document, reach: str) -> None:
	with acting_as(plan.coordinator.email):
		if reach == "Returned":
			move(change(claim, comment=words.CLAIM_COMMENT), "Return")
		elif reach in ("Checked", "Approved"):
			claim = move(claim, "Mark as checked")
	if reach == "Approved":
		with acting_as(FINANCE.email):
			move(claim, "Approve")
