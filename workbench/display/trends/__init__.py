"""The parts of a page of trends: one module a part, gathered in :mod:`.page`."""
