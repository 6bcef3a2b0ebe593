# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""A letter of the scheme to mentor or mentee: begun from a template, edited, then sent or printed (R40, R48)."""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, formatdate, getdate, today
from frappe.utils.html_utils import sanitize_html
from markupsafe import Markup

from mentoring_scheme.mentoring_scheme import pdf
from mentoring_scheme.mentoring_scheme.doctype.mentoring_letter.drafting import TEMPLATE_FOR, words_for
from mentoring_scheme.mentoring_scheme.own_wording import LONG_DATE
from mentoring_scheme.mentoring_scheme.pair import lock_link, pair_of
from mentoring_scheme.mentoring_scheme.stored import keep_stored, start_with, stored
from mentoring_scheme.mentoring_scheme.verdict import refuse_unless_allowed
from mentoring_scheme.policy.letters import LetterKind, assess_letter
from mentoring_scheme.policy.record_writing import assess_link_open

DRAFT, SENT = "Draft", "Sent"
BY_HAND = ("By post", "Handed over")
SENDING = {"status": DRAFT, "sent_on": None, "sent_how": "", "sent_by": None}
CHANGED_BY_METHODS = (*SENDING, "participant", "scheme", "letter_key")


class MentoringLetter(Document):
	"""One letter to one of the two. Once sent it is kept as it was."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		as_role: DF.Literal["Mentor", "Mentee"]
		body: DF.TextEditor
		kind: DF.Literal["Welcome", "Introduction", "Ending"]
		letter_date: DF.Date
		letter_key: DF.Data | None
		link: DF.Link
		participant: DF.Link | None
		participant_name: DF.Data | None
		scheme: DF.Link | None
		sent_by: DF.Link | None
		sent_how: DF.Literal["", "By e-mail", "By post", "Handed over"]
		sent_on: DF.Date | None
		status: DF.Literal["Draft", "Sent"]
		subject: DF.Data
		title: DF.Data | None
	# end: auto-generated types

	def before_insert(self) -> None:
		start_with(self, **SENDING)
		_check_kind(self.kind, self.as_role)
		self.letter_key = _key(
			frappe.get_doc("Mentoring Link", self.link), self.as_role, LetterKind(self.kind)
		)

	def validate(self) -> None:
		keep_stored(self, *CHANGED_BY_METHODS)
		self.check_state()
		self.keep_sent()
		self.copy_from_link()

	def check_state(self) -> None:
		state = pair_of(self.link).state
		refuse_unless_allowed(assess_link_open(state))
		if self.is_new():
			refuse_unless_allowed(assess_letter(LetterKind(self.kind), state))

	def on_trash(self) -> None:
		if self.status == SENT:
			frappe.throw(_("A letter that was sent is kept."), title=_("Sent already"))

	def keep_sent(self) -> None:
		before = self.get_doc_before_save()
		if before and before.status == SENT:
			frappe.throw(_("A letter that was sent stays as it was."), title=_("Sent already"))

	def copy_from_link(self) -> None:
		fields = ["scheme", f"{self.as_role.lower()}_participant", f"{self.as_role.lower()}_name"]
		self.scheme, self.participant, self.participant_name = frappe.db.get_value(
			"Mentoring Link", self.link, fields
		)
		about = "" if self.kind == LetterKind.ENDING else f"{_(self.kind)}: "
		self.title = about + _("Letter to {0}").format(self.participant_name)

	# --- what people do with it

	@frappe.whitelist(methods=["POST"])
	def send_by_mail(self) -> None:
		"""Send the letter as a PDF to the participant's e-mail address, and keep it as sent today."""
		with stored(self) as letter:
			letter.check_permission("write")
			letter.require_draft()
			address = frappe.db.get_value("Mentoring Participant", letter.participant, "email")
			if not address:
				frappe.throw(
					_(
						"No e-mail address is recorded for {0}. Print the letter, and record how it was sent."
					).format(letter.participant_name)
				)
			letter.mark_sent("By e-mail", today())
			frappe.sendmail(
				recipients=[address],
				subject=_("{0}: a letter for you").format(letter.scheme),
				message=_("Please find a letter from {0} attached.").format(
					frappe.utils.escape_html(letter.scheme)
				),
				attachments=[
					{
						"fname": f"{letter.name}.pdf",
						"fcontent": letter.as_pdf(),
					}
				],
				reference_doctype=letter.doctype,
				reference_name=letter.name,
			)

	@frappe.whitelist(methods=["POST"])
	def record_sent(self, how: str, on: str) -> None:
		"""Record that the printed letter was posted or handed over on that day."""
		with stored(self) as letter:
			letter.check_permission("write")
			letter.require_draft()
			if how not in BY_HAND:
				frappe.throw(_("Say how it was sent: {0}.").format(", ".join(_(each) for each in BY_HAND)))
			if not on or getdate(on) > getdate(today()):
				frappe.throw(_("Give the day on which it was sent; it cannot lie in the future."))
			letter.mark_sent(how, on)

	def require_draft(self) -> None:
		if self.status == SENT:
			frappe.throw(_("This letter was sent on {0}.").format(self.get_formatted("sent_on")))

	def mark_sent(self, how: str, on: Any) -> None:
		self.update({"status": SENT, "sent_how": how, "sent_on": on, "sent_by": frappe.session.user})
		self.save()
		self.record_formal_ending()

	def record_formal_ending(self) -> None:
		"""The first letter that ends the link is the formal ending, where none is recorded yet (R40)."""
		if self.kind != LetterKind.ENDING:
			return
		link = frappe.get_doc("Mentoring Link", self.link, for_update=True)
		if link.status in ("Closing", "Ended Early") and not link.formal_ending_on:
			link.update({"formal_ending_by": "Letter", "formal_ending_on": self.sent_on})
			link.save()

	# --- what the print shows

	def address_block(self) -> str:
		"""The name, and where the household has one, the address."""
		household = frappe.db.get_value("Mentoring Participant", self.participant, "household")
		address = frappe.db.get_value("Mentoring Household", household, "address") if household else None
		lines = frappe.db.get_value(
			"Address", address, ["address_line1", "address_line2", "city", "county", "pincode"]
		)
		return "\n".join(line for line in (self.participant_name, *(lines or ())) if line)

	def day(self) -> str:
		"""The date as it is written in a letter."""
		return formatdate(self.letter_date, LONG_DATE)

	def as_pdf(self) -> bytes:
		"""The letter as it is sent, with its pages numbered."""
		part = pdf.Part(self.subject, pdf.printed(self, pdf.format_of(self.doctype), letterhead=True))
		return pdf.merged([part], self.scheme)

	def printed_body(self) -> Markup:
		"""The letter as HTML without anything that acts."""
		return Markup(sanitize_html(self.body or "", always_sanitize=True))


