"""The page /mentoring/help: who to call, and the letter and guide of the scheme."""

from typing import Any

from frappe import _

from mentoring_scheme.portal import frame, help

no_cache = 1
sitemap = 0


def get_context(context: dict[str, Any]) -> None:
	frame.begin(context, _("Help"))
	context.update(help.page())
