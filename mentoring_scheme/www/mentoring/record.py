"""The page /mentoring/records/<record>: one contact record, to be read, agreed or talked about."""

from typing import Any

from frappe import _

from mentoring_scheme.portal import frame, record, records

no_cache = 1
sitemap = 0


def get_context(context: dict[str, Any]) -> None:
	frame.begin(context, _("Record"), records.done_words())
	doc, own = record.asked_for()
	context.update(record.page(doc, own))
	context.title = records.title_of(doc)
	context.back = {"href": records.RECORDS, "text": _("Records")}
