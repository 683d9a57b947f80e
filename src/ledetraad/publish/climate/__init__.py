"""Climate accounts and the climate budget written out: for machines and as Excel workbooks."""
