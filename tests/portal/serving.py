"""The site as a web server serves it: a process of its own, on a port that nobody else uses."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

SCRIPTS = Path(__file__).parents[2] / "scripts"


@contextmanager
def served(site: str, log: Path) -> Iterator[str]:
	"""The address of the site while it is served. The working directory is the bench's sites folder."""
	listener = socket.create_server(("127.0.0.1", 0))
	address = f"http://127.0.0.1:{listener.getsockname()[1]}"
	# fmt: off
	command = [
		sys.executable, "-m", "gunicorn", "--bind", f"fd://{listener.fileno()}", "--workers", "1", "--threads", "4",
		"--worker-class", "gthread", "--timeout", "120", "--graceful-timeout", "3",
		"--pythonpath", str(SCRIPTS), "serve:application",
	]
	# fmt: on
	with log.open("wb") as out:
		process = subprocess.Popen(
			command,
			env={**os.environ, "SITE": site},
			pass_fds=[listener.fileno()],
			stdin=subprocess.DEVNULL,
			stdout=out,
			stderr=out,
			start_new_session=True,
		)
	# whoever ends the tests ends the server with them
	signal.signal(signal.SIGTERM, signal.default_int_handler)
	listener.close()  # the server's alone from here on: when it ends, it is not waited for
	try:
		_wait_for(address, log)
		yield address
	finally:
		_end(process)


def _wait_for(address: str, log: Path) -> None:
	try:
		# no proxy: the machine's own may not know its way back here
		build_opener(ProxyHandler({})).open(f"{address}/api/method/ping", timeout=120).read()
	except OSError as error:
		raise RuntimeError(f"The site is not served ({error}):\n{log.read_text()[-3000:]}") from error


def _end(process: subprocess.Popen[bytes]) -> None:
	process.terminate()
	try:
		process.wait(timeout=15)
	except subprocess.TimeoutExpired:
		os.killpg(process.pid, signal.SIGKILL)
		process.wait()
