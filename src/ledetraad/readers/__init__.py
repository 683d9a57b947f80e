"""Documents in: each reader turns one format into a plan with the source place of every element.

A reader knows the form of a kind of document, never a certain document's words. What it is unsure
of becomes a finding.
"""

from ledetraad.readers.registry import read_bytes, read_document
from ledetraad.readers.result import ReadResult

__all__ = ["ReadResult", "read_bytes", "read_document"]
