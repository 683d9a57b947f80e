"""The forms that plan documents take: from a document's blocks to the statements of a plan."""
