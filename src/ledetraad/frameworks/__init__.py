"""What references point to: the UN's goals and targets, and what a document's codes mean."""
