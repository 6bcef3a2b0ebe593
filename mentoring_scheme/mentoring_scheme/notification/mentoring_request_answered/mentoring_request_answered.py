"""Tells whoever asked for something that it was answered. The mail says that, and nothing of what was asked."""
