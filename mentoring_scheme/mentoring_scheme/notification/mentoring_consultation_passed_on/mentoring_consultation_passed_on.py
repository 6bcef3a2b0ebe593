"""Tells a supervising social worker who is asked in the place of another (R21). The mail says that, and nothing of what the document says."""
