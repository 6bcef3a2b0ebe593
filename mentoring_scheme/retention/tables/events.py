"""Events, who came to them, and what people were told."""

from mentoring_scheme.retention.tables.fields import Fields
from mentoring_scheme.retention.tables.people import BELONGS, STANDING

TABLES = {
	"Mentoring Event": Fields(
		emptied="trainer venue online_link description",
		kept={
			"title kind training status starts_on ends_on open_to places booked waiting attended": STANDING,
			"scheme": BELONGS,
			"topics": "the scheme's own words",
		},
	),
	"Mentoring Event Topic": Fields(kept={"topic": "the scheme's own words"}),
	"Mentoring Booking": Fields(
		emptied="note cancel_reason send_to",
		names="participant_name",
		kept={
			"event participant mentor mentee scheme": BELONGS,
			"event_title status invited_on answered_on attendance_recorded_on starts_on walked_in "
			"told_of_change_on": STANDING,
		},
	),
	"Mentoring Reminder": Fields(
		emptied="recipient",
		replaced={"subject": "Removed"},
		kept={
			"kind step instead_of due_on sent_on matter_key": STANDING,
			"reference_doctype reference_name scheme": BELONGS,
		},
	),
	"Mentoring Message": Fields(
		emptied="subject address",
		kept={
			"recipient": "an account, which loses its name with its person",
			"sent_by send_after state": STANDING,
			"reference_doctype reference_name scheme": BELONGS,
		},
	),
}
