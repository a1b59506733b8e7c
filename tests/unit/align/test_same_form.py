from __future__ import annotations

import pytest

from dedupe.align.align_articles import align
from dedupe.align.alignable_article import AlignableArticle
from dedupe.align.alignment import LEAST_NARRATIVE
from dedupe.align.same_form import is_same_form
from dedupe.prepare.passages import passages

COURT = (
    "The court of appeal in {town} on {day} dismissed the appeal of {name} against a conviction by the "
    "district court of {other}.",
    "The papers of the case show no fault that would have changed the outcome, so that the sentence of "
    "{months} months for {crime} stands as it was pronounced, the court said in a decision of one page.",
)
BRANDT = {
    "town": "Tolley",
    "day": "Monday",
    "name": "Otto Brandt",
    "other": "Ely Cross",
    "months": "4",
    "crime": "arson",
}
FERROW = {
    "town": "Ostrand",
    "day": "Friday",
    "name": "Silas Ferrow",
    "other": "Wick",
    "months": "18",
    "crime": "perjury",
}


def is_form(first: dict[str, str], second: dict[str, str], days: int | None = None) -> bool:
    source, target = (passages([text.format(**facts) for text in COURT]) for facts in (first, second))
    return is_same_form(
        source, target, align(AlignableArticle(source, "en"), AlignableArticle(target, "en")), "en", days_apart=days
    )


def test_the_same_sentences_with_other_facts_are_a_form() -> None:
    assert is_form(BRANDT, FERROW)


@pytest.mark.parametrize("changed", [{}, {"months": "5"}, {"name": "Otto Brant", "day": "Tuesday"}])
def test_a_copy_with_a_few_errors_is_no_form(changed: dict[str, str]) -> None:
    assert not is_form(BRANDT, {**BRANDT, **changed})


def test_an_item_among_others_is_a_form_as_well() -> None:
    """Police print their reports alone, or several on a page."""
    other = "A van hit a parked car in the market and was gone before anybody had seen its plate."
    source, target = (
        passages([text.format(**facts) for text in COURT] + more)
        for facts, more in ((BRANDT, [other] * 4), (FERROW, []))
    )
    alignment = align(AlignableArticle(source, "en"), AlignableArticle(target, "en"))
    assert is_same_form(source, target, alignment, "en", days_apart=None)


def test_other_words_without_other_names_or_figures_make_no_form() -> None:
    brief = (
        "The harbour master said on Tuesday that two {what} had {done} near the northern pier in thick fog and "
        "that nobody was {hurt} although one vessel lost its bow ramp."
    )
    source = passages([brief.format(what="ferries", done="collided", hurt="hurt")])
    target = passages([brief.format(what="boats", done="crashed", hurt="injured")])
    alignment = align(AlignableArticle(source, "en"), AlignableArticle(target, "en"))
    assert not is_same_form(source, target, alignment, "en", days_apart=0)


def test_days_later_fewer_other_facts_make_a_form() -> None:
    later = {**BRANDT, "name": "Silas Ferrow", "crime": "perjury"}
    assert not is_form(BRANDT, later, days=0)
    assert is_form(BRANDT, later, days=30)


def test_numbers_drawn_by_lot_are_other_facts_though_some_come_again() -> None:
    draw = (
        "The numbers of the county lottery on {day} are {row}. Bonus ball: {bonus}. Ticket of the week: {ticket}. "
        "The jackpot stands at {jackpot} million. The odds of winning it are 1 in 140 million, the lottery board says."
    )
    first = draw.format(
        day="Saturday, 8 March", row="4, 11, 19, 23, 38, 44", bonus=7, ticket="2 0 4 8 1 1 9", jackpot=12
    )
    second = draw.format(
        day="Wednesday, 12 March", row="2, 8, 19, 30, 31, 49", bonus=3, ticket="9 1 4 3 1 6 2", jackpot=5
    )
    source, target = passages([first]), passages([second])
    alignment = align(AlignableArticle(source, "en"), AlignableArticle(target, "en"))
    assert is_same_form(source, target, alignment, "en", days_apart=4)
    corrected = passages([first.replace("19, 23", "19, 24")])
    alignment = align(AlignableArticle(source, "en"), AlignableArticle(corrected, "en"))
    assert not is_same_form(source, corrected, alignment, "en", days_apart=0)


