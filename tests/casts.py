"""A link with everybody around it, each with an account, for tests of the papers of a link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import add_days, today
from makers import (
	make_agreement,
	make_contact_record,
	make_link,
	make_mentee,
	make_mentor,
	make_participant,
	make_scheme,
	make_user,
	stand,
)
from replay import remembered


@dataclass(frozen=True)
class Cast:
	"""A link and the accounts around it. `stranger` is mentor and mentee in the same scheme, with no part in the link."""

	scheme: str
	link: Document
	mentor: str
	mentee: str
	mentor_ssw: str
	mentee_ssw: str
	co_ordinator: str
	manager: str
	stranger: str

	def record(self, **values: Any) -> Document:
		"""A complete contact record, of yesterday unless said otherwise, not sent yet."""
		return make_contact_record(link=self.link.name, **{"contact_date": add_days(today(), -1), **values})

	def agreement(self) -> Document:
		"""The agreement of the link with a text in each section."""
		return make_agreement(link=self.link.name)


def make_cast(preset: str = "afc-fostering", status: str = "Active", **policy: Any) -> Cast:
	"""A scheme from a preset, its people, and a link that stands at `status`. `policy`: fields of the scheme that differ."""
	# a sender, so that mails are written; they wait in the queue and never leave the site
	frappe.local.conf.update({"mail_server": "localhost", "auto_email_id": "scheme@example.org"})
	return _made(preset, status, **policy)


@remembered
def _made(preset: str, status: str, **policy: Any) -> Cast:
	co_ordinator = make_user("Mentoring Co-ordinator")
	scheme = make_scheme(preset, members={co_ordinator: "Co-ordinator"}, **policy).name
	ssws = [make_user("Supervising Social Worker") for _ in range(2)]
	mentor, mentee, stranger = (make_user("Mentor", "Mentee") for _ in range(3))
	one = make_mentor(scheme=scheme, participant=make_participant(user=mentor, ssw=ssws[0]).name)
	other = make_mentee(scheme=scheme)
	stand(frappe.get_doc("Mentoring Participant", other.participant), user=mentee, ssw=ssws[1])
	make_mentor(scheme=scheme, participant=make_participant(user=stranger, ssw=ssws[0]).name)
	link = make_link(scheme=scheme, mentor=one.name, mentee=other.name, status=status)
	return Cast(scheme, link, mentor, mentee, *ssws, co_ordinator, make_user("Mentoring Manager"), stranger)
