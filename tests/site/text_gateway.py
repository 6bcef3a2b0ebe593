"""A gateway for text messages, as the platform's SMS Settings call it: it keeps what it is asked to send."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.parse import parse_qs

import frappe


class Gateway(HTTPServer):
	"""`sent`: number and text of each message. `answer`: the status that it answers with."""

	def __init__(self) -> None:
		super().__init__(("127.0.0.1", 0), _Handler)
		self.sent: list[tuple[str, str]] = []
		self.answer = 200


class _Handler(BaseHTTPRequestHandler):
	server: Gateway

	def do_POST(self) -> None:
		body = self.rfile.read(int(self.headers["Content-Length"])).decode()
		fields = parse_qs(body)
		self.server.sent.append((fields["to"][0], fields["text"][0]))
		self.send_response(self.server.answer)
		self.end_headers()

	def log_message(self, *_arguments: object) -> None:
		"""Nothing is printed among the results of the tests."""


@contextmanager
def gateway() -> Iterator[Gateway]:
	"""A gateway that the site's SMS Settings name; they are emptied at the end."""
	server = Gateway()
	Thread(target=server.serve_forever, daemon=True).start()
	settings = {
		"sms_gateway_url": f"http://127.0.0.1:{server.server_port}/send",
		"message_parameter": "text",
		"receiver_parameter": "to",
		"use_post": 1,
	}
	_set(settings)
	try:
		yield server
	finally:
		_set(dict.fromkeys(settings))
		server.shutdown()
		server.server_close()


def _set(settings: dict[str, object]) -> None:
	frappe.db.set_single_value("SMS Settings", settings)
