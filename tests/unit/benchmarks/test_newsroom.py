"""What the generator of newsroom edits holds to be true of its articles is true of their text."""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import re
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.newsroom import (
    additions,
    bulk,
    corpus,
    edited,
    one_story,
    record,
    shared_footer,
    story,
    structure,
    wording,
)
from benchmarks.newsroom.draws import between, sample, seeded, shuffled
from benchmarks.newsroom.grammar import grammar, topics
from benchmarks.newsroom.segments import Segment
from benchmarks.newsroom.writer import Event, Writer

if TYPE_CHECKING:
    from benchmarks.newsroom import CorpusTruth, Edited, Span
    from benchmarks.newsroom.revision import Change
    from dedupe.article import Article

ROOT = Path(__file__).parents[3]
LANGUAGES = ("en", "de")
MEANINGFUL: dict[str, Change] = {
    "figure": wording.change_figures,
    "name": wording.change_names,
    "attribution": wording.change_attribution,
    "negation": wording.change_negation,
    "quote": wording.alter_quotes,
    "wording": wording.touch_up,
}
SMALL: tuple[Change, ...] = (*MEANINGFUL.values(), wording.change_speakers, wording.cut_quotes, wording.house_style)
LARGE: tuple[Change, ...] = (
    structure.drop,
    structure.trim_tail,
    structure.shorten,
    structure.move,
    structure.split,
    structure.merge,
    structure.transplant,
    structure.repeat,
    structure.drop_dateline,
    wording.paraphrase,
    wording.report_quotes,
    additions.add_paragraphs,
    additions.add_quotes,
    additions.add_furniture,
    additions.add_credit,
)
seeds = st.integers(0, 10**6)
languages = st.sampled_from(LANGUAGES)
few = settings(max_examples=40, deadline=None)


def some(*changes: Change) -> st.SearchStrategy[list[Change]]:
    return st.lists(st.sampled_from(changes), unique=True, max_size=8)


def words(article: Article) -> list[str]:
    return re.findall(r"\w+", " ".join(p.text for p in article.paragraphs).lower())


def shingles(tokens: list[str]) -> set[tuple[str, ...]]:
    return {tuple(tokens[n : n + 5]) for n in range(len(tokens) - 4)}


def containment(a: Article, b: Article) -> float:
    """The larger share of 5-word shingles that one has from the other."""
    first, second = shingles(words(a)), shingles(words(b))
    return len(first & second) / min(len(first), len(second))


def texts(article: Article) -> list[str]:
    return [paragraph.text for paragraph in article.paragraphs]


# Drawing


def test_draws_are_the_same_on_every_machine() -> None:
    rng = seeded("newsroom", 1)
    drawn = ([between(rng, 0, 99) for _ in range(5)], shuffled(rng, "abcdef"), sample(rng, range(9), 3))
    assert drawn == ([53, 13, 85, 91, 43], ["e", "f", "b", "d", "a", "c"], [0, 4, 7])


