# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""The policy of a scheme, held as data and versioned with every change (R3)."""

import json
import re
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, flt, getdate, today

from mentoring_scheme.access.reach import STAFF_FUNCTIONS
from mentoring_scheme.mentoring_scheme.currencies import currency_of
from mentoring_scheme.mentoring_scheme.doctype.mentoring_scheme import for_its_people
from mentoring_scheme.mentoring_scheme.stored import keep_stored, stored
from mentoring_scheme.mentoring_scheme.verdict import problem_of
from mentoring_scheme.policy import presets
from mentoring_scheme.policy.errors import PolicyError, UnknownPreset
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.states import RUNNING

# An index in a dotted field name, such as "support_types[2].months".
ROW = re.compile(r"^(?P<table>\w+)\[(?P<row>\d+)\](?:\.(?P<column>\w+))?$")

# What co-ordinators may change of the policy by themselves.
MATCHING = (
	"matching_criteria",
	"would_like_weight",
	"unknown_counts",
	"near_miles",
	"far_miles",
	"points_per_week_waited",
	"lowest_score_in_round",
)


class MentoringScheme(Document):
	"""One programme with one policy; a council may run several."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from mentoring_scheme.mentoring_scheme.doctype.mentoring_aim.mentoring_aim import MentoringAim
		from mentoring_scheme.mentoring_scheme.doctype.mentoring_claim_task.mentoring_claim_task import (
			MentoringClaimTask,
		)
		from mentoring_scheme.mentoring_scheme.doctype.mentoring_contact_way.mentoring_contact_way import (
			MentoringContactWay,
		)
		from mentoring_scheme.mentoring_scheme.doctype.mentoring_eligibility_rule.mentoring_eligibility_rule import (
			MentoringEligibilityRule,
		)
		from mentoring_scheme.mentoring_scheme.doctype.mentoring_expense_kind.mentoring_expense_kind import (
			MentoringExpenseKind,
		)
		from mentoring_scheme.mentoring_scheme.doctype.mentoring_feedback_question.mentoring_feedback_question import (
			MentoringFeedbackQuestion,
		)
		from mentoring_scheme.mentoring_scheme.doctype.mentoring_follow_up_month.mentoring_follow_up_month import (
			MentoringFollowUpMonth,
		)
		from mentoring_scheme.mentoring_scheme.doctype.mentoring_matching_criterion.mentoring_matching_criterion import (
			MentoringMatchingCriterion,
		)
		from mentoring_scheme.mentoring_scheme.doctype.mentoring_mileage_rate.mentoring_mileage_rate import (
			MentoringMileageRate,
		)
		from mentoring_scheme.mentoring_scheme.doctype.mentoring_preparation_topic.mentoring_preparation_topic import (
			MentoringPreparationTopic,
		)
		from mentoring_scheme.mentoring_scheme.doctype.mentoring_reminder_rule.mentoring_reminder_rule import (
			MentoringReminderRule,
		)
		from mentoring_scheme.mentoring_scheme.doctype.mentoring_required_check.mentoring_required_check import (
			MentoringRequiredCheck,
		)
		from mentoring_scheme.mentoring_scheme.doctype.mentoring_resource.mentoring_resource import (
			MentoringResource,
		)
		from mentoring_scheme.mentoring_scheme.doctype.mentoring_retention_rule.mentoring_retention_rule import (
			MentoringRetentionRule,
		)
		from mentoring_scheme.mentoring_scheme.doctype.mentoring_scheme_member.mentoring_scheme_member import (
			MentoringSchemeMember,
		)
		from mentoring_scheme.mentoring_scheme.doctype.mentoring_scheme_quality.mentoring_scheme_quality import (
			MentoringSchemeQuality,
		)
		from mentoring_scheme.mentoring_scheme.doctype.mentoring_scheme_section.mentoring_scheme_section import (
			MentoringSchemeSection,
		)
		from mentoring_scheme.mentoring_scheme.doctype.mentoring_scheme_topic.mentoring_scheme_topic import (
			MentoringSchemeTopic,
		)
		from mentoring_scheme.mentoring_scheme.doctype.mentoring_self_rating.mentoring_self_rating import (
			MentoringSelfRating,
		)
		from mentoring_scheme.mentoring_scheme.doctype.mentoring_support_type.mentoring_support_type import (
			MentoringSupportType,
		)
		from mentoring_scheme.mentoring_scheme.doctype.mentoring_training_requirement.mentoring_training_requirement import (
			MentoringTrainingRequirement,
		)

		age_gap_rule: DF.Literal["Refuse", "Warn"]
		agreement_needs_ssw: DF.Check
		agreement_sections: DF.Table[MentoringSchemeSection]
		aims: DF.Table[MentoringAim]
		answer_within_days: DF.Int
		applications_note: DF.SmallText | None
		author: DF.Data | None
		both_happy_required: DF.Check
		change_note: DF.SmallText | None
		claim_tasks: DF.Table[MentoringClaimTask]
		claim_within_days: DF.Int
		claims: DF.Literal["None", "Monthly", "Travel"]
		claims_rest_on_records: DF.Check
		closing_supervision: DF.Check
		commitment_required: DF.Check
		confidentiality_statement: DF.Text | None
		consult_both_ssws: DF.Check
		consultation_answer_days: DF.Int
		contact_every: DF.Int
		contact_unit: DF.Literal["Weeks", "Months"]
		contact_ways: DF.Table[MentoringContactWay]
		cost_reference: DF.Data | None
		currency: DF.Link | None
		eligibility_rules: DF.Table[MentoringEligibilityRule]
		enabled: DF.Check
		ending_agreed_by_both: DF.Check
		ending_formal_record: DF.Check
		ending_reflection: DF.Check
		expense_kinds: DF.Table[MentoringExpenseKind]
		expired_check_rule: DF.Literal["Refuse", "Warn", "Not asked"]
		extension_approver: DF.Literal["Mentoring Manager", "Mentoring Co-ordinator"]
		extension_reason_required: DF.Check
		far_miles: DF.Int
		feedback_from: DF.Literal["Both", "Mentor", "Mentee", "Nobody"]
		feedback_link_days: DF.Int
		feedback_midterm: DF.Check
		feedback_questions: DF.Table[MentoringFeedbackQuestion]
		feedback_smallest_group: DF.Int
		follow_up_months: DF.Table[MentoringFollowUpMonth]
		group_supervision: DF.Check
		introduction_attendance: DF.Literal["Both SSWs", "Co-ordinator", "Project worker", "Not asked"]
		introduction_topics: DF.Table[MentoringSchemeTopic]
		invoices_as: DF.Literal["Draft", "Submitted"]
		late_claim_rule: DF.Literal["Refuse", "Warn"]
		lowest_score_in_round: DF.Int
		mandatory_training: DF.Literal["Refuse", "Warn", "Not asked"]
		matching_criteria: DF.Table[MentoringMatchingCriterion]
		may_start_by_phone: DF.Check
		members: DF.Table[MentoringSchemeMember]
		mentees_at_a_time: DF.Int
		mentees_rule: DF.Literal["Refuse", "Warn"]
		mentor_applications_open: DF.Check
		mentor_qualities: DF.Table[MentoringSchemeQuality]
		mileage_rates: DF.Table[MentoringMileageRate]
		minimum_age_gap_years: DF.Int
		nation: DF.Literal["England", "Wales", "Scotland", "Northern Ireland"]
		near_miles: DF.Int
		need_divisor: DF.Int
		offer_within_days: DF.Int
		offers_traditional: DF.Check
		out_of_hours_phone: DF.Data | None
		paid_through: DF.Literal["Payment batch", "Ledger"]
		pay_while_suspended: DF.Check
		payment_every_months: DF.Int
		payment_exception_role: DF.Literal["Mentoring Manager", "Mentoring Co-ordinator"]
		payment_part_period: DF.Literal["Whole months", "Nothing"]
		payment_per_month: DF.Currency
		points_per_week_waited: DF.Int
		policy_version: DF.Link | None
		portal_access_days: DF.Int
		portal_colour: DF.Color | None
		portal_logo: DF.AttachImage | None
		preparation_topics: DF.Table[MentoringPreparationTopic]
		preset: DF.Autocomplete | None
		quiet_from_hour: DF.Int
		quiet_until_hour: DF.Int
		record_agreed_by: DF.Literal["Mentee", "Both", "Nobody"]
		record_expected: DF.Literal["Monthly", "Each contact", "Contact log only"]
		records_to_files: DF.Check
		references_needed: DF.Int
		reminder_days: DF.Literal["Every day", "Monday to Friday", "Working days of England and Wales"]
		reminder_rules: DF.Table[MentoringReminderRule]
		required_checks: DF.Table[MentoringRequiredCheck]
		resources: DF.Table[MentoringResource]
		retention_rules: DF.Table[MentoringRetentionRule]
		review_date: DF.Date | None
		scheme_name: DF.Data
		self_ratings: DF.Table[MentoringSelfRating]
		self_referrals_open: DF.Check
		signed_off_by: DF.Data | None
		signed_off_on: DF.Date | None
		ssw_reads_records: DF.Literal["Always", "When shared", "Never"]
		staff_call_after_contact: DF.Check
		supervision_combined: DF.Check
		supervision_every_weeks: DF.Int
		supervision_warn_from_weeks: DF.Int
		support_types: DF.Table[MentoringSupportType]
		suspension_stops_clock: DF.Check
		target_group: DF.Data | None
		task_hourly_rate: DF.Currency
		training_per_year: DF.Int
		training_requirements: DF.Table[MentoringTrainingRequirement]
		unknown_counts: DF.Int
		weekly_summary_on: DF.Literal["Never", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
		welcome_letter: DF.Text | None
		would_like_weight: DF.Int
	# end: auto-generated types

	def before_insert(self) -> None:
		if self.preset and not self.support_types:
			self.fill_from_preset()

	def validate(self) -> None:
		keep_stored(self, "policy_version")
		self.keep_currency()
		self.policy = self.read_policy()
		for_its_people.check(self)
		self.keep_creator_as_member()

	def on_update(self) -> None:
		self.keep_version()

	def on_trash(self) -> None:
		self.remove_unused_versions()

	def parties_asked(self) -> list[str]:
		"""Whom the scheme asks for feedback, as the blank forms need it."""
		return {"Both": ["Mentor", "Mentee"], "Nobody": []}.get(self.feedback_from, [self.feedback_from])

	@frappe.whitelist()
	def load_preset(self) -> None:
		"""Fill every policy field from the ready-made policy named in `preset`; what was there is replaced."""
		self.check_permission("write" if not self.is_new() else "create")
		self.fill_from_preset()

	@frappe.whitelist(methods=["POST"])
	def weigh_anew(self, values: dict[str, Any], change_note: str) -> None:
		"""Change what counts in a match, and nothing else of the policy (R18). For the scheme's co-ordinators and managers.

		`values` holds fields of MATCHING; the others stay. A new policy version is made, with the note.
		"""
		with stored(self) as scheme:
			scheme.check_permission("read")
			scheme.check_may_weigh()
			if not change_note.strip():
				frappe.throw(_("Write what changes in matching, and why."))
			unknown = sorted(set(values) - set(MATCHING))
			if unknown:
				frappe.throw(
					_("Only what counts in a match is changed here, not: {0}.").format(", ".join(unknown))
				)
			scheme.update({**values, "change_note": change_note.strip()})
			# safe: check_may_weigh has asked who may, and only the fields of MATCHING were changed
			scheme.save(ignore_permissions=True)

	def check_may_weigh(self) -> None:
		"""Raises frappe.PermissionError for whoever is neither a manager nor a co-ordinator named in the scheme."""
		# asked of the platform and not of the document, which would tell the user of every right that is lacking
		if frappe.has_permission("Mentoring Scheme", "write", doc=self):
			return
		staff = {row.user for row in self.members if row.function in STAFF_FUNCTIONS}
		if "Mentoring Co-ordinator" not in frappe.get_roles() or frappe.session.user not in staff:
			frappe.throw(
				_("Criteria and weights are changed by the scheme's co-ordinators and by managers."),
				frappe.PermissionError,
			)

	def keep_currency(self) -> None:
		"""What corrects a payment is in its scheme's currency, and so has to be the payment."""
		before = self.get_doc_before_save()
		former = currency_of(before.currency) if before else None
		if former in (None, currency_of(self.currency)):
			return
		here = {"scheme": self.name}
		if frappe.db.exists("Mentoring Payment", here) or frappe.db.exists("Mentor Claim", here):
			frappe.throw(
				_(
					"There are payments or claims of this scheme in {0}. Keep that currency, or make another scheme for the new one."
				).format(former)
			)

	def fill_from_preset(self) -> None:
		for fieldname, value in _preset(self.preset)["policy"].items():
			self.set(fieldname, value)

	def read_policy(self) -> SchemePolicy:
		"""The policy as these fields say it. A value that makes no sense stops the save, named by its label."""
		try:
			return SchemePolicy.from_dict(self.policy_values())
		except PolicyError as error:
			frappe.throw(self.explain(error), title=_("The policy cannot be used"))

	def policy_values(self) -> dict[str, Any]:
		return {name: self.policy_value(name) for name in SchemePolicy.__dataclass_fields__}

	def policy_value(self, fieldname: str) -> Any:
		field = self.meta.get_field(fieldname)
		if field.fieldtype != "Table":
			return _plain(self.get(fieldname), field.fieldtype)
		columns = [
			c
			for c in frappe.get_meta(field.options).fields
			# a field that another app or the council has added is no part of the policy
			if c.fieldtype not in frappe.model.no_value_fields and not c.get("is_custom_field")
		]
		return [
			{c.fieldname: _plain(row.get(c.fieldname), c.fieldtype) for c in columns}
			for row in self.get(fieldname)
		]

	def explain(self, error: PolicyError) -> str:
		problem = problem_of(error)
		place = ROW.match(error.field)
		if not place:
			field = self.meta.get_field(error.field)
			return f"{_(field.label) if field else error.field}: {problem}"
		table = self.meta.get_field(place["table"])
		where = _("{0}, row {1}").format(_(table.label), cint(place["row"]) + 1)
		if place["column"]:
			where += ", " + _(frappe.get_meta(table.options).get_label(place["column"]))
		return f"{where}: {problem}"

	def keep_creator_as_member(self) -> None:
		"""Somebody must see the scheme's people: whoever sets it up, until others are named."""
		if self.is_new() and not self.members and frappe.session.user != "Administrator":
			self.append("members", {"user": frappe.session.user, "function": "Co-ordinator"})

	def keep_version(self) -> None:
		"""Make a policy version where the policy differs from the one in force (R3)."""
		policy = self.policy.to_dict()
		changed = self.changes_since_version(policy)
		if not changed:
			return
		version = frappe.get_doc(
			{
				"doctype": "Mentoring Policy Version",
				"scheme": self.name,
				"version": frappe.db.count("Mentoring Policy Version", {"scheme": self.name}) + 1,
				"in_force_from": today(),
				"policy": json.dumps(policy, indent=1, sort_keys=True),
				"changed_fields": ", ".join(changed),
				**{
					name: self.get(name)
					for name in ("author", "signed_off_by", "signed_off_on", "preset", "change_note")
				},
			}
		)
		# safe: whoever may save the scheme makes its version; nobody may make one by hand
		version.insert(ignore_permissions=True)
		self.db_set({"policy_version": version.name, "change_note": None})
		self.tell_of_running_links()

	def changes_since_version(self, policy: dict[str, Any]) -> list[str]:
		if not self.policy_version:
			return [_("first version")]
		before = json.loads(frappe.db.get_value("Mentoring Policy Version", self.policy_version, "policy"))
		return [_(self.meta.get_label(name)) for name in policy if policy[name] != before.get(name)]

	def tell_of_running_links(self) -> None:
		running = frappe.db.count(
			"Mentoring Link",
			{
				"scheme": self.name,
				"status": ["in", RUNNING],
				"policy_version": ["!=", self.policy_version],
			},
		)
		if running:
			frappe.msgprint(
				_(
					"{0} running links keep the policy version that they were agreed under. Open a link and choose Move to current policy to change that on purpose."
				).format(running),
				title=_("New policy version {0}").format(self.policy_version),
			)

	def remove_unused_versions(self) -> None:
		"""A scheme on which nothing rests takes its versions along; a version that a link names stops the deletion."""
		self.db_set("policy_version", None, update_modified=False)
		for version in frappe.get_all(
			"Mentoring Policy Version", {"scheme": self.name}, pluck="name", order_by="name"
		):
			# safe: whoever may delete the scheme may delete what belongs to it alone; links are still checked
			frappe.delete_doc("Mentoring Policy Version", version, ignore_permissions=True)


