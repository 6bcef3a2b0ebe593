"""What a mentor or a mentee is told, where that differs from what staff read of the same matter."""

from __future__ import annotations

from .choices import ReminderKind
from .text import _

TO_THE_PAIR = {
	ReminderKind.CONTACT: _("We expected a contact on {expected}. If it took place, please write it down."),
	ReminderKind.RECORD: _("A record of your last contact is still to be written."),
	ReminderKind.RECORD_WAITING: _(
		"A record of a contact waits for you to agree to it, or to ask for a change."
	),
	ReminderKind.AGREEMENT: _("Your agreement waits for you to read and sign it."),
	ReminderKind.TRAINING: _("“{training}” is due by {due_on}. Please look for a day that suits you."),
	ReminderKind.CLAIM: _("Your claim for the month from {month} can be sent in until {day}."),
	ReminderKind.FEEDBACK: _("We asked what you think of the mentoring. It would help us to hear from you."),
}
