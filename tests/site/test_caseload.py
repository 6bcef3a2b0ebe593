"""The caseload: each link with its light and why, for those who may see it; staff's notes beside it (R33, R49)."""

from __future__ import annotations

from typing import Any

import frappe
import pytest
from casts import Cast, make_cast
from frappe.utils import add_days, getdate, today
from makers import (
	days_ago,
	make_consultation,
	make_contact_record,
	make_link,
	make_supervision,
	make_support_note,
	make_user,
	stand,
)
from queries import count_queries
from story import refused

from mentoring_scheme.jobs.reminders import letters_of
from mentoring_scheme.mentoring_scheme.doctype.mentoring_link.running import contact_facts
from mentoring_scheme.mentoring_scheme.report.mentoring_caseload.mentoring_caseload import execute

NOTE = "Mentoring Support Note"


@pytest.fixture
def cast() -> Cast:
	cast = make_cast("afc-fostering")
	make_supervision(mentor=cast.link.mentor)
	return cast


def caseload(user: str, as_user: Any, **filters: Any) -> list[dict[str, Any]]:
	with as_user(user):
		return execute(filters)[1]


def another(cast: Cast, **values: Any) -> Any:
	link = make_link(scheme=cast.scheme, status="Active", decision_reason="One more.")
	make_supervision(mentor=link.mentor)
	return stand(link, **values) if values else link


def test_what_needs_most_stands_first_with_the_rule_and_the_figure(cast, as_user):
	green = another(cast, start_date=days_ago(1))
	amber = stand(cast.link, start_date=days_ago(35))
	stand(make_contact_record(link=amber.name), contact_date=days_ago(34))
	red = another(cast, start_date=days_ago(75))
	end = another(cast, start_date=days_ago(200), mentee_approved_on=days_ago(200))
	stand(make_contact_record(link=end.name), contact_date=days_ago(2))
	rows = {row["link"]: row for row in caseload(cast.co_ordinator, as_user)}
	lights = {name: rows[name]["light_key"] for name in (red.name, end.name, amber.name, green.name)}
	assert lights == {red.name: "Red", end.name: "Red", amber.name: "Amber", green.name: "Green"}
	assert list(rows).index(green.name) == len(rows) - 1
	assert list(rows).index(red.name) < list(rows).index(amber.name)
	assert "(R27)" in rows[amber.name]["why"] and "overdue by" in rows[amber.name]["why"]
	assert "(R39)" in rows[end.name]["why"] and rows[green.name]["why"] == ""
	assert [row["link"] for row in caseload(cast.co_ordinator, as_user, light="Amber")] == [amber.name]
	with as_user(cast.co_ordinator):
		summary = {card["label"]: card["value"] for card in execute()[4]}
	assert summary == {"Red": 2, "Amber": 1, "Green": 1, "Mentors": 4, "Mentees": 4}


def test_links_being_prepared_show_what_they_wait_for(cast, as_user):
	link = another(cast, status="Consulting", start_date=None)
	stand(make_consultation(link=link.name, ssw=cast.mentor_ssw), answer_by=days_ago(2))
	rows = {row["link"]: row for row in caseload(cast.co_ordinator, as_user)}
	assert rows[link.name]["light_key"] == "Amber" and "(R21)" in rows[link.name]["why"]


def test_an_ending_that_limps_says_since_when_and_is_reminded_of(as_user):
	cast = make_cast("afc-fostering", reminder_days="Every day", weekly_summary_on="Never")
	make_supervision(mentor=cast.link.mentor)
	closing = stand(cast.link, status="Closing", start_date=days_ago(90), ending_since=days_ago(30))
	early = another(cast, status="Ended Early", start_date=days_ago(90), ending_since=days_ago(60))
	begun = another(cast, status="Closing", start_date=days_ago(90), ending_since=days_ago(3))
	rows = {row["link"]: row for row in caseload(cast.co_ordinator, as_user)}
	lights = [rows[link.name]["light_key"] for link in (closing, early, begun)]
	assert lights == ["Amber", "Red", "Green"]
	assert "30 days ago, and the link is not closed. (R40)" in rows[closing.name]["why"]
	told = {
		(letter.user.name, row["reference_name"], row["step"])
		for letter in letters_of(getdate(today()))
		for row in letter.rows.values()
		if row["kind"] == "Ending not finished"
	}
	assert (cast.co_ordinator, closing.name, "First") in told
	assert (cast.manager, early.name, "Escalated") in told
	assert begun.name not in str(told)


