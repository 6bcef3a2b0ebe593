"""Tells the mentor that a claim was returned (R43). The mail says that, and nothing of what was claimed or written."""
