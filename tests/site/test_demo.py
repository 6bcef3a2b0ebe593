"""The demo: what it would make, and where it refuses to."""

import stat
from collections import Counter
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import frappe
import pytest
from frappe.utils import add_years, formatdate, getdate, today
from makers import make_participant, make_scheme
from reported import figures, rows
from story import Story, refused

from mentoring_scheme.policy.states import LinkState, Stage
from mentoring_scheme.setup import demo
from mentoring_scheme.setup.demo import (
	bringing_in,
	claims,
	concerns,
	guards,
	letters,
	mail,
	payments,
	people,
	plans,
	schemes,
	steps,
	users,
	words,
)


def test_the_plan_has_the_people_that_were_promised():
	assert sum(len(plan.mentors) for plan in plans.SCHEMES) == 40
	assert sum(plan.mentees for plan in plans.SCHEMES) == 62


def test_links_are_in_every_state_and_mentors_at_every_stage():
	links = Counter(link.reach for plan in plans.SCHEMES for link in plan.links)
	assert set(links) == {state.value for state in LinkState}
	stages = {mentor.stage for plan in plans.SCHEMES for mentor in plan.mentors}
	# whoever is suspended was active before, and is so because of a link
	assert stages | {"Suspended"} == {stage.value for stage in Stage}


def test_each_scheme_has_one_pair_that_can_sign_in():
	for plan in plans.SCHEMES:
		assert sum(link.portal for link in plan.links) == 1
		assert plan.mentors[0].portal


def test_the_same_seed_makes_the_same_people():
	first, second, other = (people.People(seed) for seed in ("7", "7", "8"))
	names = [one.person().name for one in (first, second, other)]
	assert names[0] == names[1] != names[2]


def test_nobody_of_the_demo_can_be_rung_or_written_to():
	assert people.People("7").person().phone.startswith("07700 900")
	assert {account.email.rpartition("@")[2] for account in users.ACCOUNTS} == {"demo.example"}


def test_every_section_of_both_policies_has_words():
	for plan in plans.SCHEMES:
		scheme = make_scheme(plan.preset)
		assert {row.section for row in scheme.agreement_sections} == set(plan.agreed)
	assert len(set(words.TALKED)) == len(words.TALKED)


# --- a small year of it, made as the demo makes it


@pytest.mark.commits
def test_a_year_is_made_by_the_people_who_would_make_it(tmp_path, monkeypatch):
	"""A rule that the demo's own people do not keep to would leave whoever tries the app with half a site."""
	whole = plans.RIVERSIDE
	small = replace(
		whole,
		mentors=(*whole.mentors[:4], *(plan for plan in whole.mentors if plan.stage == "Interview")),
		links=tuple(
			link
			for link in whole.links
			if link.portal or link.extended or link.meets_in or link.reach in ("Suspended", "Closing")
		),
		waiting=("Declined", "Waiting"),
	)
	monkeypatch.setattr(users, "_file", lambda: tmp_path / "private" / "demo-accounts.json")
	monkeypatch.setattr(claims, "SCHEMES", (small,))
	monkeypatch.setattr(payments, "BATCHES", ((90, 88, 85), (payments.APPROVED_AFTER, 4, 2)))
	frappe.flags.mute_messages = True
	with files_taken_away():
		users.make_accounts()
		schemes.make_scheme(small, 7)
		claims.claim(7)
		concerns.raise_and_handle()
		payments.pay(7)
		letters.write()
		bringing_in.check_a_workbook()
	workbook = frappe.get_last_doc("Mentoring Import")
	assert (workbook.status, workbook.rows_ready, workbook.rows_kept_back) == ("Checked", 6, 6)
	made = frappe.get_all("Mentoring Link", {"scheme": small.name}, pluck="status")
	assert Counter(made) == Counter(link.reach for link in small.links)
	assert frappe.db.count("Mentor Claim", {"status": "Approved"})
	paid = frappe.get_all("Mentoring Payment", {"status": "Paid"}, ["approved_on", "sent_on"])
	assert paid and all(payment.approved_on <= payment.sent_on for payment in paid)
	invitation = frappe.get_last_doc("Mentoring Letter", {"kind": "Introduction"})
	meeting = frappe.db.get_value("Mentoring Link", invitation.link, "introduction_on")
	assert meeting > getdate(today()) and formatdate(meeting, "d MMMM yyyy") in invitation.body
	raised = frappe.get_all("Mentoring Concern", {"scheme": small.name}, ["kind", "status"], as_list=True)
	assert {("Allegation", "Open"), ("Conflict", "Open")} <= set(raised)
	payees = frappe.get_all("Mentoring Payee Account", pluck="household")
	assert payees and frappe.db.count(
		"Mentoring Household", {"name": ["in", payees], "payment_reference": ["is", "set"]}
	) == len(payees)

	check_reports(small)


