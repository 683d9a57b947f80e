"""Reporting: one's own work list, the reports, the periods, and the controller's board."""
