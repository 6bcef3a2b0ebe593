"""What was typed into a form and is not kept yet, and what is wrong with it.

A form that cannot be kept is put by for an hour, for its user alone, and its page shows it again. What was typed is
never lost, and a page that is loaded again sends nothing twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

import frappe
from frappe.model.document import Document
from frappe.utils import strip_html

from mentoring_scheme.portal.typed import Unreadable

Value = TypeVar("Value")
SAVEPOINT = "portal_form"

KEPT_SECONDS = 60 * 60
LONGEST_KEPT = 50_000


@dataclass
class Answers:
	"""What was typed, by field in the order of the page, and what is wrong, by field.

	The field "" stands for what concerns no single one.
	"""

	typed: dict[str, str] = field(default_factory=dict)
	problems: dict[str, str] = field(default_factory=dict)

	def wrong(self, fieldname: str, text: str) -> None:
		"""Note what is wrong with a field; the first thing said about it stands."""
		self.problems.setdefault(fieldname, text)

	@property
	def fine(self) -> bool:
		"""Whether nothing is wrong."""
		return not self.problems

	def listed(self) -> list[tuple[str, str]]:
		"""What is wrong, in the order in which the fields stand on the page."""
		order = ["", *self.typed]
		return sorted(self.problems.items(), key=lambda problem: order.index(problem[0]))

	def read(self, fieldname: str, reader: Callable[[str], Value]) -> Value | None:
		"""What was typed into a field, as a value; None where it cannot be read, and that is noted."""
		try:
			return reader(self.typed.get(fieldname, ""))
		except Unreadable as problem:
			self.wrong(fieldname, str(problem))
			return None


def put_by(form: str, answers: Answers) -> None:
	"""Keep the answers for the page of `form`, which is named by what it is about."""
	typed = {name: value[:LONGEST_KEPT] for name, value in answers.typed.items()}
	kept = {"typed": typed, "problems": answers.problems}
	frappe.cache.set_value(_key(form), kept, expires_in_sec=KEPT_SECONDS)


def taken_up(form: str, otherwise: Mapping[str, str]) -> Answers:
	"""The answers that were put by where the page was asked to show them again; else those that are kept."""
	kept = frappe.cache.get_value(_key(form)) if frappe.form_dict.get("again") else None
	return Answers(kept["typed"], kept["problems"]) if kept else Answers(dict(otherwise))


def forget(form: str) -> None:
	"""Drop what was put by, once it is kept."""
	frappe.cache.delete_value(_key(form))


def keep(doc: Document, answers: Answers) -> bool:
	"""Save the document; False where it refuses, and why is then said among the answers."""
	return attempt(doc.save, answers)


def attempt(act: Callable[[], object], answers: Answers, about: str = "", tells_apart: str = "") -> bool:
	"""Do something whole or not at all; False where it is refused, and why is then said at the field `about`.

	`tells_apart`: the field by which two of a kind are told apart, beside which it is said that there is one already.
	"""
	frappe.db.savepoint(SAVEPOINT)
	try:
		act()
	except (frappe.ValidationError, frappe.DuplicateEntryError) as error:
		frappe.db.rollback(save_point=SAVEPOINT)
		frappe.clear_messages()
		twice = isinstance(error, frappe.DuplicateEntryError)
		answers.wrong(tells_apart if twice else about, in_plain_words(error))
		return False
	return True


def in_plain_words(error: Exception) -> str:
	"""What a refusal says, without the marks that the desk shows it with."""
	text = str(error).replace("</li>", " ").replace("<br>", " ")
	return " ".join(strip_html(text).split())


def _key(form: str) -> str:
	return f"portal_form/{frappe.session.user}/{form}"
