"""How it stands: each plan, the meeting, and what a person judges otherwise."""
