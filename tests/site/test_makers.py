"""The makers make documents that the app accepts."""

import frappe
import makers
import pytest

from mentoring_scheme.policy import presets

MAKERS = [getattr(makers, name) for name in dir(makers) if name.startswith("make_")]
FOR_ONE_DOCUMENT = [make for make in MAKERS if make not in (makers.make_user, makers.make_file)]


@pytest.mark.parametrize("make", FOR_ONE_DOCUMENT, ids=lambda make: make.__name__)
def test_each_maker_saves_a_document_of_its_own_accord(make):
	doc = make()
	assert frappe.db.exists(doc.doctype, doc.name)
	assert make().name != doc.name


@pytest.mark.parametrize("preset", presets.names())
def test_a_pair_can_be_made_under_every_preset(preset):
	link = makers.make_link(scheme=makers.make_scheme(preset).name)
	assert link.status == "Proposed"
	assert link.policy_version


def test_a_user_without_desk_roles_is_a_portal_user():
	assert frappe.db.get_value("User", makers.make_user("Mentor"), "user_type") == "Website User"
	assert (
		frappe.db.get_value("User", makers.make_user("Mentoring Co-ordinator"), "user_type") == "System User"
	)


def test_what_is_not_saved_is_not_there():
	assert not makers.make_mentor(do_not_save=True).name
