"""In which country a place lies, as a claim asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.story.tell import tell
from small_case import examined, with_claims, with_place


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "inside India. Viewpoint: Kashmir as held on the ground"),
        ("id", "di dalam India. Sudut pandang: Kashmir menurut siapa yang menguasainya"),
    ],
)
def test_a_place_in_a_disputed_area_is_in_a_country_by_a_viewpoint(
    lang: str, words: str, tmp_path: Path
) -> None:
    text = with_claims("check: {kind: inside, place: spot, country: IND}")
    spot = "{id: spot, lat: 34.08, lon: 74.79, radius_km: 1, names: {en: Town}, basis: A map.}"
    report = examined(tmp_path, with_place(spot, text))
    assert words in tell(report, lang).table[-1].sentence


@pytest.mark.parametrize(
    ("country", "lat", "lon", "words"),
    [
        ("NLD", 51.95, 4.05, "Town: the point lies inside the Netherlands."),
        ("USA", 51.95, 4.05, "Town: the point lies outside the United States."),
        (
            "RUS",
            42.89,
            132.375,
            "Town: the point lies in the waters of Russia, within the outer limit of its "
            "territorial sea.",
        ),
        (  # In the Suez Canal, where Ever Given ran aground: internal waters
            "EGY",
            30.01757,
            32.57985,
            "Town: the point lies in the waters of Egypt, within the outer limit of its ",
        ),
        (  # 4.2 miles off Ceuta, where OpenStreetMap draws Spain no territorial sea
            "ESP",
            35.93,
            -5.20,
            "outside Spain and its territorial sea. Its land is 7.8 km away: a territorial sea "
            "may reach 12 nautical miles, but the data draw it less wide here. Whether",
        ),
        (  # 40 miles off
            "RUS",
            42.0,
            132.375,
            "Town: the point lies outside Russia and its territorial sea. Whether it lies in "
            "the country’s exclusive economic zone, up to 200 nautical miles from the coast, "
            "the data do not tell.",
        ),
        (  # Liza's field off Guyana, 190 km from the coast, in the zone that it claims
            "GUY",
            8.07,
            -56.95,
            "sea. Whether it lies in the country’s exclusive economic zone, up to 200",
        ),
        ("MNG", 42.0, 132.375, "Town: the point lies outside Mongolia."),
        ("RUS", 47.11, 38.08, "Town: the point lies outside Russia."),  # on land in Ukraine
        ("BEL", 51.95, 4.05, "Town: the point lies outside Belgium."),
        (
            "ARG",
            -51.698,
            -57.852,
            "outside Argentina. Viewpoint: The Falkland Islands (Malvinas) counted apart (as",
        ),
        (
            "JPN",
            44.03,
            145.86,
            "outside Japan. Viewpoint: The southern Kuril Islands as held on the ground.",
        ),
        (  # In the roads of Yuzhno-Kurilsk, off the shore of Kunashir.
            "RUS",
            44.03,
            145.90,
            "territorial sea. Viewpoint: The southern Kuril Islands as held on the ground.",
        ),
        (  # The monument on the Khunjerab Pass, which is the border: 36.85 N, 75.43 E.
            "CHN",
            36.855,
            75.432,
            "inside China. The place is known to within 1 km, and the border, on land or at "
            "sea, is 0.",
        ),
        ("PAK", 36.855, 75.432, "outside Pakistan. The place is known to within 1 km, and"),
        (  # Within China's straight baselines of 1996 by Bombay Reef, 67 km off Lincoln Island.
            "CHN",
            16.05,
            112.75,
            "of its territorial sea. Viewpoint: The Paracel Islands as held on the ground.",
        ),
        (  # The two maps draw the border by Cobasna 2.4 km apart.
            "MDA",
            47.775,
            29.208,
            "at sea, is 2.7 km (0.3–2.8 km) away: it may",
        ),
        (  # So too of a country with a coast: in Poland by OpenStreetMap alone.
            "POL",
            49.1413858855,
            22.775720189,
            "inside Poland. The place is known to within 1 km, and the border, on land or at "
            "sea, is 1.2 km (0.0–1.3 km) away: it may",
        ),
        (  # Between the two maps' borders, by Qacha's Nek: in Lesotho by one alone.
            "LSO",
            -30.531,
            28.1313,
            "sea, is 2.9 km (0.0–2.9 km) away: it may",
        ),
    ],
)
def test_in_which_country_a_place_lies_is_told_in_whole_sentences(
    country: str, lat: float, lon: float, words: str, tmp_path: Path
) -> None:
    head = f"lat: {lat}, lon: {lon}, radius_km: 1, names: {{en: Town}}, basis: A map."
    text = with_claims(f"check: {{kind: inside, place: spot, country: {country}}}")
    text = with_place(f"{{id: spot, {head}}}", text)
    assert words in tell(examined(tmp_path, text)).table[-1].sentence


@pytest.mark.parametrize(("radius_km", "is_told"), [(2, False), (30, True)])
def test_a_place_that_may_lie_in_a_disputed_area_is_told_of_it(
    radius_km: int, is_told: bool, tmp_path: Path
) -> None:
    """Pathankot in Punjab lies 13 km from Lakhanpur, where Jammu begins."""
    text = with_claims("check: {kind: inside, place: spot, country: IND}")
    head = f"lat: 32.27, lon: 75.65, radius_km: {radius_km}, names: {{en: Town}}, basis: A map."
    report = examined(tmp_path, with_place(f"{{id: spot, {head}}}", text))
    assert ("Viewpoint: Kashmir" in tell(report).table[-1].sentence) is is_told


def test_no_zone_is_told_of_beyond_two_hundred_miles_or_on_land(tmp_path: Path) -> None:
    # 700 and 381 km, 206 miles, off Guyana; 330 km off Suriname's coast, on land in Brazil
    for country, lat, lon in (
        ("GUY", 12.0, -53.0),
        ("GUY", 10.2, -56.4),
        ("SUR", 0.5, -54.0),
    ):
        text = with_claims(f"check: {{kind: inside, place: spot, country: {country}}}")
        head = f"lat: {lat}, lon: {lon}, radius_km: 1, names: {{en: Spot}}, basis: A map."
        text = with_place(f"{{id: spot, {head}}}", text)
        said = tell(examined(tmp_path, text)).table[-1].sentence
        assert "the point lies outside" in said
        assert "economic zone" not in said
