from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

from dedupe.align.alignment import EditKind
from dedupe.comparison.compare_articles import compare
from dedupe.comparison.criteria import Criteria
from dedupe.furniture.furniture_file import load_furniture
from dedupe.report.compare import html
from dedupe.report.compare.layout import CompareOptions
from tests.unit.report.comparisons import demo, nasty

VOID = {"meta", "input", "br"}
PAGES = {
    "demo": lambda: html.render(demo(), CompareOptions()),
    "nasty": lambda: html.render(nasty(), CompareOptions(show_style=True)),
    "matrix": lambda: html.render_matrix([demo(), demo()], CompareOptions()),
    "nasty matrix": lambda: html.render_matrix([nasty(), nasty()], CompareOptions()),
}


@dataclass
class Element:
    name: str
    attributes: dict[str, str]
    parent: Element | None = None
    contents: list[Element | str] = field(default_factory=list)

    @property
    def children(self) -> list[Element]:
        return [content for content in self.contents if isinstance(content, Element)]

    @property
    def text(self) -> str:
        return "".join(content if isinstance(content, str) else content.text for content in self.contents)

    def all(self, name: str = "", **attributes: str) -> list[Element]:
        """Find the elements inside it of a name and with these words in their attributes."""
        own = [
            child
            for child in self.children
            if child.name in (name, name or child.name)
            and all(
                {*value.split()} <= {*child.attributes.get(key.strip("_"), "").split()}
                for key, value in attributes.items()
            )
        ]
        return own + [found for child in self.children for found in child.all(name, **attributes)]


class Reader(HTMLParser):
    """Read a page into a tree, and complain about elements that do not nest."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.at = self.root = Element("", {})
        self.feed(text)
        assert self.at is self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names))
        element = Element(tag, {name: value or "" for name, value in attrs}, self.at)
        self.at.contents.append(element)
        if tag not in VOID:
            self.at = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert tag == self.at.name, (tag, self.at.name)
        assert self.at.parent is not None
        self.at = self.at.parent

    def handle_data(self, data: str) -> None:
        self.at.contents.append(data)


def words(element: Element) -> str:
    """Give an article's own words in a paragraph of the page: no labels, no words of the other side."""
    if {"kind", "lost"} & {*element.attributes.get("class", "").split()}:
        return ""
    return "".join(content if isinstance(content, str) else words(content) for content in element.contents)


@pytest.fixture(scope="module")
def tree() -> Element:
    return Reader(html.render(demo(), CompareOptions())).root


@pytest.mark.parametrize("name", PAGES)
def test_its_policy_lets_in_only_its_own_style_and_script(name: str) -> None:
    root = Reader(PAGES[name]()).root
    (policy,) = (
        meta.attributes["content"]
        for meta in root.all("meta")
        if meta.attributes.get("http-equiv") == "Content-Security-Policy"
    )
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    for element, rule in (("style", "style-src"), ("script", "script-src")):
        hashes = [f"'sha256-{b64encode(sha256(piece.text.encode()).digest()).decode()}'" for piece in root.all(element)]
        assert (hashes or ["'none'"]) == [rules[rule]]


@pytest.mark.parametrize("name", PAGES)
def test_it_asks_for_nothing(name: str) -> None:
    root = Reader(PAGES[name]()).root
    for element in root.all():
        assert element.name not in ("img", "link", "iframe", "object", "embed", "base", "video")
        assert not element.attributes.keys() & {"src", "srcset", "style", "action", "ping", "data"}
        assert not any(attribute.startswith("on") for attribute in element.attributes)
        assert element.attributes.get("href", "#").startswith("#")
    for element in (*root.all("style"), *root.all("script")):
        assert not re.search(r"url\(|@import|https?://(?!www\.w3\.org/2000/svg)", element.text)


@pytest.mark.parametrize("name", PAGES)
def test_links_inside_the_page_lead_somewhere(name: str) -> None:
    root = Reader(PAGES[name]()).root
    ids = Counter(element.attributes["id"] for element in root.all() if "id" in element.attributes)
    assert set(ids.values()) <= {1}
    assert {element.attributes["href"][1:] for element in root.all("a")} <= ids.keys()


@pytest.mark.parametrize("name", PAGES)
def test_the_same_comparison_gives_the_same_page(name: str) -> None:
    assert PAGES[name]() == PAGES[name]()


def test_every_paragraph_is_there_once_with_its_words(tree: Element) -> None:
    for side, article in (("source", demo().source), ("target", demo().target)):
        (flow,) = tree.all("div", class_="flow")
        cells = [cell for part in flow.all("div", class_=side) for cell in part.all("article")]
        assert [cell.attributes["id"] for cell in cells] == [
            f"{side[0]}{number}" for number in range(1, len(article.paragraphs) + 1)
        ]
        for cell, paragraph in zip(cells, article.paragraphs, strict=True):
            (text,) = cell.all("p", class_="text")
            assert words(text) == paragraph.text


