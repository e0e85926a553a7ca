"""Online map tiles under the story's lines: only where a person asks for them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geo.errors import ExportError

_ADDRESS = re.compile(r"(https://[a-z0-9.-]+(?::\d+)?)/[\w./?=&%@{}~+-]*", re.IGNORECASE)
_FIELDS = frozenset({"z", "x", "y"})


@dataclass(frozen=True, slots=True)
class Tiles:
    """A tile server, and the credit that it asks for.

    Raises
    ------
    ExportError
        If the address is not ``https://host/…{z}…{x}…{y}…``, or the credit is missing.
    """

    address: str
    credit: str

    def __post_init__(self) -> None:
        if not _ADDRESS.fullmatch(self.address) or (
            set(re.findall(r"{(\w+)}", self.address)) != _FIELDS
        ):
            raise ExportError(
                f"{self.address!r} is no address of tiles; write one such as "
                "https://tiles.example.org/{z}/{x}/{y}.png."
            )
        if not self.credit.strip():
            raise ExportError("Tiles need a credit; name whose map they are.")

    @property
    def origin(self) -> str:
        """The one origin that the page may then ask for pictures."""
        found = _ADDRESS.fullmatch(self.address)
        return found[1] if found else ""
