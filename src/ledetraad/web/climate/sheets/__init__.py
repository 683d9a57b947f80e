"""Measures' effects on emissions as a list that is changed in a spreadsheet and sent back."""
