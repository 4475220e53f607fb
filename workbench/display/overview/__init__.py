"""The parts of an overview page: one module a part, gathered in :mod:`.page`."""
