"""The sheets of the workbook, in the order in which they are filled in."""

from __future__ import annotations

from mentoring_scheme.importing.columns import LONG, Column, Kind, Sheet
from mentoring_scheme.policy.text import _

HOUSEHOLDS, PEOPLE, MENTORS, MENTEES = "Households", "People", "Mentors", "Mentees"
LINKS, CONTACTS, PAYMENTS = "Links", "Past contacts", "Payments made"

_households = Sheet(
	HOUSEHOLDS,
	(
		Column(_("Household reference"), "reference", required=True, help=_("Your own number for it.")),
		Column(
			_("Household name"), "household_name", required=True, help=_("For example: Carter household.")
		),
		Column(_("Payee"), "payee_name", help=_("The name that payments are made out to.")),
	),
	key=("reference",),
	intro=_("One row for each household. Bank details are not brought in: finance enters them here."),
)

_people = Sheet(
	PEOPLE,
	(
		Column(_("Reference"), "reference", required=True, help=_("Your own number for the person.")),
		Column(_("Name"), "participant_name", required=True),
		Column(_("Household reference"), "household", points_at=HOUSEHOLDS),
		Column(
			_("Known here as"),
			"known_as",
			help=_("The number of a person who is in this system already, such as P-00012."),
		),
		Column(_("Date of birth"), "date_of_birth", Kind.DATE),
		Column(_("E-mail"), "email", Kind.EMAIL),
		Column(_("Phone"), "phone", Kind.PHONE),
		Column(_("Postcode"), "postcode", longest=12),
		Column(_("Area"), "area", Kind.CHOICE, choices="areas"),
		Column(
			_("Supervising social worker"),
			"ssw",
			Kind.CHOICE,
			choices="ssws",
			help=_("Their e-mail address."),
		),
		Column(_("Approved as"), "approval_type", Kind.CHOICE, choices="approval_types"),
		Column(_("Approved on"), "approved_on", Kind.DATE),
		Column(_("Approval ended on"), "approval_ended_on", Kind.DATE),
		Column(_("Level"), "level", Kind.WHOLE),
		Column(_("Caring since"), "caring_since", Kind.DATE, help=_("The first day of active caring.")),
		Column(_("Caring until"), "caring_until", Kind.DATE),
		Column(_("Kind of caring"), "caring_kind", Kind.CHOICE, choices="caring_kinds"),
		Column(_("Experience"), "experience", longest=LONG),
		Column(_("Special expertise"), "expertise", longest=LONG),
		Column(_("Interests"), "interests", longest=LONG),
	),
	key=("reference",),
	intro=_("One row for each person, whether mentor, mentee or both."),
)

_mentors = Sheet(
	MENTORS,
	(
		Column(_("Person's reference"), "person", required=True, points_at=PEOPLE),
		Column(_("Stage"), "stage", Kind.CHOICE, required=True, choices="stages"),
		Column(_("Kind of mentor"), "kind", Kind.CHOICE, choices="mentor_kinds"),
		Column(_("Mentees at a time"), "capacity", Kind.WHOLE),
		Column(_("Applied on"), "applied_on", Kind.DATE),
		Column(_("Information session on"), "information_session_on", Kind.DATE),
		Column(_("Interview on"), "interview_on", Kind.DATE),
		Column(_("Checks completed on"), "checks_completed_on", Kind.DATE),
		Column(_("Preparation completed on"), "preparation_completed_on", Kind.DATE),
		Column(_("Suitability reviewed on"), "suitability_reviewed_on", Kind.DATE),
		Column(_("Approved as mentor on"), "approved_on", Kind.DATE),
		Column(_("Commits for the length of a link"), "commitment_confirmed", Kind.YES_NO),
		Column(_("On a break from"), "break_from", Kind.DATE),
		Column(_("Back on"), "break_until", Kind.DATE),
		Column(_("Stood down on"), "stood_down_on", Kind.DATE),
		Column(_("Reason for break, suspension or standing down"), "stage_reason", longest=LONG),
		Column(_("Last training"), "training"),
		Column(_("Training attended on"), "training_attended_on", Kind.DATE),
		Column(_("Availability"), "availability", longest=LONG),
	),
	key=("person",),
	intro=_("One row for each mentor of this scheme, at the stage where they stand today."),
)