@pytest.mark.parametrize("language", LANGUAGES)
def test_stories_do_not_depend_on_string_hashing(language: str) -> None:
    code = (
        "from benchmarks.newsroom import corpus, record, story\n"
        f"print(story(5, {language!r}).article)\n"
        f"print(*map(record, corpus(5, 4, {language!r}).articles))"
    )
    printed = [
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert printed[0] == printed[1]
    assert story(5, language).article.paragraphs[0].text in printed[0].decode()


# Stories


@few
@given(seeds, languages)
def test_a_story_is_shaped_like_news(seed: int, language: str) -> None:
    made = story(seed, language)
    article = made.article
    assert 8 <= len(article.paragraphs) <= 36
    assert [p.start_line for p in article.paragraphs] == list(range(1, 2 * len(article.paragraphs), 2))
    assert re.search(r"\((?:Reuters|AP|AFP|dpa)\) [-—–] ", article.paragraphs[0].text)
    assert article.title
    assert article.author


@few
@given(seeds, languages)
def test_no_markup_of_the_grammar_is_left(seed: int, language: str) -> None:
    for text in (*texts(story(seed, language).article), story(seed, language).article.title or ""):
        assert not re.search(r"[{}<>\[\]|*~@]|  | [,.]|,,|\.\.|//", text), text


@pytest.mark.parametrize(("language", "topic"), [(lang, topic) for lang in LANGUAGES for topic in topics(lang)])
def test_every_template_can_be_filled(language: str, topic: str) -> None:
    writer = Writer(Event("any", language, topic), seeded("any"))
    writer.given = {slot: (Segment(slot),) for slot in ("who", "house", "q1", "q2", "q3")}
    for rule in grammar(language, topic).values():
        for option in rule.options:
            assert writer.written(option)


@pytest.mark.parametrize(("language", "limit"), [("en", 0.02), ("de", 0.03)])
def test_unrelated_stories_share_next_to_nothing(language: str, limit: float) -> None:
    made = [story(seed, language).article for seed in range(30)]
    assert max(containment(a, b) for a, b in itertools.combinations(made, 2)) < limit


def test_the_german_grammar_writes_german() -> None:
    german = " ".join(" ".join(texts(story(seed, "de").article)) for seed in range(5))
    tokens = re.findall(r"\w+", german.lower())
    stop_words = {"der", "die", "das", "und", "in", "am", "von", "mit", "für", "bei", "zu", "auf"}
    assert sum(token in stop_words for token in tokens) > 0.1 * len(tokens)
    assert not {"the", "of", "said", "to", "with"} & set(tokens)
    assert re.search("[äöüß]", german)
    assert re.search("„[^“]+“, (?:sagte|erklärte|so) ", german)
    assert re.search(r"\d,\d (?:Prozent|Milliarden)", german)


# Edits


def check_provenance(made: Edited) -> None:
    source, target = made.source.paragraphs, made.target.paragraphs
    assert len(made.origins) == len(made.labels) == len(target)
    assert len(made.source_labels) == len(source)
    for label, origins in zip(made.labels, made.origins, strict=True):
        assert label in {"kept", "rewritten", "added", "furniture"}
        assert list(origins) == sorted(set(origins))
        assert bool(origins) == (label in {"kept", "rewritten"})
        assert all(0 <= origin < len(source) for origin in origins)
    used = {origin for origins in made.origins for origin in origins}
    for index, label in enumerate(made.source_labels):
        assert label in {"kept", "rewritten", "cut", "furniture"}
        assert label == "furniture" or (label == "cut") == (index not in used)
    for change in made.edits:
        check_span(made.source, change.was)
        check_span(made.target, change.now)


def check_span(article: Article, span: Span | None) -> None:
    if span:
        assert article.paragraphs[span.paragraph].text[span.start : span.end] == span.text


@few
@given(seeds, languages, some(*SMALL, *LARGE))
def test_provenance_is_complete_and_in_range(seed: int, language: str, changes: list[Change]) -> None:
    check_provenance(edited(story(seed, language), changes, seeded(seed)))


@few
@given(seeds, languages, some(*LARGE))
def test_kept_paragraphs_are_made_of_whole_paragraphs(seed: int, language: str, changes: list[Change]) -> None:
    made = edited(story(seed, language), changes, seeded(seed))
    dateline = r"^.{,60}?\((?:Reuters|AP|AFP|dpa)\) [-—–] "
    before = " ".join(re.sub(dateline, "", text) for text in texts(made.source))
    for text, label in zip(texts(made.target), made.labels, strict=True):
        if label == "kept":
            sentences = re.split(r'(?<=\.) |(?<=\.["“]) ', re.sub(dateline, "", text))
            assert all(sentence in before for sentence in sentences)


@few
@given(seeds, languages, some(*SMALL))
def test_the_edits_turn_the_source_into_the_target(seed: int, language: str, changes: list[Change]) -> None:
    made = edited(story(seed, language), changes, seeded(seed))
    result = texts(made.source)
    spans = [(e.was, e.now) for e in made.edits if e.was and e.now]
    assert len(spans) == len(made.edits)
    for was, now in sorted(spans, key=lambda s: (s[0].start, s[0].end))[::-1]:
        text = result[was.paragraph]
        result[was.paragraph] = text[: was.start] + now.text + text[was.end :]
    assert result == texts(made.target)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", MEANINGFUL)
def test_a_change_makes_edits_of_its_kind(kind: str, language: str) -> None:
    made = edited(story(3, language, paragraphs=25), [MEANINGFUL[kind]], seeded(1))
    assert {change.kind for change in made.edits} == {kind}
    touched = {change.now.paragraph for change in made.edits if change.now}
    assert touched == {n for n, label in enumerate(made.labels) if label == "rewritten"}


@few
@given(seeds, languages)
def test_house_style_keeps_every_paragraph(seed: int, language: str) -> None:
    made = edited(story(seed, language), [wording.house_style, structure.drop_dateline], seeded(0))
    assert set(made.labels) <= {"kept", "furniture"}
    assert {change.kind for change in made.edits} == {"style"}


def test_house_style_changes_what_a_british_paper_would() -> None:
    styled = [edited(story(n), [wording.house_style], seeded(n)).edits for n in range(20)]
    pairs = {(e.was.text, e.now.text) for edits in styled for e in edits if e.was and e.now}
    assert {("percent", "per cent"), ("U.S.", "US"), (',"', "”,")} <= pairs
    assert any(re.fullmatch(r"\$\d+bn", now) and was.endswith(" billion") for was, now in pairs)
    assert any(re.fullmatch(rf"M[rs] {re.escape(was)}", now) for was, now in pairs)


def test_a_reported_quotation_is_one_quote_edit_over_its_sentence() -> None:
    plain = story(2, paragraphs=25)
    made = edited(plain, [wording.report_quotes], seeded(2))
    (change,) = made.edits
    assert change.kind == "quote"
    assert change.was
    assert change.was.text.startswith('"')
    assert change.now
    assert " said that " in change.now.text
    assert '"' not in change.now.text


def test_splits_and_merges_keep_words_and_move_keeps_paragraphs() -> None:
    source = story(4, paragraphs=20)
    divided = edited(source, [partial(structure.split, count=3)], seeded(4))
    joined = edited(source, [partial(structure.merge, count=3)], seeded(4))
    moved = edited(source, [partial(structure.move, count=2)], seeded(4))
    assert words(divided.target) == words(divided.source) == words(joined.target)
    assert len(divided.origins) == len(source.paragraphs) + 3 == len(joined.origins) + 6
    assert sorted(texts(moved.target)) == sorted(texts(moved.source))
    assert texts(moved.target) != texts(moved.source)
    for made in (divided, joined, moved):
        assert set(made.labels) <= {"kept", "furniture"}


def test_a_transplanted_sentence_gives_a_paragraph_two_sources_and_a_repeat_gives_one_twice() -> None:
    source = story(4, paragraphs=20)
    scattered = edited(source, [partial(structure.transplant, count=3)], seeded(4))
    assert sorted(words(scattered.target)) == sorted(words(scattered.source))
    assert sum(len(origins) == 2 for origins in scattered.origins) >= 2
    repeated = edited(source, [structure.repeat], seeded(4))
    assert texts(repeated.target)[:-1] == texts(repeated.source)
    assert texts(repeated.target)[-1] in texts(repeated.source)
    assert repeated.labels[-1] == "kept"


# Corpora


@pytest.fixture(scope="module", params=LANGUAGES)
def folder(request: pytest.FixtureRequest) -> CorpusTruth:
    return corpus("test", 57, request.param)


def test_a_corpus_knows_every_relation(folder: CorpusTruth) -> None:
    by_id = {article.id: article for article in folder.articles}
    assert len(by_id) == len(folder.articles)
    relations = {"exact", "near", "wholly", "partially", "quotes", "version", "form", "none"}
    assert {pair.relation for pair in folder.pairs} == relations
    assert {pair.origin for pair in folder.pairs} == {"source", "common", "none"}
    for pair in folder.pairs:
        a, b = by_id[pair.a], by_id[pair.b]
        assert (a.date or "") < (b.date or "")
        assert pair.source in {None, pair.a}
        assert (texts(a) == texts(b)) == (pair.relation == "exact")
        assert (a.outlet == b.outlet) == (pair.case in {"version", "furniture"})
    for made in folder.edited:
        check_provenance(made)
        assert made.source is by_id[made.source.id]
        assert made.target is by_id[made.target.id]


def test_hard_negatives_share_what_they_should(folder: CorpusTruth) -> None:
    by_id = {article.id: article for article in folder.articles}
    shared: dict[str, list[float]] = {}
    for pair in folder.pairs:
        shared.setdefault(pair.case, []).append(containment(by_id[pair.a], by_id[pair.b]))
    assert max(shared["same_event"]) < 0.05
    assert min(shared["apart"] + shared["bare"]) > 0.04
    assert min(shared["furniture"]) > 0.05
    assert min(shared["near"]) > 0.6
    assert min(shared["dashes"] + shared["sisters"]) > 0.05
    assert min(shared["excerpt"]) > 0.02
    assert min(shared["form"]) > 0.1
    assert min(shared["brief"]) > 0.3


def test_a_brief_is_short_and_stands_inside_a_long_article(folder: CorpusTruth) -> None:
    briefs = {pair.a for pair in folder.pairs if pair.case == "brief"}
    for made in (made for made in folder.edited if made.source.id in briefs):
        assert 20 <= sum(len(text.split()) for text in texts(made.source)[:2]) <= 70
        assert len(words(made.target)) > 8 * 40
        assert made.origins[0] == made.origins[-1] == ()
        assert {label for label in made.source_labels if label != "furniture"} == {"kept"}


def test_a_record_is_one_line_of_json(folder: CorpusTruth) -> None:
    article = folder.articles[0]
    line = record(article)
    assert "\n" not in line
    fields = json.loads(line)
    assert fields["id"] == article.id
    assert fields["text"].split("\n\n") == texts(article)


# Articles by the million


def test_bulk_is_the_same_on_every_machine_and_fewer_are_the_first_of_more() -> None:
    many = list(bulk(7, 1200, 60))
    digest = hashlib.blake2b("".join(map(repr, many)).encode(), digest_size=8)
    assert digest.hexdigest() == "e5fa9f49d6546586"
    assert list(bulk(7, 700, 60)) == many[:700]


def test_bulk_copies_what_it_says_and_nothing_else() -> None:
    made = list(bulk(1, 1500, 300, duplicates=0.2))
    sets = {name: shingles(re.findall(r"\w+", text.lower())) for name, text, _ in made}
    sources = {name: source for name, _, source in made}
    copies = [(sets[name], sets[source]) for name, source in sources.items() if source]
    assert 0.15 < len(copies) / (len(made) - 512) < 0.25
    taken = sorted(len(a & b) / len(a) for a, b in copies)
    assert taken[0] > 0.07
    assert 0.35 < sum(share > 0.75 for share in taken) / len(taken) < 0.65
    assert not any(sources[source] for source in sources.values() if source)
    fresh = [sets[name] for name, source in sources.items() if not source][:200]
    assert max(len(a & b) for a, b in itertools.combinations(fresh, 2)) < 5


def test_one_story_is_one_story() -> None:
    made = list(one_story(3, 50, 400))
    first = shingles(made[0][1].lower().split())
    assert [source for _, _, source in made] == [None, *["0000000"] * 49]
    assert len({text for _, text, _ in made}) == 50
    for _, text, _ in made[1:]:
        other = shingles(text.lower().split())
        assert len(first & other) / len(first | other) > 0.8


def test_a_shared_footer_is_all_that_is_shared() -> None:
    made = [text.split() for _, text, _ in shared_footer(3, 40, 200, footer_words=120)]
    assert len({tuple(tokens[-120:]) for tokens in made}) == 1
    bodies = [shingles(tokens[:-120]) for tokens in made]
    assert max(len(a & b) for a, b in itertools.combinations(bodies, 2)) < 3


# What real folders showed


def test_retelling_joins_sentences_and_keeps_their_words() -> None:
    source = story(4, paragraphs=20)
    made = edited(source, [partial(structure.retell, share=1.0)], seeded(4))
    joined = [text for text in texts(made.target) if text not in texts(made.source)]
    assert joined
    assert all(", while " in text for text in joined)
    added = len(words(made.target)) - len(words(made.source))
    assert added == sum(text.count(", while ") for text in joined)


@pytest.mark.parametrize("case", ["sisters", "links"])
def test_sisters_of_a_house_print_its_matter(folder: CorpusTruth, case: str) -> None:
    by_id = {article.id: article for article in folder.articles}
    for pair in (pair for pair in folder.pairs if pair.case == case):
        assert by_id[pair.a].outlet != by_id[pair.b].outlet
        assert pair.relation == "none"
        shared = runs(by_id[pair.a]) & runs(by_id[pair.b])
        assert shared


def test_an_excerpt_is_the_prose_of_one_and_a_quotation_of_the_other(folder: CorpusTruth) -> None:
    by_id = {article.id: article for article in folder.articles}
    for pair in (pair for pair in folder.pairs if pair.case == "excerpt"):
        house = by_id[pair.a].outlet or ""
        (quoting,) = [t for t in texts(by_id[pair.b]) if f"{house} " in t and runs_in(t, by_id[pair.a])]
        assert re.search('["„“«»]', quoting)
        assert (pair.relation, pair.source) == ("partially", pair.a)


def runs(article: Article) -> set[tuple[str, ...]]:
    """Six words in a row, in all paragraphs."""
    return {run for text in texts(article) for run in _runs(text)}


def runs_in(text: str, article: Article) -> bool:
    return bool(_runs(text) & runs(article))


def _runs(text: str) -> set[tuple[str, ...]]:
    found = re.findall(r"\w+", text.lower())
    return set(zip(*(found[at:] for at in range(6)), strict=False))
