"""The API: what the staff's pages show and change, for other programs; see docs/api.md."""
