"""What is watched, as the ledger keeps it: when to ask whom, and what was seen."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Select, Table, and_, func, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from sayso.errors import NotFoundError
from sayso.ledger.address import reading_from, writing_to
from sayso.ledger.names import find_report
from sayso.ledger.tables import (
    article_versions,
    reports,
    watched_articles,
    watched_feeds,
    watched_hosts,
)
from sayso.watched import Article, Feed, Host, Version

Known = TypeVar("Known", Host, Feed, Article, Version)
Row = dict[str, Any]

TOGETHER = 500

TIMES = ("due", "asked", "checked", "found", "first", "last")

_whole = watched_feeds.alias("whole")
_feeds = select(watched_feeds, _whole.c.url.label("listed_in")).outerjoin(
    _whole, _whole.c.number == watched_feeds.c.within
)
_articles = select(watched_articles, watched_feeds.c.url.label("listed_in")).join(
    watched_feeds, watched_feeds.c.number == watched_articles.c.feed
)


class Watchbook:
    """Hosts, feeds, articles and their versions. Every call is a transaction of its own.

    Args:
        engine: connects to a ledger.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def host(self, name: str) -> Host:
        """What is known of a host; nothing but its name where it was never asked."""
        with reading_from(self._engine) as connection:
            row = connection.execute(select(watched_hosts).where(watched_hosts.c.name == name)).first()
        return _made(Host, row._mapping) if row else Host(name=name)

    def keep_host(self, host: Host) -> None:
        """Keep what is known of a host now."""
        with writing_to(self._engine) as connection:
            _put(connection, watched_hosts, "name", _row(host))

    def feed(self, url: str) -> Feed:
        """What is known of a feed; nothing but its address where it was never asked for."""
        with reading_from(self._engine) as connection:
            row = connection.execute(_feeds.where(watched_feeds.c.url == url)).first()
        return _made(Feed, row._mapping, within=row.listed_in) if row else Feed(url=url)

    def feeds_within(self, url: str) -> list[Feed]:
        """The feeds that a sitemap lists, in the order in which they were found."""
        query = _feeds.where(_whole.c.url == url).order_by(watched_feeds.c.number)
        with reading_from(self._engine) as connection:
            return [
                _made(Feed, row._mapping, within=row.listed_in) for row in connection.execute(query).all()
            ]

    def keep_feed(self, feed: Feed) -> None:
        """Keep what is known of a feed now."""
        with writing_to(self._engine) as connection:
            within = _number(connection, watched_feeds, feed.within) if feed.within else None
            _put(connection, watched_feeds, "url", {**_row(feed), "within": within})

    def add_articles(self, articles: Iterable[Article]) -> int:
        """Watch these articles too; how many of them are new. One that is known stays as it is.

        Args:
            articles: their feeds are kept already.
        """
        new = 0
        with writing_to(self._engine) as connection:
            for article in articles:
                feed = _number(connection, watched_feeds, article.feed)
                values = {**_row(article), "feed": feed}
                into = _insert(connection, watched_articles).values(values)
                added = into.on_conflict_do_nothing(index_elements=["url"]).returning(
                    watched_articles.c.number
                )
                new += connection.execute(added).first() is not None
        return new

    def article(self, url: str) -> Article | None:
        """What is known of an article."""
        with reading_from(self._engine) as connection:
            row = connection.execute(_articles.where(watched_articles.c.url == url)).first()
        return _made(Article, row._mapping, feed=row.listed_in) if row else None

    def due_articles(self, now: datetime, *, feeds: Iterable[str]) -> list[Article]:
        """The articles of some feeds that are to be looked at by now, those never looked at first."""
        due, checked = watched_articles.c.due, watched_articles.c.checked
        # What was found or looked at later than now was so by a clock that has been set back since.
        is_due = and_(due.is_not(None), or_(due <= _text(now), checked > _text(now), checked.is_(None)))
        query = _articles.where(is_due, watched_feeds.c.url.in_(list(feeds))).order_by(
            checked.asc().nulls_first(), watched_articles.c.number
        )
        with reading_from(self._engine) as connection:
            return [
                _made(Article, row._mapping, feed=row.listed_in) for row in connection.execute(query).all()
            ]

    def keep_article(self, article: Article) -> None:
        """Keep what is known of an article now."""
        with writing_to(self._engine) as connection:
            feed = _number(connection, watched_feeds, article.feed)
            _put(connection, watched_articles, "url", {**_row(article), "feed": feed})

    def see(self, url: str, report: str | None, at: datetime) -> Version | None:
        """Note how an article was seen.

        Args:
            url: the article's address; it is kept already.
            report: the hash of the report that it was, which is stored; None where it was not there.
            at: when.

        Returns:
            The version that begins here; None where the article is as it was.
        """
        with writing_to(self._engine) as connection:
            article = _number(connection, watched_articles, url, hold=True)
            held = _report_of(connection, report) if report else None
            last = connection.execute(_last_of(article)).first()
            if last and last.report == (held.number if held else None):
                _extend(connection, article, last.number, at)
                return None
            number = last.number + 1 if last else 1
            values = {"article": article, "number": number, "report": held.number if held else None}
            connection.execute(insert(article_versions).values(**values, first=_text(at), last=_text(at)))
        return Version(number=number, report=held.id if held else None, first=at, last=at)

    def see_again(self, url: str, at: datetime) -> None:
        """Note that an article is as it was, if it has been seen before."""
        with writing_to(self._engine) as connection:
            article = _number(connection, watched_articles, url, hold=True)
            if last := connection.execute(_last_of(article)).first():
                _extend(connection, article, last.number, at)

    def versions(self, name: str) -> tuple[str, list[Version]]:
        """The address of an article and all the versions it has had, the first one first.

        Args:
            name: its address, or a name of a report that is one of its versions.

        Raises:
            NotFoundError: there is no such report, or it is not watched.
        """
        with reading_from(self._engine) as connection:
            article, url = _find(connection, name)
            query = (
                select(article_versions, reports.c.id)
                .outerjoin(reports, reports.c.number == article_versions.c.report)
                .where(article_versions.c.article == article)
                .order_by(article_versions.c.number)
            )
            found = connection.execute(query).all()
        return url, [_made(Version, row._mapping, report=row.id) for row in found]

    def lines(self, among: Collection[str] | None = None) -> dict[str, tuple[Version, ...]]:
        """For reports of articles that were changed, all versions of their article that were there, in order.

        Args:
            among: the short ids of the reports that are asked for; others may come with them. Without it, of all.
        """
        own, found = article_versions.alias("own"), article_versions.alias("found")
        query = select(found.c.article, found, reports.c.id).join(reports, reports.c.number == found.c.report)
        if among is None or len(among) > TOGETHER:
            several = select(own.c.article).group_by(own.c.article).having(func.count() > 1)
        else:
            several = select(own.c.article).join(reports, reports.c.number == own.c.report)
            several = several.where(reports.c.id.in_(among))
        order = found.c.article, found.c.number
        lines: dict[int, list[Version]] = defaultdict(list)
        with reading_from(self._engine) as connection:
            for row in connection.execute(query.where(found.c.article.in_(several)).order_by(*order)):
                lines[row.article].append(_made(Version, row._mapping, report=row.id))
        changed = [line for line in lines.values() if len({version.report for version in line}) > 1]
        return {version.report: tuple(line) for line in changed for version in line if version.report}

    def changed(self) -> list[Row]:
        """The articles that have had more than one version or are gone, the latest change first.

        Returns:
            Rows with `url`, `versions`, `gone`, `since` (of the version they have now), and `report`, `title`
            and `outlet` of the last version that was there.
        """
        with reading_from(self._engine) as connection:
            found = connection.execute(_changed()).all()
        latest: dict[str, Row] = {}
        for row in found:
            one = latest.setdefault(row.url, {"url": row.url})
            one |= {"versions": row.number, "gone": row.report is None, "since": row.first}
            if row.report is not None:
                one |= {"report": row.id, "title": row.title, "outlet": row.outlet}
        return sorted(latest.values(), key=lambda row: (row["since"], row["url"]), reverse=True)


