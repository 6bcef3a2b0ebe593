"""Why a criterion fits or does not, in the words of somebody who knows the two people."""

from __future__ import annotations

from dataclasses import dataclass

from .choices import Criterion
from .text import _


@dataclass(frozen=True)
class Words:
	"""What is said of one criterion where the mentor shares all of it, some, nothing, or where it is not known.

	{values} are those that are shared, {wanted} all of the mentee's; {shared} and {asked} are how many they are.
	`missing` says what is not known of the mentee, `remedy` what to do about it.
	"""

	every: str
	some: str
	none: str
	unknown: str
	missing: str
	remedy: str


_ON_THE_PARTICIPANT = _("Record it on the mentee's participant.")


SHARED: dict[Criterion, Words] = {
	Criterion.APPROVAL_TYPE: Words(
		every=_("Has the same approval type: {values}."),
		some=_("Has the same approval type: {values}."),
		none=_("Has another approval type than the mentee ({wanted})."),
		unknown=_("It is not known what approval type this mentor has."),
		missing=_("It is not known what approval type the mentee has."),
		remedy=_("Record the mentee's current approval."),
	),
	Criterion.EXPERIENCE: Words(
		every=_("Has been through what the mentee has: {values}."),
		some=_("Shares {shared} of the mentee's {asked} experiences: {values}."),
		none=_("Shares none of the mentee's experiences: {wanted}."),
		unknown=_("It is not known what this mentor has been through."),
		missing=_("It is not known what the mentee has been through."),
		remedy=_ON_THE_PARTICIPANT,
	),
	Criterion.EXPERTISE: Words(
		every=_("Knows what the mentee would like support with: {values}."),
		some=_("Knows {shared} of the {asked} things that the mentee would like support with: {values}."),
		none=_("Knows none of what the mentee would like support with: {wanted}."),
		unknown=_("It is not known what this mentor knows well."),
		missing=_("It is not known what the mentee would like support with."),
		remedy=_("Ask the mentee, and record the topics."),
	),
	Criterion.KIND_OF_CARE: Words(
		every=_("Gives the same kind of care: {values}."),
		some=_("Shares {shared} of the mentee's {asked} kinds of care: {values}."),
		none=_("Does not share the mentee's kind of care: {wanted}."),
		unknown=_("It is not known what kind of care this mentor gives."),
		missing=_("It is not known what kind of care the mentee gives."),
		remedy=_ON_THE_PARTICIPANT,
	),
	Criterion.HOUSEHOLD: Words(
		every=_("Has a household like the mentee's: {values}."),
		some=_("The household is like the mentee's in {shared} of {asked} ways: {values}."),
		none=_("The household is not like the mentee's: {wanted}."),
		unknown=_("It is not known what household this mentor has."),
		missing=_("It is not known what household the mentee has."),
		remedy=_ON_THE_PARTICIPANT,
	),
	Criterion.PERSONALITY: Words(
		every=_("Is like the mentee in personality and learning style: {values}."),
		some=_(
			"Is like the mentee in {shared} of {asked} points of personality and learning style: {values}."
		),
		none=_("Is not like the mentee in personality and learning style: {wanted}."),
		unknown=_("It is not known what personality and learning style this mentor has."),
		missing=_("It is not known what personality and learning style the mentee has."),
		remedy=_ON_THE_PARTICIPANT,
	),
	Criterion.EMPLOYMENT: Words(
		every=_("Did the same work before: {values}."),
		some=_("Shares {shared} of the mentee's {asked} earlier kinds of work: {values}."),
		none=_("Did other work before than the mentee: {wanted}."),
		unknown=_("It is not known what work this mentor did before."),
		missing=_("It is not known what work the mentee did before."),
		remedy=_ON_THE_PARTICIPANT,
	),
	Criterion.INTERESTS: Words(
		every=_("Shares the mentee's interests: {values}."),
		some=_("Shares {shared} of the mentee's {asked} interests: {values}."),
		none=_("Shares none of the mentee's interests: {wanted}."),
		unknown=_("It is not known what this mentor is interested in."),
		missing=_("It is not known what the mentee is interested in."),
		remedy=_ON_THE_PARTICIPANT,
	),
	Criterion.AVAILABILITY: Words(
		every=_("Has time when the mentee has: {values}."),
		some=_("Has time at {shared} of the mentee's {asked} times: {values}."),
		none=_("Has no time when the mentee has: {wanted}."),
		unknown=_("It is not known when this mentor has time."),
		missing=_("It is not known when the mentee has time."),
		remedy=_ON_THE_PARTICIPANT,
	),
}
