"""Feedback of mentor and mentee, asked once, given once, apart from one another (R41)."""

import frappe
import pytest
from casts import make_cast
from frappe.utils import getdate, today

from mentoring_scheme.mentoring_scheme.doctype.mentoring_feedback.mentoring_feedback import ask
from mentoring_scheme.mentoring_scheme.verdict import RuleRefusal


@pytest.fixture
def cast():
	return make_cast(status="Closing")


def asked(cast, occasion="End"):
	forms = [frappe.get_doc("Mentoring Feedback", name) for name in ask(cast.link, occasion)]
	return {form.given_by: form for form in forms}


def filled(form):
	return {row.name: 4 if row.kind == "Scale" else "It helped." for row in form.answers}


def test_those_whom_the_policy_names_are_asked_its_questions(cast):
	forms = asked(cast)
	assert set(forms) == {"Mentor", "Mentee"}
	scheme = frappe.get_doc("Mentoring Scheme", cast.scheme)
	for person, form in forms.items():
		questions = [
			row.question
			for row in (*scheme.self_ratings, *scheme.feedback_questions)
			if row.asked_of in (person, "Both")
		]
		assert [row.question for row in form.answers] == questions
	assert forms["Mentee"].asked_user == cast.mentee


@pytest.mark.parametrize(
	("who", "expected"), [("Mentor", ["Mentor"]), ("Mentee", ["Mentee"]), ("Nobody", [])]
)
def test_nobody_else_is_asked(who, expected):
	assert list(asked(make_cast(status="Closing", feedback_from=who, feedback_midterm=0))) == expected


def test_asking_twice_asks_once(cast):
	assert ask(cast.link) == ask(cast.link)
	assert len(ask(cast.link, "Mid-term")) == 2
	assert frappe.db.count("Mentoring Feedback", {"link": cast.link.name}) == 4


def test_the_same_form_is_not_made_by_hand(cast):
	form = asked(cast)["Mentor"]
	with pytest.raises(frappe.UniqueValidationError):
		frappe.get_doc(
			{"doctype": "Mentoring Feedback", "link": cast.link.name, "given_by": "Mentor", "occasion": "End"}
		).insert()
	assert form.feedback_key == f"{cast.link.name}:Mentor:End"


def test_the_person_asked_gives_it_once(cast, as_user):
	form = asked(cast)["Mentee"]
	with as_user(cast.mentee):
		form.give(filled(form))
	assert getdate(form.given_on) == getdate(today())
	assert (form.given_how, form.recorded_by) == ("With own account", None)
	assert all(row.score == 4 or row.answer == "It helped." for row in form.answers)
	with as_user(cast.mentee), pytest.raises((frappe.ValidationError, frappe.PermissionError)):
		form.give(filled(form))
	with pytest.raises(frappe.ValidationError, match="stays as it is"):
		form.reload().give(filled(form))


def test_mentor_and_mentee_do_not_see_each_others(cast, as_user):
	forms = asked(cast)
	for user, others in ((cast.mentor, "Mentee"), (cast.mentee, "Mentor")):
		with as_user(user):
			assert not forms[others].has_permission("read")
			with pytest.raises(frappe.PermissionError):
				forms[others].give(filled(forms[others]))
	assert not forms["Mentee"].reload().given_on


def test_staff_record_what_came_on_paper(cast, as_user):
	form = asked(cast)["Mentee"]
	with as_user(cast.co_ordinator):
		form.give(frappe.as_json(filled(form)))
	assert (form.given_how, form.recorded_by) == ("On paper", cast.co_ordinator)


@pytest.mark.parametrize("score", [0, 6, -1, 2.5, "good", True, [3]])
def test_a_score_is_a_whole_number_from_one_to_five(cast, as_user, score):
	form = asked(cast)["Mentee"]
	scale = next(row for row in form.answers if row.kind == "Scale")
	with as_user(cast.mentee), pytest.raises(frappe.ValidationError):
		form.give({scale.name: score})
	assert not form.reload().given_on


def test_questions_may_be_left_out_but_not_all(cast, as_user):
	form = asked(cast)["Mentee"]
	with as_user(cast.mentee):
		with pytest.raises(RuleRefusal, match="No question is answered"):
			form.give({})
		form.give({form.answers[0].name: filled(form)[form.answers[0].name]})
	assert form.given_on


def test_answers_belong_to_the_questions_of_the_form(cast, as_user):
	forms = asked(cast)
	with as_user(cast.mentee), pytest.raises(frappe.ValidationError, match="do not belong"):
		forms["Mentee"].give(filled(forms["Mentor"]))


def test_a_save_keeps_half_written_answers_and_nothing_else(cast, as_user):
	form = asked(cast)["Mentee"]
	with as_user(cast.mentee):
		form.answers[0].score = 3
		form.answers[0].question = "Something else?"
		form.given_how = "On paper"
		form.recorded_by = "Administrator"
		form.save()
	form.reload()
	assert (form.answers[0].score, form.given_on, form.given_how, form.recorded_by) == (
		3,
		None,
		"",
		None,
	) or (
		form.answers[0].score,
		form.given_on,
		form.given_how,
		form.recorded_by,
	) == (3, None, None, None)
	assert form.answers[0].question != "Something else?"
	form.answers[0].score = 9
	with pytest.raises(RuleRefusal, match="between 1 and 5"):
		form.save()


def test_given_feedback_is_kept_as_it_is(cast, as_user):
	form = asked(cast)["Mentor"]
	with as_user(cast.mentor):
		form.give(filled(form))
	form.answers[0].score = 1
	with pytest.raises(frappe.ValidationError, match="stays as it is"):
		form.save()
	with pytest.raises(frappe.ValidationError, match="is kept"):
		form.reload().delete()
