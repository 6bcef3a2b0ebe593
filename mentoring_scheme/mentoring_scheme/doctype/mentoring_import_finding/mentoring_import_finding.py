# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""What was found in one cell of a workbook."""

from mentoring_scheme.mentoring_scheme.row_of_document import RowOfDocument


class MentoringImportFinding(RowOfDocument):
	"""A finding quotes its own cell and nothing besides."""

	# begin: auto-generated types
	# end: auto-generated types
