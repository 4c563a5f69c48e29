"""What all tests share: none reaches beyond this machine or sees the settings of the person who runs it."""

from __future__ import annotations

import os
import sys
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Before anything is imported that reads them once; child processes get them too, and a proxy that refuses.
os.environ |= {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "NO_PROXY": "localhost,127.0.0.1,::1",
    **dict.fromkeys(
        ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"),
        "http://127.0.0.1:9",
    ),
}

settings.register_profile("khabar", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "khabar")

WATCHED = {
    "socket.connect": 1,
    "socket.sendto": 1,
    "socket.sendmsg": 1,
    "socket.getaddrinfo": 0,
}  # where the address is
reached: list[str] = []


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event in WATCHED and not _is_here(arguments[WATCHED[event]]):
        reached.append(f"{event} {arguments[WATCHED[event]]}")
        message = f"a test may not reach beyond this machine: {reached[-1]}"
        raise PermissionError(message)


def _is_here(address: Any) -> bool:
    if (
        address is None
        or isinstance(address, bytes)
        or (isinstance(address, str) and address.startswith("/"))
    ):
        return True  # a connected socket, a Unix socket
    host = address[0] if isinstance(address, tuple) else address
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host in {"", "localhost"}


sys.addaudithook(_watch)


@pytest.fixture(autouse=True)
def _stays_here() -> Iterator[None]:
    """Fail a test that tried to reach beyond this machine, though its code may have swallowed the error."""
    reached.clear()
    yield
    assert not reached, f"reached beyond this machine: {reached}"


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No setting of the person's own, no archive of theirs."""
    for name in [name for name in os.environ if name.startswith("KHABAR_") and name != "KHABAR_SHARED"]:
        monkeypatch.delenv(name)
    data: Path = tmp_path_factory.getbasetemp() / "user-data"
    monkeypatch.setenv("XDG_DATA_HOME", str(data))
