"""The financial rules, and the amounts that they are judged by."""
