"""The kernel's first steps: limits and a guard, then ipykernel without anybody's settings.

Run as ``python -m workbench.rendering.boot -f CONNECTION``. The guard is no sandbox against a
malicious notebook; it makes a mistaken one fail at once and say why, where it would reach for
the network, start a program or write outside its private folder.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

MEMORY = "WORKBENCH_KERNEL_MEMORY"
SCRATCH = "WORKBENCH_KERNEL_SCRATCH"
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGES = ("os.mkdir", "os.remove", "os.rmdir", "os.truncate", "os.chmod", "os.chown")
_MOVES = ("os.rename", "os.link", "os.symlink")
_PROGRAMS = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.startfile")
_NETWORK = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")


def limit_memory(size: int) -> None:
    """Let an allocation beyond ``size`` bytes of address space (0: any) fail; no core files."""
    try:
        import resource
    except ImportError:  # not on Windows
        return
    if size:
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def guard(scratch: Path) -> None:
    """Refuse, from here on, the network, other programs and writing outside ``scratch``."""
    root = os.path.realpath(scratch) + os.sep

    def writable(path: Any) -> bool:
        if isinstance(path, int):
            return True
        real = os.path.realpath(os.fsdecode(path))
        return real.startswith(root) or real + os.sep == root or real == os.devnull

    def hook(event: str, args: tuple[Any, ...]) -> None:
        if event == "open":
            path, mode, flags = args
            writes = flags & _WRITING if mode is None else set(mode) & set("wax+")
            refused = bool(writes) and not writable(path)
        elif event in _CHANGES:
            refused = not writable(args[0])
        elif event in _MOVES:
            refused = not writable(args[1])
        elif event in ("socket.connect", "socket.bind", "socket.sendto"):
            refused = isinstance(args[1], tuple)
        else:
            refused = event in _PROGRAMS or event in _NETWORK
        if refused:
            what = ", ".join(repr(arg)[:120] for arg in args[:2])
            raise PermissionError(f"not allowed while a page is rendered: {event} ({what})")

    sys.addaudithook(hook)


def main() -> None:
    """Start the kernel that the connection file on the command line describes."""
    from ipykernel.kernelapp import IPKernelApp

    class Kernel(IPKernelApp):
        def load_config_file(self, *args: Any, **kwargs: Any) -> None:
            """Read no configuration: neither the user's nor the machine's."""

    limit_memory(int(os.environ.pop(MEMORY)))
    app = Kernel.instance()
    app.initialize([*sys.argv[1:], "--log-level=ERROR"])  # type: ignore[no-untyped-call]
    guard(Path(os.environ.pop(SCRATCH)))
    app.start()  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    main()
