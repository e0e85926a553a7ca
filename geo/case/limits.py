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

VIA = 50
"""How many points all legs may pass: each begins a search."""

PAIRS = 100
"""Between how many pairs of a place and a country claims may ask to measure."""

LEAST_KM = 0.001
"""A leg that is no longer leads nowhere."""

RADIUS_KM = 1000
"""How far off a place may be."""
