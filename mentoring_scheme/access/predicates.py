"""Who sees and changes which document: one entry for each document and role.

A rule is asked of a row, which is either the table of the document in a query or a document in memory. It may rest on
fields of the row that people fill in, and on anything stored elsewhere; never on the row's copies of other
documents (`scheme` of a Contact Record, `mentor_participant` of a link), because before a document is saved a client
may have written anything there.

A user has what any of their roles gives them. The manager has everything and needs no entry, except where even a manager
can be the person who is not to know. A role without an entry, System Manager among them, has nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from pypika.queries import QueryBuilder
from pypika.terms import Criterion

from mentoring_scheme.access import reach
from mentoring_scheme.access.roles import CO_ORDINATOR, FINANCE, MANAGER, MENTEE, MENTOR, SSW
from mentoring_scheme.access.terms import Row, Value, column, everything, inner, names

Predicate = Callable[[Row, str], Criterion]


@dataclass(frozen=True)
class Rule:
	"""What one role has of one document: what it sees, may change and may make.

	What it may change is what it sees, and what it may make is what it may change, unless said otherwise. Whether
	the role may write or create at all is said by the permissions of the DocType; these rules only narrow that.

	`hears` says whether what is said about the document goes with it: its comments, e-mails, tasks and history. Where
	more people read a document than work with it, that is for those who work with it.
	"""

	sees: Predicate
	changes: Predicate | None = None
	makes: Predicate | None = None
	hears: bool = True

	def asks(self, ptype: str) -> Predicate:
		"""The question for a kind of permission, as Frappe names it."""
		if ptype == "create":
			return self.makes or self.changes or self.sees
		if ptype in CHANGING:
			return self.changes or self.sees
		return self.sees


@dataclass(frozen=True)
class Guard:
	"""The rules of one document.

	`points_at` names the fields through which a document takes over what another one holds, such as its name: they
	may only be set to documents that the user sees. "links.link" is the field of a child table.
	"""

	rules: Mapping[str, Rule]
	points_at: tuple[str, ...] = field(default=())


CHANGING = ("write", "submit", "cancel", "delete", "amend")
SHOWN_TO_MENTEE = ("Awaiting signatures", "Signed", "Replaced")
SENT = ("Sent", "Queried", "Agreed")
FINISHED = (*SENT, "Logged")
CONCERN = "Mentoring Concern"
FOR_MENTORS = ("Mentors and applicants", "Mentors", "Mentors and mentees")
FOR_MENTEES = ("Mentees", "Mentors and mentees")


# --- what is true of rows of several documents


def all_rows(row: Row, user: str) -> Criterion:
	return everything()


def in_own_scheme(row: Row, user: str) -> Criterion:
	return row.scheme.isin(reach.schemes_of(user))


def of_plan_in_own_scheme(row: Row, user: str) -> Criterion:
	return row.plan.isin(reach.setup_plans_in_schemes_of(user))


def of_link_in_own_scheme(row: Row, user: str) -> Criterion:
	return row.link.isin(reach.links_in_schemes_of(user))


def of_link_supervised(row: Row, user: str) -> Criterion:
	return row.link.isin(reach.links_supervised_by(user))


def of_link_as_mentor(row: Row, user: str) -> Criterion:
	return row.link.isin(reach.links_as_mentor(user))


def of_link_as_mentee(row: Row, user: str) -> Criterion:
	return row.link.isin(reach.links_as_mentee(user))


def of_participant_supervised(row: Row, user: str) -> Criterion:
	return row.participant.isin(reach.supervised_by(user))


def letter_of_supervised(row: Row, user: str) -> Criterion:
	"""Letters of the links of the mentor, or of the mentee, whom the user supervises; what is sent to the other is not."""
	to_mentor = (row.as_role == "Mentor") & row.link.isin(reach.links_of_mentor_supervised_by(user))
	to_mentee = (row.as_role == "Mentee") & row.link.isin(reach.links_of_mentee_supervised_by(user))
	return (row.status == "Sent") & (to_mentor | to_mentee)


# --- schemes


def own_scheme(row: Row, user: str) -> Criterion:
	return row.name.isin(reach.schemes_of(user))


# --- people


def participant_of_own_scheme(row: Row, user: str) -> Criterion:
	"""Whoever is mentor or mentee in one of the user's schemes, or in none at all yet."""
	own = row.name.isin(_participants("Mentor", user)) | row.name.isin(_participants("Mentee", user))
	return own | (_in_none(row, "Mentor", "participant") & _in_none(row, "Mentee", "participant"))


