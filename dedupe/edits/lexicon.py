"""The words that tell kinds of edit apart, by language, from `dedupe/data/edits.toml`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dedupe.data_tables import read_table
from dedupe.edits.phrase_finder import NO, Phrases
from dedupe.text.language import stopwords
from dedupe.text.tokens import raw_words, tokenize

_QUANTITY_TABLES = ("periods", "clock", "multiples", "fractions")
_NOUNS_ARE_CAPITALISED = frozenset({"de"})


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """What the words of one language do; all words folded.

    Attributes:
        reporting: who says so; of sense "credit" which outlet has it.
        hedges: that it may not be so; of sense "report" that somebody else has it, of sense "quality"
            before a noun ("alleged").
        clause: pronouns and auxiliaries, which stand in what is said and not in who says so.
        negations: that it is not so ("not"); others that only sound like it.
        sources: words that say both who and that they say so ("Polizeiangaben").
        speaking: verbs that report speech, but never alone are an attribution that can be lost.
        subjunctives: pairs of a verb in reported speech, and the same told as a fact.
        equivalents: pairs of words that hedge a claim alike.
        qualifiers: what a figure is exactly, by sense.
        qualifiers_behind: the same where it stands behind the figure.
        contractions: the words that may stand behind each "'s" and its like.
        titles: what a person is called besides the name.
        aliases: names of the same.
        peoples: one word for each that names the same country or party.
        places: names of places, where capital letters do not tell.
        definite: words before a small number that is no news ("the two leaders").
        function: words that say nothing by themselves.
        numbers: numbers written out.
        ordinals: the same for ordinals.
        scales: what a number is multiplied by.
        currencies: sign of each currency name or code.
        measures: symbol of each unit of measurement.
        units: what each symbol measures, and how many of the first unit of that it comes to.
        amounts: what a number with a unit is an amount of, whatever word stands behind it.
        periods: seconds of each word for a length of time, and one word for all its forms.
        clock: the time of day that a word stands for, as the key of a figure.
        multiples: what a word multiplies by.
        times: words behind a number that multiplies.
        fractions: the denominator of each word for a part.
        out_of: words between the numbers of a share, as in "four in ten".
        vague: numbers that are none, "dozens".
        of: words between a part and the whole.
        others: words behind a number that leaves out who was named before ("three others").
        indefinite: words that may stand for "one".
        media: who is named as a credit, and not as a source.
        quantity_words: words, beside figures, that a quantity may begin with.
        denials: words of denying, of sense "denial", and others that a claim is rebutted with.
        claims: what a denial calls the claim that stands before it.
        opposites: pairs of words of which one says that the other is not so.
        months: number of each month.
        unsure_months: those that are other words too.
        weekdays: number of each day.
        nouns_are_capitalised: whether a capital letter tells nothing about names.
        conjunctions: words that may be left out before what is said ("that").
        starters: words that a figure may begin with.
    """

    reporting: Phrases
    hedges: Phrases
    negations: Phrases
    clause: frozenset[str]
    sources: frozenset[str]
    speaking: Phrases
    subjunctives: frozenset[tuple[str, str]]
    equivalents: frozenset[tuple[str, str]]
    qualifiers: Phrases
    qualifiers_behind: Phrases
    contractions: Mapping[str, frozenset[str]]
    titles: frozenset[str]
    aliases: Phrases
    peoples: Mapping[str, str]
    places: frozenset[str]
    definite: frozenset[str]
    function: frozenset[str]
    numbers: Mapping[str, str]
    ordinals: Mapping[str, str]
    scales: Mapping[str, int]
    currencies: Mapping[str, str]
    measures: Mapping[str, str]
    units: Mapping[str, tuple[str, float]]
    amounts: frozenset[str]
    periods: Mapping[str, tuple[float, str]]
    clock: Mapping[str, str]
    multiples: Mapping[str, str]
    times: frozenset[str]
    fractions: Mapping[str, str]
    out_of: frozenset[str]
    vague: frozenset[str]
    of: frozenset[str]
    others: frozenset[str]
    indefinite: frozenset[str]
    media: frozenset[str]
    quantity_words: frozenset[str]
    denials: Phrases
    claims: frozenset[str]
    opposites: frozenset[tuple[str, str]]
    months: Mapping[str, str]
    unsure_months: frozenset[str]
    weekdays: Mapping[str, str]
    nouns_are_capitalised: bool
    conjunctions: frozenset[str]
    starters: frozenset[str]


@cache
def lexicon_of(code: str | None) -> Lexicon:
    """Return the lexicon of a language; all its lists of words are empty where none is kept."""
    tables = read_table("edits")
    own: Mapping[str, Any] = tables.get(code or "", {})
    numbers = _by_word(own.get("numbers", {})) | _compounds(own)
    scales = tables["scales"] | own.get("scales", {})
    currencies = _by_word(tables["currencies"])
    ordinals = _by_word(own.get("ordinals", {}))
    months, weekdays = _numbered(own.get("months", "")), _numbered(own.get("weekdays", ""))
    return Lexicon(
        reporting=Phrases(
            {
                "": [*own.get("reporting", ()), *_by_sources(own)],
                "credit": own.get("crediting", ()),
                NO: own.get("not_reporting", ()),
            }
        ),
        hedges=Phrases(
            {
                "": own.get("hedges", ()),
                "report": own.get("reported", ()),
                "quality": own.get("hedging_qualities", ()),
                NO: own.get("not_hedges", ()),
            },
            ordinals,
        ),
        negations=Phrases({"not": own.get("negations", ()), NO: own.get("affirmations", ())}),
        clause=_words(own.get("clause", "")),
        sources=_words(own.get("sources", "")),
        speaking=Phrases({"": own.get("speaking", ())}),
        subjunctives=_one_way(own.get("subjunctives", ())),
        equivalents=_opposites(own.get("equivalents", ())),
        qualifiers=Phrases(own.get("qualifiers", {})),
        qualifiers_behind=Phrases(own.get("qualifiers_behind", {})),
        contractions={k: _words(v) for k, v in own.get("contractions", {}).items()},
        titles=_words(own.get("titles", "")),
        aliases=Phrases(tables["aliases"]),
        peoples=_by_word(own.get("peoples", {})),
        places=_words(own.get("places", "")),
        definite=_words(own.get("definite", "")),
        function=_function_words(code),
        numbers=numbers,
        ordinals=ordinals,
        scales=scales,
        currencies=currencies,
        measures=_by_word(tables["measures"] | own.get("measures", {})),
        units={
            unit: (dimension, float(factor))
            for dimension, factors in tables["units"].items()
            for unit, factor in factors.items()
        },
        amounts=frozenset(currencies.values()) | frozenset(tables["units"]),
        periods={
            token.text: (float(tables["seconds"][period]), period)
            for period, words in own.get("periods", {}).items()
            for token in tokenize(words)
        },
        clock=_by_word(own.get("clock", {})),
        multiples=_by_word(own.get("multiples", {})),
        times=_words(own.get("times", "")),
        fractions=_by_word(own.get("fractions", {})),
        out_of=_words(own.get("out_of", "")),
        vague=frozenset(own.get("vague", "").split()),
        of=_words(own.get("of", "")),
        others=_words(own.get("others", "")),
        indefinite=_words(own.get("indefinite", "")),
        media=_words(own.get("media", "")),
        quantity_words=frozenset[str]().union(
            *(_words(" ".join(own.get(table, {}).values())) for table in _QUANTITY_TABLES),
            *(_words(own.get(words, "")) for words in ("vague", "indefinite")),
        ),
        denials=Phrases(
            {
                "denial": own.get("denials", ()),
                "": own.get("rebuttals", ()),
                NO: own.get("not_denials", ()),
            }
        ),
        claims=_words(own.get("claims", "")),
        opposites=_opposites(own.get("opposites", ())),
        months=months,
        unsure_months=_words(own.get("unsure_months", "")),
        weekdays=weekdays,
        nouns_are_capitalised=code in _NOUNS_ARE_CAPITALISED,
        conjunctions=_words(own.get("conjunctions", "")),
        starters=frozenset[str]().union(numbers, scales, currencies, ordinals, months, weekdays),
    )


def _function_words(code: str | None) -> frozenset[str]:
    """Return the function words of a language, of all languages where it is none of those known."""
    known = stopwords()
    return known.get(code or "") or frozenset[str]().union(*known.values())


def _words(text: str) -> frozenset[str]:
    return frozenset(token.text for token in tokenize(text))


def _numbered(text: str) -> dict[str, str]:
    return {token.text: str(at) for at, token in enumerate(tokenize(text), start=1)}


def _by_word(table: Mapping[str, str]) -> dict[str, str]:
    return {token.text: value for value, words in table.items() for token in tokenize(words)}


def _compounds(own: Mapping[str, Any]) -> dict[str, str]:
    """Join ones and tens to one word, as in "fünfundzwanzig"."""
    ones = [raw for raw, _, _ in raw_words(own.get("ones", ""))]
    tens = {word: int(v) for word, v in _by_word(own.get("numbers", {})).items() if v.isdigit()}
    return {
        one + own["joint"] + word: str(value + at)
        for at, one in enumerate(ones, start=1)
        for word, value in tens.items()
        if value >= 20
    }


def _opposites(pairs: Iterable[str]) -> frozenset[tuple[str, str]]:
    """Read pairs of words, "rose grew / fell dropped": each of one side with each of the other."""
    found = _one_way(pairs)
    return found | {(other, one) for one, other in found}


def _by_sources(own: Mapping[str, Any]) -> Iterator[str]:
    for source in own.get("sources", "").split():
        yield from (source, f"nach {source}")


def _one_way(pairs: Iterable[str]) -> frozenset[tuple[str, str]]:
    """Read pairs of words, "is was / are were": each of the first side with each of the second."""
    sides = [[_words(side) for side in pair.split("/")] for pair in pairs]
    return frozenset((one, other) for ours, theirs in sides for one in ours for other in theirs)
