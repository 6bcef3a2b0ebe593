"""The report Mentoring Feedback: nothing of a small group, each reader their own schemes, against a count of its own."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import frappe
import pytest
from casts import Cast, make_cast
from frappe.desk.query_report import run
from makers import make_feedback, make_link, make_mentee, make_mentor, make_user, stand

REPORT = "Mentoring Feedback"
AsUser = Callable[[str], AbstractContextManager[None]]


def give(link: str, who: str, score: int, occasion: str = "End") -> None:
	"""Every scale of the form is answered so, and every text."""
	form = make_feedback(link=link, given_by=who, occasion=occasion)
	form.give({row.name: score if row.kind == "Scale" else "It helped." for row in form.answers})


def links(cast: Cast, number: int) -> list[str]:
	return [
		make_link(
			scheme=cast.scheme,
			mentor=make_mentor(scheme=cast.scheme).name,
			mentee=make_mentee(scheme=cast.scheme).name,
			status="Closing",
		).name
		for _one in range(number)
	]


def lines(user: str, as_user: AsUser, **filters: Any) -> dict[tuple[str, str, str], tuple[str, str]]:
	with as_user(user):
		rows = run(REPORT, filters=filters)["result"]
	return {
		(row["question"], row["given_by"], row["occasion"]): (row["answers"], row["average"]) for row in rows
	}


def counted(scheme: str, question: str) -> list[int]:
	"""The scores given to a question, past all permissions and by nothing that the report uses."""
	return [
		row[0]
		for row in frappe.db.sql(
			"""select answer.score from `tabMentoring Feedback Answer` answer
			join `tabMentoring Feedback` form on form.name = answer.parent
			where form.scheme = %s and answer.question = %s and form.given_on is not null""",
			(scheme, question),
		)
	]


def test_what_is_shown_is_right_and_small_groups_are_not_shown(as_user: AsUser) -> None:
	cast = make_cast(status="Closing")
	pairs = links(cast, 6)
	for number, link in enumerate(pairs):
		give(link, "Mentee", 1 + number % 5)
	for link in pairs[:2]:
		give(link, "Mentor", 5)
	make_feedback(link=cast.link.name)  # asked, and not given
	found = lines(cast.co_ordinator, as_user)
	both = "How well did you reach the goals that you agreed?"
	of_mentee = "How useful was the support of your mentor to you?"
	scores = counted(cast.scheme, of_mentee)
	assert found[of_mentee, "Mentee", "End"] == ("6", str(round(sum(scores) / len(scores), 1)))
	assert found[both, "Mentee", "End"][0] == "6"
	assert found[both, "Mentor", "End"] == ("too few", "")
	assert found[both, "All", "All"] == ("too few", ""), "eight less six are two mentors"
	only = lines(cast.co_ordinator, as_user, given_by="Mentee")
	assert {who for _question, who, _occasion in only} == {"Mentee"}
	assert only.items() <= found.items(), "a filter changes no line"
	larger = make_cast(status="Closing", feedback_smallest_group=7)
	for link in links(larger, 6):
		give(link, "Mentee", 3)
	assert {shown for shown, _average in lines(larger.co_ordinator, as_user).values()} == {"too few"}


def test_each_reads_their_own_schemes_and_the_portal_none(as_user: AsUser) -> None:
	cast = make_cast(status="Closing")
	for link in links(cast, 5):
		give(link, "Mentee", 4)
	with as_user(make_user("Mentoring Co-ordinator")):
		assert run(REPORT, filters={"scheme": cast.scheme})["result"] == []
	assert lines(cast.manager, as_user, scheme=cast.scheme)
	for user in (cast.mentor, cast.mentee_ssw, make_user("Mentoring Finance")):
		with as_user(user), pytest.raises(frappe.PermissionError):
			run(REPORT)


def test_five_links_of_one_mentor_are_one_person(as_user: AsUser) -> None:
	cast = make_cast(status="Closing")
	mentor = frappe.db.get_value("Mentoring Link", cast.link.name, "mentor_participant")
	for link in links(cast, 5):
		stand(frappe.get_doc("Mentoring Link", link), mentor_participant=mentor)
		give(link, "Mentor", 2)
	assert {shown for shown, _average in lines(cast.manager, as_user, scheme=cast.scheme).values()} == {
		"too few"
	}
