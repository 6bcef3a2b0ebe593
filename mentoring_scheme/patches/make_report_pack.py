"""The monthly pack of reports, switched off, for sites on which the app was installed without it."""

from mentoring_scheme.setup.report_pack import make_pack


def execute() -> None:
	make_pack()
