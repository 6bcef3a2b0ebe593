# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""What mentor and mentee each say about the support, apart from one another (R41)."""

from collections.abc import Mapping
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_url, today

from mentoring_scheme.mentoring_scheme.doctype.mentoring_feedback.key import address_with_key
from mentoring_scheme.mentoring_scheme.pair import may_act_for_scheme, pair_of
from mentoring_scheme.mentoring_scheme.stored import any_changed, keep_stored, start_with, stored
from mentoring_scheme.mentoring_scheme.verdict import refuse_unless_allowed
from mentoring_scheme.policy import feedback as rules
from mentoring_scheme.policy.choices import AskedOf, QuestionKind
from mentoring_scheme.policy.feedback import GivenAnswer, Occasion

CHANGED_BY_METHODS = ("asked_on", "given_on", "given_how", "recorded_by", "feedback_key", "send_to")


class MentoringFeedback(Document):
	"""A form for one person on one occasion. Once given, it is read and never changed."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from mentoring_scheme.mentoring_scheme.doctype.mentoring_feedback_answer.mentoring_feedback_answer import (
			MentoringFeedbackAnswer,
		)

		answers: DF.Table[MentoringFeedbackAnswer]
		asked_on: DF.Date | None
		asked_user: DF.Link | None
		feedback_key: DF.Data | None
		given_by: DF.Literal["Mentor", "Mentee"]
		given_how: DF.Literal["", "With own account", "By link", "On paper"]
		given_on: DF.Date | None
		link: DF.Link
		occasion: DF.Literal["Start", "Mid-term", "End"]
		recorded_by: DF.Link | None
		scheme: DF.Link | None
		send_to: DF.Data | None
		title: DF.Data | None
	# end: auto-generated types

	def before_insert(self) -> None:
		self.ask_questions()

	def validate(self) -> None:
		keep_stored(self, *CHANGED_BY_METHODS)
		self.keep_questions()
		self.copy_from_link()
		self.refuse_change_of_given()
		self.check_scores()

	def on_trash(self) -> None:
		self.keep_given()

	# --- what a save does

	def ask_questions(self) -> None:
		"""The questions of the policy for this person; a form brings none of its own."""
		start_with(self, asked_on=today(), given_on=None, given_how="", recorded_by=None, answers=[])
		self.feedback_key = key_of(self.link, self.given_by, self.occasion)
		self.send_to = self.address_of_person()
		policy, occasion = pair_of(self.link).policy, Occasion(self.occasion)
		for each in rules.questions_for(AskedOf(self.given_by), policy, occasion):
			about = each.about.value if each.about else ""
			self.append("answers", {"question": each.question, "kind": each.kind.value, "self_rating": about})

	def address_of_person(self) -> str | None:
		"""Where the person asked is written to; None where no address is known."""
		participant = frappe.db.get_value("Mentoring Link", self.link, f"{self.given_by.lower()}_participant")
		user, email = frappe.db.get_value("Mentoring Participant", participant, ["user", "email"])
		return user or email or None

	def keep_questions(self) -> None:
		"""Only scores and texts come from a form; the questions are the stored ones."""
		before = self.get_doc_before_save()
		if before is None:
			return
		sent = {row.name: row for row in self.answers}
		self.set("answers", [row.as_dict() for row in before.answers])
		for row in self.answers:
			if row.name in sent:
				row.update({"score": sent[row.name].score, "answer": sent[row.name].answer})

	def copy_from_link(self) -> None:
		pair = pair_of(self.link)
		self.scheme = pair.scheme
		self.asked_user = (pair.mentor if self.given_by == "Mentor" else pair.mentee).user
		whose = _("Mentor's feedback") if self.given_by == "Mentor" else _("Mentee's feedback")
		self.title = f"{whose}, {_(self.occasion)}"

	def refuse_change_of_given(self) -> None:
		before = self.get_doc_before_save()
		if before and before.given_on and any_changed(self, "answers"):
			frappe.throw(
				_(
					"This feedback was given and stays as it is. If there is more to say, tell the co-ordinator."
				),
				title=_("Given already"),
			)

	def check_scores(self) -> None:
		"""What is half-written may be kept, but not with an impossible score."""
		if self.given_on or any(each.is_given for each in self.given_answers()):
			refuse_unless_allowed(rules.assess_answers(self.given_answers()))

	def keep_given(self) -> None:
		if self.given_on:
			frappe.throw(_("Feedback that was given is kept: the scheme is evaluated by it (R41)."))

	# --- giving it

	@frappe.whitelist(methods=["POST"])
	def give(self, answers: dict[str, Any] | str) -> None:
		"""Give the feedback, as the person asked, or as staff who have it on paper.

		`answers`: by the row's name, a score of 1 to 5 for a scale and a text for a text question. Rows that are not
		in it are left out. Raises frappe.PermissionError for anybody else.
		"""
		with stored(self) as feedback:
			feedback.check_permission("write")
			own = feedback.is_own()
			if not own and not may_act_for_scheme(feedback.link):
				frappe.throw(
					_("This feedback is somebody else's. Only they give it, or staff who have it on paper."),
					frappe.PermissionError,
				)
			how = "With own account" if own else "On paper"
			feedback.take(frappe.parse_json(answers), how, recorded_by=None if own else frappe.session.user)

	def give_by_link(self, answers: Mapping[str, Any]) -> None:
		"""Give the feedback as whoever has the key from the mail; whether it opens this form was asked before."""
		with stored(self) as feedback:
			# safe: the key stands for the person asked, and only scores and texts of the form are written
			feedback.flags.ignore_permissions = True
			feedback.take(answers, "By link")

	def take(self, answers: Mapping[str, Any], how: str, recorded_by: str | None = None) -> None:
		"""Write down the answers, once and for good. Raises RuleRefusal for what is no answer."""
		self.refuse_second_time()
		self.write_answers(answers)
		refuse_unless_allowed(rules.assess_answers(self.given_answers()))
		self.update({"given_on": today(), "given_how": how, "recorded_by": recorded_by})
		self.save()

	def address(self) -> str:
		"""Where the mail that asks leads to: by a key, so that nobody has to sign in; else by the person's account."""
		return address_with_key(self) or get_url(f"/mentoring/feedback/{self.name}")

	def is_own(self) -> bool:
		pair = pair_of(self.link)
		return pair.is_mentor() if self.given_by == "Mentor" else pair.is_mentee()

	def refuse_second_time(self) -> None:
		if self.given_on:
			frappe.throw(
				_(
					"This feedback was given and stays as it is. If there is more to say, tell the co-ordinator."
				),
				title=_("Given already"),
			)

	def write_answers(self, answers: Mapping[str, Any]) -> None:
		rows = {row.name: row for row in self.answers}
		if not isinstance(answers, Mapping) or not set(answers) <= set(rows):
			frappe.throw(
				_(
					"The answers do not belong to the questions of this form. Open the form again and answer there."
				)
			)
		for name, row in rows.items():
			_write_answer(row, answers.get(name))

	def given_answers(self) -> list[GivenAnswer]:
		return [
			GivenAnswer(row.question, QuestionKind(row.kind), row.score or None, row.answer or "")
			for row in self.answers
		]


