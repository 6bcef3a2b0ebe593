"""Every document of the app is guarded, and what the guards name is there. A new DocType fails here until it has rules."""

from __future__ import annotations

from typing import Any

import frappe
import makers
import pytest
from frappe.modules import get_doctype_module

from mentoring_scheme.access import followers, readings
from mentoring_scheme.access.followers import FOLLOWERS
from mentoring_scheme.access.predicates import GUARDS, PARENTS
from mentoring_scheme.access.roles import CO_ORDINATOR, FINANCE, MANAGER, MENTEE, MENTOR, SSW

# Link fields through which nothing foreign can be taken over, and why.
RESTS_ON_IT = "the predicate itself asks about the document that is named"
OPEN_TO_STAFF = "schemes and policies hold nothing about people"
WORDS = "attributes and areas are words, which all staff read"
NEEDS_NO_REACH = {
	("Mentoring Equality Profile", "participant"): RESTS_ON_IT,
	("Mentoring Consultation", "link"): RESTS_ON_IT,
	("Mentoring Agreement", "link"): RESTS_ON_IT,
	("Contact Record", "link"): RESTS_ON_IT,
	("Mentoring Feedback", "link"): RESTS_ON_IT,
	("Mentoring Follow Up", "link"): RESTS_ON_IT,
	("Mentoring Letter", "link"): RESTS_ON_IT,
	("Mentoring Payment", "link"): RESTS_ON_IT,
	("Mentor", "scheme"): RESTS_ON_IT,
	("Mentee", "scheme"): OPEN_TO_STAFF,
	("Mentoring Concern", "scheme"): RESTS_ON_IT,
	("Mentoring Supervision", "scheme"): RESTS_ON_IT,
	("Mentoring Event", "scheme"): RESTS_ON_IT,
	("Mentoring Application", "scheme"): RESTS_ON_IT,
	("Mentoring Import", "scheme"): RESTS_ON_IT,
	("Mentoring Matching Round", "scheme"): RESTS_ON_IT,
	("Mentoring Wording", "scheme"): RESTS_ON_IT,
	("Mentoring Setup Plan", "scheme"): RESTS_ON_IT,
	("Mentoring Setup Step", "plan"): RESTS_ON_IT,
	("Mentoring Payment Batch", "scheme"): OPEN_TO_STAFF,
	("Mentor Claim", "mentor"): RESTS_ON_IT,
	("Mentoring Participant", "area"): WORDS,
	("Mentoring Participant", "attributes.attribute"): WORDS,
	("Mentee", "topics.attribute"): WORDS,
	("Mentee", "wishes.attribute"): WORDS,
}


def hooked(hook: str, doctype: str) -> list[str]:
	return frappe.get_hooks(hook, {}).get(doctype, [])


def doctypes(is_table: int) -> set[str]:
	return set(frappe.get_all("DocType", {"module": "Mentoring Scheme", "istable": is_table}, pluck="name"))


def test_every_document_has_a_guard_and_every_child_its_parents():
	assert set(GUARDS) == doctypes(is_table=0)
	assert set(PARENTS) == doctypes(is_table=1)


def test_children_are_guarded_with_all_their_parents():
	found: dict[str, set[str]] = {}
	for doctype in GUARDS:
		for field in frappe.get_meta(doctype).get_table_fields():
			found.setdefault(field.options, set()).add(doctype)
	assert {child: set(parents) for child, parents in PARENTS.items()} == found


@pytest.mark.parametrize("doctype", sorted(GUARDS))
def test_both_readings_of_a_guard_are_hooked(doctype: str):
	assert hooked("permission_query_conditions", doctype) == [_path(readings.conditions)]
	assert hooked("has_permission", doctype) == [_path(readings.has_permission)]


def test_children_and_followers_are_hooked():
	for child in PARENTS:
		assert hooked("permission_query_conditions", child) == [_path(readings.conditions)]
	for follower in FOLLOWERS:
		assert _path(followers.conditions) in hooked("permission_query_conditions", follower)
		assert _path(followers.has_permission) in hooked("has_permission", follower)


