"""What of the follow-up is published: chosen here, gathered when the plan is published."""
