"""What series say: progress towards a target, and where a series is likely to go.

Pure functions on a `Series`, and the same on all series of a store at once.
"""
