"""Make models of values that are right already: they are not validated a second time."""

from __future__ import annotations

from typing import Any, Final, TypeVar

from pydantic import BaseModel

from speechtree.models import Diagnostic, Document, Edit, Marker, Passage, Point, Series, SourceInfo, Speech, Text, Title

M = TypeVar("M", bound=BaseModel)

# The four attributes of which Pydantic documents that they are all that an instance holds.
_NEW: Final = object.__new__
_SET_VALUES: Final = BaseModel.__dict__["__dict__"].__set__
_SET_GIVEN: Final = BaseModel.__dict__["__pydantic_fields_set__"].__set__
_SET_EXTRA: Final = BaseModel.__dict__["__pydantic_extra__"].__set__
_SET_PRIVATE: Final = BaseModel.__dict__["__pydantic_private__"].__set__
_MODELS: Final[tuple[type[BaseModel], ...]] = (
    Diagnostic, Document, Edit, Marker, Passage, Point, Series, SourceInfo, Speech, Text, Title,
)  # fmt: skip
_FIELDS: Final[dict[type[BaseModel], set[str]]] = {model: set(model.model_fields) for model in _MODELS}


def made(model: type[M], values: dict[str, Any]) -> M:
    """A model of values that are known to be valid, one for each of its fields, in order."""
    one = _NEW(model)
    _SET_VALUES(one, values)
    _SET_GIVEN(one, _FIELDS[model])
    _SET_EXTRA(one, None)
    _SET_PRIVATE(one, None)
    return one
