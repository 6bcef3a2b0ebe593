"""The workflow of claims, for sites on which the app was installed before mentors could claim."""

from mentoring_scheme.setup.workflow_tables import CLAIM
from mentoring_scheme.setup.workflows import make_workflows


def execute() -> None:
	make_workflows((CLAIM,))
