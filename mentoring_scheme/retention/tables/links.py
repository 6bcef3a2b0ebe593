"""Links, and the papers that go with them."""

from mentoring_scheme.retention.tables.fields import Fields
from mentoring_scheme.retention.tables.people import BELONGS, STAFF, STANDING

SAID_TO_STAFF = "It holds what somebody said to a social worker or a supervisor."
OF_BOTH = "It speaks of both people of the link."

TABLES = {
	"Mentoring Link": Fields(
		emptied="match_explanation status_reason commencement_reason term_explained reflection next_for_mentee decision_reason match_contributions "
		"follow_up",
		names="title mentor_name mentee_name",
		kept={
			"support_type status ending_kind formal_ending_by informal_contact ssw_reads_records": STANDING,
			"introduction_on introduction_way started_by_phone start_date commencement_differs planned_end event_on "
			"ended_on formal_ending_on feedback_asked_on ending_since filed_on mentee_approved_on reflection_on matched_on "
			"follow_up_on reopened": STANDING,
			"mentor_attended mentee_attended mentor_ssw_attended mentee_ssw_attended co_ordinator_attended "
			"project_worker_attended mentor_happy mentee_happy mentor_agrees_end mentee_agrees_end": STANDING,
			"match_score match_lowest match_highest match_rank match_out_of": STANDING,
			"mentor mentor_participant mentee mentee_participant scheme policy_version matching_round": BELONGS,
			"co_ordinator": STAFF,
			"introduction_topics extensions suspensions reviews decisions": "kinds and dates; the reasons go",
		},
	),
	"Mentoring Introduction Topic": Fields(
		emptied="notes", kept={"topic also_by_phone covered": "the scheme's own list"}
	),
	"Mentoring Extension": Fields(
		emptied="reason", kept={"months approved_on": STANDING, "approved_by": STAFF}
	),
	"Mentoring Suspension": Fields(
		replaced={"reason": "Removed"}, kept={"from_date to_date": STANDING, "decided_by": STAFF}
	),
	"Mentoring Link Review": Fields(emptied="with_whom notes", kept={"due_on held_on outcome": STANDING}),
	"Mentoring Match Contribution": Fields(
		emptied="explanation", kept={"criterion weight fit known": STANDING}
	),
	"Mentoring Consultation": Fields(
		emptied="comment",
		names="about",
		kept={
			"link scheme": BELONGS,
			"whose asked_on answer answered_on answer_by lapsed": STANDING,
			"ssw answered_by": STAFF,
		},
		in_confidence=SAID_TO_STAFF,
	),
	"Mentoring Agreement": Fields(
		emptied="mentor_user mentee_user between_contacts confidentiality_statement sections goals signatures",
		names="title mentor_name mentee_name",
		kept={
			"signing_state completed_on offered_on reworded_on": STANDING,
			"contact_way contact_every contact_unit contact_weekday contact_time": STANDING,
			"link scheme policy_version amended_from": BELONGS,
			"ssw_user": STAFF,
		},
	),
	"Mentoring Support Note": Fields(
		emptied="text",
		names="link_title",
		kept={
			"kind note_date": STANDING,
			"link scheme contact_record": BELONGS,
			"written_by": STAFF,
		},
		in_confidence=OF_BOTH,
	),
	"Mentoring Letter": Fields(
		names="title participant_name",
		replaced={"subject": "Removed", "body": "Removed"},
		kept={
			"kind as_role status letter_date sent_on sent_how": STANDING,
			"link participant scheme letter_key": BELONGS,
			"sent_by": STAFF,
		},
	),
	"Mentoring Agreement Section": Fields(
		emptied="text", kept={"section guidance mandatory": "the scheme's own list"}
	),
	"Mentoring Goal": Fields(emptied="measure", replaced={"goal": "Removed"}, kept={"by_when": STANDING}),
	"Mentoring Signature": Fields(
		emptied="name_typed user from_address", kept={"party signed_on way": STANDING, "recorded_by": STAFF}
	),
	"Contact Record": Fields(
		emptied="mentor_user mentee_user outcome_reason summary progress sent_by mentor_signed_name agreed_name form_key remarks actions",
		names="title mentor_name mentee_name",
		kept={
			"status contact_date contact_time minutes way planned outcome outcome_by next_contact_on": STANDING,
			"sent_on agreed_on agreed_how mentor_signed_on mentor_signed_how": STANDING,
			"share_with_mentee_ssw share_with_mentor_ssw": STANDING,
			"link scheme amended_from": BELONGS,
			"agreed_recorded_by": STAFF,
		},
	),
	"Contact Record Remark": Fields(emptied="text said_by", kept={"party said_on": STANDING}),
	"Contact Action": Fields(replaced={"action": "Removed"}, kept={"who by_when done": STANDING}),
	"Mentoring Supervision": Fields(
		emptied="difficulties impact_on_caring training_needs notes_for_mentor actions",
		names="title mentor_name",
		kept={
			"kind status supervision_date combined next_on": STANDING,
			"supervisor": STAFF,
			"scheme mentor": BELONGS,
			"links attendance": "which links and mentors it was about; the notes go",
		},
		in_confidence=SAID_TO_STAFF,
	),
	"Mentoring Supervision Link": Fields(emptied="notes", names="link_title", kept={"link": BELONGS}),
	"Mentoring Supervision Attendance": Fields(
		names="mentor_name", kept={"mentor": BELONGS, "attended": STANDING}
	),
	"Mentoring Supervision Action": Fields(
		emptied="who", replaced={"action": "Removed"}, kept={"for_mentor by_when done done_on": STANDING}
	),
	"Mentoring Feedback": Fields(
		emptied="feedback_key asked_user send_to answers",
		names="title",
		kept={
			"given_by occasion asked_on given_on given_how": STANDING,
			"recorded_by": STAFF,
			"link scheme": BELONGS,
		},
		in_confidence=OF_BOTH,
	),
	"Mentoring Follow Up": Fields(
		emptied="note follow_up_key",
		names="title",
		kept={
			"asked_of months due_on status still_in_role placement asked_on asked_how": STANDING,
			"asked_by": STAFF,
			"link scheme": BELONGS,
		},
	),
	"Mentoring Feedback Answer": Fields(
		emptied="answer", kept={"question kind score self_rating": "the scheme's own questions, and a figure"}
	),
	"Mentoring File Entry": Fields(
		emptied="documents bundle bundle_tried_on",
		names="participant_name",
		replaced={
			"bundle_problem": "The bundle was removed when the time of the records was over.",
			"records_removed": "1",
		},
		kept={
			"as_role filed_on version bundle_pages bundle_made_on": STANDING,
			"bundle_hash": "proves of a copy kept elsewhere that it is what was filed",
			"filed_by": STAFF,
			"participant link scheme file_key": BELONGS,
		},
	),
	"Mentoring Filed Document": Fields(emptied="title", kept={"dated document_type document_name": BELONGS}),
	"Mentoring Import": Fields(
		emptied="workbook mend_workbook workbook_name problem findings",
		kept={
			"scheme": BELONGS,
			"asked_by": STAFF,
			"title status workbook_hash checked_on brought_in_on": STANDING,
			"rows_ready rows_there rows_kept_back rows_brought_in to_mend to_note": STANDING,
		},
		in_confidence="It is about many people.",
	),
	"Mentoring Import Finding": Fields(
		emptied="value problem remedy",
		kept={"severity sheet row_number column_heading": STANDING},
	),
	"Mentoring Matching Round": Fields(
		emptied="notes pins pairs",
		kept={
			"scheme policy_version support_type": BELONGS,
			"title status calculated_on ask_first_too": STANDING,
			"mentees_waiting places_free matched total_score total_worth": STANDING,
			"one_by_one_matched one_by_one_total one_by_one_worth": STANDING,
		},
		in_confidence="It weighs many people against one another.",
	),
	"Mentoring Round Pair": Fields(
		emptied="explanation contributions warnings reason outcome",
		names="mentee_name mentor_name one_by_one_name",
		kept={
			"mentee mentor one_by_one_mentor link": BELONGS,
			"weeks_waited score lowest highest one_by_one_score locked chosen": STANDING,
		},
	),
	"Mentoring Round Pin": Fields(
		emptied="reason", names="mentee_name mentor_name", kept={"pin mentee mentor": BELONGS}
	),
}
