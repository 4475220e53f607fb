"""The page of the problem ledger: what each unit called a problem, year by year."""
