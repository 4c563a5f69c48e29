"""Strangers' HTML and XML parsed where they can do no harm: in a child process with little time and memory.

One child parses document after document, so a folder of a thousand pages costs one start. Document and result go
through pipes as bytes and JSON; when the child dies of a document, that document is refused and the next one gets a new
child.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, cast

from ingest.failure import SentOnError, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable

Parser = Literal["page", "feed", "links"]

# Of the child's own time. Real pages take 0.1 to 1 s.
CPU_SECONDS = 8
WALL_SECONDS = 60.0  # the machine may be busy with other things
MEMORY = 180 * 2**20  # bytes beside what the parsers themselves need
DOCUMENTS = 200  # that a child parses: what the parsers' caches keep would count for its memory
LARGEST_RESULT = 100_000_000  # bytes

TOO_MUCH = "It takes too much time or memory to read: it is no ordinary page or feed."


class Sandbox:
    """Parses in a child process; threads may share it, and wait for each other."""

    def __init__(self) -> None:
        self._child: _Child | None = None
        self._lock = threading.Lock()

    def parse(self, parser: Parser, data: bytes, **options: str) -> dict[str, Any]:
        """Return what a parser makes of a document: `ingest.page`, `ingest.feed` or `ingest.links`.

        Raises:
            SentOnError: it is a page that only sends its readers on.
            UnreadableError: the parser refuses it, or it needs too much time or memory.
        """
        with self._lock:
            if self._child is None or self._child.spent:
                self.close()
                self._child = _Child()
            try:
                found = self._child.parse({"parser": parser, "options": options, "size": len(data)}, data)
            except (OSError, EOFError, ValueError):
                self.close()
                raise UnreadableError(TOO_MUCH) from None
            except BaseException:
                self.close()  # interrupted: its answer would be taken for the next document's
                raise
        if "to" in found:
            raise SentOnError(found["refused"], found["to"])
        if "refused" in found:
            raise UnreadableError(found["refused"])
        return cast("dict[str, Any]", found["parsed"])

    def close(self) -> None:
        """End the child, if there is one."""
        if self._child is not None:
            self._child.end()
            self._child = None


class _Child:
    """The child process, seen from its parent."""

    def __init__(self) -> None:
        # -P: a file in the current folder must not pass for one of our modules.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "ingest.sandbox"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},  # and no secret
            start_new_session=True,  # Ctrl-C is for the parent, which may still want its answer
        )
        self._left = DOCUMENTS

    @property
    def spent(self) -> bool:
        return not self._left or self._process.poll() is not None

    def parse(self, task: dict[str, Any], data: bytes) -> dict[str, Any]:
        """Return the child's answer.

        Raises:
            OSError, EOFError, ValueError: it has died, or takes too long.
        """
        self._left -= 1
        send, receive = cast("BinaryIO", self._process.stdin), cast("BinaryIO", self._process.stdout)
        patience = threading.Timer(WALL_SECONDS, self._process.kill)
        patience.start()
        try:
            send.write(json.dumps(task).encode() + b"\n")
            send.write(data)
            send.flush()
            answer = receive.readline(LARGEST_RESULT)
        finally:
            patience.cancel()
        if not answer.endswith(b"\n"):
            raise EOFError
        return cast("dict[str, Any]", json.loads(answer))

    def end(self) -> None:
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # what was left to send
                cast("BinaryIO", pipe).close()
        self._process.wait()


sandbox = Sandbox()
atexit.register(sandbox.close)


# What runs in the child.


def _serve() -> None:
    import resource

    parsers = _parsers()
    receive, send = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a library that prints must not answer for us
    _set_limit("RLIMIT_CORE", 0)
    _set_limit("RLIMIT_FSIZE", 0)
    _set_limit("RLIMIT_AS", _address_space() + MEMORY)
    while task := receive.readline():
        used = resource.getrusage(resource.RUSAGE_SELF)
        _set_limit("RLIMIT_CPU", int(used.ru_utime + used.ru_stime) + CPU_SECONDS)
        asked = json.loads(task)
        data = receive.read(asked["size"])
        send.write(json.dumps(_answer(parsers[asked["parser"]], data, asked["options"])).encode() + b"\n")
        send.flush()


def _parsers() -> dict[str, Callable[..., dict[str, Any]]]:
    """Return the parsers, their libraries loaded before memory is counted."""
    from ingest import feed, links, page

    for each in (feed, links, page):
        each.load()
    return {"page": page.parse, "feed": feed.parse, "links": links.parse}


def _answer(parse: Callable[..., dict[str, Any]], data: bytes, options: dict[str, str]) -> dict[str, Any]:
    try:
        return {"parsed": parse(data, **options)}
    except SentOnError as error:
        return {"refused": str(error), "to": error.url}
    except UnreadableError as error:
        return {"refused": str(error)}
    except (MemoryError, RecursionError):
        return {"refused": TOO_MUCH}
    except Exception as error:  # noqa: BLE001 - a library stumbled over a stranger's document
        return {"refused": f"It can't be read ({type(error).__name__})."}


def _set_limit(name: str, soft: int) -> None:
    """Set a limit of this process; a system that doesn't know it, or has a lower one, keeps its own."""
    import resource

    with suppress(AttributeError, OSError, ValueError):
        which = getattr(resource, name)
        resource.setrlimit(which, (soft, resource.getrlimit(which)[1]))


def _address_space() -> int:
    """Return the bytes of address space this process has (proc(5), statm); a guess where that can't be told."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 2**30


if __name__ == "__main__":
    _serve()
