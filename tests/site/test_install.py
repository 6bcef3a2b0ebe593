"""What the app brings onto a site: roles with and without the desk, and workflows that are the council's own from then on."""

import frappe
import pytest
from makers import make_user
from story import refused

from mentoring_scheme.setup import install, version_gate
from mentoring_scheme.setup.roles import DESK_ROLES, PORTAL_ROLES
from mentoring_scheme.setup.workflow_tables import WORKFLOWS


@pytest.mark.parametrize("role", DESK_ROLES)
def test_staff_have_the_desk(role):
	assert frappe.db.get_value("Role", role, "desk_access") == 1
	assert frappe.db.get_value("User", make_user(role), "user_type") == "System User"


@pytest.mark.parametrize("role", PORTAL_ROLES)
def test_mentors_and_mentees_do_not(role):
	assert frappe.db.get_value("Role", role, "desk_access") == 0
	assert frappe.db.get_value("User", make_user(role), "user_type") == "Website User"


def test_a_portal_role_that_was_given_the_desk_by_mistake_is_corrected():
	frappe.db.set_value("Role", "Mentor", "desk_access", 1)
	install.before_install()
	assert frappe.db.get_value("Role", "Mentor", "desk_access") == 0


@pytest.mark.parametrize("table", WORKFLOWS, ids=lambda table: table.name)
def test_each_workflow_is_there_and_active(table):
	workflow = frappe.get_doc("Workflow", table.name)
	assert (workflow.document_type, workflow.workflow_state_field) == (table.document_type, table.state_field)
	assert workflow.is_active
	assert {row.state for row in workflow.states} == {state.name for state in table.states}
	moves = {(row.state, row.action, row.next_state, row.allowed) for row in workflow.transitions}
	assert moves == {(move.start, move.action, move.end, role) for move in table.moves for role in move.roles}


def test_installing_again_changes_nothing_that_is_there():
	doctypes = ("Role", "Workflow", "Workflow State", "Workflow Action Master")
	before = {doctype: frappe.db.count(doctype) for doctype in doctypes}
	install.before_install()
	install.after_install()
	assert {doctype: frappe.db.count(doctype) for doctype in doctypes} == before


def test_a_workflow_that_the_council_has_changed_stays_changed():
	workflow = frappe.get_doc("Workflow", "Mentoring Link")
	row = next(row for row in workflow.transitions if row.action == "Decline")
	row.allowed = "Mentoring Manager"
	workflow.send_email_alert = 1
	workflow.save()
	install.after_install()
	stored = frappe.get_doc("Workflow", "Mentoring Link")
	assert stored.send_email_alert == 1
	assert [each.allowed for each in stored.transitions] == [each.allowed for each in workflow.transitions]


@pytest.mark.parametrize("found", ["14.91.2", "13.0.0", "17.0.0", "17.1.0-dev"])
def test_a_frappe_that_the_app_was_not_written_for_is_refused_in_one_sentence(found, monkeypatch):
	monkeypatch.setattr(frappe, "__version__", found)
	with refused() as told:
		install.before_install()
	assert told.says(found, "needs Frappe", "Switch the bench to a supported version first.")


@pytest.mark.parametrize("found", ["15.0.0", "15.101.0", "16.0.0-dev", "16.19.0"])
def test_frappe_15_and_16_are_taken(found, monkeypatch):
	monkeypatch.setattr(frappe, "__version__", found)
	version_gate.check()
