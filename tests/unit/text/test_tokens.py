from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dedupe.text.tokens import tokenize, tokens_at


def words(text: str) -> list[str]:
    return [token.text for token in tokenize(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the U.S. economy", "the US economy"),
        ("a $32bn deal", "a $32 billion deal"),
        ("grew 5 per cent", "grew 5%"),
        ("in 2023/24", "in 2023-24"),
        ("Mr Roe emphasised it", "Roe emphasized it"),
        ("“We don’t,” she said", '"We don\'t", she said'),
        ("18,000 people", "18\u202f000 people"),
        ("18.000 Menschen", "18\u00a0000 Menschen"),
        ("moving towards defence", "moving toward defense"),
        ("ÉTAT D’URGENCE", "etat d'urgence"),
        ("Straße", "STRASSE"),
    ],
)
def test_house_style_is_folded(one: str, other: str) -> None:
    assert words(one) == words(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a cha\u00adin\u2060 fer\u200dry", "a chain ferry"),
        ("\u202etwo\u202c \u2068ferries\u2069 ❤\ufe0f", "two ferries ❤"),
        ("Ｐｏｒｔ　１８，０００　５％", "Port 18,000 5%"),
        ("ﬁne ﬂow", "fine flow"),
        ("أَعْلَنَتْ هَيْئَةُ المِينَاءِ", "أعلنت هيئة الميناء"),
        ("أعـلـنـت", "أعلنت"),
        ("إلى مدرسة الآن", "الي مدرسه الان"),
        ("کتاب یکی ٤٦٪ ٣٫٥", "كتاب يكي 46% 3.5"),
        ("ﻻ ﷲ", "لا الله"),
        ("שָׁלוֹם", "שלום"),
        ("צה״ל", 'צה"ל'),
        ("p\u0430ypal \u041coscow \u0440\u043e\u0441\u0441\u0438\u044f", "paypal Moscow россия"),
        ("\u0440o\u0441\u0441\u0438\u044f", "россия"),
        ("p\ufffdier", "pier"),
        ("가\u3164나", "가나"),
    ],
)
def test_the_same_words_in_other_characters(one: str, other: str) -> None:
    assert words(one) == words(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("18,000", "1,800"),
        ("3.5", "35"),
        ("2019", "2020"),
        ("may", "must"),
        ("not", "now"),
        ("сор", "cop"),
        ("كتب", "كتاب"),
    ],
)
def test_what_differs_stays_apart(one: str, other: str) -> None:
    assert words(one) != words(other)


def test_scripts_without_spaces_are_cut_into_characters() -> None:
    assert words("東京で会談") == list("東京で会談")
    assert words("กรุง 12") == [*"กรุง", "12"]
    assert words("他说'你好'然后 l'été") == [*"他说你好然后", "lete"]


@given(st.text(max_size=60) | st.text("a5漢'’.,", max_size=9))
@example("漢.漢")
def test_tokens_lie_in_order_within_the_text(text: str) -> None:
    tokens = tokenize(text)
    assert all(0 <= token.start < token.end <= len(text) for token in tokens)
    assert [token.start for token in tokens] == sorted(token.start for token in tokens)
    assert all(token.text for token in tokens)


MARKED = st.text("aSU15.,'’ \n-%&é中״ה\u00ad\u202fÄﬁ", max_size=30)
HOUSE_STYLE = st.sampled_from(["5bn", "per cent", "US dollars", "$32bn", "Mr.", "18,000", "U.S.", " "])


@given(st.lists(MARKED | HOUSE_STYLE | st.text(max_size=8), max_size=9).map("".join))
def test_tokens_are_the_same_where_their_places_are_known(text: str) -> None:
    cut = tokenize(text)
    assert tokens_at(text, cut.starts, cut.ends) == cut
