from __future__ import annotations

import codecs
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedupe.errors import InputError
from dedupe.read.decode import decode

GERMAN = "Die Fähre fährt nicht. „Das ärgert uns“, sagte die Händlerin.\n"


def test_utf_8_needs_no_mention() -> None:
    assert decode(GERMAN.encode()) == (GERMAN, None)
    assert decode(codecs.BOM_UTF8 + GERMAN.encode()) == (GERMAN, None)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
@pytest.mark.parametrize("order", ["le", "be"])
def test_wide_encodings_are_known_by_their_mark(encoding: str, order: str) -> None:
    assert decode(f"\ufeff{GERMAN}".encode(f"{encoding}-{order}")) == (GERMAN, encoding)


@pytest.mark.parametrize("order", ["le", "be"])
@pytest.mark.parametrize(
    "text",
    [
        GERMAN,
        "A ferry.",
        "Президент сообщил в понедельник, что переговоры продолжатся.\n" * 4,
        "总理星期一表示， 谈判将继续进行。\n" * 16,
    ],
    ids=["German", "short", "Russian", "Chinese"],
)
def test_utf_16_is_known_without_a_mark(text: str, order: str) -> None:
    encoding = f"utf-16-{order}"
    assert decode(text.encode(encoding)) == (text, encoding)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Le maire a déclaré que l’été était très chaud, où les élèves étaient déçus. "),
        ("cp1252", "O ministro não comentou a decisão, mas as negociações vão até sábado. "),
        ("cp1250", "Předseda vlády v pondělí řekl, že jednání budou pokračovat příští týden. "),
        ("iso8859_2", "Prezydent powiedział w poniedziałek, że rozmowy będą trwały. "),
        ("cp1251", "Президент сообщил в понедельник, что переговоры продолжатся. "),
        ("koi8-r", "Президент сообщил в понедельник, что переговоры продолжатся. "),
        ("gb18030", "总理星期一表示，谈判将继续进行。"),
        ("big5", "總理星期一表示，談判將繼續進行。"),
    ],
)
def test_other_encodings_are_guessed_and_said(encoding: str, text: str) -> None:
    decoded, guessed = decode((text * 5).encode(encoding))

    assert decoded == text * 5
    assert guessed is not None


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Die Fähre „Lady“ fährt heute nicht – das ärgert die Händler."),
        ("cp1252", "Le maire a déclaré que l’été était très chaud, où les élèves ont été déçus."),
        ("cp1252", "Skipið sigldi frá Þorlákshöfn í gær, sagði hafnarvörðurinn."),
        ("cp1252", "Færgen sejler ikke i dag, siger rederiet på øen."),
        ("cp1252", "One café."),
        ("cp1250", "Předseda vlády v pondělí řekl, že jednání budou pokračovat příští týden."),
        ("cp1250", "Prezydent powiedział w poniedziałek, że rozmowy będą trwały."),
        ("iso8859_2", "Prezydent powiedział w poniedziałek, że ważą się losy rozmów. Ścieżka jest źle znana."),
        ("cp1250", "A főváros vezetője szerint a híd felújítása őszig tart, az ügynökség közölte."),
        ("cp1254", "Başbakan, görüşmelerin gelecek hafta süreceğini söyledi, çünkü ışıklar açıktı."),
        ("cp1257", "Ministras pirmadienį sakė, kad derybos tęsis kitą savaitę, šešių šalių."),
    ],
)
def test_encodings_of_one_byte_a_letter_are_told_by_the_alphabet(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == (text, encoding)


@pytest.mark.parametrize("text", [GERMAN, "Předseda vlády", "Президент сообщил в понедельник.", "総理は月曜日"])
def test_utf_8_with_broken_bytes_or_cut_within_a_character_is_utf_8(text: str) -> None:
    data = text.encode()
    odd = next(at for at, byte in enumerate(data) if byte >= 0x80)
    for broken in (data[:odd] + b"\xc5" + data[odd:], data + "é".encode()[:1], data + "総".encode()[:2]):
        decoded, said = decode(broken)

        assert decoded.replace("\ufffd", "") == text
        assert said == "utf-8 with 1 broken character"


def test_line_ends_are_made_alike() -> None:
    assert decode(b"One\r\ntwo\rthree\n") == ("One\ntwo\nthree\n", None)


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"text\0text",
        b"\xff\xfea",  # half a UTF-16 character
        b"\xff\xfe\0\xd8a\0",  # a lone surrogate
        b"\xff\xfe\0\0\xff\xff\xff\xff",  # no UTF-32 character
        "\ufeffa\0b".encode("utf-16-le"),
        "A ferry.".encode("utf-16-le")[:-1],
        "A loud bell\a rings.".encode("utf-16-be"),
        "Nothing \ue000 private.".encode("utf-16-le"),
        "Сказал он. ".encode("utf-16-le"),  # too short to tell
        struct.pack("<300h", *range(300)),
        b"".join(struct.pack("<2f", at / 7, -at) for at in range(200)),
        bytes(range(255, 0, -1)) * 8,
    ],
)
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^binary"):
        decode(data)


@given(st.binary())
def test_whatever_the_bytes_the_outcome_is_clean_text_or_a_refusal(data: bytes) -> None:
    try:
        text, _ = decode(data)
    except InputError:
        return
    text.encode()
    assert "\0" not in text
    assert "\r" not in text
