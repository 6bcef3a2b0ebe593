"""The story of a link under the afc-fostering policy, from the referral to the closed file, and what is refused."""

import frappe
import pytest
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, add_months, formatdate, getdate, today
from story import Story, acting, ago, change, refused

from mentoring_scheme.mentoring_scheme.verdict import ReasonNeeded, RuleRefusal

NEW, ADVERSITY = "Newly approved carer", "Adversity"


@pytest.fixture
def story() -> Story:
	return Story("afc-fostering", ADVERSITY)


@pytest.fixture
def newly_approved() -> Story:
	return Story("afc-fostering", NEW)


# --- the whole way


def test_a_link_goes_from_referral_to_the_closed_file(newly_approved: Story):
	story = newly_approved
	start = getdate(add_months(today(), -6))

	# the mentor is eligible by level and training, and goes through every stage
	mentor = story.approved_mentor()
	texts = [row["text"] for row in mentor.assessment()["findings"]]
	assert "The carer level is 2; the scheme asks for level 2 to 3." in texts
	assert "All mandatory training has been attended." in texts

	# referral, proposal, and both social workers say what they think
	mentee = story.refer(approved=getdate(add_days(start, -20)))
	assert mentee.status == "Waiting"
	link = story.propose(mentor, mentee)
	assert (link.status, link.title) == ("Proposed", "Grace Ambler supports Peter Quill")
	assert frappe.db.get_value("Mentee", mentee.name, "status") == "In a Link"
	story.consult()

	# introduction with its agenda; the agreement is signed by both with their own accounts
	story.meet(start)
	assert len(story.now().introduction_topics) == 7
	agreement = story.offer_and_sign(story.write_agreement())
	assert (agreement.docstatus, agreement.signing_state) == (1, "Signed")
	assert {row.party: row.user for row in agreement.signatures} == {
		"Mentor": story.mentor_user,
		"Mentee": story.mentee_user,
	}

	# active; commencement was agreed differently, so the six months run from the start
	story.start(start, commencement_differs=1, commencement_reason="No placement until then.")
	link = story.now()
	assert link.status == "Active"
	assert link.planned_end == getdate(add_months(start, 6))

	# contact records are written by the mentor, queried once, agreed by the mentee
	record = story.contact(getdate(add_days(start, 14)))
	with acting(story.mentor_user):
		record.send()
	with acting(story.mentee_user):
		record.query("It was an hour and a half.")
	with acting(story.mentor_user):
		change(record, minutes=90)
	record = story.agree_record(record.reload())
	assert (record.docstatus, record.status, record.minutes) == (1, "Agreed", 90)

	# 150 and 150 fall due
	assert story.fall_due() == [
		(150.0, getdate(add_months(start, 3))),
		(150.0, getdate(add_months(start, 6))),
	]
	assert story.fall_due() == story.payments()

	# an extension with reason, by the manager; it comes late, which is a warning of its own
	with refused(ReasonNeeded) as told:
		story.extend(story.manager, 1)
	assert told.says("planned end", formatdate(link.planned_end), "(R39)")
	story.extend(story.manager, 1, decision_reason="Agreed at the review last week.")
	link = story.now()
	assert link.planned_end == getdate(add_months(start, 7))
	assert (link.extensions[0].approved_by, link.extensions[0].approved_on) == (
		story.manager,
		getdate(today()),
	)
	assert len(story.fall_due()) == 2, "the cap of 300 is reached"

	# closing supervision by the mentor's social worker; feedback is asked of both
	story.closing_supervision(ago(1))
	story.move("Begin ending")
	feedback = frappe.get_all(
		"Mentoring Feedback", {"link": story.link}, ["name", "given_by"], order_by="given_by"
	)
	assert [row.given_by for row in feedback] == ["Mentee", "Mentor"]
	with acting(story.mentee_user):
		form = frappe.get_doc("Mentoring Feedback", feedback[0].name)
		form.give({row.name: 5 for row in form.answers if row.kind == "Scale"})

	# the formal ending; then the records go on both carers' files
	story.fill_in(
		ended_on=today(),
		ending_kind="Completed",
		reflection_on=today(),
		formal_ending_by="Meeting",
		formal_ending_on=today(),
	)
	story.move("Close")
	link = story.now()
	assert (link.status, link.filed_on) == ("Closed", getdate(today()))
	entries = frappe.get_all(
		"Mentoring File Entry", {"link": story.link}, ["name", "as_role"], order_by="as_role"
	)
	assert [entry.as_role for entry in entries] == ["Mentee", "Mentor"]
	filed = frappe.get_doc("Mentoring File Entry", entries[0].name).documents
	assert [row.document_type for row in filed] == [
		"Mentoring Agreement",
		"Contact Record",
		"Mentoring Supervision",
	]
	assert frappe.db.get_value("Mentee", mentee.name, "status") == "Ended"


