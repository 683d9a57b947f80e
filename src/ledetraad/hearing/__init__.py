"""The hearing's rules: who speaks, when it counts, what may be shown, and what is answered.

Nothing here knows of a database or a request; `ledetraad.web.hearing` keeps and asks.
"""
