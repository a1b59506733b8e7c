from __future__ import annotations

import numpy as np
import pytest

from dedupe.text.batch.hashing import hash_words
from dedupe.text.language import detect_language, detect_languages
from dedupe.text.tokens import raw_words


def raw(text: str) -> list[str]:
    return [word for word, _, _ in raw_words(text)]


def language(words: list[str]) -> str | None:
    return detect_language(hash_words(words))


ENGLISH = raw("The council voted on Tuesday to tear down the old bridge before the end of the year.")
GERMAN = raw("Wie die Polizei mitteilte, wurde bei dem Unfall auf der Brücke niemand verletzt.")


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("de", "Der Gemeinderat hat beschlossen, die alte Brücke noch in diesem Jahr abzureißen."),
        ("de", "Wie die Polizei mitteilte, wurde bei dem Unfall niemand verletzt."),
        ("en", "The council voted to tear down the old bridge before the end of the year."),
        ("en", "Police said that nobody was hurt when the ferry ran into the pier."),
        ("es", "El ayuntamiento decidió derribar el viejo puente antes de que termine el año."),
        ("es", "Según la policía, nadie resultó herido cuando el barco chocó con el muelle."),
        ("fr", "Le conseil municipal a décidé de démolir le vieux pont avant la fin de l'année."),
        ("fr", "Selon la police, personne n'a été blessé quand le bateau a heurté le quai."),
        ("it", "Il consiglio comunale ha deciso di demolire il ponte entro la fine dell'anno."),
        ("it", "Secondo la polizia, nessuno è rimasto ferito quando la nave ha urtato il molo."),
        ("nl", "De gemeenteraad besloot de oude brug nog voor het einde van het jaar te slopen."),
        ("nl", "Volgens de politie raakte niemand gewond toen de veerboot tegen de pier voer."),
        ("pt", "A câmara decidiu que a velha ponte será demolida antes do fim do ano."),
        ("pt", "Segundo a polícia, ninguém ficou ferido quando o barco bateu no cais."),
    ],
)
def test_one_sentence_is_enough(expected: str, text: str) -> None:
    assert language(raw(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Kommunfullmäktige beslutade på tisdagen att riva den gamla bron före årets slut.",
        "Rada miasta zdecydowała we wtorek, że stary most zostanie rozebrany przed końcem roku.",
        "Kaupunginvaltuusto päätti tiistaina purkaa vanhan sillan ennen vuoden loppua.",
        "Consiliul local a decis marți să demoleze podul vechi, a anunțat primarul.",
        "Городской совет решил во вторник снести старый мост до конца года.",
        "市议会周二决定年底前拆除旧桥。",
        "Ilves 3, Tappara 2. Lukko 1, Pelicans 4.",
        "",
    ],
)
def test_other_languages_and_lists_have_no_winner(text: str) -> None:
    assert language(raw(text)) is None


def test_two_languages_in_equal_parts_have_no_winner() -> None:
    assert language(ENGLISH * 2 + GERMAN * 3) is None


def test_a_quotation_in_another_language_changes_nothing() -> None:
    assert language(GERMAN * 4 + raw("We will not be moved")) == "de"


def test_order_changes_nothing() -> None:
    assert language(sorted(ENGLISH)) == language(ENGLISH) == "en"


def test_only_the_beginning_of_a_long_text_is_looked_at() -> None:
    assert language(ENGLISH * 200 + GERMAN * 1_000) == "en"


def test_texts_that_stand_together_have_the_language_of_one_that_holds_both() -> None:
    texts = [hash_words(words) for words in (ENGLISH, GERMAN, [*ENGLISH * 150, *GERMAN], GERMAN * 200, [])]
    groups = [(first, second) for first in range(len(texts)) for second in range(len(texts))]
    alone = [detect_language(np.concatenate([texts[at] for at in group])) for group in groups]
    assert detect_languages(texts, groups) == alone
    assert {"en", "de", None} == set(alone)
