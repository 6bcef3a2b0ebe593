"""What a site brings along from before reminders: schemes without rules, agreements without the day of their offer."""

from __future__ import annotations

import json

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import getdate, today
from makers import days_ago, make_agreement, make_link, make_scheme, stand

from mentoring_scheme.mentoring_scheme.mail_wordings import SHIPPED
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_scheme, policy_of_version
from mentoring_scheme.patches import (
	agreements_offered_on,
	endings_are_watched,
	make_mail_templates,
	reminders_from_presets,
)
from mentoring_scheme.policy import presets
from mentoring_scheme.policy.choices import ReminderKind
from mentoring_scheme.policy.upgrades import ADDED_LATER, REMIND


def old_scheme(preset: str | None) -> Document:
	"""A scheme of the version before: without reminders, in its fields and in its kept policy."""
	scheme = make_scheme(preset or "afc-fostering", **{name: ADDED_LATER[name] for name in REMIND})
	kept = frappe.get_doc("Mentoring Policy Version", scheme.policy_version)
	policy = {name: value for name, value in json.loads(kept.policy).items() if name not in REMIND}
	stand(kept, policy=json.dumps(policy))
	frappe.clear_document_cache("Mentoring Policy Version", kept.name)
	stand(scheme, preset=preset)
	return frappe.get_doc("Mentoring Scheme", scheme.name)


@pytest.mark.parametrize("preset", presets.names())
def test_a_scheme_gets_the_reminders_of_its_ready_made_policy_and_nothing_else_changes(preset: str):
	scheme = old_scheme(preset)
	before = policy_of_scheme(scheme.name)
	assert before.reminder_rules == ()
	for _ in range(2):
		reminders_from_presets.execute()
	after, expected = policy_of_scheme(scheme.name), presets.load(preset)
	assert [getattr(after, name) for name in REMIND] == [getattr(expected, name) for name in REMIND]
	changed = {name for name, value in before.to_dict().items() if value != after.to_dict()[name]}
	assert changed == set(REMIND)
	assert frappe.db.count("Mentoring Policy Version", {"scheme": scheme.name}) == 2
	assert policy_of_version(scheme.policy_version).reminder_rules == (), "a kept version is evidence"


def test_a_scheme_with_a_policy_of_its_own_is_told_of_once():
	scheme = old_scheme(None)
	for _ in range(2):
		reminders_from_presets.execute()
	after = frappe.get_doc("Mentoring Scheme", scheme.name)
	assert (after.policy_version, after.reminder_rules) == (scheme.policy_version, [])
	on_scheme = {"reference_doctype": scheme.doctype, "reference_name": scheme.name, "comment_type": "Info"}
	(told,) = frappe.get_all("Comment", on_scheme, pluck="content")
	assert "nobody is reminded" in told


def test_links_that_are_being_closed_are_watched_from_the_day_on_which_that_was_begun():
	def told(scheme: Document) -> bool:
		return any(row.kind == "Ending not finished" for row in scheme.reload().reminder_rules)

	scheme, own, quiet = make_scheme("afc-fostering"), make_scheme("afc-fostering"), old_scheme(None)
	for each in (scheme, own):
		frappe.db.delete("Mentoring Reminder Rule", {"parent": each.name, "kind": "Ending not finished"})
	stand(own, preset=None)
	closing, early, running = (
		stand(make_link(scheme=scheme.name), ending_since=None, **values)
		for values in (
			{"status": "Closing", "feedback_asked_on": days_ago(40), "ended_on": days_ago(9)},
			{"status": "Ended Early", "ended_on": days_ago(9)},
			{"status": "Active"},
		)
	)
	for _ in range(2):
		endings_are_watched.execute()
	since = [link.reload().ending_since for link in (closing, early, running)]
	assert since == [days_ago(40), days_ago(9), None]
	assert [told(each) for each in (scheme, own, quiet)] == [True, False, False]
	assert policy_of_scheme(scheme.name).reminder_rule(ReminderKind.ENDING).first_days == 28
	assert (
		frappe.db.count("Comment", {"reference_name": own.name, "content": ["like", "%Ending not finished%"]})
		== 1
	)


def test_an_agreement_that_waits_is_dated_by_what_happened_to_it_last():
	waiting = stand(make_agreement(), signing_state="Awaiting signatures")
	writing = make_agreement()
	agreements_offered_on.execute()
	assert [getdate(waiting.reload().offered_on), writing.reload().offered_on] == [getdate(today()), None]


def test_the_wording_of_mails_is_made_once_and_then_the_councils_own():
	name, gone = list(SHIPPED)[:2]
	frappe.db.set_value("Email Template", name, "subject", "Our own words")
	frappe.delete_doc("Email Template", gone, force=True)
	make_mail_templates.execute()
	assert frappe.db.get_value("Email Template", name, "subject") == "Our own words"
	assert frappe.db.exists("Email Template", gone)
