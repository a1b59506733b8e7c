"""Frozen dataclasses as JSON and back, by the types of their fields."""

from __future__ import annotations

import json
from dataclasses import is_dataclass
from enum import Enum
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Maker = Callable[[Any], Any]


class BrokenError(ValueError):
    """What was kept is not what it should be."""


class Codec:
    """Writes and reads values of one type, made of others that are known by name.

    Args:
        kind: a dataclass, whose fields are dataclasses, named tuples, tuples of one type, enumerations,
            literals, text, numbers, flags or None.
        names: the types that modules import for type checking only.
    """

    def __init__(self, kind: type, names: Mapping[str, type]) -> None:
        self._names = dict(names)
        self._fields: dict[type, tuple[str, ...]] = {}
        self._make = self._maker(kind)

    def encode(self, value: object) -> bytes:
        """Write a value of the type."""
        return json.dumps(self._plain(value), ensure_ascii=False, separators=(",", ":")).encode()

    def decode(self, data: bytes) -> Any:  # noqa: ANN401
        """Read a value of the type.

        Raises:
            BrokenError: the data is no such value.
        """
        try:
            return self._make(json.loads(data))
        except (ValueError, TypeError, RecursionError) as error:
            raise BrokenError(str(error)) from None

    def _plain(self, value: Any) -> Any:  # noqa: ANN401
        if isinstance(value, Enum):
            return value.value
        if is_dataclass(value):
            return [self._plain(getattr(value, field)) for field in self._fields[type(value)]]
        if isinstance(value, tuple):
            return [self._plain(it) for it in value]
        return value

    def _maker(self, kind: Any) -> Maker:  # noqa: ANN401
        origin, arguments = get_origin(kind), get_args(kind)
        if origin in (Union, UnionType):
            return _optional(self._maker(_but_none(arguments)))
        if origin is Literal:
            return _one_of(arguments)
        if origin is tuple:
            if len(arguments) != 2 or arguments[1] is not Ellipsis:
                raise TypeError(f"{kind} is no tuple of one type")
            return _many(self._maker(arguments[0]))
        if issubclass(kind, Enum):
            return _one_of_enum(kind)
        if is_dataclass(kind) or hasattr(kind, "_fields"):
            hints = get_type_hints(kind, localns=self._names)
            self._fields[kind] = tuple(hints)
            return _record(kind, [self._maker(hint) for hint in hints.values()])
        return _exactly(kind)


def _record(kind: type, makers: list[Maker]) -> Maker:
    def make(data: Any) -> Any:  # noqa: ANN401
        if type(data) is not list or len(data) != len(makers):
            raise BrokenError(f"no {kind.__name__}")
        return kind(*[maker(it) for maker, it in zip(makers, data, strict=True)])

    return make


def _many(maker: Maker) -> Maker:
    def make(data: Any) -> Any:  # noqa: ANN401
        if type(data) is not list:
            raise BrokenError("no list")
        return tuple([maker(it) for it in data])

    return make


def _optional(maker: Maker) -> Maker:
    return lambda data: None if data is None else maker(data)


def _one_of(choices: tuple[object, ...]) -> Maker:
    def make(data: Any) -> Any:  # noqa: ANN401
        if data not in choices:
            raise BrokenError(f"{data!r} is none of {choices}")
        return data

    return make


def _one_of_enum(kind: type[Enum]) -> Maker:
    members = {it.value: it for it in kind}

    def make(data: Any) -> Any:  # noqa: ANN401
        if data not in members:
            raise BrokenError(f"{data!r} is no {kind.__name__}")
        return members[data]

    return make


def _exactly(kind: type) -> Maker:
    def make(data: Any) -> Any:  # noqa: ANN401
        if type(data) is not kind:
            raise BrokenError(f"{data!r} is no {kind.__name__}")
        return data

    return make


def _but_none(arguments: tuple[Any, ...]) -> Any:  # noqa: ANN401
    (only,) = (it for it in arguments if it is not NoneType)
    return only
