"""The agreement of a pair: its sections, its contact plan and its signatures (R24, R25, R27)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from .choices import Choice, WayUse
from .scheme import AgreementSection, SchemePolicy
from .states import LinkState
from .text import _
from .verdicts import Assessment, Finding, passed, refuse

OVER = (LinkState.CLOSED, LinkState.DECLINED, LinkState.ENDED_EARLY)


class Party(Choice):
	"""Who signs an agreement."""

	MENTOR = "Mentor"
	MENTEE = "Mentee"
	SSW = "Mentee's SSW"


@dataclass(frozen=True)
class Wording:
	"""What an agreement says: the text by section, and the way that the pair chose for planned contact."""

	texts: Mapping[str, str]
	contact_way: str = ""


@dataclass(frozen=True)
class PaperSignature:
	"""A signature given on paper.

	`reworded_on` is the day on which the wording was last taken back after having been offered, and `replaces_from`
	the day on which the agreement that this one is to replace was signed by all.
	"""

	name: str
	signed_on: date | None
	reworded_on: date | None = None
	replaces_from: date | None = None


def outline(policy: SchemePolicy, texts: Mapping[str, str]) -> list[AgreementSection]:
	"""The sections that an agreement has: those of the policy, then those that hold text and are no longer asked for."""
	asked = {each.section for each in policy.agreement_sections}
	left = [section for section, text in texts.items() if section not in asked and text.strip()]
	return [*policy.agreement_sections, *(AgreementSection(section, "", False) for section in left)]


def parties(policy: SchemePolicy) -> tuple[Party, ...]:
	"""Who signs under this policy, in the order of the signatures block."""
	pair = (Party.MENTOR, Party.MENTEE)
	return (*pair, Party.SSW) if policy.agreement_needs_ssw else pair


def missing_signatures(signed: Collection[str], policy: SchemePolicy) -> list[Party]:
	"""Who has still to sign."""
	return [party for party in parties(policy) if party.value not in signed]


def assess_preparation(state: LinkState) -> Assessment:
	"""Whether an agreement may be written or reviewed for a link in this state."""
	if state not in OVER:
		return Assessment()
	message = _("The link is “{state}”, so there is nothing more to agree.")
	remedy = _("Make the agreement for a link that is being prepared or that runs.")
	return Assessment((refuse("R24", "agreement-link-over", message, remedy, state=state.value),))


def assess_offer(wording: Wording, policy: SchemePolicy) -> Assessment:
	"""Whether the wording may be offered for signature: nothing mandatory is empty, the contact plan is possible."""
	return Assessment((*_sections(wording, policy), _contact_way(wording, policy)))


def assess_complete(signed: Collection[str], policy: SchemePolicy) -> Assessment:
	"""Whether everybody who is asked has signed (R26)."""
	missing = missing_signatures(signed, policy)
	if not missing:
		return Assessment((passed("R26", "agreement-signed", _("Everybody who is asked has signed.")),))
	return Assessment(
		(
			refuse(
				"R26",
				"agreement-signed",
				_("The agreement is not signed by: {missing}."),
				_("Offer it for signature. The last signature puts it in force by itself."),
				missing=", ".join(each.value for each in missing),
			),
		)
	)


def assess_paper(signature: PaperSignature, today: date) -> Assessment:
	"""Whether a signature on paper can be recorded: a name, and a day that has come and belongs to this wording.

	An agreement may have been signed before it was typed in here, so the day that it was made is no limit.
	"""
	return Assessment((*_paper_name(signature), *_paper_day(signature, today)))


def _sections(wording: Wording, policy: SchemePolicy) -> list[Finding]:
	mandatory = [each.section for each in policy.agreement_sections if each.mandatory]
	empty = [section for section in mandatory if not wording.texts.get(section, "").strip()]
	if not empty:
		message = _("All {asked} mandatory sections are filled in.")
		return [passed("R24", "agreement-sections", message, asked=len(mandatory))]
	return [
		refuse(
			"R24",
			"agreement-sections",
			_("{filled} of {asked} mandatory sections are filled in. Empty: {missing}."),
			_("Write in each of them what the pair agreed, then offer the agreement again."),
			filled=len(mandatory) - len(empty),
			asked=len(mandatory),
			missing=", ".join(empty),
		)
	]


def _contact_way(wording: Wording, policy: SchemePolicy) -> Finding:
	planned = [each.way.value for each in policy.contact_ways if each.use is WayUse.PLANNED]
	ways = ", ".join(planned)
	if wording.contact_way in planned:
		return passed("R27", "agreement-contact", _("Planned contact is by {way}."), way=wording.contact_way)
	if not wording.contact_way:
		message = _("The agreement does not say how the pair will be in contact.")
		remedy = _("Choose the way of planned contact: {ways}.")
		return refuse("R27", "agreement-contact", message, remedy, ways=ways)
	message = _("The scheme has no planned contact by “{way}”.")
	remedy = _("Choose one of these for planned contact: {ways}. Write others under Between contacts.")
	return refuse("R27", "agreement-contact", message, remedy, way=wording.contact_way, ways=ways)


def _paper_name(signature: PaperSignature) -> list[Finding]:
	if signature.name.strip():
		return []
	message = _("The signature has no name.")
	return [refuse("R24", "signature-name", message, _("Write the name as it stands on the paper."))]


def _paper_day(signature: PaperSignature, today: date) -> list[Finding]:
	day = signature.signed_on
	if day is None:
		message = _("The signature has no date.")
		return [refuse("R24", "signature-date", message, _("Write the day that stands on the paper."))]
	if day > today:
		message = _("The signature is dated {signed_on}, which is after today ({today}).")
		remedy = _("Write the day that stands on the paper.")
		return [refuse("R24", "signature-date", message, remedy, signed_on=day, today=today)]
	return [
		*_not_before_rewording(day, signature.reworded_on),
		*_not_before_former(day, signature.replaces_from),
	]


def _not_before_rewording(day: date, reworded_on: date | None) -> list[Finding]:
	if reworded_on is None or day >= reworded_on:
		return []
	message = _("The signature is dated {signed_on}, and the wording was taken back on {reworded_on}.")
	remedy = _("Have the new wording signed; the earlier signature was given for another text.")
	return [refuse("R24", "signature-wording", message, remedy, signed_on=day, reworded_on=reworded_on)]


def _not_before_former(day: date, replaces_from: date | None) -> list[Finding]:
	if replaces_from is None or day >= replaces_from:
		return []
	message = _(
		"The signature is dated {signed_on}, before the agreement that it replaces of {replaces_from}."
	)
	remedy = _("Correct the date of the signature.")
	return [refuse("R24", "signature-former", message, remedy, signed_on=day, replaces_from=replaces_from)]
