"""The story of a link under the kent-adoption policy: a weekly call, open until six weeks after placement."""

import frappe
import pytest
from frappe.utils import add_days, formatdate, getdate, today
from story import Story, acting, ago, refused

from mentoring_scheme.mentoring_scheme.verdict import ReasonNeeded, RuleRefusal

ADOPTER = "Newly approved adopter"


@pytest.fixture
def story() -> Story:
	return Story("kent-adoption", ADOPTER)


def started(story: Story, on) -> None:
	"""No social worker is consulted and no meeting is asked for; the pair agrees a weekly call."""
	story.propose(mentee=story.refer(approved=getdate(add_days(on, -20))))
	story.move("Arrange introduction")
	agreement = story.write_agreement(
		contact_way="Phone call",
		contact_every=1,
		contact_unit="Weeks",
		contact_weekday="Tuesday",
		contact_time="19:00:00",
	)
	story.offer_and_sign(agreement)
	story.start(on)


def test_the_agreement_holds_the_weekly_slot(story: Story):
	started(story, ago(30))
	agreement = frappe.get_last_doc("Mentoring Agreement", {"link": story.link})
	assert (agreement.contact_every, agreement.contact_unit, agreement.contact_weekday) == (
		1,
		"Weeks",
		"Tuesday",
	)
	assert str(agreement.contact_time) == "19:00:00"
	assert agreement.docstatus == 1


def test_planned_contact_by_text_cannot_be_agreed(story: Story):
	story.propose()
	story.move("Arrange introduction")
	agreement = story.write_agreement(contact_way="Text message")
	with refused(RuleRefusal) as told, acting(story.co_ordinator):
		agreement.offer_for_signature()
	assert told.says(
		"The scheme has no planned contact by “Text message”.", "Phone call, Video call", "(R27)"
	)


def test_support_is_open_until_a_placement_is_recorded_and_then_ends_six_weeks_later(story: Story):
	started(story, ago(90))
	link = story.now()
	assert link.planned_end is None
	assert "open until its event (Placement) is recorded; it then ends 6 weeks later" in link.term_explained
	with refused(RuleRefusal) as told:
		story.fill_in(event_on=getdate(add_days(today(), 1)))
	assert told.says("The event (Placement) is dated", "after today", "(R15)")
	story.fill_in(event_on=ago(10))
	link = story.now()
	assert link.planned_end == getdate(add_days(today(), 32))
	assert f"6 weeks after the event (Placement) on {formatdate(ago(10))}" in link.term_explained


def test_what_has_no_planned_end_yet_cannot_be_extended(story: Story):
	started(story, ago(30))
	with refused(RuleRefusal) as told:
		story.extend(story.co_ordinator, 1)
	assert told.says("has no planned end yet, so there is nothing to extend", "(R39)")


def test_calls_go_into_a_log_that_nobody_has_to_agree(story: Story):
	started(story, ago(30))
	with acting(story.mentor_user):
		record = story.contact(ago(7), way="Phone call", summary="", next_contact_on=None)
		record.send()
	record.reload()
	assert (record.docstatus, record.status) == (1, "Logged")


def test_a_text_to_rearrange_is_logged_and_a_planned_contact_by_text_is_pointed_out(story: Story):
	started(story, ago(30))
	with acting(story.mentor_user):
		moved = story.contact(
			ago(7),
			way="Text message",
			outcome="Rearranged",
			outcome_by="Mentor",
			outcome_reason="Moved to Thursday.",
			planned=0,
			summary="",
		)
		moved.send()
	assert not frappe.get_message_log()
	with acting(story.mentor_user):
		texted = story.contact(ago(3), way="Text message", summary="")
		texted.send()
	warnings = " ".join(str(message.get("message")) for message in frappe.get_message_log())
	assert "Text message is meant for “Rearranging only”, and was used for “Planned contact”." in warnings
	assert texted.reload().status == "Logged", "what has happened is recorded all the same"


def test_nothing_is_paid(story: Story):
	started(story, ago(120))
	assert story.fall_due() == []


def test_a_second_family_is_a_warning(story: Story):
	mentor = story.approved_mentor()
	story.propose(mentor, story.refer(name="Ana One"))
	with refused(ReasonNeeded) as told:
		story.propose(mentor, story.refer(name="Bea Two"))
	assert told.says("The mentor has 1 other open link; the scheme's figure is 1 at a time.", "(R19)")


def test_support_ends_when_both_agree(story: Story):
	started(story, ago(90))
	story.fill_in(event_on=ago(50))
	story.move("Begin ending")
	story.fill_in(ended_on=ago(8), ending_kind="Completed", mentee_agrees_end=1)
	with refused(RuleRefusal) as told:
		story.move("Close")
	assert told.says("The ending is not agreed by: the mentor.", "(R40)", "record an early ending instead")
	story.fill_in(mentor_agrees_end=1)
	story.move("Close")
	link = story.now()
	assert (link.status, link.filed_on) == ("Closed", None)
	asked = frappe.get_all("Mentoring Feedback", {"link": story.link}, pluck="given_by", order_by="given_by")
	assert asked == ["Mentee", "Mentor"]


def test_social_workers_read_no_records_here(story: Story):
	started(story, ago(30))
	with acting(story.mentor_user):
		record = story.contact(ago(7), way="Phone call")
		record.send()
	for user in (story.mentor_ssw, story.mentee_ssw):
		with acting(user):
			assert not frappe.has_permission("Contact Record", "read", doc=record.reload())
