"""The same invented reports in a folder of JSON lines, Parquet and WARC, some of them more than once."""

import gzip
import json
from pathlib import Path

import pyarrow as arrow
import pyarrow.parquet as parquet

PLACES = ("Aden", "Mosul", "Sirte", "Gao", "Homs", "Goma")
TOLD = (
    "{n} people were killed when a shell hit a ferry in {place} on Thursday, the harbour police said.",
    "A doctor in {place} said {n} nurses were wounded by a rocket on Sunday. The army denied it.",
    "The mayor of {place} promised to reopen {n} roads by Monday.",
)
PAGE = """<html><head><title>{title}</title><meta property="og:site_name" content="Gulf Ledger"></head>
<body><article><h1>{title}</h1><p>{text}</p><p>Nobody else could be reached for a comment on that day.</p>
</article></body></html>"""


def rows(first: int, count: int) -> list[dict[str, str]]:
    """So many reports."""
    return [
        {
            "id": f"n{n}",
            "text": TOLD[n % len(TOLD)].format(n=n + 2, place=PLACES[n % len(PLACES)]),
            "published": f"2024-03-{n % 27 + 1:02d}",
            "outlet": f"Paper {n % 4}",
        }
        for n in range(first, first + count)
    ]


def write(folder: Path) -> Path:
    """A folder with a file of each kind; one row is broken, and reports come again within and across files."""
    folder.mkdir()
    lines = [json.dumps(row) for row in (*rows(0, 12), *rows(3, 2))]
    (folder / "a.jsonl").write_text("\n".join([*lines[:5], '{"id": "broken"', *lines[5:]]) + "\n")
    table = arrow.Table.from_pylist([*rows(12, 8), *rows(0, 2)])
    parquet.write_table(table, folder / "b.parquet", row_group_size=3)
    (folder / "c.warc.gz").write_bytes(b"".join(map(record, rows(20, 5))))
    return folder


def record(row: dict[str, str]) -> bytes:
    """A record of a packed WARC: a page as it was fetched."""
    page = PAGE.format(title=f"News of {row['id']}", text=row["text"]).encode()
    fetched = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n%s"
    body = fetched % (len(page), page)
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{row['id']}>\r\n"
        f"WARC-Target-URI: https://gulf.example/{row['id']}\r\nWARC-Date: {row['published']}T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + body + b"\r\n\r\n")