def test_searches_titles_and_files_are_hooked():
	for doctype in (*GUARDS, *PARENTS):
		assert hooked("standard_queries", doctype) == ["mentoring_scheme.access.search.search_guarded"]
	titles = frappe.override_whitelisted_method("frappe.desk.search.get_link_title")
	assert titles == "mentoring_scheme.access.search.get_link_title"
	assert _path(followers.keep_private) in frappe.get_doc_hooks()["File"]["before_validate"]


def test_every_role_with_a_permission_has_a_rule_and_the_other_way_about():
	"""A role that the DocType lets read and no rule knows sees nothing; a rule without a permission says nothing."""
	for doctype, guard in GUARDS.items():
		reading = {row.role for row in frappe.get_meta(doctype).permissions if row.read}
		assert reading - {MANAGER} == set(guard.rules) - {MANAGER}, doctype
		assert MANAGER in reading, doctype
	narrowed = {doctype for doctype, guard in GUARDS.items() if MANAGER in guard.rules}
	assert narrowed == {
		"Mentoring Concern",
		"Mentoring Data Request",
		"Mentoring Message",
		"Mentoring Reminder",
	}, "where even a manager can be the person who is not to know"
	assert {role for guard in GUARDS.values() for role in guard.rules} == {
		MANAGER,
		CO_ORDINATOR,
		SSW,
		FINANCE,
		MENTOR,
		MENTEE,
	}


@pytest.mark.parametrize("doctype", sorted(GUARDS))
def test_pointers_are_all_considered(doctype: str):
	"""Through a Link field one document takes over the name of another: each is in `points_at`, or named above."""
	meta = frappe.get_meta(doctype)
	fields = {field.fieldname: field for field in meta.get_link_fields()}
	for table in meta.get_table_fields():
		rows = frappe.get_meta(table.options).get_link_fields()
		fields |= {f"{table.fieldname}.{field.fieldname}": field for field in rows}
	to_guarded = {path for path, field in fields.items() if field.options in GUARDS and _is_for_people(field)}
	considered = {path for holder, path in NEEDS_NO_REACH if holder == doctype}
	pointers = set(GUARDS[doctype].points_at)
	assert to_guarded - considered <= pointers
	assert {fields[path].options for path in pointers} <= set(GUARDS)


def _is_for_people(field: Any) -> bool:
	"""Whether people fill it in. The app fills read-only fields itself, but takes `amended_from` as it comes."""
	return not field.read_only or field.fieldname == "amended_from"


def test_nothing_is_in_the_global_search():
	"""It asks about types only."""
	for doctype in (*GUARDS, *PARENTS):
		meta = frappe.get_meta(doctype)
		assert not meta.get_global_search_fields() or not any(
			field.in_global_search for field in meta.fields
		), doctype


def test_no_role_may_share():
	"""A document that is shared is open whatever its guard says."""
	for doctype in GUARDS:
		assert not [row.role for row in frappe.get_meta(doctype).permissions if row.share], doctype


def test_nothing_is_shown_on_the_web_by_itself():
	for doctype in GUARDS:
		meta = frappe.get_meta(doctype)
		assert not meta.has_web_view, doctype
		assert not meta.make_attachments_public, doctype


def test_a_permission_that_a_site_adds_opens_nothing_by_itself(as_user: Any):
	"""A role that no rule knows is given the right to read, by the Role Permissions Manager."""
	mentee = makers.make_mentee()
	user = makers.make_user("System Manager")
	frappe.permissions.add_permission("Mentee", "System Manager")
	with as_user(user):
		assert frappe.get_list("Mentee") == []
		assert not mentee.has_permission("read")


def test_a_permission_that_a_site_takes_away_is_gone(as_user: Any):
	user = makers.make_user(SSW)
	mentee = makers.make_mentee(participant=makers.make_participant(ssw=user).name)
	with as_user(user):
		assert frappe.get_list("Mentee", pluck="name") == [mentee.name]
		assert mentee.has_permission("write")
	frappe.permissions.update_permission_property("Mentee", SSW, 0, "write", 0)
	with as_user(user):
		assert mentee.has_permission("read")
		assert not mentee.has_permission("write")


def test_guards_are_of_this_app():
	assert {get_doctype_module(doctype) for doctype in (*GUARDS, *PARENTS)} == {"Mentoring Scheme"}


def _path(function: Any) -> str:
	return f"{function.__module__}.{function.__name__}"
