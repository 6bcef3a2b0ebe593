"""The review of a year as a page to read and as a PDF to print: the same words, tables and plots."""

import frappe
from frappe import _
from frappe.utils import cstr, formatdate
from frappe.utils.pdf import get_pdf
from werkzeug.wrappers import Response

from mentoring_scheme.mentoring_scheme.pdf import Part, PdfNotMade, engine_is_there, merged, no_engine
from mentoring_scheme.mentoring_scheme.review.sections import review
from mentoring_scheme.mentoring_scheme.review.years import SchemeYear, asked_for, nothing_chosen

REPORT = "Mentoring Scheme Review"
TEMPLATE = "mentoring_scheme/templates/review/review.html"
LAYOUT = {
	"page-size": "A4",
	"margin-top": "18mm",
	"margin-bottom": "15mm",
	"margin-left": "15mm",
	"margin-right": "15mm",
}


@frappe.whitelist()
def page(scheme: str, year: str = "") -> Response:
	"""The review on one page. Raises frappe.PermissionError for whoever may not open the report."""
	return Response(html(_opened(scheme, year)), mimetype="text/html")


@frappe.whitelist()
def pdf(scheme: str, year: str = "") -> None:
	"""The review as a PDF to keep. Raises frappe.PermissionError as above, PdfNotMade where the server makes none."""
	chosen = _opened(scheme, year)
	frappe.response.update(
		{
			"type": "pdf",
			"filename": f"{_('Scheme Review')} {chosen.scheme} {chosen.name}.pdf",
			"filecontent": as_pdf(chosen),
		}
	)


def html(year: SchemeYear) -> str:
	"""The page; everything that people have typed is escaped by the template."""
	values = {
		"year": year,
		"title": _("Scheme Review {0}").format(year.name),
		"sections": review(year),
		"made_on": formatdate(year.today),
		"lang": frappe.local.lang,
	}
	return cstr(frappe.get_template(TEMPLATE).render(values))


def as_pdf(year: SchemeYear) -> bytes:
	"""The page as an A4 PDF with numbered pages. Raises PdfNotMade."""
	if not engine_is_there():
		raise PdfNotMade(no_engine())
	name = f"{year.scheme} {year.name}"
	return merged([Part(name, get_pdf(html(year), dict(LAYOUT)))], name)


def _opened(scheme: str, year: str) -> SchemeYear:
	if not frappe.get_doc("Report", REPORT).is_permitted():
		frappe.throw(_("This review is for the scheme's managers and co-ordinators."), frappe.PermissionError)
	chosen = asked_for({"scheme": scheme, "year": year})
	if chosen is None:
		frappe.throw(nothing_chosen())
	return chosen
