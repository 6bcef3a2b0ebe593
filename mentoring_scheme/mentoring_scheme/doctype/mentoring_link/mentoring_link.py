# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""One mentor supporting one mentee: from the proposal to the closed file."""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, escape_html, getdate, today

from mentoring_scheme.access.reach import co_ordinators_of
from mentoring_scheme.mentoring_scheme.doctype.mentoring_consultation import (
	mentoring_consultation as consultations,
)
from mentoring_scheme.mentoring_scheme.doctype.mentoring_feedback import mentoring_feedback as feedback
from mentoring_scheme.mentoring_scheme.doctype.mentoring_file_entry.mentoring_file_entry import file_records
from mentoring_scheme.mentoring_scheme.doctype.mentoring_link.changed_rows import (
	check_extensions,
	check_suspensions,
)
from mentoring_scheme.mentoring_scheme.doctype.mentoring_link.ending_guide import guide
from mentoring_scheme.mentoring_scheme.doctype.mentoring_link.facts import term_facts
from mentoring_scheme.mentoring_scheme.doctype.mentoring_link.gate_facts import (
	link_facts,
	pair_facts,
	wishes_assessment,
)
from mentoring_scheme.mentoring_scheme.doctype.mentoring_link.running import running_assessment
from mentoring_scheme.mentoring_scheme.matching.kept import KEPT, keep_match
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_version, version_in_force
from mentoring_scheme.mentoring_scheme.roles_in_scheme import check_begins_at, check_scheme_is_open
from mentoring_scheme.mentoring_scheme.stored import keep_stored, start_with, stored
from mentoring_scheme.mentoring_scheme.verdict import (
	RuleRefusal,
	as_rows,
	clear_used_reason,
	decided_keys,
	enforce,
	message_of,
	problem_of,
	refuse_unless_allowed,
	take_as_decided,
)
from mentoring_scheme.policy import terms
from mentoring_scheme.policy.eligibility import assess_pair
from mentoring_scheme.policy.errors import PolicyError
from mentoring_scheme.policy.lifecycle import LinkState, assess_move, assess_step, following
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.states import ENDING, NOT_STARTED
from mentoring_scheme.policy.verdicts import Assessment

FINAL = ("Closed", "Declined")
CHANGED_BY_METHODS = (
	"scheme",
	"policy_version",
	"mentor_participant",
	"mentee_participant",
	"decisions",
	"ending_since",
	"feedback_asked_on",
	"filed_on",
	"reopened",
	"matching_round",
	*KEPT,
)
# The pair is assessed when it is proposed, and again before each step that brings them together.
PAIR_ASSESSED_BEFORE = ("Consulting", "Introduction", "Active")


