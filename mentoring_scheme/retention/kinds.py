"""Which documents belong to which kind of record: each to one, or it says why it has no time of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mentoring_scheme.policy.choices import RecordKind


@dataclass(frozen=True)
class Kind:
	"""`roots`: what is listed. `papers`: what goes with a root, by the field in which it names the root."""

	roots: tuple[str, ...]
	papers: Mapping[str, str] = field(default_factory=dict)


KINDS: dict[RecordKind, Kind] = {
	RecordKind.PARTICIPANT: Kind(("Mentoring Participant",), {"Mentoring Request": "participant"}),
	RecordKind.EQUALITY_PROFILE: Kind(("Mentoring Equality Profile",)),
	RecordKind.MENTOR: Kind(("Mentor",), {"Mentor Assessment": "mentor"}),
	# one DocType, told apart by its status
	RecordKind.MENTEE: Kind(("Mentee",)),
	RecordKind.MENTEE_DECLINED: Kind(()),
	RecordKind.APPLICATION: Kind(("Mentoring Application",)),
	RecordKind.CHECKS: Kind(("Mentor Check", "Mentor Reference")),
	RecordKind.LINK: Kind(
		("Mentoring Link",),
		{
			"Mentoring Consultation": "link",
			"Mentoring Agreement": "link",
			"Contact Record": "link",
			"Mentoring Feedback": "link",
			"Mentoring Follow Up": "link",
			"Mentoring Letter": "link",
			"Mentoring Support Note": "link",
			"Mentoring File Entry": "link",
		},
	),
	RecordKind.SUPERVISION: Kind(("Mentoring Supervision",)),
	RecordKind.CONCERN: Kind(("Mentoring Concern",)),
	RecordKind.MONEY: Kind(
		("Mentoring Payment", "Mentor Claim", "Mentoring Payment Batch", "Mentoring Approval Run")
	),
	RecordKind.EVENT: Kind(("Mentoring Event",), {"Mentoring Booking": "event"}),
	RecordKind.ROUND: Kind(("Mentoring Matching Round",)),
	RecordKind.MESSAGE: Kind(("Mentoring Reminder", "Mentoring Message")),
	RecordKind.DATA_REQUEST: Kind(("Mentoring Data Request",)),
	RecordKind.HOLD: Kind(("Mentoring Legal Hold",)),
	RecordKind.IMPORT: Kind(("Mentoring Import",)),
}

# What goes when the last of what it belongs to has gone (see retention/people.py).
FOLLOWS = {
	"Mentoring Household": "with the last of its people, and of what was paid to it",
	"Mentoring Payee Account": "with its household",
}

KEPT_FOR_GOOD = {
	"Mentoring Scheme": "the policy; it names staff alone",
	"Mentoring Policy Version": "what was in force when; it names staff alone",
	"Mentoring Wording": "the scheme's own words",
	"Mentoring Setup Plan": "how the scheme came into being; it names staff alone",
	"Mentoring Setup Step": "how the scheme came into being; it names staff alone",
	"Mentoring Attribute": "the scheme's own words",
	"Mentoring Area": "the scheme's own words",
	"Mentoring Import Entry": "keeps what was erased from coming back; it holds numbers of documents and fingerprints alone",
	"Mentoring Disposal List": "the proof of what was disposed of; it holds numbers of documents alone",
}


def papers_of(doctype: str) -> Mapping[str, str]:
	"""What goes with a document of this type."""
	return next((kind.papers for kind in KINDS.values() if doctype in kind.roots), {})
