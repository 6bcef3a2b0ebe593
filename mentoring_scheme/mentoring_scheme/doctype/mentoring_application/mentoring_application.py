# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""Somebody asks to be a mentor, or for one, from the public pages or on paper (R9, R15)."""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate, now_datetime, today

from mentoring_scheme.mentoring_scheme.doctype.mentoring_application import mails, public_page
from mentoring_scheme.mentoring_scheme.doctype.mentoring_application.likely import likely_participants
from mentoring_scheme.mentoring_scheme.roles_in_scheme import check_begins_at
from mentoring_scheme.mentoring_scheme.stored import keep_stored, start_with, stored

MENTOR = "Mentor"
DECIDED = ("decided_on", "decided_by", "decision_reason", "participant", "mentor", "mentee")
ARRIVED = ("role", "scheme", "status", "submitted_on", "consent")
WORDS = (
	"applicant_name",
	"email",
	"phone",
	"area",
	"carer_since",
	"about",
	"support_wanted",
	"best_time",
)


class MentoringApplication(Document):
	"""What somebody has written, and what came of it."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		about: DF.Text | None
		applicant_name: DF.Data
		area: DF.Data | None
		best_time: DF.Data | None
		carer_since: DF.Data | None
		consent: DF.Check
		decided_by: DF.Link | None
		decided_on: DF.Date | None
		decision_reason: DF.SmallText | None
		email: DF.Data
		leave_empty: DF.Data | None
		mentee: DF.Link | None
		mentor: DF.Link | None
		opened: DF.SmallText | None
		participant: DF.Link | None
		phone: DF.Data | None
		role: DF.Literal["Mentor", "Mentee"]
		scheme: DF.Link
		status: DF.Literal["New", "Accepted", "Declined"]
		submitted_on: DF.Datetime | None
		support_wanted: DF.Text | None
	# end: auto-generated types

	def insert(self, *args: Any, **kwargs: Any) -> "MentoringApplication":
		"""Look at what visitors send before the platform looks up the links, which would tell what there is."""
		if public_page.is_from_public_page():
			public_page.refuse_nonsense(self)
			self.check_scheme_takes_applications()
		return super().insert(*args, **kwargs)

	def before_insert(self) -> None:
		start_with(
			self,
			submitted_on=now_datetime(),
			leave_empty=None,
			opened=None,
			**dict.fromkeys(DECIDED),
		)

	def validate(self) -> None:
		keep_stored(self, *ARRIVED, *DECIDED)
		check_begins_at(self, "status", "New")
		self.keep_words_once_decided()
		self.tidy()
		if self.is_new():
			self.check_consent()

	def after_insert(self) -> None:
		if public_page.is_from_public_page():
			mails.send_receipt(self)
			mails.tell_co_ordinators(self)

	def keep_words_once_decided(self) -> None:
		"""Until it is decided staff may correct a slip, such as an address; the history keeps what was sent."""
		before = self.get_doc_before_save()
		if before and before.status != "New":
			keep_stored(self, *WORDS)

	def tidy(self) -> None:
		for fieldname in WORDS:
			self.set(fieldname, (self.get(fieldname) or "").strip() or None)
		if self.role == MENTOR:
			self.support_wanted = None

	def check_scheme_takes_applications(self) -> None:
		"""Visitors write to schemes that are open to it, and are told nothing of others; staff record for any of theirs."""
		if self.scheme not in public_page.schemes_open_to(self.role):
			frappe.throw(
				_("Choose one of the schemes on the page. This one takes no applications at present.")
			)

	def check_consent(self) -> None:
		if not cint(self.consent):
			frappe.throw(
				_(
					"Please tick that the scheme may keep these answers. Without that nothing can be kept, or answered."
				)
			)

	# --- what staff decide

	@frappe.whitelist()
	def likely_participants(self) -> list[dict[str, Any]]:
		"""Who of the participants that the user sees the applicant may be."""
		self.check_permission("write")
		return likely_participants(self)

	@frappe.whitelist(methods=["POST"])
	def accept(self, participant: str | None = None) -> dict[str, str]:
		"""Take the applicant on, as this participant or as a new one. Returns the Mentor or Mentee that came of it.

		Asked twice, it answers the same.
		"""
		with stored(self) as application:
			application.check_permission("write")
			if application.status == "New":
				application.take_on(participant)
			elif application.status == "Declined":
				frappe.throw(
					_("This application was declined on {0}.").format(application.get_formatted("decided_on"))
				)
			return {"doctype": application.role, "name": application.get(application.role.lower())}

	@frappe.whitelist(methods=["POST"])
	def decline(self, reason: str, tell_applicant: bool = False) -> None:
		"""Decline with a reason, which stays with the scheme; the applicant is told kindly where staff wish it."""
		with stored(self) as application:
			application.check_permission("write")
			if application.status != "New":
				frappe.throw(_("This application is decided already: {0}.").format(_(application.status)))
			if not reason.strip():
				frappe.throw(_("Write why the application is declined."))
			application.decide("Declined", decision_reason=reason.strip())
			if tell_applicant:
				mails.send_kind_no(application)

	def take_on(self, participant: str | None) -> None:
		if participant:
			frappe.get_doc("Mentoring Participant", participant).check_permission("read")
		who = participant or self.new_participant()
		key = {"participant": who, "scheme": self.scheme}
		existing = frappe.db.get_value(self.role, key)
		made = existing or self.begin_as(who)
		if existing:
			frappe.msgprint(
				_("{0} has that part in the scheme already. The application now belongs to it.").format(
					existing
				)
			)
		self.decide("Accepted", participant=who, **{self.role.lower(): made})

	def decide(self, status: str, **values: Any) -> None:
		self.update({"status": status, "decided_on": today(), "decided_by": frappe.session.user, **values})
		self.save()

	def new_participant(self) -> str:
		area = frappe.db.get_value("Mentoring Area", self.area) if self.area else None
		values = {
			"doctype": "Mentoring Participant",
			"participant_name": self.applicant_name,
			"email": self.email,
			"phone": self.phone,
			"area": area,
		}
		return frappe.get_doc(values).insert().name

	def begin_as(self, participant: str) -> str:
		return self.new_mentor(participant) if self.role == MENTOR else self.new_mentee(participant)

	def new_mentor(self, participant: str) -> str:
		"""At the first stage; the policy of the scheme asks for all that follows (R9)."""
		values = {
			"doctype": "Mentor",
			"participant": participant,
			"scheme": self.scheme,
			"applied_on": getdate(self.submitted_on),
		}
		return frappe.get_doc(values).insert().name

	def new_mentee(self, participant: str) -> str:
		values = {
			"doctype": "Mentee",
			"participant": participant,
			"scheme": self.scheme,
			"referral_route": "Self-referral",
			"referred_on": getdate(self.submitted_on),
			"referred_by": self.applicant_name,
			"needs": "\n\n".join(filter(None, (self.support_wanted, self.about))),
		}
		return frappe.get_doc(values).insert().name
