"""The page /mentoring/worry: a mentor passes a worry on."""

from typing import Any

import frappe
from frappe import _

from mentoring_scheme.portal import concerns, frame

no_cache = 1
sitemap = 0


def get_context(context: dict[str, Any]) -> None:
	frame.begin(context, _("I have a worry"))
	context.update(concerns.page(concerns.WORRY, frappe.form_dict.get("link") or ""))
