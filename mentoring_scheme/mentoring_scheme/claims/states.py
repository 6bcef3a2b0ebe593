"""Where a claim can stand, as its workflow has it."""

DRAFT, SUBMITTED, RETURNED, CHECKED = "Draft", "Submitted", "Returned", "Checked"
APPROVED, SENT, PAID, CANCELLED = "Approved", "Sent", "Paid", "Cancelled"

WITH_WRITER = (DRAFT, RETURNED)
WORKED_OUT = (DRAFT, SUBMITTED, RETURNED, CHECKED)  # what it comes to can still change
SETTLED = (APPROVED, SENT, PAID)
