"""The page /mentoring/raised: what the user has raised, and what has become of it."""

from typing import Any

from frappe import _

from mentoring_scheme.portal import concerns, frame

no_cache = 1
sitemap = 0


def get_context(context: dict[str, Any]) -> None:
	frame.begin(context, _("What I have raised"), concerns.done_words())
	context.raised = concerns.raised()