def test_everybody_sees_the_links_that_are_theirs_and_of_them_only_what_they_may_read(cast, as_user):
	other = another(cast, start_date=days_ago(60))
	overdue = stand(
		frappe.get_doc("Mentoring Supervision", {"mentor": cast.link.mentor}), supervision_date=days_ago(60)
	)
	stand(cast.link, start_date=days_ago(60), ssw_reads_records="Never")
	stand(cast.record(), status="Sent", sent_on=days_ago(30), contact_date=days_ago(31))
	ours = {link.name for link in (cast.link, other)}
	assert {row["link"] for row in caseload(cast.co_ordinator, as_user)} == ours
	stranger = make_user("Mentoring Co-ordinator")
	assert caseload(stranger, as_user) == []
	seen = {user: caseload(user, as_user) for user in (cast.mentor_ssw, cast.mentee_ssw, cast.co_ordinator)}
	assert [row["link"] for row in seen[cast.mentor_ssw]] == [cast.link.name]
	why = {
		user: next(row for row in rows if row["link"] == cast.link.name)["why"] for user, rows in seen.items()
	}
	assert "(R29)" in why[cast.co_ordinator] and "(R35)" in why[cast.co_ordinator], overdue.name
	assert "(R29)" not in why[cast.mentor_ssw] and "(R35)" in why[cast.mentor_ssw]
	assert "(R35)" not in why[cast.mentee_ssw], "the mentor is another worker's"


def test_a_noted_call_takes_the_call_off_the_list(as_user):
	cast = make_cast("refugee-peer")
	make_supervision(mentor=cast.link.mentor)
	stand(cast.record(), contact_date=days_ago(4), status="Logged")
	(row,) = caseload(cast.co_ordinator, as_user)
	assert "(R33)" in row["why"] and row["last_contact"] == days_ago(4)
	with as_user(cast.co_ordinator):
		make_support_note(link=cast.link.name, kind="Call after a contact", text="")
	(row,) = caseload(cast.co_ordinator, as_user)
	assert "(R33)" not in row["why"]


def test_a_call_about_one_contact_leaves_the_others(as_user):
	cast = make_cast("refugee-peer")
	first, second = (stand(cast.record(), contact_date=days_ago(day), status="Logged") for day in (9, 4))
	with as_user(cast.co_ordinator):
		make_support_note(link=cast.link.name, kind="Call after a contact", contact_record=second.name)
	(row,) = caseload(cast.co_ordinator, as_user)
	assert "after 1 contact." in row["why"], first.name


def test_the_number_of_queries_is_the_same_for_more_links(cast, as_user):
	with as_user(cast.co_ordinator):
		execute()
		few = count_queries(execute)
	for _ in range(4):
		another(cast, start_date=days_ago(70))
	with as_user(cast.co_ordinator):
		execute()
		assert count_queries(execute) == few


# --- support notes


def test_notes_are_staffs_own(cast, as_user):
	with as_user(cast.mentor_ssw):
		mine = make_support_note(link=cast.link.name)
		with pytest.raises(frappe.PermissionError):
			make_support_note(link=another(cast).name)
	assert mine.written_by == cast.mentor_ssw
	with as_user(cast.co_ordinator):
		theirs = make_support_note(link=cast.link.name)
		assert frappe.get_list(NOTE, pluck="name", order_by="name") == [mine.name, theirs.name]
	readers = {cast.mentor_ssw: [mine.name], cast.mentee_ssw: [], cast.manager: [mine.name, theirs.name]}
	for user, names in readers.items():
		with as_user(user):
			assert frappe.get_list(NOTE, {"link": cast.link.name}, pluck="name", order_by="name") == names
	for user in (cast.mentor, cast.mentee):
		with as_user(user), pytest.raises(frappe.PermissionError):
			frappe.get_list(NOTE)


def test_a_writer_cannot_be_invented(cast, as_user):
	with as_user(cast.mentor_ssw), pytest.raises(frappe.PermissionError):
		make_support_note(link=cast.link.name, written_by=cast.co_ordinator)
	note = make_support_note(link=cast.link.name)
	note.written_by = cast.mentor_ssw
	assert note.save().reload().written_by == "Administrator"


@pytest.mark.parametrize(
	("values", "says"),
	[
		({"text": " "}, "empty"),
		({"note_date": days_ago(-1)}, "future"),
		({"kind": "Call after a contact", "contact_record": "other"}, "this link"),
		({"kind": "Call after a contact", "contact_record": "later"}, "before the contact"),
	],
)
def test_what_makes_no_sense_is_said(cast, values, says):
	record = stand(cast.record(), contact_date=today())
	other = make_contact_record(link=another(cast).name)
	names = {"other": other.name, "later": record.name}
	values = {**values, "contact_record": names.get(values.get("contact_record"))}
	with refused(frappe.ValidationError) as told:
		make_support_note(link=cast.link.name, **{"note_date": days_ago(1), **values})
	assert told.says(says)
	assert not frappe.db.count(NOTE, {"link": cast.link.name})


def test_the_last_record_says_when_the_next_contact_is():
	"""Not an earlier one that named a later day; of two on one day, whichever names a day."""
	cast = make_cast()
	stand(cast.record(), contact_date=days_ago(9), next_contact_on=add_days(today(), 20))
	stand(cast.record(), contact_date=days_ago(2), next_contact_on=None)
	assert contact_facts(cast.link).named_next_on is None
	stand(cast.record(), contact_date=days_ago(2), next_contact_on=add_days(today(), 5))
	facts = contact_facts(cast.link)
	assert facts.last_noted_on == days_ago(2)
	assert facts.named_next_on == getdate(add_days(today(), 5))
