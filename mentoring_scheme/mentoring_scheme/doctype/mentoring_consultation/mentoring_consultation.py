# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""What one supervising social worker says to a proposed link, before mentor and mentee are introduced (R21)."""

from typing import Any
from urllib.parse import urlencode, urlsplit

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_url, get_url_to_form, getdate, today

from mentoring_scheme.mentoring_scheme.doctype.mentoring_consultation.question import question
from mentoring_scheme.mentoring_scheme.pair import Person, may_act_for_scheme, pair_of
from mentoring_scheme.mentoring_scheme.stored import any_changed, keep_stored, start_with, stored
from mentoring_scheme.mentoring_scheme.verdict import refuse_unless_allowed
from mentoring_scheme.policy import consultation as rules
from mentoring_scheme.policy.consultation import Answer
from mentoring_scheme.policy.states import LinkState

MENTORS_SSW, MENTEES_SSW = "Mentor's SSW", "Mentee's SSW"
FOLLOWS_FROM_ANSWER = ("asked_on", "answer_by", "lapsed", "answered_on", "answered_by", "about", "scheme")
ANSWER = ("answer", "comment")


class MentoringConsultation(Document):
	"""The question to one of the two social workers, and the answer."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		about: DF.Data | None
		answer: DF.Literal["", "Agrees", "Has concerns", "Does not agree"]
		answer_by: DF.Date | None
		answered_by: DF.Link | None
		answered_on: DF.Date | None
		asked_on: DF.Date | None
		comment: DF.SmallText | None
		lapsed: DF.Check
		link: DF.Link
		scheme: DF.Link | None
		ssw: DF.Link
		whose: DF.Literal["Mentor's SSW", "Mentee's SSW"]
	# end: auto-generated types

	def before_insert(self) -> None:
		start_with(self, lapsed=0, answered_on=None, answered_by=None)

	def validate(self) -> None:
		keep_stored(self, *FOLLOWS_FROM_ANSWER)
		self.copy_from_link()
		self.refuse_second_question()
		self.keep_who_was_asked()
		self.date_question()
		self.take_answer()

	def on_trash(self) -> None:
		self.keep_what_support_rests_on()

	def copy_from_link(self) -> None:
		pair = pair_of(self.link)
		self.scheme = pair.scheme
		self.about = _("{0} as mentor of {1}").format(pair.mentor.name, pair.mentee.name)[:140]

	def refuse_second_question(self) -> None:
		if not self.is_new():
			return
		other = frappe.db.get_value("Mentoring Consultation", {"link": self.link, "whose": self.whose})
		if other:
			frappe.throw(
				_(
					"This social worker is asked already: {0}. Open that consultation and record the answer there."
				).format(other),
				frappe.DuplicateEntryError,
			)

	def keep_who_was_asked(self) -> None:
		"""Staff may ask another social worker while there is no answer; the social worker passes the question to nobody."""
		before = self.get_doc_before_save()
		if before and before.ssw != self.ssw and (before.answer or not may_act_for_scheme(self.link)):
			frappe.throw(
				_(
					"Who is asked can only be changed by staff of the scheme, and only while there is no answer. Ask the co-ordinator."
				)
			)

	def date_question(self) -> None:
		"""Whoever is asked, at first or in the place of another, has as many days as the scheme gives (R21)."""
		if self.is_new() or any_changed(self, "ssw"):
			self.asked_on = today()
			self.answer_by = rules.answer_by(getdate(self.asked_on), pair_of(self.link).policy)

	def take_answer(self) -> None:
		"""Date an answer and name who gave it: the social worker asked, or staff on their behalf."""
		if not any_changed(self, *ANSWER) or (self.is_new() and not self.answer):
			return
		if not self.is_own_question() and not may_act_for_scheme(self.link):
			frappe.throw(
				_(
					"This question was put to {0}. Only they answer it, or staff of the scheme on their behalf."
				).format(self.ssw),
				frappe.PermissionError,
			)
		answer = self.given_answer()
		refuse_unless_allowed(rules.assess_answer(answer, self.comment or "", pair_of(self.link).state))
		self.update({"answered_on": today(), "answered_by": frappe.session.user})

	def given_answer(self) -> Answer | None:
		return Answer(self.answer) if self.answer else None

	def is_own_question(self) -> bool:
		return self.ssw == frappe.session.user

	def answer_link(self, answer: str = "") -> str:
		"""The address of the form, which opens the dialog for `answer`; it asks for the account first where need be.

		Following it answers nothing: programs that look at mail follow links, too.
		"""
		form = urlsplit(get_url_to_form(self.doctype, self.name)).path
		asked = f"?{urlencode({'answer': answer})}" if answer else ""
		return get_url("/login?" + urlencode({"redirect-to": f"{form}{asked}"}))

	@frappe.whitelist()
	def question(self) -> dict[str, Any]:
		"""What the form shows of the proposed link to whoever looks at it."""
		self.check_permission("read")
		return question(self)

	@frappe.whitelist(methods=["POST"])
	def give_answer(self, answer: str, comment: str = "") -> None:
		"""Answer, or put another answer in the place of an earlier one while support has not started."""
		with stored(self) as consultation:
			consultation.check_permission("write")
			consultation.update({"answer": answer, "comment": comment.strip()})
			consultation.save()

	def keep_what_support_rests_on(self) -> None:
		state = pair_of(self.link).state
		if self.answer and state not in rules.BEFORE_SUPPORT:
			frappe.throw(
				_("The link {0} is “{1}” and rests on this answer, so the consultation is kept.").format(
					self.link, _(state.value)
				)
			)


def ask(link: Document) -> list[str]:
	"""Put the question to the social workers of mentor and mentee (R21). Returns the names of both consultations.

	A question that was put before is left as it is. Raises frappe.ValidationError, naming the people, when somebody
	has no supervising social worker to ask.
	"""
	pair = pair_of(link.name)
	sides = {MENTORS_SSW: pair.mentor, MENTEES_SSW: pair.mentee}
	asked = dict(
		frappe.get_all(
			"Mentoring Consultation",
			{"link": link.name},
			["whose", "name"],
			as_list=True,
			order_by="creation",
		)
	)
	_refuse_without_ssw([person for whose, person in sides.items() if whose not in asked and not person.ssw])
	for whose, person in sides.items():
		if whose not in asked:
			asked[whose] = _ask(link.name, whose, person)
	return [asked[whose] for whose in sides]


def lapse(link: Document, event: str) -> None:
	"""Await no answer any more once the link has gone past the time for it (document event of Mentoring Link)."""
	if LinkState(link.status) in rules.BEFORE_SUPPORT:
		return
	# no rule of the consultation is about this mark, and it must not count as an answer or a change of one
	frappe.db.set_value(
		"Mentoring Consultation", {"link": link.name, "answer": ["is", "not set"], "lapsed": 0}, "lapsed", 1
	)


def _refuse_without_ssw(people: list[Person]) -> None:
	if people:
		frappe.throw(
			_(
				"No supervising social worker is named for: {0}. Open the participant, fill in Supervising social worker, and try again."
			).format(", ".join(frappe.utils.escape_html(person.name) for person in people)),
			title=_("Nobody to ask"),
		)


def _ask(link: str, whose: str, person: Person) -> str:
	consultation = frappe.get_doc(
		{"doctype": "Mentoring Consultation", "link": link, "whose": whose, "ssw": person.ssw}
	)
	# safe: whoever may move the link on asks by that; the save of the link was checked
	return consultation.insert(ignore_permissions=True).name
