"""Reads the app's files, each once: Python as trees, JSON with line numbers, scripts and templates as text.

Everything is found by looking, so the tests describe whatever the app holds today.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
APP_NAME = "mentoring_scheme"
APP = ROOT / APP_NAME
MODULE = APP / APP_NAME
TESTS = ROOT / "tests"

_NOT_OURS = {
	".git",
	".venv",
	"venv",
	"node_modules",
	"__pycache__",
	".mypy_cache",
	".pytest_cache",
	".ruff_cache",
}


@cache
def text_of(path: Path) -> str:
	return path.read_text(encoding="utf-8")


@cache
def lines_of(path: Path) -> tuple[str, ...]:
	return tuple(text_of(path).splitlines())


@cache
def tree_of(path: Path) -> ast.Module:
	return ast.parse(text_of(path), filename=str(path))


@cache
def json_of(path: Path) -> Any:
	return json.loads(text_of(path))


@cache
def files(*suffixes: str, under: Path = APP) -> tuple[Path, ...]:
	"""Every file below `under` with one of the suffixes, in order."""
	return tuple(sorted(path for path in _walk(under) if path.name.endswith(suffixes)))


def python_files(under: Path = APP) -> tuple[Path, ...]:
	return files(".py", under=under)


def line_of(path: Path, *needles: str) -> int:
	"""The line of the last needle, each looked for after the one before; 1 where they are not found."""
	position = 0
	for needle in needles:
		found = text_of(path).find(needle, position)
		if found < 0:
			break
		position = found
	return text_of(path).count("\n", 0, position) + 1


def line_of_value(path: Path, value: object) -> int:
	"""The first line on which a JSON file holds `value`."""
	return line_of(path, json.dumps(value, ensure_ascii=False))


def dotted(path: Path) -> str:
	"""The dotted name of a module of the app, for example "mentoring_scheme.setup.roles"; a sample's own bare name."""
	if not path.is_relative_to(ROOT):
		return path.stem
	parts = list(path.relative_to(ROOT).with_suffix("").parts)
	return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _walk(folder: Path) -> Iterator[Path]:
	for entry in folder.iterdir():
		if entry.name in _NOT_OURS or entry.suffix == ".egg-info":
			continue
		if entry.is_dir() and not entry.is_symlink():
			yield from _walk(entry)
		elif entry.is_file():
			yield entry
