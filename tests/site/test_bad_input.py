"""What bad input gets: one clear message with the rule, the figures compared and what to do; nothing is half-written."""

import json
from datetime import date

import frappe
import makers
import pytest
from frappe.model.workflow import apply_workflow
from frappe.utils import formatdate, today
from makers import make_link, make_mentee, make_mentor, make_participant, make_payment, make_scheme, stand
from story import Story, acting, ago, change, refused

from mentoring_scheme.mentoring_scheme.verdict import RuleRefusal
from mentoring_scheme.policy import presets


def tomorrow() -> date:
	return ago(-1)


@pytest.fixture
def story() -> Story:
	return Story("afc-fostering", "Adversity")


# --- an end before its start


@pytest.mark.parametrize(
	("table", "row", "label"),
	[
		("approvals", {"approval_type": "Mainstream", "approved_on": 10, "ended_on": 20}, "Approvals, row 1"),
		("active_periods", {"from_date": 10, "to_date": 20}, "Active caring, row 1"),
	],
)
def test_a_period_that_ends_before_it_starts(table, row, label):
	days = {field: ago(value) if isinstance(value, int) else value for field, value in row.items()}
	with refused() as told:
		make_participant(**{table: [days]})
	assert told.says(label, f"the end, {formatdate(ago(20))}, comes before the start, {formatdate(ago(10))}")


def test_a_break_that_ends_before_it_begins():
	mentor = make_mentor()
	with refused() as told:
		change(mentor, break_from=ago(10), break_until=ago(20))
	assert told.says(formatdate(ago(20)), f"before it begins on {formatdate(ago(10))}")


def test_a_link_that_ended_before_it_started(story: Story):
	story.started(ago(30))
	with refused(RuleRefusal) as told:
		story.fill_in(ended_on=ago(40))
	assert told.says(
		f"The link ended on {formatdate(ago(40))}, before it started on {formatdate(ago(30))}.", "(R40)"
	)


def test_a_suspension_that_ends_before_it_starts_or_begins_before_the_link(story: Story):
	story.started(ago(30))
	with refused(RuleRefusal) as told:
		story.fill_in(suspensions=[{"from_date": ago(10), "to_date": ago(15), "reason": "Illness."}])
	assert told.says(
		f"resumed on {formatdate(ago(15))}, before it was suspended on {formatdate(ago(10))}", "(R36)"
	)
	with refused(RuleRefusal) as told:
		story.fill_in(suspensions=[{"from_date": ago(31), "to_date": ago(15), "reason": "Illness."}])
	assert told.says(f"before the link starts on {formatdate(ago(30))}", "(R36)")


# --- dates in the future where they cannot be


@pytest.mark.parametrize(
	"fieldname", ["referred_on", "offered_on", "offer_answered_on", "consent_on", "withdrawn_on"]
)
def test_what_a_mentee_has_done_is_not_in_the_future(fieldname):
	mentee = make_mentee()
	with refused() as told:
		change(mentee, **{fieldname: tomorrow()})
	assert told.says(
		mentee.meta.get_label(fieldname), formatdate(tomorrow()), "lies in the future", "Correct the date."
	)


def test_an_approval_and_a_birth_are_not_in_the_future():
	with refused() as told:
		make_participant(approvals=[{"approval_type": "Mainstream", "approved_on": tomorrow()}])
	assert told.says("Approvals, row 1", formatdate(tomorrow()), "lies in the future")
	with refused() as told:
		make_participant(date_of_birth=tomorrow())
	assert told.says("date of birth", formatdate(tomorrow()))


def test_a_start_is_not_in_the_future(story: Story):
	story.propose()
	story.consult()
	story.meet(ago(3))
	story.offer_and_sign(story.write_agreement())
	story.fill_in(start_date=tomorrow())
	with refused(RuleRefusal) as told:
		story.move("Start support")
	assert told.says(
		f"The start is dated {formatdate(tomorrow())}, which is after today ({formatdate(today())}).", "(R26)"
	)


