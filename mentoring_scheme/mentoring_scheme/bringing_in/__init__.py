"""Writing what a checked workbook holds, through the documents that staff use."""
