"""Which article an address of the web stands for, however it is written, and which site it is of.

Written by hand: an id stands in the archive for years, so it must not change with a library's version, and the one
there is for it takes away parameters that tell articles apart (docs/decisions.md). A change here needs a new step in
`index.upgrade`.
"""

from __future__ import annotations

import re
from contextlib import suppress
from urllib.parse import quote, unquote_to_bytes, urlsplit, urlunsplit

DEFAULT_PORT = {"http": 80, "https": 443}
# Parameters that say where a reader came from: whole names, and beginnings of names. Only what no site tells its
# articles apart by: one taken away too many makes one article of several.
TRACKING = frozenset(
    """_ga _gl _hsenc _hsmi cmp cmpid dclid fbclid gbraid gclid gclsrc igsh igshid maca mkt_tok msclkid ns_campaign
    ns_fee ns_linkname ns_mchannel ns_source ocid smid traffic_source ttclid twclid wbraid xtor yclid ysclid""".split()
)
TRACKING_BEGINNINGS = ("utm_", "at_", "mc_", "mtm_", "oly_", "pk_", "vero_")
ESCAPES = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
# Signs that an address may hold as they are or escaped, and mean the same.
PLAIN = "-._~!$'()*,;:@"
RESERVED = "/?&=+%"
HOME = re.compile(r"(?:index|default|home)\.\w{1,5}")


def of_address(url: str) -> str:
    """Return the id of the article at an address: the same for all ways of writing it, itself an address.

    The same are http and https, with and without "www.", a slash at the end, a default port, capitals in the host, a
    domain in its own letters or in ASCII, letters written out or escaped; parameters that only say where a reader
    came from are gone, and so is a fragment, unless it is a route. What is no web address comes back as it was.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url
    if parts.scheme not in DEFAULT_PORT or not parts.hostname:
        return url
    host = _host(parts.hostname)
    if port in {None, DEFAULT_PORT[parts.scheme]}:
        scheme = "https"
    else:
        scheme, host = parts.scheme, f"{host}:{port}"
    path = _in_letters(parts.path).rstrip("/") or "/"
    query = _in_letters(without_tracking(parts.query))
    return urlunsplit((scheme, host, path, query, _in_letters(route(parts.fragment))))


def without_tracking(query: str) -> str:
    """Return an address's query without the parameters that only say where a reader came from."""
    return "&".join(pair for pair in query.split("&") if pair and not _is_tracking(pair))


def route(fragment: str) -> str:
    """Return an address's fragment if it names what a page shows ("#!/news/7", "#/news/7"), "" if a place in it."""
    return fragment if fragment.startswith(("!", "/")) else ""


def _is_tracking(pair: str) -> bool:
    name = pair.partition("=")[0].lower()
    return name in TRACKING or name.startswith(TRACKING_BEGINNINGS)


def _host(name: str) -> str:
    """Return a host in ASCII, without the "www." of a domain."""
    if ":" in name:
        return f"[{name}]"
    name = name.rstrip(".")
    with suppress(UnicodeError):  # names that are no domains have rules of their own
        name = name.encode("idna").decode().lower()
    short = name.removeprefix("www.")
    return short if "." in short else name


def _in_letters(part: str) -> str:
    """Return a part of an address with its letters and digits written out, and what can't stand in one escaped."""
    return ESCAPES.sub(_read, quote(part, safe=PLAIN + RESERVED, errors="replace"))


def _read(escapes: re.Match[str]) -> str:
    try:
        signs = unquote_to_bytes(escapes[0]).decode()
    except UnicodeDecodeError:  # in an encoding of its own
        return escapes[0].upper()
    return "".join(sign if sign.isalnum() or sign in PLAIN else quote(sign, safe="") for sign in signs)


def is_home(url: str) -> bool:
    """Tell whether an address is a site's front page, and so no article's."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return False
    query, path = without_tracking(parts.query), parts.path.strip("/").lower()
    return not query and not route(parts.fragment) and (not path or HOME.fullmatch(path) is not None)


def same_site(one: str, other: str) -> bool:
    """Tell whether two addresses are of one publisher, as far as their hosts tell: of one registered domain."""
    hosts = (_site_host(one), _site_host(other))
    return None not in hosts and (hosts[0] == hosts[1] or site(one) == site(other))


def host(url: str) -> str:
    """Return the host of an address as it is shown, the address itself where there is none."""
    try:
        return (urlsplit(url).hostname or url).removeprefix("www.")
    except ValueError:
        return url


def site(url: str) -> str | None:
    """Return the registered domain of an address; where there is none its host, with its port; None: no web address.

    The list of suffixes under which anyone may register (publicsuffix.org) is the one installed.
    """
    host = _site_host(url)
    labels = (host or "").split(".")
    if host is None or ":" in host or labels[-1].isdecimal() or len(labels) <= len(("name", "suffix")):
        return host
    from tld import get_fld

    name = get_fld(f"https://{host}/", fail_silently=True, search_private=True)
    return name or ".".join(labels[-2:])  # a suffix that isn't listed


def _site_host(url: str) -> str | None:
    """Return an address's host without "www."; of a number or a bare name with its port, as each may be another's."""
    try:
        parts = urlsplit(url.strip())
        host, port = _host(parts.hostname or ""), parts.port
    except ValueError:
        return None
    if parts.scheme not in DEFAULT_PORT or not host:
        return None
    is_domain = "." in host and not host.rpartition(".")[2].isdecimal()
    return host if is_domain else f"{host}:{port or DEFAULT_PORT[parts.scheme]}"
