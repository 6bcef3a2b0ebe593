"""What the gates of a link's life look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from .choices import Choice
from .clock import Suspension
from .states import LinkState


class Answer(Choice):
	"""What a supervising social worker says to a proposed link (R21)."""

	AGREES = "Agrees"
	CONCERNS = "Has concerns"
	DISAGREES = "Does not agree"


class EndingRecord(Choice):
	"""How the formal ending is recorded (R40)."""

	MEETING = "Meeting"
	LETTER = "Letter"


class EndingKind(Choice):
	"""Why a link ends (R37, R40)."""

	COMPLETED = "Completed"
	COMPLETED_EARLY = "Completed early"
	WITHOUT_FAULT = "Ending without fault"
	WITHDRAWN = "Withdrawn"
	MOVED_AWAY = "Moved away"
	NOT_RESUMED = "Not resumed after suspension"


@dataclass(frozen=True)
class Consultation:
	"""One SSW's consultation; no answer yet is None. `answer_by` is the last day for it, where the policy sets one."""

	answer: Answer | None = None
	answered_on: date | None = None
	asked_on: date | None = None
	answer_by: date | None = None


@dataclass(frozen=True)
class Introduction:
	"""The introduction meeting: when, who was there, what was covered, and whether both are happy to go on (R23).

	`mentor_happy` and `mentee_happy` are None while nobody has asked.
	"""

	held_on: date | None = None
	mentor_attended: bool = False
	mentee_attended: bool = False
	mentor_ssw_attended: bool = False
	mentee_ssw_attended: bool = False
	coordinator_attended: bool = False
	project_worker_attended: bool = False
	topics_covered: frozenset[str] = frozenset()
	mentor_happy: bool | None = None
	mentee_happy: bool | None = None


@dataclass(frozen=True)
class AgreementFacts:
	"""The agreement: who signed when, which sections are filled in, and the topics gone through by phone (R24, R26)."""

	signed_by_mentor_on: date | None = None
	signed_by_mentee_on: date | None = None
	signed_by_ssw_on: date | None = None
	sections_filled: frozenset[str] = frozenset()
	phone_topics_covered: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Ending:
	"""How a link ends (R40). `records_filed` None means that filing is part of the closing itself.

	`reopened` is how often the link was closed and opened again, `bundles_missing` how many of its files still lack
	the sealed bundle of its last ending.
	"""

	ended_on: date | None = None
	kind: EndingKind | None = None
	reason: str = ""
	closing_supervision_on: date | None = None
	reflection_on: date | None = None
	formal_record: EndingRecord | None = None
	formal_record_on: date | None = None
	agreed_by_mentor: bool = False
	agreed_by_mentee: bool = False
	mentor_feedback_asked: bool = False
	mentee_feedback_asked: bool = False
	records_not_agreed: int = 0
	records_filed: bool | None = None
	follow_up: str = ""
	reopened: int = 0
	bundles_missing: int = 0


@dataclass(frozen=True)
class LinkFacts:
	"""Everything that the move of a link from one state to another rests on.

	`reason` belongs to a decline. Introductions, agreements and endings that do not exist yet are the empty ones.
	"""

	state: LinkState
	start_on: date | None = None
	mentee_approved_on: date | None = None
	mentor_ssw: Consultation = field(default_factory=Consultation)
	mentee_ssw: Consultation = field(default_factory=Consultation)
	introduction: Introduction = field(default_factory=Introduction)
	agreement: AgreementFacts = field(default_factory=AgreementFacts)
	suspensions: tuple[Suspension, ...] = ()
	ending: Ending = field(default_factory=Ending)
	reason: str = ""
