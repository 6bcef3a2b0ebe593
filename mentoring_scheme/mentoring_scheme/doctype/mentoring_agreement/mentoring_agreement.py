# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""The written, signed understanding of a pair (R24, R25, R26): written, offered, signed, and reviewed into a new one."""

from hashlib import sha256
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import escape_html, formatdate, getdate, now_datetime, today

from mentoring_scheme.mentoring_scheme.pair import Pair, lock_link, pair_of
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_version
from mentoring_scheme.mentoring_scheme.stored import any_changed, keep_stored, start_with, stored
from mentoring_scheme.mentoring_scheme.verdict import refuse_unless_allowed
from mentoring_scheme.policy import agreement as rules
from mentoring_scheme.policy.agreement import PaperSignature, Party, Wording
from mentoring_scheme.policy.choices import WayUse
from mentoring_scheme.policy.record_writing import assess_link_open
from mentoring_scheme.policy.scheme import SchemePolicy

WRITING, AWAITING, SIGNED, REPLACED = "Being written", "Awaiting signatures", "Signed", "Replaced"
CHANGED_BY_METHODS = (
	"signing_state",
	"signatures",
	"completed_on",
	"offered_on",
	"reworded_on",
	"policy_version",
	"confidentiality_statement",
	"amended_from",
)
WORDING = (
	"sections",
	"goals",
	"contact_way",
	"contact_every",
	"contact_unit",
	"contact_weekday",
	"contact_time",
	"between_contacts",
)


