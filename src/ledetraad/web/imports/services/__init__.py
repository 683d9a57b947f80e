"""What can be done with a document that is on its way in, one verb a file."""
