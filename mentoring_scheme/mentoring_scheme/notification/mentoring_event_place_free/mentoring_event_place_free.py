"""Tells whoever was first in the line that a place has fallen free. The mail says what the event is, and nothing of who else comes."""