def test_an_end_a_suspension_and_a_contact_are_not_in_the_future(story: Story):
	story.started(ago(30))
	with refused(RuleRefusal) as told:
		story.fill_in(ended_on=tomorrow())
	assert told.says(
		f"The end is dated {formatdate(tomorrow())}", formatdate(today()), "Record the end once it has come."
	)
	with refused(RuleRefusal) as told:
		story.fill_in(suspensions=[{"from_date": tomorrow(), "reason": "Holidays."}])
	assert told.says(formatdate(tomorrow()), "after today", "(R36)")
	with refused(RuleRefusal) as told:
		story.contact(tomorrow())
	assert told.says(f"The contact is dated {formatdate(tomorrow())}", "(R28)")


def test_a_stage_of_recruitment_is_not_dated_in_the_future(story: Story):
	mentor = story.mentor_applies()
	with acting(story.co_ordinator):
		change(mentor, information_session_on=tomorrow())
	with refused(RuleRefusal) as told:
		story.recruit(mentor, actions=())
		change(mentor, interview_on=tomorrow())
		with acting(story.co_ordinator):
			for action in (
				"Invite to information session",
				"Invite to interview",
				"Begin preparation training",
			):
				apply_workflow(mentor, action)
	assert told.says("the interview", formatdate(tomorrow()), "Record it once it has taken place.", "(R9)")


# --- approval after the start of a link


def test_an_approval_after_the_start_of_the_link():
	story = Story("afc-fostering", "Newly approved carer")
	story.propose(mentee=story.refer(approved=ago(20)))
	with refused(RuleRefusal) as told:
		story.fill_in(start_date=ago(30))
	assert told.says(
		f"The link starts on {formatdate(ago(30))}, before the mentee was approved on {formatdate(ago(20))}.",
		"(R15)",
	)
	assert told.says(f"Choose a start on or after {formatdate(ago(20))}")
	assert not story.now().start_date


# --- negative or absurd numbers


@pytest.mark.parametrize("months", [-3, 0, 100000])
def test_an_extension_of_absurd_length(story: Story, months):
	story.started(ago(30))
	with refused() as told:
		story.extend(story.manager, months)
	assert told.says(str(months))
	assert not story.now().extensions


@pytest.mark.parametrize(
	("table", "fieldname", "value"),
	[
		("support_types", "months", -6),
		("support_types", "months", 100000),
		("support_types", "payment_cap", -1),
		("eligibility_rules", "lowest_level", -2),
	],
)
def test_a_policy_with_an_absurd_number_in_a_row(table, fieldname, value):
	scheme = make_scheme()
	before = scheme.policy_version
	with refused() as told:
		scheme.get(table)[0].set(fieldname, value)
		scheme.save()
	assert told.says(
		scheme.meta.get_label(table), "1", frappe.get_meta(scheme.get(table)[0].doctype).get_label(fieldname)
	)
	assert frappe.db.get_value("Mentoring Scheme", scheme.name, "policy_version") == before


@pytest.mark.parametrize("fieldname", ["mentees_at_a_time", "supervision_every_weeks", "payment_per_month"])
def test_a_policy_with_a_negative_number(fieldname):
	scheme = make_scheme()
	with refused() as told:
		change(scheme, **{fieldname: -1})
	assert told.says(scheme.meta.get_label(fieldname))


@pytest.mark.parametrize("amount", [0, -25])
def test_an_exceptional_payment_of_nothing_or_less(amount):
	link = make_link(status="Active").name
	with refused() as told:
		make_payment(link=link, amount=amount)
	assert told.message
	assert not frappe.db.count("Mentoring Payment", {"link": link})


# --- empty mandatory sections


def test_an_agreement_with_empty_mandatory_sections_is_not_offered(story: Story):
	story.propose()
	agreement = story.write_agreement()
	with acting(story.co_ordinator):
		for section in agreement.sections[:2]:
			section.text = "  "
		agreement.save()
		with refused(RuleRefusal) as told:
			agreement.offer_for_signature()
	assert told.says("7 of 9 mandatory sections are filled in. Empty: Purpose, Development goals.", "(R24)")
	assert frappe.db.get_value("Mentoring Agreement", agreement.name, "signing_state") == "Being written"


