"""Ways of contact, and what each is for (R27)."""

from __future__ import annotations

from .choices import Way, WayUse
from .scheme import SchemePolicy
from .text import _
from .verdicts import Finding, passed, warn


def assess_way(way: Way, used_for: WayUse, policy: SchemePolicy) -> Finding:
	"""Whether a way of contact suits what it was used for (R27). A warning only: what has happened is recorded."""
	use = policy.use_of(way)
	figures = {"way": way.value, "used_for": used_for.value}
	if use is None:
		remedy = _("Record it as it was, and agree a way that the scheme has: {ways}.")
		ways = ", ".join(each.way.value for each in policy.contact_ways)
		return warn(
			"R27", "contact-way", _("The scheme has no contact by {way}."), remedy, ways=ways, **figures
		)
	if _suits(use, used_for):
		return passed("R27", "contact-way", _("{way} is used for: {used_for}."), **figures)
	planned = ", ".join(each.way.value for each in policy.contact_ways if each.use is WayUse.PLANNED)
	message = _("{way} is meant for “{meant_for}”, and was used for “{used_for}”.")
	remedy = _("Use one of these for planned contact: {planned}.")
	return warn("R27", "contact-way", message, remedy, meant_for=use.value, planned=planned, **figures)


def _suits(use: WayUse, used_for: WayUse) -> bool:
	"""What serves for planned contact serves for anything less, too."""
	order = (WayUse.REARRANGING, WayUse.BETWEEN, WayUse.PLANNED)
	return order.index(used_for) <= order.index(use)
