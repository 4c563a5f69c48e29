"""Which addresses may be connected to: public ones, and what the person has allowed by name or network."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterable

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

# The web's own ports, and those that no reserved service has but for the ones that a browser refuses too
# (WHATWG Fetch, "port blocking"): a feed must not make us talk to a mail server.
WEB_PORTS = frozenset({80, 443})
RESERVED = 1024
BLOCKED_PORTS = frozenset({1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6697, 10080})
BLOCKED_PORTS |= frozenset(range(6665, 6670))

# IANA has given out global unicast addresses in here only (RFC 4291, 2.4). Loopback, link-local, private, multicast,
# IPv4-mapped and NAT64 (64:ff9b::/96) addresses lie outside.
GLOBAL_UNICAST = IPv6Network("2000::/3")
# Of those: Teredo and other protocols' own, documentation, 6to4; the latter leads to any IPv4 address there is.
NOT_PUBLIC_6 = tuple(map(IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")))
# What Python 3.11 takes for global: protocols' own addresses, 6to4 relays.
NOT_PUBLIC_4 = tuple(map(IPv4Network, ("192.0.0.0/24", "192.88.99.0/24")))


@dataclass(frozen=True, slots=True)
class Allowed:
    """What the person has allowed although it is not public.

    Attributes:
        hosts: lower-case names, with a port ("feeds.home:8080") or for any port.
        networks: any port in them.
    """

    hosts: frozenset[str] = frozenset()
    networks: tuple[Network, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return what a comma-separated list of hosts, addresses and networks allows."""
        entries = [entry.strip().lower() for entry in text.split(",") if entry.strip()]
        networks = {entry: network for entry in entries if (network := _network(entry))}
        return cls(frozenset(set(entries) - networks.keys()), tuple(networks.values()))

    def reachable(self, host: str, port: int, addresses: Iterable[str]) -> list[str]:
        """Return those of a host's addresses that may be connected to; none of them if one may not.

        A name that has a private address beside a public one is not to be trusted with either, but for the
        addresses in networks that the person has allowed.
        """
        found = list(addresses)
        if {host.lower(), f"{host.lower()}:{port}"} & self.hosts:
            return found
        if named := [address for address in found if self._in_network(address)]:
            return named
        return found if _is_web(port) and all(map(is_public, found)) else []

    def _in_network(self, address: str) -> bool:
        parsed = _parsed(address)
        return parsed is not None and any(parsed in network for network in self.networks)


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the public Internet's; text that is none is not."""
    parsed = _parsed(address)
    if isinstance(parsed, IPv6Address):
        return parsed in GLOBAL_UNICAST and not any(parsed in network for network in NOT_PUBLIC_6)
    return (
        parsed is not None
        and parsed.is_global
        and not parsed.is_multicast
        and not any(parsed in network for network in NOT_PUBLIC_4)
    )


def _is_web(port: int) -> bool:
    return port in WEB_PORTS or (port >= RESERVED and port not in BLOCKED_PORTS)


def _parsed(address: str) -> Address | None:
    try:
        return ip_address(address)
    except ValueError:
        return None


def _network(entry: str) -> Network | None:
    try:
        return ip_network(entry.strip("[]"), strict=False)
    except ValueError:
        return None
