"""The store: Parquet files by dataset and edition, and a catalogue of them.

A folder that any tool can read: `catalogue.json`, and below `editions/` one file for each edition
of each dataset. A file is never changed once the catalogue names it, so that readers need no lock;
one writer at a time holds the lock, which a killed writer gives up by dying.
"""
