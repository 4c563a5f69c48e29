"""Which of the archive's articles one that was read is, and whether its words may take the place of those held.

docs/architecture.md, Who may speak for whom, has the rules. What goes by which name (`index.names`) is known from the
archive, and for what isn't stored yet from here.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC
from typing import TYPE_CHECKING, Literal

from index import names
from index.identity import is_home, of_address, same_site
from index.types import Name
from index.writer import RECORD, wording_hash
from ingest.likeness import is_same_story, likeness
from ingest.sources import WEB

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from index.archive import Archive
    from index.types import Article

MOST_WAITING = 500  # records without a name in a file, and as many that vanished from it, are compared

Verdict = Literal["put", "beside", "known"]
"""What to do with it: store it as the article's wording, beside that, or not at all."""


@dataclass
class Identities:
    """Tells who the articles of a run are, in their order.

    Attributes:
        archive: what is held; this run is its only writer.
        met: the ids met in this run, by origin.
    """

    archive: Archive
    met: dict[str, set[str]] = field(default_factory=dict)
    _coming: dict[str, Article] = field(default_factory=dict)  # told, and not stored yet
    _named: dict[Name, str] = field(default_factory=dict)
    _records: dict[str, dict[bytes, str]] = field(default_factory=dict)
    _waiting: dict[str, list[Article]] = field(default_factory=dict)
    _files: dict[str, bool] = field(default_factory=dict)

    def tell(self, article: Article) -> tuple[Article, Verdict] | None:
        """Return an article under the id it has in the archive, and what to do with it.

        None for a record that nothing names and that may be another wording of one that vanished from its file:
        `vanished` tells when the file is read.
        """
        known = self._which(article)
        return None if known is None else self._told(known)

    def stored(self) -> None:
        """Forget what was told: the archive has it now."""
        self._coming.clear()
        self._named.clear()

    def meet(self, article_id: str, origin: str | None) -> None:
        """Note that an article was met at an origin."""
        if origin:
            self.met.setdefault(origin, set()).add(article_id)

    def waiting(self) -> list[str]:
        """Return the files of which records wait."""
        return list(self._waiting)

    def vanished(self, origin: str) -> Iterator[tuple[Article, Verdict]]:
        """Yield the records of a file that waited: as those that vanished from it and are most like them, or as new."""
        fresh = self._waiting.pop(origin, [])
        gone = [one for id_ in self._unmet(origin)[:MOST_WAITING] if (one := self._held(id_))]
        pairs = sorted(
            (
                (-share, place, old.id)
                for place, one in enumerate(fresh)
                for old in gone
                if (share := likeness(one, old))
            ),
        )
        found: dict[int, str] = {}
        for _, place, id_ in pairs:
            if place not in found and id_ not in found.values():
                found[place] = id_
        for place, one in enumerate(fresh):
            yield self._told(replace(one, id=found.get(place) or self._free(one)))

    # Who it is.

    def _which(self, article: Article) -> Article | None:
        """Return an article under its id, with what it goes by from now on."""
        if not article.names:
            return article
        scope = article.names[0].scope
        if any(name.scope.startswith(names.FEED) for name in article.names):
            return self._entry(article)
        if scope == names.ADDRESS:
            return self._page(article)
        if scope.startswith(names.WORDING):
            return self._record(article)
        return self._with_id(article)

    def _with_id(self, article: Article) -> Article:
        """Return a record that has an id of its own, or a file that is one article."""
        first = article.names[0]
        id_ = next((id_ for name in article.names if (id_ := self._lookup(name))), None)
        if id_ is None and first.scope.startswith(names.SOURCE):
            unnamed = self._lookup(Name(f"{names.FILE}{article.origin}", first.name))
            id_ = unnamed if unnamed and (held := self._held(unnamed)) and not held.source else None
        id_ = id_ or self._at_same_address(article, first.name)
        return replace(article, id=id_ or self._free(article))

    def _at_same_address(self, article: Article, own: str) -> str | None:
        """Return the article that has a record's id and its address, whatever source or file it was from."""
        if article.url is None or is_home(article.url):
            return None
        for id_ in self.archive.namesakes(own):
            held = self._held(id_)
            if held and held.url and of_address(held.url) == of_address(article.url):
                return id_
        return None

    def _record(self, article: Article) -> Article | None:
        """Return a record that nothing but its wording names; None where it may be another wording of one held."""
        origin = article.origin or ""
        if id_ := self._lookup(article.names[0]) or self._as_read_before(article):
            return replace(article, id=id_)
        if not self._has_file(origin) or len(self._waiting.get(origin, ())) >= MOST_WAITING:
            return replace(article, id=self._free(article))
        self._waiting.setdefault(origin, []).append(article)
        return None

    def _as_read_before(self, article: Article) -> str | None:
        """Return the article that the same record was when another Khabar read it, maybe otherwise."""
        origin = article.origin or ""
        if article.digest is None:
            return None
        if origin not in self._records:
            digests = self.archive.read_from(origin).digests
            self._records[origin] = {digest[:RECORD]: id_ for digest, id_ in digests.items()}
        return self._records[origin].get(article.digest[:RECORD])

    def _has_file(self, origin: str) -> bool:
        """Tell whether the archive has articles from a file that nothing but their wording names."""
        if origin not in self._files:
            is_file = bool(origin) and origin != "-" and not origin.startswith(WEB)
            self._files[origin] = is_file and bool(self._unmet(origin))
        return self._files[origin]

    def _unmet(self, origin: str) -> list[str]:
        """Return the articles of a file that nothing but their wording names, and that weren't met in this run."""
        met = self.met.get(origin, set())
        known = self.archive.read_from(origin).names
        scope = f"{names.WORDING}{origin}"
        return sorted({id_ for name, id_ in known.items() if name.scope == scope} - met)

    def _page(self, article: Article) -> Article:
        """Return a page, or a record with an address: the address it names, where it was found, what was asked for.

        It is not believed to be at an address that another text is held for.
        """
        named, *more = article.names
        found = more[0] if more else named
        id_ = self._lookup(named)
        if named != found:
            if id_ and id_ != self._lookup(found) and not self._is_like(id_, article):
                return self._where_found(article, more)
            id_ = id_ or self._lookup(found)
        elif id_ and self._is_another(id_, article, named):
            return self._another(article)
        if id_ is None and (asked := self._asked(article, more)):
            id_ = asked
        goes_by = (name for name in article.names if self._lookup(name) in {None, id_})
        return replace(article, id=id_ or self._free(article), names=tuple(goes_by))

    def _where_found(self, article: Article, more: list[Name]) -> Article:
        """Return a page that names another article's address as its own by the address at which it was found."""
        origin = article.origin or ""
        url = origin if of_address(origin) == more[0].name else more[0].name
        return self._page(replace(article, id=more[0].name, url=url, names=tuple(more)))

    def _asked(self, article: Article, more: list[Name]) -> str | None:
        """Return the article that was asked for, if that address has sent on to this one."""
        id_ = self._lookup(more[-1]) if more else None
        return id_ if id_ and self._is_like(id_, article) else None

    def _is_like(self, article_id: str, article: Article) -> bool:
        held = self._held(article_id)
        return held is not None and is_same_story(held, article)

    def _is_another(self, article_id: str, article: Article, name: Name) -> bool:
        """Tell whether what is held for an address is another article: a page elsewhere that had named it as its own.

        So are two records of one file with one address and other texts.
        """
        held = self._held(article_id)
        if held is None or is_same_story(held, article):
            return False
        origin = held.origin or ""
        if origin.startswith(WEB):
            elsewhere = names.address(origin)
            return elsewhere != name and elsewhere in self._names(article_id)
        return origin == article.origin and article_id in self.met.get(origin, ())

    def _another(self, article: Article) -> Article:
        """Return an article whose address another one holds."""
        origin = article.origin or ""
        if origin.startswith(WEB):
            return replace(article, id=self._free(article))
        wording = names.wording(article.title, article.text, origin)
        id_ = self._lookup(wording) or self._as_read_before(article) or self._free(article)
        return replace(article, id=id_, names=(wording,))

    def _entry(self, article: Article) -> Article:
        """Return a feed's entry: by what the feed knows it by, and by its link where that is its own."""
        link = next((name for name in article.names if name.scope == names.ADDRESS), None)
        guids = [name for name in article.names if name != link]
        by_guid = next((id_ for name in guids if (id_ := self._lookup(name))), None)
        if by_guid and not self._is_same_entry(by_guid, article):
            by_guid = None
        by_link = self._lookup(link) if link else None
        if by_link and by_link != by_guid and self._is_other_entry(by_link, guids, article):
            return self._beside_link(article, guids, by_guid)
        if by_guid and by_link and by_guid != by_link and not self._is_like(by_link, article):
            by_link = None
        id_ = by_link or by_guid
        if id_ is None and link is None and (held := self._held(article.id)) and is_same_story(held, article):
            id_ = article.id  # in another feed of the host
        goes_by = tuple(name for name in article.names if name != link or self._lookup(name) in {None, id_})
        return replace(article, id=id_ or self._free(article), names=goes_by)

    def _beside_link(self, article: Article, guids: list[Name], by_guid: str | None) -> Article:
        """Return an entry whose link is another entry's already."""
        id_ = by_guid or self._free(replace(article, id=f"{article.id}#{guids[0].name}"))
        return replace(article, id=id_, names=tuple(guids))

    def _is_same_entry(self, article_id: str, article: Article) -> bool:
        """Tell whether an entry is the one its feed knew by the same before, and no other under a number used again."""
        held = self._held(article_id)
        if held is None or (article.url and held.url and not same_site(article.url, held.url)):
            return False
        same_time = article.published is not None and article.published == held.published
        return same_time or is_same_story(held, article)

    def _is_other_entry(self, article_id: str, guids: list[Name], article: Article) -> bool:
        """Tell whether the article at an entry's link is another entry: known otherwise, and of another story."""
        scopes = {name.scope for name in guids}
        others = any(name.scope in scopes and name not in guids for name in self._names(article_id))
        return others and not self._is_like(article_id, article)

    # Whether its words count.

    def _told(self, article: Article) -> tuple[Article, Verdict]:
        held = self._held(article.id)
        verdict = "put" if held is None else self._verdict(article, held)
        self.meet(article.id, article.origin)
        if verdict == "put":
            self._coming[article.id] = article
            self._named |= dict.fromkeys(article.names, article.id)
        return article, verdict

    def _verdict(self, article: Article, held: Article) -> Verdict:
        if not _may_speak(article, held):
            says_else = held.carrier is not None or _bare(article.text) not in _bare(held.text)
            return "beside" if says_else else "known"
        same = (article.title, article.text) == (held.title, held.text)
        return "known" if not same and self._is_old(article, held) else "put"

    def _is_old(self, article: Article, held: Article) -> bool:
        """Tell whether a wording is older than the one held: by its date, or as one that its origin had before."""
        if _kind(article) != _kind(held) or held.teaser > article.teaser or _is_page(article):
            return False
        if article.origin == held.origin and article.id not in self.met.get(article.origin or "", ()):
            return False  # what is there now counts, whatever it says
        times = _comparable(article.modified or article.published, held.modified or held.published)
        if times and times[0] != times[1]:
            return times[0] < times[1]
        if article.origin == held.origin:
            return _is_entry(article)  # a feed begins with the newest, a file ends with it
        return self.archive.had(article.id, wording_hash(article.title, article.text), article.origin)

    # What is known.

    def _lookup(self, name: Name) -> str | None:
        return self._named.get(name) or self.archive.named(name)

    def _held(self, article_id: str) -> Article | None:
        return self._coming.get(article_id) or self.archive.held(article_id)

    def _names(self, article_id: str) -> set[Name]:
        coming = {name for name, id_ in self._named.items() if id_ == article_id}
        return coming.union(self.archive.names(article_id))

    def _free(self, article: Article) -> str:
        """Return an article's id, or where it is another's already one with its source or the place it is from."""
        wanted, place = article.id, article.source or article.origin or "-"
        if article.names and article.names[0].scope.startswith(names.FILE):
            place = article.origin or "-"
        for id_ in _ids(wanted, place):
            if id_ not in self._coming and not self.archive.is_taken(id_):
                return id_
        raise AssertionError  # numbers don't end


