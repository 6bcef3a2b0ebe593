"""Queries name what exists, and none stands in a loop over records."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from .app_files import APP, python_files
from .hygiene_rules import is_under
from .problems import Problem, none_of
from .query_rules import Looped, queries_in_loops, unknown_names

# What runs once on a site, by hand or at install, may take its time.
MAY_TAKE_ITS_TIME = ("setup", "patches")

# Loops that ask the database at each turn all the same: file and function, with the reason.
ALLOWED: dict[tuple[str, str], str] = {
	(
		"mentoring_scheme/doctype/mentoring_scheme/mentoring_scheme.py",
		"remove_unused_versions",
	): "each version is deleted as a document, so that links to it are looked for; only when a scheme is deleted",
	(
		"mentoring_scheme/doctype/mentoring_feedback/mentoring_feedback.py",
		"ask",
	): "for the mentor and the mentee, two at most",
	("retention/access_request/content.py", "sections"): "a bundle prints whole documents, in the background",
	(
		"retention/access_request/find.py",
		"_names",
	): "for the fields of a document that name somebody, not for records",
	("retention/erase.py", "_papers"): "for the kinds of papers of one document",
	("retention/erase.py", "_write"): "for the tables of one document",
	("retention/traces.py", "delete"): "for the tables of one document",
	("retention/traces.py", "remove_files"): "each file is taken off the disk, or kept for another document",
}


def place(looped: Looped) -> tuple[str, str]:
	return str(looped.path.relative_to(APP)), looped.function


def looped_queries() -> list[Looped]:
	paths = (path for path in python_files() if not is_under(path, *MAY_TAKE_ITS_TIME))
	return [each for path in paths for each in queries_in_loops(path)]


def test_no_query_stands_in_a_loop_over_records() -> None:
	none_of(
		Problem(each.path, each.line, f"{each.name} is called at each turn of a loop; ask once for all")
		for each in looped_queries()
		if place(each) not in ALLOWED
	)


def test_the_loops_that_are_allowed_are_still_there() -> None:
	gone = set(ALLOWED) - {place(each) for each in looped_queries()}
	assert not gone, f"take out of ALLOWED: {sorted(gone)}"


def test_queries_name_doctypes_fields_and_choices_that_exist() -> None:
	none_of(problem for path in python_files() for problem in unknown_names(path))


@pytest.mark.parametrize(
	"code",
	[
		'for name in names:\n\tfrappe.get_doc("Mentor", name)',
		'for kind in KINDS:\n\tfor name in names:\n\t\tfrappe.get_doc("Mentor", name)',
		'while True:\n\tfrappe.db.get_value("Mentor", name, "scheme")',
		'[frappe.get_doc("Mentor", name) for name in names]',
		'{name: frappe.db.exists("Mentor", name) for name in names}',
		'for name in names:\n\tif name:\n\t\tfor other in frappe.get_all("Mentor"):\n\t\t\tpass',
		'[x for name in names for x in frappe.get_all("Mentor")]',
		'[name for name in names if frappe.db.exists("Mentor", name)]',
	],
)
def test_the_rule_sees_a_query_in_a_loop(code: str, sample: Callable[..., Path]) -> None:
	assert queries_in_loops(sample(code))


@pytest.mark.parametrize(
	"code",
	[
		'for name in frappe.get_all("Mentor"):\n\tprint(name)',
		'[name for name in frappe.get_all("Mentor")]',
		"for doctype in DOCTYPES:\n\tfrappe.get_all(doctype)",
		'for doctype in ("Mentor", "Mentee"):\n\tfrappe.get_all(doctype)',
		'names = frappe.get_all("Mentor")\nfor name in names:\n\tpass\nfrappe.db.count("Mentor")',
		'for name in names:\n\tdef later():\n\t\treturn frappe.get_doc("Mentor", name)',
	],
)
def test_the_rule_lets_a_query_before_a_loop_be(code: str, sample: Callable[..., Path]) -> None:
	assert not queries_in_loops(sample(code))


@pytest.mark.parametrize(
	"code",
	[
		'frappe.get_all("Mentro")',
		'frappe.get_all("Mentor", {"stge": "Active"})',
		'frappe.get_all("Mentor", filters={"stage": "Busy"})',
		'frappe.get_all("Mentor", filters={"stage": ["in", ["Active", "Busy"]]})',
		'frappe.get_all("Mentor", fields=["name", "stge"])',
		'frappe.get_all("Mentor", pluck="stge")',
		'frappe.db.get_value("Mentor", name, "stge")',
		'frappe.db.get_value("Mentor", name, ["scheme", "stge"])',
		'frappe.db.set_value("Mentor", name, {"stge": 1})',
		'frappe.get_doc({"doctype": "Mentro"})',
		'frappe.get_doc({"doctype": "Mentor", "stge": "Active"})',
		'frappe.qb.DocType("Mentro")',
	],
)
def test_the_rule_sees_a_name_that_does_not_exist(code: str, sample: Callable[..., Path]) -> None:
	assert list(unknown_names(sample(code)))
