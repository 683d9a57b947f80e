"""The plan editor: the tree changed in place, every change a step that can be undone."""