def participant_supervised(row: Row, user: str) -> Criterion:
	return reach.is_supervised_by(row, user)


def of_participant_of_own_scheme(row: Row, user: str) -> Criterion:
	return row.participant.isin(_visible_participants(user))


def household_of_own_scheme(row: Row, user: str) -> Criterion:
	"""Households of participants whom the user sees, payees of the user's mentors, and those that are nobody's yet."""
	people = inner("Mentoring Participant")
	of_people = row.name.isin(
		column("Mentoring Participant", "household", participant_of_own_scheme(people, user))
	)
	payee = row.name.isin(column("Mentor", "payee_household", in_own_scheme(inner("Mentor"), user)))
	nobodys = _in_none(row, "Mentoring Participant", "household") & _in_none(row, "Mentor", "payee_household")
	return of_people | payee | nobodys


def household_supervised(row: Row, user: str) -> Criterion:
	people = inner("Mentoring Participant")
	return row.name.isin(column("Mentoring Participant", "household", reach.is_supervised_by(people, user)))


def household_of_payee(row: Row, user: str) -> Criterion:
	"""Households that are paid, or would be."""
	people = inner("Mentoring Participant")
	of_mentors = column(
		"Mentoring Participant", "household", people.name.isin(column("Mentor", "participant"))
	)
	paid = column("Mentoring Payment", "household")
	return (
		row.name.isin(paid) | row.name.isin(column("Mentor", "payee_household")) | row.name.isin(of_mentors)
	)


# --- links and what rests on them


def link_in_own_scheme(row: Row, user: str) -> Criterion:
	return row.mentor.isin(reach.mentors_in_schemes_of(user))


def link_supervised(row: Row, user: str) -> Criterion:
	return row.mentor.isin(reach.mentors_supervised_by(user)) | row.mentee.isin(
		reach.mentees_supervised_by(user)
	)


def asked_of_user(row: Row, user: str) -> Criterion:
	return row.ssw == Value(user)


def agreement_shown_to_mentee(row: Row, user: str) -> Criterion:
	return of_link_as_mentee(row, user) & row.signing_state.isin(SHOWN_TO_MENTEE)


def record_open_to_ssw(row: Row, user: str) -> Criterion:
	"""Never a draft; else as the link's policy says, and after the end because it is on both files (R29, R31)."""
	shared_with_mentor_ssw = (row.share_with_mentor_ssw == 1) & row.link.isin(
		reach.links_shared_as_mentor_ssw(user)
	)
	shared_with_mentee_ssw = (row.share_with_mentee_ssw == 1) & row.link.isin(
		reach.links_shared_as_mentee_ssw(user)
	)
	opened = row.link.isin(reach.links_open_to_ssw(user)) | shared_with_mentor_ssw | shared_with_mentee_ssw
	return row.status.isin(FINISHED) & opened


def record_shown_to_mentee(row: Row, user: str) -> Criterion:
	return of_link_as_mentee(row, user) & row.status.isin(SENT)


def record_still_written(row: Row, user: str) -> Criterion:
	return of_link_as_mentor(row, user) & row.status.isin(("Draft", "Queried"))


def supervised_or_supervisor(row: Row, user: str) -> Criterion:
	return supervisor(row, user) | row.mentor.isin(reach.mentors_supervised_by(user))


def supervisor(row: Row, user: str) -> Criterion:
	return row.supervisor == Value(user)


def feedback_of_mentor(row: Row, user: str) -> Criterion:
	return of_link_as_mentor(row, user) & (row.given_by == "Mentor")


def feedback_of_mentee(row: Row, user: str) -> Criterion:
	return of_link_as_mentee(row, user) & (row.given_by == "Mentee")


def not_yet_given(whose: Predicate) -> Predicate:
	def still_open(row: Row, user: str) -> Criterion:
		return whose(row, user) & row.given_on.isnull()

	return still_open


