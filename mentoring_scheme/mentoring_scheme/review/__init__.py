"""What a scheme reached in a year: gathered once, told by sections, shown on a page and as a PDF (R4)."""
