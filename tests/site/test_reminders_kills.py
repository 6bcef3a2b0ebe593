"""The reminders' job stopped anywhere, and two of them at once: nobody gets two mails, nobody none."""

from __future__ import annotations

import random
import threading
from typing import Any

import frappe
import pytest
from casts import make_cast
from frappe.utils import getdate, today
from makers import days_ago, make_link, make_mentee, make_mentor, make_participant, make_user, stand
from workers import at_once, killed

from mentoring_scheme.jobs import reminders

PAIRS = 8
SCRIPT = """
from frappe.utils import getdate, today
from mentoring_scheme.jobs import reminders
frappe.local.conf.update({"mail_server": "localhost", "auto_email_id": "scheme@example.org"})
print("ready", flush=True)
reminders.remind_all(getdate(today()))
"""

pytestmark = pytest.mark.commits


@pytest.fixture
def people() -> list[str]:
	"""Mentors whose weekly call is overdue, each with an account of their own."""
	cast = make_cast("kent-adoption", reminder_days="Every day", weekly_summary_on="Never")
	stand(cast.link, start_date=days_ago(9))
	users = [cast.mentor]
	for _ in range(PAIRS - 1):
		users.append(make_user("Mentor"))
		mentor = make_mentor(scheme=cast.scheme, participant=make_participant(user=users[-1]).name)
		link = make_link(mentor=mentor.name, mentee=make_mentee(scheme=cast.scheme).name, status="Active")
		stand(link, start_date=days_ago(9))
	frappe.db.commit()
	return users


def letters(users: list[str]) -> dict[str, tuple[int, int]]:
	"""How many mails wait for each of them, and how many rows say so."""
	frappe.db.rollback()
	row = {"parenttype": "Email Queue"}
	return {
		user: (
			frappe.db.count("Email Queue Recipient", {**row, "recipient": user}),
			frappe.db.count("Mentoring Reminder", {"recipient": user, "kind": "Contact overdue"}),
		)
		for user in users
	}


def test_killed_at_any_point_and_run_again_everybody_gets_one(site, people):
	chance, stopped = random.Random(20261128), 0
	for _ in range(6):
		stopped += killed(site, SCRIPT, seconds=chance.uniform(0.02, 0.4)) < 0
		counted = letters(people)
		assert all(mails == rows <= 1 for mails, rows in counted.values()), "a row and its mail, or neither"
		if all(mails for mails, _rows in counted.values()):
			break
	assert stopped, "at least once it was killed before it was done"
	reminders.remind_all(getdate(today()))
	assert set(letters(people).values()) == {(1, 1)}
	assert reminders.remind_all(getdate(today())) == 0


def test_two_workers_at_once_write_to_everybody_once(site, people, monkeypatch):
	"""Both have looked before either has written anything."""
	both_have_looked = threading.Barrier(2)
	look = reminders.letters_of

	def look_and_wait(*arguments: Any) -> list[Any]:
		found = look(*arguments)
		both_have_looked.wait(timeout=30)
		return found

	def work() -> int:
		frappe.local.conf.update({"mail_server": "localhost", "auto_email_id": "scheme@example.org"})
		return reminders.remind_all(getdate(today()))

	monkeypatch.setattr(reminders, "letters_of", look_and_wait)
	errors = frappe.db.count("Error Log")
	at_once(site, work, work)
	assert set(letters(people).values()) == {(1, 1)}
	assert frappe.db.count("Error Log") == errors
