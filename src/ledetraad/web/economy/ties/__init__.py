"""Money on the thread: what goes where in the plan."""
