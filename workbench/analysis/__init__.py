"""Tables to results: comparisons, series, peers, rates; nothing here draws or writes."""
