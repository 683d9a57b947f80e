"""Excel in and out: lists that are changed in a spreadsheet, and read back with all shown first."""
