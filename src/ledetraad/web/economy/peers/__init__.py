"""What services cost beside other municipalities."""
