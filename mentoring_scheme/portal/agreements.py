"""What the pages about an agreement show, and who may sign it there (R24, R25, R26)."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.utils import formatdate

from mentoring_scheme.access.predicates import SHOWN_TO_MENTEE
from mentoring_scheme.portal import calendar_files, mine
from mentoring_scheme.portal.agreed_contact import contact_in_words, contact_rows, has_slot, slot
from mentoring_scheme.portal.calendar_files import Entry
from mentoring_scheme.portal.frame import HOME, address, not_found
from mentoring_scheme.portal.mine import OwnLink, Side
from mentoring_scheme.portal.todo import ToDo

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentoring_agreement.mentoring_agreement import (
		MentoringAgreement,
	)

AGREEMENTS = f"{HOME}/agreements"
WRITING, AWAITING, SIGNED, REPLACED = "Being written", "Awaiting signatures", "Signed", "Replaced"
LONGEST_NAME = 140
DOWNLOAD_PDF = "/api/method/frappe.utils.print_format.download_pdf"
PRINT_FORMAT = "Mentoring Agreement"


@dataclass(frozen=True)
class OwnAgreement:
	"""An agreement of a link of the user's, and as what they stand in that link."""

	doc: MentoringAgreement
	link: OwnLink

	@property
	def party(self) -> str:
		"""As whom the user signs."""
		return PARTIES[self.link.side]

	@property
	def has_signed(self) -> bool:
		"""Whether the user has signed it."""
		return self.party in self.doc.signed_parties()


PARTIES = {Side.MENTOR: "Mentor", Side.MENTEE: "Mentee"}


# --- whose it is


def own(name: str) -> OwnAgreement | None:
	"""The user's own agreement, as far as it is shown to them; None for another's, as for one that does not exist.

	A mentee is shown what is offered for signature, not what is still being written.
	"""
	link_name = frappe.db.get_value("Mentoring Agreement", name, "link")
	link = mine.link(link_name) if link_name else None
	if link is None:
		return None
	doc = frappe.get_doc("Mentoring Agreement", name)
	shown = link.side is Side.MENTOR or doc.signing_state in SHOWN_TO_MENTEE
	return OwnAgreement(doc, link) if shown and doc.has_permission("read") else None


def asked_for() -> OwnAgreement:
	"""The one that the address names; otherwise there is no such page."""
	return own(frappe.form_dict.get("agreement") or "") or not_found()


def to_sign(name: str) -> OwnAgreement:
	"""The user's own agreement, locked until the request ends.

	Raises frappe.PermissionError for one that is somebody else's, as for one that does not exist.
	"""
	if own(name) is None:
		frappe.throw(_("There is no such agreement among yours."), frappe.PermissionError)
	frappe.db.get_value("Mentoring Agreement", name, "name", for_update=True)
	return own(name) or frappe.throw(_("There is no such agreement among yours."), frappe.PermissionError)


def why_not_sign(agreement: OwnAgreement) -> str:
	"""The word for what stands in the way of signing, as `done_words` knows it; empty where nothing does."""
	if agreement.has_signed:
		return "already"
	if agreement.doc.signing_state != AWAITING:
		return "rewritten" if agreement.doc.signing_state == WRITING else "over"
	return "" if agreement.link.is_open else "over"


def of_links(own_links: Iterable[OwnLink]) -> dict[str, list[dict[str, Any]]]:
	"""The agreements of these links that are shown to the user, newest first, by link; in one query."""
	sides = {link.name: link.side for link in own_links}
	rows = frappe.get_all(
		"Mentoring Agreement",
		filters={"link": ["in", list(sides)]},
		fields=["name", "link", "signing_state", "completed_on", "amended_from"],
		order_by="creation desc, name desc",
	)
	found: dict[str, list[dict[str, Any]]] = {name: [] for name in sides}
	for row in rows:
		if sides[row.link] is Side.MENTOR or row.signing_state in SHOWN_TO_MENTEE:
			found[row.link].append(_row(row))
	return found


def to_do(own_links: list[OwnLink]) -> list[ToDo]:
	"""Agreements that await the user's signature; two queries, however many there are."""
	open_links = {link.name: link for link in own_links if link.is_open}
	if not open_links:
		return []
	waiting = frappe.get_all(
		"Mentoring Agreement",
		filters={"link": ["in", list(open_links)], "signing_state": AWAITING},
		fields=["name", "link"],
		order_by="creation, name",
	)
	signed = frappe.get_all(
		"Mentoring Signature",
		filters={"parenttype": "Mentoring Agreement", "parent": ["in", [row.name for row in waiting]]},
		fields=["parent", "party"],
		order_by="parent, idx",
	)
	done = {(row.parent, row.party) for row in signed}
	return [
		ToDo(_("Read and sign the agreement"), address(path_of(row.name)), _("With {0}").format(link.other))
		for row in waiting
		if (row.name, PARTIES[(link := open_links[row.link]).side]) not in done
	]


# --- the pages


