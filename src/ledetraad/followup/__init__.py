"""The follow-up's rules: how a value is judged, how a plan stands, and by when things are due.

Pure values and functions; no files, no database, no clock (the day is passed in). What is kept,
asked for and shown is left to `web`.
"""