def test_finance_takes_a_payment_from_due_to_paid(story: Story):
	story.started(getdate(add_months(today(), -3)))
	assert [amount for amount, _ in story.fall_due()] == [150.0]
	with acting(story.finance):
		payment = frappe.get_last_doc("Mentoring Payment", {"link": story.link})
		for action in ("Approve", "Send to payee", "Record as paid"):
			payment = apply_workflow(payment, action)
	assert (payment.docstatus, payment.status) == (1, "Paid")
	assert payment.approved_by == story.finance
	assert payment.household == frappe.db.get_value(
		"Mentoring Participant", story.now().mentor_participant, "household"
	)


# --- refusals on the way


def test_support_does_not_start_without_an_agreement(story: Story):
	story.propose()
	story.consult()
	story.meet(ago(3))
	story.fill_in(start_date=ago(2))
	with refused(RuleRefusal) as told:
		story.move("Start support")
	assert told.says("The agreement is not signed by: the mentor, the mentee.", "(R26)")
	assert told.says("has 0 of the 9 sections that it must have", "(R24)")
	assert story.now().status == "Introduction"


def test_one_signature_is_not_enough(story: Story):
	story.propose()
	story.consult()
	story.meet(ago(3))
	agreement = story.write_agreement()
	with acting(story.co_ordinator):
		agreement.offer_for_signature()
	with acting(story.mentor_user):
		agreement.sign("Grace Ambler")
	story.fill_in(start_date=ago(2))
	with refused(RuleRefusal) as told:
		story.move("Start support")
	assert told.says("The agreement is not signed by: the mentee.", "(R26)")


def test_an_introduction_without_the_social_workers_is_not_enough(story: Story):
	story.propose()
	story.consult()
	story.move("Arrange introduction")
	with acting(story.co_ordinator):
		link = story.now()
		link.update({"introduction_on": ago(3), "mentor_attended": 1, "mentee_attended": 1})
		for topic in link.introduction_topics[:3]:
			topic.covered = 1
		link.save()
	story.offer_and_sign(story.write_agreement())
	story.fill_in(start_date=ago(2))
	with refused(RuleRefusal) as told:
		story.move("Start support")
	assert told.says("The introduction covered 3 of 7 topics.", "(R23)", "supervising social worker")


def test_an_extension_needs_somebody_who_may_approve_it(story: Story):
	story.started(ago(60))
	planned_end = story.now().planned_end
	with refused(RuleRefusal) as told, acting(story.co_ordinator):
		link = story.now()
		link.append("extensions", {"months": 2, "reason": "Not settled yet."})
		link.save()
	assert told.says("The extension by 2 months has not been approved.", "Ask a Mentoring Manager", "(R39)")
	with refused(RuleRefusal) as told:
		story.extend(story.co_ordinator, 2)
	assert told.says("An extension is approved by a Mentoring Manager", "(R39)")
	assert story.now().planned_end == planned_end


def test_nobody_approves_an_extension_in_anothers_name(story: Story):
	story.started(ago(60))
	with refused(RuleRefusal) as told, acting(story.co_ordinator):
		link = story.now()
		row = {"months": 2, "reason": "So it was said.", "approved_by": story.manager, "approved_on": ago(1)}
		link.append("extensions", row)
		link.save()
	assert told.says("has not been approved", "(R39)")


def test_an_extension_needs_a_reason(story: Story):
	story.started(ago(60))
	with refused(RuleRefusal) as told:
		story.extend(story.manager, 2, reason="")
	assert told.says("The extension by 2 months has no reason.", "(R39)")


def test_a_stage_of_recruitment_is_not_skipped(story: Story):
	mentor = story.mentor_applies()
	with refused(frappe.exceptions.ValidationError), acting(story.co_ordinator):
		apply_workflow(mentor, "Begin review")
	with refused(RuleRefusal) as told, acting(story.co_ordinator):
		apply_workflow(apply_workflow(mentor, "Invite to information session"), "Invite to interview")
	assert told.says("The date of the information session is not recorded.", "(R9)")
	assert frappe.db.get_value("Mentor", mentor.name, "stage") == "Applied"


