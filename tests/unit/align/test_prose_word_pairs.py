from __future__ import annotations

import numpy as np
import pytest

from dedupe.align.align_articles import align
from dedupe.align.alignable_article import AlignableArticle
from dedupe.align.alignment import LEAST_NARRATIVE
from dedupe.align.prose_word_pairs import ProseWords, pairs_of_words, reworded_words, words_of_prose
from dedupe.align.retold_paragraphs import tell_in_order
from dedupe.align.text_batch import TextBatch
from dedupe.prepare.passages import passages
from dedupe.sketch.hashes_by_text import HashesByText, Shared

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
    words, back = measured(source, target)
    assert words == back
    return words >= LEAST_NARRATIVE


def measured(source: list[str], target: list[str]) -> list[int]:
    ours, theirs = article(source).content, article(target).content
    return reworded_words(prose(source, target), np.array([[0, 1], [1, 0]]), lambda _: tell_in_order(ours, theirs))


def prose(*texts: list[str]) -> ProseWords:
    return words_of_prose(TextBatch([passages(text) for text in texts], "de"))


def weight(texts: list[str]) -> float:
    words = prose(texts)
    every = Shared(np.arange(words.sentences.size), words.stems.texts)
    return float(pairs_of_words(words, every, 1).weights.sum() / (1 << 20))


def test_a_story_told_in_another_order_is_reworded() -> None:
    assert reworded(WIRE, RETOLD)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (WIRE, APART),
        (
            [
                "A strong earthquake shook northern Chile early Tuesday, rattling buildings in the port city of Iquique,"
                " but there were no immediate reports of damage or injuries. The U.S. Geological Survey put the magnitude"
                " at 6.1 and said it was centered 60 kilometers northwest of the city at a depth of 35 kilometers."
                " Authorities ruled out a tsunami."
            ],
            [
                "Chile's northern coast was hit by a 6.1-magnitude earthquake on Tuesday, seismologists said, with no"
                " casualties reported. The quake struck at 3.12 am some 60 kilometres from Iquique, according to the United"
                " States Geological Survey, and was felt across the border in Peru. The Chilean navy said the tremor did"
                " not meet the conditions for a tsunami. Residents briefly took to the streets."
            ],
        ),
        (
            [
                "Die Zahl der Verkehrstoten in Deutschland ist im vergangenen Jahr gestiegen. 2.839 Menschen kamen auf den"
                " Straßen ums Leben, das waren 51 mehr als im Jahr zuvor, wie das Statistische Bundesamt am Dienstag"
                " mitteilte. Die Zahl der Verletzten ging um 1,4 Prozent auf 361.000 zurück. Die Polizei nahm 2,5 Millionen"
                " Unfälle auf. Besonders stark stieg die Zahl der getöteten Radfahrer."
            ],
            [
                "Auf deutschen Straßen sind im vergangenen Jahr 2.839 Menschen getötet worden. Das sind 1,8 Prozent mehr"
                " als 2031, teilte das Statistische Bundesamt am Dienstag in Wiesbaden mit. Verletzt wurden rund 361.000"
                " Personen und damit etwas weniger. Der Verkehrsclub VCD sprach von einem Alarmsignal und forderte Tempo 30"
                " in Städten. Unter den Getöteten waren 461 Radfahrer."
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
    ("in_order", "shared", "sentences", "told"),
    [
        (None, 9, 100, 81),
        (None, 8, 89, 0),
        (None, 1, 1, 9),
        (None, 0, 100, 0),
        (True, 6, 100, 54),
        (True, 5, 84, 0),
        (False, 12, 100, 108),
        (False, 11, 92, 0),
    ],
)
def test_most_sentences_may_be_others_and_more_where_the_order_is_kept(
    in_order: bool | None, shared: int, sentences: int, told: int
) -> None:
    size = 3 * sentences
    stems = np.concatenate([np.arange(size), np.arange(size - 3 * shared, 2 * size - 3 * shared)]).astype(np.uint64)
    by_text = HashesByText(stems, np.repeat([0, 1], size), 2)
    words = ProseWords(by_text, np.repeat(np.arange(2 * sentences), 3), np.zeros(2 * size, dtype=np.bool_))
    assert reworded_words(words, np.array([[0, 1]]), lambda _: in_order) == [told]
    assert reworded_words(words, np.array([[0, 1]]), lambda _: in_order, told + 1) == [0]


def test_only_a_story_of_several_paragraphs_has_an_order() -> None:
    plot = [FERRY, PUMP, *APART]
    story, backwards, lead = (article(texts).content for texts in (plot, plot[::-1], plot[:1]))
    found = [tell_in_order(story, other) for other in (story, backwards, lead)]
    assert found == [True, False, None]


def test_a_sentence_weighs_half_as_much_as_it_has_words_and_what_it_repeats_less() -> None:
    assert weight([FERRY]) == pytest.approx(7 / 2, abs=0.01)
    assert weight([FERRY, FERRY]) < weight([FERRY]) / 3


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
    found = align(ours, theirs, reworded=lambda: measured(WIRE, RETOLD)[0])
    assert [paragraph.partners for paragraph in found.target] == [(1,), (0,)]
