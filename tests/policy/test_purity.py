"""The policy knows no framework and no clock."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
POLICY = ROOT / "mentoring_scheme" / "policy"
MODULES = sorted(POLICY.rglob("*.py"))
STANDARD_LIBRARY = set(sys.stdlib_module_names)
CLOCKS = {"today", "now", "utcnow", "time", "localtime", "gmtime", "monotonic"}

IMPORT_ALL = """
import importlib, pkgutil, sys
sys.path.insert(0, sys.argv[1])
import mentoring_scheme.policy as policy
names = [each.name for each in pkgutil.walk_packages(policy.__path__, policy.__name__ + ".")]
for name in names:
    importlib.import_module(name)
strangers = [name for name in sys.modules if name.split(".")[0] in ("frappe", "erpnext", "werkzeug", "pymysql")]
assert not strangers, strangers
from mentoring_scheme.policy import presets
for name in presets.names():
    presets.load(name)
print(len(names))
"""


def test_every_module_imports_and_runs_without_frappe(tmp_path: Path) -> None:
	# -I keeps the environment, the user's site and the working folder off the path; -S the installed packages
	run = subprocess.run(
		[sys.executable, "-I", "-S", "-c", IMPORT_ALL, str(ROOT)],
		cwd=tmp_path,
		capture_output=True,
		text=True,
		check=False,
	)
	assert run.returncode == 0, run.stderr
	assert int(run.stdout) == len(MODULES) - 1


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(POLICY)))
def test_a_module_imports_only_the_standard_library_and_its_neighbours(path: Path) -> None:
	for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
		if isinstance(node, ast.Import):
			assert {each.name.split(".")[0] for each in node.names} <= STANDARD_LIBRARY
		if isinstance(node, ast.ImportFrom) and not node.level:
			assert (node.module or "").split(".")[0] in STANDARD_LIBRARY
		if isinstance(node, ast.ImportFrom) and node.level:
			depth = len(path.relative_to(POLICY).parts)
			assert node.level <= depth, "a policy module reaches out of the policy"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(POLICY)))
def test_a_module_asks_no_clock(path: Path) -> None:
	for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
		if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
			assert node.func.attr not in CLOCKS


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(POLICY)))
def test_sentences_for_translation_are_literal(path: Path) -> None:
	for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
		if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
			(sentence,) = node.args
			assert isinstance(sentence, ast.Constant) and isinstance(sentence.value, str)
