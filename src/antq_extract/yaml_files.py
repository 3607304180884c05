"""YAML files whose errors name the file and the line."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

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
        PackError: the file cannot be read or is no YAML.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PackError(f"{path}: cannot be read: {error}") from error
    try:
        node = yaml.compose(text, Loader=Loader)
        loader = Loader("")
        return (loader.construct_document(node) if node is not None else None), node
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or str(error)
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


def validated(model: type[Model], data: Any, node: yaml.Node | None, path: Traversable, at: tuple[str | int, ...] = ()) -> Model:
    """``data`` as a ``model``.

    Raises:
        PackError: naming file, line and field of the first thing that is wrong.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = (*at, *first["loc"])
        field = ".".join(str(step) for step in place) or "file"
        raise PackError(f"{path}:{line_of(node, place)}: {field}: {first['msg']}") from error
