"""The choices that a policy offers. Each value is the very string that is shown in the desk."""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum


class Choice(str, Enum):
	"""A string out of a fixed list; it prints as that string."""

	def __str__(self) -> str:
		return str(self.value)


class Strictness(Choice):
	REFUSE = "Refuse"
	WARN = "Warn"
	NOT_ASKED = "Not asked"


class Anchor(Choice):
	"""What the length of a link is counted from."""

	APPROVAL = "Approval"
	LINK_START = "Link start"
	EVENT = "Event"
	OPEN = "Open"


class Role(Choice):
	"""Who may decide; a manager may decide whatever a co-ordinator may."""

	MANAGER = "Mentoring Manager"
	COORDINATOR = "Mentoring Co-ordinator"

	def held_by(self, roles: Collection[str]) -> bool:
		"""Whether somebody with these roles may decide what asks for this one."""
		return self.value in roles or Role.MANAGER.value in roles


class Attendance(Choice):
	"""Who of the staff is at the introduction meeting."""

	BOTH_SSWS = "Both SSWs"
	COORDINATOR = "Co-ordinator"
	PROJECT_WORKER = "Project worker"
	NOT_ASKED = "Not asked"


class Unit(Choice):
	WEEKS = "Weeks"
	MONTHS = "Months"


class Way(Choice):
	IN_PERSON = "In person"
	VIDEO_CALL = "Video call"
	PHONE_CALL = "Phone call"
	EMAIL = "E-mail"
	TEXT_MESSAGE = "Text message"


class WayUse(Choice):
	"""What a way of contact is for."""

	PLANNED = "Planned contact"
	BETWEEN = "Between contacts"
	REARRANGING = "Rearranging only"


class RecordExpected(Choice):
	MONTHLY = "Monthly"
	EACH_CONTACT = "Each contact"
	LOG_ONLY = "Contact log only"


class RecordAgreedBy(Choice):
	"""Who agrees what the mentor has written."""

	MENTEE = "Mentee"
	BOTH = "Both"
	NOBODY = "Nobody"


class Reading(Choice):
	"""When the supervising social workers may read contact records."""

	ALWAYS = "Always"
	WHEN_SHARED = "When shared"
	NEVER = "Never"


class PartPeriod(Choice):
	"""What is paid for a payment period that is not complete."""

	WHOLE_MONTHS = "Whole months"
	NOTHING = "Nothing"


class Claims(Choice):
	NONE = "None"
	MONTHLY = "Monthly"
	TRAVEL = "Travel"


class Counted(Choice):
	"""How an expense is counted: by what was spent, or by the miles driven (R44)."""

	AMOUNT = "Amount"
	MILES = "Miles"


class Receipt(Choice):
	"""When an expense needs a receipt."""

	ALWAYS = "Always"
	ABOVE = "Above an amount"
	NEVER = "Never"


class PaidThrough(Choice):
	"""How approved payments and claims reach the payee: in a file for the bank, or through the ledger's invoices."""

	BATCH = "Payment batch"
	LEDGER = "Ledger"


class InvoicesAs(Choice):
	"""Whether the ledger's purchase invoices are submitted, or left as drafts for whoever keeps the ledger."""

	DRAFT = "Draft"
	SUBMITTED = "Submitted"


class FeedbackFrom(Choice):
	BOTH = "Both"
	MENTOR = "Mentor"
	MENTEE = "Mentee"
	NOBODY = "Nobody"


class AskedOf(Choice):
	MENTOR = "Mentor"
	MENTEE = "Mentee"
	BOTH = "Both"


class RatingOf(Choice):
	"""What people say of themselves at the start and at the end. Of isolation less is better, of the others more."""

	ISOLATION = "Isolation"
	CONFIDENCE = "Confidence"
	SKILL = "Skill"


class AimKind(Choice):
	"""Whether an aim is about what the scheme does, or about what comes of it (R4)."""

	PROCESS = "Process"
	OUTCOME = "Outcome"


class AimMeasure(Choice):
	"""What can be worked out from the records and held against a target: always a share, in per cent (R4)."""

	OFFERED = "Referred people offered a mentor"
	ACCEPTED = "Offers accepted"
	COMPLETED = "Links completed"
	SUPERVISED = "Mentors supervised in time"
	SATISFIED = "Feedback of four or five"
	RETAINED_6 = "Still in the role after 6 months"
	RETAINED_12 = "Still in the role after 12 months"
	STABLE_6 = "Placement stable after 6 months"
	STABLE_12 = "Placement stable after 12 months"
	LESS_ALONE = "Less alone at the end"
	MORE_CONFIDENT = "More confident at the end"
	MORE_SKILLED = "More skilled at the end"


class AimDirection(Choice):
	"""On which side of its target an aim is met."""

	AT_LEAST = "At least"
	AT_MOST = "At most"


class QuestionKind(Choice):
	SCALE = "Scale"
	TEXT = "Text"


