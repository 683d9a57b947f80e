"""Documents of headings, text, tables and figures, as PDF and Word: what a report is made of."""
