"""What is in a file, byte for byte."""

from __future__ import annotations

from inspect import signature

from frappe.core.doctype.file.file import File

# Frappe 16 takes nearly every picture and workbook that is short for a text of old Windows, unless it is told not to guess.
NO_GUESS = {"encodings": ()} if "encodings" in signature(File.get_content).parameters else {}


def bytes_of(file: File) -> bytes:
	"""The content of a file. Raises OSError or frappe.ValidationError where it is no longer there."""
	content = file.get_content(**NO_GUESS)
	return content.encode() if isinstance(content, str) else content
