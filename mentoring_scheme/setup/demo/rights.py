"""What a manager keeps an eye on: a hold, what has reached its date, and somebody who asks for their data."""

from __future__ import annotations

from datetime import date

import frappe
from frappe.utils import getdate, today

from mentoring_scheme.jobs import data_requests
from mentoring_scheme.retention.access_request import bundle
from mentoring_scheme.retention.listing import make_list, reached
from mentoring_scheme.setup.demo.acting import acting_as, ago, change, insert
from mentoring_scheme.setup.demo.users import COORDINATOR, MANAGER, MENTEE

DECIDED_DAYS_AGO = (1130, 1180, 1240)
DECLINED = "Lives outside of the area; told of the scheme of the neighbouring council."
INQUIRY = "The Ombudsman has asked for the file; legal services, reference LS/2214."
PEOPLE = ("Agnes Whitcombe", "Derek Pallister", "Moira Tennant")


def show() -> None:
	"""Old letters that are listed, a hold on one person, and one bundle that waits to be read."""
	scheme = frappe.db.get_value("Mentoring Scheme Member", {"user": COORDINATOR.email}, "parent")
	for name, days in zip(PEOPLE, DECIDED_DAYS_AGO, strict=True):
		_decline(scheme, name, ago(days))
	with acting_as(MANAGER.email):
		insert("Mentoring Legal Hold", participant=_oldest_mentee(scheme), reason=INQUIRY, placed_on=ago(20))
		participant = frappe.db.get_value("Mentoring Participant", {"user": MENTEE.email})
		request = frappe.get_doc("Mentoring Data Request", data_requests.start(participant))
		change(request, received_on=ago(9), identity_confirmed=1)
		bundle.make(request.reload())
	day = getdate(today())
	make_list(scheme, reached(day).get(scheme, []), day)


def _decline(scheme: str, name: str, day: date) -> None:
	"""A letter from before the scheme wrote anything down here, as it was typed in later."""
	with acting_as(COORDINATOR.email):
		letter = insert(
			"Mentoring Application",
			scheme=scheme,
			role="Mentor",
			applicant_name=name,
			email=f"{name}@letters.demo.example".lower().replace(" ", "."),
			about="Has cared for thirty years and would like to pass it on.",
			consent=1,
		)
	letter.db_set(
		{
			"status": "Declined",
			"decided_on": day,
			"decided_by": COORDINATOR.email,
			"decision_reason": DECLINED,
			"submitted_on": day,
		}
	)


def _oldest_mentee(scheme: str) -> str:
	return frappe.db.get_value("Mentee", {"scheme": scheme}, "participant", order_by="name")
