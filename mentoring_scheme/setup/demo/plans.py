"""The year of the two schemes, as tables: who there is, and how far each link has come.

All days are counted back from the day on which the demo is made, so that it is never stale.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from mentoring_scheme.setup.demo import users, vocabulary, words
from mentoring_scheme.setup.demo.users import Account

NEW, ADVERSITY = "Newly approved carer", "Adversity"
ADOPTER = "Newly approved adopter"

THIRD = "One of the other two links ends this month, and the mentor has offered to take on a third mentee."
SECOND = "The mentor's other link is in its last weeks, and nobody else knows this kind of placement as well."


@dataclass(frozen=True)
class LinkPlan:
	"""How far one link goes. Days ago: `approved` (the mentee), `start`, `end` (where it is not the planned one).

	`suspended` is from and until, the latter None while it goes on. `event` is the placement of an adopter.
	`third`: given to the mentor who carries most already, for `reason`. `portal`: between the two people who can sign in.
	`again`: for the mentee whose last link was declined. `meets_in`: days until an introduction that is still to come.
	"""

	support: str
	reach: str
	start: int = 0
	approved: int = 0
	end: int = 0
	event: int = 0
	suspended: tuple[int, int | None] | None = None
	extended: int = 0
	differs: bool = False
	ending: str = "Completed"
	reason: str = ""
	third: bool = False
	portal: bool = False
	again: bool = False
	meets_in: int = 0


@dataclass(frozen=True)
class MentorPlan:
	"""Where a mentor's recruitment has come to. `override`: approved by a manager in spite of a failed criterion."""

	stage: str = "Active"
	override: bool = False
	portal: bool = False


@dataclass(frozen=True)
class SchemePlan:
	"""One scheme with its people."""

	name: str
	preset: str
	coordinator: Account
	social_workers: tuple[Account, ...]
	mentor: Account
	mentee: Account
	areas: dict[str, tuple[float, float]]
	attributes: dict[str, tuple[str, ...]]
	checks: bool
	approval_type: str
	caring: str
	experience: tuple[str, ...]
	needs: tuple[str, ...]
	agreed: dict[str, tuple[str, ...]]
	goals: tuple[tuple[str, str], ...]
	mentors: tuple[MentorPlan, ...]
	links: tuple[LinkPlan, ...]
	waiting: tuple[str, ...] = field(default=())
	colour: str = ""
	out_of_hours: str = ""

	@property
	def mentees(self) -> int:
		"""How many mentees there are: one for each link that is not a second try, and those who have none."""
		return sum(not link.again for link in self.links) + len(self.waiting)

	@property
	def steps(self) -> int:
		"""How many pieces of work the scheme is made in."""
		return len(self.mentors) + len(self.links) + len(self.waiting)


def _stages(**counts: int) -> tuple[MentorPlan, ...]:
	return tuple(MentorPlan(stage.replace("_", " ")) for stage in Counter(counts).elements())


CLOSED_NEW = tuple(
	LinkPlan(NEW, "Closed", start=start, approved=start + before)
	for start, before in ((352, 28), (322, 35), (301, 21), (276, 40), (259, 14), (240, 30))
)
RUNNING_NEW = tuple(
	LinkPlan(NEW, "Active", start=start, approved=start + before)
	for start, before in ((123, 18), (101, 33), (60, 12), (36, 25), (12, 20))
)

