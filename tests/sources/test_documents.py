"""Files that are one report each: what becomes its text, title, outlet, address and day."""

from email.message import EmailMessage
from pathlib import Path

import pytest
from docx import Document
from fuzz.forms import docx, mail, page, pdf, saved
from pypdf import PdfReader, PdfWriter

from sayso.report import Report
from sayso.sources import Loaded, load

NINE = "Nine people were killed when a shell hit the ferry in Port Amal, the harbour police said on Thursday."
TWELVE = "A doctor at the hospital put the toll at twelve, among them three children of one family."


def only(folder: Path, name: str, data: bytes | str) -> Loaded:
    """What is loaded from a folder with one file."""
    (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    (loaded,) = load([str(folder)])
    return loaded


def report(folder: Path, name: str, data: bytes | str) -> Report:
    loaded = only(folder, name, data)
    assert loaded.report is not None, loaded.error
    return loaded.report


def cause(folder: Path, name: str, data: bytes | str) -> str:
    loaded = only(folder, name, data)
    assert loaded.report is None
    assert loaded.error is not None
    assert loaded.error.where == str(folder / name)
    return loaded.error.cause


class TestText:
    def test_the_text_is_the_file_to_the_last_blank(self, tmp_path: Path) -> None:
        text = f"  Shell hits ferry\n\n{NINE}\t \n\n\n{TWELVE}\n"
        assert report(tmp_path, "ferry.txt", text).text == text

    def test_a_byte_order_mark_and_foreign_line_ends_are_not_text(self, tmp_path: Path) -> None:
        assert (
            report(tmp_path, "ferry.txt", b"\xef\xbb\xbfOne.\r\nTwo.\rThree.\n").text
            == "One.\nTwo.\nThree.\n"
        )

    @pytest.mark.parametrize(
        ("text", "title"),
        [
            (f"Shell hits ferry in Port Amal\n\n{NINE}\n", "Shell hits ferry in Port Amal"),
            (f"\n# Shell hits ferry #\n{NINE}\n", "Shell hits ferry"),
            ("Who shelled the ferry?\n\n" + NINE, "Who shelled the ferry?"),
            (f"{NINE}\n\n{TWELVE}", None),
            (f"Shell hits ferry\n{NINE}\n\n{TWELVE}", None),
            ("Shell hits ferry\n\n", None),
        ],
    )
    def test_a_first_line_that_stands_alone_is_the_title(
        self, tmp_path: Path, text: str, title: str | None
    ) -> None:
        assert report(tmp_path, "ferry.txt", text).title == title

    def test_front_matter_gives_the_fields_and_is_no_text(self, tmp_path: Path) -> None:
        front = (
            "---\nid: lt-7\ntitle: \"Ferry: the 'second' shell\"\noutlet: Lagoon Times\n"
            "published: 2 May 2024\ntags:\n  - ferry\n---\n\n"
        )
        assert report(tmp_path, "ferry.md", front + NINE) == Report(
            text=NINE,
            id="lt-7",
            title="Ferry: the 'second' shell",
            outlet="Lagoon Times",
            published="2024-05-02",
        )

    def test_a_rule_at_the_start_is_not_front_matter(self, tmp_path: Path) -> None:
        text = f"---\n{NINE}\n---\n{TWELVE}"
        assert report(tmp_path, "ferry.md", text).text == text

    def test_an_empty_file_is_told(self, tmp_path: Path) -> None:
        assert cause(tmp_path, "ferry.txt", b"") == "empty"
        assert cause(tmp_path, "ferry.txt", b" \n\n") == "empty"


class TestWebPage:
    def test_the_article_is_read_without_its_menus(self, tmp_path: Path) -> None:
        read = report(tmp_path, "ferry.html", page("Shell hits ferry", NINE, TWELVE))
        assert read.text.endswith(f"{NINE}\n\n{TWELVE}")
        assert "Sport" not in read.text
        assert "Terms" not in read.text

    def test_the_page_names_its_title_outlet_address_and_day(self, tmp_path: Path) -> None:
        read = report(tmp_path, "ferry.html", page("Shell hits ferry", NINE, TWELVE))
        assert (read.title, read.outlet, read.published) == ("Shell hits ferry", "Lagoon Times", "2024-05-02")
        assert read.url is not None
        assert read.url.startswith("https://lagoontimes.example/")

    def test_the_year_of_the_copyright_is_not_the_day(self, tmp_path: Path) -> None:
        undated = page("Shell hits ferry", NINE, TWELVE).replace(b"2024-05-02T09:00:00+01:00", b"")
        assert report(tmp_path, "ferry.html", undated).published is None

    def test_a_page_is_known_by_its_content(self, tmp_path: Path) -> None:
        assert report(tmp_path, "saved.txt", page("Shell hits ferry", NINE, TWELVE)).outlet == "Lagoon Times"

    def test_a_declared_encoding_holds_without_a_note(self, tmp_path: Path) -> None:
        words = "Девять человек погибли при обстреле парома в порту, сообщила в четверг полиция города."
        written = f'<html><head><meta charset="windows-1251"></head><body><p>{words}</p></body></html>'
        loaded = only(tmp_path, "ferry.html", written.encode("windows-1251"))
        assert loaded.report is not None
        assert (loaded.report.text, loaded.note) == (words, None)

    @pytest.mark.parametrize(
        "data", ["<html><body></body></html>", "<html", "<!DOCTYPE html><script>x()</script>"]
    )
    def test_a_page_without_text_is_told(self, tmp_path: Path, data: str) -> None:
        assert cause(tmp_path, "ferry.html", data) == "no text was found in this web page"


class TestPdf:
    def test_the_text_of_all_pages_is_read(self, tmp_path: Path) -> None:
        assert report(tmp_path, "ferry.pdf", pdf(NINE, TWELVE)).text == f"{NINE}\n{TWELVE}"

    def test_the_title_is_taken_only_where_it_is_printed(self, tmp_path: Path) -> None:
        assert report(tmp_path, "a.pdf", pdf(NINE, title="Nine People were killed")).title is not None
        (tmp_path / "a.pdf").unlink()
        assert report(tmp_path, "b.pdf", pdf(NINE, title="Microsoft Word - draft2.doc")).title is None

    def test_a_scan_is_told(self, tmp_path: Path) -> None:
        assert "without a text layer" in cause(tmp_path, "scan.pdf", pdf("", ""))

    def test_a_page_without_text_among_others_is_noted(self, tmp_path: Path) -> None:
        loaded = only(tmp_path, "ferry.pdf", pdf(NINE, ""))
        assert loaded.report is not None
        assert loaded.note == "1 of 2 pages have no text layer"

    @pytest.mark.parametrize("password", ["", "secret"])
    def test_a_password_is_told_unless_it_is_empty(self, tmp_path: Path, password: str) -> None:
        (tmp_path / "plain").write_bytes(pdf(NINE))
        writer = PdfWriter(clone_from=PdfReader(tmp_path / "plain"))
        (tmp_path / "plain").unlink()
        writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
        writer.write(tmp_path / "ferry.pdf")
        (loaded,) = load([str(tmp_path)])
        assert (loaded.report is None) == bool(password)
        if password:
            assert str(loaded.error).endswith("ferry.pdf: encrypted; save it without a password")

    def test_a_broken_file_is_told_and_nothing_else(
        self, tmp_path: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        assert cause(tmp_path, "ferry.pdf", pdf(NINE)[:200]).startswith("broken PDF: ")
        assert capfd.readouterr() == ("", "")


class TestWord:
    def test_paragraphs_and_rows_of_tables_are_read_in_order(self, tmp_path: Path) -> None:
        rows = [["killed", "9"], ["injured", "14"]]
        read = report(tmp_path, "ferry.docx", docx(NINE, heading="Shell hits ferry", rows=rows))
        assert read.text == f"Shell hits ferry\n\n{NINE}\n\nkilled\t9\n\ninjured\t14"
        assert read.title == "Shell hits ferry"

    def test_what_was_inserted_counts_and_what_was_struck_out_does_not(self, tmp_path: Path) -> None:
        document = Document()
        paragraph = document.add_paragraph("At least ")._p
        for tag, words, number in (("del", "delText", "seven"), ("ins", "t", "nine")):
            document.add_paragraph().add_run(number)
            run = document.paragraphs[-1].runs[0]._r
            run[0].tag = run[0].tag.replace("}t", "}" + words)
            change = run.makeelement(run.tag.replace("}r", "}" + tag))
            change.append(run)
            paragraph.append(change)
        document.add_paragraph(" died.")
        assert report(tmp_path, "ferry.docx", saved(document)).text == "At least nine\n\ndied."

    def test_it_is_known_by_its_content(self, tmp_path: Path) -> None:
        assert report(tmp_path, "ferry.bin", docx(NINE)).text == NINE

    def test_one_without_text_is_told(self, tmp_path: Path) -> None:
        assert cause(tmp_path, "ferry.docx", docx()) == "a Word file without text"


class TestMail:
    def test_a_mail_is_a_report_by_its_sender(self, tmp_path: Path) -> None:
        message = mail(
            f"{NINE}\n",
            From="Lagoon Times <desk@lagoontimes.example>",
            Subject="Shell hits ferry",
            Date="Thu, 02 May 2024 09:00:00 +0100",
        )
        assert report(tmp_path, "ferry.eml", message.as_bytes()) == Report(
            text=f"{NINE}\n",
            id="ferry.eml",
            title="Shell hits ferry",
            outlet="Lagoon Times",
            published="2024-05-02T09:00:00+01:00",
        )

    @pytest.mark.parametrize(
        ("headers", "outlet"),
        [
            ({"From": "desk@lagoontimes.example"}, "lagoontimes.example"),
            ({"From": "Desk <desk@lagoontimes.example>", "Organization": "Lagoon Times"}, "Lagoon Times"),
        ],
    )
    def test_the_outlet_is_who_sends_it(self, tmp_path: Path, headers: dict[str, str], outlet: str) -> None:
        assert report(tmp_path, "ferry.eml", mail(NINE, **headers).as_bytes()).outlet == outlet

    def test_it_is_known_by_its_head(self, tmp_path: Path) -> None:
        headers = {"From": "a@b.example", "To": "c@d.example", "Subject": "Shell hits ferry"}
        assert report(tmp_path, "ferry", mail(NINE, **headers).as_bytes()).title == "Shell hits ferry"

    def test_quoted_letters_and_encodings_are_undone(self, tmp_path: Path) -> None:
        message = EmailMessage()
        message["From"] = "Žofie <z@lagoontimes.example>"
        message.set_content("“Nine,” he said – no fewer.\n", charset="windows-1252", cte="quoted-printable")
        read = report(tmp_path, "ferry.eml", message.as_bytes())
        assert (read.text, read.outlet) == ("“Nine,” he said – no fewer.\n", "Žofie")

    def test_one_in_html_alone_is_read_like_a_page(self, tmp_path: Path) -> None:
        html = f"<html><body><p>{NINE}</p><p>{TWELVE}</p></body></html>"
        message = mail("", html=html, From="desk@lagoontimes.example")
        assert report(tmp_path, "ferry.eml", message.as_bytes()).text == f"{NINE}\n\n{TWELVE}"

    def test_attachments_are_named(self, tmp_path: Path) -> None:
        message = mail(NINE, From="desk@lagoontimes.example")
        message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="toll.pdf")
        loaded = only(tmp_path, "ferry.eml", message.as_bytes())
        assert loaded.report is not None
        assert loaded.note == "attachments are not read: toll.pdf"

    def test_one_without_text_is_told(self, tmp_path: Path) -> None:
        assert (
            cause(tmp_path, "ferry.eml", mail("", From="a@b.example").as_bytes()) == "an e-mail without text"
        )
