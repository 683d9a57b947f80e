"""LT5: whether the plan is followed up: by measures somebody answers for, and by what is counted.

These rules look at plain values that whoever keeps measures and indicators gives them, and on a
day; `ledetraad check`, which has a document alone, does not ask them.
"""