class MentoringAgreement(Document):
	"""An agreement is submitted by its last signature and by nothing else; nobody has the permission to submit one."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from mentoring_scheme.mentoring_scheme.doctype.mentoring_agreement_section.mentoring_agreement_section import (
			MentoringAgreementSection,
		)
		from mentoring_scheme.mentoring_scheme.doctype.mentoring_goal.mentoring_goal import MentoringGoal
		from mentoring_scheme.mentoring_scheme.doctype.mentoring_signature.mentoring_signature import (
			MentoringSignature,
		)

		amended_from: DF.Link | None
		between_contacts: DF.SmallText | None
		completed_on: DF.Date | None
		confidentiality_statement: DF.Text | None
		contact_every: DF.Int
		contact_time: DF.Time | None
		contact_unit: DF.Literal["Weeks", "Months"]
		contact_way: DF.Literal["", "In person", "Video call", "Phone call", "E-mail", "Text message"]
		contact_weekday: DF.Literal[
			"", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"
		]
		goals: DF.Table[MentoringGoal]
		link: DF.Link
		mentee_name: DF.Data | None
		mentee_user: DF.Link | None
		mentor_name: DF.Data | None
		mentor_user: DF.Link | None
		policy_version: DF.Link | None
		offered_on: DF.Date | None
		reworded_on: DF.Date | None
		scheme: DF.Link | None
		sections: DF.Table[MentoringAgreementSection]
		signatures: DF.Table[MentoringSignature]
		signing_state: DF.Literal["Being written", "Awaiting signatures", "Signed", "Replaced"]
		ssw_user: DF.Link | None
		title: DF.Data | None
	# end: auto-generated types

	def __setup__(self) -> None:
		# Frappe 15 fills every empty time field of a new document with the time of day
		self.dont_update_if_missing = ["contact_time"]

	def before_insert(self) -> None:
		self.start_unsigned()

	def validate(self) -> None:
		keep_stored(self, *CHANGED_BY_METHODS)
		self.refuse_change_of_filed()
		self.copy_from_link()
		self.refuse_second_agreement()
		self.refuse_change_of_wording()

	def before_submit(self) -> None:
		refuse_unless_allowed(rules.assess_complete(self.signed_parties(), self.policy))

	def on_submit(self) -> None:
		self.replace_former()

	def before_cancel(self) -> None:
		self.require_successor()
		self.signing_state = REPLACED

	def before_discard(self) -> None:
		self.refuse_change_of_filed()
		self.refuse_loss_of_signatures()

	def on_trash(self) -> None:
		self.refuse_change_of_filed()
		self.refuse_loss_of_signatures()

	@property
	def policy(self) -> SchemePolicy:
		"""The policy that this agreement is signed under (R3)."""
		return policy_of_version(self.policy_version)

	# --- what a save does

	def refuse_change_of_filed(self) -> None:
		"""Once the link is closed its agreements rest, signed or not (R31)."""
		refuse_unless_allowed(assess_link_open(pair_of(self.link).state))

	def start_unsigned(self) -> None:
		pair = pair_of(self.link)
		refuse_unless_allowed(rules.assess_preparation(pair.state))
		# set by the import alone, which no request can do: it was signed before the scheme came here
		if not self.flags.brought_in:
			start_with(
				self,
				signing_state=WRITING,
				signatures=[],
				completed_on=None,
				offered_on=None,
				reworded_on=None,
			)
		self.title = _("Mentoring agreement, {0}").format(formatdate(today()))
		if not self.contact_way:
			self.propose_contact(pair.policy)

	def propose_contact(self, policy: SchemePolicy) -> None:
		"""What the policy expects, for the pair to tailor (R27)."""
		planned = (each.way.value for each in policy.contact_ways if each.use is WayUse.PLANNED)
		self.contact_way = next(planned)
		self.contact_every = policy.contact_every
		self.contact_unit = policy.contact_unit.value

	def copy_from_link(self) -> None:
		"""Names and accounts as they are now; while it is being written, the policy of the link as well."""
		pair = pair_of(self.link)
		self.update(pair.copies())
		if self.signing_state == WRITING:
			self.policy_version = pair.policy_version
			self.confidentiality_statement = pair.policy.confidentiality_statement
			self.keep_outline(pair.policy)
		self.ssw_user = pair.mentee.ssw if self.policy.agreement_needs_ssw else None

	def keep_outline(self, policy: SchemePolicy) -> None:
		"""The sections of the policy, each with what was written in it; a save changes nothing but the texts."""
		texts = self.texts()
		self.set("sections", [])
		for each in rules.outline(policy, texts):
			self.append(
				"sections",
				{
					"section": each.section,
					"guidance": each.guidance,
					"mandatory": int(each.mandatory),
					"text": texts.get(each.section),
				},
			)

	def texts(self) -> dict[str, str]:
		return {row.section: row.text or "" for row in self.sections if row.section}

	def refuse_second_agreement(self) -> None:
		if not self.is_new():
			return
		lock_link(self.link)
		other = frappe.db.get_value(
			"Mentoring Agreement",
			{"link": self.link, "docstatus": ["<", 2], "name": ["!=", self.amended_from or ""]},
			for_update=True,
		)
		if other:
			frappe.throw(
				_(
					"This link has the agreement {0} already. Open that one: write on in it, or review it if it is signed."
				).format(other),
				frappe.DuplicateEntryError,
				title=_("One agreement at a time"),
			)

	def refuse_change_of_wording(self) -> None:
		"""What was offered is what is signed: the wording rests until it is taken back (R24)."""
		offered = self.docstatus.is_draft() and self.signing_state == AWAITING
		if offered and not self.flags.by_method and any_changed(self, *WORDING):
			frappe.throw(
				_(
					"The wording was offered for signature and rests. To change it, choose Back to writing: signatures given so far are then asked for again."
				),
				title=_("Awaiting signatures"),
			)

	def validate_amended_from(self) -> None:
		"""A review is an amendment whose original is still in force, and is cancelled by the new one's last signature.

		The platform wants the original cancelled before. Then a pair would have no agreement while they review it.
		"""
		original = frappe.db.get_value(self.doctype, self.amended_from, ["link", "docstatus"], as_dict=True)
		if original.link != self.link:
			frappe.throw(
				_(
					"An agreement is reviewed for its own link only. Open the link and prepare an agreement there."
				)
			)
		if original.docstatus != 1:
			super().validate_amended_from()

	def copy_attachments_from_amended_from(self) -> None:
		"""What is attached to the former agreement, such as a scan of its signatures, stays with it alone."""

	def replace_former(self) -> None:
		if not self.amended_from:
			return
		former = frappe.get_doc(self.doctype, self.amended_from, for_update=True)
		former.flags.replaced_by = self.name
		# safe: only the last signature of its successor comes here, and nobody else may cancel a signed agreement
		former.flags.ignore_permissions = True
		former.cancel()

	def require_successor(self) -> None:
		if not self.flags.replaced_by:
			frappe.throw(
				_(
					"A signed agreement stays in force until a reviewed one is signed. Choose Review: the new one replaces it with its last signature."
				),
				title=_("Signed agreement"),
			)

	def refuse_loss_of_signatures(self) -> None:
		if self.signatures:
			frappe.throw(
				_(
					"The agreement {0} carries signatures and is kept. If nobody has counted on them yet, choose Back to writing first."
				).format(self.name),
				title=_("Signed agreement"),
			)

	# --- what people do with it

	@frappe.whitelist(methods=["POST"])
	def offer_for_signature(self) -> None:
		"""Ask everybody for their signature; the wording rests from now on (R24)."""
		with stored(self) as agreement:
			agreement.check_permission("write")
			agreement.require_state(WRITING)
			refuse_unless_allowed(rules.assess_preparation(pair_of(agreement.link).state))
			refuse_unless_allowed(rules.assess_offer(agreement.wording(), agreement.policy))
			agreement.signing_state = AWAITING
			agreement.offered_on = today()
			agreement.save()

	@frappe.whitelist(methods=["POST"])
	def sign(self, name_typed: str) -> None:
		"""Sign as whoever the session is in this link: mentor, mentee, or the mentee's social worker where asked.

		Raises frappe.PermissionError for anybody else.
		"""
		with stored(self) as agreement:
			agreement.check_permission("read")
			agreement.require_state(AWAITING)
			agreement.add_signature(
				agreement.party_of_session(),
				name_typed,
				signed_on=now_datetime(),
				way="With own account",
				user=frappe.session.user,
				from_address=getattr(frappe.local, "request_ip", None),
			)
			agreement.keep_signature()

	@frappe.whitelist(methods=["POST"])
	def record_signature(self, party: str, name_typed: str, signed_on: str) -> None:
		"""Record what was signed on paper. `party`: Mentor, Mentee or Mentee's SSW; `signed_on`: the day on the paper."""
		with stored(self) as agreement:
			agreement.check_permission("write")
			agreement.require_state(AWAITING)
			day = getdate(signed_on) if signed_on else None
			paper = PaperSignature(
				name_typed, day, _day(agreement.reworded_on), agreement.former_completed_on()
			)
			refuse_unless_allowed(rules.assess_paper(paper, getdate(today())))
			agreement.add_signature(
				agreement.party_named(party),
				name_typed,
				signed_on=day,
				way="On paper",
				recorded_by=frappe.session.user,
			)
			agreement.keep_signature()

	@frappe.whitelist(methods=["POST"])
	def back_to_writing(self, reason: str) -> None:
		"""Take the wording back to change it. Signatures given so far are cleared, and noted on the timeline."""
		with stored(self) as agreement:
			agreement.check_permission("write")
			agreement.require_state(AWAITING)
			if not reason.strip():
				frappe.throw(_("Write why the wording goes back, so that those who have signed can be told."))
			signed = ", ".join(_(party) for party in agreement.signed_parties()) or _("nobody")
			agreement.set("signatures", [])
			agreement.signing_state = WRITING
			agreement.reworded_on = today()
			agreement.save()
			note = _("Taken back to writing: {0} Signed so far: {1}.").format(reason.strip(), signed)
			agreement.add_comment("Info", escape_html(note))

	@frappe.whitelist(methods=["POST"])
	def review(self) -> str:
		"""A new agreement to write, with the words of this one, which stays in force until the new one is signed (R24).

		Returns the name of the new agreement.
		"""
		with stored(self) as agreement:
			agreement.check_permission("write")
			agreement.require_state(SIGNED)
			reviewed = frappe.copy_doc(agreement)
			reviewed.amended_from = agreement.name
			reviewed.insert()
		return reviewed.name

	# --- signatures

	def require_state(self, state: str) -> None:
		if self.signing_state != state:
			frappe.throw(
				_("This is possible while an agreement is “{0}”. The agreement {1} is “{2}”.").format(
					_(state), self.name, _(self.signing_state)
				),
				title=_(self.signing_state),
			)

	def wording(self) -> Wording:
		return Wording(self.texts(), self.contact_way or "")

	def wording_key(self) -> str:
		"""Tells one wording from another, so that nobody signs what they have not read."""
		texts = [f"{row.section}\n{row.text or ''}" for row in self.sections]
		goals = [f"{row.goal}\n{row.measure or ''}\n{row.by_when or ''}" for row in self.goals]
		contact = [str(self.get(fieldname) or "") for fieldname in WORDING[2:]]
		whole = "\0".join([*texts, *goals, *contact, self.confidentiality_statement or ""])
		return sha256(whole.encode()).hexdigest()

	def signed_parties(self) -> list[str]:
		return [row.party for row in self.signatures]

	def party_of_session(self) -> Party:
		"""As whom the session signs: by the participants' accounts, never by what was sent."""
		mine = parties_of(frappe.session.user, pair_of(self.link), self.policy)
		if not mine:
			frappe.throw(
				_(
					"This agreement is signed by mentor and mentee, each with their own account. You are neither, so ask the co-ordinator if a signature on paper is to be recorded."
				),
				frappe.PermissionError,
			)
		waiting = [party for party in mine if party.value not in self.signed_parties()]
		return waiting[0] if waiting else mine[0]

	def party_named(self, party: str) -> Party:
		asked = {each.value: each for each in rules.parties(self.policy)}
		if party not in asked:
			frappe.throw(
				_("Under this scheme the agreement is signed by: {0}. Choose one of them.").format(
					", ".join(asked)
				)
			)
		return asked[party]

	def add_signature(self, party: Party, name_typed: str, **how: Any) -> None:
		if not name_typed.strip():
			frappe.throw(_("Type your full name to sign."))
		earlier = next((row for row in self.signatures if row.party == party.value), None)
		if earlier:
			frappe.throw(
				_("This agreement was signed for {0} already, by {1} on {2}. Nothing more is needed.").format(
					_(party.value), escape_html(earlier.name_typed), formatdate(earlier.signed_on)
				),
				title=_("Already signed"),
			)
		self.append("signatures", {"party": party.value, "name_typed": name_typed.strip()[:140], **how})

	def keep_signature(self) -> None:
		"""Save the signature just added; the last one puts the agreement in force."""
		# safe: who signs, or who records it, was checked just before; portal accounts may not write otherwise
		self.flags.ignore_permissions = True
		if rules.missing_signatures(self.signed_parties(), self.policy):
			self.save()
			return
		self.signing_state = SIGNED
		self.completed_on = max(getdate(row.signed_on) for row in self.signatures)
		self.submit()

	# --- what the print shows

	def signature_block(self) -> list[dict[str, str | None]]:
		"""One row for each who signs: what was signed, or room for a pen."""
		signed = {row.party: row for row in self.signatures}
		return [_block_row(party.value, signed.get(party.value)) for party in rules.parties(self.policy)]

	def how_often(self) -> str:
		if not self.contact_every:
			return _("By agreement")
		if self.contact_unit == "Weeks":
			return (
				_("Every week")
				if self.contact_every == 1
				else _("Every {0} weeks").format(self.contact_every)
			)
		return (
			_("Every month") if self.contact_every == 1 else _("Every {0} months").format(self.contact_every)
		)

	def former_completed_on(self) -> Any:
		return (
			_day(frappe.db.get_value(self.doctype, self.amended_from, "completed_on"))
			if self.amended_from
			else None
		)


@frappe.whitelist(methods=["POST"])
def prepare(link: str) -> str:
	"""Begin the agreement of a link, filled from the policy that the link stands under. Returns its name.

	Raises frappe.DuplicateEntryError when the link has one already.
	"""
	frappe.get_doc("Mentoring Link", link).check_permission("write")
	return frappe.get_doc({"doctype": "Mentoring Agreement", "link": link}).insert().name


def parties_of(user: str, pair: Pair, policy: SchemePolicy) -> list[Party]:
	"""As whom `user` may sign an agreement of this pair."""
	accounts = {Party.MENTOR: pair.mentor.user, Party.MENTEE: pair.mentee.user, Party.SSW: pair.mentee.ssw}
	return [party for party in rules.parties(policy) if accounts[party] == user]


def _day(value: Any) -> Any:
	return getdate(value) if value else None


def _block_row(party: str, signature: Document | None) -> dict[str, str | None]:
	if not signature:
		return {"party": party, "name": None, "way": None, "day": None}
	return {
		"party": party,
		"name": signature.name_typed,
		"way": signature.way,
		"day": formatdate(signature.signed_on),
	}
