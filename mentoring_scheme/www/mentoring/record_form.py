"""The pages /mentoring/links/<link>/record and /mentoring/records/<record>/write: one contact is written down."""

from typing import Any

from frappe import _

from mentoring_scheme.portal import frame, recording

no_cache = 1
sitemap = 0


def get_context(context: dict[str, Any]) -> None:
	frame.begin(context, _("Record a contact"))
	own, record = recording.asked_for()
	context.update(recording.page(own, record))
	context.title = recording.title(own, record)
	context.back = recording.way_back(own, record)
