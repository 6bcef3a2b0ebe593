# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""A mentor's own session with a supervisor, alone or in a group; one of them closes each link (R35, R40)."""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import formatdate, getdate, today

from mentoring_scheme.mentoring_scheme.doctype.mentoring_supervision import follow_up
from mentoring_scheme.mentoring_scheme.doctype.mentoring_supervision.agenda import agenda
from mentoring_scheme.mentoring_scheme.doctype.mentoring_supervision.facts import supervision_facts
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_scheme
from mentoring_scheme.mentoring_scheme.stored import stored
from mentoring_scheme.mentoring_scheme.verdict import refuse_unless_allowed
from mentoring_scheme.policy import supervision as rules
from mentoring_scheme.policy.supervision import SupervisionKind


class MentoringSupervision(Document):
	"""One session. A closing one names the links that it closes, and the end of those links rests on it."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from mentoring_scheme.mentoring_scheme.doctype.mentoring_supervision_action.mentoring_supervision_action import (
			MentoringSupervisionAction,
		)
		from mentoring_scheme.mentoring_scheme.doctype.mentoring_supervision_attendance.mentoring_supervision_attendance import (
			MentoringSupervisionAttendance,
		)
		from mentoring_scheme.mentoring_scheme.doctype.mentoring_supervision_link.mentoring_supervision_link import (
			MentoringSupervisionLink,
		)

		actions: DF.Table[MentoringSupervisionAction]
		attendance: DF.Table[MentoringSupervisionAttendance]
		combined: DF.Check
		difficulties: DF.Text | None
		impact_on_caring: DF.Text | None
		kind: DF.Literal["One-to-one", "Group", "Closing"]
		links: DF.Table[MentoringSupervisionLink]
		mentor: DF.Link | None
		mentor_name: DF.Data | None
		next_on: DF.Date | None
		notes_for_mentor: DF.Text | None
		scheme: DF.Link
		status: DF.Literal["Planned", "Held", "Cancelled"]
		supervision_date: DF.Date
		supervisor: DF.Link
		title: DF.Data | None
		training_needs: DF.Text | None
	# end: auto-generated types

	def supervisor_name(self) -> str:
		"""The supervisor as a print names them."""
		return frappe.db.get_value("User", self.supervisor, "full_name") or "" if self.supervisor else ""

	def validate(self) -> None:
		self.keep_what_kind_needs()
		self.check_session()
		self.date_actions()
		self.refuse_change_of_closing()
		self.propose_next()
		self.set_title()

	def on_trash(self) -> None:
		self.keep_closing()

	def keep_what_kind_needs(self) -> None:
		"""A group has no single mentor, and only a group has a list of attendance."""
		if self.kind == SupervisionKind.GROUP.value:
			self.mentor, self.mentor_name = None, _("Group of {0}").format(len(self.attendance))
		else:
			self.set("attendance", [])

	def check_session(self) -> None:
		refuse_unless_allowed(
			rules.assess_supervision(supervision_facts(self), policy_of_scheme(self.scheme), getdate(today()))
		)

	def date_actions(self) -> None:
		for row in self.actions:
			row.done_on = (row.done_on or today()) if row.done else None

	def propose_next(self) -> None:
		if self.status == "Held" and not self.next_on:
			self.next_on = rules.next_due(
				getdate(self.supervision_date), SupervisionKind(self.kind), policy_of_scheme(self.scheme)
			)

	def set_title(self) -> None:
		titles = {
			"One-to-one": _("One-to-one supervision, {0}"),
			"Group": _("Group supervision, {0}"),
			"Closing": _("Closing supervision, {0}"),
		}
		self.title = titles[self.kind].format(formatdate(self.supervision_date))

	def refuse_change_of_closing(self) -> None:
		"""The end of a link rests on its closing supervision: that was held, of that link."""
		before = self.get_doc_before_save()
		if not before or (before.kind, before.status) != ("Closing", "Held"):
			return
		still_closes = self.kind == "Closing" and self.status == "Held"
		kept = {row.link for row in self.links} if still_closes else set()
		self.refuse_loss_of({row.link for row in before.links} - kept)

	def keep_closing(self) -> None:
		if (self.kind, self.status) == ("Closing", "Held"):
			self.refuse_loss_of({row.link for row in self.links})

	def refuse_loss_of(self, links: set[str]) -> None:
		closed = frappe.get_all(
			"Mentoring Link",
			{"name": ["in", sorted(links)], "status": "Closed"},
			pluck="name",
			order_by="name",
		)
		if closed:
			frappe.throw(
				_(
					"These links were closed with this supervision: {0}. It stays a closing supervision of them that was held."
				).format(", ".join(closed)),
				title=_("A closed link rests on this"),
			)

	# --- what follows

	def mentors(self) -> list[str]:
		"""Whose supervision it is."""
		return [self.mentor] if self.mentor else [row.mentor for row in self.attendance if row.mentor]

	@frappe.whitelist()
	def agenda(self) -> dict[str, Any]:
		"""What there is to look at, as far as the reader sees it."""
		self.check_permission("read")
		return agenda(frappe.get_doc(self.doctype, self.name))

	@frappe.whitelist(methods=["POST"])
	def finish_action(self, action: str) -> None:
		"""Note that an action is done, of this supervision or of an earlier one that is on its agenda."""
		with stored(self) as supervision:
			supervision.check_permission("write")
			known = {row.name for row in supervision.actions} | {
				row.name for row in agenda(supervision)["actions"]
			}
			if action not in known:
				frappe.throw(_("This action is not on the agenda."), frappe.PermissionError)
		follow_up.finish(action)
		self.load_from_db()

	@frappe.whitelist(methods=["POST"])
	def plan_next(self) -> str:
		"""Plan the supervision that follows this one, once; returns its name."""
		with stored(self) as supervision:
			supervision.check_permission("write")
			return follow_up.plan_next(supervision)

	@frappe.whitelist(methods=["POST"])
	def add_to_plan(self, need: str, action: str = "", mentor: str = "") -> None:
		"""Put a training need on the mentor's development plan; in a group, on that of one `mentor`."""
		with stored(self) as supervision:
			supervision.check_permission("write")
			follow_up.add_to_plan(supervision, mentor or supervision.mentor or "", need, action)
