from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedupe.package_data import read_table
from dedupe.read.parse_date import ReadDate, parse_date


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("March 9, 2031", "2031-03-09"),
        ("March 9th 2031", "2031-03-09"),
        ("Sunday, 09-Mar-2031", "2031-03-09"),
        ("9. März 2031", "2031-03-09"),
        ("Sonntag, 9. März 2031, 22.10 Uhr", "2031-03-09T22:10:00"),
        ("dimanche 1er mars 2031 à 22h10", "2031-03-01T22:10:00"),
        ("9 de marzo de 2031", "2031-03-09"),
        ("9 марта 2031 г.", "2031-03-09"),
        ("9 września 2031", "2031-09-09"),
        ("2031. március 9.", "2031-03-09"),
        ("9 Şubat 2031", "2031-02-09"),
        ("٩ مارس ٢٠٣١", "2031-03-09"),
        ("9 كانون الثاني 2031", "2031-01-09"),
        ("९ मार्च २०३१", "2031-03-09"),
        ("9 มีนาคม 2574", "2031-03-09"),
        ("9 ม.ค. 2574", "2031-01-09"),
        ("2031年3月9日 22:10", "2031-03-09T22:10:00"),
        ("2031년 3월 9일", "2031-03-09"),
        ("２０３１年３月９日", "2031-03-09"),
        ("09.03.2031", "2031-03-09"),
        ("9. 3. 2031", "2031-03-09"),
        ("9.3.31", "2031-03-09"),
        ("9.3.99", "1999-03-09"),
        ("09-Mar-31", "2031-03-09"),
        ("Sunday 9th March '31, 10pm", "2031-03-09T22:00:00"),
        ("Mar. 9, 31", "2031-03-09"),
        ("Dec 31st '99", "1999-12-31"),
        ("9. März 31", "2031-03-09"),
        ("nedjelja, 9. listopada 2031.", "2031-10-09"),
        ("9. lis 2031. u 22:10", "2031-10-09T22:10:00"),
        ("9. studenoga 2031.", "2031-11-09"),
        ("9 listopada 2031 r.", "2031-11-09"),
        ("9. listopadu 2031", "2031-11-09"),
        ("17. listopad 2031", "2031-11-17"),
        ("9 листопада 2031", "2031-11-09"),
        ("2031/03/09", "2031-03-09"),
        ("20310309T2210Z", "2031-03-09T22:10:00+00:00"),
        ("20310309221000", "2031-03-09T22:10:00"),
        ("2031-03-09 22:10 UTC", "2031-03-09T22:10:00+00:00"),
        ("9 mars 2031 kl. 14.30", "2031-03-09T14:30:00"),
        ("9.3.2031 klo 12.05", "2031-03-09T12:05:00"),
        ("Mon 10 Mar 2031 08.15 GMT", "2031-03-10T08:15:00+00:00"),
        ("March 9, 2031 10.30 p.m. EDT", "2031-03-09T22:30:00-04:00"),
        ("2031-03-09 22:10 CEST", "2031-03-09T22:10:00+02:00"),
        ("2031-03-09T22:10:00.5+0530", "2031-03-09T22:10:00.500000+05:30"),
        ("Mar 9, 2031 12:05 a.m. EST", "2031-03-09T00:05:00-05:00"),
        ("March 9, 2031 at 5:30 PM ET", "2031-03-09T17:30:00"),
        ("9 March 2031 10:15 IST", "2031-03-09T10:15:00"),  # of India, Ireland or Israel
        ("Sun Mar 09 2031 22:10:00 GMT+0100 (Central European Standard Time)", "2031-03-09T22:10:00+01:00"),
        ("22:10 - 9 March 2031", "2031-03-09T22:10:00"),
        ("1930788600", "2031-03-09T02:10:00+00:00"),
        (1930788600000, "2031-03-09T02:10:00+00:00"),
        (1930780800000, "2031-03-09"),
        ("2031-03-09 00:00:00", "2031-03-09"),
        ("2031-03-09T00:00:00+00:00", "2031-03-09"),
        (1930788600.25, "2031-03-09T02:10:00.250000+00:00"),
    ],
)
def test_a_date_is_read_however_it_is_written(written: object, iso: str) -> None:
    assert parse_date(written) == ReadDate(iso)


@pytest.mark.parametrize(
    "written",
    [
        "March 2031",
        "9 March",
        "1 May 2031 and 2 June 2031",
        "31.02.2031",
        "9 March 2031 and 7 more",
        "9 March and 10 more",
        "March 9 and 10",
        "9 31 March 10",
        "2031-03-09 25:10 UTC",
        "Version 2.3.2031.4",
        "9-3-31",
        42,
        True,
        1e300,
        ["2031-03-09"],
    ],
)
def test_what_is_no_date_or_may_be_two_is_none(written: object) -> None:
    assert parse_date(written) is None


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("11/12/2030", ReadDate(None, "2030-12-11", "2030-11-12")),
        ("11/12/2030 09:30", ReadDate(None, "2030-12-11T09:30:00", "2030-11-12T09:30:00")),
        ("11-12-2030", ReadDate(None, "2030-12-11", "2030-11-12")),
        ("25/12/2030", ReadDate("2030-12-25", shows="day-first")),
        ("12/25/30", ReadDate("2030-12-25", shows="month-first")),
        ("11/11/2030", ReadDate("2030-11-11")),
    ],
)
def test_day_and_month_may_be_either_way_round(written: str, expected: ReadDate) -> None:
    assert parse_date(written) == expected


def test_no_form_of_a_month_means_two_of_them() -> None:
    numbers: dict[str, set[int]] = {}
    for language, names in read_table("months").items():
        assert len(names.split()) == 12, language
        for number, forms in enumerate(names.split(), 1):
            for form in forms.split("|"):
                numbers.setdefault(form, set()).add(number)
    assert [form for form, of in numbers.items() if len(of) > 1] == []


@given(
    st.datetimes(datetime(1985, 11, 6), datetime(2100, 1, 1)),
    st.sampled_from(["%d %B %Y", "%B %d, %Y", "%A, %d. %B %Y", "%d.%m.%Y", "%Y/%m/%d", "%b %d %Y"]),
)
def test_any_day_is_read_as_python_writes_it(moment: datetime, form: str) -> None:
    assert parse_date(moment.strftime(form)) == ReadDate(moment.date().isoformat())


@given(st.text(st.sampled_from("0123456789 -/.:+apmTZMarchUhr年月日٣Ⅷ²")))
def test_whatever_is_written_a_date_is_one(written: str) -> None:
    found = parse_date(written)
    for iso in found[:3] if found else ():
        assert iso is None or datetime.fromisoformat(iso).year >= 1
