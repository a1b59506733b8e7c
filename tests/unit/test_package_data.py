from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import Any

import pytest

from dedupe.text.agencies import agencies
from dedupe.text.house_style import fold_table, phrase_table, suffix_table
from dedupe.text.language import stopwords

BOTH_SPELLINGS = """
    acknowledgement:acknowledgment advisors:advisers afterwards:afterward ageing:aging
    aluminium:aluminum anaesthetist:anesthetist analysing:analyzing artefacts:artifacts
    catalogued:cataloged centred:centered cosiest:coziest counsellors:counselors
    decriminalisation:decriminalization defence:defense draughtsman:draftsman enrolment:enrollment
    favourites:favorites foetus:fetus fuelled:fueled fulfil:fulfill greyer:grayer
    instalments:installments jewellery:jewelry kerbside:curbside kidnaped:kidnapped learnt:learned
    leukaemia:leukemia manoeuvring:maneuvering mouldy:moldy moustache:mustache
    neighbouring:neighboring oestrogen:estrogen organised:organized orientated:oriented
    paediatricians:pediatricians paycheque:paycheck ploughed:plowed practising:practicing
    programmes:programs protestor:protester sceptical:skeptical skilfully:skillfully
    storeys:stories theatres:theaters travelling:traveling tsarist:czarist tyres:tires
    whilst:while
"""
FALSE_FRIENDS = """
    acre advertise advertising advise aerial agreeable anaerobic apprise archaeology arise
    arrangement audience awards braise bruise cadre called caller changeable chastise circumcise
    compelled comprise compromise concise contour controlled court crises cruise demise despise
    detour device devise dialogue disguise does drilled engagement enterprise essence excise
    exercise expelled expense expertise fatigue fence franchise fulfilled genre goes greyhound
    guise hence heroes hour improvisation improvise incise israel journal killed league likewise
    macabre manageable massacre mediocre merchandise michael mourn noise noticeable ogre otherwise
    our paradise paramour patrolled phoenix poise pour practical praise precise premise presence
    prise promise propelled raise reprise revise rewards rise rolled septic shoe sour source
    stewards subpoena supervise surmise surprise synagogue televise timbre tonne tonnes tour
    velour vice wise your
"""
# Each is the spelling of an abbreviation, a title or a number somewhere, and a word somewhere else.
ORDINARY_WORDS = """
    alta av ave col con del det don dona dos due elf est frau fri ill kan kans mar mass may mich
    miss mon neuf no nos num on once ont onze ore otto out pc per que sat sei set sir son st sun
    tres tue uno wash wed
"""
ALIKE = [
    "million mn mln mio millionen millones milioni miljoen",
    "milliarden milliards mrd mld mds",
    "bn bln billion",
    "govt government",
    "vs versus v",
    "ok okay",
    "usa eeuu eua us",
    "% prozent procent percent",
    "km kilometres kilometers kilometer kilometros chilometri",
    "sept sep september septembre settembre",
    "jan januar january",
    "two zwei deux 2",
    "four vier 4",
    "gov governor",
    "calif california",
    "nr nummer",
]
DROPPED = "dr herr inc ltd m mevr mme mr mrs ms mx signor sra srta"
AMBIGUOUS_MARKS = "agi ani ap apa app lusa map mena pa sana sid spa tap tt uni"
KINDS = ("agency", "release", "generic")


def fold(word: str) -> str:
    (folded,) = fold_table().get(word, (word,))
    return folded


def folded_words() -> set[str]:
    return {word for words in fold_table().values() for word in words}


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((files("dedupe") / "data" / f"{name}.toml").read_text("utf-8"))


def word_lists(table: dict[str, Any], path: str = "") -> dict[str, list[str]]:
    """Give every string of a file as the list of words it is, by its place in the file."""
    lists: dict[str, list[str]] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            lists |= word_lists(value, f"{path}{key}.")
        elif isinstance(value, str):
            lists[path + key] = value.split()
    return lists


def test_every_word_is_in_raw_folded_form() -> None:
    words = {word for words in stopwords().values() for word in words} | set(suffix_table())
    words |= {word for pair in phrase_table() for word in pair}
    assert [word for word in words if not re.fullmatch("[a-z]+", word)] == []
    raw = re.compile("[a-z]+|[0-9]+[a-z]+|[%&]")
    assert [word for word in fold_table() if not raw.fullmatch(word)] == []
    assert [word for word in folded_words() if not re.fullmatch("[a-z]+|[0-9]+", word)] == []


def test_a_word_folds_to_at_most_one_word() -> None:
    assert [word for word, folded in fold_table().items() if len(folded) > 1] == []


def test_folding_twice_changes_nothing() -> None:
    folded = folded_words() | set(suffix_table().values()) | set(phrase_table().values())
    assert folded & fold_table().keys() == set()


def test_phrases_are_of_folded_words() -> None:
    assert {word for pair in phrase_table() for word in pair} & fold_table().keys() == set()


def test_phrases_never_overlap_and_never_make_a_new_phrase() -> None:
    firsts = {first for first, _ in phrase_table()}
    seconds = {second for _, second in phrase_table()}
    assert firsts & seconds == set()
    assert set(phrase_table().values()) & (firsts | seconds) == set()


