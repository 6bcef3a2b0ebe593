# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""One contact of a pair: written by the mentor, agreed or queried by the mentee (R28, R29, R30)."""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, formatdate, get_link_to_form, getdate, now_datetime, today

from mentoring_scheme.mentoring_scheme.doctype.contact_record.facts import record_facts
from mentoring_scheme.mentoring_scheme.pair import Pair, lock_link, may_act_for_scheme, pair_of
from mentoring_scheme.mentoring_scheme.stored import any_changed, keep_stored, start_with, stored
from mentoring_scheme.mentoring_scheme.verdict import refuse_unless_allowed
from mentoring_scheme.policy import record_writing as rules

DRAFT, SENT, QUERIED, AGREED, LOGGED = "Draft", "Sent", "Queried", "Agreed", "Logged"
MENTEES_ANSWER = {"agreed_name": None, "agreed_on": None, "agreed_how": "", "agreed_recorded_by": None}
MENTORS_SIGNATURE = {"mentor_signed_name": None, "mentor_signed_on": None, "mentor_signed_how": ""}
SENDING = {"status": DRAFT, "sent_on": None, "sent_by": None, "remarks": []}
CHANGED_BY_METHODS = (*SENDING, *MENTORS_SIGNATURE, *MENTEES_ANSWER, "amended_from")
WRITTEN = (
	"contact_date",
	"contact_time",
	"minutes",
	"way",
	"planned",
	"outcome",
	"outcome_by",
	"outcome_reason",
	"summary",
	"progress",
	"actions",
	"next_contact_on",
)
LONGEST_REMARK = 2000
SHARED = ("share_with_mentee_ssw", "share_with_mentor_ssw")


