"""Receipts: private files attached to a claim, of which it is sure that whoever checks the claim can open them."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

import frappe
from frappe import _
from frappe.core.api.file import get_max_file_size
from frappe.model.document import Document
from frappe.utils import cint, escape_html
from PIL import Image
from pypdf import PdfReader

from mentoring_scheme.mentoring_scheme.claims.states import CANCELLED, WITH_WRITER
from mentoring_scheme.mentoring_scheme.file_content import bytes_of
from mentoring_scheme.mentoring_scheme.verdict import RuleRefusal

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentor_claim.mentor_claim import MentorClaim

MEGABYTE = 1024 * 1024
LARGEST = 10 * MEGABYTE
MOST_PIXELS = 100_000_000  # more is no photograph, but fills the server's memory when it is opened
LAST_OF_PICTURE = (b"\xff\xd9", b"IEND")
HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")


class ReceiptRefused(RuleRefusal):
	"""A file cannot serve as a receipt."""


def check(claim: MentorClaim) -> None:
	"""Look at each receipt that a save adds. Raises ReceiptRefused, which names the line and says what to do.

	When the claim is sent in all are looked at: until then files can be deleted, or others put in their place.
	"""
	before = claim.get_doc_before_save()
	kept = before.expense_lines if before and claim.status in WITH_WRITER else ()
	known = {row.receipt for row in kept}
	added = [row for row in claim.expense_lines if row.receipt and row.receipt not in known]
	files = _attached(claim, {row.receipt for row in added})
	for row in added:
		problem = _problem_of(files.get(row.receipt))
		if problem:
			frappe.throw(
				_("Expenses, row {0}, receipt: {1}").format(row.idx, problem),
				ReceiptRefused,
				title=_("The receipt cannot be used"),
			)


def attach(claim: str, file_name: str, content: bytes) -> Document:
	"""Keep a file as a private attachment of the claim, if it can serve as a receipt. Raises ReceiptRefused.

	It is looked at before the platform does, which has no words for a damaged picture. Callers have asked whether the
	user may write in the claim.
	"""
	problem = _problem_of_name_and_size(file_name, len(content)) or _problem_of_content(file_name, content)
	if problem:
		frappe.throw(problem, ReceiptRefused, title=_("The receipt cannot be used"))
	values = {
		"attached_to_doctype": "Mentor Claim",
		"attached_to_name": claim,
		"file_name": _name_by_content(file_name, content),
		"content": content,
		"is_private": 1,
	}
	return frappe.get_doc({"doctype": "File", **values}).insert()


def keep(file: Document, method: str | None = None) -> None:
	"""A receipt stays where it is once its claim was sent in (event of File). Raises ReceiptRefused."""
	before = file.get_doc_before_save()
	if before and _is_moved(file, before) and _serves(before):
		frappe.throw(
			_(
				"This file is a receipt of the claim {0}, which was sent in. It is kept with the claim; to change it, have the claim returned first."
			).format(before.attached_to_name),
			ReceiptRefused,
			title=_("A claim rests on this"),
		)


def has_permission(
	doc: Document, ptype: str | None = None, user: str | None = None, debug: bool = False
) -> bool:
	"""Nobody deletes a receipt once its claim was sent in (hook `has_permission` of File).

	Asked before the deletion: when the file's own events are asked, it has gone from the disk already.
	"""
	return ptype != "delete" or not _serves(doc)


def _is_moved(file: Document, before: Document) -> bool:
	fields = ("file_url", "attached_to_doctype", "attached_to_name")
	return any((file.get(field) or "") != (before.get(field) or "") for field in fields)


def _serves(file: Document) -> bool:
	"""Whether a line of a claim that was sent in names the file."""
	if file.attached_to_doctype != "Mentor Claim":
		return False
	status = frappe.db.get_value("Mentor Claim", file.attached_to_name, "status")
	if not status or status in (*WITH_WRITER, CANCELLED):
		return False
	line = {"parent": file.attached_to_name, "parenttype": "Mentor Claim", "receipt": file.file_url}
	return bool(frappe.db.exists("Mentor Claim Expense", line))


def _attached(claim: MentorClaim, addresses: set[str]) -> dict[str, str]:
	"""The names of the files of these addresses that are attached to the claim itself, and to nobody else's document."""
	if not addresses or claim.is_new():
		return {}
	files = frappe.get_all(
		"File",
		{
			"file_url": ["in", sorted(addresses)],
			"attached_to_doctype": "Mentor Claim",
			"attached_to_name": claim.name,
			"is_private": 1,
		},
		["name", "file_url"],
		order_by="creation",
	)
	return {file.file_url: file.name for file in files}


