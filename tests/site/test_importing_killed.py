"""A worker that is killed half-way, and two with the same rows at once: every row comes in once."""

from __future__ import annotations

from functools import partial
from typing import Any

import frappe
import pytest
from makers import make_import, make_scheme
from workbooks import ALL_ROWS, fill, rows
from workers import at_once, killed

from mentoring_scheme.importing.template import template
from mentoring_scheme.jobs import import_groups, importing
from mentoring_scheme.mentoring_scheme.bringing_in.site import lists_of

pytestmark = pytest.mark.commits

OF_SCHEME = {"Mentor": 2, "Mentee": 3, "Mentoring Link": 2, "Contact Record": 2, "Mentoring Payment": 1}
# It says that a group is written, and not kept yet, so that the signal falls there.
BRING_IN = """
from mentoring_scheme.jobs import import_groups, importing
once = import_groups.write
def write(*args):
	written = once(*args)
	print("one", flush=True)
	return written
import_groups.write = write
importing.bring_in({name!r})
"""


def ready(scheme: str) -> str:
	"""An import that is about to be brought in."""
	doc = make_import(scheme=scheme, workbook=fill(template(scheme, lists_of(scheme)), rows()))
	doc.check_workbook()
	importing.check(doc.name)
	doc.reload().bring_in()
	frappe.db.commit()
	return doc.name


def test_whoever_is_killed_or_comes_second_doubles_nothing(site: str):
	scheme = make_scheme().name
	first, second = ready(scheme), ready(scheme)
	assert killed(site, BRING_IN.format(name=first), lines=2) < 0
	frappe.db.rollback()
	there = frappe.db.count("Mentoring Import Entry", {"scheme": scheme})
	kept = frappe.db.get_value("Mentoring Import", first, ["status", "rows_brought_in"])
	assert kept == ("Being brought in", there), "the group at hand is lost, and nothing else"
	assert 0 < there < ALL_ROWS

	at_once(site, *(partial(importing.bring_in, name) for name in (first, second)))
	frappe.db.rollback()
	assert {each: frappe.db.count(each, {"scheme": scheme}) for each in OF_SCHEME} == OF_SCHEME
	assert frappe.db.count("Mentoring Import Entry", {"scheme": scheme}) == ALL_ROWS
	imports = frappe.get_all("Mentoring Import", {"scheme": scheme}, ["status", "rows_brought_in"])
	assert {each.status for each in imports} == {"Brought in"}
	assert sum(each.rows_brought_in for each in imports) == ALL_ROWS, "each row by one of them"


def test_work_that_goes_wrong_is_said_and_can_be_begun_again(site: str, monkeypatch: pytest.MonkeyPatch):
	name = ready(make_scheme().name)
	monkeypatch.setattr(importing, "known_of", lambda *_: 1 / 0)
	importing.bring_in(name)
	status, problem = frappe.db.get_value("Mentoring Import", name, ["status", "problem"])
	assert (status, "0 rows had come in before" in problem) == ("Stopped", True)
	monkeypatch.undo()
	frappe.get_doc("Mentoring Import", name).check_workbook()
	importing.check(name)
	assert frappe.db.get_value("Mentoring Import", name, "rows_ready") == ALL_ROWS


def test_work_that_goes_wrong_half_way_keeps_what_is_here_and_brings_in_the_rest(
	site: str, monkeypatch: pytest.MonkeyPatch
):
	scheme = make_scheme().name
	name = ready(scheme)
	doc = partial(frappe.get_doc, "Mentoring Import", name)
	keep, kept_once = import_groups.entries.keep, []

	def keep_one_group(*what: Any) -> None:
		if kept_once:
			raise ZeroDivisionError
		kept_once.append(what)
		keep(*what)

	monkeypatch.setattr(import_groups.entries, "keep", keep_one_group)
	importing.bring_in(name)
	here = frappe.db.count("Mentoring Import Entry", {"scheme": scheme})
	assert 0 < here < ALL_ROWS
	stopped = doc()
	assert (stopped.status, stopped.rows_brought_in, stopped.workbook is None) == ("Stopped", here, False)
	assert f"{here} rows had come in before, and they stay" in stopped.problem

	monkeypatch.undo()
	stopped.check_workbook()
	importing.check(name)
	again = doc()
	assert (again.status, again.rows_there, again.rows_ready) == ("Checked", here, ALL_ROWS - here)
	again.bring_in()
	importing.bring_in(name)
	done = doc()
	assert (done.status, done.problem, done.rows_brought_in) == ("Brought in", None, ALL_ROWS - here)
	assert {each: frappe.db.count(each, {"scheme": scheme}) for each in OF_SCHEME} == OF_SCHEME
