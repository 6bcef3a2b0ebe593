"""A migration is a patch with a test, and patches.txt names each one once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from .app_files import APP, APP_NAME, TESTS, dotted, lines_of, python_files, text_of
from .dotted_paths import find
from .problems import Problem, none_of

PATCHES_FILE = APP / "patches.txt"
SECTIONS = {"pre_model_sync", "post_model_sync"}


def entries_of(path: Path) -> Iterator[tuple[int, str]]:
	"""Line number and dotted path of each patch; what follows a blank ("#2") only makes it run again."""
	for number, line in enumerate(lines_of(path), 1):
		text = line.strip()
		if text and not text.startswith(("#", "[")):
			yield number, text.split(maxsplit=1)[0] if not text.startswith("execute:") else text


def wrong_entries_in(path: Path) -> Iterator[Problem]:
	seen: set[str] = set()
	for number, entry in entries_of(path):
		if entry.startswith("execute:"):
			yield Problem(path, number, "make it a module of patches/, so that it can have a test")
		elif find(f"{entry}.execute") is None or find(f"{entry}.execute").function is None:
			yield Problem(path, number, f"{entry} is no module with a function execute")
		if entry in seen:
			yield Problem(path, number, f"{entry} is listed twice")
		seen.add(entry)


def wrong_sections_in(path: Path) -> Iterator[Problem]:
	for number, line in enumerate(lines_of(path), 1):
		if line.startswith("[") and line.strip().strip("[]") not in SECTIONS:
			yield Problem(path, number, f"{line.strip()} is no section of patches.txt")


def patch_modules(folder: Path) -> list[Path]:
	return [path for path in python_files(under=folder) if path.name != "__init__.py"]


def unlisted(modules: list[Path], listed: set[str]) -> Iterator[Problem]:
	for path in modules:
		if dotted(path) not in listed:
			yield Problem(path, 1, "patches.txt does not list this patch")


def untested(modules: list[Path], tests: list[str]) -> Iterator[Problem]:
	for path in modules:
		if not any(re.search(rf"\b{re.escape(path.stem)}\b", text) for text in tests):
			yield Problem(path, 1, f"no test names the patch {path.stem}")


def test_each_line_of_patches_names_a_module_that_can_be_executed_and_only_once() -> None:
	none_of(wrong_entries_in(PATCHES_FILE))
	none_of(wrong_sections_in(PATCHES_FILE))


def test_every_patch_is_listed() -> None:
	none_of(unlisted(patch_modules(APP / "patches"), {entry for _, entry in entries_of(PATCHES_FILE)}))


def test_every_patch_has_a_test() -> None:
	tests = [text_of(path) for path in python_files(under=TESTS) if path.name.startswith("test_")]
	none_of(untested(patch_modules(APP / "patches"), tests))


def test_the_rules_for_patches_see_what_is_wrong(tmp_path: Path) -> None:
	path = tmp_path / "patches.txt"
	install = f"{APP_NAME}.setup.install"
	path.write_text(
		f"[pre_model]\n# fine\n{install}\n\n{APP_NAME}.patches.gone #2\nexecute:print()\n{install}\n"
	)
	assert [each.line for each in wrong_entries_in(path)] == [3, 5, 6, 7, 7]
	assert [each.line for each in wrong_sections_in(path)] == [1]
	module = APP / "setup" / "roles.py"
	assert list(unlisted([module], {install})) and not list(unlisted([module], {dotted(module)}))
	assert list(untested([module], ["make_roles()"])) and not list(untested([module], ["import roles"]))
