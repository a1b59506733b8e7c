from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from dedupe.read import yaml_mapping
from dedupe.read.yaml_mapping import ParsedMapping, parse_yaml

needs_libyaml = pytest.mark.skipif(not yaml.__with_libyaml__, reason="PyYAML without libyaml")

PIECES = (
    *("title: ", "outlet", ": ", ":", "- ", "-", "?", "? ", "\n", "\n  ", "\n- ", " ", "\t"),
    *("[", "]", "{", "}", ",", ", ", "'", '"', "''", '\\"', "\\u0041", "\\x4", "\\ud800", "#", " #"),
    *("&x ", "*x ", "<<: ", "!!str ", "!t ", "|", "|\n  ", ">\n  ", ">-\n ", "%YAML 1.1\n", "---\n"),
    *("1984", "no", "~", "null", "Pier’s end", "2031-03-04", "@", "`", "%", "https://quay.test/a?b=c:d"),
    *("\x85", "\u2028", "\ufeff", "\x7f", "\0", "\ud800", "\U0001f980"),
)  # fmt: skip
sources = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


def with_parser(source: str, *, libyaml: bool) -> ParsedMapping | None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml, "__with_libyaml__", libyaml)
        return parse_yaml(source)


@needs_libyaml
@given(sources | sources.map(lambda rest: f"title: {rest}"))
@example("title: |#a")
@example("a\tb: c")
@example("? ")
@example('title: "\\ud800"')
@example("\n\ufeff")
@example("title: [“1984? a] #!t ")
@example("title: {no\n?x\n}")
@example("a: [b:]")
@example("a: &x [*x, 1]\nb: *x")
@example("a: 1\na: 2")
def test_both_parsers_read_the_same(source: str) -> None:
    assert with_parser(source, libyaml=True) == with_parser(source, libyaml=False)


PLAIN = ("a", "Z", "é", "ß", "1", "_", " ", " - ", "'", "\"", ", ", "(", ")", "&", "!", "%", "/", ".", "’", "?", ":", "#", "null", "~", "=", "\\u2014", "\\u00e9", '\\"', "\\ud800", "\\u0000")  # fmt: skip
plain_lines = st.lists(
    st.builds(
        "{}: {}{}{}".format,
        st.sampled_from(("title", "date", "null", "x-y_1", "Ä", "<<", "y")),
        quotes := st.sampled_from(("", "", '"')),
        st.lists(st.sampled_from(PLAIN), max_size=6).map("".join),
        quotes,
    ),
    max_size=4,
).map("\n".join)


@given(plain_lines | sources)
@example('title: ""')
@example("title: a ? b")
@example('title: "a \\u2014 \\"b\\" \\u000a"')
@example("a: 1\na: null")
@example("date: 2031-03-04T14:20:00Z\nurl: a://b.c:80/d\ntime: 12:30:45\nodd: a:\xa0b")
def test_lines_of_a_key_and_a_value_are_read_as_yaml(source: str) -> None:
    quick = yaml_mapping.plain_lines(source)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_mapping, "plain_lines", lambda _: None)
        assert quick is None or quick == parse_yaml(source)


def test_what_most_articles_have_needs_no_parser() -> None:
    source = 'title: "Pier shut: why?"\ndate: 2031-03-04\noutlet: The Quay\nauthor: null'
    read = yaml_mapping.plain_lines(source)
    assert read
    assert list(read.values.values()) == ["Pier shut: why?", "2031-03-04", "The Quay", None]


@needs_libyaml
def test_front_matter_as_people_write_it_is_left_to_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(yaml, "SafeLoader")

    with pytest.raises(AttributeError):
        parse_yaml("title: a\tb")
    assert parse_yaml("title: 'Why is the pier shut?'\nauthor: Ada Quill") == ParsedMapping(
        {"title": "Why is the pier shut?", "author": "Ada Quill"}, {"title": 2, "author": 3}
    )


@needs_libyaml
@pytest.mark.parametrize("libyaml", [True, False])
@pytest.mark.parametrize(("opening", "times"), [("[", 1_000), ("{a: ", 1_000), ("- ", 30_000), ("? ", 1_000)])
def test_what_is_nested_without_end_is_no_mapping(opening: str, times: int, libyaml: bool) -> None:
    assert with_parser("title: " + opening * times, libyaml=libyaml) is None
    assert with_parser(opening * times, libyaml=libyaml) is None


@needs_libyaml
def test_aliases_are_not_copied_out_by_either_parser() -> None:
    levels = [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 11)]
    source = "\n".join(["a0: &a0 [x]", *levels])

    quick, plain = (with_parser(source, libyaml=libyaml) for libyaml in (True, False))

    assert quick == plain
    assert len(str(quick)) < 20_000
