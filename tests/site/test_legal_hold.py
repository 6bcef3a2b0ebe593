"""What is under a hold is neither listed nor deleted, until a manager lifts it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import frappe
import pytest
from ended import (
	concluded,
	former_pair,
	going_on,
	listed,
	record_of,
)
from makers import (
	days_ago,
	make_concern,
	make_file,
	make_legal_hold,
	make_link,
	make_message,
	make_participant,
	make_scheme,
	make_support_note,
	make_user,
	stand,
)

from mentoring_scheme.mentoring_scheme.doctype.mentoring_message.mentoring_message import MentoringMessage
from mentoring_scheme.retention.holds import UnderHoldError

AsUser = Callable[[str], AbstractContextManager[None]]


@pytest.mark.parametrize("on", ["participant", "link"])
def test_what_is_under_a_hold_is_neither_listed_nor_deleted(on: str, as_user: AsUser):
	scheme = make_scheme().name
	link = former_pair(scheme)
	file = make_file(record_of(link))
	with going_on(link):
		note = make_support_note(link=link.name)
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
		for doc in (note, file):
			with pytest.raises(UnderHoldError, match="legal hold"):
				frappe.delete_doc(doc.doctype, doc.name, force=True, ignore_permissions=True)
		with pytest.raises(frappe.ValidationError, match="in force"):
			frappe.delete_doc("Mentoring Legal Hold", hold.name, ignore_permissions=True)
		with pytest.raises(frappe.ValidationError, match="Write why"):
			hold.lift(" ")
		hold.lift("The inquiry is closed.")
	assert (hold.status, hold.lifted_by) == ("Lifted", manager)
	assert listed(scheme) == before


@pytest.mark.parametrize("part", ["raised it", "it is about"])
def test_a_concern_is_held_for_whoever_raised_it_and_whom_it_is_about(part: str):
	account = make_user("Mentee")
	person = make_participant(user=account)
	scheme = make_scheme().name
	concern = concluded(make_concern(scheme=scheme))
	stand(concern, **({"raised_by": account} if part == "raised it" else {"about_participant": person.name}))
	key = ("Mentoring Concern", concern.name)
	assert key in listed(scheme)
	make_legal_hold(participant=person.name)
	assert key not in listed(scheme)
	with pytest.raises(UnderHoldError):
		frappe.delete_doc(*key, force=True)


def test_the_log_of_messages_waits_while_a_hold_is_in_force():
	message = stand(make_message(), creation=days_ago(400))
	hold = make_legal_hold()
	MentoringMessage.clear_old_logs()
	assert frappe.db.exists("Mentoring Message", message.name)
	hold.lift("The inquiry is closed.")
	MentoringMessage.clear_old_logs()
	assert not frappe.db.exists("Mentoring Message", message.name)


def test_a_hold_is_on_one_thing_and_says_who_placed_it(as_user: AsUser):
	manager = make_user("Mentoring Manager")
	with as_user(manager):
		hold = make_legal_hold(placed_by="Administrator", status="Lifted")
		assert (hold.placed_by, hold.status) == (manager, "In force")
		with pytest.raises(frappe.ValidationError, match="only one"):
			make_legal_hold(participant=hold.participant, link=make_link().name)
		hold.update({"status": "Lifted"}).save()
		assert hold.reload().status == "In force", "only with a reason"
