"""Who the tests of the portal's pages are about: a mentor with a contact of last month, and two families with everything."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import add_months, get_first_day, getdate, now_datetime, today
from makers import (
	days_ago,
	make_agreement,
	make_booking,
	make_claim,
	make_contact_record,
	make_event,
	make_feedback,
	make_link,
	make_mentor,
	make_message,
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


# What people may type, at its worst: it breaks out of attributes, asks to be evaluated, turns the line round, and has
# no place to break.
MARK = "Zoë"
HOSTILE = (
	f'{MARK}{{{{ 7*7 }}}}"\'><img src=x onerror="hacked=1"><script>hacked=1</script>\u202eolleh\u202c'
	f"{{% raw %}}{'W' * 140}"
)
HOSTILE_NAME = 'Kew\'s "Sons" & {{ 7*7 }} \u202eolleh\u202c ' + "M" * 40
TYPED = ("Data", "Small Text", "Text", "Long Text", "Text Editor")
# Texts that are no words of anybody: the app writes them, and goes by them.
NOT_TYPED = {"address", "kind", "policy", "source", "support_type", "task", "text_number"}


STAFF_ROLES = (
	"Mentoring Manager",
	"Supervising Social Worker",
	"Mentoring Finance",
	"System Manager",
)


class PortalFamilies(PortalCast):
	"""Two pairs of one scheme with all that a page may be about; `users` are the people, `documents` those of the first pair.

	The mentor of the first pair had a mentee before. The mentee of the second pair, `both`, is a mentor of a third, too.
	`staff` has every role that staff may have, so that what is closed to them is closed to each; `outsider` has none.
	"""

	def __init__(self) -> None:
		self.began = now_datetime()
		super().__init__()
		self.users = {
			"mentor": self.user,
			"mentee": make_user("Mentee"),
			"both": make_user("Mentor", "Mentee"),
			"stranger": self.stranger,
			"staff": self.co_ordinator,
			"outsider": make_user(),
		}
		frappe.get_doc("User", self.co_ordinator).add_roles(*STAFF_ROLES)
		self._seat(self.link, self.users["mentee"])
		self.pair_with(self.mentor, "Closed")
		self._seat(self.pair_with(self._mentor_named(self.stranger)), self.users["both"])
		participant = frappe.db.get_value("Mentoring Participant", {"user": self.users["both"]})
		self.pair_with(make_mentor(scheme=self.scheme, participant=participant).name)
		self.documents = self._papers()

	def pair_with(self, mentor: str, status: str = "Active") -> str:
		link = make_link(scheme=self.scheme, mentor=mentor, status=status, decision_reason="For the test.")
		return stand(link, start_date=days_ago(120)).name

	def _seat(self, link: str, user: str) -> None:
		"""Give the mentee of a link an account; staff are the mentor's social worker."""
		mentor, mentee = frappe.db.get_value(
			"Mentoring Link", link, ["mentor_participant", "mentee_participant"]
		)
		stand(frappe.get_doc("Mentoring Participant", mentor), ssw=self.users["staff"])
		stand(frappe.get_doc("Mentoring Participant", mentee), user=user)

	def _mentor_named(self, user: str) -> str:
		participant = frappe.db.get_value("Mentoring Participant", {"user": user})
		return frappe.db.get_value("Mentor", {"participant": participant})

	def _papers(self) -> dict[str, str]:
		agreement = stand(make_agreement(link=self.link), signing_state="Awaiting signatures")
		papers = {
			"agreement": agreement,
			"claim": make_claim(mentor=self.mentor),
			"event": make_event(scheme=self.scheme),
			"feedback": make_feedback(link=self.link, given_by="Mentor"),
		}
		participant = frappe.db.get_value("Mentor", self.mentor, "participant")
		make_booking(event=papers["event"].name, participant=participant)
		for name in ("mentor", "mentee", "both"):
			make_message(recipient=self.users[name], scheme=self.scheme)
		return {"link": self.link, "record": self.record, **{name: doc.name for name, doc in papers.items()}}

	# --- what there may be on a page

	@property
	def private_words(self) -> list[str]:
		"""What nobody but the first pair may read on a page: who they are, what they wrote, which papers they have."""
		names = frappe.db.get_value("Mentoring Link", self.link, ["mentor_name", "mentee_name"])
		summary = frappe.db.get_value("Contact Record", self.record, "summary")
		papers = [name for kind, name in self.documents.items() if kind != "event"]
		return [*names, summary, self.user, self.users["mentee"], *papers]

	def grow(self, number: int) -> None:
		"""So many more links, records, claims, events and messages of the mentor."""
		participant = frappe.db.get_value("Mentor", self.mentor, "participant")
		before = frappe.db.count("Mentor Claim", {"mentor": self.mentor})
		for each in range(number):
			self.pair_with(self.mentor)
			self.contact(self.month + timedelta(days=each))
			make_message(recipient=self.user, scheme=self.scheme)
			make_booking(event=make_event(scheme=self.scheme).name, participant=participant)
			claim = make_claim(
				mentor=self.mentor, month=get_first_day(add_months(self.month, -before - each))
			)
			stand(claim, status="Submitted")

	def spoil(self) -> None:
		"""Whatever anybody has typed becomes hostile, past the rules of the documents; so does the scheme's name."""
		self.scheme = frappe.rename_doc("Mentoring Scheme", self.scheme, HOSTILE_NAME, force=True)
		for doctype in frappe.get_all("DocType", {"module": "Mentoring Scheme", "issingle": 0}, pluck="name"):
			table = frappe.qb.DocType(doctype)
			typed = [field for field in frappe.get_meta(doctype).fields if _is_typed(field)]
			if not typed or doctype == "Mentoring Policy Version":
				continue
			query = frappe.qb.update(table).where(table.creation >= self.began)
			for field in typed:
				longest = 140 if field.fieldtype == "Data" else None
				query = query.set(table[field.fieldname], HOSTILE[:longest])
			query.run()
		frappe.clear_cache()


def _is_typed(field: Any) -> bool:
	"""Whether a field holds what somebody has typed, and nothing that has to be of a certain form."""
	of_form = field.options or field.unique or field.fieldname.endswith(("_key", "_user", "_to"))
	return field.fieldtype in TYPED and not of_form and field.fieldname not in NOT_TYPED
