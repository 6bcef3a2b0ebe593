"""What the rules answer with: findings, and assessments made of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum

Figure = str | int | Decimal | date | None


class Severity(str, Enum):
	"""How much a finding weighs."""

	REFUSE = "refuse"
	WARN = "warn"
	PASS = "pass"


def shown(figure: Figure) -> str:
	"""A figure as untranslated text: "10 July 2026", "150.00", and "not known" for None."""
	if figure is None:
		return "not known"
	if isinstance(figure, date):
		return f"{figure.day} {figure:%B %Y}"
	return str(figure)


@dataclass(frozen=True)
class Finding:
	"""One rule applied once.

	`message` and `remedy` are English templates with {named} places, filled from `figures` after translation.
	`overridable` says that an authorised manager may decide otherwise, with a reason (R8). `occasion` names the
	figures under which a decision was taken: when they change, it must be taken anew.
	"""

	rule: str
	code: str
	severity: Severity
	message: str
	figures: Mapping[str, Figure] = field(default_factory=dict, hash=False)
	remedy: str = ""
	overridable: bool = False
	occasion: str = ""

	@property
	def key(self) -> str:
		"""What a recorded decision about this finding is filed under."""
		return f"{self.code}/{self.occasion}" if self.occasion else self.code

	@property
	def text(self) -> str:
		"""The message with its figures, untranslated."""
		return self._filled(self.message)

	@property
	def remedy_text(self) -> str:
		"""The remedy with its figures, untranslated."""
		return self._filled(self.remedy)

	def _filled(self, template: str) -> str:
		return template.format(**{name: shown(figure) for name, figure in self.figures.items()})


@dataclass(frozen=True)
class Assessment:
	"""All findings about one question, passes included, because a panel shows them."""

	findings: tuple[Finding, ...] = ()

	@property
	def refusals(self) -> list[Finding]:
		"""What stands in the way."""
		return self._of(Severity.REFUSE)

	@property
	def warnings(self) -> list[Finding]:
		"""What must be acknowledged with a reason."""
		return self._of(Severity.WARN)

	@property
	def passes(self) -> list[Finding]:
		"""What was asked and is met."""
		return self._of(Severity.PASS)

	@property
	def allowed(self) -> bool:
		"""Whether nothing is refused."""
		return not self.refusals

	def outstanding(self, decided: Collection[str] = ()) -> list[Finding]:
		"""What still stands in the way once the decisions with the keys `decided` are counted.

		Refusals that nobody may override always remain.
		"""
		return [finding for finding in self.refusals + self.warnings if _remains(finding, decided)]

	def refused(self, decided: Collection[str] = ()) -> list[Finding]:
		"""The refusals among what is outstanding."""
		return [finding for finding in self.refusals if _remains(finding, decided)]

	def __add__(self, other: Assessment) -> Assessment:
		return Assessment(self.findings + other.findings)

	def _of(self, severity: Severity) -> list[Finding]:
		return [finding for finding in self.findings if finding.severity is severity]


def _remains(finding: Finding, decided: Collection[str]) -> bool:
	final = finding.severity is Severity.REFUSE and not finding.overridable
	return final or finding.key not in decided


def refuse(
	rule: str,
	code: str,
	message: str,
	remedy: str,
	*,
	overridable: bool = False,
	occasion: str = "",
	**figures: Figure,
) -> Finding:
	"""A refusal; it always says what the user can do."""
	return Finding(rule, code, Severity.REFUSE, message, figures, remedy, overridable, occasion)


def warn(
	rule: str, code: str, message: str, remedy: str = "", *, occasion: str = "", **figures: Figure
) -> Finding:
	"""A warning, which someone must acknowledge with a reason."""
	return Finding(rule, code, Severity.WARN, message, figures, remedy, False, occasion)


def passed(rule: str, code: str, message: str, **figures: Figure) -> Finding:
	"""A rule that is met."""
	return Finding(rule, code, Severity.PASS, message, figures)
