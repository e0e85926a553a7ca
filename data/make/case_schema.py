"""Write the JSON Schema of case files, by which editors complete and check them."""

from __future__ import annotations

import json

from common import DATA

from geo.case import schema


def text() -> str:
    """Give the schema as it is shipped."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Write ``case.schema.json``."""
    (DATA / "case.schema.json").write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    main()
