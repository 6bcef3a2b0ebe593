"""A file is read as it was written, whatever text somebody might take it for."""

from __future__ import annotations

import frappe
import pytest

from mentoring_scheme.mentoring_scheme.file_content import bytes_of

CONTENTS = (
	b"\xff\xd8\xff\xe0 a short photograph \xff\xd9",
	b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 20,
	b"\xef\xbb\xbfname,amount\r\n",
	"£ 12.50 – paid".encode(),
)


@pytest.mark.parametrize("content", CONTENTS)
def test_a_file_is_read_byte_for_byte(content: bytes) -> None:
	made = frappe.get_doc(
		{"doctype": "File", "file_name": "a.bin", "is_private": 1, "content": content}
	).insert()
	assert bytes_of(frappe.get_doc("File", made.name)) == content
