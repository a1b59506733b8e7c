"""The words that tell kinds of edit apart, by language, from `dedupe/data/edits.toml`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, cached_property
from typing import Any, Generic, TypeVar

from dedupe.edits.phrase_finder import NO, Phrases
from dedupe.package_data import read_table
from dedupe.sketch.sorted_arrays import HashSet, unique_sorted
from dedupe.text.batch.hashing import hash_words
from dedupe.text.language import stopwords
from dedupe.text.tokens import raw_words, tokenize

_NOUNS_ARE_CAPITALISED = frozenset({"de"})
_LEAST_TENS = 20  # number whose word takes ones before it, as in "fünfundzwanzig"

Value = TypeVar("Value")


class _Listed(Generic[Value]):
    """A part of a lexicon, read from its tables when it is first asked for by the lexicon under a name."""

    def __init__(self, read: Callable[[Lexicon, str], Value]) -> None:
        self._read = read

    def __set_name__(self, owner: type[Lexicon], name: str) -> None:
        self._name = name

    def __get__(self, lexicon: Lexicon, owner: type[Lexicon]) -> Value:
        value = self._read(lexicon, self._name)
        vars(lexicon)[self._name] = value
        return value


def _words(lexicon: Lexicon, name: str) -> frozenset[str]:
    return _folded(lexicon.own.get(name, ""))


def _by_word(lexicon: Lexicon, name: str) -> dict[str, str]:
    """Turn a table of words by what they stand for round; what all languages have comes first."""
    return _turned(lexicon.shared.get(name, {}) | lexicon.own.get(name, {}))


def _numbered(lexicon: Lexicon, name: str) -> dict[str, str]:
    words = tokenize(lexicon.own.get(name, ""))
    return {token.text: str(at) for at, token in enumerate(words, start=1)}


def _pairs(lexicon: Lexicon, name: str) -> frozenset[tuple[str, str]]:
    """Read pairs of words, "is was / are were": each of the first side with each of the second."""
    pairs: Iterable[str] = lexicon.own.get(name, ())
    sides = [[_folded(side) for side in pair.split("/")] for pair in pairs]
    return frozenset((one, other) for ours, theirs in sides for one in ours for other in theirs)


def _both_ways(lexicon: Lexicon, name: str) -> frozenset[tuple[str, str]]:
    found = _pairs(lexicon, name)
    return found | {(other, one) for one, other in found}


def _by_sense(lexicon: Lexicon, name: str) -> Phrases:
    return Phrases(lexicon.shared.get(name, {}) | lexicon.own.get(name, {}))


def _phrases(**senses: str) -> Callable[[Lexicon, str], Phrases]:
    """Return what reads lists of phrases, each given by its sense; "plain" is no sense of its own."""
    lists = {{"plain": "", "no": NO}.get(sense, sense): at for sense, at in senses.items()}
    return lambda lexicon, _: Phrases({sense: lexicon.own.get(at, ()) for sense, at in lists.items()}, lexicon.ordinals)


def _numbers(lexicon: Lexicon, name: str) -> dict[str, str]:
    """Read numbers, and join ones and tens to one word, as in "fünfundzwanzig"."""
    found = _by_word(lexicon, name)
    ones = [raw for raw, _, _ in raw_words(lexicon.own.get("ones", ""))]
    return found | {
        one + lexicon.own["joint"] + word: str(int(value) + at)
        for at, one in enumerate(ones, start=1)
        for word, value in found.items()
        if value.isdigit() and int(value) >= _LEAST_TENS
    }


def _scales(lexicon: Lexicon, name: str) -> dict[str, int]:
    scales: dict[str, int] = lexicon.shared[name] | lexicon.own.get(name, {})
    return scales


def _units(lexicon: Lexicon, name: str) -> dict[str, tuple[str, float]]:
    return {
        unit: (dimension, float(factor))
        for dimension, factors in lexicon.shared[name].items()
        for unit, factor in factors.items()
    }


def _periods(lexicon: Lexicon, name: str) -> dict[str, tuple[float, str]]:
    seconds = lexicon.shared["seconds"]
    periods = _by_word(lexicon, name).items()
    return {word: (float(seconds[period]), period) for word, period in periods}


def _contractions(lexicon: Lexicon, name: str) -> dict[str, frozenset[str]]:
    return {ending: _folded(words) for ending, words in lexicon.own.get(name, {}).items()}


def _function_words(lexicon: Lexicon, _: str) -> frozenset[str]:
    """Return the function words of a language, of all languages where it is none of those known."""
    known = stopwords()
    return known.get(lexicon.code or "") or frozenset[str]().union(*known.values())


class Lexicon:
    """What the words of a language (ISO 639-1, None if unknown) do; all folded. Lists that it has not are empty."""

    def __init__(self, code: str | None) -> None:
        self.shared: Mapping[str, Any] = read_table("edits")
        self.own: Mapping[str, Any] = self.shared.get(code or "", {})
        self.code = code
        self.nouns_are_capitalised = code in _NOUNS_ARE_CAPITALISED

    # Who says so; of sense "source" without a verb ("according to"), of sense "credit" which outlet has it.
    reporting = _Listed(_phrases(plain="reporting", source="sources", credit="crediting", no="not_reporting"))
    # That it may not be so; "report": somebody else has it, "quality": before a noun ("alleged").
    hedges = _Listed(_phrases(plain="hedges", report="reported", quality="hedging_qualities", no="not_hedges"))
    negations = _Listed(_phrases(plain="negations", no="affirmations"))
    # Words of denying, and others that a claim is rebutted with.
    denials = _Listed(_phrases(denial="denials", plain="rebuttals", no="not_denials"))
    speaking = _Listed(_phrases(plain="speaking"))  # what alone is no attribution that can be lost
    clause = _Listed(_words)  # what stands in what is said, and not in who says so
    joints = _Listed(_words)  # what a clause begins with
    claims = _Listed(_words)  # what a denial calls the claim that stands before it
    media = _Listed(_words)  # who is named as a credit, and not as a source
    conjunctions = _Listed(_words)  # what may be left out of what is said ("that", "uh")
    subjunctives = _Listed(_pairs)  # a verb in reported speech, and the same told as a fact
    hearsay = _Listed(_pairs)  # a verb that says that others say so, and what else must stand at the end of its clause
    equivalents = _Listed(_both_ways)  # what hedges a claim alike
    opposites = _Listed(_both_ways)  # of which one says that the other is not so
    contractions = _Listed(_contractions)  # what may stand behind each "'s" and its like
    function = _Listed(_function_words)  # what says nothing by itself

    titles = _Listed(_words)  # what a person is called besides the name
    places = _Listed(_words)
    peoples = _Listed(_by_word)  # one word for all that name the same country or party
    aliases = _Listed(_by_sense)  # names of the same

    qualifiers = _Listed(_by_sense)  # what a figure is exactly
    qualifiers_behind = _Listed(_by_sense)
    definite = _Listed(_words)  # what stands before a small number that is no news ("the two leaders")
    others = _Listed(_words)  # behind a number that leaves out who was named before ("three others")
    indefinite = _Listed(_words)  # what may stand for "one"
    numbers = _Listed(_numbers)
    ordinals = _Listed(_by_word)
    scales = _Listed(_scales)
    vague = _Listed(lambda lexicon, name: frozenset(lexicon.own.get(name, "").split()))  # "dozens"
    multiples = _Listed(_by_word)  # what a word multiplies by
    times = _Listed(_words)  # behind a number that multiplies
    fractions = _Listed(_by_word)  # the denominator of each word for a part
    of = _Listed(_words)  # between a part and the whole
    out_of = _Listed(_words)  # between the numbers of a share, as in "four in ten"
    currencies = _Listed(_by_word)
    measures = _Listed(_by_word)
    units = _Listed(_units)  # what each symbol measures, in how many of the first unit of that
    periods = _Listed(_periods)  # seconds of each length of time, and one word for all its forms
    clock = _Listed(_by_word)  # the time of day that a word stands for, as the key of a figure
    months = _Listed(_numbered)
    unsure_months = _Listed(_words)  # those that are other words too
    weekdays = _Listed(_numbered)

    @cached_property
    def telling(self) -> frozenset[str]:
        """Words that, beside figures and what is capitalised or quoted, differ wherever a change matters."""
        phrases = self.reporting, self.speaking, self.hedges, self.negations, self.denials
        qualifying = self.qualifiers, self.qualifiers_behind
        beside_numbers = self.definite, self.indefinite, self.others, self.times, self.of, self.out_of, self.measures
        return self.starters.union(
            self.quantity_words,
            *(words for pairs in (self.opposites, self.subjunctives) for words in pairs),
            *(some.words for some in (*phrases, *qualifying)),
            *beside_numbers,
        )

    @cached_property
    def telling_hashes(self) -> HashSet:
        """The hashes of the same words."""
        return HashSet(unique_sorted(hash_words(sorted(self.telling))))

    @cached_property
    def reported_verbs(self) -> frozenset[str]:
        """Verbs whose mood says that others say so: "habe"."""
        return frozenset(reported for reported, _ in self.subjunctives)

    def reports_in(self, keys: Sequence[str]) -> int:
        """Count the words among some in a row that say who says so."""
        return self.reporting.count(keys) + self.speaking.count(keys)

    @cached_property
    def amounts(self) -> frozenset[str]:
        """What a number with a unit is an amount of, whatever word stands behind it."""
        return frozenset(self.currencies.values()) | frozenset(self.shared["units"])

    @cached_property
    def starters(self) -> frozenset[str]:
        """Words that a figure may begin with."""
        tables = self.numbers, self.scales, self.currencies, self.ordinals
        return frozenset[str]().union(*tables, self.months, self.weekdays)

    @cached_property
    def quantity_words(self) -> frozenset[str]:
        """Words, beside figures, that a quantity is told by."""
        tables = self.periods, self.clock, self.multiples, self.fractions
        return _folded(self.own.get("vague", "")).union(*tables)


@cache
def lexicon_of(code: str | None) -> Lexicon:
    """Return the lexicon of a language."""
    return Lexicon(code)


def _folded(text: str) -> frozenset[str]:
    return frozenset(token.text for token in tokenize(text))


def _turned(table: Mapping[str, str]) -> dict[str, str]:
    return {token.text: value for value, words in table.items() for token in tokenize(words)}
