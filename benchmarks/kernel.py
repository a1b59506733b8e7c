"""What each stage costs by itself, on one core, beside reading the bytes once and hashing them.

The stages run in memory one after the other over generated articles; of a few runs of each the best
counts. The last columns say how many times as long a stage takes as reading all files once does, and
as xxh3 over their bytes.

    python -m benchmarks.kernel --articles 4096
"""

from __future__ import annotations

import os
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np
import xxhash

from benchmarks.clock import Clock
from benchmarks.generated import write_files
from benchmarks.machine import machine
from benchmarks.newsroom import bulk
from benchmarks.tables import Table, publish
from dedupe.align.align_articles import align
from dedupe.align.alignable_article import AlignableArticle
from dedupe.article import Skipped
from dedupe.candidates.lsh import near_candidates
from dedupe.candidates.pairs_from_keys import unique_pairs
from dedupe.candidates.proposals import MAX_BUCKET, MIN_SHARED_SAMPLES
from dedupe.candidates.shared_shingles import partial_candidates
from dedupe.comparison.comparable_article import comparable
from dedupe.comparison.compare_articles import describe
from dedupe.comparison.criteria import K
from dedupe.comparison.relate_articles import relate_texts
from dedupe.comparison.text_pair_cache import TextPairs
from dedupe.freed_memory import keep_freed_memory
from dedupe.judge.credit.known_publishers import Publishers
from dedupe.prepare.prepared_text import prepare
from dedupe.read.article_reader import read_piece
from dedupe.read.article_reference import read_article
from dedupe.read.pieces import pieces
from dedupe.sketch.fracminhash import sample
from dedupe.sketch.minhash import sign
from dedupe.sketch.packed_postings import shared_postings
from dedupe.sketch.shingles import shingle
from dedupe.sketch.sizes import BINS, SCALE
from dedupe.sketch.sketches import SketchCollector, sketch
from dedupe.text.batch.tokenize import concat, select, tokenize_batch
from dedupe.verify.shared_shingle_counts import count_shared_shingles, distinct_shingles

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from benchmarks.tables import Row
    from dedupe.article import Article
    from dedupe.sketch.sketches import Sketches
    from dedupe.text.batch.tokenize import TokenBatch

    Pairs = NDArray[np.int64]

ARTICLES, WORDS, SEED = 4096, 800, 1
READ, HASH = "read the bytes", "xxh3 over the bytes"
_BATCH = 128
_COMPARED = 200  # pairs that are aligned


def measure(folder: Path, clock: Clock) -> int:
    """Runs all stages over the files of a folder; the size of the files in bytes."""
    paths = sorted(folder.iterdir())
    contents = clock.time(READ, lambda: [_bytes(path) for path in paths])
    clock.time(HASH, lambda: [xxhash.xxh3_64_intdigest(content) for content in contents])
    work = list(pieces([folder]))
    drafts = clock.time("read and split", lambda: [it for piece in work for it in read_piece(piece)])
    texts = [it[0].paragraphs.texts for it in drafts if not isinstance(it, Skipped)]
    words, parts = _sketch(texts, clock)
    pairs = _propose(parts, clock)
    _verify(words, pairs, clock)
    _compare([read_article(path) for path in paths], pairs[:_COMPARED].tolist(), clock)
    return sum(map(len, contents))


def _bytes(path: Path) -> bytes:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        return os.read(descriptor, 1 << 24)
    finally:
        os.close(descriptor)


def _sketch(texts: Sequence[Sequence[str]], clock: Clock) -> tuple[list[TokenBatch], list[Sketches]]:
    batches = [texts[at : at + _BATCH] for at in range(0, len(texts), _BATCH)]
    words = clock.time("tokenise", lambda: [tokenize_batch(batch) for batch in batches])
    shingles = clock.time("shingle", lambda: [shingle(it.hashes, it.bounds, K) for it in words])
    clock.time("sign", lambda: [sign(it, BINS) for it in shingles])
    clock.time("sample", lambda: [sample(it, SCALE) for it in shingles])
    return words, clock.time("sketch, all of it", lambda: [sketch(it, K) for it in words])


