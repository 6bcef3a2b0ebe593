"""The page /mentoring/records: the contact records of the user's links."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import cint

from mentoring_scheme.portal import frame, mine, records

no_cache = 1
sitemap = 0


def get_context(context: dict[str, Any]) -> None:
	frame.begin(context, _("Records"))
	wanted, page = frappe.form_dict.get("link") or "", cint(frappe.form_dict.get("page"))
	context.update(records.overview(mine.links(), wanted, page))
