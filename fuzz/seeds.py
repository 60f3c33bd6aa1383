"""Good reports, all invented, and the files that they come in."""

import csv
import json
from io import StringIO

from fuzz.forms import docx, gzipped, mail, page, pdf, zipped
from sayso.report import Report

STORIES = (
    Report(
        title="Shell hits ferry at Orlo",
        outlet="Lagoon Times",
        url="https://lagoontimes.example/ferry",
        published="2024-05-02",
        text=(
            "At least nine people were killed and 21 injured when a shell hit the ferry at Orlo on Wednesday, the "
            "harbour police said. The defence ministry denied that its forces had fired. “We counted twelve bodies, "
            "three of them children,” said Dr. Ines Varga, who runs the port clinic. The army blamed the Northern "
            "Front, and General Tomas Reke promised to publish the radar tracks by 10 May.\n\nA spokesman for the "
            "Northern Front said on Thursday that “no unit of ours was within 40 kilometres of the harbour”."
        ),
    ),
    Report(
        title="Bomb in market, ministry says four dead",
        outlet="Red Sea Standard",
        url="https://redsea.example/market",
        published="2024-03-11",
        text=(
            "A car bomb exploded in the old market of Teral on Sunday, killing four people, the interior ministry "
            "said. Witnesses told the Red Sea Standard that dozens were wounded. No group claimed the attack. The "
            "ministry later raised its toll to seven and said that two soldiers were among the dead."
        ),
    ),
    Report(
        title="Truce talks end without a deal",
        outlet="Upland Wire",
        published="2024-06-20T08:30:00+02:00",
        text=(
            "Talks on a truce in the Upland district ended on Tuesday without a deal. The rebels said they would "
            "release 35 prisoners before the end of July if the army lifts its siege of Kesh. The government called "
            "the offer “a trick”, and its envoy, Marta Olin, said that she would not return to the table."
        ),
    ),
    Report(
        title="Clashes near the dam",
        outlet="Kesh Post",
        published="2024-07-07",
        text=(
            "Armed men attacked a checkpoint near the Arden dam overnight, killing between five and seven policemen, "
            "according to the governor. A doctor at the district hospital put the number of dead at nine. Residents "
            "said that helicopters later fired on the village of Lower Arden and hurt about 400 people."
        ),
    ),
)


def row_of(story: Report) -> dict[str, str]:
    """A report's fields, as rows have them."""
    named = {"title": story.title, "outlet": story.outlet, "url": story.url, "published": story.published}
    return {**{name: value for name, value in named.items() if value}, "text": story.text}


def as_text(story: Report) -> bytes:
    """A text with front matter."""
    fields = "".join(f"{name}: {value}\n" for name, value in row_of(story).items() if name != "text")
    return f"---\n{fields}---\n{story.text}\n".encode()


def as_page(story: Report) -> bytes:
    """A news page."""
    return page(story.title or "", *story.text.split("\n\n"))


def as_pdf(story: Report) -> bytes:
    """A PDF with a page a paragraph."""
    plain = story.text.translate({0x201C: '"', 0x201D: '"'})
    return pdf(*plain.split("\n\n"), title=story.title or "")


def as_docx(story: Report) -> bytes:
    """A Word file."""
    return docx(*story.text.split("\n\n"), heading=story.title or "", rows=[["Orlo", "nine dead"]])


def as_mail(story: Report) -> bytes:
    """An e-mail in plain text and HTML."""
    return mail(
        story.text,
        Subject=story.title or "",
        From=f"{story.outlet} <desk@wire.example>",
        To="list@wire.example",
        Date="Thu, 02 May 2024 09:00:00 +0100",
    ).as_bytes()


def as_json_lines(*stories: Report) -> bytes:
    """A row a report."""
    return "".join(json.dumps(row_of(story), ensure_ascii=False) + "\n" for story in stories).encode()


def as_csv(*stories: Report) -> bytes:
    """A row a report, under a header."""
    file = StringIO(newline="")
    writer = csv.DictWriter(file, ["title", "outlet", "url", "published", "text"], restval="")
    writer.writeheader()
    writer.writerows(row_of(story) for story in stories)
    return file.getvalue().encode()


def as_zip(*stories: Report) -> bytes:
    """An archive with a report of several formats each."""
    first, *rest = stories
    members = {"news/a.html": as_page(first), "b.txt": as_text(first), "c.jsonl": as_json_lines(*rest)}
    return zipped(members)


def as_gzip(*stories: Report) -> bytes:
    """Gzipped rows."""
    return gzipped(as_json_lines(*stories))


RSS = b"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Lagoon Times</title>
<item><title>Shell hits ferry</title><link>https://lagoontimes.example/ferry?utm_source=rss</link>
<pubDate>Thu, 02 May 2024 09:00:00 +0100</pubDate><description><![CDATA[<p>Nine died.</p>]]></description></item>
</channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Upland Wire</title><entry><title>Truce talks</title>
<link rel="alternate" href="/truce"/><published>2024-06-20T08:30:00Z</published></entry></feed>"""
SITEMAP = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://keshpost.example/dam</loc>
<lastmod>2024-07-07</lastmod><news:news><news:publication_date>2024-07-07</news:publication_date></news:news></url>
</urlset>"""
OPML = b"""<?xml version="1.0"?><opml version="2.0"><body><outline text="All">
<outline type="rss" text="Lagoon Times" xmlUrl="https://lagoontimes.example/rss"/></outline></body></opml>"""

FILES: dict[str, tuple[bytes, ...]] = {
    "text": tuple(map(as_text, STORIES)),
    "page": tuple(map(as_page, STORIES)),
    "pdf": tuple(map(as_pdf, STORIES)),
    "docx": tuple(map(as_docx, STORIES[:2])),
    "mail": tuple(map(as_mail, STORIES)),
    "jsonl": (as_json_lines(*STORIES),),
    "csv": (as_csv(*STORIES),),
    "zip": (as_zip(*STORIES),),
    "gzip": (as_gzip(*STORIES),),
    "feed": (RSS, ATOM, SITEMAP),
    "opml": (OPML,),
}
"""Good files by format."""
