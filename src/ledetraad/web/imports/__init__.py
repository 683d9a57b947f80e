"""Taking a document in, step by step: read, said what its parts mean, looked through, taken in."""