def test_a_link_does_not_skip_the_consultation(story: Story):
	story.propose()
	with refused(RuleRefusal) as told:
		story.move("Arrange introduction")
	assert told.says("A link cannot move from “Proposed” to “Introduction”.", "Consulting, Declined")
	story.move("Consult social workers")
	story.answer("mentor", story.mentor_ssw, "Agrees")
	with refused(RuleRefusal) as told:
		story.move("Arrange introduction")
	assert told.says("There is no answer yet from the mentee's supervising social worker.", "(R21)")


def test_a_social_worker_who_does_not_agree_stops_the_link_unless_a_manager_decides(story: Story):
	story.propose()
	story.move("Consult social workers")
	story.answer("mentor", story.mentor_ssw, "Agrees")
	story.answer("mentee", story.mentee_ssw, "Does not agree", "They are related by marriage.")
	with refused(RuleRefusal) as told:
		story.fill_in(decision_reason="I think it will be all right.")
		story.move("Arrange introduction")
	assert told.says(
		"does not agree", formatdate(today()), "A Mentoring Manager may decide otherwise", "(R21)"
	)
	story.fill_in(by=story.manager, decision_reason="Talked over with both: very distant relations.")
	link = story.move("Arrange introduction", by=story.manager)
	decision = link.decisions[0]
	assert (decision.rule, decision.severity, decision.decided_by) == ("R21", "Override", story.manager)
	assert "very distant" in decision.reason
	assert not link.decision_reason


def test_a_pair_has_one_open_link_at_a_time(story: Story):
	mentor, mentee = story.approved_mentor(), story.refer()
	story.propose(mentor, mentee)
	with refused(RuleRefusal) as told:
		story.propose(mentor, mentee)
	assert told.says("The pair has 1 other open link already", "(R21)", "Extend the open link")
	story.fill_in(status_reason="Another idea.")
	story.move("Decline")
	assert story.propose(mentor, mentee).status == "Proposed", "after a decline they may try again"


def test_a_third_mentee_is_a_warning_that_goes_on_with_a_reason(story: Story):
	mentor = story.approved_mentor()
	for name in ("Ana One", "Bea Two"):
		story.propose(mentor, story.refer(name=name))
	third = story.refer(name="Cleo Three")
	with refused(ReasonNeeded) as told:
		story.propose(mentor, third)
	assert told.says("The mentor has 2 other open links; the scheme's figure is 2 at a time.", "(R19)")
	assert told.says("write the reason under Decisions and save again")
	link = story.propose(mentor, third, decision_reason="One of the two ends next week.")
	assert [(row.rule, row.severity, row.decided_by) for row in link.decisions] == [
		("R19", "Warning acknowledged", story.co_ordinator)
	]


def test_an_ineligible_mentor_is_refused_with_each_failing_figure(story: Story):
	participant = story.person(
		"Hugh Newly",
		ssw=story.mentor_ssw,
		approvals=[{"approval_type": "Mainstream", "approved_on": ago(400), "level": 1}],
	)
	late = {"training": "Safer caring", "mandatory": 1, "due_on": ago(100), "attended_on": ago(50)}
	missing = {"training": "First aid", "mandatory": 1, "due_on": ago(20)}
	mentor = story.mentor_applies(participant, trainings=[late, missing], commitment_confirmed="No")
	with refused(RuleRefusal) as told:
		story.recruit(mentor)
	assert told.says("The carer level is 1; the scheme asks for level 2 to 3.")
	assert told.says("2 courses of the mandatory training are outstanding.")
	assert told.says("The mentor cannot commit time for the length of a link.", "(R7)")
	assert told.says("A Mentoring Manager may decide otherwise, with a reason.")