def ask(link: Document, occasion: str = "End") -> list[str]:
	"""Ask for feedback those whom the policy of the link names (R41). Returns the names of the forms.

	A form that was made before is left as it is, so asking twice asks once.
	"""
	names = []
	for person in rules.asked_at(Occasion(occasion), pair_of(link.name).policy):
		key = key_of(link.name, person.value, occasion)
		names.append(
			frappe.db.get_value("Mentoring Feedback", {"feedback_key": key})
			or _ask(link.name, person, occasion)
		)
	return names


def key_of(link: str, given_by: str, occasion: str) -> str:
	"""What makes a form the only one of its kind."""
	return f"{link}:{given_by}:{occasion}"


def _ask(link: str, person: AskedOf, occasion: str) -> str:
	feedback = frappe.get_doc(
		{"doctype": "Mentoring Feedback", "link": link, "given_by": person.value, "occasion": occasion}
	)
	# safe: whoever may move the link on asks by that; the save of the link was checked
	return feedback.insert(ignore_permissions=True).name


def _write_answer(row: Document, answer: Any) -> None:
	row.update({"score": 0, "answer": None})
	if answer in (None, ""):
		return
	if row.kind == QuestionKind.TEXT.value:
		row.answer = str(answer)
	else:
		row.score = _whole_number(answer, row.question)


def _whole_number(answer: Any, question: str) -> int:
	"""The score as a number. A zero is not "left out" but wrong, and is told as such."""
	try:
		score = int(str(answer))
	except ValueError:
		score = 0
	if not score:
		frappe.throw(
			_(
				"“{0}” is answered by a whole number from {1} to {2}. Choose one, or leave the question out."
			).format(frappe.utils.escape_html(question), rules.LOWEST, rules.HIGHEST)
		)
	return score
