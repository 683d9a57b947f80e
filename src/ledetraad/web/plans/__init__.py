"""Working copies of plans, their revisions and publications, and the staff's pages for them."""