def test_no_word_is_listed_twice() -> None:
    words = read("words")
    lists = word_lists({"fold": words["fold"], "drop": words["drop"]}).values()
    listed = [word for words in lists for word in words]
    for family in read("spelling").values():
        roots = [root.partition(":")[0] for root in family["roots"].split()]
        endings = [ending.partition(":")[0] for ending in family["endings"].split()]
        listed += [(root + ending).replace("-", "") for root in roots for ending in endings]
    assert len(listed) == len(set(listed)) == len(fold_table())


@pytest.mark.parametrize("name", ["spelling", "stopwords", "words"])
def test_word_lists_are_sorted(name: str) -> None:
    lists = word_lists(read(name))
    assert [place for place, words in lists.items() if words != sorted(set(words))] == []


@pytest.mark.parametrize("language", ["de", "en", "es", "fr", "it", "nl", "pt"])
def test_function_words_fold_only_to_function_words(language: str) -> None:
    words = stopwords()[language]
    assert len(words) >= 100
    assert [word for word in words if not set(fold_table().get(word, [word])) <= words] == []


@pytest.mark.parametrize("pair", BOTH_SPELLINGS.split())
def test_british_spelling_folds_to_american(pair: str) -> None:
    british, american = pair.split(":")
    assert fold(british) == fold(american) == american


@pytest.mark.parametrize("word", FALSE_FRIENDS.split())
def test_words_that_only_look_british_stay(word: str) -> None:
    assert word not in fold_table()


@pytest.mark.parametrize("word", ORDINARY_WORDS.split())
def test_ordinary_words_of_any_language_stay(word: str) -> None:
    assert word not in fold_table()


@pytest.mark.parametrize(("one", "other"), [("four", "for"), ("kyiv", "kiev"), ("bn", "mrd")])
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize("word", DROPPED.split())
def test_courtesy_and_legal_forms_are_dropped(word: str) -> None:
    assert fold_table()[word] == ()


@pytest.mark.parametrize("alike", ALIKE)
def test_short_and_long_forms_fold_alike(alike: str) -> None:
    assert len({fold(word) for word in alike.split()}) == 1


def test_one_is_a_pronoun_and_no_number() -> None:
    assert list(read("words")["fold"]["numbers"]) == [str(number) for number in range(2, 13)]


def test_what_is_glued_to_a_number() -> None:
    pairs = "bn:billion m:million k:thousand tn:trillion mrd:milliard pc:percent km:km am:am pm:pm"
    table = suffix_table()
    assert all(table[suffix] == word for suffix, word in (pair.split(":") for pair in pairs.split()))
    assert table.keys() & {"g", "s", "st", "nd", "rd", "th", "x"} == set()


@pytest.mark.parametrize(
    ("folded", "phrases"),
    [
        ("us", "united states, vereinigten staaten, estados unidos, stati uniti, etats unis, ee uu"),
        ("uk", "united kingdom"),
        ("un", "united nations, vereinte nationen"),
        ("eu", "european union, europaische union, europese unie"),
        ("percent", "per cent, por ciento, pour cent"),
        ("didnt", "did not"),
        ("ceasefire", "cease fire"),
        ("cooperation", "co operation"),
        ("zb", "zum beispiel, z b"),
    ],
)
def test_two_words_that_stand_for_one(folded: str, phrases: str) -> None:
    for phrase in phrases.split(", "):
        first, second = phrase.split()
        assert phrase_table()[first, second] == folded


def test_offices_stay_two_words() -> None:
    assert ("prime", "minister") not in phrase_table()


def test_agencies_are_sorted_by_kind_and_key() -> None:
    places = [(KINDS.index(agency.kind), agency.key) for agency in agencies()]
    assert places == sorted(places)
    assert len({key for _, key in places}) == len(places)


def test_a_mark_or_name_stands_for_one_agency_only() -> None:
    seen: dict[str, str] = {}
    for agency in agencies():
        marks = agency.marks if agency.exact else [mark.casefold() for mark in agency.marks]
        for form in {name.casefold() for name in agency.names} | set(marks):
            assert seen.setdefault(form, agency.key) == agency.key


def test_marks_that_are_words_in_another_case_are_exact() -> None:
    words = {word for words in stopwords().values() for word in words}
    words |= set(AMBIGUOUS_MARKS.split())
    loose = {mark.casefold() for agency in agencies() for mark in agency.marks if not agency.exact}
    assert loose & words == set()


@pytest.mark.parametrize(
    ("key", "forms"),
    [
        ("reuters", "Reuters, ロイター, Рейтер"),
        ("ap", "AP, Associated Press, The Associated Press"),
        ("afp", "AFP, Agence France-Presse"),
        ("dpa", "dpa, Deutsche Presse-Agentur"),
        ("pa", "PA, PA Media, Press Association"),
        ("xinhua", "Xinhua, 新华社, 新華社"),
        ("kyodo", "共同通信"),
        ("yonhap", "연합뉴스"),
        ("tass", "TASS, ТАСС"),
        ("ctk", "CTK, ČTK"),
        ("pr_newswire", "PR Newswire, PRNewswire"),
        ("agencies", "agencies, Agenturen, agences, agencias, agenzie, with inputs from agencies"),
        ("wires", "wire services, staff and wire reports"),
    ],
)
def test_agencies_are_known_by_names_and_marks(key: str, forms: str) -> None:
    for form in forms.split(", "):
        assert [a.key for a in agencies() if form in (*a.names, *a.marks)] == [key]


def test_publishers_are_no_agencies() -> None:
    names = {name.casefold() for agency in agencies() for name in agency.names}
    assert names & {"al jazeera", "bbc news", "the guardian", "getty images"} == set()
