"""The plan itself: its parts, ids, numbers and thread. Pure values; no files, no database."""
