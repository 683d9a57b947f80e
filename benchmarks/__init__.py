"""The main jobs timed beside named references; `make bench` runs them. See README.md here."""
