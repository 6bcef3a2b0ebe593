"""Referring a mentee, offering a mentor and recording the answer (R15 to R17, R22)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import getdate, today
from makers import days_ago, first_support_type, make_mentee, make_participant, make_scheme, make_user

AsUser = Callable[[str], AbstractContextManager[None]]


@pytest.fixture
def ssw() -> str:
	return make_user("Supervising Social Worker")


@pytest.fixture
def scheme() -> str:
	return make_scheme(offers_traditional=0).name


def refer(scheme: str, **values: Any) -> Document:
	"""A referral of today, without an offer yet."""
	fresh = {
		"referred_on": today(),
		"offered_on": None,
		"offer_answer": "",
		"offer_answered_on": None,
	}
	return make_mentee(scheme=scheme, **(fresh | values))


def found(mentee: Document) -> dict[str, str]:
	"""What the panel of the form says, worst first: the texts by severity and rule."""
	return {f"{row['severity']} {row['rule']}": row["text"] for row in mentee.assessment()["findings"]}


def test_a_social_worker_refers_somebody_they_supervise(ssw: str, scheme: str, as_user: AsUser) -> None:
	own, other = make_participant(ssw=ssw), make_participant()
	with as_user(ssw):
		mentee = refer(
			scheme,
			participant=own.name,
			referral_route="Adversity",
			referral_plan="Placement stability plan",
			referred_by="Annual review",
		)
		assert found(mentee)["pass R15"] == "The referral rests on: Placement stability plan."
		with pytest.raises(frappe.PermissionError):
			refer(scheme, participant=other.name)
	assert (mentee.status, mentee.owner) == ("Referred", ssw)


def test_a_social_worker_records_offer_and_answer(ssw: str, scheme: str, as_user: AsUser) -> None:
	own = make_participant(ssw=ssw)
	with as_user(ssw):
		mentee = refer(scheme, participant=own.name, referred_on=days_ago(9))
		assert found(mentee)["pass R17"] == "No offer is recorded, 9 days after the referral."
		mentee.update({"offered_on": days_ago(4)}).save()
		assert mentee.status == "Offered"
		mentee.update({"offer_answer": "Accepted", "mentor_choice": "Peer mentor"}).save()
	assert mentee.status == "Waiting"
	assert getdate(mentee.offer_answered_on) == getdate(today())


def test_a_late_offer_and_a_plan_that_is_not_named_show(scheme: str) -> None:
	mentee = refer(scheme, referred_on=days_ago(20), referral_route="Adversity", referral_plan="")
	rows = [row for row in mentee.assessment()["findings"] if row["severity"] == "warn"]
	assert [row["rule"] for row in rows] == ["R15", "R17"]
	assert all(row["remedy"] for row in rows)


def test_who_has_declined_may_change_their_mind(scheme: str) -> None:
	mentee = refer(
		scheme,
		referred_on=days_ago(40),
		offered_on=days_ago(30),
		offer_answer="Declined",
		offer_answered_on=days_ago(20),
	)
	assert mentee.status == "Declined"
	assert "no reason is recorded" in found(mentee)["warn R17"]
	mentee.update({"offer_reason": "Too much at once."}).save()
	assert getdate(mentee.offer_answered_on) == days_ago(20)
	assert "Too much at once." in found(mentee)["pass R17"]
	mentee.update({"offer_answer": "Accepted"}).save()
	assert mentee.status == "Waiting"
	assert getdate(mentee.offer_answered_on) == getdate(today())
	versions = frappe.get_all("Version", {"docname": mentee.name}, pluck="data")
	assert any('"Declined"' in each and '"Accepted"' in each for each in versions)


def test_another_answer_keeps_the_date_that_was_given_for_it(scheme: str) -> None:
	mentee = refer(scheme, referred_on=days_ago(40), offered_on=days_ago(30), offer_answer="Declined")
	mentee.update({"offer_answer": "Accepted", "offer_answered_on": days_ago(1)}).save()
	assert getdate(mentee.offer_answered_on) == days_ago(1)


def test_an_answer_that_is_taken_away_takes_its_date_along(scheme: str) -> None:
	mentee = refer(scheme, offered_on=today(), offer_answer="Accepted")
	mentee.update({"offer_answer": ""}).save()
	assert (mentee.offer_answered_on, mentee.status) == (None, "Offered")


def test_an_answer_answers_an_offer(scheme: str) -> None:
	with pytest.raises(frappe.ValidationError, match="an answer is recorded, and no offer"):
		refer(scheme, offer_answer="Accepted")


def test_the_offer_of_a_traditional_mentor_is_recorded_too() -> None:
	mentee = refer(make_scheme(offers_traditional=1).name, referred_on=days_ago(9), offered_on=days_ago(5))
	assert "traditional mentors as well" in found(mentee)["warn R17"]
	assert "the offer of a traditional mentor" in mentee.assessment()["missing"]
	mentee.update({"traditional_offered_on": days_ago(5), "mentor_choice": "Traditional mentor"}).save()
	assert "the offer of a traditional mentor" not in mentee.assessment()["missing"]
	for wrong, problem in ((days_ago(-1), "in the future"), (days_ago(10), "comes before")):
		with pytest.raises(frappe.ValidationError, match=problem):
			mentee.reload().update({"traditional_offered_on": wrong}).save()


def test_a_referral_under_allegation_asks_at_once_who_gives_independent_support(scheme: str) -> None:
	mentee = refer(scheme, referral_route="Under allegation", under_allegation=1)
	(warning,) = [each for each in frappe.local.message_log if "independent support" in str(each)]
	assert "no link can be made until then" in str(warning)
	assert "who gives independent support" in mentee.assessment()["missing"]
	frappe.clear_messages()
	mentee.update({"needs": "Somebody who listens."}).save()
	assert not frappe.local.message_log  # said once, not with each save
	mentee.update({"independent_support": "Ms Okafor"}).save()
	assert found(mentee)["pass R22"].endswith("Ms Okafor.")
	assert not frappe.local.message_log


def test_what_is_missing_follows_the_record(scheme: str) -> None:
	mentee = refer(scheme, participant=make_participant(area=None).name, needs="", support_type="")
	assert mentee.assessment()["missing"] == [
		"an offer",
		"the support type",
		"what the support is to be about",
		"the area",
	]
	mentee.update({"needs": "Sleep.", "support_type": first_support_type(scheme), "offered_on": today()})
	mentee.save()
	assert mentee.assessment()["missing"] == ["the answer to the offer", "the area"]
	mentee.update({"withdrawn_on": today()}).save()
	assert mentee.assessment()["missing"] == []


def test_the_panel_is_for_those_who_read_the_mentee(ssw: str, scheme: str, as_user: AsUser) -> None:
	mentee = refer(scheme)
	with as_user(ssw), pytest.raises(frappe.PermissionError):
		mentee.assessment()
