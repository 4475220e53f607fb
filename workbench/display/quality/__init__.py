"""The page of findings: coverage, error rates, where to look first, both places of each."""
