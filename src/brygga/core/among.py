"""Many identities as one parameter, so that a question costs as little to ask about a thousand as about one."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db.models import ForeignKey, Lookup, QuerySet, UUIDField

if TYPE_CHECKING:
    AnyLookup = Lookup[Any]
else:
    AnyLookup = Lookup


class Keys:
    """A fixed set of identities, asked about with `__among`: Coordination.objects.filter(pk__among=Keys(…))."""

    def __init__(self, keys: Iterable[UUID]) -> None:
        self.keys = tuple(keys)

    def __len__(self) -> int:
        return len(self.keys)

    @cached_property
    def as_json(self) -> str:
        return json.dumps([key.hex for key in self.keys])


#: As many as are worth carrying to and fro; above that the database had better work them out itself.
FEW = 5_000


def few(identities: QuerySet[Any, UUID]) -> Keys | None:
    """The identities that a question finds, unless they are many."""
    found = Keys(identities[: FEW + 1])
    return found if len(found) <= FEW else None


@ForeignKey.register_lookup
@UUIDField.register_lookup
class Among(AnyLookup):
    lookup_name = "among"
    prepare_rhs = False

    def process_rhs(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        if not self.rhs:
            raise EmptyResultSet
        if connection.vendor == "postgresql":
            return "ANY(%s)", (list(self.rhs.keys),)
        return "(SELECT value FROM json_each(%s))", (self.rhs.as_json,)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        lhs, lhs_params = self.process_lhs(compiler, connection)
        rhs, rhs_params = self.process_rhs(compiler, connection)
        operator = "=" if connection.vendor == "postgresql" else "IN"
        return f"{lhs} {operator} {rhs}", (*lhs_params, *rhs_params)
