"""Fills in the council's wording of letters, invitations and certificates, and says clearly where it has a mistake."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import frappe
from frappe import _
from frappe.utils import cstr, escape_html
from frappe.utils.html_utils import sanitize_html
from jinja2 import TemplateError, meta, nodes
from markupsafe import Markup

from mentoring_scheme.mentoring_scheme.doctype.mentoring_letter.wording import NAMES, TEMPLATES

LONG_DATE = "d MMMM yyyy"
LONGEST_SUBJECT = 140


class Words(NamedTuple):
	"""A wording that is filled in: the subject as plain text, the body as HTML."""

	subject: str
	body: str

	def printed(self) -> Markup:
		"""The body without anything that acts."""
		return Markup(sanitize_html(self.body, always_sanitize=True))


def words_of(name: str, scheme: str, values: Mapping[str, object]) -> Words:
	"""A scheme's wording of that name with these values in its braces.

	Raises frappe.ValidationError where it cannot be filled in, and says why.
	"""
	return _words(name, *wording_of(name, scheme), values)


def check_words(name: str, subject: str, body: str) -> None:
	"""Raises frappe.ValidationError for a wording that could not be filled in, and says why."""
	for sample in ("", "1"):
		_words(name, subject, body, dict.fromkeys(NAMES[name], sample))


def wording_of(name: str, scheme: str) -> tuple[str, str]:
	"""The scheme's own wording; else the site's e-mail template of that name; ours where that was deleted."""
	own = frappe.db.get_value("Mentoring Wording", {"scheme": scheme, "paper": name}, ["subject", "body"])
	if own:
		return own
	fields = ["subject", "use_html", "response", "response_html"]
	stored = frappe.db.get_value("Email Template", name, fields, as_dict=True)
	if not stored:
		return TEMPLATES[name]
	return stored.subject or "", (stored.response_html if stored.use_html else stored.response) or ""


def _words(name: str, subject: str, body: str, values: Mapping[str, object]) -> Words:
	# a subject is plain text; the body is HTML, into which people's texts go escaped
	escaped = {key: escape_html(cstr(value)) for key, value in values.items()}
	return Words(_filled(name, subject, values)[:LONGEST_SUBJECT], _filled(name, body, escaped))


def _filled(name: str, text: str, values: Mapping[str, object]) -> str:
	environment = frappe.get_jenv()
	try:
		parsed = environment.parse(text)
		# nothing is reached from a wording but its own names: neither what the platform offers, nor other templates
		if any(parsed.find_all((nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends))):
			_refuse(name, _("it takes in another template"))
		unknown = meta.find_undeclared_variables(parsed) - set(values)
		if unknown:
			_refuse(name, _("there is no {0}. There are: {1}").format(_braced(unknown), _braced(values)))
		return environment.from_string(text).render(values)
	except (TemplateError, ArithmeticError, TypeError, ValueError) as error:  # such as a sum of two texts
		_refuse(name, cstr(error))


def _braced(names: Iterable[str]) -> str:
	return ", ".join(f"{{{{ {name} }}}}" for name in sorted(names))


def _refuse(name: str, why: str) -> None:
	frappe.throw(
		_(
			"The wording “{0}” cannot be filled in: {1}. Have it corrected under Mentoring Wording, or under Email Template if the scheme has none of its own; nothing was written."
		).format(name, escape_html(why)),
		title=_("Mistake in the wording"),
	)