def note_of_writer(row: Row, user: str) -> Criterion:
	"""Social workers have what they wrote themselves, of links that they still supervise."""
	return of_link_supervised(row, user) & (row.written_by == Value(user))


def reminder_of_own_scheme(row: Row, user: str) -> Criterion:
	return in_own_scheme(row, user) | (row.recipient == Value(user))


def unless_of_closed_concern(whose: Predicate, knows: Predicate) -> Predicate:
	"""What is told about a concern says that there is one: that is for those alone who know of it."""

	def told(row: Row, user: str) -> Criterion:
		known = row.reference_name.isin(names(CONCERN, knows(inner(CONCERN), user)))
		free = row.reference_doctype.isnull() | (row.reference_doctype != CONCERN)
		return whose(row, user) & (free | known)

	return told


# --- recruiting, events


def of_mentor_in_own_scheme(row: Row, user: str) -> Criterion:
	return row.mentor.isin(reach.mentors_in_schemes_of(user))


def event_for_mentor(row: Row, user: str) -> Criterion:
	return row.scheme.isin(reach.schemes_as_mentor(user)) & row.open_to.isin(FOR_MENTORS)


def event_for_mentee(row: Row, user: str) -> Criterion:
	return row.scheme.isin(reach.schemes_as_mentee(user)) & row.open_to.isin(FOR_MENTEES)


def of_event_in_own_scheme(row: Row, user: str) -> Criterion:
	return row.event.isin(reach.events_in_schemes_of(user))


def of_own_participant(row: Row, user: str) -> Criterion:
	return row.participant.isin(reach.own_participants(user))


# --- concerns


def concern_is_no_secret_from(row: Row, user: str) -> Criterion:
	"""A concern is never shown to whom it is about, nor what a mentee has raised to the mentor (R34, R38)."""
	of_mentee = (row.raised_as == "Mentee") & row.link.isnotnull()
	return (
		(row.about_user.isnull() | (row.about_user != Value(user)))
		& (row.about_participant.isnull() | row.about_participant.notin(reach.own_participants(user)))
		& (of_mentee.negate() | row.link.notin(reach.links_as_mentor(user)))
	)


def concern_for_co_ordinator(row: Row, user: str) -> Criterion:
	"""Those of the schemes that the user co-ordinates, except those that are for managers only."""
	of_scheme = row.scheme.isin(reach.schemes_co_ordinated_by(user))
	return of_scheme & (row.manager_only == 0) & concern_is_no_secret_from(row, user)


def concern_raised_or_told(row: Row, user: str) -> Criterion:
	known = (row.raised_by == Value(user)) | row.name.isin(reach.concerns_told_to(user))
	return known & concern_is_no_secret_from(row, user)


def concern_of_co_ordinator(row: Row, user: str) -> Criterion:
	return concern_for_co_ordinator(row, user) | concern_raised_or_told(row, user)


def concern_raised_in_own_scheme(row: Row, user: str) -> Criterion:
	raised = (row.raised_by == Value(user)) & in_own_scheme(row, user)
	return raised & concern_is_no_secret_from(row, user)


def concern_raised_about_supervised(row: Row, user: str) -> Criterion:
	raised = (row.raised_by == Value(user)) & of_link_supervised(row, user)
	return raised & concern_is_no_secret_from(row, user)


def request_of_somebody_else(row: Row, user: str) -> Criterion:
	"""Whoever answers a request lists what is held in confidence: about themselves, or by a mentee of theirs, they do not."""
	own = row.participant.isin(reach.own_participants(user))
	of_mentee = row.participant.isin(
		column(
			"Mentoring Link",
			"mentee_participant",
			inner("Mentoring Link").name.isin(reach.links_as_mentor(user)),
		)
	)
	return row.participant.isnull() | (own | of_mentee).negate()


# --- claims


def of_own_mentor(row: Row, user: str) -> Criterion:
	return row.mentor.isin(reach.own_mentors(user))


def claim_still_written(row: Row, user: str) -> Criterion:
	return of_own_mentor(row, user) & row.status.isin(("Draft", "Returned"))


def claim_sent_in(row: Row, user: str) -> Criterion:
	"""What a mentor is still writing is no business of those who pay."""
	return row.status != "Draft"


def _participants(role: str, user: str) -> QueryBuilder:
	return column(role, "participant", in_own_scheme(inner(role), user))