def test_paragraphs_name_their_partners_on_both_sides(tree: Element) -> None:
    for side, aligned in (("s", demo().alignment.source), ("t", demo().alignment.target)):
        other = "t" if side == "s" else "s"
        for paragraph in aligned:
            (cell,) = tree.all("article", id=f"{side}{paragraph.index + 1}")
            links = [link.attributes["href"] for link in cell.all("a")]
            assert links == [f"#{other}{at + 1}" for at in paragraph.partners]
            assert cell.attributes["data-partners"].split() == [link[2:] for link in links]


def test_an_edit_is_marked_on_both_sides_under_one_number(tree: Element) -> None:
    for number, edit in enumerate(demo().edits, 1):
        marks = [element for element in tree.all(class_="edit") if element.attributes["data-edit"] == str(number)]
        assert len(marks) == 2
        for mark, text in zip(marks, sorted_sides(marks, edit.before, edit.after), strict=True):
            assert edit.kind in mark.attributes["class"].split()
            assert text.strip() in mark.text


def sorted_sides(marks: list[Element], before: str, after: str) -> list[str]:
    """Give the edit's words on the side of each mark; only the target's have an id."""
    return [after if "id" in mark.attributes else before for mark in marks]


def test_edits_that_matter_are_labelled_and_listed(tree: Element) -> None:
    (listed,) = tree.all("section", class_="matters")
    kinds = [kind.text for kind in listed.all(class_="kind")]
    assert kinds == ["figure", "attribution", "negation", "quote"]
    assert "$85 million" in listed.text
    for mark in tree.all(class_="edit"):
        kind = [name for name in EditKind if name in mark.attributes["class"].split()]
        labels = [element.text for element in mark.all(class_="kind")]
        expected = kind if kind[0] not in ("style", "wording") else []
        assert labels == expected or "place" in mark.attributes["class"].split()


def test_kinds_can_be_chosen_and_style_is_not_at_first(tree: Element) -> None:
    boxes = {element.attributes["value"]: element.attributes for element in tree.all("input")}
    assert set(boxes) == set(EditKind)
    assert [kind for kind, box in boxes.items() if "checked" not in box] == ["style"]
    shown = Reader(html.render(demo(), CompareOptions(show_style=True))).root
    assert all("checked" in element.attributes for element in shown.all("input"))
    (css,) = (style.text for style in tree.all("style"))
    for kind in EditKind:
        assert f'body:not(:has([value="{kind}"]:checked)) .edit.{kind}' in css


def test_furniture_is_folded(tree: Element) -> None:
    furniture = tree.all("article", class_="furniture")
    assert len(furniture) == 5
    assert all(len(element.all("details")) == 1 for element in furniture)
    assert not any("open" in element.attributes for element in tree.all("details"))


def test_furniture_inside_a_paragraph_is_marked_on_both_sides() -> None:
    folder = Path(__file__).parents[3] / "cases" / "stock-inside"
    furniture = load_furniture(folder / "furniture.toml")
    pair = (folder / "articles" / outlet / "tower.txt" for outlet in ("kestrel", "ledger"))
    root = Reader(html.render(compare(*pair, criteria=Criteria(furniture=furniture)), CompareOptions())).root
    found = [
        (mark.name, mark.all(class_="words")[0].text.split()[0])
        for mark in root.all(class_="furniture")
        if "edit" in mark.attributes["class"].split() and mark.all(class_="words")
    ]
    assert found == [("span", "The"), ("ins", "Sign"), ("span", "The"), ("del", "ValeVale")]
    (box,) = (label for label in root.all("label") if "furniture" in label.attributes["class"])
    assert box.all("small")[0].text == "3"


def test_the_head_says_what_was_found(tree: Element) -> None:
    (head,) = tree.all("h1")
    assert head.text == "The Eastmouth Herald partly derived from Kestrel"
    text = " ".join(tree.all("header")[0].text.split())
    assert "Kestrel is the source." in text
    assert "“agencies” at the end, nobody by name." in text
    for change, count in demo().alignment.counts().items():
        assert f"{count} {change}" in text


def test_hostile_text_is_shown_and_nothing_more() -> None:
    text = html.render(nasty(), CompareOptions(show_style=True))
    root = Reader(text).root
    assert "<script>alert(1)</script>" in root.text
    assert len(root.all("script")) == 1
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", text)
    text.encode()
