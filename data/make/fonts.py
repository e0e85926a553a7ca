"""Cut the fonts of pictures and pages down to the letters that names and sentences need.

Gelasio has Georgia's measures and Arimo Arial's, so a picture whose text stays text keeps
its lines where a reader's machine puts its own Georgia or Arial instead. Fira Sans Extra
Condensed sets the small type of the briefing.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

from common import npm, record, write_bytes
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

SCRIPT = "data/make/fonts.py"

EUROPEAN = (
    *range(0x20, 0x7F), *range(0xA0, 0x250), 0x2BB, 0x2BC, *range(0x370, 0x400),
    *range(0x400, 0x530), *range(0x1E00, 0x1F00), *range(0x2010, 0x2028), 0x202F,
    *range(0x2030, 0x2040), 0x2044, 0x20AC, 0x20BD, 0x2116, 0x2122, 0x2190, 0x2191, 0x2192,
    0x2193, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265, 0x25B2, 0x25CA, 0x25CB, 0x25CF, 0x25D0,
)  # fmt: skip

FONTS = (
    ("font-serif-bold.ttf", "Gelasio", "0.4.1", "700Bold"),
    ("font-sans.ttf", "Arimo", "0.4.3", "400Regular"),
    ("font-sans-bold.ttf", "Arimo", "0.4.3", "700Bold"),
    ("font-sans-italic.ttf", "Arimo", "0.4.3", "400Regular_Italic"),
    ("font-condensed.ttf", "Fira Sans Extra Condensed", "0.4.1", "400Regular"),
    ("font-condensed-bold.ttf", "Fira Sans Extra Condensed", "0.4.1", "600SemiBold"),
    ("font-korean.ttf", "Noto Sans KR", "0.4.3", "400Regular"),
)


def _korean() -> Iterable[int]:
    """Give the letters of KS X 1001: the 2,350 syllables that Korean texts use."""
    pairs = (bytes((high, low)) for high in range(0xB0, 0xC9) for low in range(0xA1, 0xFF))
    return (ord(pair.decode("euc_kr")) for pair in pairs)


def _file(family: str, version: str, cut: str) -> Path:
    package = f"@expo-google-fonts/{family.lower().replace(' ', '-')}"
    return npm(package, version) / cut / f"{family.replace(' ', '')}_{cut}.ttf"


def subset(path: Path, letters: Iterable[int]) -> bytes:
    """Keep the outlines, the measures, the pairs and the licence; no hints, no features."""
    options = Options(
        hinting=False,
        layout_features=["kern"],
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14],
        notdef_outline=True,
        legacy_kern=True,
        recalc_timestamp=False,
    )
    font = TTFont(path, recalcTimestamp=False)
    cutter = Subsetter(options)
    cutter.populate(unicodes=letters)
    cutter.subset(font)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def main() -> None:
    """Write every font."""
    for file, family, version, cut in FONTS:
        letters = _korean() if family.endswith("KR") else EUROPEAN
        write_bytes(file, subset(_file(family, version, cut), letters))
        weight = cut.lstrip("0123456789").replace("_", " ").replace("Regular Italic", "Italic")
        record(
            file,
            name=f"Font: {family} {weight}",
            title=f"{family} {weight}, the letters that names and sentences need",
            package=f"npm @expo-google-fonts/{family.lower().replace(' ', '-')}",
            version=version,
            licence="OFL 1.1",
            credit="",
            date="2025",
            script=SCRIPT,
            viewpoint="",
        )


if __name__ == "__main__":
    main()
