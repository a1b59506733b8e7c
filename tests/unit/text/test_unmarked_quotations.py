from __future__ import annotations

import pytest

from dedupe.text.unmarked_quotations import find_unmarked_quotations

STORY = "The chain ferry came loose late on Monday, and passengers ask who is to blame."


@pytest.mark.parametrize(
    "speech",
    [
        "– Vi kunne se lysene fra byen gli forbi, og så kunne vi ikke se dem lenger, sier Hanne Pruett.",
        "— Мы видели, как мимо проплывают огни города, — рассказала медсестра Ханна Прюэтт.",
        "—Vimos pasar las luces de la ciudad y después ya no las vimos —recuerda Hanne Pruett.",
        "– Widzieliśmy światła miasta, a potem już ich nie było – mówi Hanne Pruett.",
        "- On voyait passer les lumières de la ville et puis plus rien, raconte Hanne Pruett.",
    ],
)
def test_speech_begins_with_a_dash(speech: str) -> None:
    assert find_unmarked_quotations([STORY, speech, STORY]) == (False, True, False)


def test_items_of_a_list_are_no_speech() -> None:
    items = [f"– {kind} for the new bridge at Port Sellick by the lock" for kind in ("Oak", "Tar", "Nails")]
    assert not any(find_unmarked_quotations([STORY, *items]))
    assert not any(find_unmarked_quotations(["– Nails and tar", STORY]))


@pytest.mark.parametrize("names", [("HANNE PRUETT", "IDRIS VANE"), ("Hanne Pruett", "Idris Vane"), ("Q", "A")])
def test_turns_of_an_interview_are_what_somebody_said(names: tuple[str, str]) -> None:
    turns = [f"{name}: We could see the lights of the town going past." for name in names]
    assert find_unmarked_quotations([STORY, *turns, STORY]) == (False, True, True, False)


def test_briefs_under_the_names_of_places_are_no_interview() -> None:
    places = ("NORTH", "VESSEL COAST", "CAPITAL")
    briefs = [f"{place}: A man of 43 was rescued after two nights in a well near Sollan." for place in places]
    assert not any(find_unmarked_quotations(briefs))
    again = "NORTH: He had survived on rainwater and a bag of walnuts, nothing else."
    assert find_unmarked_quotations([*briefs[:2], again]) == (True, True, True)


def test_turns_that_short_labels_begin_again_and_again_are_an_interview() -> None:
    turns = [
        "Mittagspost: Wie viele Schulen werden Sie schließen?",
        "Tiede: Keine einzige.",
        "Mittagspost: Wann kommt das Gesetz?",
        "Tiede: Im Mai.",
    ]
    assert find_unmarked_quotations([STORY, *turns, STORY]) == (False, True, True, True, True, False)
    assert not any(find_unmarked_quotations([STORY, *turns[:3], STORY]))


def test_one_name_before_a_colon_is_no_interview() -> None:
    assert not any(find_unmarked_quotations([STORY, "Port Sellick: The ferry was towed in shortly before midnight."]))


def test_an_announced_statement_in_the_first_person_is_somebody_elses() -> None:
    told = ["The mayor said in a statement:", "We regret what happened and will pay.", STORY]
    assert find_unmarked_quotations(told) == (False, True, False)


@pytest.mark.parametrize(
    "letter",
    [
        ("The harbour master sent this letter:", "We closed the gate.", "I am sorry for the noise."),
        ("Wir dokumentieren das Schreiben im Wortlaut:", "Wir haben das Tor geschlossen.", "Ich bedaure den Lärm."),
        ("Le maire a publié cette lettre :", "Nous avons fermé la porte.", "Je regrette le bruit."),
        ("El puerto difundió este comunicado:", "Hemos cerrado la puerta.", "Nuestros vecinos lo saben."),
        ("Il sindaco ha diffuso questa lettera:", "Abbiamo chiuso la porta.", "Io chiedo scusa."),
        ("O porto publicou esta carta:", "Queremos pedir desculpa.", "Nós fechamos a porta."),
        ("De havenmeester gaf deze verklaring:", "Wij sloten de poort.", "Het spijt ons zeer."),
        ("Havnen sendte denne erklæring:", "Vi lukkede porten.", "Jeg beklager støjen."),
        ("Havnesjefen skrev følgende:", "Vi stengte porten.", "Jeg beklager bråket."),
        ("Hamnen gick ut med uttalandet:", "Vi stängde porten.", "Jag beklagar bullret."),
        ("Zarząd wydał oświadczenie:", "Zamknęliśmy bramę, bo nas prosili.", "Jest mi przykro, jestem z wami."),
        ("Порт опубликовал заявление:", "Мы закрыли ворота.", "Я приношу извинения."),
        ("הנמל פרסם הודעה:", "אנחנו סגרנו את השער.", "אני מתנצל על הרעש."),
    ],
    ids=lambda letter: letter[0],
)
def test_a_letter_without_marks_is_somebody_elses_in_every_language(letter: tuple[str, str, str]) -> None:
    assert find_unmarked_quotations([STORY, *letter, STORY]) == (False, False, True, True, False)


def test_us_stands_for_no_speaker() -> None:
    told = ["The order reads:", "The US closed the gate.", "The US will open it."]
    assert find_unmarked_quotations(told) == (False, True, False)