def check_reports(plan):
	"""The reports tell the year as it was planned; each of them has something to show."""
	asked = {"scheme": plan.name, "from_date": add_years(today(), -2), "to_date": today()}
	assert len(rows("Mentoring Links", scheme=plan.name, states="All")) == len(plan.links)
	referred, *_rest, completed = rows("Mentoring Funnel", **asked)
	assert referred["reached"] == frappe.db.count("Mentee", {"scheme": plan.name})
	ended = [link for link in plan.links if link.reach in ("Closed", "Ended Early")]
	endings = rows("Mentoring Endings", kind="Every link", **asked)
	assert (len(endings), completed["reached"]) == (
		len(ended),
		sum(row["kind"] in ("Completed", "Completed early") for row in endings),
	)
	for report in ("Mentor Capacity", "Mentoring Training"):
		assert rows(report, scheme=plan.name), report
	cards = figures("Mentoring Compliance", **asked)
	assert cards["Months of links"] and "–" not in cards.values()


@contextmanager
def files_taken_away():
	folder = Path(frappe.get_site_path("private", "files"))
	before = set(folder.iterdir())
	try:
		yield
	finally:
		for file in set(folder.iterdir()) - before:
			file.unlink()


# --- where it refuses


def test_it_is_never_mixed_with_schemes_of_the_site():
	scheme = make_scheme()
	with refused() as told:
		guards.refuse_real_data(demo.NAMES)
	assert told.says(scheme.name, "never mixed", "Make a site for the demo")
	with pytest.raises(SystemExit) as stopped:
		demo.make()
	assert scheme.name in str(stopped.value.code)


def test_nor_with_people_who_are_in_no_scheme_yet():
	make_participant()
	with refused() as told:
		guards.refuse_real_data(demo.NAMES)
	assert told.says("people")


def test_a_scheme_of_the_same_name_that_it_has_not_made_is_not_taken_for_its_own():
	make_scheme(scheme_name=demo.NAMES[0])
	with refused() as told:
		guards.refuse_real_data(demo.NAMES)
	assert told.says(demo.NAMES[0])


def test_it_does_not_refuse_its_own():
	make_scheme(scheme_name=demo.NAMES[0])
	frappe.db.set_default(steps.DONE, frappe.as_json(["accounts", demo.NAMES[0]]))
	guards.refuse_real_data(demo.NAMES)


def test_it_says_how_to_get_faker(monkeypatch):
	monkeypatch.setitem(__import__("sys").modules, "faker", None)
	with refused() as told:
		guards.need_faker()
	assert told.says("Faker", "pip install")


def test_a_step_that_fails_leaves_neither_work_nor_note():
	def fail() -> None:
		frappe.get_doc({"doctype": "Mentoring Household", "household_name": "Half made"}).insert()
		raise RuntimeError

	with pytest.raises(RuntimeError):
		steps.once("half", fail)
	assert not frappe.db.exists("Mentoring Household", {"household_name": "Half made"})
	assert "half" not in steps.done()


def test_a_step_that_is_done_is_not_done_again():
	frappe.db.set_default(steps.DONE, frappe.as_json(["once"]))
	assert steps.once("once", lambda: pytest.fail("done twice")) is False


def test_nobody_is_told_of_a_year_gone_by():
	story = Story("afc-fostering", "Adversity")
	story.propose()
	story.move("Consult social workers")
	told = {"reference_doctype": "Mentoring Consultation"}
	assert frappe.db.count("Email Queue", told)
	mail.discard()
	assert not frappe.db.count("Email Queue", told)


# --- accounts


def test_passwords_are_random_and_kept_where_only_the_owner_reads(tmp_path, monkeypatch, capsys):
	monkeypatch.setattr(users, "_file", lambda: tmp_path / "private" / "demo-accounts.json")
	users.make_accounts()
	passwords = users.passwords()
	assert set(passwords) == {account.email for account in users.ACCOUNTS}
	assert len(set(passwords.values())) == len(passwords)
	assert stat.S_IMODE(users._file().stat().st_mode) == 0o600
	frappe.db.set_default(steps.DONE, frappe.as_json(["accounts"]))
	demo.accounts()
	printed = capsys.readouterr().out
	for account in users.ACCOUNTS:
		assert account.email in printed
		assert passwords[account.email] in printed


def test_without_a_demo_there_are_no_accounts(capsys):
	demo.accounts()
	assert "no demo on this site" in capsys.readouterr().out
