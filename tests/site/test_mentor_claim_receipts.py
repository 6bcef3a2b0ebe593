"""Receipts of a claim: private, the claim's own, what they say they are, and kept once the claim was sent in."""

from __future__ import annotations

import io
from typing import Any

import frappe
import pytest
from frappe.model.document import Document
from makers import last_month, make_claim, make_file
from PIL import Image
from pypdf import PdfWriter
from story import acting, change, refused
from test_mentor_claim import Claimants, claimants

from mentoring_scheme.mentoring_scheme.claims import api, receipts


@pytest.fixture
def them() -> Claimants:
	return claimants()


def picture(kind: str = "JPEG") -> bytes:
	kept = io.BytesIO()
	Image.new("RGB", (60, 80), "white").save(kept, kind)
	return kept.getvalue()


def document(password: str = "") -> bytes:
	kept, writer = io.BytesIO(), PdfWriter()
	writer.add_blank_page(200, 200)
	if password:
		writer.encrypt(password)
	writer.write(kept)
	return kept.getvalue()


def part(name: bytes, content: bytes = b"") -> bytes:
	return (8 + len(content)).to_bytes(4, "big") + name + content


def heic() -> bytes:
	return part(b"ftyp", b"heic\0\0\0\0mif1") + part(b"meta", b"\0" * 20) + part(b"mdat", b"\1" * 50)


def claim_of(them: Claimants) -> Document:
	"""A draft with one expense that needs a receipt."""
	line = {"date": last_month(5), "kind": "Public transport", "amount_claimed": 9}
	with acting(them.cast.mentor):
		return make_claim(mentor=them.mentor, expense_lines=[line])


def attach(
	them: Claimants, claim: Document, content: bytes, name: str = "receipt.jpg", **values: Any
) -> Document:
	"""The mentor attaches a file to the claim, names it as the receipt of its line, and saves."""
	with acting(them.cast.mentor):
		file = make_file(claim, content=content, file_name=name, **values)
		claim.reload().expense_lines[0].receipt = file.file_url
		claim.save()
	return file


@pytest.mark.parametrize(
	("content", "name"),
	[
		(picture(), "receipt.jpg"),
		(picture("PNG"), "receipt.PNG"),
		(document(), "receipt.pdf"),
		(heic(), "receipt.heic"),
		(heic(), "named-by-the-phone.png"),
	],
)
def test_photographs_and_pdfs_are_taken(them: Claimants, content: bytes, name: str) -> None:
	claim = claim_of(them)
	assert claim.total == 0
	file = attach(them, claim, content, name)
	assert file.is_private
	assert claim.reload().total == 9
	with acting(them.cast.mentor):
		api.send_in(claim.name)


NO_RECEIPTS = [
	(b"<html>a receipt</html>", "receipt.jpg", "whatever its name says"),
	(b"just a text", "receipt.pdf", "whatever its name says"),
	(b"GIF89a" + b"\0" * 40, "receipt.png", "whatever its name says"),
	(b"\0" * 200, "receipt.png", "whatever its name says"),
	(picture(), "receipt.html", "neither a PDF nor a photograph"),
	(picture()[:200], "receipt.jpg", "cannot be opened"),
	(picture("PNG")[:60], "receipt.png", "cannot be opened"),
	(b"%PDF-1.7 nothing else", "receipt.pdf", "cannot be opened"),
	(document("secret"), "receipt.pdf", "password"),
	(heic()[:-20], "receipt.heic", "cannot be opened"),
]
# of these, Frappe itself makes a picture or reads the pages while it keeps the file, and fails without a word
REFUSED_BY_FRAPPE = (".jpg", ".pdf")


@pytest.mark.parametrize(("content", "name", "says"), NO_RECEIPTS)
def test_anything_else_is_refused_with_what_to_do(
	them: Claimants, content: bytes, name: str, says: str
) -> None:
	claim = claim_of(them)
	before = frappe.db.count("File")
	with refused(receipts.ReceiptRefused) as told, acting(them.cast.mentor):
		receipts.attach(claim.name, name, content)
	assert told.says(name, says)
	assert frappe.db.count("File") == before


