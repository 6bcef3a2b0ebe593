"""What happens when the app comes onto a site: named steps, each of which may run again."""

from mentoring_scheme.setup import version_gate
from mentoring_scheme.setup.kanban import make_boards
from mentoring_scheme.setup.languages import make_languages
from mentoring_scheme.setup.letters import make_letter_templates
from mentoring_scheme.setup.mail_templates import make_templates
from mentoring_scheme.setup.report_pack import make_pack
from mentoring_scheme.setup.roles import make_roles
from mentoring_scheme.setup.workflows import make_workflows

BEFORE = (version_gate.check, make_roles)
AFTER = (
	make_roles,
	make_workflows,
	make_boards,
	make_letter_templates,
	make_pack,
	make_templates,
	make_languages,
)


def before_install() -> None:
	"""Run before the documents are made: a role that a document names first would be born with desk access."""
	for step in BEFORE:
		step()


def after_install() -> None:
	for step in AFTER:
		step()
