# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""Something that worries somebody, or a complaint: open to those alone who must know (R34, R36 to R38)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import escape_html, getdate, today

from mentoring_scheme.access.roles import MANAGER
from mentoring_scheme.mentoring_scheme.concerns import decisions, notices, openings, people, shown
from mentoring_scheme.mentoring_scheme.concerns.cut_off import cut_off_who_may_not_read
from mentoring_scheme.mentoring_scheme.concerns.facts import concern_facts, is_carer, open_links_as_mentor
from mentoring_scheme.mentoring_scheme.roles_in_scheme import check_begins_at
from mentoring_scheme.mentoring_scheme.stored import any_changed, keep_stored, start_with, stored
from mentoring_scheme.mentoring_scheme.verdict import RuleRefusal, refuse_unless_allowed
from mentoring_scheme.policy.concerns import (
	ConcernState,
	Kind,
	LinkDecision,
	assess_concern,
	assess_telling,
)
from mentoring_scheme.policy.verdicts import Assessment

NEW, OPEN, CLOSED = (state.value for state in ConcernState)
CHANGED_BY_METHODS = (
	"status",
	"raised_by",
	"raised_kind",
	"steps",
	"told",
	"link_decisions",
	"closed_on",
	"closed_by",
)
PERSON_OF_LINK = {"Mentor": "mentor_participant", "Mentee": "mentee_participant"}


