"""One notebook in, the same notebook with its outputs out, or an exception that says why not.

papermill alone counts a notebook as done whose kernel died, whose cell called ``sys.exit(0)``
or whose last cells never ran, and its time limit is per cell. Here a notebook is done when
every code cell ran and none holds an error, within one deadline for all of them.
"""

from __future__ import annotations

import copy
import logging
from collections.abc import Mapping
from typing import Any

import papermill
from papermill.engines import papermill_engines
from papermill.execute import raise_for_execution_errors

from workbench.rendering import clean as clean  # registers the engine
from workbench.rendering.engine import ForkedEngine
from workbench.rendering.execution import Execution, Limits, NotebookFailed, Prepare
from workbench.rendering.parameters import Scalar, check
from workbench.rendering.scratch import scratch

# For a source tree whose entry points are not installed.
papermill_engines.register("forked", ForkedEngine)


def execute(
    notebook: Mapping[str, Any],
    parameters: Mapping[str, Scalar],
    *,
    where: str,
    limits: Limits | None = None,
    engine: str = "forked",
    prepare: Prepare | None = None,
) -> Any:
    """The notebook with its outputs, as a new node; ``notebook`` stays as it is.

    ``prepare`` is what a warm parent does once for many notebooks.

    ``where`` names the page in messages (``640522-2017``). Raises RenderError before any
    kernel starts where the parameters are not the declared ones, NotebookFailed where a cell
    fails, the kernel dies, a limit is passed, or a cell was not run.
    """
    check(notebook, parameters, where)
    logging.getLogger("papermill").setLevel(logging.CRITICAL)
    with scratch() as folder:
        copied = copy.deepcopy(notebook)
        execution = Execution(limits or Limits(), folder, where, prepare)
        executed = _guarded(execution, copied, dict(parameters), engine)
    execution.require_complete(executed)
    return executed


def _guarded(execution: Execution, notebook: Any, parameters: Any, engine: str) -> Any:
    """Run under the deadline; whatever happens, no process of the kernel's is left."""
    try:
        with execution.deadline():
            return _run(execution, notebook, parameters, engine)
    except NotebookFailed:
        raise
    except Exception as error:
        raise execution.failure(error) from None


def _run(execution: Execution, notebook: Any, parameters: Any, engine: str) -> Any:
    """papermill's own steps, but for the last: it would make a file's text of the notebook and
    throw it away, as there is no file to write."""
    ready = papermill.execute_notebook(
        notebook, None, parameters, prepare_only=True, kernel_name="python3", language="python"
    )
    executed = papermill_engines.execute_notebook_with_engine(
        engine, ready, kernel_name="python3", progress_bar=False, execution=execution
    )
    raise_for_execution_errors(executed, None)
    return executed
