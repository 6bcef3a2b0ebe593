"""The comments of a Python file, which its tree leaves out."""

from __future__ import annotations

import io
import tokenize
from functools import cache
from pathlib import Path

from .app_files import text_of


@cache
def comments_of(path: Path) -> dict[int, str]:
	"""Line → comment, without its mark."""
	tokens = tokenize.generate_tokens(io.StringIO(text_of(path)).readline)
	return {token.start[0]: token.string.lstrip("# ") for token in tokens if token.type == tokenize.COMMENT}