def page(agreement: OwnAgreement) -> dict[str, Any]:
	"""The agreement as both read it, who has signed, and its former versions."""
	doc, link = agreement.doc, agreement.link
	versions = of_links([link])[link.name]
	return {
		"agreement": _row(doc),
		"scheme": doc.scheme,
		"mentor_name": doc.mentor_name,
		"mentee_name": doc.mentee_name,
		"said": _said(agreement, versions),
		"sections": [{"title": _(row.section), "text": row.text or ""} for row in doc.sections],
		"goals": [_goal(row) for row in doc.goals],
		"contact": contact_rows(doc),
		"confidentiality": doc.confidentiality_statement or "",
		"signatures": [_signature(agreement, row) for row in doc.signature_block()],
		"versions": [row for row in versions if row["name"] != doc.name],
		"sign_path": "" if why_not_sign(agreement) else address(f"{path_of(doc.name)}/sign"),
		"print_path": _print_path(doc, "/printview"),
		"calendar_path": calendar_files.path_of("contact", agreement=doc.name) if has_slot(doc) else "",
		"pdf_path": _print_path(doc, DOWNLOAD_PDF) if _makes_pdf() else "",
	}


def before_signing(agreement: OwnAgreement) -> dict[str, Any]:
	"""What is looked at once more before the name is typed."""
	doc = agreement.doc
	return {
		"agreement": doc.name,
		"wording": doc.wording_key(),
		"checks": [
			(_("Scheme"), doc.scheme),
			(_("Mentor"), doc.mentor_name),
			(_("Mentee"), doc.mentee_name),
			(_("You sign as"), _(agreement.party)),
			(_("Contact"), contact_in_words(doc)),
			(_("Goals"), "; ".join(row.goal for row in doc.goals) or _("None written down")),
		],
		"confidentiality": doc.confidentiality_statement or "",
	}


def slot_entry(agreement: OwnAgreement) -> Entry:
	"""The agreed contact for a calendar."""
	return slot(agreement.doc, agreement.link, path_of(agreement.doc.name))


def title_of(agreement: OwnAgreement) -> str:
	"""What the page is called."""
	return _("Agreement with {0}").format(agreement.link.other)


def path_of(name: str) -> str:
	"""Where the page of an agreement is."""
	return f"{AGREEMENTS}/{name}"


def done_words() -> dict[str, str]:
	"""What the pages about an agreement say about what was just done, or could not be."""
	return {
		"signed": _("You have signed. Thank you."),
		"already": _("You had signed this already. Nothing more is needed."),
		"rewritten": _(
			"This agreement was taken back and is being written again, so nothing was signed. You will be asked once it is ready."
		),
		"changed": _(
			"The wording has changed since you opened it, so nothing was signed. Please read it once more."
		),
		"over": _("This agreement is not signed any more, so nothing was changed."),
	}


def _row(row: Any) -> dict[str, Any]:
	states = {
		WRITING: (_("Being written"), "todo"),
		AWAITING: (_("To be signed"), "todo"),
		SIGNED: (_("In force"), "good"),
		REPLACED: (_("Replaced by a later one"), "over"),
	}
	state, tone = states[row.signing_state]
	since = _("Signed by everybody on {0}").format(formatdate(row.completed_on)) if row.completed_on else ""
	return {
		"name": row.name,
		"href": address(path_of(row.name)),
		"state": state,
		"tone": tone,
		"since": since,
	}


def _said(agreement: OwnAgreement, versions: list[dict[str, Any]]) -> list[str]:
	"""How the agreement stands, in sentences."""
	doc, other = agreement.doc, agreement.link.other
	reviewed = doc.amended_from and _("The agreement before it stays in force until this one is signed.")
	if doc.signing_state == WRITING:
		writing = _("It is still being written. You will be asked to sign it once it is ready.")
		return [writing, *([reviewed] if reviewed else [])]
	if doc.signing_state == AWAITING and agreement.has_signed:
		return [_("You have signed. It is in force once everybody has.")]
	if doc.signing_state == AWAITING and agreement.link.is_open:
		said = _("Please read it. If it says what you and {0} agreed, sign it at the end.").format(other)
		return [said, *([reviewed] if reviewed else [])]
	if doc.signing_state == SIGNED and _is_reviewed(doc.name):
		return [_("It is being reviewed. It stays in force until the new one is signed by everybody.")]
	return []


def _is_reviewed(name: str) -> bool:
	return bool(frappe.db.exists("Mentoring Agreement", {"amended_from": name, "docstatus": 0}))


def _goal(row: Any) -> dict[str, str]:
	return {
		"goal": row.goal,
		"measure": row.measure or "",
		"by_when": _("By {0}").format(formatdate(row.by_when)) if row.by_when else "",
	}


def _signature(agreement: OwnAgreement, row: dict[str, str | None]) -> dict[str, str]:
	names = {"Mentor": agreement.doc.mentor_name, "Mentee": agreement.doc.mentee_name}
	who = _("You") if row["party"] == agreement.party else names.get(row["party"]) or _(row["party"])
	if not row["name"]:
		return {"who": who, "how": _("Not signed yet")}
	return {"who": who, "how": _("Signed as “{0}” on {1}").format(row["name"], row["day"])}


def _print_path(doc: MentoringAgreement, path: str) -> str:
	return address(path, doctype=doc.doctype, name=doc.name, format=PRINT_FORMAT)


def _makes_pdf() -> bool:
	"""Whether this machine has the program with which the platform makes files to keep."""
	return bool(shutil.which("wkhtmltopdf"))
