"""What people have asked of their co-ordinator or about their data, and what is kept because of a dispute."""

from mentoring_scheme.retention.tables.fields import Fields
from mentoring_scheme.retention.tables.people import BELONGS, STAFF, STANDING

TABLES = {
	"Mentoring Request": Fields(
		emptied="asked_by asked_text answer",
		names="participant_name",
		kept={
			"kind status asked_on from_date until_date answered_on": STANDING,
			"scheme participant mentor": BELONGS,
			"answered_by": STAFF,
		},
	),
	"Mentoring Data Request": Fields(
		emptied="extension_reason answer bundle documents",
		names="title participant_name",
		kept={
			"participant": BELONGS,
			"kind received_on status due_on extended staff_names bundle_made_on bundle_key": STANDING,
			"identity_confirmed confidences_decided third_parties_read others_removed": STANDING,
			"checked_by released_by": STAFF,
			"checked_on released_on": STANDING,
		},
	),
	"Mentoring Data Request Item": Fields(
		emptied="reason to_check",
		kept={"document_type document": BELONGS, "goes_in proposed": STANDING},
	),
	"Mentoring Legal Hold": Fields(
		emptied="lifted_reason",
		names="title participant_name",
		replaced={"reason": "Removed"},
		kept={
			"participant link": BELONGS,
			"status placed_on lifted_on": STANDING,
			"placed_by lifted_by": STAFF,
		},
		in_confidence="A hold may be about a claim against the council.",
	),
}
