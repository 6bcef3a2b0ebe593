"""Asks mentor or mentee for feedback (R41). The mail says that, and nothing of what the document says."""