class Criterion(Choice):
	"""What a match is weighed by (R18). The personal ones count only where a mentee has asked for them."""

	APPROVAL_TYPE = "Approval type"
	EXPERIENCE = "Experience"
	EXPERTISE = "Expertise"
	KIND_OF_CARE = "Kind of care"
	HOUSEHOLD = "Household"
	PERSONALITY = "Personality and learning style"
	EMPLOYMENT = "Earlier employment"
	INTERESTS = "Interests"
	AVAILABILITY = "Availability"
	DISTANCE = "Distance"
	FREE_PLACES = "Free places"
	EARLIER_LINK = "Earlier link"
	LANGUAGE = "Language"
	ETHNICITY = "Ethnicity"
	CULTURE = "Culture"
	RELIGION = "Religion"
	GENDER = "Gender"
	SEXUAL_ORIENTATION = "Sexual orientation"
	DISABILITY = "Disability"
	RELATIONSHIP_STATUS = "Relationship status"


ATTRIBUTES = (
	Criterion.EXPERIENCE,
	Criterion.EXPERTISE,
	Criterion.KIND_OF_CARE,
	Criterion.HOUSEHOLD,
	Criterion.PERSONALITY,
	Criterion.EMPLOYMENT,
	Criterion.INTERESTS,
	Criterion.AVAILABILITY,
)
PERSONAL = (
	Criterion.LANGUAGE,
	Criterion.ETHNICITY,
	Criterion.CULTURE,
	Criterion.RELIGION,
	Criterion.GENDER,
	Criterion.SEXUAL_ORIENTATION,
	Criterion.DISABILITY,
	Criterion.RELATIONSHIP_STATUS,
)


class Strength(Choice):
	"""How strongly a mentee asks for something in a mentor (R18)."""

	MUST = "Must"
	WOULD_LIKE = "Would like"
	MUST_NOT = "Must not"


class MentorKind(Choice):
	"""A mentor with experience of her own, or a traditional one (R17)."""

	PEER = "Peer"
	TRADITIONAL = "Traditional"


class ReminderKind(Choice):
	"""What people are reminded of."""

	CONTACT = "Contact overdue"
	RECORD = "Record missing"
	RECORD_WAITING = "Record waiting for the mentee"
	STAFF_CALL = "Staff call after a contact"
	SUPERVISION = "Supervision due"
	REVIEW = "Review of a link"
	PLANNED_END = "Planned end"
	EXTENSION = "Extension running out"
	ENDING = "Ending not finished"
	CONSULTATION = "Consultation unanswered"
	AGREEMENT = "Agreement not signed"
	TRAINING = "Training due"
	CHECK = "Check running out"
	CLAIM = "Claim of a month"
	FEEDBACK = "Feedback not given"
	FOLLOW_UP = "Follow-up due"
	CONCERN = "Concern without a step"
	COMPLAINT = "Data-protection complaint"
	POLICY_REVIEW = "Review of the policy"


class FirstWhen(Choice):
	"""Whether the first reminder comes before or after the day that the matter is about."""

	BEFORE = "Before"
	AFTER = "After"


class Whom(Choice):
	"""Who is reminded. `NAMED`: the person whom the record itself names."""

	MENTOR = "Mentor"
	MENTEE = "Mentee"
	SSW = "SSW"
	CO_ORDINATOR = "Co-ordinator"
	MANAGER = "Manager"
	NAMED = "Named in the record"


class ReminderDays(Choice):
	"""The days on which reminders are sent; what falls on another day waits for the next of them."""

	EVERY_DAY = "Every day"
	WEEKDAYS = "Monday to Friday"
	WORKING_DAYS = "Working days of England and Wales"


class SummaryDay(Choice):
	"""The day of the weekly summary."""

	NEVER = "Never"
	MONDAY = "Monday"
	TUESDAY = "Tuesday"
	WEDNESDAY = "Wednesday"
	THURSDAY = "Thursday"
	FRIDAY = "Friday"


class Nation(Choice):
	"""The nation whose law a scheme follows."""

	ENGLAND = "England"
	WALES = "Wales"
	SCOTLAND = "Scotland"
	NORTHERN_IRELAND = "Northern Ireland"


class ForNation(Choice):
	"""Where a rule of retention holds: in all nations that have no rule of their own, or in one."""

	ALL = "All"
	ENGLAND = "England"
	WALES = "Wales"
	SCOTLAND = "Scotland"
	NORTHERN_IRELAND = "Northern Ireland"


class RecordKind(Choice):
	"""What is kept for a time of its own."""

	PARTICIPANT = "Participant"
	EQUALITY_PROFILE = "Equality profile"
	MENTOR = "Mentor"
	MENTEE = "Mentee"
	MENTEE_DECLINED = "Mentee, declined or withdrawn"
	APPLICATION = "Application"
	CHECKS = "Checks and references"
	LINK = "Link with its papers"
	SUPERVISION = "Supervision"
	CONCERN = "Concern"
	MONEY = "Payments and claims"
	EVENT = "Event with its bookings"
	ROUND = "Matching round"
	MESSAGE = "Reminders and messages"
	DATA_REQUEST = "Data request"
	HOLD = "Legal hold"
	IMPORT = "Import workbook"


class CountedFrom(Choice):
	"""The day that a time of retention is counted from."""

	APPROVAL_ENDED = "Approval ended"
	LAST_INVOLVEMENT = "Last involvement"
	ROLE_ENDED = "Role ended"
	ANSWERED = "Answered"
	LINK_ENDED = "Link ended"
	CLOSED = "Closed"
	PAID = "Paid"
	TAX_YEAR_OF_PAYMENT = "End of the tax year of payment"
	HELD = "Held"
	MADE = "Made or sent"


class Disposal(Choice):
	"""What becomes of a record whose time is over."""

	ANONYMISE = "Anonymise"
	DELETE = "Delete"
