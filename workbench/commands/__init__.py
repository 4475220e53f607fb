"""What the commands show: one module a command, each with a ``run`` that gives the exit code."""
