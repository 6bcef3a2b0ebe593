"""The workflows as tables: states with who may edit in them, and moves with who may make them.

Plain data without the platform, so that tests can hold it against the policy and the DocTypes.
"""

from __future__ import annotations

from dataclasses import dataclass

MANAGER = "Mentoring Manager"
CO_ORDINATOR = "Mentoring Co-ordinator"
FINANCE = "Mentoring Finance"
MENTOR = "Mentor"


@dataclass(frozen=True)
class State:
	"""A state of a document. `editors`: the roles that may edit in it. `docstatus`: 0 draft, 1 submitted, 2 cancelled."""

	name: str
	style: str
	editors: tuple[str, ...]
	docstatus: int = 0


@dataclass(frozen=True)
class Move:
	"""A move between states, by name, and the roles that may make it."""

	start: str
	action: str
	end: str
	roles: tuple[str, ...]


@dataclass(frozen=True)
class WorkflowTable:
	name: str
	document_type: str
	state_field: str
	states: tuple[State, ...]
	moves: tuple[Move, ...]


STAFF = (CO_ORDINATOR, MANAGER)
MANAGERS = (MANAGER,)
PAYERS = (FINANCE, MANAGER)


# Leaving out a stage of the way to approval: the policy asks for a manager's decision, with a reason, each time (R9).
SKIPS = (
	Move("Applied", "Skip to interview", "Interview", MANAGERS),
	Move("Applied", "Skip to preparation training", "Preparation Training", MANAGERS),
	Move("Applied", "Skip to review", "Review", MANAGERS),
	Move("Applied", "Skip to approval", "Approved", MANAGERS),
	Move("Information Session", "Skip to preparation training", "Preparation Training", MANAGERS),
	Move("Information Session", "Skip to review", "Review", MANAGERS),
	Move("Information Session", "Skip to approval", "Approved", MANAGERS),
	Move("Interview", "Skip to review", "Review", MANAGERS),
	Move("Interview", "Skip to approval", "Approved", MANAGERS),
	Move("Preparation Training", "Skip to approval", "Approved", MANAGERS),
)

RECRUITMENT = WorkflowTable(
	name="Mentor Recruitment",
	document_type="Mentor",
	state_field="stage",
	states=(
		State("Applied", "Info", STAFF),
		State("Information Session", "Info", STAFF),
		State("Interview", "Info", STAFF),
		State("Preparation Training", "Info", STAFF),
		State("Review", "Warning", STAFF),
		State("Approved", "Success", STAFF),
		State("Active", "Success", STAFF),
		State("On a Break", "Warning", STAFF),
		State("Suspended", "Danger", STAFF),
		State("Stood Down", "", STAFF),
	),
	moves=(
		Move("Applied", "Invite to information session", "Information Session", STAFF),
		Move("Information Session", "Invite to interview", "Interview", STAFF),
		Move("Interview", "Begin preparation training", "Preparation Training", STAFF),
		Move("Preparation Training", "Begin review", "Review", STAFF),
		Move("Review", "Approve as mentor", "Approved", STAFF),
		*SKIPS,
		Move("Approved", "Take up mentoring", "Active", STAFF),
		Move("Approved", "Take a break", "On a Break", STAFF),
		Move("Active", "Take a break", "On a Break", STAFF),
		Move("On a Break", "Return", "Active", STAFF),
		Move("Approved", "Suspend", "Suspended", MANAGERS),
		Move("Active", "Suspend", "Suspended", MANAGERS),
		Move("On a Break", "Suspend", "Suspended", MANAGERS),
		Move("Suspended", "Return", "Active", MANAGERS),
		*(
			Move(stage, "Stand down", "Stood Down", STAFF)
			for stage in (
				"Applied",
				"Information Session",
				"Interview",
				"Preparation Training",
				"Review",
				"Approved",
				"Active",
				"On a Break",
				"Suspended",
			)
		),
		Move("Stood Down", "Apply again", "Applied", STAFF),
	),
)

# Opening a closed link again asks for a manager's decision, with a reason, each time (R40).
REOPENING = (Move("Closed", "Reopen", "Closing", MANAGERS),)

