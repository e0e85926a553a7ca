"""The words of controls and headings, by key."""

from __future__ import annotations

from collections.abc import Mapping

from geo.story.voice import Voice


def ui(voice: Voice) -> Mapping[str, str]:
    """Give the words of the page's and the app's controls, by key.

    ``{...}`` in a word is filled in by the page's script.
    """
    return {key: voice.word(word) for key, word in WORDS.items()}


WORDS = {
    "skip_map": "Skip the map",
    "map_label": "Map of the reported route",
    "cards_label": "Legs, figures and claims",
    "tallies_label": "Claims by verdict",
    "zoom_in": "Zoom in",
    "zoom_out": "Zoom out",
    "reset": "Show the whole route",
    "full_screen": "Full screen",
    "exit_full_screen": "Leave full screen",
    "close": "Close",
    "wheel_hint": "Hold Ctrl, or click the map first, to zoom with the wheel",
    "wheel_hint_framed": "Hold Ctrl to zoom the map",
    "touch_hint": "Use two fingers to move the map",
    "scale_at": "{length} at {latitude}",
    "latitude_north": "{degrees}° N",
    "latitude_south": "{degrees}° S",
    "unit_km": "km",
    "unit_mi": "mi",
    "unit_nm": "nmi",
    "key": "How to read the map",
    "key_sea": "by sea",
    "key_rail": "by rail",
    "key_road": "by road",
    "key_air": "by air (an arc, not the track)",
    "key_inferred": "dashed: inferred",
    "key_schematic": "dotted: schematic",
    "key_guessed": "dots in pairs: inferred, schematic",
    "schematic": "schematic",
    "key_measured": "measured to the nearest point",
    "key_tried": "border measured to (grey: the base map’s)",
    "key_place": "place, with the circle it may lie in",
    "key_disputed": "disputed territory",
    "choose_line": "Choose a line to see it on the map.",
    "guess": "Guess, not a finding",
    "every_claim": "Every claim",
    "th_number": "No.",
    "th_claim": "Claim",
    "th_by": "Who says it",
    "th_reported": "Reported",
    "th_measured": "Measured",
    "th_verdict": "Verdict",
    "sources_disagree": "Sources disagree",
    "conflicts": "Where sources disagree",
    "sources": "Sources",
    "method": "How it was measured",
    "credits": "Data and credits",
    "no_script": (
        "The moving map needs scripts. The small maps, the text and the table below hold "
        "everything it shows."
    ),
    "no_script_map": (
        "The moving map needs scripts. The small maps and the text below hold what it shows."
    ),
    "embed_whole": "All claims, sources and the method",
    "brief_article": "In the article",
    "brief_others": "In other reports",
    "brief_no_map": "Drawn on the map of all legs.",
    "brief_also": "Also in other reports, not measurable",
    "app_case": "Case",
    "app_lang": "Language",
    "app_units": "Units",
    "app_border": "Reference line",
    "app_open": "Open a case file",
    "app_keep": "Save",
    "app_working": "Measuring the route",
    "app_print": "The app prints what its window shows. Save .pdf holds the case whole.",
    "app_refused": "This case cannot be shown:",
    "app_line": "Line {number}",
}
