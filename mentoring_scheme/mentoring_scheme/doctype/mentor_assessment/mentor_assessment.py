# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""An interview or a review of suitability, by the scheme's checklist of qualities and skills (R9, R14)."""

from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import formatdate, getdate, today

from mentoring_scheme.mentoring_scheme.policy_source import policy_of_scheme
from mentoring_scheme.policy.recruitment import on_the_way
from mentoring_scheme.policy.states import Stage
from mentoring_scheme.policy.training import named

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentor.mentor import Mentor

INTERVIEW, REVIEW = "Interview", "Suitability review"
TO_BE_DEVELOPED = "To be developed"


class MentorAssessment(Document):
	"""What was seen, and what follows: it dates the stage of the mentor, so that nobody types the day twice."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from mentoring_scheme.mentoring_scheme.doctype.mentor_quality_rating.mentor_quality_rating import (
			MentorQualityRating,
		)

		assessed_by: DF.Data
		conclusion: DF.Text | None
		found_suitable: DF.Literal["", "Yes", "No"]
		held_on: DF.Date
		kind: DF.Literal["Interview", "Suitability review"]
		mentor: DF.Link
		mentor_name: DF.Data | None
		ratings: DF.Table[MentorQualityRating]
		scheme: DF.Link | None
	# end: auto-generated types

	def before_insert(self) -> None:
		"""Whoever makes an assessment without a list gets the scheme's own."""
		if not self.ratings:
			self.set("ratings", qualities_of(self.mentor))

	def validate(self) -> None:
		self.check_day()
		self.check_ratings()
		self.check_outcome()

	def on_update(self) -> None:
		mentor = frappe.get_doc("Mentor", self.mentor, for_update=True)
		changed = self.date_stage(mentor)
		noted = self.note_needs(mentor)
		if changed or noted:
			mentor.save()
		if noted:
			frappe.msgprint(
				_("Noted in the development plan: {0}.").format(frappe.utils.escape_html(", ".join(noted))),
				alert=True,
			)

	def check_day(self) -> None:
		if getdate(self.held_on) > getdate(today()):
			frappe.throw(
				_(
					"The assessment is dated {0}, which is after today. Record it once it has been held."
				).format(formatdate(self.held_on))
			)

	def check_ratings(self) -> None:
		"""Each quality is looked at once."""
		seen: set[str] = set()
		for row in self.ratings:
			if named(row.quality) in seen:
				frappe.throw(
					_("“{0}” stands in the checklist twice. Leave one row for each quality.").format(
						row.quality
					)
				)
			seen.add(named(row.quality))

	def check_outcome(self) -> None:
		if self.kind == REVIEW and not self.found_suitable:
			frappe.throw(
				_("A review of suitability says whether the mentor was found suitable. Choose Yes or No.")
			)

	def date_stage(self, mentor: "Mentor") -> bool:
		"""Whether this gave the mentor the date, and the outcome, of a stage.

		The last one held of its kind counts while the mentor is being recruited. Afterwards the dates on which the
		approval rests stay as they are: a later review is kept by itself.
		"""
		field = "interview_on" if self.kind == INTERVIEW else "suitability_reviewed_on"
		if mentor.get(field) and not on_the_way(Stage(mentor.stage)):
			return False
		if self.is_followed_by_another():
			return False
		values: dict[str, Any] = {field: getdate(self.held_on)}
		if self.kind == INTERVIEW:
			values["interviewed_by"] = self.assessed_by
		else:
			values |= {"suitability_reviewed_by": self.assessed_by, "found_suitable": self.found_suitable}
		before = {name: mentor.get(name) for name in values}
		mentor.update(values)
		return any(mentor.get(name) != value for name, value in before.items())

	def is_followed_by_another(self) -> bool:
		later = {"mentor": self.mentor, "kind": self.kind, "held_on": [">", self.held_on]}
		return bool(frappe.db.exists("Mentor Assessment", later | {"name": ["!=", self.name]}))

	def note_needs(self, mentor: "Mentor") -> list[str]:
		"""Put what is to be developed into the plan of the mentor, where it is not in it yet (R14)."""
		known = {named(row.need) for row in mentor.development_needs if not row.done_on}
		needs = [row.quality for row in self.ratings if row.rating == TO_BE_DEVELOPED]
		new = [need for need in needs if named(need) not in known and self.rating_is_new(need)]
		for need in new:
			mentor.append("development_needs", {"need": need})
		return new

	def rating_is_new(self, quality: str) -> bool:
		"""A need that somebody has since taken out of the plan does not come back with the next save."""
		before = self.get_doc_before_save()
		rated = {row.quality: row.rating for row in before.ratings} if before else {}
		return rated.get(quality) != TO_BE_DEVELOPED


@frappe.whitelist()
def checklist(mentor: str) -> list[dict[str, str]]:
	"""The qualities and skills that the mentor's scheme looks for, as rows of an assessment."""
	frappe.has_permission("Mentor", "read", doc=mentor, throw=True)
	return qualities_of(mentor)


def qualities_of(mentor: str) -> list[dict[str, str]]:
	policy = policy_of_scheme(frappe.db.get_value("Mentor", mentor, "scheme"))
	return [{"quality": each.quality, "guidance": each.guidance} for each in policy.mentor_qualities]
