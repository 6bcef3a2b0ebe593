"""Concerns as staff deal with them: what an allegation asks for and blocks, steps, telling, closing, and who hears of it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import frappe
import pytest
from casts import Cast, make_cast
from frappe.desk.form.load import getdoc
from frappe.model.document import Document
from frappe.model.workflow import apply_workflow
from frappe.utils import getdate, today
from makers import (
	days_ago,
	make_concern,
	make_link,
	make_mentee,
	make_mentor,
	make_scheme,
	make_user,
	stand,
)
from story import refused

from mentoring_scheme.mentoring_scheme.matching.api import shortlist

AsUser = Callable[[str], AbstractContextManager[None]]
SAID = "He shouted at the younger girl."
CLOSING = {
	"outcome": "It was not so.",
	"lessons": "Nothing has to change.",
	"answer": "We have looked into it.",
}


@pytest.fixture
def cast() -> Cast:
	return make_cast()


def raised(cast: Cast, by: str | None = None, **values: Any) -> Document:
	"""What somebody raises in the desk; the co-ordinator, unless said otherwise."""
	before = frappe.session.user
	frappe.set_user(by or cast.co_ordinator)
	try:
		return make_concern(link=cast.link.name, happened=SAID, **values)
	finally:
		frappe.set_user(before)


def allegation(cast: Cast, **values: Any) -> Document:
	return raised(cast, kind="Allegation", about="Mentor", **values)


def link_elsewhere(cast: Cast, **values: Any) -> Document:
	"""A link of the same mentor in another scheme."""
	scheme = make_scheme().name
	mentor = make_mentor(scheme=scheme, participant=cast.link.mentor_participant)
	return make_link(mentor=mentor.name, **{"status": "Active", **values})


def mails(concern: Document) -> dict[str, tuple[str, str]]:
	"""The mails about a concern that are waiting, by whom they are for: subject and text."""
	found = {}
	for name in frappe.get_all("Email Queue", {"reference_name": concern.name}, pluck="name"):
		mail = frappe.get_doc("Email Queue", name)
		parsed = frappe.email.receive.Email(mail.message)
		found[mail.recipients[0].recipient] = (parsed.subject, f"{parsed.text_content} {parsed.html_content}")
	return found


# --- an allegation against a mentor (R36)


def test_every_open_link_in_every_scheme_is_decided_about(cast: Cast, as_user: AsUser):
	elsewhere = link_elsewhere(cast)
	concern = allegation(cast)
	assert concern.about_participant == cast.link.mentor_participant
	with as_user(cast.co_ordinator):
		with refused() as told:
			concern.take_up()
		assert told.says("2 open links of this mentor have no decision yet")
		concern.decide(cast.link.name, "Continue", "They meet in the office for now.")
		with refused(frappe.PermissionError):
			concern.decide(elsewhere.name, "Suspend", "To be safe.")
		shown = concern.assessment()["links"]
		assert [link.get("title") for link in shown if not link.get("link")] == [
			"A link in another scheme, for a manager to decide"
		]
		assert elsewhere.name not in frappe.as_json(shown) and elsewhere.scheme not in frappe.as_json(shown)
		with refused() as told:
			concern.close(**CLOSING)
		assert told.says("1 open link of this mentor has no decision yet")
	with as_user(cast.manager):
		concern.decide(elsewhere.name, "Suspend", SAID)
	with as_user(cast.co_ordinator):
		concern.take_up()
	assert concern.status == "Open" and cast.link.reload().status == "Active"
	assert elsewhere.reload().status == "Suspended"
	assert elsewhere.suspensions[0].decided_by == cast.manager
	versions = frappe.get_all("Version", {"docname": elsewhere.name}, pluck="data")
	everything = frappe.as_json([elsewhere.as_dict(), *versions])
	for word in (SAID, concern.name, "llegation"):
		assert word not in everything, "the link is read by more people than the concern"


def test_a_link_that_comes_later_keeps_it_from_being_closed_and_not_from_being_worked_on(
	cast: Cast, as_user: AsUser
):
	concern = allegation(cast, independent_support="Their union")
	with as_user(cast.co_ordinator):
		concern.decide(cast.link.name, "Continue", "It is observed.")
		concern.take_up()
	later = make_link(scheme=cast.scheme, mentee=make_mentee(scheme=cast.scheme).name)
	stand(later, mentor=cast.link.mentor, mentor_participant=cast.link.mentor_participant)
	with as_user(cast.co_ordinator):
		concern.add_step("We met the mentor.")
		with refused() as told:
			concern.close(**CLOSING)
		assert told.says("1 open link of this mentor has no decision yet")
		concern.decide(later.name, "Suspend", "Nobody new for now.")
		assert later.reload().status == "Proposed", "it waits: there is no support yet to suspend"
		concern.close(**CLOSING)
	assert concern.status == "Closed" and concern.closed_by == cast.co_ordinator


def test_nobody_new_is_matched_until_it_is_concluded_and_nobody_is_told_why(cast: Cast, as_user: AsUser):
	waiting = make_mentee(scheme=cast.scheme)
	concern = allegation(cast, independent_support="Their union")
	with as_user(cast.co_ordinator):
		with refused() as told:
			make_link(mentor=cast.link.mentor, mentee=waiting.name)
		assert told.says("The mentor is not available at present. Ask the manager")
		assert "R36" not in told.message and "llegation" not in told.message
		listed = frappe.as_json(shortlist(waiting.name))
		assert "The mentor is not available at present." in listed and "R36" not in listed
		concern.decide(cast.link.name, "Continue", "It is observed.")
		concern.add_step("We met the mentor.")
		concern.close(**CLOSING)
		assert make_link(mentor=cast.link.mentor, mentee=waiting.name).status == "Proposed"
		assert "not available" not in frappe.as_json(shortlist(waiting.name))


def test_an_allegation_in_one_scheme_bars_in_all(cast: Cast):
	allegation(cast)
	scheme = make_scheme().name
	mentor = make_mentor(scheme=scheme, participant=cast.link.mentor_participant)
	with refused() as told:
		make_link(mentor=mentor.name, mentee=make_mentee(scheme=scheme).name)
	assert told.says("not available at present")


def test_a_link_on_its_way_waits_unless_it_was_let_go_on(as_user: AsUser):
	cast = make_cast(status="Proposed")
	concern = allegation(cast)
	with as_user(cast.co_ordinator):
		with refused() as told:
			apply_workflow(cast.link, "Consult social workers")
		assert told.says("not available at present")
		concern.decide(cast.link.name, "Continue", "There is nothing to fear.")
		assert apply_workflow(cast.link, "Consult social workers").status == "Consulting"


@pytest.mark.parametrize(
	("kind", "about"), [("Complaint", "Mentor"), ("Conflict", "Mentor"), ("Allegation", "Mentee")]
)
def test_other_concerns_block_nothing(cast: Cast, as_user: AsUser, kind: str, about: str):
	concern = raised(cast, kind=kind, about=about)
	with as_user(cast.co_ordinator):
		concern.take_up()
	assert (
		make_link(mentor=cast.link.mentor, mentee=make_mentee(scheme=cast.scheme).name).status == "Proposed"
	)


def test_a_link_in_its_ending_is_not_suspended(cast: Cast, as_user: AsUser):
	stand(cast.link, status="Closing")
	concern = allegation(cast)
	with as_user(cast.co_ordinator), refused() as told:
		concern.decide(cast.link.name, "Suspend", "To be safe.")
	assert told.says("being brought to its end")


@pytest.mark.parametrize(
	("link", "decision", "why"),
	[("mine", "Continue", " "), ("mine", "Delete", "Because"), ("none", "Continue", "Because")],
)
def test_a_decision_that_makes_no_sense_is_refused(
	cast: Cast, as_user: AsUser, link: str, decision: str, why: str
):
	concern = allegation(cast)
	with as_user(cast.co_ordinator), refused():
		concern.decide(cast.link.name if link == "mine" else link, decision, why)
	assert concern.reload().link_decisions == []


def test_an_allegation_that_was_taken_up_is_made_less_of_by_a_manager_alone(cast: Cast, as_user: AsUser):
	concern = allegation(cast)
	with as_user(cast.co_ordinator):
		concern.decide(cast.link.name, "Continue", "It is observed.")
		concern.take_up()
		concern.kind = "Complaint"
		with refused() as told:
			concern.save()
		assert told.says("Only a manager")
	with as_user(cast.manager):
		concern.reload().update({"kind": "Complaint"})
		assert concern.save().kind == "Complaint"


def test_a_complaint_that_turns_out_an_allegation_needs_its_decisions_at_once(cast: Cast, as_user: AsUser):
	concern = raised(cast, about="Mentor")
	with as_user(cast.co_ordinator):
		concern.take_up()
		concern.kind = "Allegation"
		with refused() as told:
			concern.save()
	assert told.says("1 open link of this mentor has no decision yet")


# --- independent support, the ladder


def test_a_carer_under_allegation_has_independent_support(cast: Cast, as_user: AsUser):
	concern = allegation(cast)
	assert concern.of_carer
	with as_user(cast.co_ordinator):
		concern.decide(cast.link.name, "Continue", "It is observed.")
		concern.add_step("We met the mentor.")
		with refused() as told:
			concern.close(**CLOSING)
		assert told.says("nobody is named who gives them independent support")
		concern.independent_support = "Their union"
		concern.save()
		concern.close(**CLOSING)
	assert concern.status == "Closed"


def test_a_conflict_goes_up_the_ladder(cast: Cast, as_user: AsUser):
	concern = raised(cast, kind="Conflict")
	with as_user(cast.co_ordinator):
		for rung in ("The pair talk it over", "A meeting with the social workers", "A three-way meeting"):
			assert concern.assessment()["next_rung"] == rung
			concern.add_step("It was tried.", rung=rung)
		assert concern.assessment()["next_rung"] == "An ending without fault"


# --- steps, telling, closing


def test_steps_are_dated_and_stay(cast: Cast, as_user: AsUser):
	concern = raised(cast, raised_on=days_ago(10))
	assert getdate(concern.last_step_on) == days_ago(10)
	with as_user(cast.co_ordinator):
		concern.add_step("We rang.", taken_on=str(days_ago(3)), next_step="Meet", next_by=today())
		for day in (str(days_ago(11)), "2999-01-01"):
			with refused():
				concern.add_step("We met.", taken_on=day)
		concern.steps[0].step = "We did nothing."
		concern.append("steps", {"step": "We made it up.", "taken_on": today()})
		concern.append("told", {"user": cast.mentee_ssw, "told_on": today()})
		concern.update({"status": "Closed", "raised_by": cast.mentor})
		concern.save()
	kept = concern.reload()
	assert [(row.step, row.taken_by) for row in kept.steps] == [("We rang.", cast.co_ordinator)]
	assert (kept.told, kept.status, kept.raised_by) == ([], "New", cast.co_ordinator)
	assert getdate(kept.last_step_on) == days_ago(3)


def test_what_was_said_stays_as_it_was_said(cast: Cast, as_user: AsUser):
	concern = raised(cast)
	with as_user(cast.co_ordinator), refused(frappe.CannotChangeConstantError):
		concern.happened = "Nothing much."
		concern.save()


def test_who_is_told_reads_it_until_they_need_not(cast: Cast, as_user: AsUser):
	concern = raised(cast)
	assert not concern.has_permission("read", user=cast.mentee_ssw)
	with as_user(cast.co_ordinator):
		concern.tell("They see the family.", account=cast.mentee_ssw)
		concern.tell("It was their decision.", who="The designated officer")
	assert concern.has_permission("read", user=cast.mentee_ssw)
	assert not concern.has_permission("write", user=cast.mentee_ssw)
	assert cast.mentee_ssw in mails(concern)
	with as_user(cast.co_ordinator):
		concern.no_longer(cast.mentee_ssw)
	assert not concern.has_permission("read", user=cast.mentee_ssw)
	assert [bool(row.reads_until) for row in concern.told] == [True, False]
	with as_user(cast.co_ordinator):
		concern.tell("They see the family again.", account=cast.mentee_ssw)
		concern.add_step("We rang.")
		concern.close(**CLOSING)
		concern.no_longer(cast.mentee_ssw)
	assert concern.status == "Closed" and not concern.has_permission("read", user=cast.mentee_ssw)


def test_neither_a_mentor_nor_whom_it_is_about_is_ever_told(cast: Cast, as_user: AsUser):
	concern = raised(cast, raised_as="Mentee", about="Mentee")
	frappe.get_doc("User", cast.mentor).add_roles("Supervising Social Worker")
	frappe.get_doc("User", cast.mentee).add_roles("Supervising Social Worker")
	with as_user(cast.co_ordinator):
		for account, why in (
			(cast.stranger, "read by staff only"),
			(cast.mentor, "not shown to the mentor"),
			(cast.mentee, "about this person"),
		):
			with refused() as told:
				concern.tell("Why not?", account=account)
			assert told.says(why)


def test_closing_needs_what_came_of_it_and_an_answer(cast: Cast, as_user: AsUser):
	concern = raised(cast, raised_as="Mentee", kind="Data-protection complaint")
	with as_user(cast.co_ordinator):
		with refused() as told:
			concern.close("", " ")
		assert told.says("No step", "outcome", "to be learnt", "no answer yet", "not acknowledged")
		concern.acknowledged_on = today()
		concern.save()
		concern.add_step("We looked at what is kept.")
		concern.close(**CLOSING)
		concern.reload().lessons = "None."
		with refused() as told:
			concern.save()
		assert told.says("closed")


def test_a_manager_reopens_and_each_link_is_asked_about_anew(cast: Cast, as_user: AsUser):
	concern = allegation(cast, independent_support="Their union")
	with as_user(cast.co_ordinator):
		concern.decide(cast.link.name, "Continue", "It is observed.")
		concern.add_step("We met the mentor.")
		concern.close(**CLOSING)
		with refused(frappe.PermissionError):
			concern.reopen("There is more.")
	with as_user(cast.manager):
		concern.reopen("There is more.")
		assert concern.status == "New" and concern.closed_on is None
		with refused() as told:
			concern.take_up()
	assert told.says("1 open link of this mentor has no decision yet")


# --- whose hands it is in, and who hears of it


def test_the_mail_says_that_there_is_one_and_nothing_of_it(cast: Cast):
	concern = raised(cast, by=cast.mentor_ssw, raised_as="Mentee")
	assert concern.handled_by == cast.co_ordinator
	sent = mails(concern)
	assert set(sent) == {cast.co_ordinator}
	subject, text = sent[cast.co_ordinator]
	assert subject == f"A concern was raised in {cast.scheme}"
	assert concern.name in text, "one link to the very concern"
	people = (cast.link.mentor_name, cast.link.mentee_name, cast.mentor_ssw, SAID, "Complaint", "mentee")
	assert not [word for word in people if word in text + subject]


def test_whoever_raised_it_in_the_portal_is_told_that_there_is_an_answer_and_nothing_of_it(
	cast: Cast, as_user: AsUser
):
	concern = raised(cast, raised_as="Mentee")
	stand(concern, raised_by=cast.mentee)
	frappe.db.set_value("User", cast.mentee, "user_type", "Website User")
	quietly = raised(cast, by=cast.mentor_ssw, raised_as="Mentee")
	with as_user(cast.co_ordinator):
		concern.reload().add_step("We rang.")
		assert cast.mentee not in mails(concern), "there is no answer yet"
		for each in (concern, quietly):
			each.reload().update({"answer_to_them": "We have looked into it, and it was so."}).save()
		concern.reload().save()
	sent = mails(concern)
	assert set(sent) == {cast.mentee}, "not the mentor, whatever is said of them"
	subject, text = sent[cast.mentee]
	assert subject == "There is an answer for you" and "/mentoring/raised" in text
	for word in ("looked into it", SAID, "oncern", "omplaint", cast.link.mentor_name, cast.scheme):
		assert word not in text + subject
	noted = frappe.get_all("Mentoring Message", {"reference_name": concern.name}, ["recipient", "subject"])
	assert [(row.recipient, row.subject) for row in noted] == [(cast.mentee, subject)]
	assert cast.mentor_ssw not in mails(quietly), "who has the desk"


def test_whoever_raises_it_is_not_told_of_it(cast: Cast):
	assert mails(raised(cast)) == {}


@pytest.mark.parametrize("how", ["about a co-ordinator", "about this one", "disabled", "left"])
def test_it_goes_to_the_managers_where_no_co_ordinator_may_have_it(cast: Cast, as_user: AsUser, how: str):
	values: dict[str, Any] = {}
	if how == "about a co-ordinator":
		values = {"about": "Co-ordinator"}
	elif how == "about this one":
		values = {"about": "Co-ordinator", "about_user": cast.co_ordinator}
	elif how == "disabled":
		frappe.db.set_value("User", cast.co_ordinator, "enabled", 0)
	else:
		frappe.db.delete("Mentoring Scheme Member", {"user": cast.co_ordinator})
	with as_user(cast.mentee_ssw):
		concern = make_concern(link=cast.link.name, **values)
	assert cast.manager in mails(concern) and cast.co_ordinator not in mails(concern)
	assert concern.handled_by != cast.co_ordinator
	if how != "disabled":  # nobody signs in with such an account
		assert not concern.has_permission("read", user=cast.co_ordinator)


def test_danger_is_told_to_the_managers_as_well(cast: Cast):
	sent = mails(raised(cast, by=cast.mentor_ssw, danger_now=1))
	assert {cast.co_ordinator, cast.manager} <= set(sent)
	assert "somebody may be in danger" in sent[cast.manager][1]


def test_a_concern_that_turns_out_to_be_about_the_co_ordinator_leaves_their_hands(
	cast: Cast, as_user: AsUser
):
	concern = raised(cast, by=cast.mentor_ssw)
	with as_user(cast.manager):
		concern.update({"about": "Co-ordinator", "about_user": cast.co_ordinator})
		concern.save()
	assert concern.handled_by not in (None, cast.co_ordinator)
	assert not concern.has_permission("read", user=cast.co_ordinator)


def test_nobody_is_put_in_charge_who_may_not_know(cast: Cast, as_user: AsUser):
	concern = raised(cast)
	with as_user(cast.co_ordinator):
		concern.handled_by = cast.mentor_ssw
		with refused() as told:
			concern.save()
		assert told.says("in the hands of one of", cast.co_ordinator)
		concern.reload().handled_by = cast.manager
		concern.save()
	assert cast.manager in mails(concern)


def test_only_a_manager_opens_to_co_ordinators_what_goes_past_them(cast: Cast, as_user: AsUser):
	concern = raised(cast, by=cast.mentor_ssw, about="Co-ordinator")
	assert concern.manager_only and not concern.has_permission("read", user=cast.co_ordinator)
	with as_user(cast.manager):
		concern.manager_only = 0
		concern.save()
	assert concern.has_permission("read", user=cast.co_ordinator)


# --- what could tell of it by the way


def test_each_opening_is_noted_once_and_shown_to_managers(cast: Cast, as_user: AsUser):
	concern = raised(cast)
	with as_user(cast.manager):
		for _again in range(2):
			getdoc(concern.doctype, concern.name)
		frappe.client.get(concern.doctype, concern.name)
	with as_user(cast.co_ordinator):
		frappe.get_doc(concern.doctype, concern.name).run_method("before_print")
		assert concern.assessment()["openings"] is None
	with as_user(cast.manager):
		opened = [row.viewed_by for row in concern.assessment()["openings"]]
	assert sorted(opened) == sorted([cast.manager, cast.co_ordinator])


def test_lists_of_others_are_not_told_that_something_happened(cast: Cast):
	frappe.local._realtime_log = []
	concern = raised(cast, raised_as="Mentee")
	concern.add_step("We rang.")
	events = [entry for entry in frappe.local._realtime_log if concern.name in str(entry)]
	assert events and not [entry for entry in events if entry[0] == "list_update"]


def test_names_do_not_count_concerns(cast: Cast):
	first, second = raised(cast), raised(cast)
	assert not {first.name, second.name} & {"1", "2"} and first.name[:6] != second.name[:6]


def test_an_administrator_who_deletes_an_account_learns_nothing(cast: Cast, as_user: AsUser):
	user = make_user("Supervising Social Worker")
	concern = raised(cast, by=cast.mentor_ssw)
	stand(concern, raised_by=user)
	with as_user(make_user("System Manager")):
		frappe.delete_doc("User", user)
	assert frappe.db.exists(concern.doctype, concern.name)


def test_people_and_links_that_it_names_are_kept(cast: Cast, as_user: AsUser):
	stand(cast.link, status="Declined")
	raised(cast, about="Mentor")
	with as_user(cast.manager):
		for doc in (cast.link, frappe.get_doc("Mentoring Participant", cast.link.mentor_participant)):
			with refused(frappe.LinkExistsError):
				doc.delete()


# --- bad input


@pytest.mark.parametrize(
	"values",
	[
		{"kind": "Gossip"},
		{"happened": ""},
		{"status": "Open"},
		{"raised_on": "2999-01-01"},
		{"kind": "Allegation", "about": "Participant"},
		{"scheme": "another"},
	],
)
def test_nonsense_is_refused(cast: Cast, values: dict[str, Any]):
	if "scheme" in values:
		values = {"scheme": make_scheme().name}
	with refused():
		make_concern(link=cast.link.name, **values)