@frappe.whitelist(methods=["POST"])
def draft(link: str, as_role: str, kind: str = "Ending") -> str:
	"""Begin a letter about a link, to its mentor or mentee; returns its name. Begun before, it is that one."""
	linked = frappe.get_doc("Mentoring Link", link)
	linked.check_permission("write")
	_check_kind(kind, as_role)
	lock_link(link)
	key = _key(linked, as_role, LetterKind(kind))
	earlier = frappe.db.get_value("Mentoring Letter", {"letter_key": key}, for_update=True)
	if earlier:
		return earlier
	words = words_for(linked, as_role, LetterKind(kind))._asdict()
	values = {"link": link, "as_role": as_role, "kind": kind, "letter_date": today(), **words}
	return frappe.get_doc({"doctype": "Mentoring Letter", **values}).insert().name


def _check_kind(kind: str, role: str) -> None:
	"""Raises frappe.ValidationError for a letter that there is not, such as a welcome to the mentor."""
	if (kind, role) not in TEMPLATE_FOR:
		there_are = ", ".join(f"{_(each.value)} ({_(to)})" for each, to in TEMPLATE_FOR)
		frappe.throw(_("There is no such letter. There are: {0}.").format(there_are))


def _key(link: Document, role: str, kind: LetterKind) -> str:
	"""What makes it the only letter of its kind, of one course of the link to one person."""
	return f"{link.name}/{role}/{kind.value}/{cint(link.reopened) + 1}"