@frappe.whitelist()
def preset_options() -> list[dict[str, str]]:
	"""The ready-made policies, for the list in the form."""
	frappe.has_permission("Mentoring Scheme", "read", throw=True)
	return [
		{"value": name, "label": name, "description": presets.read(name)["title"]} for name in presets.names()
	]


@frappe.whitelist()
def support_type_options(scheme: str) -> list[str]:
	"""The support types of a scheme in force, for lists in forms."""
	doc = frappe.get_doc("Mentoring Scheme", scheme)
	doc.check_permission("read")
	return [row.support_type for row in doc.support_types]


def _preset(name: str | None) -> dict[str, Any]:
	try:
		return presets.read(name or "")
	except UnknownPreset as error:
		frappe.throw(problem_of(error), title=_("Unknown ready-made policy"))
	except PolicyError as error:
		frappe.throw(
			_("The file of the ready-made policy {0} has a fault in {1}: {2}").format(
				name, error.field, problem_of(error)
			),
			title=_("The ready-made policy cannot be used"),
		)


def _plain(value: Any, fieldtype: str) -> Any:
	"""A field's value as plain data, as the policy takes it."""
	if fieldtype in ("Int", "Check"):
		return cint(value)
	if fieldtype == "Currency":
		return f"{flt(value, 2):.2f}"
	if fieldtype == "Date":
		return getdate(value).isoformat() if value else ""
	return value or ""
