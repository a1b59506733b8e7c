from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest

from dedupe.index.article_record import reread
from dedupe.pipeline import article_loader, compare_candidates
from dedupe.pipeline.check import check
from dedupe.prepare.prepared_text import prepare_batch
from tests.unit.pipeline.stories import FERRY, MAYOR, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copies = {f"{outlet}/ferry.txt": FERRY for outlet in "abcdef"}
    write(tmp_path, {**copies, "g/mayor.txt": (*FERRY[:4], *MAYOR)})
    return tmp_path


def test_articles_with_the_same_text_are_prepared_once(folder: Path) -> None:
    with patch.object(article_loader, "prepare_batch", side_effect=prepare_batch) as prepared:
        report = check([folder], jobs=0)
    assert sum(len(call.args[0]) for call in prepared.call_args_list) == 2
    assert len(report.copied) == 6


def test_no_answer_depends_on_how_many_articles_are_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = check([folder], jobs=0)
    monkeypatch.setattr(article_loader, "KEPT", 0)
    found = check([folder], jobs=0)
    assert found.pairs == expected.pairs
    assert found.findings == expected.findings


def test_an_article_in_many_pairs_is_read_once_however_few_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"page/all.txt": (*FERRY, *MAYOR), "a/ferry.txt": FERRY, "b/mayor.txt": MAYOR})
    monkeypatch.setattr(article_loader, "KEPT", 0)
    monkeypatch.setattr(compare_candidates, "_PAIRS", 1)
    with patch.object(article_loader, "reread", side_effect=reread) as read:
        report = check([tmp_path], jobs=0)
    assert len(report.pairs) == 2
    assert sorted(Path(call.args[0].path).name for call in read.call_args_list) == ["all.txt", "ferry.txt", "mayor.txt"]
