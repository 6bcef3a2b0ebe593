"""Users read British English, and no file tells where or on what machine it was written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from .app_files import lines_of
from .problems import Problem, none_of
from .words import AMERICAN, american, read_by_users, shown_in, tracked_files

# Folders of somebody's own machine, put together here so that this file passes its own test. Paths below a variable
# or a home folder ("$HOME/…", "~/…") are nobody's in particular.
_FOLDERS = ("root/", "work/", r"home/(?!frappe\b)\w+/", r"Users/\w+/")
MACHINES = re.compile(r"(?<![\w.}~*])/(" + "|".join(_FOLDERS) + ")")


def spelling(path: Path) -> Iterator[Problem]:
	for line, text in shown_in(path):
		for word, british in american(text):
			yield Problem(path, line, f"“{word}” is American; write {british}")


def machines(path: Path) -> Iterator[Problem]:
	try:
		lines = lines_of(path)
	except UnicodeDecodeError:
		return
	for number, line in enumerate(lines, 1):
		if found := MACHINES.search(line):
			yield Problem(path, number, f"names a folder of one machine: {found[0]}")


def test_users_read_british_english() -> None:
	none_of(problem for path in read_by_users() if path.is_file() for problem in spelling(path))


def test_no_file_names_a_folder_of_one_machine() -> None:
	none_of(problem for path in tracked_files() for problem in machines(path))


@pytest.mark.parametrize(
	("name", "text"),
	[
		("sample.py", 'frappe.throw(_("Choose a training program first."))'),
		("sample.py", 'Move("Due", "Authorize", "Approved", PAYERS)'),
		("sample.json", '{"fields": [{"label": "Favorite color"}]}'),
		("sample.json", '{"policy": {"topic": "Behavior"}}'),
		("sample.js", 'frm.set_intro(__("The coordinator has canceled it."));'),
		("sample.md", "# Enrollment"),
		("sample.html", '<p class="x">Gray</p>'),
	],
)
def test_the_rule_sees_american_words(name: str, text: str, sample: Callable[..., Path]) -> None:
	assert list(spelling(sample(text, name)))


@pytest.mark.parametrize(
	("name", "text"),
	[
		("sample.py", 'color = get("center")\nfrappe.throw(_("The programme is cancelled."))'),
		("sample.json", '{"color": "gray", "fieldname": "program", "label": "Programme"}'),
		("sample.js", 'element.style.color = "gray"; // center'),
		("sample.md", "Run `color` or\n```\nprogram\n```\n[text](color.md)"),
		("sample.html", '<p style="color: gray" align="center">Colour</p>{{ doc.program | e }}'),
	],
)
def test_the_rule_lets_code_and_british_words_be(name: str, text: str, sample: Callable[..., Path]) -> None:
	none_of(spelling(sample(text, name)))


def test_the_rule_sees_a_folder_of_one_machine(sample: Callable[..., Path]) -> None:
	for folder in ("root", "work", "home/ann", "Users/ann"):
		assert list(machines(sample(f"cd /{folder}/bench"))), folder
	for fine in ("$HOME/bench", "~/work/bench", "${GITHUB_WORKSPACE}/work/x", "chroot/tmp"):
		none_of(machines(sample(fine)))


def test_no_british_word_counts_as_american() -> None:
	for british in (
		"organise",
		"colour",
		"centre",
		"programme",
		"behaviour",
		"cancelled",
		"counsellor",
		"co-ordinator",
	):
		assert not list(american(british)), british
	assert len(AMERICAN) > 20
