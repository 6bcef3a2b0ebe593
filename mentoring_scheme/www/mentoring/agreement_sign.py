"""The page /mentoring/agreements/<agreement>/sign: a last look, and the name that signs."""

from typing import Any

from frappe import _

from mentoring_scheme.portal import agreements, frame
from mentoring_scheme.portal.forms import taken_up

no_cache = 1
sitemap = 0


def get_context(context: dict[str, Any]) -> None:
	frame.begin(context, _("Check before you sign"))
	agreement = agreements.asked_for()
	path = agreements.path_of(agreement.doc.name)
	if why := agreements.why_not_sign(agreement):
		frame.show_instead(frame.address(path, done=why))
	context.update(agreements.before_signing(agreement))
	context.answers = taken_up(agreement.doc.name, {})
	context.problems = context.answers.listed()
	context.back = {"href": frame.address(path), "text": agreements.title_of(agreement)}
