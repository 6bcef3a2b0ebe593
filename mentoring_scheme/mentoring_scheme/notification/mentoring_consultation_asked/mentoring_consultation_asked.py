"""Tells a supervising social worker that they are consulted (R21). The mail says that, and nothing of what the document says."""
