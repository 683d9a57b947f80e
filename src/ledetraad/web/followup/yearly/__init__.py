"""Setting up the year: what is carried over, closed or moved, and what the year's plan takes in."""
