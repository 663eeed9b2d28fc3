"""A question in, a cited answer out. Knows no user interface."""
