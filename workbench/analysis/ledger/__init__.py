"""The problem ledger: what a unit called a problem, what answers it, and whether it is back."""
