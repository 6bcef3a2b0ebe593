"""People: what is known of them, and the roles that they take."""

from mentoring_scheme.retention.tables.fields import REMOVED, Fields

STANDING = "how far it came, which figures count"
BELONGS = "what it belongs to"
STAFF = "staff who acted in their work"

TABLES = {
	"Mentoring Participant": Fields(
		emptied="date_of_birth ssw user email phone postcode location experience expertise interests second_carer contact area attributes hears_by text_number",
		replaced={"participant_name": REMOVED},
		kept={
			"household": "payments were made out to it; it loses its name with the last of its people",
			"approvals active_periods": "kinds and dates, which figures count",
			"mentor_access_ended_on mentee_access_ended_on": STANDING,
		},
	),
	"Mentoring Approval": Fields(
		emptied="decided_by", kept={"approval_type approved_on ended_on level": STANDING}
	),
	"Mentoring Active Period": Fields(kept={"from_date to_date kind": STANDING}),
	"Mentoring Attribute Row": Fields(kept={"attribute": "one of the scheme's own words"}),
	"Mentoring Household": Fields(
		emptied="payee_name address ledger_supplier",
		replaced={"household_name": "Removed household"},
		kept={"payment_reference": "a number by which finance finds what was paid"},
	),
	"Mentoring Equality Profile": Fields(
		emptied="ethnicity culture religion first_language other_languages gender sexual_orientation disability relationship_status prefers_not_to_say wishes",
		names="participant_name",
		kept={"participant": BELONGS},
	),
	"Mentoring Characteristic Wish": Fields(
		emptied="value", kept={"characteristic strength same_as_own": "says nothing without the rest"}
	),
	"Mentor": Fields(
		emptied="availability stage_reason decision_reason reason_of_last_move interviewed_by suitability_reviewed_by development_needs",
		names="participant_name",
		kept={
			"stage kind capacity found_suitable commitment_confirmed": STANDING,
			"applied_on information_session_on interview_on preparation_completed_on suitability_reviewed_on approved_on "
			"stood_down_on break_from break_until checks_completed_on suspension_concluded_on": STANDING,
			"participant scheme payee_household": BELONGS,
			"trainings decisions": "kinds and dates; the reasons go",
		},
	),
	"Mentor Training": Fields(
		emptied="notes booking", kept={"training mandatory due_on attended_on": STANDING}
	),
	"Mentor Development Need": Fields(
		emptied="action", replaced={"need": "Removed"}, kept={"by_when done_on": STANDING}
	),
	"Mentoring Decision": Fields(
		emptied="finding reason finding_key",
		kept={"rule severity decided_on": STANDING, "decided_by": STAFF},
	),
	"Mentor Assessment": Fields(
		emptied="ratings conclusion",
		names="mentor_name",
		replaced={"assessed_by": "Removed"},
		kept={"mentor scheme": BELONGS, "kind held_on found_suitable": STANDING},
	),
	"Mentor Quality Rating": Fields(
		emptied="evidence", kept={"quality rating guidance": "the scheme's own list"}
	),
	"Mentor Check": Fields(
		emptied="number notes",
		names="mentor_name",
		kept={
			"mentor scheme replaced_by": BELONGS,
			"check_kind issued_on expires_on seen_on outcome": STANDING,
			"seen_by": STAFF,
		},
	),
	"Mentor Reference": Fields(
		emptied="relation summary",
		names="mentor_name",
		replaced={"referee": "Removed"},
		kept={"mentor scheme": BELONGS, "asked_on received_on answer": STANDING},
		in_confidence="A reference is given in confidence (Data Protection Act 2018, Schedule 2, paragraph 24).",
	),
	"Mentee": Fields(
		emptied="referred_by independent_support needs wished_outcomes what_matters offer_reason topics wishes",
		names="participant_name",
		kept={
			"status support_type mentor_choice referral_route referral_plan under_allegation offer_answer": STANDING,
			"referred_on consent_on offered_on offer_answered_on withdrawn_on traditional_offered_on waiting_since looks_again_since": STANDING,
			"participant scheme": BELONGS,
		},
	),
	"Mentoring Wish": Fields(
		emptied="attribute approval_type", kept={"criterion strength miles": "says nothing without the rest"}
	),
	"Mentoring Application": Fields(
		emptied="phone area carer_since about support_wanted best_time leave_empty decision_reason opened",
		replaced={"applicant_name": REMOVED, "email": "removed@example.invalid"},
		kept={
			"role status submitted_on consent decided_on": STANDING,
			"decided_by": STAFF,
			"scheme participant mentor mentee": BELONGS,
		},
	),
}
