from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedupe.comparison.criteria import Criteria
from dedupe.diagnosis.stock_passages import StockPassage, learn
from dedupe.errors import ConfigError
from dedupe.furniture.furniture_file import Furniture, load_furniture
from dedupe.pipeline.check import check
from dedupe.report.escape import for_toml
from dedupe.report.furniture_toml import render
from tests.unit.pipeline.stories import FERRY, MAYOR, ORCHARD, SCHOOL, write

if TYPE_CHECKING:
    from pathlib import Path

APPEAL = (
    "Our reporters walk every pier, hall and field in this county so that neighbours know what is done in their name, "
    "and they have done so since the first steamer called here ninety years ago this spring."
)


def outlet(name: str, *paragraphs: str) -> str:
    return "\n\n".join([f"---\noutlet: {name}\n---", *paragraphs])


@given(st.text())
def test_any_text_survives_toml(text: str) -> None:
    written = tomllib.loads(f"text = {for_toml(text)}")["text"]
    assert written == text.encode("utf-8", "replace").decode() or "\ufffd" in written
    assert for_toml(text).isprintable()


def test_what_an_outlet_prints_over_three_stories_is_learned(tmp_path: Path) -> None:
    stories = (FERRY, MAYOR, ORCHARD, SCHOOL)
    write(tmp_path, {f"{n}.txt": outlet("Herald", *s, APPEAL) for n, s in enumerate(stories)})
    learned = learn([tmp_path])
    assert learned == (StockPassage("Herald", APPEAL, 4),)
    text = render(learned)
    assert "# in 4 stories" in text
    assert tomllib.loads(text) == {"Herald": {"furniture": [APPEAL], "keep": []}}


def test_without_anything_learned_the_file_is_still_one(tmp_path: Path) -> None:
    assert tomllib.loads(render(())) == {}


@pytest.mark.parametrize("key", ["*", "Herald", ""])
def test_listed_paragraphs_leave_the_comparison(tmp_path: Path, key: str) -> None:
    name = "" if not key else "outlet: Herald\n"
    write(
        tmp_path,
        {
            "a.txt": f"---\n{name}date: 2031-03-01\n---\n" + "\n\n".join([*FERRY, APPEAL]),
            "b.txt": f"---\n{name}date: 2031-03-02\n---\n" + "\n\n".join([*MAYOR, APPEAL]),
        },
    )
    assert check([tmp_path]).pairs
    listed = Furniture({key: [APPEAL.upper().replace(",", " –")]})
    assert not check([tmp_path], criteria=Criteria(furniture=listed)).pairs
    assert check([tmp_path], criteria=Criteria(furniture=Furniture({"Gazette": [APPEAL]}))).pairs


def test_kept_paragraphs_count_whatever_their_shape(tmp_path: Path) -> None:
    caption = f"Photo: {FERRY[0]} {FERRY[1]}"
    write(tmp_path, {"a.txt": (*ORCHARD, caption), "b.txt": (*MAYOR, caption)})
    assert not [pair for pair in check([tmp_path]).pairs if pair.measures.shared]
    kept = check([tmp_path], criteria=Criteria(furniture=Furniture(kept={"*": [caption]})))
    assert kept.pairs[0].measures.shared


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"[Herald\n", "Expected"),
        (b"\xff", "not UTF-8"),
        (b"furniture = []\n", "'furniture' is no table"),
        (b"[Herald]\nfurnitures = []\n", "did you mean furniture?"),
        (b"[Herald]\nkeep = [1]\n", "keep of 'Herald' is no list of paragraphs"),
    ],
)
def test_a_broken_file_is_an_error_that_names_it(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "furniture.toml"
    path.write_bytes(content)
    with pytest.raises(ConfigError, match=r"furniture\.toml: ") as raised:
        load_furniture(path)
    assert reason in str(raised.value)


def test_a_missing_file_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.toml: no such file"):
        load_furniture(tmp_path / "none.toml")
