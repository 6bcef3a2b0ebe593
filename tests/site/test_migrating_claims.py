"""What a site brings along from before claims: schemes whose policy says nothing of what can be claimed."""

from __future__ import annotations

import json
from typing import Any

import frappe
import pytest
from frappe.model.document import Document
from makers import make_link, make_scheme, stand

from mentoring_scheme.mentoring_scheme.policy_source import policy_of_scheme, policy_of_version
from mentoring_scheme.patches import claims_from_presets, make_claim_workflow
from mentoring_scheme.policy import presets
from mentoring_scheme.policy.upgrades import ADDED_LATER, CLAIMED_BY
from mentoring_scheme.setup.workflow_tables import CLAIM

# All that says how claims are made and paid.
NEW = {name: ADDED_LATER[name] for name in (*CLAIMED_BY, "paid_through", "invoices_as")}


def old_scheme(preset: str | None, **adapted: Any) -> Document:
	"""A scheme of the version before: without what is new about claims, in its fields and in its kept policy."""
	scheme = make_scheme(preset or "afc-fostering", **NEW, **adapted)
	kept = frappe.get_doc("Mentoring Policy Version", scheme.policy_version)
	policy = {name: value for name, value in json.loads(kept.policy).items() if name not in NEW}
	stand(kept, policy=json.dumps(policy))
	frappe.clear_document_cache("Mentoring Policy Version", kept.name)
	stand(scheme, preset=preset)
	return frappe.get_doc("Mentoring Scheme", scheme.name)


def comments(scheme: Document) -> list[str]:
	on_scheme = {"reference_doctype": scheme.doctype, "reference_name": scheme.name, "comment_type": "Info"}
	return frappe.get_all("Comment", on_scheme, pluck="content")


@pytest.mark.parametrize("preset", [name for name in presets.names() if name != "kent-adoption"])
def test_a_scheme_gets_what_can_be_claimed_from_its_ready_made_policy(preset: str):
	scheme = old_scheme(preset, mentees_at_a_time=7)
	before = policy_of_scheme(scheme.name)
	assert before.expense_kinds == ()
	for _ in range(2):
		claims_from_presets.execute()
	after, expected = policy_of_scheme(scheme.name), presets.load(preset)
	assert {name: getattr(after, name) for name in CLAIMED_BY} == {
		name: getattr(expected, name) for name in CLAIMED_BY
	}
	changed = {name for name, value in before.to_dict().items() if value != after.to_dict()[name]}
	assert changed <= set(CLAIMED_BY), "nothing else changes, what the council has adapted least of all"
	version = frappe.get_doc(
		"Mentoring Policy Version", frappe.db.get_value("Mentoring Scheme", scheme.name, "policy_version")
	)
	assert version.version == 2 and preset in version.change_note
	assert policy_of_version(scheme.policy_version).expense_kinds == (), "a kept version is evidence"
	assert comments(scheme) == []


@pytest.mark.parametrize(
	("preset", "adapted"),
	[("kent-adoption", {}), ("afc-fostering", {"claims": "None"}), (None, {"claims": "None"})],
)
def test_a_scheme_without_claims_stays_without_a_word(preset: str | None, adapted: dict[str, str]):
	scheme = old_scheme(preset, **adapted)
	claims_from_presets.execute()
	after = frappe.get_doc("Mentoring Scheme", scheme.name)
	assert (after.policy_version, after.expense_kinds, comments(after)) == (scheme.policy_version, [], [])


@pytest.mark.parametrize(
	("preset", "adapted"),
	[(None, {}), ("a-policy-of-yesterday", {}), ("kent-adoption", {"claims": "Monthly"})],
)
def test_a_scheme_whose_claims_nobody_can_know_is_told_of_once(preset: str | None, adapted: dict[str, str]):
	scheme = old_scheme(None, **adapted)
	stand(scheme, preset=preset)
	for _ in range(2):
		claims_from_presets.execute()
	after = frappe.get_doc("Mentoring Scheme", scheme.name)
	assert (after.policy_version, after.expense_kinds) == (scheme.policy_version, [])
	(told,) = comments(after)
	assert "no kinds of expense yet" in told
	after.save()  # and the scheme can be saved as it is


def test_what_somebody_has_filled_in_already_stays():
	scheme = old_scheme("afc-fostering")
	scheme.append("claim_tasks", {"task": "Open day"})
	scheme.save()
	claims_from_presets.execute()
	after = frappe.get_doc("Mentoring Scheme", scheme.name)
	assert [row.task for row in after.claim_tasks] == ["Open day"] and not after.expense_kinds
	assert after.policy_version == scheme.policy_version


def test_a_scheme_that_adapted_its_claims_to_travel_keeps_that():
	scheme = old_scheme("afc-fostering", claims="Travel")
	claims_from_presets.execute()
	after = policy_of_scheme(scheme.name)
	assert after.claims == "Travel" and [each.kind for each in after.expense_kinds if each.travel]


def test_links_keep_the_version_that_they_were_agreed_under():
	scheme = old_scheme("afc-fostering")
	link = make_link(scheme=scheme.name, status="Active", decision_reason="For the test.")
	claims_from_presets.execute()
	assert frappe.db.get_value("Mentoring Link", link.name, "policy_version") == scheme.policy_version


def test_claims_get_their_workflow_and_no_other_comes_back():
	"""A workflow that the council has removed stays away."""
	for workflow in ("Mentor Claim", "Mentoring Payment"):
		frappe.delete_doc("Workflow", workflow, force=True)
	for _ in range(2):
		make_claim_workflow.execute()
	workflow = frappe.get_doc("Workflow", "Mentor Claim")
	assert (workflow.document_type, workflow.is_active) == ("Mentor Claim", 1)
	assert {row.state for row in workflow.states} == {state.name for state in CLAIM.states}
	moves = {(row.state, row.action, row.next_state, row.allowed) for row in workflow.transitions}
	assert moves == {(move.start, move.action, move.end, role) for move in CLAIM.moves for role in move.roles}
	assert not frappe.db.exists("Workflow", "Mentoring Payment")