LINK = WorkflowTable(
	name="Mentoring Link",
	document_type="Mentoring Link",
	state_field="status",
	states=(
		State("Proposed", "Info", STAFF),
		State("Consulting", "Info", STAFF),
		State("Introduction", "Info", STAFF),
		State("Active", "Success", STAFF),
		State("Suspended", "Danger", STAFF),
		State("Closing", "Warning", STAFF),
		State("Closed", "", STAFF),
		State("Declined", "", STAFF),
		State("Ended Early", "", STAFF),
	),
	moves=(
		Move("Proposed", "Consult social workers", "Consulting", STAFF),
		Move("Proposed", "Arrange introduction", "Introduction", STAFF),
		Move("Consulting", "Arrange introduction", "Introduction", STAFF),
		Move("Introduction", "Start support", "Active", STAFF),
		Move("Active", "Suspend", "Suspended", STAFF),
		Move("Suspended", "Resume", "Active", STAFF),
		Move("Active", "Begin ending", "Closing", STAFF),
		Move("Suspended", "Begin ending", "Closing", STAFF),
		Move("Closing", "Close", "Closed", STAFF),
		Move("Ended Early", "Close", "Closed", STAFF),
		Move("Proposed", "Decline", "Declined", STAFF),
		Move("Consulting", "Decline", "Declined", STAFF),
		Move("Introduction", "Decline", "Declined", STAFF),
		Move("Active", "End early", "Ended Early", STAFF),
		Move("Suspended", "End early", "Ended Early", STAFF),
		Move("Closing", "End early", "Ended Early", STAFF),
		*REOPENING,
	),
)

# A payment that finance decides not to make before it is approved; what the policy takes back goes there by itself.
WITHDRAWN = State("Withdrawn", "", PAYERS)
WITHDRAWALS = (
	Move("Due", "Withdraw", "Withdrawn", PAYERS),
	Move("Held", "Withdraw", "Withdrawn", PAYERS),
	Move("Withdrawn", "Make due again", "Due", PAYERS),
)
PAYMENT = WorkflowTable(
	name="Mentoring Payment",
	document_type="Mentoring Payment",
	state_field="status",
	states=(
		State("Due", "Warning", PAYERS),
		State("Held", "Danger", PAYERS),
		WITHDRAWN,
		State("Approved", "Primary", PAYERS, docstatus=1),
		State("Sent", "Primary", PAYERS, docstatus=1),
		State("Paid", "Success", PAYERS, docstatus=1),
		State("Cancelled", "", PAYERS, docstatus=2),
	),
	moves=(
		Move("Due", "Approve", "Approved", PAYERS),
		Move("Due", "Hold", "Held", PAYERS),
		Move("Held", "Release", "Due", PAYERS),
		*WITHDRAWALS,
		Move("Approved", "Send to payee", "Sent", PAYERS),
		Move("Sent", "Record as paid", "Paid", PAYERS),
		Move("Approved", "Cancel payment", "Cancelled", PAYERS),
	),
)
CLAIMANTS = (MENTOR, *STAFF)
CLAIM = WorkflowTable(
	name="Mentor Claim",
	document_type="Mentor Claim",
	state_field="status",
	states=(
		State("Draft", "Warning", CLAIMANTS),
		State("Submitted", "Primary", STAFF),
		State("Returned", "Danger", CLAIMANTS),
		State("Checked", "Primary", (*STAFF, FINANCE)),
		State("Approved", "Primary", PAYERS),
		State("Sent", "Primary", PAYERS),
		State("Paid", "Success", PAYERS),
		State("Cancelled", "", PAYERS),
	),
	moves=(
		Move("Draft", "Send in", "Submitted", CLAIMANTS),
		Move("Returned", "Send in", "Submitted", CLAIMANTS),
		Move("Submitted", "Mark as checked", "Checked", STAFF),
		Move("Submitted", "Return", "Returned", STAFF),
		Move("Checked", "Approve", "Approved", PAYERS),
		Move("Checked", "Return", "Returned", (*STAFF, FINANCE)),
		Move("Approved", "Send to payee", "Sent", PAYERS),
		Move("Sent", "Record as paid", "Paid", PAYERS),
		Move("Draft", "Cancel claim", "Cancelled", STAFF),
		Move("Returned", "Cancel claim", "Cancelled", STAFF),
		Move("Submitted", "Cancel claim", "Cancelled", STAFF),
		Move("Checked", "Cancel claim", "Cancelled", PAYERS),
		Move("Approved", "Cancel claim", "Cancelled", PAYERS),
	),
)
WORKFLOWS = (RECRUITMENT, LINK, PAYMENT, CLAIM)