class MentoringConcern(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from mentoring_scheme.mentoring_scheme.doctype.mentoring_concern_decision.mentoring_concern_decision import (
			MentoringConcernDecision,
		)
		from mentoring_scheme.mentoring_scheme.doctype.mentoring_concern_step.mentoring_concern_step import (
			MentoringConcernStep,
		)
		from mentoring_scheme.mentoring_scheme.doctype.mentoring_concern_told.mentoring_concern_told import (
			MentoringConcernTold,
		)

		about: DF.Literal["", "Mentor", "Mentee", "Participant", "Co-ordinator", "Scheme"]
		about_participant: DF.Link | None
		about_user: DF.Link | None
		acknowledged_on: DF.Date | None
		answer_to_them: DF.SmallText | None
		closed_by: DF.Link | None
		closed_on: DF.Date | None
		danger_now: DF.Check
		handled_by: DF.Link | None
		happened: DF.Text
		independent_support: DF.Data | None
		kind: DF.Literal[
			"Safeguarding",
			"Allegation",
			"Complaint",
			"Conflict",
			"Conflict of interest",
			"Data-protection complaint",
			"Review of the match",
		]
		last_step_on: DF.Date | None
		lessons: DF.SmallText | None
		link: DF.Link | None
		link_decisions: DF.Table[MentoringConcernDecision]
		manager_only: DF.Check
		mentee_told: DF.Literal["", "Yes", "No"]
		not_told_why: DF.SmallText | None
		of_carer: DF.Check
		outcome: DF.SmallText | None
		raised_as: DF.Literal["Staff", "Mentor", "Mentee"]
		raised_by: DF.Link | None
		raised_kind: DF.Data | None
		raised_on: DF.Date
		scheme: DF.Link
		status: DF.Literal["New", "Open", "Closed"]
		steps: DF.Table[MentoringConcernStep]
		title: DF.Data | None
		told: DF.Table[MentoringConcernTold]
	# end: auto-generated types
	"""What was raised, by whom and about whom; what was done, who was told, and what came of it."""

	def validate(self) -> None:
		check_begins_at(self, "status", NEW)
		self.keep_what_only_methods_change()
		self.check_not_closed()
		self.check_kind()
		self.check_link()
		self.take_person_from_link()
		self.keep_for_managers()
		self.check_handled_by()
		self.check_days()
		self.work_out()
		self.check_state()

	def onload(self) -> None:
		self.set_onload("may_change", bool(self.has_permission("write")))

	def after_insert(self) -> None:
		notices.tell_of(self)

	def on_update(self) -> None:
		cut_off_who_may_not_read(self)
		before = self.get_doc_before_save()
		if before and self.handled_by not in (None, before.handled_by, frappe.session.user):
			notices.tell_one(self, self.handled_by)
		if before and self.answer_to_them and self.answer_to_them != before.answer_to_them:
			notices.tell_of_answer(self)

	def before_print(self, settings: Any = None) -> None:
		openings.note(self)

	def apply_fieldlevel_read_permissions(self) -> None:
		"""The platform calls this whenever it hands a document out, by whatever way: each opening is noted (R34)."""
		super().apply_fieldlevel_read_permissions()
		if not self.is_new():
			openings.note(self)

	def notify_update(self) -> None:
		"""Tell the browsers that have it open. Lists are not told: whoever may read any concern listens to them, and
		would learn of each one, and of whose account was at work.
		"""
		message = {"modified": self.modified, "doctype": self.doctype, "name": self.name}
		frappe.publish_realtime(
			"doc_update", message, doctype=self.doctype, docname=self.name, after_commit=True
		)

	# --- what follows from who raised it, and about whom

	def keep_what_only_methods_change(self) -> None:
		if self.is_new():
			start_with(self, steps=[], told=[], link_decisions=[], closed_on=None, closed_by=None)
			start_with(self, raised_by=frappe.session.user, raised_kind=self.kind)
		keep_stored(self, *CHANGED_BY_METHODS)

	def check_not_closed(self) -> None:
		before = self.get_doc_before_save()
		if before and before.status == CLOSED and self.status == CLOSED and not self.flags.readers_alone:
			frappe.throw(
				_("This concern is closed; it no longer changes unless it is reopened."), RuleRefusal
			)

	def check_kind(self) -> None:
		"""An allegation that was taken up is not made into something less by whoever deals with it."""
		before = self.get_doc_before_save()
		if not before or before.kind == self.kind or Kind.ALLEGATION.value != before.kind:
			return
		if before.status != NEW and MANAGER not in frappe.get_roles():
			frappe.throw(
				_("Only a manager makes an allegation into another kind of concern (R36)."), RuleRefusal
			)

	def check_link(self) -> None:
		if not self.link:
			return
		scheme = frappe.db.get_value("Mentoring Link", self.link, "scheme")
		if scheme != self.scheme:
			frappe.throw(_("The link {0} does not belong to the scheme {1}.").format(self.link, self.scheme))

	def take_person_from_link(self) -> None:
		if self.about not in (*PERSON_OF_LINK, "Participant"):
			self.about_participant = None
		elif self.link and not self.about_participant and self.about in PERSON_OF_LINK:
			self.about_participant = frappe.db.get_value(
				"Mentoring Link", self.link, PERSON_OF_LINK[self.about]
			)
		if self.about != "Co-ordinator":
			self.about_user = None
		against_somebody = self.about in (*PERSON_OF_LINK, "Participant")
		if self.kind == Kind.ALLEGATION.value and against_somebody and not self.about_participant:
			frappe.throw(_("Choose the person whom the allegation is against (R36)."))

	def keep_for_managers(self) -> None:
		"""What is said about a co-ordinator goes past all of them until a manager says otherwise."""
		if MANAGER in frappe.get_roles():
			return
		keep_stored(self, "manager_only", "about_user")
		if self.about == "Co-ordinator" and any_changed(self, "about"):
			self.manager_only = 1

	def check_handled_by(self) -> None:
		"""It is in the hands of somebody who may know of it; tasks about it go to them."""
		candidates = people.handlers(self)
		if self.is_new() and self.handled_by not in candidates:
			self.handled_by = next(iter(candidates), None)
		elif self.handled_by and self.handled_by not in candidates:
			self.check_change_of_hands(candidates)

	def check_change_of_hands(self, candidates: list[str]) -> None:
		"""Somebody who left since, or whom it turns out to be about, gives it up; nobody is put in who may not know."""
		if self.has_value_changed("handled_by"):
			names = ", ".join(candidates) or _("nobody yet; name a co-ordinator in the scheme")
			frappe.throw(_("A concern is in the hands of one of: {0}.").format(escape_html(names)))
		self.handled_by = next(iter(candidates), None)

	def check_days(self) -> None:
		for fieldname in ("raised_on", "acknowledged_on"):
			if self.get(fieldname) and getdate(self.get(fieldname)) > getdate(today()):
				frappe.throw(
					_("“{0}” has a day that lies ahead. Record it once it has come.").format(
						_(self.meta.get_label(fieldname))
					)
				)

	def work_out(self) -> None:
		self.title = _("{0}, {1}").format(_(self.kind), self.get_formatted("raised_on"))
		self.of_carer = int(self.kind == Kind.ALLEGATION.value and is_carer(self.about_participant))
		self.last_step_on = max(
			getdate(day) for day in [self.raised_on, *(row.taken_on for row in self.steps)]
		)

	def check_state(self) -> None:
		"""What the state asks for must be there when the concern moves on. Later a link may come that needs a decision:
		the concern says so, and cannot be closed before, but what is done meanwhile can be recorded.
		"""
		if self.status != NEW and any_changed(self, "status", "kind", "about_participant", "about_user"):
			refusals = assess_concern(concern_facts(self)).refusals
			refuse_unless_allowed(Assessment(tuple(refusals)))

	# --- what forms call

	@frappe.whitelist()
	def assessment(self) -> dict[str, Any]:
		"""What the concern still needs, the links to decide about, and the next step of a conflict."""
		self.check_permission("read")
		return shown.assessment(frappe.get_doc(self.doctype, self.name))

	@frappe.whitelist(methods=["POST"])
	def take_up(self) -> None:
		"""Begin to look into it. An allegation needs its decisions on links first (R36)."""
		with self.changing() as concern:
			if concern.status == NEW:
				concern.status = OPEN
				concern.save()

	@frappe.whitelist(methods=["POST"])
	def add_step(
		self,
		step: str,
		taken_on: str | None = None,
		rung: str = "",
		next_step: str = "",
		next_by: str | None = None,
	) -> None:
		"""Record what was done. Steps stay as they are; what was wrong in one is said in another."""
		with self.changing() as concern:
			concern.append_step(step, taken_on, rung=rung, next_step=next_step.strip(), next_by=next_by)
			concern.save()

	@frappe.whitelist(methods=["POST"])
	def tell(self, why: str, account: str = "", who: str = "") -> None:
		"""Record who was told. Somebody with an account of the staff reads the concern from then on."""
		with self.changing() as concern:
			if not (account or who.strip()) or not why.strip():
				frappe.throw(_("Write who was told, and why they must know."))
			if account:
				refuse_unless_allowed(assess_telling(people.to_tell(account, concern)))
			told = {"user": account or None, "who": who.strip(), "why": why.strip()}
			concern.append("told", {**told, "told_on": today(), "told_by": frappe.session.user})
			concern.save()
			if account:
				notices.tell_one(concern, account)

	@frappe.whitelist(methods=["POST"])
	def no_longer(self, account: str) -> None:
		"""Somebody who was told need not read it any more, be it closed or not."""
		with self.changing() as concern:
			concern.flags.readers_alone = True
			for row in concern.told:
				if row.user == account and not row.reads_until:
					row.reads_until = today()
			concern.save()

	@frappe.whitelist(methods=["POST"])
	def decide(self, link: str, decision: str, why: str) -> None:
		"""Decide whether a link goes on or is suspended while the allegation is open (R36)."""
		with self.changing() as concern:
			links = [each.name for each in open_links_as_mentor(concern.about_participant)]
			known = decision in [each.value for each in LinkDecision]
			if concern.kind != Kind.ALLEGATION.value or link not in links or not known:
				frappe.throw(_("There is no such link to decide about."), RuleRefusal)
			decisions.act_on(link, LinkDecision(decision), why)
			row = {"link": link, "decision": decision, "why": why.strip(), "decided_on": today()}
			concern.append("link_decisions", {**row, "decided_by": frappe.session.user})
			concern.save()

	@frappe.whitelist(methods=["POST"])
	def close(self, outcome: str, lessons: str, answer: str = "") -> None:
		"""Conclude it, with what came of it and what is learnt from it."""
		with self.changing() as concern:
			concern.update({"outcome": outcome, "lessons": lessons, "status": CLOSED})
			concern.update({"closed_on": today(), "closed_by": frappe.session.user})
			if answer.strip():
				concern.answer_to_them = answer
			concern.save()

	@frappe.whitelist(methods=["POST"])
	def reopen(self, why: str) -> None:
		"""Take it up again, by a manager and with a reason. An allegation then asks about each link anew."""
		frappe.only_for(MANAGER)
		with self.changing() as concern:
			if concern.status != CLOSED:
				return
			concern.append_step(_("Reopened: {0}").format(why.strip()) if why.strip() else "", None)
			for row in concern.link_decisions:
				row.lapsed = 1
			concern.update({"status": NEW, "closed_on": None, "closed_by": None})
			concern.save()

	@contextmanager
	def changing(self) -> "Iterator[MentoringConcern]":
		"""The stored concern, locked, for somebody who may change it."""
		with stored(self) as concern:
			concern.check_permission("write")
			yield concern

	def append_step(self, step: str, taken_on: str | None, **more: Any) -> None:
		day = getdate(taken_on or today())
		if not step.strip():
			frappe.throw(_("Write what was done."))
		if not getdate(self.raised_on) <= day <= getdate(today()):
			frappe.throw(
				_("The step is dated {0}: before the concern was raised, or ahead of today.").format(day)
			)
		values = {"step": step.strip(), "taken_on": day, "taken_by": frappe.session.user}
		self.append("steps", {**values, **more})
