"""text-dedup's MinHash command on one process; the files are first put into the one that it reads."""

from __future__ import annotations

import json
import pickle
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from text_dedup.minhash import main

from benchmarks.peers.files import PERMUTATIONS, RESEMBLANCE, K, pairs, read, run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

OPTIONS = {
    "path": "json",
    "split": "train",
    "column": "text",
    "ngram": K,
    "num_perm": PERMUTATIONS,
    "threshold": RESEMBLANCE,
    "hash_func": "xxh3",
    "hash_bits": 32,
    "num_proc": 1,
}


def find(folder: Path) -> Iterator[Sequence[str]]:
    """Pairs of articles in one of its clusters."""
    articles = list(read(folder))
    with TemporaryDirectory() as name:
        place = Path(name)
        corpus = place / "articles.jsonl"
        corpus.write_text("".join(json.dumps({"text": text}) + "\n" for _, text in articles))
        paths = {"data_files": corpus, "cache_dir": place / "cache", "output": place / "kept"}
        options = [f"--{key}={value}" for key, value in {**OPTIONS, **paths}.items()]
        main([*options, "--debug", "--no-clean_cache"], standalone_mode=False)
        with (place / "kept" / "uf.pkl").open("rb") as dump:
            parents = pickle.load(dump).parent
    clusters = defaultdict(list)
    for at, parent in parents.items():
        clusters[parent].append(articles[at][0])
    yield from pairs(clusters.values())


if __name__ == "__main__":
    run(find)
