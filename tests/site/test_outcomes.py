"""What came of the support: asked at the start, at the end and months later; the reports against counts of their own (R4)."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from typing import Any

import frappe
import pytest
from casts import Cast, make_cast
from frappe.desk.query_report import export_query, run
from frappe.utils import add_months, formatdate, getdate, today
from makers import (
	days_ago,
	make_equality_profile,
	make_feedback,
	make_follow_up,
	make_link,
	make_mentee,
	make_mentor,
	make_scheme,
	make_user,
	stand,
)
from pypdf import PdfReader
from queries import count_queries

from mentoring_scheme.jobs import feedback, follow_ups
from mentoring_scheme.mentoring_scheme.review import page, years
from mentoring_scheme.mentoring_scheme.review.measures import YearFacts, measured
from mentoring_scheme.mentoring_scheme.review.years import asked_for, year_name
from mentoring_scheme.mentoring_scheme.verdict import RuleRefusal
from mentoring_scheme.mentoring_scheme.watching.papers import follow_ups as watched
from mentoring_scheme.mentoring_scheme.watching.values import watch
from mentoring_scheme.patches import aims_from_presets
from mentoring_scheme.policy import presets
from mentoring_scheme.policy.choices import AimMeasure
from mentoring_scheme.policy.disclosure import told_until
from mentoring_scheme.policy.feedback import Occasion
from mentoring_scheme.policy.months import financial_year
from mentoring_scheme.policy.upgrades import ADDED_LATER, AIMED_AT

OUTCOMES, EQUALITY, REVIEW = (
	"Mentoring Outcomes",
	"Mentoring Equality Monitoring",
	"Mentoring Scheme Review",
)
AsUser = Callable[[str], AbstractContextManager[None]]


def last_year() -> date:
	"""The first day of the financial year before this one, which is over whenever the test runs."""
	return add_months(financial_year(getdate(today())), -12)


def of_last_year(link: str) -> None:
	"""Each day of the pair lies in the last financial year."""
	pair = frappe.get_doc("Mentoring Link", link)
	stand(pair, start_date=add_months(last_year(), 1), ended_on=add_months(last_year(), 5))
	asked = {"offered_on": last_year(), "offer_answer": "Accepted"}
	stand(frappe.get_doc("Mentee", pair.mentee), referred_on=last_year(), **asked)


def ended_links(cast: Cast, number: int) -> Iterator[str]:
	for _one in range(number):
		link = make_link(
			scheme=cast.scheme,
			mentor=make_mentor(scheme=cast.scheme).name,
			mentee=make_mentee(scheme=cast.scheme).name,
			status="Closed",
		)
		stand(link, start_date=days_ago(300), ended_on=days_ago(1), ending_kind="Completed")
		yield link.name


def rate(link: str, occasion: str, score: int) -> None:
	form = make_feedback(link=link, occasion=occasion)
	form.give({row.name: score for row in form.answers if row.kind == "Scale"})


def shown(report: str, user: str, as_user: AsUser, **filters: Any) -> list[Any]:
	with as_user(user):
		return run(report, filters=filters)["result"]


def test_people_are_asked_at_the_start_once_and_followed_up_months_after_the_end(as_user: AsUser):
	cast = make_cast()
	stand(cast.link, start_date=days_ago(3), mentee_approved_on=days_ago(20))
	day = getdate(today())
	feedback.ask_about(feedback.links_not_asked(Occasion.START), Occasion.START, day)
	forms = frappe.get_all("Mentoring Feedback", {"link": cast.link.name}, ["name", "occasion", "given_by"])
	assert {(form.occasion, form.given_by) for form in forms} == {("Start", "Mentor"), ("Start", "Mentee")}
	assert cast.link.name not in [link.name for link in feedback.links_not_asked(Occasion.START)]
	mine = next(form.name for form in forms if form.given_by == "Mentee")
	with as_user(cast.mentee):
		form = frappe.get_doc("Mentoring Feedback", mine)
		assert {row.self_rating for row in form.answers} == {"Isolation", "Confidence", "Skill"}
		form.give({row.name: 4 for row in form.answers})

	stand(cast.link, status="Closed", ended_on=day)
	for _twice in range(2):
		follow_ups.bring_up_to_date(day)
	made = frappe.get_all(
		"Mentoring Follow Up", {"link": cast.link.name}, ["name", "months", "due_on"], order_by="months"
	)
	assert [(row.months, row.due_on) for row in made] == [
		(months, getdate(add_months(day, months))) for months in (6, 12)
	]
	stand(cast.link, ended_on=days_ago(178))
	follow_ups.bring_up_to_date(day)
	first = frappe.get_doc("Mentoring Follow Up", made[0].name)
	assert first.due_on == getdate(add_months(days_ago(178), 6)), "the day follows the end of the link"
	waiting = [found for found in watched(watch(day)) if found.matter.name == first.name]
	assert [found.matter.kind.value for found in waiting] == ["Follow-up due"]
	with as_user(cast.co_ordinator):
		first.update({"status": "Done", "asked_on": day})
		with pytest.raises(RuleRefusal, match="still in the role"):
			first.save()
		first.reload()
		first.update(
			{
				"status": "Done",
				"asked_on": day,
				"still_in_role": "Yes",
				"placement": "Stable",
				"asked_how": "Phone call",
			}
		)
		first.save()
	assert first.asked_by == cast.co_ordinator
	assert first.name not in [found.matter.name for found in watched(watch(day))]


def test_outcomes_are_those_that_are_counted_and_nothing_of_a_small_group(as_user: AsUser):
	cast, chance = make_cast(), random.Random(7)
	links = list(ended_links(cast, 7))
	for number, link in enumerate(links):
		rate(link, "Start", chance.randint(1, 5))
		rate(link, "End", chance.randint(1, 5))
		placement = "Stable" if number else "Moved"
		follow = make_follow_up(link=link, asked_on=days_ago(1), still_in_role="Yes", placement=placement)
		stand(follow, due_on=today())
	for number, link in enumerate(links[:4]):
		follow = make_follow_up(link=link, months=12, asked_on=days_ago(1))
		stand(
			follow, due_on=today(), **({"status": "Not reached", "still_in_role": ""} if not number else {})
		)
	lines = {
		(line["what"], line["asked_of"]): line
		for line in shown(OUTCOMES, cast.co_ordinator, as_user, scheme=cast.scheme)
	}
	line = lines["Still in the role after 6 months", "Mentee"]
	assert (line["base"], line["result"]) == ("7", "100%")
	line = lines["Placement stable after 6 months", "Mentee"]
	assert (line["base"], line["result"]) == ("7", "over 28%"), "86% of seven would tell of the one who moved"
	few = lines["Still in the role after 12 months", "Mentee"]
	assert (few["base"], few["result"], few["not_reached"]) == ("too few", "", "fewer than 5")
	scores = dict(
		frappe.db.sql(
			"""select form.occasion, avg(answer.score) from `tabMentoring Feedback Answer` answer
			join `tabMentoring Feedback` form on form.name = answer.parent
			where form.scheme = %s and answer.self_rating = 'Isolation' group by form.occasion""",
			cast.scheme,
		)
	)
	isolation = lines["Isolation", "Mentee"]
	assert isolation["base"] == "7"
	for name, occasion in (("start", "Start"), ("end", "End")):
		assert float(isolation[name]) == pytest.approx(float(scores[occasion]), abs=0.051)
	for mentees, told in ((3, False), (6, True)):
		scores = [("Mentor", f"mentor {n}", 5) for n in range(9)]
		scores += [("Mentee", f"mentee {n}", 5) for n in range(mentees)]
		facts = YearFacts(asked_for({"scheme": cast.scheme}), [], [], [], [], scores)
		satisfied = measured(facts)[AimMeasure.SATISFIED]
		assert (satisfied.base, satisfied.told) == (9 + mentees, told), (
			"three mentees would follow from the mentors"
		)
	for user in (cast.mentor, cast.mentee_ssw, make_user("Mentoring Finance")):
		for report in (OUTCOMES, EQUALITY, REVIEW):
			with as_user(user), pytest.raises(frappe.PermissionError):
				run(report, filters={"scheme": cast.scheme})
	with as_user(make_user("Mentoring Co-ordinator")), pytest.raises(frappe.PermissionError):
		run(OUTCOMES, filters={"scheme": cast.scheme})


def test_no_report_shows_a_characteristic_of_few_people_and_the_review_is_printed(as_user: AsUser):
	cast = make_cast()
	for number, link in enumerate(ended_links(cast, 14)):
		of_last_year(link)
		mentee = frappe.get_doc("Mentee", frappe.db.get_value("Mentoring Link", link, "mentee"))
		about = {"gender": "Female" if number < 8 else "Male", "religion": "Quaker" if number < 2 else "None"}
		if number < 13:
			make_equality_profile(participant=mentee.participant, **about)
	stand(frappe.get_doc("Mentee", cast.link.mentee), referred_on="2020-01-01")
	asked = {"scheme": cast.scheme, "year": year_name(last_year())}
	with as_user(cast.co_ordinator):
		rows = run(EQUALITY, filters=asked)["result"]
	groups = {(row["characteristic"], row["group"]): row for row in rows}
	assert groups["Gender", "Female"]["people"] == "8"
	assert groups["Gender", "Female"]["completed"] == "8"
	assert ("Religion or belief", "Quaker") not in groups
	assert groups["Religion or belief", "Groups too small to show"]["people"] == "14", "the others would tell"
	assert groups["Gender", "Groups too small to show"]["people"] == "6", "five men, and one not recorded"
	assert not [row for row in rows if row["people"].isdigit() and 0 < int(row["people"]) < 5]
	with as_user(cast.manager):
		queries = count_queries(lambda: run(REVIEW, filters=asked))
		for one, kind in zip(ended_links(cast, 3), ("Withdrawn", "Moved away", "Moved away"), strict=True):
			of_last_year(one)
			stand(frappe.get_doc("Mentoring Link", one), ending_kind=kind)
		assert count_queries(lambda: run(REVIEW, filters=asked)) <= queries + 1
		review = run(REVIEW, filters=asked)["result"]
		written = page.page(**asked).get_data(as_text=True)
		page.pdf(**asked)
		printed = PdfReader(io.BytesIO(frappe.response.filecontent))
	text = " ".join(" ".join(each.extract_text() for each in printed.pages).split())
	for title in ("Aims", "From referral to completion", "Outcomes", "Equality", "Concerns"):
		assert title in text
		assert f"<h2>{title}</h2>" in written
	assert "<svg" in written
	sections = {row["section"]: {} for row in review}
	for row in review:
		sections[row["section"]][row["figure"]] = row["value"]
	assert sections["Endings"] == {"Kinds of few links, together": "17"}, (
		"14 of 17 completed would tell of three"
	)
	assert sections["From referral to completion"] == {
		**dict.fromkeys(("Referred", "Offered", "Accepted", "Matched", "Active"), "17"),
		"Completed": "up to 4 fewer than 17",
	}
	assert all("Told by: " in value and " · Standing: " in value for value in sections["Aims"].values())
	assert "Quaker" not in text + written
	with as_user(cast.co_ordinator):
		assert "<h2>Concerns</h2>" not in page.page(**asked).get_data(as_text=True)
	with as_user(cast.mentee_ssw), pytest.raises(frappe.PermissionError):
		page.pdf(**asked)


def test_equality_is_the_same_on_each_day_of_a_quarter(as_user: AsUser):
	cast = make_cast()
	before = told_until(getdate(today()))
	links = list(ended_links(cast, 12))
	for number, name in enumerate(links):
		link = frappe.get_doc("Mentoring Link", name)
		stand(link, start_date=before, ended_on=before if number < 6 else today())
		mentee = stand(frappe.get_doc("Mentee", link.mentee), referred_on=before if number < 11 else today())
		make_equality_profile(participant=mentee.participant, gender="Female")
	stand(frappe.get_doc("Mentee", cast.link.mentee), referred_on="2020-01-01")

	def told(year: str) -> tuple[list[Any], str]:
		with as_user(cast.co_ordinator):
			shown = run(EQUALITY, filters={"scheme": cast.scheme, "year": year})
		return [row for row in shown["result"] if row["characteristic"] == "Gender"], shown["message"]

	(women,), message = told(year_name(financial_year(before)))
	assert (women["people"], women["matched"], women["completed"]) == ("11", "11", "6")
	assert formatdate(before) in message


def test_a_year_too_young_for_equality_says_from_when_on(as_user: AsUser, monkeypatch: pytest.MonkeyPatch):
	scheme, first = make_scheme().name, financial_year(getdate(today()))
	monkeypatch.setattr(years, "today", lambda: str(first))
	for report in (EQUALITY, REVIEW):
		shown = run(report, filters={"scheme": scheme})
		assert not [row for row in shown["result"] if row.get("characteristic")]
	said = run(EQUALITY, filters={"scheme": scheme})["message"]
	assert formatdate(add_months(first, 3)) in said and "No mentee" not in said


def test_what_is_chosen_wrongly_is_said_in_words(as_user: AsUser):
	scheme = make_scheme().name
	for report in (OUTCOMES, EQUALITY, REVIEW):
		nothing = run(report, filters={})
		assert nothing["result"] == []
		assert "Choose a scheme" in nothing["message"]
		assert run(report, filters={"scheme": scheme})["message"]
		for year, problem in (
			("2098–99", "has not begun"),
			("2026–28", "no financial year"),
			("x", "no financial"),
		):
			with pytest.raises(frappe.ValidationError, match=problem):
				run(report, filters={"scheme": scheme, "year": year})
	frappe.db.set_value("Mentoring Scheme", scheme, "policy_version", None)
	with pytest.raises(frappe.ValidationError, match="no policy yet"):
		run(REVIEW, filters={"scheme": scheme})


def test_a_scheme_of_before_gets_the_aims_of_its_ready_made_policy_and_its_own_policy_stays():
	old = {name: ADDED_LATER[name] for name in AIMED_AT}
	rules = [
		rule
		for rule in presets.read("afc-fostering")["policy"]["reminder_rules"]
		if "Follow" not in rule["kind"]
	]
	scheme, own = make_scheme(reminder_rules=rules, **old), make_scheme(**old)
	stand(own, preset=None)
	for _twice in range(2):
		aims_from_presets.execute()
	expected = presets.load("afc-fostering")
	after = scheme.reload().read_policy()
	assert set(after.reminder_rules) == set(expected.reminder_rules), "with that of follow-ups"
	assert replace(after, reminder_rules=expected.reminder_rules) == expected
	assert frappe.db.count("Mentoring Policy Version", {"scheme": scheme.name}) == 2
	assert own.reload().aims == []
	on_own = {"reference_doctype": own.doctype, "reference_name": own.name, "comment_type": "Info"}
	assert frappe.db.count("Comment", on_own) == 1


def test_a_co_ordinator_exports_figures_and_a_manager_names_as_well(as_user: AsUser):
	cast = make_cast()
	figures = (OUTCOMES, EQUALITY, REVIEW, "Mentoring Feedback")
	of_people = ("Mentoring Links", "Mentoring Funnel", "Mentor Capacity", "Mentoring Caseload")

	def exported(report: str) -> bytes:
		frappe.local.form_dict = frappe._dict(
			report_name=report,
			file_format_type="CSV",
			filters=json.dumps({"scheme": cast.scheme}),
			visible_idx="[]",
		)
		export_query()
		return frappe.response.filecontent or b""

	for user, reports in ((cast.co_ordinator, figures), (cast.manager, (*figures, *of_people))):
		with as_user(user):
			assert all(exported(report) for report in reports)
	for report in of_people:
		with as_user(cast.co_ordinator), pytest.raises(frappe.PermissionError):
			exported(report)
	for report in figures:
		with as_user(cast.mentee_ssw), pytest.raises(frappe.PermissionError):
			exported(report)
