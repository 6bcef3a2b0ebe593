"""The story of a link under the tri-borough-fostering policy: no payment, each record signed by both."""

import frappe
import pytest
from frappe.utils import add_days, add_months, getdate, today
from story import Story, acting, ago, refused

from mentoring_scheme.mentoring_scheme.verdict import ReasonNeeded, RuleRefusal

CARER, PURPOSE = "New carer", "Specific purpose"


@pytest.fixture
def story() -> Story:
	return Story("tri-borough-fostering", CARER)


def respite_carer(story: Story, approved_months: int, active_months: int) -> str:
	since = getdate(add_days(add_months(today(), -approved_months), -3))
	active = getdate(add_days(add_months(today(), -active_months), -3))
	return story.person(
		"Ruth Weekend",
		ssw=story.mentor_ssw,
		approvals=[{"approval_type": "Respite", "approved_on": since, "level": 2}],
		active_periods=[{"from_date": active, "kind": "Respite"}],
	)


# --- who may be a mentor


def test_a_respite_carer_is_held_to_the_longer_times_with_both_figures(story: Story):
	mentor = story.mentor_applies(respite_carer(story, approved_months=30, active_months=26))
	with refused(RuleRefusal) as told:
		story.recruit(mentor)
	assert told.says("Approved for 30 months; 36 are asked.", "(R6)")
	assert "Active as a carer" not in told.message, "26 of 24 months pass"
	rows = {row["text"]: row["severity"] for row in mentor.assessment()["findings"]}
	assert rows["Approved for 30 months; 36 are asked."] == "refuse"
	assert rows["Active as a carer for 26 months in all; 24 are asked."] == "pass"


def test_a_respite_carer_of_three_years_may_be_a_mentor(story: Story):
	mentor = story.mentor_applies(respite_carer(story, approved_months=36, active_months=24))
	assert story.recruit(mentor).stage == "Approved"


def test_overlapping_periods_count_once(story: Story):
	year = getdate(today()).year - 2
	participant = story.person(
		"Olive Twice",
		ssw=story.mentor_ssw,
		approvals=[{"approval_type": "Mainstream", "approved_on": f"{year - 2}-01-01"}],
		active_periods=[
			{"from_date": f"{year}-01-01", "to_date": f"{year}-06-30"},
			{"from_date": f"{year}-04-01", "to_date": f"{year}-09-30"},
		],
	)
	with refused(RuleRefusal) as told:
		story.recruit(story.mentor_applies(participant))
	assert told.says("Active as a carer for 9 months in all; 12 are asked.", "(R6)")


# --- the link


def test_a_new_carer_is_supported_for_twelve_months_and_nothing_is_paid(story: Story):
	start = getdate(add_months(today(), -4))
	story.started(start)
	assert story.now().planned_end == getdate(add_months(start, 12))
	assert story.fall_due() == []
	with refused(RuleRefusal) as told, acting(story.manager):
		frappe.get_doc(
			{
				"doctype": "Mentoring Payment",
				"link": story.link,
				"kind": "Instalment",
				"sequence": 1,
				"amount": 50,
			}
		).insert()
	assert told.says("has no instalment 1", "(R42)")


def test_a_specific_purpose_is_supported_for_six_months():
	story = Story("tri-borough-fostering", PURPOSE)
	start = getdate(add_months(today(), -2))
	story.started(start, mentee=story.refer(referral_route="Specific purpose"))
	assert story.now().planned_end == getdate(add_months(start, 6))


def test_the_co_ordinator_extends_with_a_reason(story: Story):
	start = getdate(add_months(today(), -4))
	story.started(start)
	with refused(RuleRefusal) as told:
		story.extend(story.co_ordinator, 2, reason="")
	assert told.says("has no reason", "(R39)")
	story.extend(story.co_ordinator, 2)
	assert story.now().planned_end == getdate(add_months(start, 14))


