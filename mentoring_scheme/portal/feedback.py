"""The form in which a mentor or mentee says how the support was, in the portal or by the link from a mail (R41)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.utils import formatdate

from mentoring_scheme.access import reach
from mentoring_scheme.policy.choices import QuestionKind
from mentoring_scheme.policy.feedback import HIGHEST, LOWEST
from mentoring_scheme.portal.forms import Answers, in_plain_words, taken_up
from mentoring_scheme.portal.frame import HOME, address, not_found
from mentoring_scheme.portal.mine import OwnLink, Side
from mentoring_scheme.portal.todo import ToDo

if TYPE_CHECKING:
	from collections.abc import Callable

	from mentoring_scheme.mentoring_scheme.doctype.mentoring_feedback.mentoring_feedback import (
		MentoringFeedback,
	)

FEEDBACK = f"{HOME}/feedback"
PREFIX = "answer-"
LONGEST = 5000
GIVEN_BY = {Side.MENTOR: "Mentor", Side.MENTEE: "Mentee"}


def asked_for() -> MentoringFeedback:
	"""The form that the address names, where the user was asked it; otherwise there is no such page."""
	return own(frappe.form_dict.get("feedback") or "") or not_found()


def own(name: str) -> MentoringFeedback | None:
	"""The form of that name, where the user was asked it; None for any other, as for one that does not exist."""
	if not frappe.db.exists("Mentoring Feedback", name):
		return None
	form = frappe.get_doc("Mentoring Feedback", name)
	return form if form.is_own() and form.has_permission("read") else None


def page(form: MentoringFeedback, kept_as: str) -> dict[str, Any]:
	"""The questions with what is answered. `kept_as`: where answers that were not taken yet are put by."""
	stored = {f"{PREFIX}{row.name}": row.answer or str(row.score or "") for row in form.answers}
	answers = taken_up(kept_as, stored)
	return {
		"form": form.name,
		"scheme": form.scheme,
		"about": about(form.occasion),
		"questions": [_question(row) for row in form.answers],
		"given": _("You gave this feedback on {0}.").format(formatdate(form.given_on))
		if form.given_on
		else "",
		"answers": answers,
		"problems": answers.listed(),
	}


def about(occasion: str) -> str:
	"""What the form is about, in words."""
	if occasion == "Start":
		return _(
			"You are about to begin. Please tell us how things are for you now; we ask the same at the end."
		)
	if occasion == "Mid-term":
		return _("You are about half-way. Please tell us how the support is for you so far.")
	return _("Please tell us how the support was for you.")


def take(form: MentoringFeedback, give: Callable[[dict[str, str]], None]) -> Answers:
	"""Give what came with the request, by `give`; what is wrong is among the answers that are returned."""
	typed = {name: str(frappe.form_dict.get(name) or "") for name in _fields(form)}
	answers = Answers(typed)
	for name, text in typed.items():
		if len(text) > LONGEST:
			answers.wrong(name, _("Write this in {0} characters or fewer").format(LONGEST))
	if answers.fine:
		try:
			give({name.removeprefix(PREFIX): text.strip() for name, text in typed.items()})
		except frappe.ValidationError as refusal:
			frappe.clear_messages()
			answers.wrong(next(iter(typed), ""), in_plain_words(refusal))
	return answers


def to_do(own_links: list[OwnLink]) -> list[ToDo]:
	"""The feedback that was asked of the user and not given yet: one query."""
	form = frappe.qb.DocType("Mentoring Feedback")
	open_forms = frappe.qb.from_(form).select(
		form.name, form.link, form.given_by, form.occasion, form.asked_on
	)
	rows = open_forms.where(form.given_on.isnull() & _of_user(form)).orderby(form.asked_on).run(as_dict=True)
	links = {(link.name, GIVEN_BY[link.side]): link for link in own_links}
	return [
		ToDo(
			_("Give feedback"),
			address(f"{FEEDBACK}/{row.name}"),
			detail=about(row.occasion),
			day=row.asked_on,
		)
		for row in rows
		if (row.link, row.given_by) in links
	]


def scale() -> list[dict[str, str]]:
	"""What the points of a scale say."""
	words = (_("not at all"), _("a little"), _("somewhat"), _("a good deal"), _("very much"))
	points = range(LOWEST, HIGHEST + 1)
	return [
		{"value": str(point), "text": f"{point} – {word}"} for point, word in zip(points, words, strict=True)
	]


def _fields(form: MentoringFeedback) -> list[str]:
	return [f"{PREFIX}{row.name}" for row in form.answers]


def _question(row: Any) -> dict[str, Any]:
	is_scale = row.kind == QuestionKind.SCALE.value
	points = {each["value"]: each["text"] for each in scale()} if is_scale else {}
	return {
		"field": f"{PREFIX}{row.name}",
		"question": row.question,
		"points": scale() if is_scale else [],
		"answered": points.get(str(row.score or ""), "") if is_scale else row.answer or "",
	}


def _of_user(form: Any) -> Any:
	user = frappe.session.user
	as_mentor = (form.given_by == "Mentor") & form.link.isin(reach.links_as_mentor(user))
	return as_mentor | ((form.given_by == "Mentee") & form.link.isin(reach.links_as_mentee(user)))
