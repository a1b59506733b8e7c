from __future__ import annotations

import numpy as np
import pytest

from dedupe.align.align_articles import align
from dedupe.align.alignable_article import AlignableArticle
from dedupe.align.alignment import LEAST_NARRATIVE
from dedupe.align.retold_paragraphs import tell_throughout
from dedupe.align.reworded import ProsePairs, reworded_pairs
from dedupe.prepare.passages import passages

FERRY = "Ein Leck im Maschinenraum zwang die Besatzung der Fähre am Abend zur Umkehr in den Hafen."
PUMP = "Zwei Taucher dichteten den Riss ab, während Pumpen das Wasser aus dem Laderaum holten."
WIRE = [FERRY, PUMP, "Der Betreiber rechnet mit einem Ausfall von drei Tagen."]
RETOLD = [
    "Riss abgedichtet: Das schafften zwei Taucher, und aus dem Laderaum holten Pumpen das Wasser.",
    "Zur Umkehr zwang die Besatzung der Fähre am Abend ein Leck, das im Maschinenraum entstand.",
]
APART = [
    "Am Kai warteten hundert Reisende vergeblich: Das Schiff lag mit Schlagseite vor der Mole.",
    "Nach Angaben der Reederei drang durch einen Spalt Wasser ein, das von Tauchern gestoppt wurde.",
]


def article(texts: list[str]) -> AlignableArticle:
    return AlignableArticle(passages(texts), "de")


def reworded(source: list[str], target: list[str]) -> bool:
    before, after = article(source), article(target)
    assert reworded_pairs(before.pairs, after.pairs) == reworded_pairs(after.pairs, before.pairs)
    return reworded_pairs(before.pairs, after.pairs) >= LEAST_NARRATIVE


def test_a_story_told_in_another_order_is_reworded() -> None:
    assert reworded(WIRE, RETOLD)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (WIRE, APART),
        (
            [
                "A magnitude 6.1 earthquake struck off the coast of northern Chile early on Tuesday, the US Geological"
                " Survey said. The quake hit at a depth of 35 km, some 60 km northwest of Iquique. There were no"
                " immediate reports of damage or casualties, and authorities ruled out a tsunami."
            ],
            [
                "Northern Chile was shaken by a 6.1-magnitude earthquake on Tuesday, according to seismologists. The"
                " epicentre was 60 kilometres northwest of Iquique at a depth of 35 kilometres. The navy said that there"
                " was no risk of a tsunami. Emergency services reported no injuries or major damage."
            ],
        ),
        (
            [
                "Bei der Landtagswahl in Nordmark hat die SPD nach dem vorläufigen Ergebnis 31,2 Prozent erhalten. Die CDU"
                " kam auf 28,4 Prozent, die Grünen erreichten 14,1 Prozent. Die FDP scheiterte mit 4,6 Prozent an der"
                " Hürde. Ministerpräsident Jens Holler kündigte Gespräche mit den Grünen an."
            ],
            [
                "Die SPD bleibt in Nordmark stärkste Kraft. Nach Auszählung aller Stimmen holte sie 31,2 Prozent, gefolgt"
                " von der CDU mit 28,4 und den Grünen mit 14,1 Prozent. Nicht mehr im Landtag vertreten sind die"
                " Liberalen. Regierungschef Jens Holler will nun mit den Grünen reden."
            ],
        ),
    ],
)
def test_two_reports_of_one_event_are_not(one: list[str], other: list[str]) -> None:
    assert not reworded(one, other)


@pytest.mark.parametrize("quote", ["„{}“", "»{}«", "– {}"])
def test_what_somebody_says_is_not(quote: str) -> None:
    assert not reworded([quote.format(text) for text in WIRE], RETOLD)


@pytest.mark.parametrize(
    ("shared", "words", "is_copy"), [(9, 45, True), (9, 46, False), (19, 110, False), (20, 133, True), (20, 134, False)]
)
def test_of_many_pairs_a_smaller_share_tells_enough(shared: int, words: int, is_copy: bool) -> None:
    weights = np.ones(words, dtype=np.int64)
    ours = ProsePairs(np.arange(words, dtype=np.uint64), weights)
    theirs = ProsePairs(np.arange(words - shared, 2 * words - shared, dtype=np.uint64), weights)
    assert reworded_pairs(ours, theirs) == (shared if is_copy else 0)


def test_facts_in_two_lists_are_not() -> None:
    facts = {"Länge": "812 Meter", "Breite": "31 Meter", "Gewicht": "14 Tonnen", "Tiefe": "3 Meter"}
    colons = [f"{name} der Brücke über den Fluss: {fact}" for name, fact in facts.items()]
    questions = [f"{name} der Brücke am Fluss? {fact}" for name, fact in facts.items()]
    assert not reworded(colons, questions)


def test_a_name_of_many_words_is_not() -> None:
    name = "Karl Theodor Maria Nikolaus Johann Jakob Philipp Franz Joseph Sylvester von Brunn"
    assert not reworded([f"{name} reiste gestern ab."], [f"Gestern kam {name} zur Ruhe."])


def test_each_of_its_paragraphs_has_the_one_that_it_tells() -> None:
    ours, theirs = article(WIRE), article(RETOLD)
    found = align(ours, theirs, reworded=lambda: reworded_pairs(ours.pairs, theirs.pairs))
    assert [paragraph.partners for paragraph in found.target] == [(1,), (0,)]


STATION = [
    "Mit 31 gegen 24 Stimmen hat der Kreistag am Montag die Schließung der Geburtsstation in Brunsloh gebilligt.",
    "Werdende Mütter müssen vom Sommer an in das 38 Kilometer entfernte Kastrup fahren.",
    "Geschäftsführerin Almut Reiners begründete das mit fehlenden Hebammen: Vier von neun Stellen sind besetzt.",
    "Vor dem Kreishaus demonstrierten rund 600 Menschen, viele schoben leere Kinderwagen.",
    "Das Land bietet einen Rettungswagen an, in dem rund um die Uhr eine Hebamme mitfährt.",
]
STATION_RETOLD = [
    "Brunsloh verliert seine Geburtsstation. Dafür stimmten 31 Abgeordnete im Kreistag, dagegen 24.",
    "38 Kilometer weit ist dann der Weg, den Mütter bis Kastrup haben.",
    "Es fehlt an Hebammen. Nur noch vier der neun Stellen waren laut Almut Reiners zuletzt besetzt.",
    "Leere Kinderwagen standen vor dem Kreishaus, als sich 600 Demonstranten versammelten.",
    "Trost gibt es vom Land: einen Rettungswagen, der Tag und Nacht mit einer Hebamme unterwegs ist.",
]


def test_a_story_of_which_most_paragraphs_are_retold_needs_fewer_pairs_of_words() -> None:
    assert tell_throughout(article(STATION).prose_content, article(STATION_RETOLD).prose_content)
    for few in (STATION_RETOLD[:3], [STATION_RETOLD[0], *APART, *WIRE]):
        assert not tell_throughout(article(STATION).prose_content, article(few).prose_content)


def test_what_both_quote_is_not_retold() -> None:
    ours, theirs = (article([f"„{text}“" for text in texts]) for texts in (STATION, STATION_RETOLD))
    assert not tell_throughout(ours.prose_content, theirs.prose_content)
