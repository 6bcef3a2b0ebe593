"""Which browser the tests use: CHROMIUM, else the machine's own Chromium or Chrome, else the one that Playwright keeps.

python tests/portal/find_browser.py prints its path; where there is none it says why, and fails.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class NoBrowserError(RuntimeError):
	"""There is no browser; the message says what to do."""


def find_browser() -> str:
	"""The path of the browser."""
	if chosen := os.environ.get("CHROMIUM"):
		if path := _that_runs(chosen):
			return path
		raise NoBrowserError(f"CHROMIUM is {chosen}, which is no browser that can be run")
	found = filter(None, (_that_runs(program) for program in PROGRAMS))
	if path := next(found, None) or _playwrights_own():
		return path
	raise NoBrowserError(
		"there is no Chromium; as root: apt-get install chromium, "
		f"or: {sys.executable} -m playwright install chromium, or set CHROMIUM to the path of one"
	)


def _that_runs(program: str) -> str | None:
	"""Where it is. Ubuntu's `chromium-browser` may be a mere pointer to a store, which does not run."""
	path = shutil.which(program)
	if not path:
		return None
	answer = subprocess.run([path, "--version"], capture_output=True, stdin=subprocess.DEVNULL, timeout=60)
	return path if answer.returncode == 0 else None


def _playwrights_own() -> str | None:
	from playwright.sync_api import sync_playwright

	with sync_playwright() as playwright:
		path = playwright.chromium.executable_path
	return path if Path(path).exists() else None


if __name__ == "__main__":
	try:
		print(find_browser())
	except NoBrowserError as error:
		sys.exit(str(error))
