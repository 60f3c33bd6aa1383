"""What comes of looking at articles: new reports, versions of them, and when to look again."""

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from sayso.ledger import Ledger
from sayso.model import Reader
from sayso.report import Report
from sayso.sources import Loaded
from sayso.sources.feeds import read_article
from sayso.sources.fetch import Fetched, Gone, NoAnswer, Resting, wait_after
from sayso.sources.found import Unreadable
from sayso.watched import Article, Version
from sayso.workflow.read import read_into
from sayso.workflow.watch.seen import Seen, What

SOONEST = timedelta(hours=1)
LATEST = timedelta(days=7)
WATCHED = timedelta(days=30)
"""An article is looked at again when its age has doubled, within these bounds, and for so long in all."""


class ArticleBook:
    """Keeps what articles were.

    Args:
        ledger: keeps reports and their versions.
        reader: reads new versions.
    """

    def __init__(self, ledger: Ledger, reader: Reader) -> None:
        self._ledger = ledger
        self._book = ledger.watched
        self._reader = reader

    def keep(self, article: Article, answer: Fetched | NoAnswer | None, now: datetime) -> Seen | None:
        """Keep how an article was; None where there is nothing to tell of it.

        Args:
            article: as it was known.
            answer: what its server sent; None where it is as it was.
            now: the time.
        """
        if isinstance(answer, Resting):
            return None  # It stays due.
        before = self._latest(article.url)
        if isinstance(answer, Fetched) and _is_front(answer.url, article.url):
            answer = Gone("is redirected to the front page")
        if isinstance(answer, NoAnswer) and not (before and isinstance(answer, Gone)):
            return self._failed(article, answer, now)
        looked = replace(article, checked=now, due=_next_look(article, now), failures=0, cause=None)
        if isinstance(answer, NoAnswer):
            return self._gone(looked, before, now)
        if answer is None:
            self._as_it_was(looked, now)
            return None
        return self._fetched(looked, answer, before, now)

    def _failed(self, article: Article, error: NoAnswer, now: datetime) -> Seen:
        failures = article.failures + 1
        due = now + wait_after(failures, error.wait) if _next_look(article, now) else None
        failed = replace(article, checked=now, due=due, failures=failures, cause=str(error))
        self._book.keep_article(failed)
        return Seen(what=What.FAILED, url=article.url, at=now, cause=str(error))

    def _as_it_was(self, looked: Article, now: datetime) -> None:
        self._book.see_again(looked.url, now)
        self._book.keep_article(looked)

    def _gone(self, looked: Article, before: Version | None, now: datetime) -> Seen | None:
        version = self._book.see(looked.url, None, now)
        # Were it to come back, it would have to be sent.
        self._book.keep_article(replace(looked, etag=None, modified=None))
        if version is None or before is None or before.report is None:
            return None
        _, report = self._ledger.report(before.report)
        return _seen(What.VANISHED, report, now, before=before.report)

    def _fetched(
        self, looked: Article, answer: Fetched, before: Version | None, now: datetime
    ) -> Seen | None:
        digest = hashlib.sha256(answer.body).hexdigest()
        if digest == looked.digest and not (before and before.report is None):
            self._as_it_was(looked, now)
            return None
        looked = replace(looked, digest=digest, etag=answer.etag, modified=answer.modified)
        try:
            report = self._read(looked, answer)
        except Unreadable as error:
            self._book.keep_article(replace(looked, cause=str(error)))
            return Seen(what=What.FAILED, url=looked.url, at=now, cause=str(error))
        version = self._book.see(looked.url, report.hash, now)
        self._book.keep_article(looked)
        if version is None:
            return None
        what = What.NEW if before is None else What.CHANGED if before.report else What.RETURNED
        return _seen(what, report, now, id=version.report, before=before.report if before else None)

    def _read(self, article: Article, answer: Fetched) -> Report:
        """The report that an article is now, read and stored.

        Raises:
            Unreadable: there is none, or it cannot be read.
        """
        report = read_article(article, answer.body, charset=answer.charset)
        loaded = Loaded(place=article.url, report=report, error=None, id=article.url, note=None, bytes_done=0)
        for outcome in read_into(self._ledger, self._reader, [loaded]):
            if outcome.failure:
                raise Unreadable(outcome.failure.error)
        return report

    def _latest(self, url: str) -> Version | None:
        _, versions = self._book.versions(url)
        return versions[-1] if versions else None


def _seen(
    what: What, report: Report, now: datetime, *, id: str | None = None, before: str | None = None
) -> Seen:
    return Seen(
        what=what,
        url=report.url or "",
        at=now,
        report=id,
        before=before,
        title=report.title,
        outlet=report.outlet,
    )


def _next_look(article: Article, now: datetime) -> datetime | None:
    age = now - article.found
    return None if age > WATCHED else now + min(max(age, SOONEST), LATEST)


def _is_front(url: str, wanted: str) -> bool:
    """Whether we were sent to a site's front page for an article: it is not there any more."""
    came, asked = urlsplit(url), urlsplit(wanted)
    return came.path in ("", "/") and not came.query and asked.path not in ("", "/")
