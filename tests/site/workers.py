"""Several at once, each with a connection of its own, and workers that are killed: real threads, processes and signals.

For tests that are marked `commits`: what these read and write has to be kept.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import frappe

CONNECTED = """
import frappe
frappe.init({site!r}, sites_path=".")
frappe.connect()
"""
# What somebody who comes second is told; anything else is a defect of the test or of what it tests.
TOLD = (frappe.ValidationError, frappe.QueryDeadlockError)


def at_once(site: str, *acts: Callable[[], Any]) -> list[Any]:
	"""Do these at the same time and keep what they did; what each returned, or the error that it was told.

	All have read from the database before any begins, as a request has that finds out who is asking.
	"""
	ready = threading.Barrier(len(acts))

	def worker(act: Callable[[], Any]) -> Any:
		frappe.init(site, sites_path=".", force=True)
		frappe.connect()
		try:
			frappe.db.count("Mentoring Link")
			ready.wait(timeout=30)
			done = act()
			frappe.db.commit()
			return done
		except TOLD as error:
			frappe.db.rollback()
			return error
		finally:
			frappe.destroy()

	with ThreadPoolExecutor(len(acts)) as pool:
		return [future.result(timeout=120) for future in [pool.submit(worker, act) for act in acts]]


def killed(site: str, script: str, *, lines: int = 1, seconds: float = 0) -> int:
	"""Run `script` in a process of its own; kill it once it has printed so many lines and so long has passed since.

	Returns how it ended: less than nothing where the signal came before it was done.
	"""
	process = subprocess.Popen(
		[sys.executable, "-c", CONNECTED.format(site=site) + script], stdout=subprocess.PIPE, text=True
	)
	assert process.stdout
	try:
		for _ in range(lines):
			assert process.stdout.readline()
		time.sleep(seconds)
	finally:
		process.send_signal(signal.SIGKILL)
		process.wait(timeout=60)
		process.stdout.close()
	return process.returncode
