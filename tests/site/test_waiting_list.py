"""The report Mentoring Waiting List: who waits, how long, what is missing; for each reader their own people."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from statistics import median
from typing import Any

import frappe
import pytest
from frappe.desk.query_report import run
from makers import (
	days_ago,
	first_support_type,
	make_link,
	make_mentee,
	make_mentor,
	make_participant,
	make_scheme,
	make_user,
	stand,
)

from mentoring_scheme.mentoring_scheme.report.mentoring_waiting_list.mentoring_waiting_list import execute

AsUser = Callable[[str], AbstractContextManager[None]]
REPORT = "Mentoring Waiting List"


class Scene:
	"""Two schemes with a co-ordinator each, a social worker with one person in each, and mentees at every point."""

	def __init__(self) -> None:
		self.co_ordinator, self.other = (make_user("Mentoring Co-ordinator") for _ in range(2))
		self.ssw = make_user("Supervising Social Worker")
		self.scheme = make_scheme(members={self.co_ordinator: "Co-ordinator"}, offers_traditional=0).name
		self.elsewhere = make_scheme(members={self.other: "Co-ordinator"}, offers_traditional=0).name
		self.new = self.mentee(referred_on=days_ago(3), offered_on=None, offer_answer="")
		self.offered = self.mentee(referred_on=days_ago(30), offered_on=days_ago(10), offer_answer="")
		self.waiting = self.mentee(
			participant=make_participant(ssw=self.ssw, area=None).name,
			referred_on=days_ago(100),
			offered_on=days_ago(95),
			offer_answered_on=days_ago(90),
		)
		self.mentee(offer_answer="Declined")
		self.mentee(withdrawn_on=days_ago(1))
		linked = self.mentee()
		make_link(scheme=self.scheme, mentee=linked, status="Active")
		frappe.get_doc("Mentee", linked).refresh_status()
		self.not_theirs = make_mentee(
			scheme=self.elsewhere, participant=make_participant(ssw=self.ssw).name
		).name
		make_mentee(scheme=self.elsewhere)

	def mentee(self, **values: Any) -> str:
		return make_mentee(scheme=self.scheme, **values).name

	def rows(self, **filters: Any) -> dict[str, dict[str, Any]]:
		return {row["mentee"]: row for row in execute({"scheme": self.scheme, **filters})[1]}


@pytest.fixture
def scene() -> Scene:
	return Scene()


def test_all_who_wait_are_listed_longest_first(scene: Scene, as_user: AsUser) -> None:
	with as_user(scene.co_ordinator):
		rows = scene.rows()
	assert list(rows) == [scene.waiting, scene.offered, scene.new]
	assert [row["days"] for row in rows.values()] == [90, 30, 3]
	assert [row["offer"] for row in rows.values()] == ["Accepted", "No answer yet", "No offer yet"]
	assert [row["since"] for row in rows.values()] == [days_ago(90), days_ago(30), days_ago(3)]
	assert [row["find"] for row in rows.values()] == ["Find a mentor", "", ""]


def test_what_is_missing_is_said(scene: Scene) -> None:
	rows = scene.rows()
	assert rows[scene.waiting]["missing"] == "the area"
	assert rows[scene.offered]["missing"] == "the answer to the offer"
	assert rows[scene.new]["missing"] == "an offer"
	frappe.get_doc("Mentee", scene.new).update({"needs": ""}).save()
	assert scene.rows()[scene.new]["missing"] == "an offer, what the support is to be about"


def test_open_proposals_are_counted_and_keep_nobody_from_the_list(scene: Scene) -> None:
	assert scene.rows()[scene.waiting]["proposals"] == 0
	proposed = make_link(scheme=scene.scheme, mentee=scene.waiting)
	make_link(
		scheme=scene.scheme,
		mentor=make_mentor(scheme=scene.scheme).name,
		mentee=scene.waiting,
		status="Declined",
	)
	frappe.get_doc("Mentee", scene.waiting).refresh_status()
	assert scene.rows()[scene.waiting]["proposals"] == 1
	stand(proposed, status="Active")
	frappe.get_doc("Mentee", scene.waiting).refresh_status()
	assert scene.waiting not in scene.rows()


def test_filters_narrow_the_list(scene: Scene) -> None:
	area = frappe.db.get_value(
		"Mentoring Participant", frappe.db.get_value("Mentee", scene.new, "participant"), "area"
	)
	assert scene.new in scene.rows(area=area)
	assert scene.waiting not in scene.rows(area=area)
	assert list(scene.rows(minimum_days=30)) == [scene.waiting, scene.offered]
	assert list(scene.rows(minimum_days=31)) == [scene.waiting]
	assert list(scene.rows(offer="No offer yet")) == [scene.new]
	assert len(scene.rows(support_type=first_support_type(scene.scheme))) == 3
	assert scene.rows(support_type="Adversity") == {}


def test_the_figures_add_up(scene: Scene) -> None:
	_columns, rows, _message, chart, summary = execute({"scheme": scene.scheme})
	figures = {card["label"]: card["value"] for card in summary}
	days = [row["days"] for row in rows]
	assert figures == {
		"Waiting": 3,
		"Without an offer": 1,
		"Longest wait (days)": 90,
		"Median wait (days)": median(days),
	}
	values = chart["data"]["datasets"][0]["values"]
	assert values == [1, 0, 1, 0, 1, 0]
	assert len(values) == len(chart["data"]["labels"])
	assert sum(values) == len(rows)


@pytest.mark.parametrize(
	("days", "bar"),
	[(0, 0), (14, 0), (15, 1), (28, 1), (29, 2), (56, 2), (57, 3), (84, 3), (85, 4), (182, 4), (183, 5)],
)
def test_each_wait_has_its_bar(days: int, bar: int) -> None:
	scheme = make_scheme().name
	make_mentee(scheme=scheme, referred_on=days_ago(days), offered_on=None, offer_answer="")
	values = execute({"scheme": scheme})[3]["data"]["datasets"][0]["values"]
	assert values.index(1) == bar


def test_an_empty_list_has_no_chart_and_no_median() -> None:
	_columns, rows, message, chart, summary = execute({"scheme": make_scheme().name})
	assert (rows, chart) == ([], None)
	assert "empty one of them" in message
	assert [card["value"] for card in summary] == [0, 0]


def test_each_reader_sees_their_own_people(scene: Scene, as_user: AsUser) -> None:
	def seen_by(user: str, **filters: Any) -> set[str]:
		with as_user(user):
			return {row["mentee"] for row in run(REPORT, filters=filters)["result"]}

	assert seen_by(scene.co_ordinator) == {scene.new, scene.offered, scene.waiting}
	assert seen_by(scene.ssw) == {scene.waiting, scene.not_theirs}
	assert seen_by(scene.other, scheme=scene.scheme) == set()
	assert len(seen_by(scene.other)) == 2
	assert seen_by(make_user("Supervising Social Worker")) == set()
	assert {scene.waiting, scene.not_theirs} <= seen_by(make_user("Mentoring Manager"))
	for role in ("Mentoring Finance", "Mentor", "Mentee"):
		with pytest.raises(frappe.PermissionError):
			seen_by(make_user(role))


def test_more_mentees_take_no_more_queries(scene: Scene) -> None:
	def queries() -> int:
		counted = []
		plain = frappe.db.sql
		frappe.db.sql = lambda *args, **kwargs: (counted.append(args[0]), plain(*args, **kwargs))[1]
		try:
			execute({"scheme": scene.scheme})
		finally:
			frappe.db.sql = plain
		return len(counted)

	queries()  # what is kept from now on is not asked again
	before = queries()
	for _ in range(5):
		scene.mentee()
	assert queries() == before
