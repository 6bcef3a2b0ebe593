"""Names that people chose never become part of a query's text."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import frappe
import makers
import pytest

from mentoring_scheme.access import followers, readings
from mentoring_scheme.access.predicates import GUARDS, PARENTS
from mentoring_scheme.access.roles import CO_ORDINATOR, FINANCE, MENTEE, MENTOR, SSW
from mentoring_scheme.access.terms import MemoryRow, Value, any_of, as_text, inner

ATTACKS = (
	"' OR 1=1 -- ",
	"\\' OR 1=1 -- ",
	"\\",
	"x\\\\' OR '1'='1",
	'" OR ""="',
	"`; DROP TABLE `tabUser`; --",
	"%s %(param1)s %% %",
	"o'brien%_@example.org",
	"{0} {user}",
	"null",
	"ünïcode\u2028'",
	"/* comment */ #",
	"' UNION SELECT name FROM `tabUser` -- ",
)
EVERY_ROLE = [CO_ORDINATOR, SSW, FINANCE, MENTOR, MENTEE]


@pytest.mark.parametrize("text", ATTACKS)
def test_a_value_comes_back_as_it_went(text: str):
	assert frappe.qb.select(Value(text)).run()[0][0] == text
	literal = Value(text).get_sql()
	assert "%" not in literal
	assert frappe.db.sql(f"select {literal}")[0][0] == text  # as Frappe 15 splices a condition
	assert frappe.db.sql(f"select {literal}", {})[0][0] == text  # as Frappe 16 does


@pytest.mark.parametrize(
	("value", "sql"), [(None, "NULL"), (True, "1"), (0, "0"), (12, "12"), (1.5, "1.5"), ("x", "'x'")]
)
def test_values_of_each_type(value: Any, sql: str):
	assert Value(value).get_sql() == sql


def test_what_a_client_sends_in_a_field_may_be_anything():
	row = MemoryRow(SimpleNamespace(get={"link": ["a", "'b"], "status": {"x": "'"}}.get))
	assert frappe.qb.select(row.link).run()[0][0] == str(["a", "'b"])
	assert frappe.qb.select(row.status == "Draft").run()[0][0] == 0


@pytest.mark.parametrize("user", ATTACKS)
def test_a_user_with_an_odd_name_sees_nothing(user: str, monkeypatch: pytest.MonkeyPatch):
	"""With every role, and as long as no document names them. Schemes, events and the like are open to some roles."""
	makers.make_file_entry(link=makers.make_link().name)
	open_to_all = {"Mentoring Scheme", "Mentoring Policy Version", "Mentoring Household", "Mentoring Payment"}
	open_to_all |= {"Mentoring Attribute", "Mentoring Area", "Mentoring Event"}
	roles = [role for role in EVERY_ROLE if role != FINANCE]
	monkeypatch.setattr(frappe, "get_roles", lambda user=None: roles)
	for doctype in (*GUARDS, *PARENTS):
		if doctype in open_to_all or set(PARENTS.get(doctype, ())) & open_to_all:
			continue
		condition = readings.conditions(user, doctype)
		assert not frappe.db.sql(f"select name from `tab{doctype}` where {condition}"), doctype


@pytest.mark.parametrize("user", ["o'brien@example.org", "a%b@example.org", "x`y@example.org"])
def test_a_user_with_an_odd_name_sees_what_is_theirs(user: str, as_user: Any):
	"""Such addresses are valid, and Frappe takes them."""
	makers.make_user(SSW, MENTOR, email=user)
	mentor = makers.make_mentor(participant=makers.make_participant(user=user).name)
	record = makers.make_contact_record(link=makers.make_link(mentor=mentor.name, status="Active").name)
	mine = makers.make_participant(ssw=user)
	with as_user(user):
		assert frappe.get_list("Contact Record", pluck="name") == [record.name]
		assert frappe.get_list("Contact Record", {"name": ["like", "REC%"]}, pluck="name") == [record.name]
		assert frappe.get_list("Mentoring Participant", pluck="name") == [mine.name]
		assert record.has_permission("write")
		assert mine.has_permission("write")


def test_a_criterion_of_nothing_is_no_open_door():
	assert as_text(any_of([])) == "(1=0)"


def test_a_column_that_is_not_there_is_an_error_and_no_open_door():
	"""An unqualified one would silently be taken from the query around."""
	table = inner("Mentor")
	query = frappe.qb.from_(table).select(table.no_such_column).where(table.name == "x")
	with pytest.raises(frappe.db.OperationalError, match="Unknown column"):
		frappe.db.sql(f"select name from `tabUser` where name in ({query.get_sql(quote_char='`')})")


@pytest.mark.parametrize("doctype", sorted(followers.FOLLOWERS))
def test_conditions_of_followers_are_sound_for_odd_names(doctype: str, monkeypatch: pytest.MonkeyPatch):
	monkeypatch.setattr(frappe, "get_roles", lambda user=None: EVERY_ROLE)
	for user in ATTACKS:
		frappe.db.sql(f"select name from `tab{doctype}` where {followers.conditions(user, doctype)} limit 1")