class MentoringLink(Document):
	"""The link, its term, and the states it goes through under the policy it was agreed under."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from mentoring_scheme.mentoring_scheme.doctype.mentoring_decision.mentoring_decision import (
			MentoringDecision,
		)
		from mentoring_scheme.mentoring_scheme.doctype.mentoring_extension.mentoring_extension import (
			MentoringExtension,
		)
		from mentoring_scheme.mentoring_scheme.doctype.mentoring_introduction_topic.mentoring_introduction_topic import (
			MentoringIntroductionTopic,
		)
		from mentoring_scheme.mentoring_scheme.doctype.mentoring_link_review.mentoring_link_review import (
			MentoringLinkReview,
		)
		from mentoring_scheme.mentoring_scheme.doctype.mentoring_match_contribution.mentoring_match_contribution import (
			MentoringMatchContribution,
		)
		from mentoring_scheme.mentoring_scheme.doctype.mentoring_suspension.mentoring_suspension import (
			MentoringSuspension,
		)

		co_ordinator: DF.Link | None
		co_ordinator_attended: DF.Check
		commencement_differs: DF.Check
		commencement_reason: DF.SmallText | None
		decision_reason: DF.SmallText | None
		decisions: DF.Table[MentoringDecision]
		ended_on: DF.Date | None
		ending_kind: DF.Literal[
			"",
			"Completed",
			"Completed early",
			"Ending without fault",
			"Withdrawn",
			"Moved away",
			"Not resumed after suspension",
		]
		ending_since: DF.Date | None
		event_on: DF.Date | None
		extensions: DF.Table[MentoringExtension]
		feedback_asked_on: DF.Date | None
		filed_on: DF.Date | None
		follow_up: DF.SmallText | None
		follow_up_on: DF.Date | None
		formal_ending_by: DF.Literal["", "Meeting", "Letter"]
		formal_ending_on: DF.Date | None
		informal_contact: DF.Literal["", "Agreed", "Not wanted", "Not discussed"]
		introduction_on: DF.Date | None
		introduction_topics: DF.Table[MentoringIntroductionTopic]
		introduction_way: DF.Literal["In person", "Video call", "Phone call"]
		match_contributions: DF.Table[MentoringMatchContribution]
		match_explanation: DF.SmallText | None
		match_highest: DF.Int
		match_lowest: DF.Int
		match_out_of: DF.Int
		match_rank: DF.Int
		match_score: DF.Int
		matched_on: DF.Date | None
		matching_round: DF.Link | None
		mentee: DF.Link
		mentee_agrees_end: DF.Check
		mentee_approved_on: DF.Date | None
		mentee_attended: DF.Check
		mentee_happy: DF.Literal["", "Yes", "No"]
		mentee_name: DF.Data | None
		mentee_participant: DF.Link | None
		mentee_ssw_attended: DF.Check
		mentor: DF.Link
		mentor_agrees_end: DF.Check
		mentor_attended: DF.Check
		mentor_happy: DF.Literal["", "Yes", "No"]
		mentor_name: DF.Data | None
		mentor_participant: DF.Link | None
		mentor_ssw_attended: DF.Check
		next_for_mentee: DF.SmallText | None
		planned_end: DF.Date | None
		policy_version: DF.Link | None
		project_worker_attended: DF.Check
		reflection: DF.Text | None
		reflection_on: DF.Date | None
		reopened: DF.Int
		reviews: DF.Table[MentoringLinkReview]
		scheme: DF.Link | None
		ssw_reads_records: DF.Data | None
		start_date: DF.Date | None
		started_by_phone: DF.Check
		status: DF.Literal[
			"Proposed",
			"Consulting",
			"Introduction",
			"Active",
			"Suspended",
			"Closing",
			"Closed",
			"Declined",
			"Ended Early",
		]
		status_reason: DF.SmallText | None
		support_type: DF.Autocomplete
		suspensions: DF.Table[MentoringSuspension]
		term_explained: DF.SmallText | None
		title: DF.Data | None
	# end: auto-generated types

	def validate(self) -> None:
		self.before = self.get_doc_before_save()
		check_begins_at(self, "status", "Proposed")
		self.keep_what_only_methods_change()
		self.check_not_final()
		self.copy_from_people()
		self.check_co_ordinator()
		self.keep_policy_version()
		self.check_step()
		self.fill_introduction_topics()
		self.check_pair()
		self.keep_match()
		self.check_changed_rows()
		self.check_move()
		self.work_out_term()
		clear_used_reason(self)

	def after_insert(self) -> None:
		if not self.flags.brought_in:  # the import tells it once, when the link is where it stands
			self.tell_mentee()

	def on_update(self) -> None:
		if self.moved_to("Consulting"):
			consultations.ask(self)
		if self.moved_to("Closing", "Ended Early"):
			self.ask_feedback()
		if self.moved_to("Closed"):
			self.file_records()
			self.plan_follow_up()
		if self.before and self.before.status != self.status:
			self.tell_mentee()

	def on_trash(self) -> None:
		if self.status not in (*NOT_STARTED, "Declined"):
			frappe.throw(
				_(
					"Support has started under this link ({0}), so it is kept. End it instead of deleting it."
				).format(_(self.status)),
				RuleRefusal,
			)

	def after_delete(self) -> None:
		self.tell_mentee()

	@property
	def policy(self) -> SchemePolicy:
		"""The policy that this link was agreed under."""
		return policy_of_version(self.policy_version)

	def moved_to(self, *states: str) -> bool:
		"""Whether this save moves the link into one of these states."""
		return self.status in states and bool(self.before) and self.before.status != self.status

	# --- what follows from the people and the scheme

	def keep_what_only_methods_change(self) -> None:
		if self.is_new():
			start_with(
				self, decisions=[], ending_since=None, feedback_asked_on=None, filed_on=None, reopened=0
			)
			start_with(self, matching_round=self.flags.matching_round)
		keep_stored(self, *CHANGED_BY_METHODS)

	def check_not_final(self) -> None:
		if self.before and self.before.status in FINAL and self.before.status == self.status:
			frappe.throw(
				_("This link is {0}; its record no longer changes.").format(_(self.status).lower()),
				RuleRefusal,
			)

	def copy_from_people(self) -> None:
		if not self.is_new():
			return
		mentor = _values("Mentor", self.mentor, "participant", "participant_name", "scheme")
		mentee = _values("Mentee", self.mentee, "participant", "participant_name", "scheme", "support_type")
		if mentor.scheme != mentee.scheme:
			frappe.throw(
				_(
					"{0} is a mentor in the scheme {1}, {2} a mentee in the scheme {3}. Choose two people of one scheme."
				).format(mentor.participant_name, mentor.scheme, mentee.participant_name, mentee.scheme)
			)
		check_scheme_is_open(mentor.scheme)
		self.scheme = mentor.scheme
		self.mentor_participant, self.mentee_participant = mentor.participant, mentee.participant
		self.mentor_name, self.mentee_name = mentor.participant_name, mentee.participant_name
		self.title = _("{0} supports {1}").format(mentor.participant_name, mentee.participant_name)
		self.support_type = self.support_type or mentee.support_type
		self.co_ordinator = self.co_ordinator or self.default_co_ordinator()

	def default_co_ordinator(self) -> str | None:
		candidates = co_ordinators_of(self.scheme)
		return frappe.session.user if frappe.session.user in candidates else next(iter(candidates), None)

	def check_co_ordinator(self) -> None:
		"""Tasks about a link go to somebody who may read it."""
		candidates = co_ordinators_of(self.scheme)
		if (
			self.co_ordinator
			and self.co_ordinator not in candidates
			and self.has_value_changed("co_ordinator")
		):
			frappe.throw(
				_("{0} is not a co-ordinator of the scheme {1}. Choose one of: {2}.").format(
					self.co_ordinator,
					self.scheme,
					", ".join(candidates) or _("nobody yet; name one in the scheme"),
				)
			)

	def keep_policy_version(self) -> None:
		"""Until an agreement is written the link follows the scheme; then it keeps the terms of its agreement (R3)."""
		if self.is_new() or (self.status in NOT_STARTED and not self.has_agreement()):
			self.policy_version = version_in_force(self.scheme)
		self.ssw_reads_records = self.policy.ssw_reads_records.value
		if self.status in NOT_STARTED:
			self.mentee_approved_on = self.approval_of_mentee() or self.mentee_approved_on
		self.check_support_type()

	def has_agreement(self) -> bool:
		return bool(frappe.db.exists("Mentoring Agreement", {"link": self.name, "docstatus": ["<", 2]}))

	def approval_of_mentee(self) -> Any:
		"""The mentee's latest approval that has not ended."""
		return frappe.db.get_value(
			"Mentoring Approval",
			{
				"parent": self.mentee_participant,
				"parenttype": "Mentoring Participant",
				"ended_on": ["is", "not set"],
			},
			"approved_on",
			order_by="approved_on desc",
		)

	def check_support_type(self) -> None:
		try:
			self.policy.support_type(self.support_type or "")
		except PolicyError as error:
			frappe.throw(problem_of(error), title=_("Support type"))

	def fill_introduction_topics(self) -> None:
		if self.status not in NOT_STARTED:
			return
		known = {row.topic: row for row in self.introduction_topics}
		asked = [topic.topic for topic in self.policy.introduction_topics]
		if list(known) == asked:
			return
		self.set("introduction_topics", [])
		for topic in self.policy.introduction_topics:
			earlier = known.get(topic.topic)
			self.append(
				"introduction_topics",
				{
					"topic": topic.topic,
					"also_by_phone": cint(topic.also_by_phone),
					"covered": earlier.covered if earlier else 0,
					"notes": earlier.notes if earlier else None,
				},
			)

	# --- what the policy says

	def check_step(self) -> None:
		"""A state that cannot follow is refused before the pair is assessed: what the pair lacks would not help."""
		if self.before and self.before.status != self.status:
			states = LinkState(self.before.status), LinkState(self.status)
			refuse_unless_allowed(assess_step(*states, self.policy))

	def check_pair(self) -> None:
		if self.is_new() or self.moved_to(*PAIR_ASSESSED_BEFORE):
			mentor = self.lock_mentor()
			assessment = self.pair_assessment(mentor, mentor.open_links_as_committed(besides=self.name))
			if self.flags.brought_in:
				# set by the import alone, which no request can do: this pair has met elsewhere, and that stays on record
				take_as_decided(self, assessment, self.flags.brought_in, decided_keys(mentor))
				return
			enforce(self, assessment, decided_elsewhere=decided_keys(mentor))

	def check_if_latest(self) -> None:
		"""Hold the mentor before the platform holds the link.

		Counting the load holds the mentor's other links. Two moves at once, each with its own link in hand, would wait
		for each other.
		"""
		if not self.is_new() and self.status in PAIR_ASSESSED_BEFORE:
			earlier = frappe.db.get_value(self.doctype, self.name, ["mentor", "status"], as_dict=True)
			if earlier and self.status != earlier.status:
				frappe.db.get_value("Mentor", earlier.mentor, "name", for_update=True)
		super().check_if_latest()

	def lock_mentor(self) -> Any:
		"""The mentor, held until this save is kept, so that two links made at once both count in the load."""
		return frappe.get_doc("Mentor", self.mentor, for_update=True)

	def pair_assessment(self, mentor: Any, open_links: list[Any]) -> Assessment:
		"""`open_links`: the mentor's other links that have not ended."""
		pair = pair_facts(self, open_links)
		of_two = assess_pair(pair, self.policy, getdate(today()))
		return mentor.eligibility() + of_two + wishes_assessment(self)

	def keep_match(self) -> None:
		"""How well the two fitted when they were proposed stays with the link (R21); who came as a pair was matched elsewhere."""
		if self.is_new() and not self.flags.brought_in:
			keep_match(self)

	def check_changed_rows(self) -> None:
		if self.is_new() and self.flags.brought_in:
			check_suspensions(self)
			return  # an extension that was agreed elsewhere has its day and its reason; nobody approves it here
		check_extensions(self)
		check_suspensions(self)

	def check_move(self) -> None:
		if self.before and self.before.status != self.status:
			self.date_the_move()
			move = assess_move(
				link_facts(self, self.before.status), LinkState(self.status), self.policy, getdate(today())
			)
			enforce(self, move)
			self.begin_again()

	def date_the_move(self) -> None:
		if self.moved_to("Closing") and not self.is_reopened():
			self.feedback_asked_on = today()
		if self.moved_to(*ENDING) and self.before.status not in ENDING:
			self.ending_since = today()

	def is_reopened(self) -> bool:
		"""Whether this save opens a link that was closed."""
		return bool(self.before) and self.before.status == "Closed" and self.status != "Closed"

	def begin_again(self) -> None:
		"""Of a link that is opened again nothing is filed yet; what was filed stays on both files as it is (R31)."""
		if self.is_reopened():
			self.reopened = self.before.reopened + 1
			self.filed_on = None

	def work_out_term(self) -> None:
		"""The planned end and how it came about, from the facts as they are now (R39)."""
		if not self.start_date:
			self.planned_end = self.term_explained = None
			return
		facts = term_facts(self)
		refuse_unless_allowed(terms.assess_term(facts, self.policy, getdate(today())))
		term = terms.plan(facts, self.policy, getdate(today()))
		self.planned_end = term.planned_end
		self.term_explained = " ".join(message_of(finding) for finding in term.basis.findings)

	# --- what follows from a move

	def ask_feedback(self) -> None:
		feedback.ask(self)

	def file_records(self) -> None:
		if self.policy.records_to_files:
			file_records(self)
			self.db_set("filed_on", today())

	def plan_follow_up(self) -> None:
		"""What follows after the ending becomes a task: the link itself no longer changes (R37)."""
		task = {"allocated_to": self.co_ordinator, "date": self.follow_up_on}
		about = {"reference_type": self.doctype, "reference_name": self.name}
		if all(task.values()) and not frappe.db.exists("ToDo", task | about):
			text = escape_html(_("Follow up after the ending: {0}").format(self.follow_up or self.title))
			frappe.get_doc({"doctype": "ToDo", **task, **about, "description": text}).insert()

	def tell_mentee(self) -> None:
		frappe.get_doc("Mentee", self.mentee).refresh_status()

	# --- what forms call

	@frappe.whitelist()
	def assessment(self) -> dict[str, Any]:
		"""Eligibility, load, term and what the next steps need, for the panel of the form."""
		self.check_permission("create" if self.is_new() else "read")
		if not self.is_new() and not frappe.has_permission("Mentoring Link", "write", doc=self):
			# whoever may not make this pair must not try out others either, to learn what the mentee asks for
			self.load_from_db()
		self.before = None
		if self.is_new():
			self.copy_from_people()
			self.keep_policy_version()
		mentor = frappe.get_doc("Mentor", self.mentor)
		decided = decided_keys(self) | decided_keys(mentor)
		return {
			"findings": as_rows(self.standing(mentor), decided),
			"policy_version": self.policy_version,
			"steps": [] if self.is_new() else self.next_steps(decided),
		}

	def standing(self, mentor: Any) -> Assessment:
		"""Everything there is to say of this link today: the pair until it starts, then how support runs; the term."""
		of_the_pair = Assessment()
		if self.status in NOT_STARTED:
			of_the_pair = self.pair_assessment(mentor, mentor.open_links(besides=self.name))
		return of_the_pair + running_assessment(self, getdate(today())) + self.term_basis()

	def term_basis(self) -> Assessment:
		if not self.start_date:
			return Assessment()
		facts = term_facts(self)
		assessed = terms.assess_term(facts, self.policy, getdate(today()))
		if not assessed.allowed:
			return assessed
		return assessed + terms.plan(facts, self.policy, getdate(today())).basis

	def next_steps(self, decided: set[str]) -> list[dict[str, Any]]:
		"""What may follow the state that the link is in, and what is still missing for it."""
		facts = link_facts(self, self.status)
		steps = []
		for state in following(LinkState(self.status), self.policy):
			move = assess_move(facts, state, self.policy, getdate(today()))
			steps.append(
				{
					"state": state.value,
					"findings": as_rows(move, decided),
					"ready": not move.outstanding(decided),
				}
			)
		return steps

	@frappe.whitelist()
	def ending(self) -> dict[str, Any]:
		"""The steps of the ending as the link is stored, with what each still lacks, for the staff of the scheme."""
		self.check_permission("write")
		return guide(frappe.get_doc(self.doctype, self.name))

	@frappe.whitelist(methods=["POST"])
	def move_to_current_policy(self, reason: str) -> None:
		"""Move a running link, on purpose, to the policy in force today (R3). For managers, with a reason."""
		with stored(self) as link:
			link.check_permission("write")
			frappe.only_for("Mentoring Manager")
			if not reason.strip():
				frappe.throw(_("Write why this link moves to the current policy."))
			earlier, link.policy_version = link.policy_version, version_in_force(link.scheme)
			link.save()
			note = _("Moved from policy version {0} to {1}: {2}").format(
				earlier, link.policy_version, reason.strip()
			)
			link.add_comment("Info", escape_html(note))


def _values(doctype: str, name: str, *fields: str) -> Any:
	values = frappe.db.get_value(doctype, name, fields, as_dict=True)
	if not values:
		raise frappe.DoesNotExistError(f"{doctype} {name}")
	return values
