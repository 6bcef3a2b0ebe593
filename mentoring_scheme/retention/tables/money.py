"""Money: figures stay for finance, names go."""

from mentoring_scheme.retention.tables.fields import Fields
from mentoring_scheme.retention.tables.people import BELONGS, STAFF, STANDING

FIGURES = "figures that the books rest on"
OF_MANY = "It pays many people."

TABLES = {
	"Mentoring Payment": Fields(
		emptied="rule reason ledger_error",
		names="mentor_name",
		kept={
			"status kind sequence period_start period_end months amount due_on currency": FIGURES,
			"approved_on sent_on paid_on payment_reference instalment_key ledger_invoice": FIGURES,
			"withdrawn_by approved_by": STAFF,
			"link mentor household scheme corrects batch amended_from": BELONGS,
		},
	),
	"Mentor Claim": Fields(
		emptied="comment decision_reason send_to submitted_by ledger_error",
		names="mentor_name title",
		kept={
			"month status currency total_minutes tasks_total total_miles expenses_total total": FIGURES,
			"submitted_on first_sent_in_on checked_on approved_on sent_on paid_on": FIGURES,
			"payment_reference ledger_invoice claim_key": FIGURES,
			"checked_by approved_by": STAFF,
			"mentor scheme household participant policy_version batch": BELONGS,
			"time_lines expense_lines decisions": "dates and amounts; journeys and reasons go",
		},
	),
	"Mentor Claim Time": Fields(
		emptied="note",
		kept={"date kind task minutes way amount currency": FIGURES, "source_type source": BELONGS},
	),
	"Mentor Claim Expense": Fields(
		emptied="rests_on journey receipt explanation note",
		kept={
			"date kind miles passengers amount_claimed amount currency": FIGURES,
			"source_type source": BELONGS,
		},
	),
	"Mentoring Approval Run": Fields(
		kept={
			"title document_type status approved not_approved": STANDING,
			"asked_by": STAFF,
			"lines": FIGURES,
		},
		in_confidence=OF_MANY,
	),
	"Mentoring Approval Run Line": Fields(
		emptied="why",
		names="payee_name",
		kept={"reference_type reference": BELONGS, "amount currency outcome": FIGURES},
	),
	"Mentoring Payment Batch": Fields(
		emptied="file reason",
		kept={
			"title pay_on layout status currency total payees file_made_on file_hash sent_on paid_on payment_reference": FIGURES,
			"sent_by paid_by": STAFF,
			"scheme": BELONGS,
			"lines": FIGURES,
		},
		in_confidence=OF_MANY,
	),
	"Mentoring Payment Batch Line": Fields(
		emptied="description came_back_reason",
		names="payee_name",
		kept={
			"reference_type reference household line_key": BELONGS,
			"amount currency came_back_on": FIGURES,
		},
	),
	"Mentoring Payee Account": Fields(
		replaced={"account_holder": "Removed", "sort_code": "000000", "account_number": "00000000"},
		kept={"household": BELONGS, "entered_by confirmed_by": STAFF, "entered_on confirmed_on": STANDING},
	),
}
