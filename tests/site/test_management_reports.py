"""The operational reports: their figures add up, each reader sees their own, and more rows take no more queries.

The figures are counted again here from the records as they are stored, one by one and in another way.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from functools import partial
from random import Random
from statistics import median
from typing import Any

import frappe
import pytest
from frappe.desk.query_report import run
from frappe.permissions import add_user_permission
from frappe.utils import add_months, get_last_day, getdate, today
from makers import (
	days_ago,
	first_support_type,
	make_area,
	make_link,
	make_mentee,
	make_mentor,
	make_participant,
	make_scheme,
	make_user,
	stand,
)
from queries import count_queries
from reported import execute, figures, rows

REPORTS = (
	"Mentoring Links",
	"Mentoring Funnel",
	"Mentor Capacity",
	"Mentoring Compliance",
	"Mentoring Training",
	"Mentoring Endings",
)
KINDS = ("Completed", "Completed early", "Ending without fault", "Moved away", "")
ENDED = ("Closed", "Ended Early")
STANDS = ("Referred", "Offered", "Waiting", "In a Link", "Ended")
chance = Random(7)


def written(doctype: str, name: str, **values: Any) -> str:
	"""A record straight in its table: what a report counts, not how it came about."""
	doc = frappe.new_doc(doctype)
	doc.update(values)
	doc.name = name
	doc.db_insert()
	return name


class Scene:
	"""Two schemes with a co-ordinator each; in the first, links and records of random shapes; one person of a worker's."""

	def __init__(self, preset: str = "afc-fostering", mentees: int = 30) -> None:
		self.co_ordinator, self.other = (make_user("Mentoring Co-ordinator") for _ in range(2))
		self.ssw = make_user("Supervising Social Worker")
		self.scheme = make_scheme(preset, members={self.co_ordinator: "Co-ordinator"}).name
		self.version = frappe.db.get_value("Mentoring Scheme", self.scheme, "policy_version")
		self.support_type = first_support_type(self.scheme)
		area = make_area("Anywhere").name
		self.mentors = [make_mentor(scheme=self.scheme).name for _ in range(2)]
		theirs = make_participant(ssw=self.ssw, area=area)
		self.mentors.append(make_mentor(scheme=self.scheme, participant=theirs.name).name)
		self.participant = frappe.db.get_value("Mentor", self.mentors[0], "participant")
		for _ in range(mentees):
			self.grow()
		self.elsewhere = make_scheme(members={self.other: "Co-ordinator"}).name
		make_link(scheme=self.elsewhere, status="Active")

	def grow(self) -> None:
		"""One more mentee, and perhaps a link, or two one after the other."""
		number = frappe.generate_hash(length=8)
		referred = days_ago(chance.randint(0, 500))
		offered = chance.choice([None, referred + timedelta(chance.randint(0, 30))])
		answer = chance.choice(["", "Accepted", "Accepted", "Declined"]) if offered else ""
		mentee = written(
			"Mentee",
			f"T-MTE-{number}",
			participant=self.participant,
			participant_name="Somebody",
			scheme=self.scheme,
			support_type=self.support_type,
			referred_on=referred,
			offered_on=offered,
			offer_answer=answer,
			offer_answered_on=offered + timedelta(chance.randint(0, 20)) if answer else None,
			status="Declined" if answer == "Declined" else chance.choice(STANDS),
		)
		if answer == "Accepted":
			for turn in range(chance.randint(0, 2)):
				self.link(f"T-LNK-{number}-{turn}", mentee, referred + timedelta(60 + 100 * turn))

	def link(self, name: str, mentee: str, matched: date) -> None:
		status = chance.choice(["Proposed", "Declined", "Active", "Active", "Suspended", *ENDED, *ENDED])
		begun = status not in ("Proposed", "Declined")
		start = matched + timedelta(chance.randint(0, 40))
		ended = start + timedelta(chance.randint(5, 200)) if status in ENDED else None
		mentor = chance.choice(self.mentors)
		written(
			"Mentoring Link",
			name,
			title=name,
			scheme=self.scheme,
			policy_version=self.version,
			mentor=mentor,
			mentor_participant=frappe.db.get_value("Mentor", mentor, "participant"),
			mentee=mentee,
			mentee_participant=f"T-P-{mentee}",
			support_type=self.support_type,
			status=status,
			matched_on=matched,
			start_date=start if begun else None,
			planned_end=start + timedelta(150) if begun else None,
			ended_on=ended,
			ending_kind=chance.choice(KINDS) if ended else "",
		)
		if begun:
			self.contacts(name, start, min(ended or getdate(today()), getdate(today())))
			self.extras(name, mentor, start)

	def contacts(self, link: str, start: date, end: date) -> None:
		for number in range(chance.randint(0, max((end - start).days, 0) // 9)):
			written(
				"Contact Record",
				f"{link}-{number}",
				link=link,
				scheme=self.scheme,
				contact_date=start + timedelta(chance.randint(0, (end - start).days)),
				outcome=chance.choice(["Took place", "Took place", "Took place", "Cancelled"]),
				status=chance.choice(["Draft", "Logged", "Agreed", "Agreed"]),
			)

	def extras(self, link: str, mentor: str, start: date) -> None:
		if chance.random() < 0.2:
			since = start + timedelta(chance.randint(0, 60))
			until = chance.choice([None, since + timedelta(chance.randint(0, 50))])
			row = {"parent": link, "parenttype": "Mentoring Link", "parentfield": "suspensions"}
			written("Mentoring Suspension", f"{link}-S", from_date=since, to_date=until, **row)
		if chance.random() < 0.3:
			row = {"contact_every": chance.choice([2, 6]), "contact_unit": "Weeks", "docstatus": 1}
			written("Mentoring Agreement", f"{link}-A", link=link, scheme=self.scheme, **row)
		held = start + timedelta(chance.randint(0, 40))
		row = {"mentor": mentor, "kind": "One-to-one", "status": "Held", "supervision_date": held}
		written("Mentoring Supervision", f"{link}-V", scheme=self.scheme, **row)

	def all(self, doctype: str, *fields: str, **filters: Any) -> list[Any]:
		return frappe.get_all(
			doctype, {"scheme": self.scheme, **filters}, ["name", *fields], limit_page_length=0
		)


def in_year(day: Any) -> bool:
	return bool(day) and getdate(add_months(today(), -12)) < getdate(day) <= getdate(today())


# --- the figures add up


def check_funnel(scene: Scene) -> None:
	fields = ("referred_on", "offered_on", "offer_answer", "offer_answered_on", "status")
	mentees = [each for each in scene.all("Mentee", *fields) if in_year(each.referred_on)]
	links = scene.all(
		"Mentoring Link", "mentee", "status", "ending_kind", "start_date", "matched_on", "ended_on"
	)
	reached, days = [0] * 6, []
	for mentee in mentees:
		own = [each for each in links if each.mentee == mentee.name and each.status != "Declined"]
		begun = [each for each in own if each.status not in ("Proposed", "Consulting", "Introduction")]
		done = [
			each
			for each in own
			if (each.status == "Closed" and each.ending_kind in ("Completed", ""))
			or (each.status in ENDED and each.ending_kind == "Completed early")
		]
		marks = [True, mentee.offered_on, mentee.offer_answer == "Accepted", own, begun, done]
		furthest = max(place for place, mark in enumerate(marks) if mark)
		for place in range(furthest + 1):
			reached[place] += 1
		if mentee.offer_answer == "Accepted":
			days.append((mentee.offer_answered_on - mentee.offered_on).days)
	found = rows("Mentoring Funnel", scheme=scene.scheme)
	assert [row["reached"] for row in found] == reached and reached[0]
	assert found[1]["median"] == median(days) and found[1]["longest"] == max(days)
	for row in found:
		listed = rows("Mentoring Funnel", scheme=scene.scheme, stage=row["key"])
		assert len(listed) == row["reached"], row["key"]
	left = rows("Mentoring Funnel", scheme=scene.scheme, stage="Left")
	assert len(left) == sum(row["left"] for row in found)
	assert all(
		row["there"] + row["left"] == here - more
		for row, here, more in zip(found, reached, [*reached[1:], 0], strict=True)
	)


def check_endings(scene: Scene) -> None:
	fields = (
		"status",
		"ending_kind",
		"ended_on",
		"start_date",
		"planned_end",
		"mentee",
		"mentee_participant",
	)
	links = scene.all("Mentoring Link", *fields)
	ended = [each for each in links if in_year(each.ended_on)]
	sooner = [each for each in ended if each.ending_kind == "Completed early"]
	early = [
		each
		for each in ended
		if each not in sooner and (each.status == "Ended Early" or each.ending_kind not in ("Completed", ""))
	]
	again = [
		each
		for each in ended
		if any(
			other.mentee == each.mentee
			and other.name != each.name
			and other.status != "Declined"
			and (not other.start_date or other.start_date > each.start_date)
			for other in links
		)
	]
	cards = figures("Mentoring Endings", scheme=scene.scheme)
	length = round(sum((each.ended_on - each.start_date).days for each in ended) / len(ended))
	assert (cards["Links ended"], cards["Ended early"].split()[0]) == (len(ended), str(len(early)))
	assert (cards["Mentees with another link"], cards["Average length, days"]) == (len(again), length)
	for group_by in ("", "Month", "Support type"):
		found = rows("Mentoring Endings", scheme=scene.scheme, group_by=group_by)
		assert sum(row["ended"] for row in found) == len(ended)
		assert sum(row["early"] for row in found) == len(early)
		assert sum(row["sooner"] for row in found) == len(sooner) == cards["Completed early"]
	listed = rows("Mentoring Endings", scheme=scene.scheme, kind="Every link")
	assert {row["link"] for row in listed} == {each.name for each in ended}
	assert sum(row["early"] == "Ended early" for row in listed) == len(early)


def months_between(start: date, end: date) -> list[date]:
	"""The first days of the months that lie wholly between two days."""
	month = start if start.day == 1 else getdate(add_months(start.replace(day=1), 1))
	found = []
	while getdate(get_last_day(month)) <= end:
		found.append(month)
		month = getdate(add_months(month, 1))
	return found


def check_compliance(scene: Scene) -> None:
	"""Link by link and month by month; links that agreed on six weeks are judged by two months at a time."""
	first = getdate(add_months(getdate(today()).replace(day=1), -11))
	asked = met = kept = 0
	records = frappe.get_all(
		"Contact Record",
		{"scheme": scene.scheme, "outcome": "Took place"},
		["link", "contact_date"],
		limit_page_length=0,
	)
	for link in scene.all("Mentoring Link", "start_date", "ended_on", start_date=["is", "set"]):
		held = [each.contact_date for each in records if each.link == link.name]
		off = frappe.get_all("Mentoring Suspension", {"parent": link.name}, ["from_date", "to_date"])
		every = frappe.db.get_value("Mentoring Agreement", {"link": link.name}, "contact_every") or 0
		months = months_between(link.start_date, min(link.ended_on or date.max, getdate(today())))
		size = 2 if every == 6 else 1
		for place in range(0, len(months) - size + 1, size):
			begins, ends = months[place], getdate(get_last_day(months[place + size - 1]))
			touched = any(each.from_date <= ends and (each.to_date or date.max) >= begins for each in off)
			if months[place + size - 1] < first or touched:
				continue
			contacts = sum(begins <= day <= ends for day in held)
			asked += 1
			met += contacts >= (2 if every == 2 else 1)
			kept += contacts >= size
	for group_by in ("", "Mentor"):
		found = rows("Mentoring Compliance", scheme=scene.scheme, group_by=group_by)
		totals = [
			sum(row[f"{part}_{what}"] for row in found)
			for part in ("contact", "records")
			for what in ("asked", "met")
		]
		assert totals == [asked, met, asked, kept] and asked > met > 0, group_by
		assert all(
			row[f"{part}_met"] <= row[f"{part}_asked"] for row in found for part in ("contact", "supervision")
		)


def check_supervision(scene: Scene) -> None:
	"""A mentor who supports somebody at the end of a month was supervised within six weeks, or began within them."""
	links = scene.all("Mentoring Link", "mentor", "start_date", "ended_on", start_date=["is", "set"])
	sessions = scene.all("Mentoring Supervision", "mentor", "supervision_date")
	month = getdate(today()).replace(day=1)
	asked = met = 0
	for back in range(1, 12):
		end = getdate(add_months(month, 1 - back)) - timedelta(1)
		for mentor in scene.mentors:
			running = [
				each.start_date
				for each in links
				if each.mentor == mentor and each.start_date <= end and (each.ended_on or date.max) > end
			]
			held = [
				each.supervision_date
				for each in sessions
				if each.mentor == mentor and each.supervision_date <= end
			]
			if running:
				asked += 1
				met += max([min(running), *held]) + timedelta(weeks=6) >= end
	found = rows(
		"Mentoring Compliance", scheme=scene.scheme, from_date=add_months(month, -11), to_date=today()
	)
	assert sum(row["supervision_asked"] for row in found) == asked > 0
	assert sum(row["supervision_met"] for row in found) == met


def check_capacity_and_links(scene: Scene) -> None:
	open_states = ("Proposed", "Consulting", "Introduction", "Active", "Suspended", "Closing")
	links = scene.all("Mentoring Link", "mentor", "status")
	still_open = [each for each in links if each.status in open_states]
	found = rows("Mentor Capacity", scheme=scene.scheme)
	assert {row["mentor"]: row["load"] for row in found} == {
		mentor: sum(each.mentor == mentor for each in still_open) for mentor in scene.mentors
	}
	assert all(row["free"] == max(row["places"] - row["load"], 0) for row in found)
	cards = figures("Mentor Capacity", scheme=scene.scheme)
	waiting = len(rows("Mentoring Waiting List", scheme=scene.scheme))
	states = ["Referred", "Offered", "Waiting"]
	assert waiting == frappe.db.count("Mentee", {"scheme": scene.scheme, "status": ["in", states]})
	areas = rows("Mentor Capacity", scheme=scene.scheme, group_by="Area")
	assert sum(row["waiting"] for row in areas) == cards["Mentees waiting"] == waiting
	assert sum(row["free"] for row in areas) == cards["Free places"]
	listed = rows("Mentoring Links", scheme=scene.scheme)
	assert {row["link"] for row in listed} == {each.name for each in still_open}
	caseload = {row["link"]: row["light_key"] for row in rows("Mentoring Caseload", scheme=scene.scheme)}
	every = rows("Mentoring Links", scheme=scene.scheme, states="All")
	assert {row["link"]: row["light_key"] for row in every if row["light"]} == caseload
	assert len(every) == len(links)
	ended = rows("Mentoring Links", scheme=scene.scheme, states="Ended")
	assert {row["state"] for row in ended} <= {"Closed", "Ended Early", "Declined"}
	assert {row["state"] for row in ended if row["light"]} <= {"Ended Early"}


def test_the_figures_are_those_of_the_records_and_everybody_sees_their_own(as_user):
	scene = Scene()
	with as_user(scene.co_ordinator):
		seen = {report: execute(report) for report in REPORTS}
	for check in (check_funnel, check_endings, check_compliance, check_supervision, check_capacity_and_links):
		check(scene)
	for report, (_columns, found, _message, _chart, summary, *_more) in seen.items():
		assert found == rows(report, scheme=scene.scheme), (
			f"{report}: the co-ordinator's own scheme, and no other"
		)
		assert summary == execute(report, scheme=scene.scheme)[4], report
	check_a_workers_own(scene, as_user)
	check_others(scene, as_user)
	check_user_permissions(scene, as_user)


def check_a_workers_own(scene: Scene, as_user: Any) -> None:
	"""A social worker has the mentor whom she supervises with the links, and no mentee of somebody else's."""
	theirs = scene.mentors[-1]
	of_theirs = {each.name for each in scene.all("Mentoring Link", mentor=theirs)}
	with as_user(scene.ssw):
		assert {row["link"] for row in rows("Mentoring Links", states="All")} == of_theirs
		assert [row["mentor"] for row in rows("Mentor Capacity")] == [theirs]
		assert {row["mentor"] for row in rows("Mentoring Training", group_by="Mentor")} == {theirs}
		assert {row["mentor"] for row in rows("Mentoring Compliance", group_by="Mentor")} <= {theirs}
		assert {row["link"] for row in rows("Mentoring Endings", kind="Every link")} <= of_theirs
		assert (
			rows("Mentoring Funnel") == [] and figures("Mentoring Funnel")["Proposed matches declined"] == 0
		)


def check_user_permissions(scene: Scene, as_user: Any) -> None:
	"""Who is kept to one mentor by the platform's User Permissions has that mentor's figures, as in the lists."""
	mentor, manager = scene.mentors[0], make_user("Mentoring Manager")
	of_mentor = scene.all("Mentoring Link", "ended_on", mentor=mentor)
	add_user_permission("Mentor", mentor, manager)
	with as_user(manager):
		assert {row["link"] for row in rows("Mentoring Links", states="All")} == {e.name for e in of_mentor}
		(row,) = rows("Mentor Capacity")
		assert row["mentor"] == mentor and row["load"] == len(rows("Mentoring Links"))
		assert [row["mentor"] for row in rows("Mentoring Compliance", group_by="Mentor")] == [mentor]
		ended = figures("Mentoring Endings")["Links ended"]
		assert ended == sum(in_year(each.ended_on) for each in of_mentor)
	add_user_permission("Mentoring Scheme", scene.elsewhere, manager)
	with as_user(manager):
		for report in ("Mentoring Endings", "Mentoring Funnel", "Mentoring Compliance"):
			found = rows(report, scheme=scene.scheme)
			assert found == [], report


def check_others(scene: Scene, as_user: Any) -> None:
	with as_user(scene.other):
		for report in REPORTS:
			_columns, found, message, _chart, _summary, *_more = execute(report, scheme=scene.scheme)
			assert found == [] and message, report
	for role in ("Mentoring Finance", "Mentor", "Mentee"):
		with as_user(make_user(role)):
			for report in REPORTS:
				with pytest.raises(frappe.PermissionError):
					run(report)


# --- training


def test_training_says_who_has_what(as_user):
	"""Of what the scheme asks of all, and of what one of them agreed to in person."""
	co_ordinator = make_user("Mentoring Co-ordinator")
	scheme = make_scheme(
		members={co_ordinator: "Co-ordinator"},
		training_per_year=0,
		training_requirements=[{"training": "First aid", "within_months": 6, "every_months": 12}],
	).name

	def mentor(*trainings: dict[str, Any], since: int = 400) -> str:
		return make_mentor(scheme=scheme, approved_on=days_ago(since), trainings=list(trainings)).name

	done = mentor({"training": "first  aid", "attended_on": days_ago(30)})
	lapsed = mentor({"training": "First aid", "attended_on": days_ago(380)})
	overdue = mentor()
	agreed = mentor({"training": "First aid", "mandatory": 1, "due_on": days_ago(-30)})
	own = mentor(
		{"training": "First aid", "attended_on": days_ago(30)},
		{"training": "Play", "mandatory": 1, "due_on": days_ago(3)},
	)
	with as_user(co_ordinator):
		first_aid, play = rows("Mentoring Training")
		listed = rows("Mentoring Training", group_by="Mentor", training="FIRST AID")
		cards, gaps = (
			figures("Mentoring Training"),
			{row["mentor"]: row["gaps"] for row in rows("Mentor Capacity")},
		)
		late = rows("Mentoring Training", group_by="Mentor", state="Overdue")
	states = ("mentors", "done", "due", "overdue", "lapsed", "up_to_date")
	assert [first_aid[state] for state in states] == [5, 2, 1, 1, 1, 60]
	assert [play[state] for state in states] == [1, 0, 0, 1, 0, 0]
	assert {row["mentor"]: row["state"] for row in listed} == {
		done: "Done", lapsed: "Lapsed", overdue: "Overdue", agreed: "Due", own: "Done",
	}  # fmt: skip
	assert {row["mentor"] for row in late} == {overdue, own}
	assert (cards["Up to date"], cards["Something missing"]) == ("40%", 3)
	assert gaps == {done: "", lapsed: "First aid", overdue: "First aid", agreed: "", own: "Play"}


# --- nothing, nonsense, and much


def test_nothing_and_nonsense_are_said_in_words():
	empty = make_scheme().name
	without = frappe.new_doc("Mentoring Scheme")
	without.update({"scheme_name": "Without a policy", "enabled": 1})
	without.name = "Without a policy"
	without.db_insert()
	written("Mentor", "T-MTR-1", scheme=without.name, stage="Active", participant_name="Nobody")
	for report in REPORTS:
		for scheme in (empty, without.name):
			columns, _found, message, _chart, summary, *_more = execute(report, scheme=scheme)
			assert columns and summary and message, (report, scheme)
		assert "policy" in execute(report, scheme=without.name)[2] or report in (
			"Mentoring Funnel",
			"Mentoring Endings",
		)
	for report in ("Mentoring Funnel", "Mentoring Endings", "Mentoring Compliance", "Mentoring Links"):
		assert execute(report, scheme=empty, from_date="2017-01-01", to_date=today())[2]
		for since, until, says in (
			("2026-02-01", "2026-01-01", "before it begins"),
			("1960-01-01", "2026-01-01", "longer than 30 years"),
			("0001-01-01", "0002-01-01", "outside the years"),
		):
			with pytest.raises(frappe.ValidationError, match=says):
				execute(report, from_date=since, to_date=until)


@pytest.mark.parametrize(
	"asked",
	(
		{"scheme": "Nowhere"},
		{"scheme": ["like", "%"]},
		{"scheme": {"a": 1}},
		{"from_date": ["2026-01-01"]},
		{"support_type": ["in", ["x"]]},
		{"period": ["x"], "group_by": ["x"], "states": ["Active"], "mentor": ["x"]},
		{"status": "[broken"},
		{"stage": "Nowhere"},
		{"from_date": "2026-12-31", "to_date": "2026-01-01", "period": "Between two days"},
		{"from_date": "next week"},
	),
	ids=str,
)
def test_what_a_request_may_hold_is_refused_in_words_or_ignored(asked, as_user):
	with as_user(make_user("Mentoring Manager")):
		for report in frappe.get_all("Report", {"module": "Mentoring Scheme"}, pluck="name"):
			try:
				answer = run(report, filters=json.dumps(asked))
			except frappe.ValidationError as refusal:
				assert str(refusal), report
			else:
				# a report has nothing to do with what it does not ask for; a scheme each asks for
				assert "scheme" not in asked or report == "Household Statement", report
				assert answer["columns"], report


def test_more_rows_take_no_more_queries(as_user):
	scene = Scene(mentees=6)
	mentor = make_mentor(scheme=scene.scheme).name
	make_mentee(scheme=scene.scheme)
	stand(frappe.get_doc("Mentor", mentor), stage="On a Break")

	def counted() -> dict[str, int]:
		filters = {"Mentoring Compliance": {"group_by": "Mentor"}, "Mentoring Funnel": {"stage": "Referred"}}
		return {
			report: count_queries(partial(execute, report, **filters.get(report, {}))) for report in REPORTS
		}

	with as_user(scene.co_ordinator):
		counted()
		few = counted()
	for _ in range(30):
		scene.grow()
	with as_user(scene.co_ordinator):
		counted()
		assert counted() == few
