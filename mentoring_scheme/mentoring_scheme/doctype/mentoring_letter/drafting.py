"""The words that a letter begins with: an e-mail template that the council edits, filled in from the link."""

from __future__ import annotations

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr, escape_html, formatdate
from jinja2 import TemplateError, meta

from mentoring_scheme.mentoring_scheme.doctype.mentoring_letter.wording import (
	TEMPLATES,
	TO_MENTEE,
	TO_MENTOR,
)

LONG_DATE = "d MMMM yyyy"
TEMPLATE_FOR = {"Mentor": TO_MENTOR, "Mentee": TO_MENTEE}


def words_for(link: Document, role: str) -> dict[str, str]:
	"""Subject and body of the letter that ends this link, for its mentor or its mentee.

	Raises frappe.ValidationError where the council's template cannot be filled in, and says why.
	"""
	name = TEMPLATE_FOR[role]
	subject, body = _template(name)
	values = _values(link, role)
	# a subject is plain text; the body is HTML, into which people's texts go escaped
	escaped = {key: escape_html(cstr(value)) for key, value in values.items()}
	return {"subject": _filled(name, subject, values)[:140], "body": _filled(name, body, escaped)}


def _template(name: str) -> tuple[str, str]:
	"""The council's wording; ours where they have deleted theirs."""
	fields = ["subject", "use_html", "response", "response_html"]
	stored = frappe.db.get_value("Email Template", name, fields, as_dict=True)
	if not stored:
		return TEMPLATES[name]
	return stored.subject or "", (stored.response_html if stored.use_html else stored.response) or ""


def _values(link: Document, role: str) -> dict[str, Any]:
	"""What may stand in braces. A letter to the mentor tells nothing of what comes next for the mentee."""
	return {
		"recipient_name": link.mentor_name if role == "Mentor" else link.mentee_name,
		"mentor_name": link.mentor_name,
		"mentee_name": link.mentee_name,
		"scheme": link.scheme,
		"started_on": formatdate(link.start_date, LONG_DATE) if link.start_date else "",
		"ended_on": formatdate(link.ended_on, LONG_DATE) if link.ended_on else "",
		"informal_contact": "1" if link.informal_contact == "Agreed" else "",
		"next_for_mentee": (link.next_for_mentee or "") if role == "Mentee" else "",
		"co_ordinator_name": frappe.db.get_value("User", link.co_ordinator, "full_name") or "",
	}


def _filled(name: str, text: str, values: dict[str, Any]) -> str:
	environment = frappe.get_jenv()
	try:
		unknown = meta.find_undeclared_variables(environment.parse(text)) - set(values)
		if unknown:
			_refuse(name, _("there is no {0}. There are: {1}").format(_braced(unknown), _braced(values)))
		return environment.from_string(text).render(values)
	except TemplateError as error:
		_refuse(name, cstr(error))


def _braced(names: Any) -> str:
	return ", ".join(f"{{{{ {name} }}}}" for name in sorted(names))


def _refuse(name: str, why: str) -> None:
	frappe.throw(
		_(
			"The e-mail template “{0}” cannot be filled in: {1}. Have it corrected under Email Template; nothing was written."
		).format(name, escape_html(why)),
		title=_("Mistake in the wording"),
	)
