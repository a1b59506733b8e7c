"""What a user can have done wrong or the machine refused, which is exit code 2; and what fails alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, ParamSpec, TypeVar

from dedupe.process_signals import received

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
Unit = TypeVar("Unit")


class DedupeError(Exception):
    """Base of every error whose message is meant for the user."""


class InputError(DedupeError):
    """Nothing could be read, or a file named explicitly could not be."""


class UnreadableError(InputError):
    """The system refused to read a file."""


class UnsupportedError(InputError):
    """No reader takes a file: its format is not known, not installed, or has no articles in it."""


class WorkerError(DedupeError):
    """A process that did part of the work died."""


class ConfigError(DedupeError):
    """A configuration file, environment variable or option is wrong."""


class BaselineError(DedupeError):
    """A baseline is missing or not readable as one."""


class Failure(NamedTuple):
    """Why one unit of work came to nothing."""

    reason: str  # in words, meant for the user
    is_passing: bool  # whether it may go well the next time though the input is the same


def attempt(work: Callable[Arguments, Result], *args: Arguments.args, **kwargs: Arguments.kwargs) -> Result | Failure:
    """Do the work on one article, or one pair, so that nothing in it can stop the work on the others.

    Whoever loops over articles or pairs calls what may fail on one of them by this, and reports a
    failure as skipped or not compared. Only what ends the whole run passes, such as an interrupt.
    """
    try:
        return work(*args, **kwargs)
    except BaseException as error:
        if not fails_alone(error):
            raise
        is_lasting = isinstance(error, InputError) and not isinstance(error, UnreadableError)
        return Failure(reason_of(error), not is_lasting)


def attempt_together(
    work: Callable[[Sequence[Unit]], Result], units: Sequence[Unit]
) -> tuple[Result, Sequence[Unit], list[tuple[Unit, Failure]]]:
    """Do the work on several articles at once or, where that fails, without those on which it fails alone.

    Returns:
        The result, the articles that it is of, and the others, each with what failed.
    """
    done = attempt(work, units)
    if not isinstance(done, Failure):
        return done, units, []
    alone = [(unit, attempt(work, [unit])) for unit in units]
    kept = [unit for unit, result in alone if not isinstance(result, Failure)]
    failed = [(unit, result) for unit, result in alone if isinstance(result, Failure)]
    return work(kept), kept, failed


def fails_alone(error: BaseException) -> bool:
    """Return whether an error is about the input at hand, rather than a request to end the whole run.

    A panic in a library written in Rust is about the input too, but no `Exception`. After a signal every error may be one
    that a library made of it.
    """
    if received() is not None:
        return False
    return isinstance(error, Exception) or type(error).__name__ == "PanicException"


def reason_of(error: BaseException) -> str:
    """Return in words why something failed."""
    if isinstance(error, DedupeError):
        return str(error)
    if isinstance(error, MemoryError):
        return "not enough memory"
    if isinstance(error, RecursionError):
        return "nested too deeply"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    words = " ".join(f"{type(error).__name__}: {error}".split())
    return f"{words} (this is a bug in dedupe)"
