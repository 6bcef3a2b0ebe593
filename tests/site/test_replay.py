"""What a test begins with is the same, whether it is made or written again; see replay.py."""

from __future__ import annotations

from typing import Any

import frappe
import pytest
from casts import make_cast
from makers import make_scheme, make_user, stand
from queries import count_queries
from replay import keep_journal

Rows = dict[str, list[dict[str, Any]]]


def all_rows() -> Rows:
	"""Everything on the site that has a name, by table."""
	tables = [each for each in frappe.db.get_tables(cached=False) if each.startswith("tab")]
	named = [each for each in tables if "name" in frappe.db.get_db_table_columns(each)]
	return {
		each: frappe.qb.from_(frappe.qb.Table(each)).select("*").orderby("name").run(as_dict=True)
		for each in named
	}


def as_another_test() -> None:
	frappe.db.rollback()
	keep_journal()


def test_what_is_written_again_is_what_was_made() -> None:
	policy = {"feedback_link_days": 17}  # no other test asks for it, so that the first time is the first
	made, rows = make_cast(**policy), all_rows()
	as_another_test()
	again, rows_again = make_cast(**policy), all_rows()
	assert again.link.as_dict() == made.link.as_dict()
	assert {table: rows_again[table] for table in rows if rows[table] != rows_again[table]} == {}


def test_writing_again_is_less_work() -> None:
	def begin() -> int:
		before = asked_so_far()
		make_cast(feedback_link_days=16)
		return asked_so_far() - before

	first = begin()
	as_another_test()
	assert begin() < first / 2


def asked_so_far() -> int:
	"""The queries of this connection."""
	return int(frappe.db.sql("show session status like 'Questions'")[0][1])


def test_the_same_call_twice_makes_two_and_after_other_writing_new_ones() -> None:
	one, two = make_user("Mentor"), make_user("Mentor")
	assert one != two
	as_another_test()
	assert (make_user("Mentor"), make_user("Mentor")) == (one, two)
	as_another_test()
	frappe.get_doc({"doctype": "ToDo", "description": "something else"}).insert()
	assert make_user("Mentor") not in (one, two)


def test_what_follows_a_commit_follows_it_each_time(run_jobs: Any) -> None:
	make_user("Mentor", "Mentee")
	jobs = run_jobs()
	as_another_test()
	make_user("Mentor", "Mentee")
	assert jobs and run_jobs() == jobs


def test_a_document_that_is_changed_past_its_rules_knows_of_it_each_time() -> None:
	for _ in range(2):
		link = make_cast().link
		assert stand(link, status="Suspended").status == "Suspended"
		assert link.status == frappe.db.get_value("Mentoring Link", link.name, "status") == "Suspended"
		as_another_test()


def test_a_count_of_queries_is_of_what_is_made_for_real() -> None:
	make_scheme()
	count_queries(lambda: None)
	assert make_user("Mentee") != _after_a_scheme()


def _after_a_scheme() -> str:
	as_another_test()
	make_scheme()
	return make_user("Mentee")


@pytest.mark.commits
def test_what_another_has_written_meanwhile_is_not_written_over() -> None:
	make_scheme()
	first = make_user("Mentor")
	as_another_test()
	make_scheme()
	frappe.db.commit()
	assert make_user("Mentor") != first