def test_a_policy_without_support_types_or_sections():
	scheme = make_scheme()
	for table in ("support_types", "agreement_sections"):
		with refused() as told:
			change(scheme, **{table: []})
		assert told.says(scheme.meta.get_label(table))


# --- presets


def test_an_unknown_preset_names_those_that_there_are():
	with refused() as told:
		frappe.get_doc(
			{"doctype": "Mentoring Scheme", "scheme_name": "Nowhere", "preset": "atlantis"}
		).insert()
	assert told.says("There is no ready-made policy called “atlantis”.", *presets.names())
	assert not frappe.db.exists("Mentoring Scheme", "Nowhere")


def test_a_preset_file_with_a_wrong_field_is_named_with_the_field(tmp_path, monkeypatch):
	raw = json.loads((presets._FOLDER / "afc-fostering.json").read_text())
	raw["preset"] = "ours"
	raw["policy"]["support_types"][1]["monhts"] = 3
	(tmp_path / "ours.json").write_text(json.dumps(raw))
	monkeypatch.setattr(presets, "_FOLDER", tmp_path)
	with refused() as told:
		frappe.get_doc({"doctype": "Mentoring Scheme", "scheme_name": "Nowhere", "preset": "ours"}).insert()
	assert told.says("There is no such field.", "monhts")


# --- overlapping links and suspensions


def test_overlapping_links_of_a_pair(story: Story):
	mentor, mentee = story.approved_mentor(), story.refer()
	story.propose(mentor, mentee)
	with refused(RuleRefusal) as told:
		story.propose(mentor, mentee)
	assert told.says("The pair has 1 other open link already; only one may be open at a time.", "(R21)")


def test_overlapping_suspensions(story: Story):
	story.started(ago(60))
	with refused(RuleRefusal) as told:
		story.fill_in(
			suspensions=[
				{"from_date": ago(50), "to_date": ago(30), "reason": "Illness."},
				{"from_date": ago(40), "to_date": ago(20), "reason": "Holidays."},
			]
		)
	assert told.says(
		f"The suspension of {formatdate(ago(40))} begins before the one of {formatdate(ago(50))} has ended."
	)


def test_a_person_is_mentor_once_in_a_scheme():
	mentor = make_mentor()
	with refused(frappe.DuplicateEntryError) as told:
		make_mentor(scheme=mentor.scheme, participant=mentor.participant)
	assert told.says(mentor.name, mentor.scheme, "Open that document")


def test_nobody_mentors_themselves_or_their_household():
	scheme = make_scheme().name
	mentor = make_mentor(scheme=scheme)
	with refused(RuleRefusal) as told:
		make_link(
			scheme=scheme,
			mentor=mentor.name,
			mentee=make_mentee(scheme=scheme, participant=mentor.participant).name,
		)
	assert told.says("The mentor and the mentee are the same person.", "(R18)")
	household = frappe.db.get_value("Mentoring Participant", mentor.participant, "household")
	at_home = make_mentee(scheme=scheme, participant=make_participant(household=household).name)
	with refused(RuleRefusal) as told:
		make_link(scheme=scheme, mentor=mentor.name, mentee=at_home.name)
	assert told.says("live in the same household", "(R37)", "Choose a mentor from another household.")


def test_two_people_of_different_schemes():
	mentor, mentee = make_mentor(), make_mentee()
	with refused() as told:
		make_link(scheme=mentor.scheme, mentor=mentor.name, mentee=mentee.name)
	assert told.says(mentor.scheme, mentee.scheme, "Choose two people of one scheme.")


def test_an_unknown_support_type_names_those_of_the_scheme():
	with refused() as told:
		make_link(support_type="Gardening")
	assert told.says("Gardening", "Newly approved carer", "Adversity")


# --- deleting what others rest on


