"""The page /mentoring/messages: how somebody hears of what is new, and what they were told."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import cint

from mentoring_scheme.portal import frame, messages

no_cache = 1
sitemap = 0


def get_context(context: dict[str, Any]) -> None:
	frame.begin(context, _("Messages"))
	context.update(messages.page(everything=bool(cint(frappe.form_dict.get("all")))))
