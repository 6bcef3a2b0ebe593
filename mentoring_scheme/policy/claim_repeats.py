"""Expenses that may have been claimed before: the same day, kind and journey, here or in another claim (R43)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256

from .claim_values import ClaimFacts, ExpenseLine, written
from .text import _
from .verdicts import Finding, warn

Likeness = tuple[str, str, str]


def likeness(line: ExpenseLine) -> Likeness:
	"""What two lines have in common when they may be the same expense; spelling is compared loosely."""
	return line.day.isoformat(), _loosely(line.kind), _loosely(line.journey)


def repeats(facts: ClaimFacts) -> list[Finding]:
	"""A warning for each expense that stands more than once in this claim, or also in another one."""
	here, elsewhere = _gathered(facts.expenses), _gathered(facts.others)
	return [
		finding
		for what, lines in sorted(here.items())
		for finding in (*_here(lines), *_elsewhere(lines, elsewhere.get(what, [])))
	]


def occasion(*parts: object) -> str:
	"""A short name for what a decision was taken about; it changes when any part changes."""
	return sha256("\n".join(str(part) for part in parts).encode()).hexdigest()[:16]


def _gathered(lines: Iterable[ExpenseLine]) -> dict[Likeness, list[ExpenseLine]]:
	found: dict[Likeness, list[ExpenseLine]] = defaultdict(list)
	for line in lines:
		found[likeness(line)].append(line)
	return found


def _here(lines: list[ExpenseLine]) -> list[Finding]:
	if len(lines) == 1:
		return []
	message = _("“{kind}” on {day} stands {times} times in this claim.")
	if lines[0].journey.strip():
		message = _("“{kind}” on {day} ({journey}) stands {times} times in this claim.")
	remedy = _("Remove what was entered twice, or go on with a reason.")
	return [_warning("claim-repeated", message, remedy, lines, times=len(lines))]


def _elsewhere(lines: list[ExpenseLine], others: list[ExpenseLine]) -> list[Finding]:
	claims = sorted({each.claim for each in others})
	if not claims:
		return []
	message = _("“{kind}” on {day} stands in another claim, too: {claims}.")
	if lines[0].journey.strip():
		message = _("“{kind}” on {day} ({journey}) stands in another claim, too: {claims}.")
	remedy = _("Remove it where it was claimed already, or go on with a reason.")
	return [_warning("claim-claimed-before", message, remedy, lines, claims=", ".join(claims))]


def _warning(code: str, message: str, remedy: str, lines: list[ExpenseLine], **figures: str | int) -> Finding:
	"""A decision about it is about these amounts, too: when one changes, somebody looks again."""
	line, amounts = lines[0], sorted((written(each.spent), written(each.miles)) for each in lines)
	return warn(
		"R43",
		code,
		message,
		remedy,
		occasion=occasion(*likeness(line), *amounts, *figures.values()),
		kind=line.kind,
		day=line.day,
		journey=line.journey.strip(),
		**figures,
	)


def _loosely(words: str) -> str:
	return " ".join(words.split()).casefold()