def _problem_of(name: str | None) -> str:
	"""Why the file of that name cannot serve as a receipt; empty if it can."""
	if name is None:
		return _(
			"the file is not attached to this claim. Save the claim, then attach the receipt to the line."
		)
	file = frappe.get_doc("File", name)
	problem = _problem_of_name_and_size(file.file_name or "", cint(file.file_size))
	if problem:
		return problem
	try:
		content = bytes_of(file)
	except (OSError, frappe.ValidationError):
		return _("the file “{0}” is no longer there. Attach it again.").format(escape_html(file.file_name))
	return _problem_of_content(file.file_name, content)


def _problem_of_name_and_size(file_name: str, size: int) -> str:
	if PurePosixPath(file_name.lower()).suffix not in EXTENSIONS:
		return _("“{0}” is neither a PDF nor a photograph (JPEG, PNG or HEIC).").format(
			escape_html(file_name)
		)
	most = min(LARGEST, get_max_file_size())
	if size > most:
		return _("“{0}” is larger than {1} MB. Attach a smaller photograph.").format(
			escape_html(file_name), most // MEGABYTE
		)
	return ""


def _problem_of_content(file_name: str, content: bytes) -> str:
	kind = _kind_of(content)
	if kind is None:
		return _(
			"“{0}” is neither a PDF nor a photograph (JPEG, PNG or HEIC), whatever its name says."
		).format(escape_html(file_name))
	if not kind.opens(content):
		return _(
			"“{0}” cannot be opened: it is damaged, empty or protected by a password. Photograph the receipt again."
		).format(escape_html(file_name))
	return ""


def _name_by_content(file_name: str, content: bytes) -> str:
	"""The name with the ending that the content calls for; telephones are careless with it."""
	kind, name = _kind_of(content), PurePosixPath(file_name)
	fits = kind is None or name.suffix.lower() in kind.endings
	return file_name if fits else str(name.with_suffix(kind.endings[0]))


def _opens_as_pdf(content: bytes) -> bool:
	try:
		reader = PdfReader(io.BytesIO(content))
		return not reader.is_encrypted and len(reader.pages) > 0
	except Exception:  # whatever a damaged file makes of the reader, it cannot be read
		return False


def _opens_as_picture(content: bytes) -> bool:
	if not any(end in content for end in LAST_OF_PICTURE):
		return False  # cut off; whether the reader minds depends on a switch that other code may set
	try:
		with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as picture:
			if picture.width * picture.height > MOST_PIXELS:
				return False
			picture.load()
		return True
	except Exception:  # as above
		return False


def _opens_as_heic(content: bytes) -> bool:
	"""The platform brings no reader for these; whether all parts that a picture needs are there can be told."""
	found, place = set(), 0
	while place + 8 <= len(content):
		length = int.from_bytes(content[place : place + 4], "big")
		found.add(content[place + 4 : place + 8])
		if length == 0:  # the last part goes on to the end
			return {b"ftyp", b"meta"} <= found
		if length < 8 or place + length > len(content):
			return False
		place += length
	return {b"ftyp", b"meta", b"mdat"} <= found and place == len(content)


class Kind(NamedTuple):
	"""A kind of file: how it begins, how its name ends, and what opens it."""

	begins: Callable[[bytes], bool]
	endings: tuple[str, ...]
	opens: Callable[[bytes], bool]


KINDS = (
	Kind(lambda content: content.startswith(b"%PDF-"), (".pdf",), _opens_as_pdf),
	Kind(lambda content: content.startswith(b"\xff\xd8\xff"), (".jpg", ".jpeg"), _opens_as_picture),
	Kind(lambda content: content.startswith(b"\x89PNG\r\n\x1a\n"), (".png",), _opens_as_picture),
	Kind(
		lambda content: content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS,
		(".heic", ".heif"),
		_opens_as_heic,
	),
)
EXTENSIONS = tuple(ending for kind in KINDS for ending in kind.endings)


def _kind_of(content: bytes) -> Kind | None:
	"""What the content is, told by its first bytes; None for anything that is no receipt."""
	return next((kind for kind in KINDS if kind.begins(content)), None)
