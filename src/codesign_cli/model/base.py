"""The base of every model and the types of its keys; what a value may be is said in `values`."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeVar

from codesign_cli.model.core import complete

complete()  # pydantic wants the whole of pydantic_core

from pydantic import (  # noqa: E402 (see the line above)
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetCoreSchemaHandler,
    PlainValidator,
    StrictBool,
    WrapValidator,
)
from pydantic_core.core_schema import CoreSchema, no_info_wrap_validator_function  # noqa: E402

from . import values  # noqa: E402

T = TypeVar("T")


class Part(BaseModel):
    """A mapping of the program file: its keys are the attributes, no others are allowed, nothing changes."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


@dataclass(frozen=True)
class Inside:
    """One of two forms without a union: the function takes the simple form, the handler it gets the other."""

    function: Any
    """A wrapping validator of `values`."""
    other: Any
    """The type of the other form."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """The schema of the other form, wrapped."""
        return no_info_wrap_validator_function(self.function, handler.generate_schema(self.other))


NotNull = BeforeValidator(values.null_is_default)

Text = str
NeededText = Annotated[str, AfterValidator(values.needed)]
OptionalText = Annotated[str, AfterValidator(values.optional_text)]
AccountId = Annotated[str, PlainValidator(values.account_id)]
AccountKey = Annotated[str, PlainValidator(values.account_key)]
Id = Annotated[str, PlainValidator(values.short_id)]
IdKey = Annotated[str, PlainValidator(values.short_key)]
Email = Annotated[str, PlainValidator(values.email)]
Language = Annotated[str, PlainValidator(values.language)]
Zone = Annotated[str, PlainValidator(values.zone)]
Day = Annotated[datetime.date, PlainValidator(values.day)]
Moment = Annotated[datetime.datetime, PlainValidator(values.moment)]
Minutes = Annotated[int, PlainValidator(values.minutes)]
Count = Annotated[int, PlainValidator(values.count)]
Position = Annotated[int, PlainValidator(values.position)]
Version = Annotated[int, PlainValidator(values.version)]
Share = Annotated[float, PlainValidator(values.share)]
Flag = StrictBool

Texts = Annotated[tuple[Text, ...], WrapValidator(values.texts)]
Items = Annotated[tuple[T, ...], WrapValidator(values.items)]
ByAccount = Annotated[dict[AccountKey, T], WrapValidator(values.mapping)]
ById = Annotated[dict[IdKey, T], WrapValidator(values.mapping)]
AllOrAccounts = Annotated[
    tuple[str, ...] | Literal["all"], Inside(values.all_or_accounts, tuple[AccountId, ...])
]
TextOrTexts = Annotated[str | tuple[str, ...], Inside(values.text_or_texts, tuple[Text, ...])]

EMPTY: dict[str, Any] = {}
"""The default of a mapping; each program gets a copy of its own."""
