"""The papermill engine ``forked``: each notebook in a child of a parent that is warm already.

The parent (:mod:`.warm`) has imported pandas, altair and this package. Its child runs the cells
in IPython's own shell, without a kernel's protocol, and tells what they put out. Where a system
cannot fork, an ordinary kernel runs. This module is what papermill finds by its entry point
``papermill.engine``, while papermill is itself being imported: it imports nothing of ours.
"""

from __future__ import annotations

import os
from typing import Any

from papermill.engines import Engine, NBClientEngine

#: What a notebook run by papermill's command may take; a page has limits of its own.
_DAY = 86_400.0
_ANY = 2_000_000_000


class ForkedEngine(Engine):  # type: ignore[misc]
    """``papermill --engine forked``, and what ``workbench render`` uses."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,
        kernel_name: str,
        *,
        execution: Any = None,
        deadline: float = _DAY,
        memory: int = 0,
        **options: Any,
    ) -> Any:
        """Run a page's notebook (with its ``execution``), or anybody's.

        ``deadline`` (seconds in all) and ``memory`` (bytes; 0 is no limit) of anybody's may
        be given to :func:`papermill.execute_notebook`.
        """
        if not hasattr(os, "fork"):
            return cls._ordinary(nb_man, kernel_name, execution, options)
        from workbench.rendering.execution import Limits
        from workbench.rendering.forked import run_notebook, run_page

        if execution is not None:
            return run_page(nb_man, execution)
        given = {name: options.get(name) for name in ("stdout_file", "stderr_file")}
        return run_notebook(
            nb_man,
            Limits(
                cell=options.get("execution_timeout") or _DAY,
                total=deadline,
                memory=memory,
                output=_ANY,
            ),
            log_output=bool(options.get("log_output")),
            **given,
        )

    @staticmethod
    def _ordinary(nb_man: Any, kernel_name: str, execution: Any, options: dict[str, Any]) -> Any:
        if execution is None:
            return NBClientEngine.execute_managed_notebook(nb_man, kernel_name, **options)
        from workbench.rendering.clean import CleanEngine

        return CleanEngine.execute_managed_notebook(nb_man, kernel_name, execution=execution)
