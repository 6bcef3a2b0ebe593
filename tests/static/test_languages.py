"""What people read can be translated: it stands in the catalogue, whole; and the translations fit it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from .app_files import files, text_of
from .problems import Problem, none_of
from .strings import LOCALE, PORTAL, catalogue, differing, in_pieces, languages, of_portal

UP_TO_DATE = "run “make strings”"


def test_the_catalogue_holds_every_string_of_the_portal() -> None:
	known = catalogue(LOCALE / "main.pot")
	none_of(
		Problem(path, 1, f"not in main.pot, {UP_TO_DATE}: “{text}”")
		for path, text in of_portal()
		if text not in known
	)


def test_nothing_is_put_together_before_it_is_translated() -> None:
	none_of(problem for path in files(".py", ".html", ".js") for problem in in_pieces(path))


def test_translations_keep_the_places_of_figures_and_names() -> None:
	none_of(problem for path in languages() for problem in differing(path))


def test_welsh_has_every_string_of_the_portal() -> None:
	welsh = catalogue(LOCALE / "cy.po")
	none_of(
		Problem(path, 1, f"no Welsh, {UP_TO_DATE} and translate it: “{text}”")
		for path, text in of_portal()
		if not welsh.get(text)
	)
	entries = text_of(LOCALE / "cy.po").count("\nmsgid ") - 1  # without its head
	assert len(welsh) == entries > 600


def test_no_words_of_a_page_stand_outside_of_what_is_translated() -> None:
	"""Portal templates hold no sentence of their own."""
	from .words import HTML_TAG

	for folder in PORTAL:
		for path in files(".html", under=folder):
			left = HTML_TAG.sub(" ", text_of(path)).replace("{{", " ").split()
			assert not [word for word in left if word.isalpha() and len(word) > 1], path


def test_the_rules_see_what_is_wrong(sample: Callable[..., Path], tmp_path: Path) -> None:
	assert len(list(in_pieces(sample('_(f"{1} left")\n_("a" + name)\n_("whole")')))) == 2
	page = tmp_path / "page.html"
	page.write_text("{{ _('a ' ~ b) }} {{ _('whole') }}", encoding="utf-8")
	assert len(list(in_pieces(page))) == 1
	po = tmp_path / "xx.po"
	po.write_text('msgid "{0} of {name}"\nmsgstr "{name} {1}"\n\nmsgid "a"\nmsgstr "b"\n', encoding="utf-8")
	assert catalogue(po) == {"{0} of {name}": "{name} {1}", "a": "b"}
	assert len(list(differing(po))) == 1
