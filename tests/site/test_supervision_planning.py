"""Supervision is planned by policy, has an agenda, and its actions and needs are followed up (R14, R35)."""

import frappe
import pytest
from casts import make_cast
from frappe.utils import getdate, today
from makers import days_ago, make_concern, make_contact_record, make_mentor, make_supervision, stand
from queries import count_queries

from mentoring_scheme.mentoring_scheme.report.mentoring_supervision_due import (
	mentoring_supervision_due as due,
)
from mentoring_scheme.mentoring_scheme.verdict import RuleRefusal
from mentoring_scheme.portal import supervision as portal

SECRET = "Only for staff"


@pytest.fixture
def cast():
	return make_cast()


def hold(cast, days=5, **values):
	return make_supervision(
		mentor=cast.link.mentor, supervisor=cast.mentor_ssw, supervision_date=days_ago(days), **values
	)


def state_of(cast, everybody=True):
	found = due.rows(cast.scheme, everybody, getdate(today()))
	return {row["mentor"]: row["state"] for row in found}.get(cast.link.mentor)


# --- when


def test_the_report_says_who_is_due_by_what_was_held_and_what_is_planned(cast):
	stand(cast.link, start_date=days_ago(100))
	assert state_of(cast) == "Overdue"
	session = hold(cast, days=30)
	assert state_of(cast) == "Due"
	hold(cast, days=-3, status="Planned")
	assert (state_of(cast), state_of(cast, everybody=False)) == ("Planned", None)
	stand(session, status="Cancelled")
	assert state_of(cast) == "Overdue"
	stand(cast.link, status="Closed")
	assert state_of(cast) is None


def test_a_group_is_held_as_well_and_not_instead(cast):
	stand(cast.link, start_date=days_ago(100))
	hold(cast, kind="Group", attendance=[{"mentor": cast.link.mentor, "attended": 1}])
	assert state_of(cast) == "Overdue"


def test_everybody_reads_their_own_mentors_only(cast, as_user):
	stand(cast.link, start_date=days_ago(100))
	for user, seen in ((cast.co_ordinator, True), (cast.mentor_ssw, True), (make_cast().co_ordinator, False)):
		with as_user(user):
			listed = {row["mentor"] for row in due.rows(None, True, getdate(today()))}
			assert (cast.link.mentor in listed) is seen
			assert due.card()["value"] == len(due.rows(None, False, getdate(today())))
	with as_user(cast.mentor), pytest.raises(frappe.PermissionError):
		due.card()


def test_the_report_asks_as_much_for_many_mentors_as_for_one(cast):
	def ask():
		due.rows(cast.scheme, True, getdate(today()))

	ask()
	before = count_queries(ask)
	for _each in range(3):
		make_mentor(scheme=cast.scheme)
	assert count_queries(ask) == before


# --- the next


def test_the_next_one_is_planned_once(cast, as_user):
	session = hold(cast)
	with as_user(cast.mentor_ssw):
		name = session.plan_next()
		assert session.plan_next() == name
	following = frappe.get_doc("Mentoring Supervision", name)
	assert (following.status, following.kind, following.supervisor) == (
		"Planned",
		"One-to-one",
		cast.mentor_ssw,
	)
	assert getdate(following.supervision_date) == getdate(session.next_on) == days_ago(5 - 42)
	with as_user(cast.co_ordinator):
		group = hold(cast, kind="Group", attendance=[{"mentor": cast.link.mentor, "attended": 1}])
		next_group = frappe.get_doc("Mentoring Supervision", group.plan_next())
		other = make_mentor(scheme=cast.scheme).name
		other_group = hold(cast, kind="Group", attendance=[{"mentor": other, "attended": 1}])
		assert group.plan_next() == next_group.name != other_group.plan_next(), "each group has its own"
	assert [(row.mentor, row.attended) for row in next_group.attendance] == [(cast.link.mentor, 0)]
	assert next_group.mentor_name == "Group of 1"


