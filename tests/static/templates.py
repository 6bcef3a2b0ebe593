"""Finds every Jinja template of the app: in HTML and Markdown files and in the JSON of standard documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from .app_files import APP, files, json_of, line_of_value, text_of
from .documents import DocType, doctypes
from .problems import Problem

# Which fields of a standard document hold a template, and which field says what `doc` is in it.
TEMPLATE_FIELDS = {
	"Notification": (("message",), "document_type"),
	"Print Format": (("html", "raw_commands"), "doc_type"),
	"Email Template": (("response", "response_html"), ""),
	"Web Form": (("introduction_text", "success_message"), "doc_type"),
	"Letter Head": (("content", "footer"), ""),
	"Web Page": (("main_section", "main_section_html"), ""),
}

# Titles of mails and of the desk's own messages: plain text that everybody on the way can read.
SUBJECT_FIELDS = {"Notification": ("subject", "document_type"), "Email Template": ("subject", "")}


@dataclass(frozen=True)
class Template:
	"""One template. `doctype`: what `doc` is in it, where that is known; `first_line`: where it begins in its file.

	`is_file`: it becomes a file of values with commas and no HTML.
	"""

	path: Path
	text: str
	doctype: DocType | None
	first_line: int = 1
	is_file: bool = False

	def problem(self, position: int, text: str) -> Problem:
		return Problem(self.path, self.first_line + self.text.count("\n", 0, position), text)


@cache
def standard_documents() -> tuple[tuple[Path, dict[str, Any]], ...]:
	"""Every document that ships as a file, other than DocTypes: notifications, reports, fixtures and so on."""
	found = []
	for path in files(".json"):
		if APP / "policy" not in path.parents and path.name not in ("package.json", "tsconfig.json"):
			data = json_of(path)
			for each in data if isinstance(data, list) else [data]:
				if isinstance(each, dict) and each.get("doctype") not in (None, "DocType"):
					found.append((path, each))
	return tuple(found)


def templates() -> Iterator[Template]:
	"""What becomes HTML, and the raw commands of print formats, which become a file."""
	for path in files(".html", ".md"):
		if APP / "public" not in path.parents:
			yield Template(path, text_of(path), _doctype_of_file(path))
	for path, document in standard_documents():
		fieldnames, about = TEMPLATE_FIELDS.get(document["doctype"], ((), ""))
		yield from _of_document(path, document, fieldnames, about)


def subjects() -> Iterator[Template]:
	for path, document in standard_documents():
		if document["doctype"] in SUBJECT_FIELDS:
			fieldname, about = SUBJECT_FIELDS[document["doctype"]]
			yield from _of_document(path, document, (fieldname,), about)


def _of_document(
	path: Path, document: dict[str, Any], fieldnames: tuple[str, ...], about: str
) -> Iterator[Template]:
	for fieldname in fieldnames:
		if document.get(fieldname):
			text = document[fieldname].replace("\n", " ")  # a JSON file holds it on one line
			line = line_of_value(path, document[fieldname])
			is_file = fieldname == "raw_commands"
			yield Template(path, text, doctypes().get(document.get(about) or ""), line, is_file)


def _doctype_of_file(path: Path) -> DocType | None:
	"""What `doc` is in an HTML file beside the JSON of a print format or notification."""
	described = path.with_suffix(".json")
	if not described.is_file():
		return None
	_fields, about = TEMPLATE_FIELDS.get(json_of(described).get("doctype"), ((), ""))
	return doctypes().get(json_of(described).get(about) or "")
