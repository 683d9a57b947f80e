"""What can be done with a plan, one verb a file; every one is whole or not at all."""
