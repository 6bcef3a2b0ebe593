"""Prints of documents as PDFs, many of them into one, with its own page numbers."""

from __future__ import annotations

import io
import shutil
from collections.abc import Sequence
from typing import NamedTuple

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr, escape_html
from frappe.utils.pdf import get_pdf
from frappe.www.printview import get_rendered_template
from jinja2 import TemplateError
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

ENGINE = "wkhtmltopdf"
PAGE = """<!DOCTYPE html>
<html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title><style>{style}</style></head>
<body><div class="print-format">{body}</div></body></html>"""
# The formats bring their own style; the platform's sheet of some hundred rules takes longer to read than to print by.
STYLE = """* { box-sizing: border-box; }
body { font-family: Inter, "Helvetica Neue", Helvetica, Arial, sans-serif; margin: 0; }
.visible-pdf { display: none; }
"""
# What the site's print settings may forbid: that papers are printed which are not in force yet, or no longer.
ANY_STATE = ("allow_print_for_draft", "allow_print_for_cancelled")
# Where the page number stands, in points (1/72 inch) from the right and the top edge: within the margin of the prints.
FROM_RIGHT, FROM_TOP, SIZE = 51, 32, 8
WIDTH_OF_CHARACTER = 0.5  # of the size; near enough in Helvetica to end a line at the right margin


class PdfNotMade(frappe.ValidationError):
	"""This server makes no PDF, or not of this document."""


class Part(NamedTuple):
	"""One PDF out of which a bigger one is made, with what the reader's list of contents calls it."""

	title: str
	content: bytes

	@property
	def pages(self) -> int:
		"""How many pages it has."""
		return len(PdfReader(io.BytesIO(self.content)).pages)


def engine_is_there() -> bool:
	"""Whether this server can make a PDF."""
	return shutil.which(ENGINE) is not None


def format_of(doctype: str) -> str:
	"""The print format that the council has made the standard one of this document, or ours, which bears its name."""
	return frappe.get_meta(doctype).default_print_format or doctype


def printed(doc: Document, print_format: str, *, letterhead: bool = False) -> bytes:
	"""The document as a PDF in that format. Callers have asked whether the user may read it. Raises PdfNotMade.

	Replaced and unfinished papers are printed as well, whatever the site lets people print one by one. The pages have no
	numbers of their own: `merged` numbers them, and does so with any build of the engine.
	"""
	if not engine_is_there():
		raise PdfNotMade(no_engine())
	layout = frappe.get_doc("Print Format", print_format)
	before, frappe.flags.ignore_print_permissions = frappe.flags.ignore_print_permissions, True
	doc.flags.numbered_elsewhere = True
	try:
		body = get_rendered_template(
			doc, print_format=layout, no_letterhead=not letterhead, settings=dict.fromkeys(ANY_STATE, 1)
		)
		page = PAGE.format(
			lang=frappe.local.lang,
			title=escape_html(doc.name),
			style=STYLE + (layout.css or ""),
			body=body,
		)
		return get_pdf(page)
	except (TemplateError, OSError, frappe.PrintFormatError) as error:
		raise PdfNotMade(
			_("The print format “{0}” could not be made into a PDF: {1}").format(
				escape_html(print_format), escape_html(cstr(error)[:500])
			)
		) from error
	finally:
		doc.flags.numbered_elsewhere = False
		frappe.flags.ignore_print_permissions = before


def no_engine() -> str:
	return _(
		"This server cannot make PDFs: {0} is not installed. Ask the administrator for it; everything else goes on without."
	).format(ENGINE)


def merged(parts: Sequence[Part], name: str) -> bytes:
	"""The parts one after the other, each a bookmark, every page numbered at its top and marked with `name`."""
	writer = PdfWriter()
	for part in parts:
		first = len(writer.pages)
		writer.append(PdfReader(io.BytesIO(part.content)), import_outline=False)
		writer.add_outline_item(part.title, first)
	pages = len(writer.pages)
	for number, page in enumerate(writer.pages, start=1):
		page.merge_page(_stamp(page, f"{name} · " + _("Page {0} of {1}").format(number, pages)))
	writer.compress_identical_objects()
	writer.add_metadata({"/Title": name})
	content = io.BytesIO()
	writer.write(content)
	return content.getvalue()


def _stamp(page: PageObject, text: str) -> PageObject:
	"""A page of the same size with nothing but this line."""
	width, height = float(page.mediabox.width), float(page.mediabox.height)
	stamp = PageObject.create_blank_page(width=width, height=height)
	font = DictionaryObject(
		{
			NameObject("/Type"): NameObject("/Font"),
			NameObject("/Subtype"): NameObject("/Type1"),
			NameObject("/BaseFont"): NameObject("/Helvetica"),
			NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
		}
	)
	stamp[NameObject("/Resources")] = DictionaryObject(
		{NameObject("/Font"): DictionaryObject({NameObject("/Stamp"): font})}
	)
	left = width - FROM_RIGHT - len(text) * SIZE * WIDTH_OF_CHARACTER
	line = DecodedStreamObject()
	line.set_data(
		b"q 0.27 g BT /Stamp %d Tf %d %d Td (%s) Tj ET Q" % (SIZE, left, height - FROM_TOP, _literal(text))
	)
	stamp[NameObject("/Contents")] = line
	return stamp


def _literal(text: str) -> bytes:
	"""The text as a PDF string; what the standard fonts lack becomes a question mark."""
	escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
	return escaped.encode("cp1252", "replace")