def test_each_record_is_signed_by_both(story: Story):
	story.started(ago(30))
	record = story.contact(ago(10))
	with refused() as told, acting(story.mentor_user):
		record.send()
	assert told.says("both sign each record. Type your full name")
	with acting(story.mentor_user):
		record.send("Grace Ambler")
	assert record.status == "Sent"
	with refused(), acting(story.mentee_user):
		record.agree(" ")
	with acting(story.mentee_user):
		record.agree("Peter Quill")
	record.reload()
	assert (record.docstatus, record.status) == (1, "Agreed")
	assert (record.mentor_signed_name, record.agreed_name) == ("Grace Ambler", "Peter Quill")


def test_social_workers_read_records_from_the_day_they_are_sent(story: Story):
	story.started(ago(30))
	record = story.contact(ago(10))
	for user in (story.mentor_ssw, story.mentee_ssw):
		with acting(user):
			assert not frappe.has_permission("Contact Record", "read", doc=record)
	with acting(story.mentor_user):
		record.send("Grace Ambler")
	for user in (story.mentor_ssw, story.mentee_ssw):
		with acting(user):
			assert frappe.has_permission("Contact Record", "read", doc=record.reload())


def test_a_third_mentee_is_a_warning_with_the_load(story: Story):
	mentor = story.approved_mentor()
	for name in ("Ana One", "Bea Two"):
		story.propose(mentor, story.refer(name=name))
	third = story.refer(name="Cleo Three")
	with refused(ReasonNeeded) as told:
		story.propose(mentor, third)
	assert told.says("The mentor has 2 other open links; the scheme's figure is 2 at a time.", "(R19)")
	link = story.propose(mentor, third, decision_reason="She has asked for it, and lives next door.")
	assert link.decisions[0].severity == "Warning acknowledged"


def test_a_pair_may_start_by_phone_while_the_checklist_stands_in(story: Story):
	story.propose()
	story.consult()
	story.move("Arrange introduction")
	story.fill_in(start_date=ago(1))
	with refused(RuleRefusal) as told:
		story.move("Start support")
	assert told.says("No introduction meeting is recorded.", "The agreement is not signed by", "(R26)")
	with acting(story.co_ordinator):
		link = story.now()
		link.started_by_phone = 1
		for topic in link.introduction_topics:
			topic.covered = topic.also_by_phone
		link.decision_reason = "The meeting is in three weeks, and the need is now."
		link.save()
	story.move("Start support")
	link = story.now()
	assert link.status == "Active"
	assert {row.rule for row in link.decisions} == {"R23", "R24", "R26"}


def test_records_go_on_both_files_without_a_closing_supervision(story: Story):
	story.started(ago(30))
	record = story.contact(ago(10))
	with acting(story.mentor_user):
		record.send("Grace Ambler")
	with acting(story.mentee_user):
		record.agree("Peter Quill")
	story.move("Begin ending")
	story.fill_in(ended_on=today(), ending_kind="Completed early")
	story.move("Close")
	assert story.now().status == "Closed"
	assert frappe.db.count("Mentoring File Entry", {"link": story.link}) == 2


def test_peer_support_under_allegation_is_never_the_only_support(story: Story):
	mentor = story.approved_mentor()
	mentee = story.refer(referral_route="Under allegation", under_allegation=1)
	with refused(RuleRefusal) as told:
		story.propose(mentor, mentee)
	assert told.says("nobody is named who gives independent support", "(R22)")
	with acting(story.co_ordinator):
		mentee.reload().update({"independent_support": "Grace Ambler"})
		mentee.save()
	with refused(RuleRefusal) as told:
		story.propose(mentor, mentee)
	assert told.says("Grace Ambler would be both the mentor and the only independent support", "(R22)")
	with acting(story.co_ordinator):
		mentee.reload().update({"independent_support": "Advice line for foster carers"})
		mentee.save()
	assert story.propose(mentor, mentee).status == "Proposed"
