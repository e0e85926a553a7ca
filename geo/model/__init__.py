"""The values that Dateline works with: what a case says, and what was found.

Nothing here reads, computes or draws. Coordinates are always ``LatLon``; a
library that wants longitude first is given it at the call, nowhere else.
"""

from geo.model.basics import (
    Basis,
    Figure,
    Interval,
    LatLon,
    Mode,
    Qualifier,
    Seen,
    Text,
    Verdict,
    Window,
)
from geo.model.case import (
    Case,
    Claim,
    Guess,
    Leg,
    Place,
    Question,
    Remark,
    Source,
    Via,
)
from geo.model.checks import (
    BorderDistance,
    Check,
    Count,
    DateInterval,
    Inside,
    LegLength,
    NotMeasurable,
    PlaceDistance,
    Possible,
    Rate,
    Speed,
    Weekday,
    WindowCheck,
)
from geo.model.found import (
    Distance,
    Note,
    Route,
    Stretch,
)

__all__ = [
    "Basis",
    "BorderDistance",
    "Case",
    "Check",
    "Claim",
    "Count",
    "DateInterval",
    "Distance",
    "Figure",
    "Guess",
    "Inside",
    "Interval",
    "LatLon",
    "Leg",
    "LegLength",
    "Mode",
    "NotMeasurable",
    "Note",
    "Place",
    "PlaceDistance",
    "Possible",
    "Qualifier",
    "Question",
    "Rate",
    "Remark",
    "Route",
    "Seen",
    "Source",
    "Speed",
    "Stretch",
    "Text",
    "Verdict",
    "Via",
    "Weekday",
    "Window",
    "WindowCheck",
]