class ContactRecord(Document):
	"""A record is submitted by being agreed, or by being logged where nobody agrees it; then only an amendment changes it."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from mentoring_scheme.mentoring_scheme.doctype.contact_action.contact_action import ContactAction
		from mentoring_scheme.mentoring_scheme.doctype.contact_record_remark.contact_record_remark import (
			ContactRecordRemark,
		)

		actions: DF.Table[ContactAction]
		agreed_how: DF.Literal["", "With own account", "On paper"]
		agreed_name: DF.Data | None
		agreed_on: DF.Datetime | None
		agreed_recorded_by: DF.Link | None
		amended_from: DF.Link | None
		contact_date: DF.Date
		contact_time: DF.Time | None
		form_key: DF.Data | None
		link: DF.Link
		mentee_name: DF.Data | None
		mentee_user: DF.Link | None
		mentor_name: DF.Data | None
		mentor_signed_how: DF.Literal["", "With own account", "On paper"]
		mentor_signed_name: DF.Data | None
		mentor_signed_on: DF.Datetime | None
		mentor_user: DF.Link | None
		minutes: DF.Int
		next_contact_on: DF.Date | None
		outcome: DF.Literal["Took place", "Rearranged", "Cancelled", "Not there"]
		outcome_by: DF.Literal["", "Mentor", "Mentee", "Both", "Somebody else"]
		outcome_reason: DF.SmallText | None
		planned: DF.Check
		progress: DF.SmallText | None
		remarks: DF.Table[ContactRecordRemark]
		scheme: DF.Link | None
		sent_by: DF.Link | None
		sent_on: DF.Datetime | None
		share_with_mentee_ssw: DF.Check
		share_with_mentor_ssw: DF.Check
		status: DF.Literal["Draft", "Sent", "Queried", "Agreed", "Logged"]
		summary: DF.Text | None
		title: DF.Data | None
		way: DF.Literal["In person", "Video call", "Phone call", "E-mail", "Text message"]
	# end: auto-generated types

	def __setup__(self) -> None:
		# Frappe 15 fills every empty time field of a new document with the time of day
		self.dont_update_if_missing = ["contact_time"]

	def before_insert(self) -> None:
		# set by the import alone, which no request can do: it was agreed before the scheme came here
		if not self.flags.brought_in:
			start_with(self, **SENDING, **MENTORS_SIGNATURE, **MENTEES_ANSWER)

	def validate(self) -> None:
		if not self.flags.brought_in:  # the import knows the pair, which it holds
			self.flags.pair = None
		keep_stored(self, *CHANGED_BY_METHODS)
		self.refuse_change_of_filed()
		self.copy_from_link()
		self.check_writing()

	def before_submit(self) -> None:
		self.require_agreement()

	def before_update_after_submit(self) -> None:
		self.refuse_change_of_filed()

	def before_cancel(self) -> None:
		self.refuse_change_of_filed()

	def before_discard(self) -> None:
		self.refuse_change_of_filed()

	def on_trash(self) -> None:
		self.refuse_change_of_filed()

	@property
	def pair(self) -> Pair:
		"""Mentor and mentee, read once for each save."""
		if not self.flags.pair:
			self.flags.pair = pair_of(self.link)
		return self.flags.pair

	# --- what a save does

	def refuse_change_of_filed(self) -> None:
		"""Once the link is closed its records rest, agreed or not (R31)."""
		refuse_unless_allowed(rules.assess_link_open(self.pair.state))

	def copy_from_link(self) -> None:
		if self.docstatus.is_draft() or self.is_new():
			self.update(self.pair.copies())
		self.title = _("Contact, {0}").format(formatdate(self.contact_date))

	def check_writing(self) -> None:
		"""Whoever changes what the record says must be its writer, and what it says must be possible."""
		if self.flags.by_method or not any_changed(self, *WRITTEN, *SHARED):
			return
		self.check_writer()
		self.refuse_change_while_with_mentee()
		refuse_unless_allowed(
			rules.assess_draft(record_facts(self), self.pair.state, self.pair.policy, getdate(today()))
		)
		self.refuse_duplicate()

	def check_writer(self) -> None:
		"""Raises frappe.PermissionError for all but the mentor of the link and the staff of its scheme."""
		if not self.pair.is_mentor() and not may_act_for_scheme(self.link):
			frappe.throw(
				_(
					"Only the mentor of this link writes its records, or staff of the scheme on the mentor's behalf. If something should be different, ask for a change."
				),
				frappe.PermissionError,
			)

	def refuse_change_while_with_mentee(self) -> None:
		if self.status == SENT and any_changed(self, *WRITTEN):
			frappe.throw(
				_(
					"The record is with the mentee, who may be reading it. To change it, take it back first; then send it again."
				),
				title=_("Sent to the mentee"),
			)

	def refuse_duplicate(self) -> None:
		"""The link is locked meanwhile, so that a second click or a second window does not make a second record."""
		lock_link(self.link)
		same = {
			"link": self.link,
			"contact_date": self.contact_date,
			"way": self.way,
			"contact_time": self.contact_time or ["is", "not set"],
			"docstatus": ["<", 2],
			"name": ["!=", self.name or ""],
		}
		other = frappe.db.get_value("Contact Record", same, for_update=True)
		if other:
			frappe.throw(
				_(
					"There is a record of this contact already: {0}, on {1}, {2}. Open that one, or give the time of this contact if it was another."
				).format(
					get_link_to_form("Contact Record", other), formatdate(self.contact_date), _(self.way)
				),
				frappe.DuplicateEntryError,
				title=_("Recorded already"),
			)

	def require_agreement(self) -> None:
		if self.status not in (AGREED, LOGGED):
			frappe.throw(
				_(
					"A record is submitted when the mentee has agreed it. Send it to the mentee, or record that it was agreed on paper."
				),
				title=_("Not agreed yet"),
			)

	# --- what the writer does with it

	@frappe.whitelist(methods=["POST"])
	def send(self, name_typed: str = "", answer: str = "") -> None:
		"""Send a complete record to the mentee; where nobody agrees records, it goes into the log at once (R29).

		Where both sign, the mentor signs by sending, with their name. Staff send on the mentor's behalf without it.
		`answer`: what the sender says to the change that the mentee asked for; kept beside it.
		"""
		with stored(self) as record:
			record.check_permission("write")
			record.check_writer()
			record.require_status(DRAFT, QUERIED)
			record.check_complete()
			record.note_remark(answer)
			record.update(
				{
					"sent_on": now_datetime(),
					"sent_by": frappe.session.user,
					**MENTEES_ANSWER,
					**MENTORS_SIGNATURE,
				}
			)
			if rules.needs_both(record.pair.policy) and record.pair.is_mentor():
				record.sign_as_mentor(name_typed)
			record.status = SENT
			record.settle()

	@frappe.whitelist(methods=["POST"])
	def take_back(self) -> None:
		"""Take a record back from the mentee to change it; what was signed so far is cleared."""
		with stored(self) as record:
			record.check_permission("read")
			record.check_writer()
			record.require_status(SENT)
			record.update({"status": DRAFT, **MENTEES_ANSWER, **MENTORS_SIGNATURE})
			record.save_as_checked()

	@frappe.whitelist(methods=["POST"])
	def share_with_ssws(self, mentee_ssw: bool, mentor_ssw: bool) -> None:
		"""Share the record with the social workers of mentee and mentor, or share it no longer (R29)."""
		with stored(self) as record:
			record.check_permission("read")
			record.check_writer()
			record.update(
				{"share_with_mentee_ssw": cint(mentee_ssw), "share_with_mentor_ssw": cint(mentor_ssw)}
			)
			record.save_as_checked()

	# --- what the mentee does with it

	@frappe.whitelist(methods=["POST"])
	def agree(self, name_typed: str = "") -> None:
		"""Agree as the mentee. Where both sign, the mentor signs here what staff sent on their behalf (R29).

		Raises frappe.PermissionError for anybody else.
		"""
		with stored(self) as record:
			record.check_permission("read")
			record.require_status(SENT)
			if record.pair.is_mentee():
				record.sign_as_mentee(name_typed)
			elif record.pair.is_mentor() and rules.needs_both(record.pair.policy):
				record.sign_as_mentor(name_typed)
			else:
				record.refuse_answer()
			record.settle()

	@frappe.whitelist(methods=["POST"])
	def query(self, text: str) -> None:
		"""Ask the mentor for a change, as the mentee (R29). Raises frappe.PermissionError for anybody else."""
		with stored(self) as record:
			record.check_permission("read")
			record.require_status(SENT)
			if not record.pair.is_mentee():
				record.refuse_answer()
			if not text.strip():
				frappe.throw(_("Write what should be different, so that the mentor can change it."))
			record.note_remark(text)
			record.update({"status": QUERIED, **MENTEES_ANSWER, **MENTORS_SIGNATURE})
			record.save_as_checked()

	@frappe.whitelist(methods=["POST"])
	def record_agreed_on_paper(self, on: str) -> None:
		"""Record, as staff of the scheme, that the record was agreed on paper on that day."""
		with stored(self) as record:
			record.check_permission("write")
			if not may_act_for_scheme(record.link):
				frappe.throw(
					_("Staff of the scheme record what was agreed on paper."), frappe.PermissionError
				)
			record.require_status(DRAFT, SENT, QUERIED)
			record.require_somebody_agrees()
			record.check_complete()
			agreed_on = getdate(on) if on else None
			refuse_unless_allowed(
				rules.assess_paper_agreement(agreed_on, getdate(record.contact_date), getdate(today()))
			)
			record.sign_on_paper(agreed_on)
			record.settle()

	def note_remark(self, text: str) -> None:
		"""Keep what the session's account says of the record, with who and when."""
		said = text.strip()
		if len(said) > LONGEST_REMARK:
			frappe.throw(_("Write this in {0} characters or fewer.").format(LONGEST_REMARK))
		if said:
			party = "Mentee" if self.pair.is_mentee() else "Mentor" if self.pair.is_mentor() else "Staff"
			who_and_when = {"party": party, "said_by": frappe.session.user, "said_on": now_datetime()}
			self.append("remarks", {**who_and_when, "text": said})

	# --- how it is agreed

	def require_status(self, *statuses: str) -> None:
		if self.status not in statuses or not self.docstatus.is_draft():
			frappe.throw(
				_("This is possible while a record is: {0}. The record {1} is “{2}”.").format(
					", ".join(_(status) for status in statuses), self.name, _(self.status)
				),
				title=_(self.status),
			)

	def require_somebody_agrees(self) -> None:
		if not rules.needs_mentee(self.pair.policy):
			frappe.throw(
				_("In this scheme nobody agrees records. Send it instead: it goes into the log as it is.")
			)

	def check_complete(self) -> None:
		self.refuse_duplicate()
		refuse_unless_allowed(
			rules.assess_sending(record_facts(self), self.pair.state, self.pair.policy, getdate(today()))
		)

	def refuse_answer(self) -> None:
		frappe.throw(
			_(
				"The mentee of this link agrees the record, with their own account. If it was agreed on paper, staff of the scheme record that."
			),
			frappe.PermissionError,
		)

	def sign_as_mentor(self, name_typed: str) -> None:
		self.require_name(name_typed)
		self.update(
			{
				"mentor_signed_name": name_typed.strip()[:140],
				"mentor_signed_on": now_datetime(),
				"mentor_signed_how": "With own account",
			}
		)

	def sign_as_mentee(self, name_typed: str) -> None:
		if rules.needs_both(self.pair.policy):
			self.require_name(name_typed)
		self.update(
			{
				"agreed_name": name_typed.strip()[:140],
				"agreed_on": now_datetime(),
				"agreed_how": "With own account",
				"agreed_recorded_by": None,
			}
		)

	def require_name(self, name_typed: str) -> None:
		if not name_typed.strip():
			frappe.throw(_("In this scheme both sign each record. Type your full name to sign."))

	def sign_on_paper(self, day: Any) -> None:
		paper = {"agreed_on": day, "agreed_how": "On paper", "agreed_recorded_by": frappe.session.user}
		self.update({**MENTEES_ANSWER, **paper})
		if rules.needs_both(self.pair.policy) and not self.mentor_signed_on:
			self.update({"mentor_signed_on": day, "mentor_signed_how": "On paper"})

	def save_as_checked(self) -> None:
		"""Save what its methods have changed, for the one of the pair, or of staff, whom they have just checked."""
		# safe: only these methods come here; by the permissions mentors may not write in a record that is with the mentee,
		# mentees in none, and an agreed one is updated by staff alone
		self.save(ignore_permissions=True)

	def settle(self) -> None:
		"""Save where somebody's agreement is missing, else submit."""
		policy = self.pair.policy
		# safe: whoever sends or agrees was checked just before; portal accounts may not submit otherwise
		self.flags.ignore_permissions = True
		if not rules.needs_mentee(policy):
			self.status = LOGGED
			self.submit()
		elif self.agreed_on and (self.mentor_signed_on or not rules.needs_both(policy)):
			self.status = AGREED
			self.submit()
		else:
			self.save()

	# --- what the print shows

	def signature_block(self) -> list[dict[str, str | None]]:
		"""A row for the mentee, and one for the mentor where both sign: what was agreed, or room for a pen."""
		mentor = _block_row(
			"Mentor",
			self.mentor_signed_name or self.mentor_name,
			self.mentor_signed_on,
			self.mentor_signed_how,
		)
		mentee = _block_row("Mentee", self.agreed_name or self.mentee_name, self.agreed_on, self.agreed_how)
		return [mentor, mentee] if rules.needs_both(self.pair.policy) else [mentee]


def _block_row(party: str, name: str | None, day: Any, way: str | None) -> dict[str, str | None]:
	return {"party": party, "name": name, "way": way, "day": formatdate(day) if day else None}