def test_facts_that_stand_elsewhere_have_only_moved() -> None:
    source = passages(
        [
            "Das Möbelhaus Krantz pflanzt ab sofort für jedes verkaufte Bett einen Baum im Harz. „Wer gut schläft, soll auch gut"
            " atmen“, sagt Inhaber Holger Krantz. Bis zum Jahresende sollen auf einer vom Borkenkäfer kahlgefressenen Fläche"
            " bei Schierke 5.000 Setzlinge stehen, überwiegend Bergahorn, Buche und Weißtanne.",
            "Die Aktion wird gemeinsam mit dem Landesforstbetrieb umgesetzt. Kunden erhalten eine Urkunde mit den Koordinaten"
            " ihres Baums.",
        ]
    )
    target = passages(
        [
            "Wer bei Krantz ein Bett kauft, bekommt einen Baum dazu – allerdings nicht zum Mitnehmen. Auf einer Fläche bei"
            " Schierke, die der Borkenkäfer kahlgefressen hat, will das Möbelhaus zusammen mit dem Landesforstbetrieb bis"
            " Jahresende 5.000 Setzlinge pflanzen, vor allem Weißtannen, Buchen und Bergahorne. Die Käufer erhalten eine"
            " Urkunde, auf der die Koordinaten ihres Baums vermerkt sind.",
            "Inhaber Holger Krantz begründet es so: „Wer gut schläft, soll auch gut atmen.“",
        ]
    )
    sides = AlignableArticle(source, "de"), AlignableArticle(target, "de")
    alignment = align(*sides, reworded=lambda: LEAST_NARRATIVE)
    assert alignment.target[0].partners
    assert not is_same_form(source, target, alignment, "de", days_apart=None)


def test_figures_that_recur_by_chance_have_not_moved() -> None:
    draw = (
        "The winning numbers on {day}: {numbers}. Bonus ball: {bonus}. Game 77: {game}. The jackpot is about {jackpot} million."
        " All figures without guarantee; the chance of the first prize is about one in 140 million."
    )
    first = draw.format(day="March 8", numbers="4, 11, 19, 23, 38, 44", bonus="7", game="2 0 4 8 1 1 9", jackpot="12")
    second = draw.format(day="March 12", numbers="44, 38, 23, 19, 11, 8", bonus="0", game="9 1 1 8 4 7 2", jackpot="4")
    source, target = passages([first]), passages([second])
    alignment = align(AlignableArticle(source, "en"), AlignableArticle(target, "en"))
    assert is_same_form(source, target, alignment, "en", days_apart=4)


def test_another_day_is_another_fact_where_names_are_no_more_capital_than_nouns() -> None:
    brief = (
        "In der Nacht von {first} auf {second} brachen bislang unbekannte Täter in {shop} ein. Sie hebelten {part} auf und"
        " entwendeten Bargeld. Zeugen, die verdächtige Beobachtungen gemacht haben oder Hinweise geben können, werden gebeten,"
        " sich mit der Polizei in {town} in Verbindung zu setzen."
    )
    source = passages(
        [brief.format(first="Sonntag", second="Montag", shop="einen Kiosk", part="ein Fenster", town="Emden")]
    )
    target = passages(
        [brief.format(first="Mittwoch", second="Donnerstag", shop="eine Bäckerei", part="eine Tür", town="Aurich")]
    )
    alignment = align(AlignableArticle(source, "de"), AlignableArticle(target, "de"))
    assert is_same_form(source, target, alignment, "de", days_apart=3)
