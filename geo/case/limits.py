"""How much a case may hold."""

from __future__ import annotations

MOST = {
    "sources": 500,
    "places": 200,
    "legs": 50,
    "questions": 200,
    "claims": 1000,
    "guesses": 200,
    "remarks": 200,
}
"""How many of each a case may have."""

LEG_COUNTRIES = 50
"""How many countries a leg may stay in, or keep out of."""

RADIUS_KM = 1000
"""How far off a place may be."""