def test_a_manager_may_approve_an_ineligible_mentor_with_a_reason_that_stays(story: Story):
	participant = story.person(
		"Hugh Newly",
		ssw=story.mentor_ssw,
		approvals=[{"approval_type": "Mainstream", "approved_on": ago(400), "level": 1}],
	)
	mentor = story.mentor_applies(participant)
	with refused(RuleRefusal):
		story.recruit(mentor)
	mentor = story.recruit(
		mentor,
		actions=(
			"Invite to information session",
			"Invite to interview",
			"Begin preparation training",
			"Begin review",
		),
	)
	with refused(RuleRefusal), acting(story.co_ordinator):
		apply_workflow(change(mentor, decision_reason="A good carer."), "Approve as mentor")
	with refused(ReasonNeeded), acting(story.manager):
		apply_workflow(change(mentor, decision_reason=" "), "Approve as mentor")
	with acting(story.manager):
		mentor = apply_workflow(
			change(mentor, decision_reason="Level 2 is to be awarded in May."), "Approve as mentor"
		)
	assert mentor.stage == "Approved"
	row = mentor.decisions[0]
	assert (row.rule, row.severity, row.decided_by) == ("R7", "Override", story.manager)
	assert row.finding == "The carer level is 1; the scheme asks for level 2 to 3."
	# the decision holds for the links of this mentor
	assert story.propose(mentor).status == "Proposed"


def test_closing_asks_for_everything_that_the_policy_asks(story: Story):
	story.started(getdate(add_months(today(), -3)))
	story.move("Begin ending")
	with refused(RuleRefusal) as told:
		story.move("Close")
	assert told.says("The link has no end date.", "No closing supervision", "No reflection", "(R40)")
	assert told.says("neither by a meeting nor by a letter")
	assert story.now().status == "Closing"
	assert not frappe.db.exists("Mentoring File Entry", {"link": story.link})


def test_ending_never_waits_for_feedback_but_asks_about_records_not_agreed(story: Story):
	start = getdate(add_months(today(), -3))
	story.started(start)
	story.contact(getdate(add_days(start, 10)))
	story.closing_supervision(today())
	story.move("Begin ending")
	ending = {
		"ended_on": today(),
		"reflection_on": today(),
		"formal_ending_by": "Letter",
		"formal_ending_on": today(),
	}
	story.fill_in(**ending)
	with refused(ReasonNeeded) as told:
		story.move("Close")
	assert told.says("1 contact record is not agreed yet", "(R29)")
	story.fill_in(decision_reason="The mentee has moved and cannot be reached.")
	assert story.move("Close").status == "Closed"
	assert not frappe.db.exists("Mentoring Feedback", {"link": story.link, "given_on": ["is", "set"]})


# --- suspension


def test_a_suspension_stops_the_clock_and_moves_what_is_due(story: Story):
	start = ago(100)
	story.started(start)
	before = story.now().planned_end
	with refused(RuleRefusal) as told:
		story.move("Suspend")
	assert told.says("There is no open suspension on this link.", "(R36)")
	story.fill_in(suspensions=[{"from_date": ago(60), "reason": "A matter is looked into."}])
	link = story.move("Suspend")
	assert (link.status, link.planned_end) == ("Suspended", None)
	assert link.suspensions[0].decided_by == story.co_ordinator
	with refused(RuleRefusal) as told:
		story.move("Resume")
	assert told.says(formatdate(ago(60)), "has no day on which support resumed", "(R36)")
	rows = [row.as_dict() for row in story.now().suspensions]
	story.fill_in(suspensions=[rows[0] | {"to_date": ago(30)}])
	story.move("Resume")
	link = story.now()
	assert (link.status, link.planned_end) == ("Active", getdate(add_days(before, 30)))
	assert "It moved by 30 days, because support was suspended." in link.term_explained


def test_an_early_ending_needs_a_day_and_a_reason_and_is_nobodys_fault(story: Story):
	story.started(ago(50))
	with refused(RuleRefusal) as told:
		story.move("End early")
	assert told.says(
		"The link has no end date.", "The link ended early without a reason.", "(R37)", "nobody's fault"
	)
	story.fill_in(
		ended_on=ago(2), status_reason="The two did not find a time.", ending_kind="Ending without fault"
	)
	assert story.move("End early").status == "Ended Early"
	assert frappe.db.count("Mentoring Feedback", {"link": story.link}) == 2


def test_a_link_whose_support_has_started_is_never_deleted(story: Story):
	story.started(ago(10))
	with refused() as told, acting(story.manager):
		frappe.delete_doc("Mentoring Link", story.link)
	assert told.message
	assert frappe.db.exists("Mentoring Link", story.link)


def test_social_workers_and_portal_accounts_do_not_move_a_link(story: Story):
	story.started(ago(10))
	for user in (story.mentor_ssw, story.mentee_ssw, story.finance, story.mentor_user, story.mentee_user):
		with refused((frappe.PermissionError, frappe.ValidationError)):
			story.move("Begin ending", by=user)
		with refused(frappe.PermissionError):
			story.fill_in(by=user, match_explanation="Something else.")
