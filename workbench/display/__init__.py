"""Results to tables, charts and Chinese words, in one theme; every number keeps its link."""
