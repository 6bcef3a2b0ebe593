"""The consultation of both supervising social workers before an introduction (R21)."""

import json
from urllib.parse import parse_qs, urlsplit

import frappe
import pytest
from casts import make_cast
from frappe.utils import add_days, getdate, today
from makers import make_user, stand

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


# --- by when, and for how long


def test_an_answer_is_asked_for_within_the_days_of_the_scheme():
	cast = make_cast(status="Consulting", consultation_answer_days=5)
	consultation = asked(cast)[0]
	assert getdate(consultation.answer_by) == getdate(add_days(today(), 5))
	assert consultation.question()["overdue"] is False
	stand(consultation, answer_by=add_days(today(), -1))
	assert consultation.question()["overdue"] is True
	consultation.give_answer("Agrees")
	assert consultation.question()["overdue"] is False


def test_a_scheme_may_set_no_date():
	consultation = asked(make_cast(status="Consulting", consultation_answer_days=0))[0]
	assert consultation.answer_by is None
	assert consultation.question()["overdue"] is False


def test_whoever_is_asked_in_the_place_of_another_has_the_same_days(as_user):
	cast = make_cast(status="Consulting", consultation_answer_days=5)
	consultation = asked(cast)[0]
	stand(consultation, asked_on=add_days(today(), -9), answer_by=add_days(today(), -4))
	other = make_user("Supervising Social Worker")
	with as_user(cast.co_ordinator):
		consultation.update({"ssw": other}).save()
	assert getdate(consultation.asked_on) == getdate(today())
	assert getdate(consultation.answer_by) == getdate(add_days(today(), 5))


def test_the_days_are_not_typed(cast, as_user):
	consultation = asked(cast)[0]
	by = consultation.answer_by
	with as_user(cast.mentor_ssw):
		consultation.update({"answer_by": "2030-01-01", "lapsed": 1}).save()
	assert (getdate(consultation.answer_by), consultation.lapsed) == (getdate(by), 0)


def unanswered_on_the_card():
	"""What the number card counts, as it is stored."""
	card = frappe.get_doc("Number Card", "Mentoring consultations unanswered")
	filters = [row[:4] for row in json.loads(card.filters_json)]
	return set(frappe.get_list("Mentoring Consultation", filters=filters, pluck="name"))


def test_no_answer_is_awaited_once_the_link_has_gone_on(cast, as_user):
	of_mentor, of_mentee = asked(cast)
	with as_user(cast.co_ordinator):
		assert unanswered_on_the_card() == {of_mentor.name, of_mentee.name}
		of_mentor.give_answer("Agrees")
		assert unanswered_on_the_card() == {of_mentee.name}
		link = frappe.get_doc("Mentoring Link", cast.link.name)
		link.update({"status": "Declined", "status_reason": "They do not wish it."}).save()
		assert unanswered_on_the_card() == set()
	assert [doc.reload().lapsed for doc in (of_mentor, of_mentee)] == [0, 1]
	assert of_mentee.question()["may_answer"] is False


# --- the answer in one step


def test_the_social_worker_answers_with_one_button(cast, as_user):
	consultation = asked(cast)[0]
	with as_user(cast.mentor_ssw):
		assert consultation.question()["may_answer"] is True
		consultation.give_answer("Has concerns", " They are cousins. ")
	assert (consultation.answer, consultation.comment) == ("Has concerns", "They are cousins.")
	assert consultation.answered_by == cast.mentor_ssw


def test_a_button_asks_for_the_same_as_a_save(cast, as_user):
	consultation = asked(cast)[0]
	with as_user(cast.mentor_ssw):
		with pytest.raises(RuleRefusal, match="comment"):
			consultation.give_answer("Does not agree", " ")
		with pytest.raises(frappe.ValidationError, match="one of these: Agrees"):
			consultation.reload().give_answer("Perhaps")
	for user in (cast.mentee_ssw, cast.mentor, cast.mentee):
		with as_user(user), pytest.raises(frappe.PermissionError):
			consultation.reload().give_answer("Agrees")
	assert not consultation.reload().answer


def test_a_button_answers_what_is_stored_and_not_what_a_browser_holds(cast, as_user):
	consultation = asked(cast)[0]
	with as_user(cast.mentor_ssw):
		consultation.update({"ssw": cast.mentee_ssw, "asked_on": "2020-01-01"})
		consultation.give_answer("Agrees")
	assert (consultation.ssw, getdate(consultation.asked_on)) == (cast.mentor_ssw, getdate(today()))


def test_an_answer_is_given_by_post_alone(cast):
	consultation = asked(cast)[0]
	allowed = frappe.allowed_http_methods_for_whitelisted_func
	method = next(each for each in allowed if each.__qualname__ == "MentoringConsultation.give_answer")
	assert allowed[method] == ["POST"]
	assert consultation.answer in (None, "")


