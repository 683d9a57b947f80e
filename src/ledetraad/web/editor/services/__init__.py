"""What can be done with a draft of changes, one verb a file; every one is whole or not at all."""
