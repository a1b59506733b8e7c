"""Exports of press databases as they are saved: as pages, in other languages, as RTF."""

from __future__ import annotations

from pathlib import Path

from dedupe.article import Article
from tests.unit.read.mutations import read

LEAD = "A chain ferry broke loose in high wind on Monday night and drifted for almost three hours."
QUOTE = "“We could see the lights of the town going past,” said Hanne Prüett, a nurse."


def articles(folder: Path, name: str, text: str) -> list[Article]:
    return [article for article in read(folder, name, text.encode()) if isinstance(article, Article)]


def factiva(number: int, *head: str, words: str = "140 words", document: str = "Document") -> str:
    before = "".join(f"<div>{line}</div>" for line in head)
    return (
        f"<div class='article'><p></p>{before}<div>{words}</div><div>10 March 2031</div><div>Quay Times"
        f"</div><div>QUAYT</div><div>1; National</div><div>English</div><div>(c) 2031 Quay Times Ltd</div>\n"
        f"<p>{LEAD}</p>\n<p>{QUOTE}</p>\n<div>Quay Press Limited</div>"
        f"<div>{document} QUAYT0002031031{number}e73a0000d</div></div>"
    )


def test_a_page_of_factiva(tmp_path: Path) -> None:
    found = articles(
        tmp_path,
        "export.html",
        "<html><body><form action='/'><h2>Factiva</h2>\n"
        + factiva(0, "News", "Ferry adrift for three hours", "By Ada Quill")
        + factiva(1, "Ferry adrift", words="1.234 Wörter", document="Dokument")
        + factiva(2, "Ferry adrift", "Ada Quill, Jo Marsh, Tom Hale", words="823 字", document="文件")
        + "</form></body></html>",
    )

    assert [(article.title, article.author, article.outlet, article.date) for article in found] == [
        ("Ferry adrift for three hours", "Ada Quill", "Quay Times", "2031-03-10"),
        ("Ferry adrift", None, "Quay Times", "2031-03-10"),
        ("Ferry adrift", "Ada Quill, Jo Marsh, Tom Hale", "Quay Times", "2031-03-10"),
    ]
    assert found[0].id == "QUAYT00020310310e73a0000d"
    assert [(paragraph.text, paragraph.start_line) for paragraph in found[0].paragraphs] == [(LEAD, 3), (QUOTE, 4)]


def test_a_page_of_nexis(tmp_path: Path) -> None:
    found = articles(
        tmp_path,
        "export.html",
        "\n".join(
            f"<p>{number} of 2 DOCUMENTS</p>\n<p>{outlet}</p>\n<p>10 mars 2031</p>\n<p>Un bac</p>\n"
            f"<p>AUTEUR: Ada Quill</p>\n<p>LONGUEUR: 14 mots</p>\n<p>{LEAD}</p><p>{QUOTE}</p>\n"
            "<p>DATE-CHARGEMENT: 11 mars 2031</p>"
            for number, outlet in enumerate(("Le Quai", "La Digue"), 1)
        ),
    )

    assert [(article.outlet, article.title, article.date, article.author) for article in found] == [
        ("Le Quai", "Un bac", "2031-03-10", "Ada Quill"),
        ("La Digue", "Un bac", "2031-03-10", "Ada Quill"),
    ]
    assert [paragraph.text for paragraph in found[1].paragraphs] == [LEAD, QUOTE]


def test_pages_of_proquest_without_rules(tmp_path: Path) -> None:
    item = (
        "<div><p>{title}</p><p>Author: Quill, Ada</p><p>Abstract:</p><p>About a ferry.</p>"
        "<p>Full text:</p><p>{lead}</p><p>Publication title: Quay Times; Port Sellick</p>"
        "<p>Publication date: Mar 10, 2031</p><p>ProQuest document ID: {number}</p><p>Database: All</p></div>"
    )
    found = articles(
        tmp_path,
        "export.html",
        item.format(title="Ferry adrift", lead=LEAD, number=1) + item.format(title="Ferry found", lead=QUOTE, number=2),
    )

    assert [
        (article.id, article.title, article.outlet, article.date, article.paragraphs[0].text) for article in found
    ] == [
        ("1", "Ferry adrift", "Quay Times", "2031-03-10", LEAD),
        ("2", "Ferry found", "Quay Times", "2031-03-10", QUOTE),
    ]


def test_tables_of_wiso_in_rtf(tmp_path: Path) -> None:
    item = (
        r' "Hafenbote" vom 10.03.2031        Seite: 4\u8232 ?Ressort: LOK\u8232 ?\u8232 ?{title}\u8232 ?\u8232 ?{lead}'
        r'\par Quelle:\cell "Hafenbote" vom 10.03.2031        Seite: 4\cell\row Ressort:\cell LOK\cell\row '
        r"Dokumentnummer:\cell {number}\cell\row "
    )
    text = item.format(title="Kettenfähre treibt ab", lead=LEAD, number="HB01")
    text += item.format(title="Kettenfähre ist zurück", lead=LEAD, number="HB02")
    found = articles(tmp_path, "export.rtf", r"{\rtf1\ansi " + text.replace("ä", r"\'e4") + "}")

    assert [(article.id, article.outlet, article.date, article.title) for article in found] == [
        ("HB01", "Hafenbote", "2031-03-10", "Kettenfähre treibt ab"),
        ("HB02", "Hafenbote", "2031-03-10", "Kettenfähre ist zurück"),
    ]
    assert [paragraph.text for paragraph in found[0].paragraphs] == [LEAD]


def test_a_headline_of_two_lines_in_nexis_uni(tmp_path: Path) -> None:
    (found,) = articles(
        tmp_path,
        "uni.txt",
        "Publisher: Quay Press; Publication Type: Newspapers\nFerry adrift\nCorrection appended\nQuay Times\n"
        f"March 10, 2031 Monday\n\nLength: 140 words\nBody\n\n{LEAD}\n\nEnd of Document\n",
    )

    assert (found.title, found.outlet) == ("Ferry adrift Correction appended", "Quay Times")


def test_the_address_of_a_link_in_rtf_is_no_text(tmp_path: Path) -> None:
    field = r'{\field{\*\fldinst{HYPERLINK "https://quay.example/a"}}{\fldrslt the report}}'
    (found,) = articles(tmp_path, "link.rtf", r"{\rtf1\ansi " + f"{LEAD} So says {field}.}}")

    assert found.paragraphs[0].text == f"{LEAD} So says the report."


def test_what_has_front_matter_is_no_export(tmp_path: Path) -> None:
    text = f"---\ntitle: Ferry adrift\n---\n\n1 of 2 DOCUMENTS\n\n{LEAD}\n\n2 of 2 DOCUMENTS\n\n{QUOTE}\n"
    (found,) = articles(tmp_path, "ferry.txt", text)

    assert (found.title, found.paragraphs[1].text, found.paragraphs[3].text) == ("Ferry adrift", LEAD, QUOTE)
