"""What a mentee asks for personally is learnt by nobody from figures, nor by trying out other pairs.

The mentee would like a mentor of her own religion, or of her own culture; both pairs are of a scheme whose weights
anybody may read. Her social worker, and the mentor's, read the link.
"""

from __future__ import annotations

from typing import Any

import frappe
import makers
import pytest
from cast import TwoPairs
from frappe.model.document import Document
from makers import stand

from mentoring_scheme.mentoring_scheme.matching import api

WEIGHTS = {"Expertise": 25, "Religion": 10, "Culture": 45, "Ethnicity": 30}
FIGURES = ("match_score", "match_lowest", "match_highest")


def scheme() -> str:
	rows = [{"criterion": criterion, "weight": weight} for criterion, weight in WEIGHTS.items()]
	return makers.make_scheme(matching_criteria=rows, would_like_weight=20).name


def proposed(scheme: str, criterion: str, value: str) -> Document:
	"""A link of a mentor and a mentee who would like somebody like herself in this, and in nothing else."""
	expertise = [{"attribute": makers.make_attribute().name}]
	mentor = makers.make_mentor(scheme=scheme)
	mentee = makers.make_mentee(scheme=scheme, topics=expertise)
	wish = {"characteristic": criterion, "strength": "Would like", "value": value}
	makers.make_equality_profile(participant=mentee.participant, religion=None, wishes=[wish])
	makers.make_equality_profile(participant=mentor.participant, religion="Quaker", culture="Irish")
	person = frappe.get_doc("Mentoring Participant", mentor.participant)
	person.append("attributes", {"attribute": makers.make_attribute().name})
	person.save()
	return frappe.get_doc("Mentoring Link", api.propose(mentee.name, mentor.name, "They fit."))


def figures(link: Document) -> list[Any]:
	rows = [(row.criterion, row.weight, row.fit, row.explanation) for row in link.match_contributions]
	return [*(link.get(figure) for figure in FIGURES), [row for row in rows if "personally" in row[0]]]


def test_the_figures_of_a_link_do_not_tell_which_wish_is_met():
	where = scheme()
	religion, culture = proposed(where, "Religion", "Quaker"), proposed(where, "Culture", "Irish")
	assert figures(religion) == figures(culture)
	(personal,) = figures(religion)[-1]
	assert personal[1:3] == (20 + 28, 100)  # the average of what the scheme lists, and what a wish adds
	assert 0 < religion.match_score < 100


def test_nor_which_is_not_met():
	where = scheme()
	assert figures(proposed(where, "Religion", "Sikh")) == figures(proposed(where, "Culture", "Welsh"))


def test_a_wish_about_what_the_scheme_does_not_weigh_looks_like_any_other():
	where = scheme()
	unlisted, listed = proposed(where, "Gender", "Female"), proposed(where, "Ethnicity", "Black British")
	assert figures(unlisted) == figures(listed)  # of both, nothing is known of the mentor
	assert figures(unlisted)[-1][0][1:3] == (48, 0)


# --- trying out


@pytest.fixture
def supervised(pairs: TwoPairs) -> Document:
	"""A link whose social worker supervises the mentee and another mentor, who is what the mentee insists on."""
	link = makers.make_link(scheme=pairs.scheme, decision_reason="They asked for it.")
	ssw = pairs.users["ssw_mentee"]
	stand(frappe.get_doc("Mentoring Participant", link.mentee_participant), ssw=ssw)
	wish = {"characteristic": "Gender", "strength": "Must", "value": "Female"}
	makers.make_equality_profile(participant=link.mentee_participant, wishes=[wish])
	return link


def another_mentor(pairs: TwoPairs, gender: str) -> Document:
	mentor = makers.make_mentor(scheme=pairs.scheme)
	stand(frappe.get_doc("Mentoring Participant", mentor.participant), ssw=pairs.users["ssw_mentee"])
	makers.make_equality_profile(participant=mentor.participant, gender=gender)
	return mentor


def test_who_may_make_no_pair_tries_out_none(pairs: TwoPairs, supervised: Document, as_user: Any):
	"""With the mentors whom she supervises a social worker would find out what her mentee insists on."""
	ssw, co_ordinator = pairs.users["ssw_mentee"], pairs.users["co_ordinator"]
	answers: dict[str, list[Any]] = {}
	for gender in ("Male", "Female"):
		tried = supervised.as_dict() | {"mentor": another_mentor(pairs, gender).name}
		for user in (ssw, co_ordinator):
			with as_user(user):
				found = frappe.get_doc(dict(tried)).assessment()["findings"]
			answers.setdefault(user, []).append(
				[row["text"] for row in found if "mentee asked for" in row["text"]]
			)
		with as_user(ssw), pytest.raises(frappe.PermissionError):
			frappe.get_doc({**tried, "name": None, "__islocal": 1}).assessment()
	frappe.clear_messages()
	with as_user(ssw):
		stored = frappe.get_doc("Mentoring Link", supervised.name).assessment()["findings"]
		assert not frappe.get_message_log(), "a panel that is only read complains of nothing"
	said = [row["text"] for row in stored if "mentee asked for" in row["text"]]
	assert answers[ssw] == [said, said]
	assert answers[co_ordinator][0] != answers[co_ordinator][1]
