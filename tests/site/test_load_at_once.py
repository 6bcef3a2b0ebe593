"""Two people at once, each of whom counts how many mentees a mentor has."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import frappe
import pytest
from frappe.model.document import Document
from makers import make_link, make_mentee, make_mentor, make_scheme, make_user, stand
from story import plain
from workers import at_once

from mentoring_scheme.mentoring_scheme.doctype.mentoring_link.mentoring_link import MentoringLink

pytestmark = pytest.mark.commits


@pytest.fixture(autouse=True)
def year_that_has_begun() -> None:
	"""The platform lets two at once stumble over the first number of a series."""
	make_link()


def linked(**values: Any) -> Callable[[], str]:
	"""What makes a link, and says its name."""
	return lambda: make_link(**values).name


def links_of(mentor: Document) -> list[str]:
	frappe.db.rollback()
	return frappe.get_all("Mentoring Link", {"mentor": mentor.name}, pluck="name")


def test_the_second_of_two_links_at_once_is_asked_for_a_reason(site):
	scheme = make_scheme(mentees_at_a_time=1, mentees_rule="Warn").name
	mentor = make_mentor(scheme=scheme)
	mentees = [make_mentee(scheme=scheme) for _ in range(2)]
	frappe.db.commit()
	pairs = [{"scheme": scheme, "mentor": mentor.name, "mentee": mentee.name} for mentee in mentees]
	done = at_once(site, *(linked(**pair) for pair in pairs))
	(made,) = links_of(mentor)
	done.remove(made)
	said = plain(str(done[0]))
	assert "1" in said and "(R19)" in said
	told = next(
		pair for pair in pairs if pair["mentee"] != frappe.db.get_value("Mentoring Link", made, "mentee")
	)
	again = make_link(**told, decision_reason="She has the time.")
	assert [row.reason for row in again.decisions] == ["She has the time."]


def test_one_pair_gets_one_link_however_many_ask_at_once(site):
	scheme = make_scheme(mentees_at_a_time=5).name
	mentor, mentee = make_mentor(scheme=scheme), make_mentee(scheme=scheme)
	frappe.db.commit()
	pair = {"scheme": scheme, "mentor": mentor.name, "mentee": mentee.name}
	done = at_once(site, linked(**pair), linked(**pair))
	(made,) = links_of(mentor)
	done.remove(made)
	said = plain(str(done[0]))
	assert "only one may be open at a time" in said and "(R21)" in said


def test_links_with_two_mentors_are_made_at_once_and_neither_is_turned_away(site):
	scheme = make_scheme(mentees_at_a_time=1).name
	mentors = [make_mentor(scheme=scheme) for _ in range(2)]
	mentees = [make_mentee(scheme=scheme) for _ in range(2)]
	frappe.db.commit()
	done = at_once(
		site,
		*(
			linked(scheme=scheme, mentor=mentor.name, mentee=mentee.name)
			for mentor, mentee in zip(mentors, mentees, strict=True)
		),
	)
	assert sorted(done) == sorted(name for mentor in mentors for name in links_of(mentor))


def test_two_links_of_one_mentor_move_on_at_once(site, monkeypatch):
	"""Each save would hold its own link and then wait for the other's to count it; so the mentor is held first."""
	scheme = make_scheme(mentees_at_a_time=5).name
	mentor = make_mentor(scheme=scheme)
	mentees, social_worker = (
		[make_mentee(scheme=scheme) for _ in range(2)],
		make_user("Supervising Social Worker"),
	)
	for participant in (mentor.participant, *(mentee.participant for mentee in mentees)):
		stand(frappe.get_doc("Mentoring Participant", participant), ssw=social_worker)
	links = [make_link(scheme=scheme, mentor=mentor.name, mentee=mentee.name).name for mentee in mentees]
	frappe.db.commit()
	both_hold_their_link = threading.Barrier(2)
	validate = MentoringLink.validate

	def wait_and_validate(self: MentoringLink) -> None:
		try:
			both_hold_their_link.wait(timeout=2)
		except threading.BrokenBarrierError:
			pass  # the other one waits for the mentor: that is what is asked here
		validate(self)

	monkeypatch.setattr(MentoringLink, "validate", wait_and_validate)

	def moved(name: str) -> Callable[[], str]:
		def move() -> str:
			link = frappe.get_doc("Mentoring Link", name)
			link.status = "Consulting"
			return link.save().status

		return move

	assert at_once(site, *map(moved, links)) == ["Consulting", "Consulting"]
