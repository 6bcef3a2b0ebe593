"""What is said of a workbook: a finding, and the cell that it is about."""

from __future__ import annotations

from dataclasses import dataclass

from mentoring_scheme.importing.columns import Row
from mentoring_scheme.importing.sheets import BY_TITLE
from mentoring_scheme.policy.verdicts import Figure, Finding, Severity

RULE = "Import"


class WorkbookError(ValueError):
	"""The file as a whole cannot be read. `finding` says why, and what to do."""

	def __init__(self, finding: Finding) -> None:
		self.finding = finding
		super().__init__(finding.text)


@dataclass(frozen=True)
class Remark:
	"""A finding about one cell: `value` is what stands in it, and nothing besides. Row 0: the sheet as a whole."""

	sheet: str
	row: int
	column: str
	value: str
	finding: Finding

	@property
	def stops(self) -> bool:
		"""Whether the row, and what belongs with it, is not brought in."""
		return self.finding.severity is Severity.REFUSE


def about(row: Row, fieldname: str, finding: Finding) -> Remark:
	"""A finding about one cell of a row."""
	return Remark(
		row.sheet,
		row.number,
		BY_TITLE[row.sheet].heading_of(fieldname),
		row.written.get(fieldname, ""),
		finding,
	)


def wrong(row: Row, fieldname: str, code: str, message: str, remedy: str, **figures: Figure) -> Remark:
	"""Something in a cell that must be mended. Message and remedy are marked templates, as everywhere in the policy."""
	return about(row, fieldname, Finding(RULE, code, Severity.REFUSE, message, figures, remedy))


def note(row: Row, fieldname: str, code: str, message: str, remedy: str = "", **figures: Figure) -> Remark:
	"""Something in a cell to be aware of."""
	return about(row, fieldname, Finding(RULE, code, Severity.WARN, message, figures, remedy))
