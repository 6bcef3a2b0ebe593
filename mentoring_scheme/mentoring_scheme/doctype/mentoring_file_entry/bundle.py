"""The sealed bundle: everything on a participant's file from one link, as one PDF (R31).

It holds agreements, contact records, letters and the course and ending of the support, under a cover with its contents.
Of a closing supervision it says that it was held; notes of supervision, concerns and characteristics are never in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import frappe
from frappe import _

from mentoring_scheme.mentoring_scheme import pdf
from mentoring_scheme.mentoring_scheme.pdf import Part, PdfNotMade

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentoring_file_entry.mentoring_file_entry import (
		MentoringFileEntry,
	)

COVER, ENDING = "Mentoring bundle cover", "Mentoring ending"
PRINTED = ("Mentoring Agreement", "Contact Record", "Mentoring Letter")
# Papers by their document and name, for the second of two files that hold the same ones.
Papers = dict[tuple[str, str], bytes]


def compose(entry: MentoringFileEntry, papers: Papers, done: Callable[[], None]) -> bytes:
	"""The bundle of this file. `papers` is filled with what is printed, `done` is called after each paper.

	Raises PdfNotMade, which says what is missing.
	"""
	parts = [
		Part(_title(row), _print(row, papers, done))
		for row in entry.documents
		if row.document_type in PRINTED
	]
	parts.append(Part(_("Course and ending of the support"), pdf.printed(entry, ENDING)))
	return pdf.merged([_cover(entry, parts), *parts], entry.name)


def _title(row: Any) -> str:
	return row.title or row.document_name


def _print(row: Any, papers: Papers, done: Callable[[], None]) -> bytes:
	key = (row.document_type, row.document_name)
	if key not in papers:
		if not frappe.db.exists(*key):
			raise PdfNotMade(
				_("{0} {1} is on the file and no longer there.").format(_(row.document_type), key[1])
			)
		papers[key] = pdf.printed(frappe.get_doc(*key), pdf.format_of(row.document_type))
	done()
	return papers[key]


def _cover(entry: MentoringFileEntry, parts: list[Part]) -> Part:
	"""The first pages, which say on which page each part begins; how many they are is known once they are printed."""
	pages, cover = 0, b""
	while pages != (pages := Part("", cover).pages if cover else 1):
		entry.flags.contents = list(_contents(parts, pages + 1))
		cover = pdf.printed(entry, COVER)
	return Part(_("Contents"), cover)


def _contents(parts: list[Part], first: int) -> Iterator[dict[str, Any]]:
	for part in parts:
		yield {"title": part.title, "page": first}
		first += part.pages
