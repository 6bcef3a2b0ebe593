# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE

from frappe.model.document import Document


class MentoringMatchingRound(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from mentoring_scheme.mentoring_scheme.doctype.mentoring_round_pair.mentoring_round_pair import (
			MentoringRoundPair,
		)
		from mentoring_scheme.mentoring_scheme.doctype.mentoring_round_pin.mentoring_round_pin import (
			MentoringRoundPin,
		)

		ask_first_too: DF.Check
		calculated_on: DF.Datetime | None
		matched: DF.Int
		mentees_waiting: DF.Int
		notes: DF.SmallText | None
		one_by_one_matched: DF.Int
		one_by_one_total: DF.Int
		pairs: DF.Table[MentoringRoundPair]
		pins: DF.Table[MentoringRoundPin]
		places_free: DF.Int
		policy_version: DF.Link | None
		scheme: DF.Link
		status: DF.Literal["Not worked out", "Worked out", "Proposed"]
		support_type: DF.Autocomplete | None
		title: DF.Data | None
		total_score: DF.Int
	# end: auto-generated types