def _ids(wanted: str, place: str) -> Iterator[str]:
    yield wanted
    qualified = f"{place}:{wanted}"
    yield qualified
    number = 2
    while True:
        yield f"{qualified}#{number}"
        number += 1


def _may_speak(article: Article, held: Article) -> bool:
    """Tell whether an article's words may take the place of those held."""
    if article.carrier:
        return held.carrier == article.carrier
    return _kind(article) == "host" or _kind(held) != "host"


def _kind(article: Article) -> str:
    """Return whose words an article's are: its host's, a carrier's, or those of the person who gave them."""
    if article.carrier:
        return f"carried by {article.carrier}"
    return "host" if (article.origin or "").startswith(WEB) else "person"


def _is_page(article: Article) -> bool:
    """Tell whether an article was read where it is."""
    origin = article.origin or ""
    return origin.startswith(WEB) and names.address(origin) in article.names


def _is_entry(article: Article) -> bool:
    is_known = any(name.scope.startswith(names.FEED) for name in article.names)
    return is_known or ((article.origin or "").startswith(WEB) and not _is_page(article))


def _comparable(one: datetime | None, other: datetime | None) -> tuple[datetime, datetime] | None:
    """Return two times as they can be compared: by the publishers' days where one of them is a day."""
    if one is None or other is None:
        return None
    if one != other and any((time.hour, time.minute, time.second) == (0, 0, 0) for time in (one, other)):
        one, other = (
            time.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=UTC) for time in (one, other)
        )
    return one, other


def _bare(text: str) -> str:
    return " ".join(text.split())
