"""A scheme with its people, who take a link along step by step, each with their own account and role.

Every step is what somebody does in the desk or the portal: a document filled in and saved, an action of the workflow,
a button of a form. Nothing stands anywhere without having gone there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from html import unescape
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.model.workflow import apply_workflow
from frappe.utils import getdate, today
from makers import (
	STAGE_DATES,
	make_check,
	make_event,
	make_reference,
	make_scheme,
	make_user,
)

from mentoring_scheme.jobs import instalments
from mentoring_scheme.mentoring_scheme.doctype.mentoring_agreement.mentoring_agreement import prepare

TO_APPROVAL = (
	"Invite to information session",
	"Invite to interview",
	"Begin preparation training",
	"Begin review",
	"Approve as mentor",
)
ENDING = {
	"ending_kind": "Completed",
	"reflection": "The nights are calmer, and the family knows whom to call.",
	"next_for_mentee": "A course on attachment in the spring.",
	"formal_ending_by": "Meeting",
	"informal_contact": "Agreed",
}
ATTENDED = ("mentor", "mentee", "mentor_ssw", "mentee_ssw", "co_ordinator")


def ago(days: int) -> date:
	"""The day that lies so many days back."""
	return getdate(today()) - timedelta(days=days)


@contextmanager
def acting(user: str) -> Iterator[None]:
	"""Whatever is done inside is done by `user`."""
	before = frappe.session.user
	frappe.set_user(user)
	try:
		yield
	finally:
		frappe.set_user(before)


class Refused:
	"""What the user was told, as plain text."""

	message = ""
	by_permission = False

	def says(self, *parts: str) -> bool:
		missing = [part for part in parts if part not in self.message]
		assert not missing, f"{missing} not in: {self.message}"
		return True


@contextmanager
def refused(error: type[Exception] = frappe.ValidationError) -> Iterator[Refused]:
	"""What is done inside is refused, and nothing of it stays, as at the end of a request that failed."""
	told = Refused()
	frappe.db.savepoint("refused")
	try:
		yield told
	except error as raised:
		told.message = plain(str(raised))
		told.by_permission = isinstance(raised, frappe.PermissionError)
	else:
		raise AssertionError("it was not refused")
	finally:
		frappe.db.rollback(save_point="refused")
		frappe.clear_messages()


def plain(message: str) -> str:
	"""A message without its tags."""
	return " ".join(unescape(re.sub("<[^>]+>", " ", message)).split())


class Story:
	"""One scheme, one mentor, one mentee, and everybody around them; `link` once it is proposed."""

	def __init__(self, preset: str, support_type: str, **policy: Any) -> None:
		self.support_type = support_type
		self.co_ordinator = make_user("Mentoring Co-ordinator")
		self.manager = make_user("Mentoring Manager")
		self.finance = make_user("Mentoring Finance")
		self.mentor_ssw, self.mentee_ssw = (make_user("Supervising Social Worker") for _ in range(2))
		self.mentor_user, self.mentee_user = make_user("Mentor"), make_user("Mentee")
		with acting(self.manager):
			members = {self.co_ordinator: "Co-ordinator", self.manager: "Branch manager"}
			self.scheme = make_scheme(preset, members=members, **policy).name
		self.link = ""

	# --- people

	def person(self, name: str, **values: Any) -> str:
		with acting(self.co_ordinator):
			household = _insert("Mentoring Household", household_name=f"{name} household")
			return _insert(
				"Mentoring Participant", **{"participant_name": name, "household": household.name} | values
			).name

	def mentor_applies(self, participant: str | None = None, **values: Any) -> Document:
		"""Somebody applies, approved for long as level 2, with mandatory training done in time."""
		participant = participant or self.person(
			"Grace Ambler",
			user=self.mentor_user,
			ssw=self.mentor_ssw,
			approvals=[{"approval_type": "Mainstream", "approved_on": ago(1500), "level": 2}],
			active_periods=[{"from_date": ago(1500)}],
		)
		training = {
			"training": "Safer caring",
			"mandatory": 1,
			"due_on": ago(300),
			"attended_on": ago(320),
		}
		with acting(self.co_ordinator):
			return _insert(
				"Mentor",
				**{
					"participant": participant,
					"scheme": self.scheme,
					"commitment_confirmed": "Yes",
					"trainings": [training],
					"applied_on": ago(400),
				}
				| values,
			)

	def recruit(self, mentor: Document, *, actions: tuple[str, ...] = TO_APPROVAL) -> Document:
		"""The dated evidence of every stage, then one stage after the other (R9)."""
		with acting(self.co_ordinator):
			dates = {field: ago(400 - 20 * step) for step, field in enumerate(STAGE_DATES)}
			change(mentor, **dates, found_suitable="Yes")
			self.keep_evidence(mentor)
			for action in actions:
				mentor = apply_workflow(mentor, action)
			return mentor

	def keep_evidence(self, mentor: Document) -> None:
		"""Whatever the scheme asks for besides dates: its checks, its references, the topics of the preparation."""
		scheme = frappe.get_doc("Mentoring Scheme", self.scheme)
		for row in scheme.required_checks:
			make_check(mentor=mentor.name, check_kind=row.check)
		for _ in range(scheme.references_needed):
			make_reference(mentor=mentor.name)
		if scheme.preparation_topics:
			starts = datetime.combine(ago(330), time(10))
			course = {"kind": "Preparation course", "open_to": "Mentors and applicants", "starts_on": starts}
			came = {"participant": mentor.participant, "walked_in": 1, "outcome": "Attended"}
			make_event(scheme=self.scheme, **course).record_attendance([came])

	def approved_mentor(self) -> Document:
		return self.recruit(self.mentor_applies())

	def refer(self, *, approved: date | None = None, name: str = "Peter Quill", **values: Any) -> Document:
		"""A mentee is referred, offered a mentor, and says yes."""
		user = (
			None
			if frappe.db.exists("Mentoring Participant", {"user": self.mentee_user})
			else self.mentee_user
		)
		participant = self.person(
			name,
			user=user,
			ssw=self.mentee_ssw,
			approvals=[{"approval_type": "Mainstream", "approved_on": approved or ago(400), "level": 1}],
		)
		referral = {
			"referral_route": "Newly approved",
			"support_type": self.support_type,
			"referred_on": ago(40),
			"offered_on": ago(35),
			"offer_answer": "Accepted",
			"offer_answered_on": ago(30),
		}
		with acting(self.co_ordinator):
			return _insert("Mentee", participant=participant, scheme=self.scheme, **(referral | values))

	# --- the link

	def propose(
		self, mentor: Document | None = None, mentee: Document | None = None, **values: Any
	) -> Document:
		mentor, mentee = mentor or self.approved_mentor(), mentee or self.refer()
		with acting(self.co_ordinator):
			link = _insert(
				"Mentoring Link",
				mentor=mentor.name,
				mentee=mentee.name,
				support_type=self.support_type,
				match_explanation="Same kind of placement, close by.",
				**values,
			)
		self.link = self.link or link.name
		return link

	def now(self) -> Document:
		"""The link as it is stored."""
		return frappe.get_doc("Mentoring Link", self.link)

	def fill_in(self, by: str | None = None, **values: Any) -> Document:
		"""Somebody, the co-ordinator unless said otherwise, fills in fields of the link and saves."""
		with acting(by or self.co_ordinator):
			return change(self.now(), **values)

	def move(self, action: str, by: str | None = None) -> Document:
		with acting(by or self.co_ordinator):
			return apply_workflow(self.now(), action)

	def consult(self, **answers: str) -> None:
		"""Both social workers are asked, and answer for themselves; `mentor` or `mentee` may differ from "Agrees"."""
		self.move("Consult social workers")
		for whose, user in (("mentor", self.mentor_ssw), ("mentee", self.mentee_ssw)):
			self.answer(whose, user, answers.get(whose, "Agrees"))

	def answer(self, whose: str, user: str, answer: str, comment: str = "") -> None:
		name = frappe.db.get_value(
			"Mentoring Consultation", {"link": self.link, "whose": f"{whose.title()}'s SSW"}
		)
		with acting(user):
			change(frappe.get_doc("Mentoring Consultation", name), answer=answer, comment=comment)

	def meet(self, on: date) -> Document:
		"""The introduction takes place, with everybody and the whole agenda (R23)."""
		self.move("Arrange introduction")
		with acting(self.co_ordinator):
			link = self.now()
			link.update({f"{who}_attended": 1 for who in ATTENDED})
			link.update({"introduction_on": on, "mentor_happy": "Yes", "mentee_happy": "Yes"})
			for topic in link.introduction_topics:
				topic.covered = 1
			return link.save()

	def write_agreement(self, **values: Any) -> Document:
		with acting(self.co_ordinator):
			agreement = frappe.get_doc("Mentoring Agreement", prepare(self.link))
			for section in agreement.sections:
				section.text = f"What we agreed on: {section.section}."
			agreement.update(values)
			return agreement.save()

	def offer_and_sign(self, agreement: Document) -> Document:
		with acting(self.co_ordinator):
			agreement.offer_for_signature()
		for user, name in ((self.mentor_user, "Grace Ambler"), (self.mentee_user, "Peter Quill")):
			with acting(user):
				agreement.sign(name)
		return agreement.reload()

	def start(self, on: date, **values: Any) -> Document:
		self.fill_in(start_date=on, **values)
		return self.move("Start support")

	def started(self, on: date, mentee: Document | None = None, **values: Any) -> Document:
		"""All the way from the proposal to active support that began on that day."""
		self.propose(mentee=mentee)
		if self.now().policy.consult_both_ssws:
			self.consult()
		self.meet(on)
		self.offer_and_sign(self.write_agreement())
		return self.start(on, **values)

	# --- support

	def contact(self, on: date, **values: Any) -> Document:
		"""The mentor writes down a contact, with their own account."""
		written = {
			"contact_date": on,
			"way": "In person",
			"minutes": 60,
			"summary": "We went through the diary and what to bring to the review.",
			"next_contact_on": on + timedelta(days=28),
		}
		with acting(self.mentor_user):
			return _insert("Contact Record", link=self.link, **(written | values))

	def agree_record(self, record: Document) -> Document:
		with acting(self.mentor_user):
			record.send()
		with acting(self.mentee_user):
			record.agree()
		return record.reload()

	def extend(
		self, by: str, months: int, reason: str = "Two more months to settle.", **values: Any
	) -> Document:
		"""Whoever it is puts their own name to an extension and saves."""
		with acting(by):
			link = self.now()
			link.append("extensions", {"months": months, "reason": reason, "approved_by": by})
			link.update(values)
			return link.save()

	def fall_due(self) -> list[tuple[float, date]]:
		"""The payments part of the daily job, today; returns all instalments of the link so far."""
		instalments.make_due(instalments.running_links(), getdate(today()))
		return self.payments()

	def payments(self) -> list[tuple[float, date]]:
		rows = frappe.get_all(
			"Mentoring Payment", {"link": self.link}, ["amount", "due_on"], order_by="due_on, sequence"
		)
		return [(row.amount, row.due_on) for row in rows]

	def closing_supervision(self, on: date) -> Document:
		with acting(self.mentor_ssw):
			return _insert(
				"Mentoring Supervision",
				scheme=self.scheme,
				kind="Closing",
				status="Held",
				mentor=self.now().mentor,
				supervisor=self.mentor_ssw,
				supervision_date=on,
				links=[{"link": self.link}],
			)

	def closed(self, start: date, *dates: date, **ending: Any) -> Document:
		"""From the proposal to the closed file, with an agreed record of each of these days."""
		self.started(start)
		for day in dates:
			self.agree_record(self.contact(day))
		self.closing_supervision(ago(1))
		self.move("Begin ending")
		self.fill_in(
			**(ENDING | {"ended_on": ago(2), "reflection_on": ago(2), "formal_ending_on": ago(1)} | ending)
		)
		return self.move("Close")


def change(doc: Document, **values: Any) -> Document:
	"""Open the document, fill in fields, save it."""
	current = frappe.get_doc(doc.doctype, doc.name)
	current.update(values)
	return current.save()


def _insert(doctype: str, **values: Any) -> Document:
	return frappe.get_doc({"doctype": doctype, **values}).insert()