def _visible_participants(user: str) -> QueryBuilder:
	people = inner("Mentoring Participant")
	return names("Mentoring Participant", participant_of_own_scheme(people, user))


def _in_none(row: Row, doctype: str, fieldname: str) -> Criterion:
	"""Whether no `doctype` names the row in this field; a row that has no name yet is named nowhere."""
	return row.name.isnull() | row.name.notin(column(doctype, fieldname))


GUARDS: dict[str, Guard] = {
	"Mentoring Scheme": Guard(
		{CO_ORDINATOR: Rule(own_scheme), SSW: Rule(all_rows), FINANCE: Rule(all_rows)},
	),
	"Mentoring Policy Version": Guard(
		{CO_ORDINATOR: Rule(in_own_scheme), SSW: Rule(all_rows), FINANCE: Rule(all_rows)},
	),
	"Mentoring Wording": Guard({CO_ORDINATOR: Rule(in_own_scheme)}),
	"Mentoring Setup Plan": Guard({CO_ORDINATOR: Rule(in_own_scheme)}),
	"Mentoring Setup Step": Guard({CO_ORDINATOR: Rule(of_plan_in_own_scheme)}),
	"Mentoring Participant": Guard(
		{CO_ORDINATOR: Rule(participant_of_own_scheme), SSW: Rule(participant_supervised)},
		points_at=("household", "second_carer"),
	),
	"Mentoring Household": Guard(
		{
			CO_ORDINATOR: Rule(household_of_own_scheme),
			SSW: Rule(household_supervised),
			FINANCE: Rule(household_of_payee),
		},
	),
	"Mentoring Equality Profile": Guard(
		{CO_ORDINATOR: Rule(of_participant_of_own_scheme)},
	),
	"Mentor": Guard(
		{CO_ORDINATOR: Rule(in_own_scheme), SSW: Rule(of_participant_supervised)},
		points_at=("participant", "payee_household"),
	),
	"Mentee": Guard(
		{CO_ORDINATOR: Rule(in_own_scheme), SSW: Rule(of_participant_supervised)},
		points_at=("participant",),
	),
	"Mentoring Link": Guard(
		{CO_ORDINATOR: Rule(link_in_own_scheme), SSW: Rule(link_supervised)},
		points_at=("mentor", "mentee"),
	),
	"Mentoring Consultation": Guard(
		{CO_ORDINATOR: Rule(of_link_in_own_scheme), SSW: Rule(asked_of_user)},
	),
	"Mentoring Agreement": Guard(
		{
			CO_ORDINATOR: Rule(of_link_in_own_scheme),
			SSW: Rule(of_link_supervised),
			MENTOR: Rule(of_link_as_mentor),
			MENTEE: Rule(agreement_shown_to_mentee),
		},
		points_at=("amended_from",),
	),
	"Contact Record": Guard(
		{
			CO_ORDINATOR: Rule(of_link_in_own_scheme),
			SSW: Rule(record_open_to_ssw),
			MENTOR: Rule(of_link_as_mentor, changes=record_still_written, makes=of_link_as_mentor),
			MENTEE: Rule(record_shown_to_mentee),
		},
		points_at=("amended_from",),
	),
	"Mentoring Supervision": Guard(
		{CO_ORDINATOR: Rule(in_own_scheme), SSW: Rule(supervised_or_supervisor, changes=supervisor)},
		points_at=("mentor", "links.link", "attendance.mentor"),
	),
	"Mentoring Feedback": Guard(
		{
			CO_ORDINATOR: Rule(of_link_in_own_scheme),
			MENTOR: Rule(feedback_of_mentor, changes=not_yet_given(feedback_of_mentor)),
			MENTEE: Rule(feedback_of_mentee, changes=not_yet_given(feedback_of_mentee)),
		},
	),
	"Mentoring Follow Up": Guard(
		{CO_ORDINATOR: Rule(of_link_in_own_scheme)},
	),
	"Mentoring Concern": Guard(
		{
			MANAGER: Rule(concern_is_no_secret_from),
			CO_ORDINATOR: Rule(
				concern_of_co_ordinator,
				changes=concern_for_co_ordinator,
				makes=concern_raised_in_own_scheme,
			),
			SSW: Rule(concern_raised_or_told, makes=concern_raised_about_supervised),
		},
		points_at=("link", "about_participant"),
	),
	"Mentoring Payment": Guard(
		{CO_ORDINATOR: Rule(of_link_in_own_scheme), FINANCE: Rule(all_rows)},
		points_at=("household", "amended_from"),
	),
	"Mentor Claim": Guard(
		{
			CO_ORDINATOR: Rule(of_mentor_in_own_scheme),
			FINANCE: Rule(claim_sent_in),
			MENTOR: Rule(of_own_mentor, changes=claim_still_written, makes=of_own_mentor, hears=False),
		},
	),
	"Mentoring Approval Run": Guard({FINANCE: Rule(all_rows)}),
	"Mentoring Payment Batch": Guard({FINANCE: Rule(all_rows)}),
	"Mentoring Payee Account": Guard({FINANCE: Rule(all_rows)}, points_at=("household",)),
	"Mentoring Support Note": Guard(
		{CO_ORDINATOR: Rule(of_link_in_own_scheme), SSW: Rule(note_of_writer)},
		points_at=("link", "contact_record"),
	),
	"Mentoring Reminder": Guard(
		{
			MANAGER: Rule(unless_of_closed_concern(all_rows, concern_is_no_secret_from)),
			CO_ORDINATOR: Rule(unless_of_closed_concern(reminder_of_own_scheme, concern_of_co_ordinator)),
		},
	),
	"Mentoring Request": Guard(
		{CO_ORDINATOR: Rule(in_own_scheme)},
		points_at=("participant", "mentor"),
	),
	# what somebody was told may say that something exists which others are not to know of; the manager alone reads it
	"Mentoring Message": Guard(
		{MANAGER: Rule(unless_of_closed_concern(all_rows, concern_is_no_secret_from))},
	),
	"Mentoring File Entry": Guard(
		{CO_ORDINATOR: Rule(of_link_in_own_scheme), SSW: Rule(of_participant_supervised)},
	),
	"Mentoring Letter": Guard(
		{CO_ORDINATOR: Rule(of_link_in_own_scheme), SSW: Rule(letter_of_supervised)},
	),
	"Mentoring Attribute": Guard(
		{CO_ORDINATOR: Rule(all_rows), SSW: Rule(all_rows)},
	),
	"Mentoring Area": Guard(
		{CO_ORDINATOR: Rule(all_rows), SSW: Rule(all_rows)},
	),
	"Mentor Check": Guard(
		{CO_ORDINATOR: Rule(of_mentor_in_own_scheme)},
		points_at=("mentor",),
	),
	"Mentor Reference": Guard(
		{CO_ORDINATOR: Rule(of_mentor_in_own_scheme)},
		points_at=("mentor",),
	),
	"Mentor Assessment": Guard(
		{CO_ORDINATOR: Rule(of_mentor_in_own_scheme)},
		points_at=("mentor",),
	),
	"Mentoring Event": Guard(
		{
			CO_ORDINATOR: Rule(in_own_scheme),
			SSW: Rule(all_rows, hears=False),
			MENTOR: Rule(event_for_mentor, hears=False),
			MENTEE: Rule(event_for_mentee, hears=False),
		},
	),
	"Mentoring Booking": Guard(
		{
			CO_ORDINATOR: Rule(of_event_in_own_scheme),
			SSW: Rule(of_participant_supervised, hears=False),
			MENTOR: Rule(of_own_participant, hears=False),
			MENTEE: Rule(of_own_participant, hears=False),
		},
		points_at=("event", "participant"),
	),
	"Mentoring Application": Guard(
		{CO_ORDINATOR: Rule(in_own_scheme)},
	),
	"Mentoring Import": Guard({CO_ORDINATOR: Rule(in_own_scheme)}),
	"Mentoring Import Entry": Guard({CO_ORDINATOR: Rule(in_own_scheme)}),
	"Mentoring Matching Round": Guard(
		{CO_ORDINATOR: Rule(in_own_scheme)},
		points_at=("pins.mentee", "pins.mentor"),
	),
	# for managers alone
	"Mentoring Data Request": Guard(
		{MANAGER: Rule(request_of_somebody_else)},
		points_at=("participant",),
	),
	"Mentoring Disposal List": Guard({}, points_at=("scheme",)),
	"Mentoring Legal Hold": Guard({}, points_at=("participant", "link")),
}

