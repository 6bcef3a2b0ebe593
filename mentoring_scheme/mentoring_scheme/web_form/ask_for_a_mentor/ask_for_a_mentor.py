"""The public page on which somebody asks for a mentor: it makes a Mentoring Application and opens nothing else."""

from __future__ import annotations

from typing import Any

from mentoring_scheme.mentoring_scheme.doctype.mentoring_application.public_page import prepare


def get_context(context: Any) -> None:
	"""Offer the schemes that are open, and seal the time."""
	prepare(context, "Mentee")
