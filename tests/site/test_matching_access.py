"""Who may match, and what nobody sees of it.

Una asks for something personal: her mentor must be a woman, and she would like one who is a Quaker as she is. The
scheme's co-ordinator reads her equality profile; her social worker, who reads her link, does not.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import frappe
import pytest
from frappe.permissions import reset_perms, setup_custom_perms
from makers import (
	make_equality_profile,
	make_mentee,
	make_mentor,
	make_participant,
	make_scheme,
	make_user,
	stand,
)
from story import acting, refused
from test_matching import counted
from test_rest import Api

from mentoring_scheme.mentoring_scheme.matching import api as matching_api

VALUES = ("Quaker", "Female", "Male")
CRITERIA = ("Religion", "Gender")
PROFILE = "Mentoring Equality Profile"


class Una:
	"""Una in her scheme, with three mentors: one who is what she asks for, one who is not, one who says nothing."""

	def __init__(self) -> None:
		self.co_ordinator = make_user("Mentoring Co-ordinator")
		self.manager = make_user("Mentoring Manager")
		self.ssw = make_user("Supervising Social Worker")
		self.account = make_user("Mentee", "Mentor")
		self.scheme = make_scheme(members={self.co_ordinator: "Co-ordinator"}).name
		self.mentee = make_mentee(scheme=self.scheme)
		person = frappe.get_doc("Mentoring Participant", self.mentee.participant)
		stand(person, ssw=self.ssw, user=self.account)
		make_equality_profile(
			participant=person.name,
			gender="Female",
			religion="Quaker",
			wishes=[
				{"characteristic": "Gender", "strength": "Must", "value": "Female"},
				{"characteristic": "Religion", "strength": "Would like", "same_as_own": 1},
			],
		)
		self.fitting = self._mentor(gender="Female", religion="Quaker")
		self.other = self._mentor(gender="Male", religion="Quaker")
		self.silent = self._mentor()

	def _mentor(self, **characteristics: str) -> str:
		participant = make_participant(ssw=self.ssw).name
		make_equality_profile(participant=participant, **{"religion": None} | characteristics)
		return make_mentor(scheme=self.scheme, participant=participant).name

	def everything(self) -> dict[str, Any]:
		"""All that the screens of matching show."""
		mentors = [self.fitting, self.other, self.silent]
		return {
			"shortlist": matching_api.shortlist(self.mentee.name),
			"why_not": [matching_api.why_not(self.mentee.name, mentor) for mentor in mentors],
			"compare": matching_api.compare(self.mentee.name, mentors),
		}


@pytest.fixture
def una() -> Una:
	return Una()


@pytest.fixture
def closed_profiles(una: Una) -> Iterator[None]:
	"""A site whose managers have closed the equality profiles to co-ordinators."""
	setup_custom_perms(PROFILE)
	frappe.db.delete("Custom DocPerm", {"parent": PROFILE, "role": "Mentoring Co-ordinator"})
	frappe.clear_cache(doctype=PROFILE)
	yield
	reset_perms(PROFILE)
	frappe.clear_cache(doctype=PROFILE)


def calls(una: Una) -> dict[str, Callable[[], Any]]:
	return {
		"shortlist": lambda: matching_api.shortlist(una.mentee.name),
		"why_not": lambda: matching_api.why_not(una.mentee.name, una.fitting),
		"compare": lambda: matching_api.compare(una.mentee.name, [una.fitting]),
		"propose": lambda: matching_api.propose(una.mentee.name, una.fitting, "They fit."),
	}


def test_nobody_but_the_staff_of_the_scheme_matches(una: Una):
	elsewhere = make_user("Mentoring Co-ordinator")
	make_scheme(members={elsewhere: "Co-ordinator"})
	strangers = [
		una.ssw,
		una.account,
		elsewhere,
		make_user("Mentoring Finance"),
		make_user("Supervising Social Worker"),
		make_user("System Manager"),
		make_user(),
		"Guest",
	]
	for user in strangers:
		for name, call in calls(una).items():
			with acting(user), refused(frappe.PermissionError) as told:
				call()
			assert told.by_permission, (user, name)
	assert not frappe.db.exists("Mentoring Link", {"mentee": una.mentee.name})


@pytest.mark.parametrize("role", ["co_ordinator", "manager"])
def test_the_staff_of_the_scheme_match_and_propose(una: Una, role: str):
	user = getattr(una, role)
	with acting(user):
		found = matching_api.shortlist(una.mentee.name)
		assert [row["mentor"] for row in found["candidates"]] == [una.fitting, una.silent]
		assert [row["mentor"] for row in found["excluded"]] == [una.other]
		link = frappe.get_doc(
			"Mentoring Link", matching_api.propose(una.mentee.name, una.fitting, "They fit.")
		)
	assert (link.owner, link.status, link.match_rank, link.match_out_of) == (user, "Proposed", 1, 2)


def test_a_co_ordinator_does_not_decide_in_place_of_a_manager(una: Una):
	with acting(una.co_ordinator), refused() as told:
		matching_api.propose(una.mentee.name, una.other, "They fit.", "She will not mind.")
	assert told.says("does not match something personal", "A Mentoring Manager may decide otherwise", "(R18)")
	assert not any(value in told.message for value in (*VALUES, *CRITERIA))


def test_mentors_of_another_scheme_are_not_shown_whoever_asks(una: Una):
	stranger = make_mentor()
	for user in (una.co_ordinator, una.manager):
		with acting(user):
			for call in (
				lambda: matching_api.why_not(una.mentee.name, stranger.name),
				lambda: matching_api.compare(una.mentee.name, [una.fitting, stranger.name]),
			):
				with refused(frappe.PermissionError):
					call()
	with acting(una.co_ordinator), refused(frappe.PermissionError) as told:
		matching_api.propose(una.mentee.name, stranger.name, "They fit.")
	assert stranger.participant_name not in told.message


def test_an_earlier_link_of_another_scheme_is_told_without_its_name(una: Una):
	elsewhere = make_scheme().name
	pair = [frappe.db.get_value("Mentor", una.fitting, "participant"), una.mentee.participant]
	mentor = make_mentor(scheme=elsewhere, participant=pair[0])
	mentee = make_mentee(scheme=elsewhere, participant=pair[1])
	link = frappe.get_doc(
		{
			"doctype": "Mentoring Link",
			"mentor": mentor.name,
			"mentee": mentee.name,
			"decision_reason": "They know each other.",
		}
	).insert()
	stand(link, status="Closed", ending_kind="Completed", ended_on="2026-01-10")
	for user, name in ((una.co_ordinator, None), (una.manager, link.name)):
		with acting(user):
			first = matching_api.shortlist(una.mentee.name)["candidates"][0]
		assert [(row["link"], row["good"]) for row in first["earlier"]] == [(name, True)]
		assert link.name not in json.dumps(first) or name


# --- what is personal


@pytest.mark.parametrize("role", ["co_ordinator", "manager"])
def test_whoever_reads_the_profile_sees_what_is_asked_about_and_no_value(una: Una, role: str):
	with acting(getattr(una, role)):
		everything = una.everything()
	assert not any(value in json.dumps(everything, default=str) for value in VALUES)
	shown = {row["criterion"]: row for row in everything["shortlist"]["candidates"][0]["contributions"]}
	assert shown["Religion"]["asked"]
	assert shown["Religion"]["text"] == "Religion: It matches what the mentee asked for."
	assert everything["shortlist"]["mentee"]["personal_wishes"] == 2
	assert everything["shortlist"]["mentee"]["wishes"] == []


def test_whoever_does_not_read_the_profile_sees_one_row_without_a_name(una: Una, closed_profiles: None):
	with acting(una.manager):
		open_row = matching_api.shortlist(una.mentee.name)["candidates"][0]["contributions"]
	with acting(una.co_ordinator):
		everything = una.everything()
	written = json.dumps(everything, default=str)
	assert not any(word in written for word in (*VALUES, *CRITERIA))
	rows = everything["shortlist"]["candidates"][0]["contributions"]
	(personal,) = (row for row in rows if row["criterion"] == "Asked for personally")
	(religion,) = (row for row in open_row if row["criterion"] == "Religion")
	unnamed = {"criterion": "Asked for personally", "text": religion["text"].removeprefix("Religion: ")}
	assert {**religion, **unnamed} == personal
	assert sum(row["points"] for row in rows) == sum(row["points"] for row in open_row)


def test_several_personal_things_are_one_row(una: Una, closed_profiles: None):
	profile = frappe.get_doc(PROFILE, {"participant": una.mentee.participant})
	profile.append("wishes", {"characteristic": "Disability", "strength": "Would like", "value": "Yes"})
	profile.save()  # those mentors who say anything say no
	with acting(una.manager):
		named = matching_api.why_not(una.mentee.name, una.fitting)["candidate"]["contributions"]
	with acting(una.co_ordinator):
		rows = matching_api.why_not(una.mentee.name, una.fitting)["candidate"]["contributions"]
	(personal,) = (row for row in rows if row["criterion"] == "Asked for personally")
	apart = [row for row in named if row["criterion"] in ("Religion", "Disability")]
	assert personal["weight"] == sum(row["weight"] for row in apart)
	assert abs(personal["points"] - sum(row["points"] for row in apart)) <= 1
	assert 0 < personal["fit"] < 100
	assert personal["text"] == "It matches part of what the mentee asked for."


def test_what_a_link_keeps_names_nothing_personal_whoever_made_it(una: Una):
	with acting(una.manager):
		name = matching_api.propose(una.mentee.name, una.other, "They fit.", "They have met.")
	link = frappe.get_doc("Mentoring Link", name)
	assert link.decisions
	_nothing_personal(link.as_dict())
	with acting(una.ssw):
		seen = frappe.get_doc("Mentoring Link", name)
		seen.check_permission("read")
		_nothing_personal(seen.as_dict())
		_nothing_personal(seen.assessment())
		with refused(frappe.PermissionError):
			frappe.get_list(PROFILE)
	assert "Asked for personally" in [row.criterion for row in link.match_contributions]


def _nothing_personal(content: Any) -> None:
	written = frappe.as_json(content)
	assert not [word for word in (*VALUES, *CRITERIA) if word in written]


@pytest.mark.commits
def test_a_social_worker_reads_a_link_through_the_api_and_nothing_personal(site: str):
	una, requests = Una(), Api(site)
	for user in (una.ssw, una.co_ordinator):
		requests.give_key(user)
	method = "/api/method/mentoring_scheme.mentoring_scheme.matching.api"
	pair = {"mentee": una.mentee.name, "mentor": una.fitting}
	assert requests.send(una.ssw, "POST", f"{method}.propose", **pair, why="They fit.").status_code == 403
	assert requests.send(una.ssw, "GET", f"{method}.shortlist", mentee=una.mentee.name).status_code == 403
	assert (
		requests.send(una.co_ordinator, "GET", f"{method}.propose", **pair, why="They fit.").status_code
		== 403
	)
	made = requests.send(una.co_ordinator, "POST", f"{method}.propose", **pair, why="They fit.")
	assert made.status_code == 200, made.text
	place = f"/api/resource/Mentoring Link/{made.json['message']}"
	read = requests.send(una.ssw, "GET", place)
	assert read.status_code == 200, read.text
	assert "Asked for personally" in [row["criterion"] for row in read.json["data"]["match_contributions"]]
	_nothing_personal(read.json)
	wrong = requests.send(una.co_ordinator, "POST", f"{method}.shortlist", mentee={"name": ["like", "%"]})
	assert wrong.status_code >= 400, "only a name is taken"
	compared = requests.send(
		una.co_ordinator,
		"POST",
		f"{method}.compare",
		mentee=una.mentee.name,
		mentors=json.dumps([una.silent]),
	)
	assert [row["mentor"] for row in compared.json["message"]] == [una.silent]


def test_no_characteristic_is_read_that_nobody_asks_for(una: Una):
	with counted() as queries:
		una.everything()
	of_profiles = [query for query in queries if f"tab{PROFILE}" in query]
	assert of_profiles
	for column in (
		"ethnicity",
		"culture",
		"sexual_orientation",
		"disability",
		"relationship_status",
		"language",
	):
		assert not [query for query in of_profiles if column in query], column
	assert [query for query in of_profiles if "religion" in query]


def test_no_profile_is_read_of_mentors_where_nobody_asks(una: Una):
	other = make_mentee(scheme=una.scheme)
	with counted() as queries:
		matching_api.shortlist(other.name)
	assert not [query for query in queries if "`gender`" in query or "`religion`" in query]
