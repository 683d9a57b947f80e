"""What goes out: a plan or a snapshot as files, and as the public site."""