_mentees = Sheet(
	MENTEES,
	(
		Column(_("Person's reference"), "person", required=True, points_at=PEOPLE),
		Column(_("Support type"), "support_type", Kind.CHOICE, choices="support_types"),
		Column(_("Way in"), "referral_route", Kind.CHOICE, required=True, choices="routes"),
		Column(_("Referred on"), "referred_on", Kind.DATE, required=True),
		Column(_("Referred by"), "referred_by"),
		Column(_("Under allegation"), "under_allegation", Kind.YES_NO),
		Column(_("Independent support is given by"), "independent_support"),
		Column(_("Offered on"), "offered_on", Kind.DATE),
		Column(_("Answer"), "offer_answer", Kind.CHOICE, choices="answers"),
		Column(_("Answered on"), "offer_answered_on", Kind.DATE),
		Column(_("Reason for declining"), "offer_reason", longest=LONG),
		Column(_("Consent given on"), "consent_on", Kind.DATE),
		Column(_("Withdrawn on"), "withdrawn_on", Kind.DATE),
		Column(_("Needs"), "needs", longest=LONG),
		Column(_("Wished outcomes"), "wished_outcomes", longest=LONG),
	),
	key=("person",),
	intro=_("One row for each mentee of this scheme, waiting or in a link."),
)

_links = Sheet(
	LINKS,
	(
		Column(_("Link reference"), "reference", required=True, help=_("Your own number for the link.")),
		Column(_("Mentor's reference"), "mentor", required=True, points_at=MENTORS),
		Column(_("Mentee's reference"), "mentee", required=True, points_at=MENTEES),
		Column(_("State"), "status", Kind.CHOICE, required=True, choices="states"),
		Column(_("Support type"), "support_type", Kind.CHOICE, required=True, choices="support_types"),
		Column(_("Introduced on"), "introduction_on", Kind.DATE),
		Column(_("Started on"), "start_date", Kind.DATE, required=True),
		Column(
			_("Months run from the start"),
			"commencement_differs",
			Kind.YES_NO,
			help=_("Yes, where it was agreed that the months do not run from the mentee's approval."),
		),
		Column(_("Why they run from the start"), "commencement_reason", longest=LONG),
		Column(_("Day of the event"), "event_on", Kind.DATE, help=_("Where the support type has one.")),
		Column(_("Extended by months"), "extended_by", Kind.WHOLE),
		Column(_("Extension agreed on"), "extension_on", Kind.DATE),
		Column(_("Reason for the extension"), "extension_reason", longest=LONG),
		Column(_("Suspended from"), "suspended_from", Kind.DATE),
		Column(_("Resumed on"), "resumed_on", Kind.DATE),
		Column(_("Reason for the suspension"), "suspension_reason", longest=LONG),
		Column(_("Planned end"), "planned_end", Kind.DATE, help=_("To compare: it is worked out.")),
		Column(_("Agreement signed on"), "agreement_on", Kind.DATE),
		Column(_("Ended on"), "ended_on", Kind.DATE),
		Column(_("Kind of ending"), "ending_kind", Kind.CHOICE, choices="ending_kinds"),
		Column(_("Reason for the ending"), "status_reason", longest=LONG),
	),
	key=("reference",),
	intro=_("One row for each link that runs, or has ended and is still to be counted."),
)

_contacts = Sheet(
	CONTACTS,
	(
		Column(_("Link reference"), "link", required=True, points_at=LINKS),
		Column(_("Date"), "contact_date", Kind.DATE, required=True),
		Column(_("Way"), "way", Kind.CHOICE, required=True, choices="ways"),
		Column(
			_("Number on that day"), "number", Kind.WHOLE, help=_("2 for a second contact of the same day.")
		),
		Column(_("Minutes"), "minutes", Kind.WHOLE),
		Column(_("What it was about"), "summary", longest=LONG),
		Column(_("Agreed by the mentee on"), "agreed_on", Kind.DATE),
		Column(_("Next contact on"), "next_contact_on", Kind.DATE),
	),
	key=("link", "contact_date", "way", "number"),
	intro=_("Contacts that took place. The last one of each link is enough: reminders count from it."),
)

_payments = Sheet(
	PAYMENTS,
	(
		Column(_("Link reference"), "link", required=True, points_at=LINKS),
		Column(
			_("Instalment"),
			"sequence",
			Kind.WHOLE,
			required=True,
			help=_("1 for the first payment of the link under the policy, 2 for the second, and so on."),
		),
		Column(_("Amount"), "amount", Kind.MONEY, required=True),
		Column(_("Paid on"), "paid_on", Kind.DATE, required=True),
		Column(_("Payment reference"), "payment_reference"),
	),
	key=("link", "sequence"),
	intro=_("What was paid before the scheme came here. It is recorded as paid, and never paid again."),
)

SHEETS: tuple[Sheet, ...] = (_households, _people, _mentors, _mentees, _links, _contacts, _payments)
BY_TITLE = {each.title: each for each in SHEETS}