def _propose(parts: Sequence[Sketches], clock: Clock) -> Pairs:
    alone = np.arange(sum(part.sizes.size for part in parts))
    near = clock.time(
        "propose near-duplicates", lambda: near_candidates([part.bands for part in parts], alone, MAX_BUCKET)
    )
    columns = SketchCollector()
    for part in parts:
        columns.take(part)
    sampled = columns.joined().samples

    def propose() -> Pairs:
        brief = np.zeros(alone.size, dtype=np.bool_)
        return partial_candidates(
            shared_postings(sampled, alone), alone, brief, most=MAX_BUCKET, required=MIN_SHARED_SAMPLES
        )

    partial = clock.time("propose partial copies", propose)
    return unique_pairs(np.concatenate([near, partial]))


def _verify(words: Sequence[TokenBatch], pairs: Pairs, clock: Clock) -> None:
    chosen, places = np.unique(pairs, return_inverse=True)
    everything = concat(words)

    def verify() -> object:
        own = select(everything, chosen)
        return count_shared_shingles(places.reshape(-1, 2), distinct_shingles(own, None, K))

    clock.time("verify", verify)
    clock.time_pairs("verify", len(pairs), verify)


def _compare(articles: Sequence[Article], pairs: Sequence[Sequence[int]], clock: Clock) -> None:
    texts = {at: prepare(articles[at], K) for pair in pairs for at in pair}
    publishers = Publishers(articles[at].outlet or "" for at in texts)
    clock.time_pairs("prepare both", len(pairs), lambda: [prepare(articles[at], K) for it in pairs for at in it])
    clock.time_pairs(
        "align",
        len(pairs),
        lambda: [
            align(AlignableArticle(texts[a].passages, "en"), AlignableArticle(texts[b].passages, "en"))
            for a, b in pairs
        ],
    )
    clock.time_pairs(
        "compare, all of it",
        len(pairs),
        lambda: [
            describe(
                relate_texts(
                    comparable(articles[a], texts[a], publishers),
                    comparable(articles[b], texts[b], publishers),
                    TextPairs(),
                ),
                publishers,
            )
            for a, b in pairs
        ],
    )


def tables(clock: Clock, articles: int, size: int) -> list[Table]:
    """What was timed, by article and by pair."""
    read, digest = clock.seconds[READ], clock.seconds[HASH]
    rows: tuple[Row, ...] = tuple(
        (stage, it / articles * 1e6, size / it / 1e6, it / read, it / digest) for stage, it in clock.seconds.items()
    )
    pairs: tuple[Row, ...] = tuple(
        (stage, count, it / max(count, 1) * 1e6) for stage, (it, count) in clock.pairs.items()
    )
    columns = ("stage", "µs/article", "MB/s", "× read", "× xxh3")
    note = f"One core; {articles:,} articles of {size / articles:,.0f} bytes."
    return [Table("Stages", columns, rows, note), Table("Stages by pair", ("stage", "pairs", "µs/pair"), pairs)]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measures, prints, writes."""
    options = _options(arguments)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    keep_freed_memory()  # as every check does
    with TemporaryDirectory() as name:
        folder, clock = Path(name), Clock(options.repeat)
        write_files(bulk(SEED, options.articles, options.words), folder)
        size = measure(folder, clock)
    setting = {"articles": options.articles, "words": options.words, "seed": SEED, **machine()}
    publish(setting, tables(clock, options.articles, size), options.json)


def _options(arguments: Sequence[str] | None) -> Namespace:
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--words", type=int, default=WORDS, help="an article")
    parser.add_argument("--repeat", type=int, default=3, help="runs each, of which the best counts")
    parser.add_argument("--json", type=Path, help="writes the tables there as well")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
