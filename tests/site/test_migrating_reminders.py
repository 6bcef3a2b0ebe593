"""What a site brings along from before reminders: schemes without rules, agreements without the day of their offer."""

from __future__ import annotations

import json

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import getdate, today
from makers import make_agreement, make_scheme, stand

from mentoring_scheme.mentoring_scheme.mail_wordings import SHIPPED
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_scheme, policy_of_version
from mentoring_scheme.patches import agreements_offered_on, make_mail_templates, reminders_from_presets
from mentoring_scheme.policy import presets
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
