"""What is under a hold is neither listed nor deleted, until a manager lifts it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import frappe
import pytest
from ended import (
	former_pair,
	listed,
	record_of,
)
from makers import (
	make_file,
	make_legal_hold,
	make_link,
	make_scheme,
	make_user,
)

from mentoring_scheme.retention.holds import UnderHoldError

AsUser = Callable[[str], AbstractContextManager[None]]


@pytest.mark.parametrize("on", ["participant", "link"])
def test_what_is_under_a_hold_is_neither_listed_nor_deleted(on: str, as_user: AsUser):
	scheme = make_scheme().name
	link = former_pair(scheme)
	record = record_of(link)
	file = make_file(record)
	before = listed(scheme)
	manager = make_user("Mentoring Manager")
	with as_user(manager):
		about = {"participant": link.mentor_participant} if on == "participant" else {"link": link.name}
		hold = make_legal_hold(**about)
		assert ("Mentoring Link", link.name) in before and not listed(scheme) & {
			("Mentoring Link", link.name),
			("Mentor", link.mentor),
			("Mentoring Participant", link.mentor_participant),
		}
		for doc in (record, file):
			with pytest.raises(UnderHoldError, match="legal hold"):
				frappe.delete_doc(doc.doctype, doc.name, force=True, ignore_permissions=True)
		with pytest.raises(frappe.ValidationError, match="in force"):
			frappe.delete_doc("Mentoring Legal Hold", hold.name, ignore_permissions=True)
		with pytest.raises(frappe.ValidationError, match="Write why"):
			hold.lift(" ")
		hold.lift("The inquiry is closed.")
	assert (hold.status, hold.lifted_by) == ("Lifted", manager)
	assert listed(scheme) == before


def test_a_hold_is_on_one_thing_and_says_who_placed_it(as_user: AsUser):
	manager = make_user("Mentoring Manager")
	with as_user(manager):
		hold = make_legal_hold(placed_by="Administrator", status="Lifted")
		assert (hold.placed_by, hold.status) == (manager, "In force")
		with pytest.raises(frappe.ValidationError, match="only one"):
			make_legal_hold(participant=hold.participant, link=make_link().name)
		hold.update({"status": "Lifted"}).save()
		assert hold.reload().status == "In force", "only with a reason"
