"""How well reports stand up to checking: error rates, where to look first, who is there."""
