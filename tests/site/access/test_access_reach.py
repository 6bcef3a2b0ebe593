"""The sub-queries that other parts of the app use, and what a question costs."""

from __future__ import annotations

from typing import Any

import frappe
import makers
import pytest
from cast import TwoPairs
from makers import stand
from pypika.queries import QueryBuilder

from mentoring_scheme.access import reach
from mentoring_scheme.access.predicates import GUARDS
from mentoring_scheme.access.roles import MANAGER


def names(query: QueryBuilder) -> set[str]:
	return set(query.run(pluck=True))


def test_whose_links_are_whose(pairs: TwoPairs):
	assert names(reach.links_as_mentor(pairs.users["mentor"])) == {pairs.link}
	assert names(reach.links_as_mentee(pairs.users["mentee"])) == {pairs.link}
	assert names(reach.links_as_mentee(pairs.users["mentor"])) == set()
	for part in ("ssw_mentor", "ssw_mentee"):
		assert names(reach.links_supervised_by(pairs.users[part])) == {pairs.link}
	assert names(reach.schemes_of(pairs.users["co_ordinator"])) == {pairs.scheme}
	assert names(reach.schemes_of(pairs.users["mentor"])) == set()


def test_who_has_left_a_scheme_is_not_shown_its_events(pairs: TwoPairs, as_user: Any):
	"""An event tells where people meet, and how to join online; what somebody came to, their booking still says."""
	event = makers.make_event(scheme=pairs.scheme, open_to="Mentors and mentees")
	for doctype, part, left in (
		("Mentor", "mentor", {"stage": "Stood Down"}),
		("Mentee", "mentee", {"status": "Withdrawn"}),
	):
		person = frappe.get_doc(doctype, getattr(pairs, part))
		booking = makers.make_booking(event=event.name, participant=person.participant)
		assert event.has_permission("read", user=pairs.users[part])
		stand(person, **left)
		with as_user(pairs.users[part]):
			assert not event.has_permission("read")
			assert frappe.get_list("Mentoring Event") == []
			assert booking.has_permission("read")


def test_whose_account_it_is_counts_as_it_is_now(pairs: TwoPairs):
	"""The papers copy the account for notifications; when it changes, the former one reads nothing more."""
	record = makers.make_contact_record(link=pairs.link)
	person = frappe.get_doc("Mentoring Participant", {"user": pairs.users["mentor"]})
	stand(person, user=makers.make_user("Mentor"))
	assert not record.has_permission("read", user=pairs.users["mentor"])
	assert record.has_permission("read", user=person.user)
	assert record.mentor_user == pairs.users["mentor"]


def test_a_social_worker_who_hands_over_reads_nothing_more(pairs: TwoPairs):
	link = frappe.get_doc("Mentoring Link", pairs.link)
	before, after = pairs.users["ssw_mentee"], makers.make_user("Supervising Social Worker")
	stand(frappe.get_doc("Mentoring Participant", {"ssw": before}), ssw=after)
	assert not link.has_permission("read", user=before)
	assert link.has_permission("read", user=after)


def test_co_ordinators_come_in_the_order_of_the_scheme():
	first, second, away, worker = (makers.make_user("Mentoring Co-ordinator") for _ in range(4))
	members = {first: "Co-ordinator", worker: "Project worker", away: "Co-ordinator", second: "Co-ordinator"}
	scheme = makers.make_scheme(members=members)
	frappe.db.set_value("User", away, "enabled", 0)
	assert reach.co_ordinators_of(scheme.name) == [first, second]
	assert reach.co_ordinators_of("no such scheme") == []


@pytest.mark.parametrize("part", ["co_ordinator", "ssw_mentor", "mentor", "mentee"])
def test_a_document_costs_one_query(pairs: TwoPairs, part: str, monkeypatch: pytest.MonkeyPatch):
	user = pairs.users[part]
	record = stand(makers.make_contact_record(link=pairs.link), status="Sent")
	supervision = makers.make_supervision(mentor=pairs.mentor, links=[{"link": pairs.link}])
	for doc in (record, supervision):
		frappe.get_roles(user)
		for ptype in ("read", "write", "create"):
			assert len(_queries(monkeypatch, _ask, doc, ptype, user)) <= 1


def _ask(doc: Any, ptype: str, user: str) -> None:
	from mentoring_scheme.access.readings import has_permission

	has_permission(doc, ptype, user)


@pytest.mark.parametrize("part", ["co_ordinator", "ssw_mentor", "mentor", "mentee"])
def test_a_list_costs_the_same_however_long(
	pairs: TwoPairs, part: str, as_user: Any, monkeypatch: pytest.MonkeyPatch
):
	def ask() -> None:
		frappe.get_list("Contact Record", limit=0)

	def cost() -> int:
		with as_user(pairs.users[part]):
			ask()  # what Frappe looks up once for a user
			return len(_queries(monkeypatch, ask))

	makers.make_contact_record(link=pairs.link)
	one = cost()
	for _ in range(5):
		makers.make_contact_record(link=pairs.link)
	assert cost() == one
	assert one <= 2  # Frappe 16 asks one of its own


def _queries(monkeypatch: pytest.MonkeyPatch, action: Any, *args: Any) -> list[str]:
	"""The statements that the action sends to the database."""
	sent: list[str] = []
	original = frappe.db.sql

	def sql(query: Any, *more: Any, **kwargs: Any) -> Any:
		sent.append(str(query))
		return original(query, *more, **kwargs)

	with monkeypatch.context() as patched:
		patched.setattr(frappe.db, "sql", sql)
		action(*args)
	return sent


def test_the_manager_costs_nothing(monkeypatch: pytest.MonkeyPatch):
	manager = makers.make_user("Mentoring Manager")
	link = makers.make_link()
	frappe.get_roles(manager)
	assert _queries(monkeypatch, _ask, link, "write", manager) == []


def test_conditions_are_empty_only_for_those_who_see_all():
	from mentoring_scheme.access.readings import conditions

	users = {role: makers.make_user(*([role] if role else [])) for role in ("", "System Manager", "Mentor")}
	manager = makers.make_user(MANAGER)
	for doctype, guard in GUARDS.items():
		assert conditions("Administrator", doctype) == ""
		# where a manager can be the person who is not to know, there is a rule for managers as well
		assert bool(conditions(manager, doctype)) == (MANAGER in guard.rules), doctype
		for user in ("Guest", *users.values()):
			assert conditions(user, doctype), (user, doctype)
		assert conditions("Guest", doctype) == "(1=0)"