def _changed() -> Select[Any]:
    """All versions of the articles that have had several; an article that never was there has none."""
    several = select(article_versions.c.article).group_by(article_versions.c.article).having(func.count() > 1)
    return (
        select(watched_articles.c.url, article_versions, reports.c.id, reports.c.title, reports.c.outlet)
        .join_from(article_versions, watched_articles)
        .outerjoin(reports, reports.c.number == article_versions.c.report)
        .where(article_versions.c.article.in_(several))
        .order_by(article_versions.c.article, article_versions.c.number)
    )


def _find(connection: Connection, name: str) -> tuple[int, str]:
    watched = connection.execute(select(watched_articles).where(watched_articles.c.url == name)).first()
    if watched:
        return watched.number, watched.url
    number, id = find_report(connection, name)
    query = (
        select(watched_articles.c.number, watched_articles.c.url)
        .join_from(article_versions, watched_articles)
        .where(article_versions.c.report == number)
    )
    row = connection.execute(query).first()
    if row is None:
        raise NotFoundError(f"{id}: is not watched, so it has one version; see: sayso watch --help")
    return row.number, row.url


def _last_of(article: int) -> Select[Any]:
    query = select(article_versions).where(article_versions.c.article == article)
    return query.order_by(article_versions.c.number.desc()).limit(1)


def _extend(connection: Connection, article: int, number: int, at: datetime) -> None:
    this = (article_versions.c.article == article) & (article_versions.c.number == number)
    connection.execute(update(article_versions).where(this).values(last=_text(at)))


def _report_of(connection: Connection, hash: str) -> Any:
    query = select(reports.c.number, reports.c.id).where(reports.c.hash == hash)
    return connection.execute(query).one()


def _number(connection: Connection, table: Table, url: str, *, hold: bool = False) -> int:
    """The number of a feed or an article, held against other writers where that is asked for."""
    query = select(table.c.number).where(table.c.url == url)
    return int(connection.scalars(query.with_for_update() if hold else query).one())


def _put(connection: Connection, table: Table, key: str, values: Row) -> None:
    into = _insert(connection, table).values(values)
    rest = {name: value for name, value in values.items() if name != key}
    connection.execute(into.on_conflict_do_update(index_elements=[key], set_=rest))


def _insert(connection: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """Each database's own insert, which can write over a row that is there."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


def _row(known: Host | Feed | Article) -> Row:
    return {
        name: _text(value) if isinstance(value, datetime) else value for name, value in asdict(known).items()
    }


def _made(kind: type[Known], row: Mapping[Any, Any], **others: Any) -> Known:
    """One of the plain classes from its row; `others` are its fields that the table keeps as numbers."""
    values = {
        name: datetime.fromisoformat(row[name]) if name in TIMES and row[name] else row[name]
        for name in kind.__dataclass_fields__
    }
    return kind(**{**values, **others})


def _text(time: datetime) -> str:
    return time.isoformat(timespec="seconds")
