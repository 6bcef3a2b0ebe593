"""Random small casts: whoever holds whatever role, a list holds a document exactly where the document lets them in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import frappe
import makers
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from makers import stand

from mentoring_scheme.access.predicates import GUARDS
from mentoring_scheme.access.readings import conditions, has_permission
from mentoring_scheme.access.roles import CO_ORDINATOR, FINANCE, MENTEE, MENTOR, SSW

ROLES = (CO_ORDINATOR, SSW, FINANCE, MENTOR, MENTEE, "System Manager")
PEOPLE = ("a", "b", "c")
STATUSES = ("Draft", "Sent", "Queried", "Agreed", "Logged")
SIGNING = ("Being written", "Awaiting signatures", "Signed", "Replaced")
EXAMPLES = settings().max_examples // 3  # each asks hundreds of questions
OPEN_TO = ("Mentors and applicants", "Mentors", "Mentees", "Mentors and mentees")
ABOUT_APPLICANTS = ("Mentoring Application", "Mentor Check", "Mentor Reference", "Mentor Assessment")
FUNCTIONS = ("Co-ordinator", "Project worker", "Trainer", None)

person = st.sampled_from((*PEOPLE, None))
cast = st.fixed_dictionaries(
	{
		"roles": st.fixed_dictionaries({each: st.sets(st.sampled_from(ROLES)) for each in PEOPLE}),
		"functions": st.fixed_dictionaries({each: st.sampled_from(FUNCTIONS) for each in PEOPLE}),
		"accounts": st.permutations((*PEOPLE, None)),
		"ssw_of_mentor": person,
		"ssw_of_mentee": person,
		"consulted": person,
		"supervisor": person,
		"reads": st.sampled_from(("Always", "When shared", "Never", None)),
		"filed": st.booleans(),
		"status": st.sampled_from(STATUSES),
		"shared": st.tuples(st.booleans(), st.booleans()),
		"signing": st.sampled_from(SIGNING),
		"given": st.booleans(),
		"open_to": st.sampled_from(OPEN_TO),
		"raised": st.tuples(st.sampled_from(("Mentor", "Mentee", "Staff")), person),
		"about": person,
		"for_managers": st.booleans(),
		"told": person,
	}
)


class Stage:
	"""One link with all its papers, made once; each example turns its values and who everybody is."""

	def __init__(self) -> None:
		self.users = {each: makers.make_user() for each in PEOPLE}
		self.link = makers.make_link(status="Active")
		self.mentor, self.mentee = (
			frappe.get_doc("Mentoring Participant", self.link.get(f"{side}_participant"))
			for side in ("mentor", "mentee")
		)
		link = self.link.name
		self.record = makers.make_contact_record(link=link)
		self.agreement = makers.make_agreement(link=link)
		self.feedback = makers.make_feedback(link=link, given_by="Mentee")
		self.consultation = makers.make_consultation(link=link)
		self.supervision = makers.make_supervision(mentor=self.link.mentor)
		makers.make_feedback(link=link, given_by="Mentor")
		makers.make_payment(link=link)
		makers.make_file_entry(link=link)
		makers.make_equality_profile(participant=self.mentee.name)
		makers.make_reminder(scheme=self.link.scheme)
		makers.make_reference(mentor=self.link.mentor)
		makers.make_application(scheme=self.link.scheme)
		self.concern = makers.make_concern(link=link, about="Mentee")
		self.concern.tell("They must know.", who="The police")
		self.told = frappe.get_doc("Mentoring Concern Told", {"parent": self.concern.name})
		makers.make_matching_round(scheme=self.link.scheme)
		# each site begins with hundreds of words, and asking about one says as much
		frappe.db.delete("Mentoring Attribute", {"name": ["!=", makers.make_attribute().name]})
		self.event = makers.make_event(scheme=self.link.scheme, open_to="Mentors and mentees")
		for participant in (self.mentor, self.mentee):
			makers.make_booking(event=self.event.name, participant=participant.name)

	def play(self, drawn: dict[str, Any]) -> None:
		"""Give the documents the drawn values, past their rules."""
		user = {**self.users, None: None}
		self._seat(drawn)
		for participant in (self.mentor, self.mentee):
			stand(participant, user=None)  # an account is one participant's at a time
		stand(self.mentor, user=user[drawn["accounts"][0]], ssw=user[drawn["ssw_of_mentor"]])
		stand(self.mentee, user=user[drawn["accounts"][1]], ssw=user[drawn["ssw_of_mentee"]])
		filed_on = makers.days_ago(1) if drawn["filed"] else None
		stand(self.link, ssw_reads_records=drawn["reads"], filed_on=filed_on)
		to_mentor_ssw, to_mentee_ssw = drawn["shared"]
		stand(
			self.record,
			status=drawn["status"],
			share_with_mentor_ssw=int(to_mentor_ssw),
			share_with_mentee_ssw=int(to_mentee_ssw),
		)
		stand(self.agreement, signing_state=drawn["signing"])
		stand(self.feedback, given_on=makers.days_ago(1) if drawn["given"] else None)
		stand(self.consultation, ssw=user[drawn["consulted"]])
		stand(self.supervision, supervisor=user[drawn["supervisor"]])
		stand(self.event, open_to=drawn["open_to"])
		raised_as, raised_by = drawn["raised"]
		stand(
			self.concern,
			raised_as=raised_as,
			raised_by=user[raised_by],
			about_user=user[drawn["about"]],
			manager_only=int(drawn["for_managers"]),
		)
		stand(self.told, user=user[drawn["told"]])

	def booked(self, bookings: set[str]) -> set[str]:
		"""Whose bookings these are."""
		return {frappe.db.get_value("Mentoring Booking", name, "participant") for name in bookings}

	def _seat(self, drawn: dict[str, Any]) -> None:
		frappe.db.delete("Mentoring Scheme Member", {"parent": self.link.scheme})
		for each, function in drawn["functions"].items():
			if function:
				member = frappe.new_doc("Mentoring Scheme Member", user=self.users[each], function=function)
				member.update(
					{"parent": self.link.scheme, "parenttype": "Mentoring Scheme", "parentfield": "members"}
				)
				member.db_insert()


@pytest.fixture
def stage(transaction: None) -> Stage:
	"""Made once for all examples of a test, which take turns on it."""
	return Stage()


@pytest.fixture
def with_roles(monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, set[str]]], None]:
	"""Gives accounts their roles without the work of saving them, which is Frappe's."""

	def give(roles: dict[str, set[str]]) -> None:
		monkeypatch.setattr(frappe, "get_roles", lambda user=None: sorted(roles.get(user, ())))

	return give


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=EXAMPLES)
@given(drawn=cast)
def test_list_and_document_agree_for_any_cast(
	stage: Stage, with_roles: Callable[[dict[str, set[str]]], None], drawn: dict[str, Any]
):
	stage.play(drawn)
	with_roles({stage.users[each]: roles for each, roles in drawn["roles"].items()})
	for user in (*stage.users.values(), "Guest"):
		for doctype in GUARDS:
			listed = _listed(doctype, user)
			for name in frappe.get_all(doctype, pluck="name"):
				doc = frappe.get_doc(doctype, name)
				assert has_permission(doc, "read", user) == (name in listed), (doctype, user)
				if has_permission(doc, "write", user):
					assert name in listed, (doctype, user)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=EXAMPLES)
