"""Who the tests of claims in the portal are about: a mentor with a contact of last month."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import add_months, get_first_day, getdate, today
from makers import (
	days_ago,
	make_contact_record,
	make_link,
	make_mentor,
	make_participant,
	make_scheme,
	make_user,
	stand,
)
from PIL import Image

KINDS = [
	{"kind": "Mileage", "counted": "Miles", "travel": 1, "receipt": "Never"},
	{"kind": "Parking", "counted": "Amount", "travel": 1, "receipt": "Above an amount", "receipt_above": 5},
	{"kind": "Food", "counted": "Amount", "travel": 0, "receipt": "Always", "limit_each": 10},
]
RATES = [
	{
		"from_date": "2011-04-06",
		"rate": 0.5,
		"full_rate_miles": 10000,
		"rate_after": 0.25,
		"passenger_rate": 0.05,
	}
]


def picture(size: int = 60) -> bytes:
	"""A photograph."""
	file = BytesIO()
	Image.new("RGB", (size, size), "white").save(file, "JPEG")
	return file.getvalue()


class PortalCast:
	"""A scheme that pays miles and more, its mentor with one contact of last month, and a second mentor."""

	def __init__(self) -> None:
		self.co_ordinator = make_user("Mentoring Co-ordinator")
		self.scheme = make_scheme(
			"tri-borough-fostering",
			members={self.co_ordinator: "Co-ordinator"},
			expense_kinds=KINDS,
			mileage_rates=RATES,
			claim_tasks=[{"task": "Visit"}],
			task_hourly_rate=12,
			claim_within_days=90,
			late_claim_rule="Warn",
			claims_rest_on_records=1,
		).name
		self.user, self.stranger = make_user("Mentor"), make_user("Mentor")
		self.mentor = self.mentor_of(self.user)
		self.mentor_of(self.stranger)
		link = make_link(scheme=self.scheme, mentor=self.mentor, status="Active")
		self.link = stand(link, start_date=days_ago(120)).name
		self.month = getdate(get_first_day(add_months(today(), -1)))
		self.record = self.contact(self.month + timedelta(days=2))

	def mentor_of(self, user: str, **values: Any) -> str:
		return make_mentor(scheme=self.scheme, participant=make_participant(user=user, **values).name).name

	def contact(self, day: date, minutes: int = 60) -> str:
		record = make_contact_record(link=self.link, contact_date=day, minutes=minutes)
		return stand(record, status="Sent").name

	@property
	def source(self) -> str:
		return f"Contact Record/{self.record}"

	@property
	def claim(self) -> Document:
		return frappe.get_doc("Mentor Claim", {"mentor": self.mentor})
