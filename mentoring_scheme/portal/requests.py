"""What a mentor or mentee asks of their co-ordinator: asking it, and what became of what was asked before (R13)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.utils import now_datetime

from mentoring_scheme.access import reach
from mentoring_scheme.access.terms import inner
from mentoring_scheme.policy.requests import ONE_AT_A_TIME, RequestKind, RequestState

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentoring_request.mentoring_request import MentoringRequest

SHOWN = (
	"name",
	"kind",
	"scheme",
	"status",
	"asked_on",
	"asked_text",
	"from_date",
	"until_date",
	"answer",
	"answered_on",
)


@dataclass(frozen=True)
class OwnRole:
	"""A scheme that the user takes part in, and what they are there. `mentor`, `stage`: empty for who is only a mentee."""

	scheme: str
	participant: str
	mentor: str = ""
	stage: str = ""


def roles() -> list[OwnRole]:
	"""The schemes that the user takes part in, each once, those in which they are a mentor first."""
	user = frappe.session.user
	found = {row.scheme: OwnRole(**row) for row in _roles("Mentor", reach.schemes_as_mentor(user))}
	for row in _roles("Mentee", reach.schemes_as_mentee(user)):
		found.setdefault(row.scheme, OwnRole(**row))
	return list(found.values())


def ask(
	kind: RequestKind,
	scheme: str,
	*,
	text: str = "",
	from_date: date | None = None,
	until_date: date | None = None,
) -> MentoringRequest:
	"""Ask the co-ordinator of one of the user's schemes for something; returns the request.

	The same asked twice is one request, and a break that is not answered yet is corrected by asking again. Raises
	RuleRefusal for what cannot be asked, frappe.PermissionError where the user has no part in the scheme.
	"""
	role = next((each for each in roles() if each.scheme == scheme), None)
	if role is None:
		frappe.throw(_("You take no part in this scheme."), frappe.PermissionError)
	# whoever sends the same a second time waits here for the first
	frappe.db.get_value("Mentoring Participant", role.participant, "name", for_update=True)
	asked = {
		"asked_text": text.strip(),
		"from_date": from_date,
		"until_date": until_date,
		"asked_by": frappe.session.user,
		"asked_on": now_datetime(),
	}
	request = _open_one(kind, role, asked["asked_text"]) or _new(kind, role)
	request.update(asked)
	request.flags.by_method = True
	# safe: the participant and the mentor are the user's own, as `roles` has found them
	request.flags.ignore_permissions = True
	return request.save()


def own(*kinds: RequestKind) -> list[frappe._dict]:
	"""What the user has asked, newest first; of all kinds where none is named."""
	request = frappe.qb.DocType("Mentoring Request")
	query = (
		frappe.qb.from_(request)
		.select(*(request[field] for field in SHOWN))
		.where(request.participant.isin(reach.own_participants(frappe.session.user)))
		.orderby(request.creation, order=frappe.qb.desc)
		.orderby(request.name, order=frappe.qb.desc)
	)
	if kinds:
		query = query.where(request.kind.isin([kind.value for kind in kinds]))
	return query.run(as_dict=True)


def _roles(doctype: str, schemes: Any) -> list[frappe._dict]:
	row = inner(doctype)
	fields = [row.scheme, row.participant]
	if doctype == "Mentor":
		fields += [row.name.as_("mentor"), row.stage]
	return (
		frappe.qb.from_(row)
		.select(*fields)
		.where(row.participant.isin(reach.own_participants(frappe.session.user)))
		.where(row.scheme.isin(schemes))
		.orderby(row.creation)
		.run(as_dict=True)
	)


def _open_one(kind: RequestKind, role: OwnRole, text: str) -> MentoringRequest | None:
	filters = {
		"kind": kind.value,
		"scheme": role.scheme,
		"participant": role.participant,
		"status": RequestState.OPEN.value,
	}
	if kind not in ONE_AT_A_TIME:
		filters["asked_text"] = text
	# a plain read would not know what another request has written since this one began
	name = frappe.db.get_value("Mentoring Request", filters, for_update=True)
	return frappe.get_doc("Mentoring Request", name, for_update=True) if name else None


def _new(kind: RequestKind, role: OwnRole) -> MentoringRequest:
	name = frappe.db.get_value("Mentoring Participant", role.participant, "participant_name")
	return frappe.get_doc(
		{
			"doctype": "Mentoring Request",
			"kind": kind.value,
			"status": RequestState.OPEN.value,
			"scheme": role.scheme,
			"participant": role.participant,
			"participant_name": name,
			"mentor": role.mentor or None,
		}
	)