def test_nothing_follows_a_closing_one_or_one_that_was_not_held(cast):
	closing = hold(cast, kind="Closing", links=[{"link": cast.link.name}])
	with pytest.raises(RuleRefusal, match="No day"):
		closing.plan_next()
	with pytest.raises(RuleRefusal, match="Planned"):
		hold(cast, days=-1, status="Planned").plan_next()


# --- what is looked at, and what follows


def test_the_agenda_holds_what_its_reader_may_read(cast, as_user):
	stand(cast.link, start_date=days_ago(100))
	hold(cast, days=40, actions=[{"action": "Ring the school", "who": "SSW"}, {"action": "Rest", "done": 1}])
	make_contact_record(link=cast.link.name, contact_date=days_ago(50))
	new = make_contact_record(link=cast.link.name, contact_date=days_ago(10))
	stand(new, status="Agreed")
	planned = hold(cast, days=-2, status="Planned")
	with as_user(cast.co_ordinator):
		found = planned.agenda()
	assert [row["action"] for row in found["actions"]] == ["Ring the school"]
	(link,) = found["links"]
	assert [row.name for row in link["records"]] == [new.name], "of the time since the last one"
	assert [row.action for row in found["record_actions"]] == [new.actions[0].action]
	with as_user(cast.mentor_ssw):
		found = planned.agenda()
	assert found["links"][0]["records"] == [], (
		"social workers read records of this scheme when they are shared"
	)
	assert [row["action"] for row in found["actions"]] == ["Ring the school"]
	for user in (cast.mentor, cast.mentee_ssw):
		with as_user(user), pytest.raises(frappe.PermissionError):
			planned.agenda()


def test_the_agenda_tells_of_a_mentors_worries_those_alone_who_know_of_them(cast, as_user):
	def raised(by, raised_as, **values):
		concern = make_concern(
			**{"link": cast.link.name, "raised_as": raised_as, "happened": SECRET, **values}
		)
		stand(concern, raised_by=by)
		return concern

	def told(user):
		with as_user(user):
			return [row.name for row in planned.agenda()["worries"]]

	stand(cast.link, start_date=days_ago(100))
	hold(cast, days=40)
	old = raised(cast.mentor, "Mentor", raised_on=days_ago(60))
	over = raised(cast.mentor, "Mentor", raised_on=days_ago(50))
	stand(over, status="Closed")
	worry = raised(cast.mentor, "Mentor")
	of_mentee = raised(cast.mentee, "Mentee", about="Mentor")
	raised(cast.stranger, "Mentor", link=None, scheme=cast.scheme)
	planned = hold(cast, days=-2, status="Planned", notes_for_mentor="Bring your diary")
	assert told(cast.co_ordinator) == [worry.name, old.name]
	assert told(cast.mentor_ssw) == [], "the supervisor does not know of them yet"
	for concern in (worry, of_mentee):
		with as_user(cast.co_ordinator):
			concern.tell("They supervise the mentor.", account=cast.mentor_ssw)
	assert told(cast.mentor_ssw) == [worry.name], "what the mentee has said is for no agenda of the mentor's"
	# nothing of it is kept in what others read
	kept = frappe.as_json(
		[planned.reload().as_dict(), frappe.get_all("Version", {"docname": planned.name}, ["data"])]
	)
	with as_user(cast.mentor):
		shown = frappe.as_json([portal.overview(everything=True), [each.text for each in portal.to_do([])]])
	for concern in (worry, old, of_mentee):
		assert concern.name not in kept + shown and concern.title not in kept + shown
	assert SECRET not in kept + shown
	# a mentor who works for the scheme as well learns of nothing that the mentee has said
	stand(frappe.get_doc("Mentoring Participant", cast.link.mentor_participant), user=cast.co_ordinator)
	assert of_mentee.name not in told(cast.co_ordinator)


