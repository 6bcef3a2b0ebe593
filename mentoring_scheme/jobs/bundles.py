"""The sealed bundles of closed links, made in the background: each once, whoever asks and however often (R31)."""

from __future__ import annotations

from functools import partial
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import add_to_date, now_datetime

from mentoring_scheme.jobs.batches import kept
from mentoring_scheme.mentoring_scheme import pdf
from mentoring_scheme.mentoring_scheme.doctype.mentoring_file_entry import bundle, seal
from mentoring_scheme.mentoring_scheme.doctype.mentoring_file_entry.bundle import Papers
from mentoring_scheme.mentoring_scheme.doctype.mentoring_file_entry.mentoring_file_entry import (
	reopened_since,
)
from mentoring_scheme.mentoring_scheme.pdf import Part, PdfNotMade

ENTRY = "Mentoring File Entry"
SILENT_MINUTES = 30  # a worker that has been at it for longer was stopped
TRY_AGAIN_HOURS = 24
LINKS_AN_HOUR = 100
# What was removed at the end of its time is not made again.
LACKING = {"bundle": ["is", "not set"], "records_removed": 0}


def on_link_update(link: Document, method: str | None = None) -> None:
	"""A link that was just closed, and put records on both files, gets its bundles."""
	if link.moved_to("Closed") and link.filed_on:
		in_background(link.name)


def on_entry_change(entry: Document, method: str | None = None) -> None:
	"""Somebody asks for the bundle of one file."""
	if entry.flags.bundle_asked:
		in_background(entry.link)


def take_up_again() -> None:
	"""Every hour: what a worker was stopped at, and what has failed a day ago, is taken up again."""
	if not pdf.engine_is_there():
		return
	hour, day = (
		add_to_date(now_datetime(), **ago)
		for ago in ({"minutes": -SILENT_MINUTES}, {"hours": -TRY_AGAIN_HOURS})
	)
	entry, link = frappe.qb.DocType(ENTRY), frappe.qb.DocType("Mentoring Link")
	waiting = (
		frappe.qb.from_(entry)
		.join(link)
		.on((link.name == entry.link) & (link.status == "Closed") & (link.reopened + 1 == entry.version))
		.select(entry.link)
		.distinct()
		.where((entry.bundle.isnull() | (entry.bundle == "")) & (entry.creation < hour))
		.where(entry.records_removed == 0)
		.where(entry.bundle_tried_on.isnull() | (entry.bundle_tried_on < day))
		.limit(LINKS_AN_HOUR)
	)
	for name in waiting.run(pluck=True):
		in_background(name)


def in_background(link: str) -> None:
	frappe.enqueue(
		"mentoring_scheme.jobs.bundles.make_for_link",
		queue="long",
		enqueue_after_commit=True,
		job_id=f"mentoring-bundles-{link}",
		deduplicate=True,
		link=link,
	)


def make_for_link(link: str) -> int:
	"""Make the bundles that the files of a link still lack; return how many were made.

	Papers are printed before anything is held, each once for both files. What a worker was stopped at leaves nothing.
	"""
	names = frappe.get_all(ENTRY, {"link": link, **LACKING}, pluck="name", order_by="creation, name")
	in_bundle = {"parent": ["in", names], "document_type": ["in", bundle.PRINTED]}
	progress = Progress(link, frappe.db.count("Mentoring Filed Document", in_bundle))
	papers: Papers = {}
	return sum(_make(name, papers, progress) for name in names)


class Progress:
	"""How far it is, shown to whoever has closed the link."""

	def __init__(self, link: str, papers: int) -> None:
		self.link, self.papers, self.printed = link, papers, 0

	def one_more(self) -> None:
		"""One more paper is printed."""
		self.printed += 1
		frappe.publish_progress(
			self.printed * 100 / self.papers,
			title=_("Sealing the files"),
			description=_("{0} of {1} papers").format(self.printed, self.papers),
			doctype="Mentoring Link",
			docname=self.link,
		)


def _make(name: str, papers: Papers, progress: Progress) -> int:
	"""Compose one bundle and keep it; what stands in the way is written on the entry, and the other one goes on."""
	entry = frappe.get_doc(ENTRY, name)
	if not entry.is_latest:
		return kept(partial(_say, entry, reopened_since()))
	try:
		content = bundle.compose(entry, papers, progress.one_more)
	except PdfNotMade as error:
		return kept(partial(_say, entry, str(error)))
	except Exception:
		# a print format is the council's, and whatever goes wrong in it must not stop the other file
		frappe.log_error(title="Bundle not made", reference_doctype=ENTRY, reference_name=entry.name)
		return kept(partial(_say, entry, _("Something went wrong. The error log says what.")))
	return kept(partial(seal.fasten, entry.name, content, Part(entry.name, content).pages))


def _say(entry: Any, problem: str) -> int:
	tried_on = now_datetime() if pdf.engine_is_there() else None
	# the app's own note beside the file, which no rule is about
	entry.db_set({"bundle_problem": frappe.utils.strip_html(problem), "bundle_tried_on": tried_on})
	return 0
