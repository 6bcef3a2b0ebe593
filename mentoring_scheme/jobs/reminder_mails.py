"""The mail that reminds somebody: one a day, in the council's own words, with a link to each record.

A wording of the council's that cannot be filled in stops nobody's mail: it then goes out in the words that were shipped,
and the administrators are told once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import frappe
from frappe import _
from frappe.desk.doctype.notification_log.notification_log import enqueue_create_notification
from frappe.utils import get_url, get_url_to_form
from frappe.utils.jinja import get_jenv
from jinja2 import StrictUndefined

from mentoring_scheme.jobs import reminder_rows
from mentoring_scheme.jobs.reminder_people import Addressed
from mentoring_scheme.mentoring_scheme.mail_wordings import FOR_PEOPLE, FOR_STAFF, SHIPPED, TEMPLATE, WEEKLY
from mentoring_scheme.mentoring_scheme.telling.addresses import list_path, portal_path
from mentoring_scheme.mentoring_scheme.verdict import message_of, remedy_of
from mentoring_scheme.policy.choices import ReminderKind
from mentoring_scheme.policy.matter_values import Matter
from mentoring_scheme.policy.reminder_words import TO_THE_PAIR
from mentoring_scheme.policy.verdicts import Finding


def send(user: Any, items: Sequence[Addressed], reminder: str, *, weekly: bool) -> None:
	"""Write to `user` (a row of User) of these matters. `reminder`: the document that the mail is filed under."""
	on_portal = user.user_type == "Website User"
	template = FOR_PEOPLE if on_portal else WEEKLY if weekly else FOR_STAFF
	shown = [_item(item, on_portal) for item in items]
	subject, message = _worded(template, {"person": user.full_name or user.name, "items": shown})
	frappe.sendmail(
		recipients=[user.email],
		subject=subject,
		message=message,
		reference_doctype=reminder_rows.REMINDER,
		reference_name=reminder,
		add_unsubscribe_link=0,
	)


def _item(item: Addressed, on_portal: bool) -> frappe._dict:
	matter = item.due.reminder.matter
	return frappe._dict(
		kind=_(matter.kind.value),
		record=matter.name,
		link=_address(matter, on_portal),
		text=_to_the_pair(matter.kind, matter.finding) if on_portal else message_of(matter.finding),
		note="" if on_portal else _for_staff(item),
	)


def _address(matter: Matter, on_portal: bool) -> str:
	if not on_portal:
		return get_url_to_form(matter.document, matter.name)
	not_begun = matter.kind is ReminderKind.CLAIM and matter.document != "Mentor Claim"
	return get_url(list_path("Mentor Claim") if not_begun else portal_path(matter.document, matter.name))


def _for_staff(item: Addressed) -> str:
	"""What staff can do; where the mail comes in somebody's place, that they have to be reached otherwise."""
	parts = [remedy_of(item.due.reminder.matter.finding)]
	if item.instead_of:
		parts.append(
			_(
				"Whoever should do this ({0}) has no account that can be written to. Please reach them otherwise."
			).format(_(item.instead_of))
		)
	return " ".join(filter(None, parts))


def _to_the_pair(kind: ReminderKind, finding: Finding) -> str:
	sentence = TO_THE_PAIR.get(kind)
	return message_of(replace(finding, message=sentence) if sentence else finding)


# --- the council's own words


def _worded(template: str, values: dict[str, Any]) -> tuple[str, str]:
	"""Subject and text in the council's words; in the shipped ones where those are gone or cannot be filled in."""
	own = frappe.db.get_value(
		TEMPLATE, template, ["subject", "use_html", "response", "response_html", "modified"], as_dict=True
	)
	if own:
		try:
			return _filled(own.subject, (own.response_html if own.use_html else own.response) or "", values)
		except Exception as error:  # whatever a template can do wrong
			_tell_administrators(template, str(own.modified), error)
	shipped = SHIPPED[template]
	return _filled(shipped.subject, shipped.text, values)


def _filled(subject: str, text: str, values: dict[str, Any]) -> tuple[str, str]:
	"""No name and no record can get into a subject: it is given the number of matters and nothing else."""
	words = get_jenv().overlay(undefined=StrictUndefined)
	line = words.from_string(subject).render({"count": len(values["items"])})
	return " ".join(line.split()), words.from_string(text).render(values)


def _tell_administrators(template: str, version: str, error: Exception) -> None:
	"""Once for each version of the wording."""
	kind = "Wording that cannot be filled in"
	row = {
		"kind": kind,
		"subject": _(kind),
		"reference_doctype": TEMPLATE,
		"reference_name": template,
	}
	if not reminder_rows.written({reminder_rows.key(kind, template, version): row}):
		return
	title = f"E-mail template cannot be filled in: {template}"[:140]
	frappe.log_error(title=title, message=str(error), reference_doctype=TEMPLATE, reference_name=template)
	words = _(
		"The e-mail template “{0}” cannot be filled in. Until it is put right, its mails go out in the shipped words."
	)
	enqueue_create_notification(
		_administrators(),
		{
			"type": "Alert",
			"document_type": TEMPLATE,
			"document_name": template,
			"subject": words.format(template),
		},
	)


def _administrators() -> list[str]:
	having = frappe.get_all("Has Role", {"role": "System Manager", "parenttype": "User"}, pluck="parent")
	return frappe.get_all("User", {"name": ["in", having], "enabled": 1}, pluck="name", order_by="name")
