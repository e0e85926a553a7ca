"""The base of every form of a case file, and of the errors in one."""

from __future__ import annotations

from typing import Any, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    ModelWrapValidatorHandler,
    ValidationError,
    model_validator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError

from geo.errors import nearest

_LESS = ", with low: 0 and a reason if it may be far less"
_MEANT = {
    "up_to": ("less_than", "at_most", "under", "below", "maximum"),
    "more_than": ("over", "above"),
    "at_least": ("minimum",),
}
"""Words for a bound that are no keys, by the key that says it; the nearest may not."""


def wrong(message: str) -> PydanticCustomError:
    """Make an error whose words reach the user as they are."""
    return PydanticCustomError("dateline", "{words}", {"words": message})


class Form(BaseModel):
    """A mapping of a case file: strict, and without unknown keys."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    @model_validator(mode="wrap")
    @classmethod
    def _name_the_nearest_key(
        cls,
        value: Any,  # noqa: ANN401 - whatever the file holds
        handler: ModelWrapValidatorHandler[Self],
    ) -> Self:
        try:
            return handler(value)
        except ValidationError as error:
            known = [field.alias or name for name, field in cls.model_fields.items()]
            raise ValidationError.from_exception_data(
                cls.__name__, [_renamed(item, known) for item in error.errors()]
            ) from error


def _split_number(key: str) -> str:
    """Explain a key that is but the rest of a number: ``{value: 2,000}`` has the key 000."""
    return "; write a number without commas, such as 2000 or 29.23" if key.isdigit() else ""


def _meant(key: str, known: list[str]) -> str:
    """Name the key that says what a word for a bound says, as the end of a sentence."""
    right = next((name for name, own in _MEANT.items() if key in own and name in known), "")
    less = _LESS if right == "up_to" and "low" in known else ""
    return f"; did you mean {right!r}{less}?" if right else ""


def _renamed(item: Any, known: list[str]) -> InitErrorDetails:  # noqa: ANN401 - no such type
    """Let an unknown key's error name the nearest known one; pass on any other."""
    kind: str | PydanticCustomError = item["type"]
    if kind == "extra_forbidden" and len(item["loc"]) == 1:
        key = str(item["loc"][0])
        right = _split_number(key) or _meant(key, known) or nearest(key, known)
        kind = wrong(f"there is no such key here{right}")
    elif kind == "dateline":
        kind = wrong(item["ctx"]["words"])
    return InitErrorDetails(
        type=kind, loc=item["loc"], input=item["input"], ctx=item.get("ctx", {})
    )
