"""The economy and the climate written out: as JSON for machines and as Excel workbooks."""