RIVERSIDE = SchemePlan(
	name="Riverside Fostering Mentoring",
	preset="afc-fostering",
	coordinator=users.COORDINATOR,
	social_workers=users.SOCIAL_WORKERS[:3],
	mentor=users.MENTOR,
	mentee=users.MENTEE,
	areas=vocabulary.RIVERSIDE_AREAS,
	attributes=vocabulary.FOSTERING_ATTRIBUTES,
	checks=True,
	approval_type="Mainstream",
	caring="Fostering",
	experience=words.FOSTERING_EXPERIENCE,
	needs=words.FOSTERING_NEEDS,
	agreed=words.FOSTERING_AGREED,
	goals=words.FOSTERING_GOALS,
	mentors=(
		MentorPlan(portal=True),
		*(MentorPlan() for _ in range(13)),
		MentorPlan(override=True),
		*_stages(Applied=2, Information_Session=1, Interview=1, Preparation_Training=1, Review=1, Approved=1),
		*_stages(On_a_Break=1, Stood_Down=1),
	),
	links=(
		*CLOSED_NEW,
		LinkPlan(ADVERSITY, "Closed", start=204),
		LinkPlan(ADVERSITY, "Closed", start=163),
		LinkPlan(
			NEW,
			"Closed",
			start=214,
			approved=230,
			end=92,
			ending="Moved away",
			reason="The family has moved.",
		),
		LinkPlan(
			NEW,
			"Ended Early",
			start=151,
			approved=170,
			end=41,
			ending="Ending without fault",
			reason="The two did not find a time that suited both. Nobody's fault; another mentor is offered.",
		),
		LinkPlan(NEW, "Closing", start=166, approved=190),
		LinkPlan(NEW, "Active", start=131, approved=150, portal=True),
		*RUNNING_NEW,
		LinkPlan(ADVERSITY, "Active", start=96),
		LinkPlan(ADVERSITY, "Active", start=72, extended=2),
		LinkPlan(ADVERSITY, "Active", start=45),
		LinkPlan(ADVERSITY, "Active", start=19),
		LinkPlan(NEW, "Active", start=76, approved=151, differs=True),
		LinkPlan(NEW, "Active", start=133, approved=148, suspended=(82, 54)),
		LinkPlan(NEW, "Suspended", start=112, approved=130, suspended=(13, None)),
		LinkPlan(NEW, "Introduction", approved=22),
		LinkPlan(ADVERSITY, "Introduction", meets_in=5),
		LinkPlan(NEW, "Consulting", approved=17),
		LinkPlan(
			NEW, "Declined", approved=33, reason="The mentee would rather have somebody who lives nearer."
		),
		LinkPlan(NEW, "Consulting", approved=33, again=True),
		LinkPlan(
			ADVERSITY, "Declined", reason="The mentor has taken in a sibling group and has no time this term."
		),
		LinkPlan(NEW, "Proposed", approved=14),
		LinkPlan(NEW, "Proposed", approved=30, third=True, reason=THIRD),
	),
	waiting=("Referred", "Referred", "Offered", "Declined", *["Waiting"] * 6),
	colour="#0b5d4e",
	out_of_hours="01632 960 199",
)

WEALD = SchemePlan(
	name="Weald Adoption Mentoring",
	preset="kent-adoption",
	coordinator=users.ADOPTION_COORDINATOR,
	social_workers=users.SOCIAL_WORKERS[3:],
	mentor=users.ADOPTION_MENTOR,
	mentee=users.ADOPTION_MENTEE,
	areas=vocabulary.WEALD_AREAS,
	attributes=vocabulary.ADOPTION_ATTRIBUTES,
	checks=False,
	approval_type="Adopter",
	caring="Adoption",
	experience=words.ADOPTION_EXPERIENCE,
	needs=words.ADOPTION_NEEDS,
	agreed=words.ADOPTION_AGREED,
	goals=words.ADOPTION_GOALS,
	mentors=(
		MentorPlan(portal=True),
		*(MentorPlan() for _ in range(9)),
		*_stages(Applied=1, Information_Session=1, Interview=1, Approved=1),
		*_stages(On_a_Break=1, Stood_Down=1),
	),
	links=(
		LinkPlan(ADOPTER, "Closed", start=335, approved=345, event=250),
		LinkPlan(ADOPTER, "Closed", start=306, approved=320, event=212),
		LinkPlan(ADOPTER, "Closed", start=280, approved=291, event=201),
		LinkPlan(ADOPTER, "Closed", start=245, approved=262, event=140),
		LinkPlan(ADOPTER, "Closed", start=210, approved=221, event=124),
		LinkPlan(
			ADOPTER,
			"Ended Early",
			start=140,
			approved=160,
			end=60,
			ending="Withdrawn",
			reason="Support is no longer wished.",
		),
		LinkPlan(ADOPTER, "Closing", start=172, approved=181, event=46),
		LinkPlan(ADOPTER, "Active", start=150, approved=163, portal=True),
		LinkPlan(ADOPTER, "Active", start=133, approved=149, event=22),
		LinkPlan(ADOPTER, "Active", start=118, approved=131, event=5),
		LinkPlan(ADOPTER, "Active", start=90, approved=97),
		LinkPlan(ADOPTER, "Active", start=62, approved=80),
		LinkPlan(ADOPTER, "Active", start=33, approved=41),
		LinkPlan(ADOPTER, "Active", start=11, approved=26),
		LinkPlan(ADOPTER, "Introduction", approved=16),
		LinkPlan(ADOPTER, "Declined", approved=50, reason="The adopters have found support in the family."),
		LinkPlan(ADOPTER, "Proposed", approved=9, third=True, reason=SECOND),
	),
	waiting=("Referred", "Declined", "Waiting", "Waiting"),
	colour="#7a1f5c",
	out_of_hours="01632 960 877",
)

SCHEMES = (RIVERSIDE, WEALD)