@given(drawn=cast)
def test_what_is_always_true(
	stage: Stage, with_roles: Callable[[dict[str, set[str]]], None], drawn: dict[str, Any]
):
	"""Said once more in plain words, for the documents that matter most."""
	stage.play(drawn)
	with_roles({stage.users[each]: roles for each, roles in drawn["roles"].items()})
	for each, user in stage.users.items():
		roles, staff = drawn["roles"][each], drawn["functions"][each] in ("Co-ordinator", "Project worker")
		in_charge = CO_ORDINATOR in roles and staff
		is_mentor = MENTOR in roles and drawn["accounts"][0] == each
		is_mentee = MENTEE in roles and drawn["accounts"][1] == each
		if not in_charge:
			if drawn["status"] == "Draft":
				assert has_permission(stage.record, "read", user) == is_mentor
			for doctype in ("Mentoring Equality Profile", *ABOUT_APPLICANTS, "Mentoring Matching Round"):
				assert not _listed(doctype, user), doctype
			assert has_permission(stage.feedback, "read", user) == is_mentee
			assert has_permission(stage.feedback, "write", user) == (is_mentee and not drawn["given"])
		if not roles & {CO_ORDINATOR, SSW}:
			assert not _listed("Mentoring Link", user)
			assert not _listed("Mentoring Participant", user)
			own = zip((stage.mentor, stage.mentee), drawn["accounts"], strict=False)
			mine = {person.name for person, account in own if account == each and roles & {MENTOR, MENTEE}}
			assert stage.booked(_listed("Mentoring Booking", user)) == mine
		if not roles - {FINANCE, "System Manager"}:
			for doctype in set(GUARDS) - {
				"Mentoring Scheme",
				"Mentoring Policy Version",
				"Mentoring Household",
				"Mentoring Payment",
			}:
				assert not _listed(doctype, user), doctype


def _listed(doctype: str, user: str) -> set[str]:
	condition = conditions(user, doctype) or "1=1"
	return set(frappe.db.sql(f"select name from `tab{doctype}` where {condition}", pluck=True))