@pytest.mark.parametrize(
	("content", "name", "says"), [each for each in NO_RECEIPTS if not each[1].endswith(REFUSED_BY_FRAPPE)]
)
def test_also_where_it_was_attached_past_that(them: Claimants, content: bytes, name: str, says: str) -> None:
	claim = claim_of(them)
	with refused(receipts.ReceiptRefused) as told:
		attach(them, claim, content, name)
	assert told.says("Expenses, row 1, receipt", says)
	assert claim.reload().expense_lines[0].receipt is None


def test_the_name_is_put_right_where_a_telephone_was_careless(them: Claimants) -> None:
	claim = claim_of(them)
	with acting(them.cast.mentor):
		file = receipts.attach(claim.name, "IMG_1.jpg", heic())
		claim.expense_lines[0].receipt = file.file_url
		claim.save()
	assert file.file_name.endswith(".heic") and file.is_private
	assert claim.total == 9


def test_a_picture_of_absurd_size_is_not_opened(them: Claimants, monkeypatch: pytest.MonkeyPatch) -> None:
	monkeypatch.setattr(receipts, "MOST_PIXELS", 60 * 80 - 1)
	with refused(receipts.ReceiptRefused):
		attach(them, claim_of(them), picture())


def test_a_large_file_is_refused_by_its_size(them: Claimants, monkeypatch: pytest.MonkeyPatch) -> None:
	monkeypatch.setattr(receipts, "LARGEST", 0)
	with refused(receipts.ReceiptRefused) as told:
		attach(them, claim_of(them), picture())
	assert told.says("larger than")


def test_a_file_of_another_claim_is_no_receipt_of_this_one(them: Claimants) -> None:
	claim = claim_of(them)
	elsewhere = make_claim(mentor=them.mentor, month=frappe.utils.add_months(last_month(), -1))
	file = make_file(elsewhere, content=picture(), file_name="receipt.jpg")
	for address in (file.file_url, "/private/files/nowhere.jpg", "https://example.org/receipt.jpg"):
		with refused(receipts.ReceiptRefused) as told, acting(them.cast.mentor):
			claim.reload().expense_lines[0].receipt = address
			claim.save()
		assert told.says("not attached to this claim")


def test_a_public_file_is_made_private(them: Claimants) -> None:
	claim = claim_of(them)
	file = attach(them, claim, picture(), private=False)
	assert file.is_private and file.file_url.startswith("/private/")


def test_once_sent_in_the_receipt_stays_as_it_is(them: Claimants) -> None:
	claim = claim_of(them)
	file = attach(them, claim, picture())
	with acting(them.cast.mentor):
		api.send_in(claim.name)
	for user in (them.cast.mentor, them.cast.manager):
		with refused(frappe.PermissionError), acting(user):
			frappe.delete_doc("File", file.name)
	with refused(receipts.ReceiptRefused) as told:
		change(file, attached_to_name=None, attached_to_doctype=None)
	assert told.says(claim.name, "returned")
	assert file.reload().exists_on_disk()
	them.by(them.cast.co_ordinator, claim, "Return", comment="It cannot be read")
	with acting(them.cast.mentor):
		frappe.delete_doc("File", file.name)
	assert not frappe.db.exists("File", file.name)


def test_others_do_not_see_the_receipt(them: Claimants) -> None:
	claim = claim_of(them)
	file = attach(them, claim, picture())
	for user in (them.cast.stranger, them.cast.mentee, them.finance):
		assert not frappe.has_permission("File", "read", doc=file, user=user)
	for user in (them.cast.mentor, them.cast.co_ordinator):
		assert frappe.has_permission("File", "read", doc=file, user=user)