# Child tables are as confidential as the documents that they are part of; Frappe lists them by parent type alone.
PARENTS: dict[str, tuple[str, ...]] = {
	"Contact Action": ("Contact Record",),
	"Contact Record Remark": ("Contact Record",),
	"Mentor Claim Expense": ("Mentor Claim",),
	"Mentor Claim Time": ("Mentor Claim",),
	"Mentor Development Need": ("Mentor",),
	"Mentor Quality Rating": ("Mentor Assessment",),
	"Mentor Training": ("Mentor",),
	"Mentoring Active Period": ("Mentoring Participant",),
	"Mentoring Agreement Section": ("Mentoring Agreement",),
	"Mentoring Aim": ("Mentoring Scheme",),
	"Mentoring Approval": ("Mentoring Participant",),
	"Mentoring Approval Run Line": ("Mentoring Approval Run",),
	"Mentoring Attribute Row": ("Mentoring Participant", "Mentee"),
	"Mentoring Characteristic Wish": ("Mentoring Equality Profile",),
	"Mentoring Claim Task": ("Mentoring Scheme",),
	"Mentoring Concern Decision": ("Mentoring Concern",),
	"Mentoring Concern Step": ("Mentoring Concern",),
	"Mentoring Concern Told": ("Mentoring Concern",),
	"Mentoring Contact Way": ("Mentoring Scheme",),
	"Mentoring Data Request Item": ("Mentoring Data Request",),
	"Mentoring Decision": ("Mentor", "Mentor Claim", "Mentoring Link"),
	"Mentoring Disposal Row": ("Mentoring Disposal List",),
	"Mentoring Eligibility Rule": ("Mentoring Scheme",),
	"Mentoring Event Topic": ("Mentoring Event",),
	"Mentoring Expense Kind": ("Mentoring Scheme",),
	"Mentoring Extension": ("Mentoring Link",),
	"Mentoring Feedback Answer": ("Mentoring Feedback",),
	"Mentoring Feedback Question": ("Mentoring Scheme",),
	"Mentoring Filed Document": ("Mentoring File Entry",),
	"Mentoring Follow Up Month": ("Mentoring Scheme",),
	"Mentoring Goal": ("Mentoring Agreement",),
	"Mentoring Import Finding": ("Mentoring Import",),
	"Mentoring Introduction Topic": ("Mentoring Link",),
	"Mentoring Link Review": ("Mentoring Link",),
	"Mentoring Match Contribution": ("Mentoring Link",),
	"Mentoring Matching Criterion": ("Mentoring Scheme",),
	"Mentoring Mileage Rate": ("Mentoring Scheme",),
	"Mentoring Payment Batch Line": ("Mentoring Payment Batch",),
	"Mentoring Preparation Topic": ("Mentoring Scheme",),
	"Mentoring Reminder Rule": ("Mentoring Scheme",),
	"Mentoring Required Check": ("Mentoring Scheme",),
	"Mentoring Resource": ("Mentoring Scheme",),
	"Mentoring Retention Rule": ("Mentoring Scheme",),
	"Mentoring Round Pair": ("Mentoring Matching Round",),
	"Mentoring Round Pin": ("Mentoring Matching Round",),
	"Mentoring Scheme Member": ("Mentoring Scheme",),
	"Mentoring Scheme Quality": ("Mentoring Scheme",),
	"Mentoring Scheme Section": ("Mentoring Scheme",),
	"Mentoring Scheme Topic": ("Mentoring Scheme",),
	"Mentoring Self Rating": ("Mentoring Scheme",),
	"Mentoring Signature": ("Mentoring Agreement",),
	"Mentoring Supervision Action": ("Mentoring Supervision",),
	"Mentoring Supervision Attendance": ("Mentoring Supervision",),
	"Mentoring Supervision Link": ("Mentoring Supervision",),
	"Mentoring Support Type": ("Mentoring Scheme",),
	"Mentoring Suspension": ("Mentoring Link",),
	"Mentoring Training Requirement": ("Mentoring Scheme",),
	"Mentoring Wish": ("Mentee",),
}
