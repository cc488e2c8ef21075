"""Which cases a rule can return, read from its source: so that no case goes without words."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from knowledge.rule import Judgement, Rule

Bound = Mapping[str, frozenset[str]]


@dataclass
class Cases:
    """The cases found: all of them, and those that come with a day to act by.

    `open` where a case is named by a fact (`usce.value`): then there are more than the source tells.
    """

    all: set[str] = field(default_factory=set)
    due: set[str] = field(default_factory=set)
    open: bool = False


def cases_of(rule: Rule) -> Cases:
    """Every case named in a `Judgement(...)` of the rule or of a helper of `knowledge.rules` it uses."""
    found = Cases()
    _walk(rule.judge, {}, found, set())
    return found


def _walk(function: Callable[..., Any], bound: Bound, found: Cases, seen: set[object]) -> None:
    mark = (function, tuple(sorted(bound.items())))
    if mark in seen:
        return
    seen.add(mark)
    tree = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            _call(node, tree, function, bound, found, seen)


def _call(
    node: ast.Call, tree: ast.AST, function: Callable[..., Any], bound: Bound, found: Cases, seen: set[object]
) -> None:
    named = _named(node.func, function)
    if named is Judgement:
        given = _arguments(node, Judgement)
        texts = _texts(given["case"], tree, function, bound)
        found.open = found.open or not texts
        found.all |= texts
        due = given.get("due")
        if due is not None and not (isinstance(due, ast.Constant) and due.value is None):
            found.due |= texts
    elif inspect.isclass(named) and named.__module__.startswith("knowledge.rules"):
        for _, method in inspect.getmembers(named, inspect.isfunction):
            if method.__module__ == named.__module__ and "__dataclass" not in method.__qualname__:
                _method(method, found, seen)
    elif inspect.isfunction(named) and named.__module__.startswith("knowledge.rules"):
        given = _arguments(node, named)
        inner = {name: frozenset(_texts(value, tree, function, bound)) for name, value in given.items()}
        _walk(named, {name: texts for name, texts in inner.items() if texts}, found, seen)


def _method(method: Callable[..., Any], found: Cases, seen: set[object]) -> None:
    try:
        inspect.getsource(method)
    except OSError:  # written by dataclass, it has no source and no cases
        return
    _walk(method, {}, found, seen)


def _named(place: ast.expr, function: Callable[..., Any]) -> Any:
    while isinstance(place, ast.Attribute):
        place = place.value
    return function.__globals__.get(place.id) if isinstance(place, ast.Name) else None


def _arguments(node: ast.Call, called: Callable[..., Any]) -> dict[str, ast.expr]:
    names = list(inspect.signature(called).parameters)
    given = dict(zip(names, node.args, strict=False))
    return given | {keyword.arg: keyword.value for keyword in node.keywords if keyword.arg}


def _texts(value: ast.expr, tree: ast.AST, function: Callable[..., Any], bound: Bound) -> set[str]:
    """The texts an expression may be: constants, both sides of an `if`, and what a name was set to."""
    if isinstance(value, ast.Constant):
        return {value.value} if isinstance(value.value, str) else set()
    if isinstance(value, ast.IfExp):
        return _texts(value.body, tree, function, bound) | _texts(value.orelse, tree, function, bound)
    if isinstance(value, ast.Name):
        set_to = [text for given in _assigned(value.id, tree) for text in _texts(given, tree, function, bound)]
        return set(set_to) | bound.get(value.id, frozenset()) | _constant(function.__globals__.get(value.id))
    if isinstance(value, ast.Subscript):
        return _texts(value.value, tree, function, bound)
    if isinstance(value, ast.Call):
        named = _named(value.func, function)
        return (
            _returned(named) if inspect.isfunction(named) and named.__module__.startswith("knowledge.rules") else set()
        )
    if isinstance(value, ast.JoinedStr):
        return _joined(value, tree, function, bound)
    return {part.value for part in ast.walk(value) if isinstance(part, ast.Constant) and isinstance(part.value, str)}


def _constant(value: object) -> set[str]:
    found = value.values() if isinstance(value, Mapping) else value if isinstance(value, (tuple, list)) else [value]
    return {text for text in found if isinstance(text, str)}


def _joined(value: ast.JoinedStr, tree: ast.AST, function: Callable[..., Any], bound: Bound) -> set[str]:
    parts = [part.value if isinstance(part, ast.FormattedValue) else part for part in value.values]
    return {"".join(pieces) for pieces in product(*(_texts(part, tree, function, bound) for part in parts))}


def _assigned(name: str, tree: ast.AST) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == name for t in node.targets):
            yield node.value
        if (
            isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Tuple)
            and isinstance(node.value, ast.Tuple)
        ):
            for target, value in zip(node.targets[0].elts, node.value.elts, strict=False):
                if isinstance(target, ast.Name) and target.id == name:
                    yield value
        if isinstance(node, ast.NamedExpr) and node.target.id == name:
            yield node.value


def _returned(function: Callable[..., Any]) -> set[str]:
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    returns = [node.value for node in ast.walk(tree) if isinstance(node, ast.Return) and node.value is not None]
    return {text for value in returns for text in _texts(value, tree, function, {})}