def test_an_action_is_carried_over_until_it_is_done(cast, as_user):
	first = hold(cast, days=80, actions=[{"action": "Ring the school"}])
	hold(cast, days=40)
	planned = hold(cast, days=-2, status="Planned")
	(row,) = planned.agenda()["actions"]
	with as_user(cast.mentor_ssw):
		planned.finish_action(row.name)
	assert planned.agenda()["actions"] == []
	first.reload()
	assert (first.actions[0].done, first.actions[0].done_on) == (1, getdate(today()))
	other = make_supervision(actions=[{"action": "Another mentor's"}])
	with as_user(cast.mentor_ssw), pytest.raises(frappe.PermissionError):
		planned.finish_action(other.actions[0].name)


def test_a_training_need_lands_on_the_mentors_plan_once(cast, as_user):
	session = hold(cast, training_needs="Listening")
	with as_user(cast.mentor_ssw):
		session.add_to_plan("Listening", "The course in May")
		session.add_to_plan(" listening ")
	mentor = frappe.get_doc("Mentor", cast.link.mentor)
	assert [(row.need, row.action) for row in mentor.development_needs] == [
		("Listening", "The course in May")
	]
	with pytest.raises(frappe.ValidationError, match="of this supervision"):
		session.add_to_plan("Listening", mentor=make_mentor(scheme=cast.scheme).name)
	with as_user(cast.mentee_ssw), pytest.raises(frappe.PermissionError):
		session.add_to_plan("Tea")


# --- what the mentor sees of it


def test_the_mentor_reads_what_is_meant_for_them_and_nothing_else(cast, as_user):
	hold(
		cast,
		difficulties=SECRET,
		impact_on_caring=SECRET,
		training_needs=SECRET,
		links=[{"link": cast.link.name, "notes": SECRET}],
		notes_for_mentor="Take an evening off",
		actions=[
			{"action": "Read the leaflet", "for_mentor": 1, "by_when": days_ago(1)},
			{"action": SECRET, "by_when": days_ago(1)},
		],
	)
	hold(cast, days=-9, status="Planned", notes_for_mentor="Not yet")
	with as_user(cast.mentor):
		page = portal.overview()
		assert SECRET not in str(page)
		assert [row["notes"] for row in page["held"]] == ["Take an evening off"]
		(action,) = page["open_actions"]
		assert action["late"]
		assert [each.text.split(" on ")[0] for each in portal.to_do([])] == [
			"Read the leaflet",
			"Supervision",
		]
		portal.finish_own(action["name"])
		assert portal.overview()["open_actions"] == []
		assert len(portal.entries()) == 1
	for user in (cast.mentee, cast.stranger):
		with as_user(user):
			page = portal.overview()
			assert page["held"] == page["planned"] == page["open_actions"] == portal.entries() == []
			with pytest.raises(frappe.PermissionError):
				portal.finish_own(action["name"])


def test_a_group_is_shown_to_those_who_were_there(cast, as_user):
	absent = frappe.get_doc("Mentor", {"participant": ["in", _participants_of(cast.stranger)]})
	rows = [{"mentor": cast.link.mentor, "attended": 1}, {"mentor": absent.name}]
	hold(cast, kind="Group", attendance=rows, notes_for_mentor="For the group")
	hold(cast, days=-9, kind="Group", status="Planned", attendance=rows)
	for user, held in ((cast.mentor, ["For the group"]), (cast.stranger, [])):
		with as_user(user):
			page = portal.overview()
			assert ([row["notes"] for row in page["held"]], len(page["planned"])) == (held, 1)


def _participants_of(user):
	return frappe.get_all("Mentoring Participant", {"user": user}, pluck="name", order_by="name")


def test_the_mentor_is_told_when_none_is_planned(cast, as_user):
	stand(cast.link, start_date=days_ago(100))
	with as_user(cast.mentor):
		assert "was due by" in portal.overview()["due"][0]
	hold(cast, days=5)
	with as_user(cast.mentor):
		assert "None is planned yet" in portal.overview()["due"][0]
