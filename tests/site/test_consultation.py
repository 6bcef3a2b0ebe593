"""The consultation of both supervising social workers before an introduction (R21)."""

import frappe
import pytest
from casts import make_cast
from frappe.utils import getdate, today
from makers import stand

from mentoring_scheme.mentoring_scheme.doctype.mentoring_consultation.mentoring_consultation import ask
from mentoring_scheme.mentoring_scheme.verdict import RuleRefusal


@pytest.fixture
def cast():
	return make_cast(status="Consulting")


def asked(cast):
	return [frappe.get_doc("Mentoring Consultation", name) for name in ask(cast.link)]


def test_both_social_workers_are_asked_once(cast):
	of_mentor, of_mentee = asked(cast)
	assert (of_mentor.whose, of_mentor.ssw) == ("Mentor's SSW", cast.mentor_ssw)
	assert (of_mentee.whose, of_mentee.ssw) == ("Mentee's SSW", cast.mentee_ssw)
	assert getdate(of_mentee.asked_on) == getdate(today())
	assert [doc.name for doc in asked(cast)] == [of_mentor.name, of_mentee.name]


def test_a_participant_without_a_social_worker_is_named_and_nothing_is_asked(cast):
	stand(frappe.get_doc("Mentoring Participant", cast.link.mentee_participant), ssw=None)
	with pytest.raises(frappe.ValidationError) as refusal:
		ask(cast.link)
	assert frappe.utils.escape_html(cast.link.mentee_name) in str(refusal.value)
	assert not frappe.db.exists("Mentoring Consultation", {"link": cast.link.name})


def test_the_social_worker_who_was_asked_answers(cast, as_user):
	consultation = asked(cast)[0]
	with as_user(cast.mentor_ssw):
		consultation.answer = "Agrees"
		consultation.save()
	assert getdate(consultation.answered_on) == getdate(today())
	assert consultation.answered_by == cast.mentor_ssw


def test_nobody_answers_a_question_put_to_another(cast, as_user):
	consultation = asked(cast)[0]
	for user in (cast.mentee_ssw, cast.mentor, cast.mentee):
		with as_user(user), pytest.raises(frappe.PermissionError):
			consultation.reload().update({"answer": "Agrees"}).save()


def test_a_social_worker_does_not_make_a_question_their_own(cast, as_user):
	consultation = asked(cast)[0]
	with as_user(cast.mentee_ssw), pytest.raises(frappe.PermissionError):
		consultation.update({"ssw": cast.mentee_ssw, "answer": "Agrees"}).save()
	with as_user(cast.mentor_ssw), pytest.raises((frappe.ValidationError, frappe.PermissionError)):
		consultation.reload().update({"ssw": cast.mentee_ssw}).save()


def test_staff_record_an_answer_and_are_named(cast, as_user):
	consultation = asked(cast)[1]
	with as_user(cast.co_ordinator):
		consultation.update(
			{"answer": "Has concerns", "comment": "They live next door to each other."}
		).save()
	assert (consultation.answered_by, consultation.ssw) == (cast.co_ordinator, cast.mentee_ssw)


@pytest.mark.parametrize("answer", ["Has concerns", "Does not agree"])
def test_what_stands_against_a_match_is_said(cast, answer):
	consultation = asked(cast)[0]
	with pytest.raises(RuleRefusal, match="comment"):
		consultation.update({"answer": answer, "comment": " "}).save()


def test_an_answer_changes_until_support_starts_and_is_never_taken_away(cast, as_user):
	consultation = asked(cast)[0]
	consultation.update({"answer": "Agrees"}).save()
	with pytest.raises(RuleRefusal, match="taken away"):
		consultation.update({"answer": ""}).save()
	with as_user(cast.mentor_ssw):
		consultation.reload().update({"answer": "Does not agree", "comment": "I have heard more."}).save()
	stand(cast.link, status="Active")
	for user in (cast.mentor_ssw, cast.co_ordinator, cast.manager):
		with as_user(user), pytest.raises(RuleRefusal, match="Active"):
			consultation.reload().update({"answer": "Agrees"}).save()
	with pytest.raises(frappe.ValidationError, match="rests on this answer"):
		consultation.reload().delete()


def test_who_answered_and_when_is_not_typed(cast, as_user):
	consultation = asked(cast)[0]
	with as_user(cast.co_ordinator):
		consultation.update(
			{"answered_on": "2026-01-01", "answered_by": cast.mentor_ssw, "asked_on": "2025-01-01"}
		).save()
	assert (consultation.answered_on, consultation.answered_by) == (None, None)
	assert getdate(consultation.asked_on) == getdate(today())


def test_staff_ask_another_social_worker_while_there_is_no_answer(cast, as_user):
	consultation = asked(cast)[0]
	with as_user(cast.co_ordinator):
		consultation.update({"ssw": cast.mentee_ssw}).save()
		consultation.update({"answer": "Agrees"}).save()
		with pytest.raises(frappe.ValidationError, match="no answer"):
			consultation.update({"ssw": cast.mentor_ssw}).save()


def test_one_question_for_each_side(cast):
	first = asked(cast)[0]
	again = frappe.copy_doc(first)
	with pytest.raises(frappe.DuplicateEntryError, match=first.name):
		again.insert()
