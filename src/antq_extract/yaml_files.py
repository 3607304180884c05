"""YAML files whose errors name the file and the line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from importlib.resources.abc import Traversable
from typing import Any, TypeVar, get_args

import yaml
from pydantic import BaseModel, ValidationError

from .errors import PackError

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # PyYAML built without libyaml
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

Model = TypeVar("Model", bound=BaseModel)


def read_yaml(path: Traversable) -> tuple[Any, yaml.Node | None]:
    """The content of a YAML file, and its nodes, which know their lines.

    Raises:
        PackError: the file cannot be read or is no YAML, or a key stands twice in one place.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise PackError(f"{path}: is not UTF-8 (byte {error.start + 1}); save it as UTF-8") from error
    except OSError as error:
        raise PackError(f"{path}: cannot be read: {error.strerror or error}") from error
    try:
        node = yaml.compose(text, Loader=Loader)
        for at, key in _twice(node):
            raise PackError(f"{path}:{at}: {key!r} stands twice; only one of them would count")
        loader = Loader("")
        return (loader.construct_document(node) if node is not None else None), node
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or str(error)
        if mark and "\t" in text.split("\n")[mark.line][: mark.column + 1]:
            problem = "a tab; indent with blanks"
        raise PackError(f"{path}{line}: is no valid YAML: {problem}") from error


def line_of(node: yaml.Node | None, place: Iterable[str | int]) -> int:
    """The line (from 1) of the value at a path of keys and indexes, or of the deepest part of it that exists."""
    line = 1 if node is None else node.start_mark.line + 1
    for step in place:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if key.value == str(step):
                    node, line = value, key.start_mark.line + 1
                    break
            else:
                return line
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
        else:
            return line
    return line


def _twice(node: yaml.Node | None) -> Iterator[tuple[int, str]]:
    """Line and name of every key that stands a second time in its mapping: YAML would take the last in silence."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in seen:
                    yield key.start_mark.line + 1, key.value
                seen.add(key.value)
            yield from _twice(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            if not isinstance(value, yaml.ScalarNode):
                yield from _twice(value)


def meant(name: str, known: Iterable[str]) -> str:
    """``; do you mean 'head'?`` where one of the ``known`` names looks like ``name``, else nothing."""
    close = get_close_matches(name, list(known), n=1)
    return f"; do you mean {close[0]!r}?" if close else ""


# What pydantic's kinds of error say to somebody who writes YAML. {…} are the error's own facts.
_SAID = {
    "missing": "is missing",
    "list_type": "must be a list: [one, another]",
    "dict_type": "must be a table of names with their values",
    "model_type": "must be a table of fields with their values",
    "string_type": "must be text; put a number or a word like yes in quotes",
    "int_parsing": "must be a whole number",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_parsing": "must be a number",
    "float_type": "must be a number",
    "bool_parsing": "must be true or false",
    "bool_type": "must be true or false",
    "too_short": "must not be empty",
    "literal_error": "must be one of {expected}",
    "greater_than_equal": "must be {ge} or more",
    "less_than_equal": "must be {le} or less",
    "value_error": "{error}",
}


def _said(error: Any, model: type[BaseModel]) -> str:
    if error["type"] == "extra_forbidden":
        known = _field_names(model, error["loc"])
        return f"is no field here{meant(str(error['loc'][-1]), known) or '; known are ' + ', '.join(known)}"
    if error["type"] == "string_pattern_mismatch":
        return f"must be written in small letters without marks and blanks ({error['ctx']['pattern']}), not {str(error['input'])[:40]!r}"
    said = _SAID.get(error["type"])
    return said.format(**error.get("ctx", {})) if said else error["msg"]


def _field_names(model: type[BaseModel], place: Iterable[str | int]) -> list[str]:
    """The fields of the record that a path of keys and indexes ends in."""
    for step in place:
        field = model.model_fields.get(str(step))
        model = next(_models(field.annotation), model) if field is not None else model
    return list(model.model_fields)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)


def validated(model: type[Model], data: Any, node: yaml.Node | None, path: Traversable, at: tuple[str | int, ...] = ()) -> Model:
    """``data`` as a ``model``.

    Raises:
        PackError: naming file, line and field of the first thing that is wrong.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        # A misspelt field explains the one that is missing.
        first = min(error.errors(), key=lambda one: one["type"] != "extra_forbidden")
        place = (*at, *first["loc"])
        field = ".".join(str(step) for step in place) or "file"
        raise PackError(f"{path}:{line_of(node, place)}: {field}: {_said(first, model)}") from error
