from __future__ import annotations

import pytest

from dedupe import process_signals
from dedupe.errors import Failure, attempt
from dedupe.process_signals import StoppedError


class PanicException(BaseException):
    """What a library written in Rust raises when it panics."""


def fail_by(error: BaseException) -> None:
    raise error


@pytest.mark.parametrize("error", [ValueError("x"), MemoryError(), PanicException("unwrap")])
def test_what_fails_on_one_article_fails_alone(error: BaseException) -> None:
    assert isinstance(attempt(fail_by, error), Failure)


@pytest.mark.parametrize("error", [KeyboardInterrupt(), StoppedError(15), SystemExit(2)])
def test_what_ends_the_run_passes(error: BaseException) -> None:
    with pytest.raises(type(error)):
        attempt(fail_by, error)


def test_nothing_fails_alone_after_a_signal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process_signals, "_received", 2)
    with pytest.raises(TypeError):
        attempt(fail_by, TypeError("what numpy makes of an interrupt"))
