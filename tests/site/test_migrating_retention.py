"""What a site brings along from before retention: schemes whose policy says nothing of how long records are kept."""

from __future__ import annotations

import json

import frappe
import pytest
from frappe.model.document import Document
from makers import make_scheme, stand

from mentoring_scheme.mentoring_scheme.policy_source import policy_of_scheme, policy_of_version
from mentoring_scheme.patches import retention_from_presets
from mentoring_scheme.policy import presets
from mentoring_scheme.policy.upgrades import KEPT_FOR


def old_scheme(preset: str | None) -> Document:
	"""A scheme of the version before: without what is new, in its fields and in its kept policy."""
	scheme = make_scheme(preset or "afc-fostering", retention_rules=[], mentees_at_a_time=7)
	kept = frappe.get_doc("Mentoring Policy Version", scheme.policy_version)
	policy = {name: value for name, value in json.loads(kept.policy).items() if name not in KEPT_FOR}
	stand(kept, policy=json.dumps(policy))
	frappe.clear_document_cache("Mentoring Policy Version", kept.name)
	stand(scheme, preset=preset, nation=None)
	return frappe.get_doc("Mentoring Scheme", scheme.name)


@pytest.mark.parametrize("preset", presets.names())
def test_a_scheme_gets_its_times_from_its_ready_made_policy_once(preset: str):
	scheme = old_scheme(preset)
	for _ in range(2):
		retention_from_presets.execute()
	after, expected = policy_of_scheme(scheme.name), presets.load(preset)
	assert (after.nation, after.retention_rules) == (expected.nation, expected.retention_rules)
	assert after.mentees_at_a_time == 7, "what the council has adapted stays"
	assert policy_of_version(scheme.policy_version).retention_rules == (), "a kept version is evidence"
	assert frappe.db.get_value("Mentoring Policy Version", scheme.reload().policy_version, "version") == 2


def test_a_scheme_with_a_policy_of_its_own_keeps_everything_and_is_told_once():
	scheme = old_scheme(None)
	for _ in range(2):
		retention_from_presets.execute()
	scheme.reload()
	told = {"reference_name": scheme.name, "comment_type": "Info", "content": ["like", "%kept for good%"]}
	assert (scheme.retention_rules, scheme.nation) == ([], "England")
	assert frappe.db.count("Comment", told) == 1
	scheme.save()