def test_what_others_rest_on_is_not_deleted(story: Story):
	story.started(ago(60))
	link = story.now()
	agreement = frappe.db.get_value("Mentoring Agreement", {"link": story.link})
	household = frappe.db.get_value("Mentoring Participant", link.mentor_participant, "household")
	rested_on = {
		"Mentoring Scheme": story.scheme,
		"Mentoring Policy Version": link.policy_version,
		"Mentoring Household": household,
		"Mentoring Participant": link.mentee_participant,
		"Mentor": link.mentor,
		"Mentee": link.mentee,
		"Mentoring Link": story.link,
		"Mentoring Agreement": agreement,
	}
	for doctype, name in rested_on.items():
		with refused((frappe.ValidationError, frappe.PermissionError)) as told, acting(story.manager):
			frappe.delete_doc(doctype, name)
		# Frappe 16 says nothing in words to somebody who may not delete such a document at all
		assert told.message or told.by_permission, doctype
		assert frappe.db.exists(doctype, name), doctype


def test_a_link_that_came_to_nothing_may_be_deleted_by_the_manager(story: Story):
	link = story.propose()
	with acting(story.manager):
		frappe.delete_doc("Mentoring Link", link.name)
	assert frappe.db.get_value("Mentee", link.mentee, "status") == "Waiting"


# --- saving past the workflow


@pytest.mark.parametrize("doctype", ["Mentoring Link", "Mentor", "Mentoring Payment"])
def test_a_document_does_not_begin_in_the_middle(doctype):
	makers = {"Mentoring Link": make_link, "Mentor": make_mentor, "Mentoring Payment": make_payment}
	stages = {
		"Mentoring Link": ("status", "Active"),
		"Mentor": ("stage", "Approved"),
		"Mentoring Payment": ("status", "Paid"),
	}
	fieldname, state = stages[doctype]
	doc = makers[doctype](do_not_save=True)
	doc.set(fieldname, state)
	with refused():
		doc.insert()
		assert doc.reload().get(fieldname) != state, "born in the middle"
		raise frappe.ValidationError  # it was put back to its first state, which is as good


def test_an_account_that_may_write_does_not_jump_a_state(story: Story):
	story.propose()
	for state in ("Active", "Closed", "Introduction"):
		with refused():
			story.fill_in(status=state)
	assert story.now().status == "Proposed"


def test_a_closed_link_no_longer_changes(story: Story):
	story.propose()
	stand(story.now(), status="Closed", start_date=ago(100), ended_on=ago(5))
	with refused() as told:
		story.fill_in(match_explanation="Something else.")
	assert told.message


# --- a choice that there is not


FILLED = (
	makers.make_agreement, makers.make_application, makers.make_booking, makers.make_check, makers.make_claim,
	makers.make_concern, makers.make_consultation, makers.make_contact_record, makers.make_event,
	makers.make_feedback, makers.make_follow_up, makers.make_legal_hold, makers.make_letter, makers.make_link,
	makers.make_mentee, makers.make_mentor, makers.make_participant, makers.make_payment,
	makers.make_payment_batch, makers.make_reference, makers.make_request, makers.make_scheme,
	makers.make_setup_step, makers.make_supervision, makers.make_support_note,
)  # fmt: skip


@pytest.mark.parametrize("make", FILLED, ids=lambda make: make.__name__)
def test_a_choice_that_there_is_not_is_refused_in_words(make):
	name, doctype = (made := make()).name, made.doctype
	chosen = [field for field in made.meta.get_select_fields() if field.options and field.options.strip()]
	assert chosen
	for field in chosen:
		doc = frappe.get_doc(doctype, name)
		doc.set(field.fieldname, "Bogus")
		with refused() as told:
			doc.save()
		assert told.says(f"{field.label}: “Bogus” is none of the choices."), field.fieldname


def test_a_row_with_a_choice_that_there_is_not_is_refused_in_words():
	scheme = make_scheme()
	scheme.support_types[0].anchor = "Bogus"
	with refused() as told:
		scheme.save()
	assert told.says("Support types, row 1, Term counted from: “Bogus” is none of the choices.")