def test_the_links_in_the_mail_open_the_form_and_answer_nothing(cast):
	consultation = asked(cast)[0]
	queued = frappe.get_all("Email Queue Recipient", {"recipient": cast.mentor_ssw}, pluck="parent")
	message = frappe.get_doc("Email Queue", queued[0]).message
	assert "Please answer by" in message
	for answer in ("Agrees", "Has concerns", "Does not agree"):
		address = urlsplit(consultation.answer_link(answer))
		assert address.path == "/login"
		target = urlsplit(parse_qs(address.query)["redirect-to"][0])
		assert target.path.endswith(f"/mentoring-consultation/{consultation.name}")
		assert parse_qs(target.query) == {"answer": [answer]}
	assert not consultation.reload().answer


# --- what each sees in order to answer


@pytest.fixture
def told(cast):
	"""A pair with things to tell: needs of the mentee, time of the mentor, and why they were matched."""
	stand(frappe.get_doc("Mentee", cast.link.mentee), needs="NEEDS-OF-MENTEE", wished_outcomes="OUTCOMES")
	stand(frappe.get_doc("Mentor", cast.link.mentor), availability="EVENINGS")
	stand(cast.link, match_explanation="BOTH-LOVE-ALLOTMENTS")
	link = frappe.get_doc("Mentoring Link", cast.link.name)
	for row in (
		{"criterion": "Interests", "known": 1, "explanation": "Both garden."},
		{"criterion": "Distance", "known": 0, "explanation": "NOT-KNOWN"},
	):
		link.append("match_contributions", row).db_insert()
	return asked(cast)


def texts(part):
	return " | ".join(row["text"] for row in part or [])


def test_both_see_who_would_support_whom_and_why(cast, told, as_user):
	for consultation, user in zip(told, (cast.mentor_ssw, cast.mentee_ssw), strict=True):
		with as_user(user):
			shown = consultation.question()
		for name in (cast.link.mentor_name, cast.link.mentee_name, cast.link.support_type, "6 months"):
			assert name in texts(shown["pair"])
		assert shown["why"]["text"] == "BOTH-LOVE-ALLOTMENTS"
		assert {"criterion": "Interests", "text": "Both garden."} in shown["why"]["criteria"]
		assert "NOT-KNOWN" not in json.dumps(shown)
		assert shown["is_own"] is True


def test_each_sees_of_the_people_only_what_they_read_anyway(cast, told, as_user):
	of_mentor, of_mentee = told
	with as_user(cast.mentor_ssw):
		shown = of_mentor.question()
		assert "EVENINGS" in texts(shown["mentor"])
		assert "0 other links" in texts(shown["mentor"])
		assert shown["mentee"] is None
		assert "NEEDS-OF-MENTEE" not in json.dumps(shown)
	with as_user(cast.mentee_ssw):
		shown = of_mentee.question()
		assert "NEEDS-OF-MENTEE" in texts(shown["mentee"])
		assert "OUTCOMES" in texts(shown["mentee"])
		assert shown["mentor"] is None
		assert "EVENINGS" not in json.dumps(shown)
	with as_user(cast.co_ordinator):
		shown = of_mentee.question()
		assert shown["mentor"] and shown["mentee"] and shown["may_answer"] is True
		assert shown["is_own"] is False


def test_being_asked_opens_nothing_to_another_social_worker(cast, told, as_user):
	other = make_user("Supervising Social Worker")
	stand(told[0], ssw=other)
	with as_user(other):
		shown = told[0].question()
		assert (shown["pair"], shown["why"], shown["mentor"], shown["mentee"]) == (None, None, None, None)
		assert shown["may_answer"] is True
	for user in (cast.mentee_ssw, cast.stranger, cast.mentor):
		with as_user(user), pytest.raises(frappe.PermissionError):
			told[0].question()


def test_the_link_says_who_has_not_answered_and_since_when(cast):
	of_mentor = asked(cast)[0]

	def said():
		steps = frappe.get_doc("Mentoring Link", cast.link.name).assessment()["steps"]
		(step,) = [step for step in steps if step["state"] == "Introduction"]
		return " ".join(row["text"] for row in step["findings"])

	day = frappe.utils.formatdate(today())
	for whose in ("mentor", "mentee"):
		wanted = f"no answer yet from the {whose}'s supervising social worker. They were asked on {day}."
		assert wanted in said()
	stand(of_mentor, answer_by=add_days(today(), -1))
	assert f"it is overdue since {frappe.utils.formatdate(add_days(today(), -1))}" in said()
	of_mentor.reload().give_answer("Agrees")
	assert "overdue" not in said()
	assert "no answer yet from the mentee's" in said()
	assert "no answer yet from the mentor's" not in said()
