"""The parts of a county's page: one module a part, gathered in :mod:`.page`."""
