"""The stages of a mentor and the states of a link; each value is what the desk shows."""

from .choices import Choice


class Stage(Choice):
	"""Where a mentor stands (R9, R13). The first six are the way to approval, in order."""

	APPLIED = "Applied"
	INFORMATION_SESSION = "Information Session"
	INTERVIEW = "Interview"
	PREPARATION_TRAINING = "Preparation Training"
	REVIEW = "Review"
	APPROVED = "Approved"
	ACTIVE = "Active"
	ON_A_BREAK = "On a Break"
	SUSPENDED = "Suspended"
	STOOD_DOWN = "Stood Down"


class LinkState(Choice):
	"""Where a link stands."""

	PROPOSED = "Proposed"
	CONSULTING = "Consulting"
	INTRODUCTION = "Introduction"
	ACTIVE = "Active"
	SUSPENDED = "Suspended"
	CLOSING = "Closing"
	CLOSED = "Closed"
	DECLINED = "Declined"
	ENDED_EARLY = "Ended Early"


class PaymentState(Choice):
	"""Where a payment stands, in the order of its life."""

	DUE = "Due"
	HELD = "Held"
	APPROVED = "Approved"
	SENT = "Sent"
	PAID = "Paid"
	WITHDRAWN = "Withdrawn"
	CANCELLED = "Cancelled"


PAYMENT_LIFE = tuple(state.value for state in PaymentState)
# What is not over yet; and what is counted, because it is paid or to be paid.
PAYMENT_OPEN = (
	PaymentState.DUE.value,
	PaymentState.HELD.value,
	PaymentState.APPROVED.value,
	PaymentState.SENT.value,
)
PAYMENT_COUNTED = (*PAYMENT_OPEN, PaymentState.PAID.value)

# As the database holds them. A link is open until it has ended; while it runs, support is given or being brought to an end.
# What is ending is still to be closed, after an early end as well.
NOT_STARTED = (LinkState.PROPOSED.value, LinkState.CONSULTING.value, LinkState.INTRODUCTION.value)
RUNNING = (LinkState.ACTIVE.value, LinkState.SUSPENDED.value, LinkState.CLOSING.value)
OPEN = (*NOT_STARTED, *RUNNING)
ENDING = (LinkState.CLOSING.value, LinkState.ENDED_EARLY.value)
ENDED = (LinkState.CLOSED.value, LinkState.ENDED_EARLY.value)


class MenteeState(Choice):
	"""Where a mentee stands (R17)."""

	REFERRED = "Referred"
	OFFERED = "Offered"
	DECLINED = "Declined"
	WAITING = "Waiting"
	IN_A_LINK = "In a Link"
	ENDED = "Ended"
	WITHDRAWN = "Withdrawn"


# Who waits for a mentor, wherever they are counted: from the referral on, asked or not, until there is a match.
WITHOUT_MENTOR = (MenteeState.REFERRED.value, MenteeState.OFFERED.value, MenteeState.WAITING.value)
