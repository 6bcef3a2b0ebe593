"""Disposal that is cut off, or done by two at once: each document goes once, and nothing is left half-way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import frappe
import pytest
from ended import LONG_AGO, prepared
from frappe.model.document import Document
from makers import make_application, make_file, make_scheme, stand
from workers import at_once, killed

from mentoring_scheme.jobs import disposal

pytestmark = pytest.mark.commits

APPLICATIONS = 6
# It says when it has begun, so that the signal falls while rows are dealt with.
CARRY_OUT = """
from mentoring_scheme.jobs import disposal
once = disposal.erase.dispose
def dispose(*args):
	done = once(*args)
	print("one", flush=True)
	return done
disposal.erase.dispose = dispose
disposal.carry_out({name!r})
"""


@pytest.fixture
def approved() -> Iterator[Document]:
	"""An approved list of several applications, each with a file."""
	scheme = make_scheme().name
	for number in range(APPLICATIONS):
		application = make_application(scheme=scheme)
		make_file(application, content=f"letter {number} of {application.name}")
		stand(application, creation=LONG_AGO, status="Declined", decided_on=LONG_AGO)
	made = prepared(scheme)
	made.approve()
	frappe.db.commit()
	yield made


def files_of(made: Document) -> list[Path]:
	names = [row.document for row in made.documents]
	files = frappe.get_all("File", {"attached_to_name": ["in", names]}, pluck="name")
	return [Path(frappe.get_doc("File", name).get_full_path()).absolute() for name in files]


def check_done(made: Document, files: list[Path]) -> None:
	frappe.db.rollback()
	made.reload()
	assert [row.outcome for row in made.documents] == ["Deleted"] * APPLICATIONS
	assert not frappe.db.exists(
		"Mentoring Application", {"name": ["in", [row.document for row in made.documents]]}
	)
	assert [file for file in files if file.exists()] == []
	certificates = frappe.get_all("File", {"attached_to_name": made.name}, pluck="file_url")
	assert (made.status, certificates) == ("Done", [made.certificate])


@pytest.mark.parametrize("lines", [1, 3, APPLICATIONS])
def test_a_worker_that_is_killed_half_way_is_taken_up_where_it_was(site: str, approved: Document, lines: int):
	files = files_of(approved)
	assert len(files) == APPLICATIONS and all(file.exists() for file in files)
	assert killed(site, CARRY_OUT.format(name=approved.name), lines=lines) < 0
	frappe.db.rollback()
	for row in approved.reload().documents:
		gone = not frappe.db.exists("Mentoring Application", row.document)
		assert gone == (row.outcome == "Deleted"), "a row says what has happened, and nothing else"
	disposal.carry_out(approved.name)
	check_done(approved, files)


def test_two_workers_share_the_work(site: str, approved: Document):
	files = files_of(approved)
	name = approved.name
	at_once(site, lambda: disposal.carry_out(name), lambda: disposal.carry_out(name))
	check_done(approved, files)
