from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedupe.article import Note
from dedupe.read.front_matter import FrontMatter, front_matter, split_front_matter
from dedupe.read.metadata import NO_METADATA, Metadata


def nested_aliases(link: str) -> str:
    """Ten levels of ten references each: tiny as text, 10 ** 10 values as objects."""
    levels = [f"a{i}: &a{i} {link % ', '.join([f'*a{i - 1}'] * 10)}" for i in range(1, 11)]
    return "\n".join(["a0: &a0 {title: x}", *levels])


def test_front_matter_is_metadata_and_not_text() -> None:
    text = "---\ntitle: Pier put off\noutlet: The Quay\nauthor: Ada Quill\ncredit: AP\n---\nText.\n"

    metadata, *rest, _ = split_front_matter(text)

    assert metadata == Metadata(title="Pier put off", outlet="The Quay", author="Ada Quill", credit="AP")
    assert rest == ["Text.\n", 7]


def test_front_matter_without_a_text_leaves_none() -> None:
    assert split_front_matter("---\ntitle: Pier\n---").body == ""


def test_values_stay_as_they_were_written() -> None:
    head = split_front_matter("---\ntitle: 1984\noutlet: no\nauthor: ~\ndate: 2025-01-28\n...\nText.")

    assert head.metadata == Metadata(title="1984", outlet="no", date="2025-01-28")


def test_a_leading_date_may_follow() -> None:
    head = split_front_matter("---\ntitle: Pier\n---\n date 2025-01-28 OSLO - Text.")

    assert head[:3] == (Metadata(title="Pier", date="2025-01-28"), "OSLO - Text.", 4)


@pytest.mark.parametrize(
    "source",
    ["colour: Bad: yaml", "- a list", "just words", "a: " + "[" * 1_000, "x: y\n" * 20_000],
    ids=lambda source: source[:20],
)
def test_what_is_no_mapping_stays_text(source: str) -> None:
    text = f"---\n{source}\n---\nText.\n"

    assert split_front_matter(text) == FrontMatter(NO_METADATA, text, 1)


@pytest.mark.parametrize("text", ["---", "---\n", "---\ntitle: Pier\n", "----\na: b\n---\n"])
def test_an_unclosed_fence_opens_nothing(text: str) -> None:
    assert split_front_matter(text) == FrontMatter(NO_METADATA, text, 1)


@pytest.mark.parametrize("link", ["[%s]", "{<<: [%s]}"])
def test_a_bomb_of_aliases_does_not_go_off(link: str) -> None:
    head = split_front_matter(f"---\n{nested_aliases(link)}\ntitle: Calm\n---\nText.")

    assert head.metadata == Metadata(title="Calm")


def test_no_tag_makes_an_object() -> None:
    head = split_front_matter("---\ntitle: !!python/object/apply:os.getcwd []\n---\nText.")

    assert (head.metadata, head.body) == (NO_METADATA, "Text.")


def test_escapes_for_what_cannot_be_encoded_are_replaced() -> None:
    assert split_front_matter('---\ntitle: "a\\0\\ud800b"\n---\n').metadata.title == "a\ufffd\ufffdb"


def test_other_keys_can_be_asked_for() -> None:
    block = front_matter("---\ntitle: Pier\ndedupe: {ignore: [exact-copy]}\n---\nText.")

    assert block.values == {"title": "Pier", "dedupe": {"ignore": ["exact-copy"]}}
    assert (block.lines, block.end) == ({"title": 2, "dedupe": 3}, 51)


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("title: Ferry adrift: three hours", "Ferry adrift: three hours"),
        ("title: [unclosed", "[unclosed"),
        ("title: *nobody", "*nobody"),
        ('title: "\\UFFFFFFFF"', "\\UFFFFFFFF"),
        ("title: 'It's late'", "It's late"),
        ("Title: @home: a story\nauthors:\n- Ada Quill\n- Jo Marsh", "@home: a story"),
        ("title:\tTabbed: yes", "Tabbed: yes"),
    ],
)
def test_what_is_no_yaml_is_read_as_people_mean_it_and_said(source: str, title: str) -> None:
    head = split_front_matter(f"---\n{source}\n---\nText.\n")

    assert (head.metadata.title, head.body) == (title, "Text.\n")
    assert [note.kind for note in head.metadata.notes] == ["front-matter"]
    assert head.metadata.notes[0].value in source


def test_front_matter_may_be_toml() -> None:
    head = split_front_matter(
        '+++\ntitle = "Pier put off"\ndate = 2031-03-09T22:10:00Z\n'
        'authors = ["Ada Quill", "Jo Marsh"]\noutlet = 1984\n+++\nText.\n'
    )

    assert head[:3] == (
        Metadata(title="Pier put off", outlet="1984", author="Ada Quill, Jo Marsh", date="2031-03-09T22:10:00+00:00"),
        "Text.\n",
        7,
    )


def test_broken_toml_is_read_line_by_line() -> None:
    head = split_front_matter("+++\ntitle = Pier put off\n+++\nText.\n")

    assert head.metadata.title == "Pier put off"
    assert head.metadata.notes == (Note("front-matter", "title = Pier put off"),)


def test_keys_that_look_like_known_ones_are_said() -> None:
    head = split_front_matter("---\nheadlin: Pier\nsubtitle: Late\ntags: [sea]\ndate: 2031-03-09\n---\n.")

    assert head.metadata.notes == (Note("field", "headlin: did you mean headline?"),)


def test_a_date_that_is_none_is_said() -> None:
    head = split_front_matter("---\ndate: last Tuesday\n---\nText.\n")

    assert (head.metadata.date, head.metadata.notes) == (None, (Note("date", "last Tuesday"),))


@given(st.text("-.:~[]{}&*!|>'\"%@`,#? \nab"))
def test_the_body_is_the_end_of_the_text_and_begins_on_its_first_line(source: str) -> None:
    text = f"---\n{source}\n---\nText."
    head = split_front_matter(text)

    assert text.split("\n")[head.first_line - 1 :] == head.body.split("\n")
