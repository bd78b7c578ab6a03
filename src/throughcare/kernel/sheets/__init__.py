"""Files of rows, CSV or a workbook, as text: found out and never guessed, and nothing in them is calculated."""
