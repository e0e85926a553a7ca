"""Many points at once: the same figures as one by one, beside what a table held."""

from __future__ import annotations

import csv
import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from command import run
from geo import borders, bulk
from geo.model import LatLon
from points import TRACK, measured, read, table


@pytest.mark.parametrize("country", ["UKR", "RUS", "FJI", "ATA", "LSO"])
def test_many_at_once_are_measured_as_one_by_one(country: str) -> None:
    draw = np.random.default_rng(5)
    lat = np.degrees(np.arcsin(draw.uniform(-1, 1, 60)))
    lon = draw.uniform(-180, 180, 60)
    lat[:3], lon[:3] = (90, -90, 12), (0, 0, 180)
    found = list(borders.measure_each(lat, lon, country))
    for north, east, got in zip(lat.tolist(), lon.tolist(), found, strict=True):
        one = borders.measure(LatLon(north, east), country)
        assert got == (one.km.value, *one.nearest, one.inside)


def test_points_on_the_far_side_of_the_earth_take_little_memory() -> None:
    draw = np.random.default_rng(3)
    lat, lon = draw.uniform(-60, -30, 300), draw.uniform(-180, -90, 300)
    next(borders.measure_each(lat[:1], lon[:1], "UKR"))  # so that the border is read
    tracemalloc.start()
    try:
        assert len(list(borders.measure_each(lat, lon, "UKR"))) == 300
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    # Nearly all of the border's 24,000 pieces may be nearest to each of them.
    assert peak < 300e6


def test_a_table_keeps_its_columns_and_tells_the_closest_row(tmp_path: Path) -> None:
    points, out = table(tmp_path / "in.csv", TRACK), tmp_path / "out.csv"
    found = run("distance", "UKR", "--points", points, "-o", out)
    assert found.exit_code == 0, found.output
    rows = read(out)
    assert list(rows[0]) == ["fix", "lat", "lon", "note", *bulk.ADDED]
    assert [row["note"] for row in rows] == ["é, ü"] * len(TRACK)
    away = [0 if row["inside"] == "true" else float(row["distance_km"]) for row in rows]
    assert f"line {away.index(min(away)) + 2} of the table" in found.output.lower()
    assert sorted(tmp_path.iterdir()) == [points, out]


def test_inside_is_not_at_a_land_border_and_the_output_names_what_it_measured_to(
    tmp_path: Path,
) -> None:
    points, out = tmp_path / "in.csv", tmp_path / "out.csv"
    points.write_text("lat,lon\n48.0,37.8\n49.0,32.0\n50.3,30.5\n50.0,36.3\n", "utf-8")
    found = run("distance", "UKR", "--points", points, "-o", out, "--line", "land:RUS")
    assert {row["inside"] for row in read(out)} == {"true"}
    # Kharkiv lies 30 km or so from Russia; the others further.
    assert "Closest: line 5 of the table" in found.stdout
    assert "to the land border of Ukraine with Russia, by OpenStreetMap" in found.stdout
    assert "Crimea in Ukraine (UN General Assembly resolution 68/262" in found.stdout


def test_other_columns_may_share_a_name(tmp_path: Path) -> None:
    points, out = tmp_path / "in.csv", tmp_path / "out.csv"
    points.write_text("name,lat,lon,name\na,45.88569,40.04094,b\nc,50.45,30.52\n", "utf-8")
    measured(points, out)
    heading, depot, kyiv = csv.reader(out.read_text("utf-8").splitlines())
    assert heading == ["name", "lat", "lon", "name", *bulk.ADDED]
    assert depot[:4] == ["a", "45.88569", "40.04094", "b"]
    assert float(depot[4]) == pytest.approx(195.163, abs=0.001)
    assert (kyiv[:4], kyiv[7]) == (["c", "50.45", "30.52", ""], "true")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--radius", "5"], "--radius"),
        (["--json"], "--json"),
        (["--radius", "5", "--json"], "--radius and --json"),
    ],
)
def test_what_a_table_cannot_heed_is_refused(
    tmp_path: Path, options: list[str], words: str
) -> None:
    points, out = table(tmp_path / "in.csv", TRACK), tmp_path / "out.csv"
    found = run("distance", "UKR", "--points", points, "-o", out, *options)
    assert found.exit_code == 2
    assert f"Error: {words}: for one LAT,LON alone" in found.output
    assert list(tmp_path.iterdir()) == [points]


def test_every_form_of_a_decimal_number_is_read(tmp_path: Path) -> None:
    points, out = tmp_path / "in.csv", tmp_path / "out.csv"
    lats = ["45.886", "+45.886", " 45.886 ", "4.5886e1", "458.86E-1", "045.886000"]
    points.write_text("lat,lon\n" + "".join(f"{lat},40.\n" for lat in lats), "utf-8-sig")
    measured(points, out)
    rows = read(out)
    assert [row["lat"] for row in rows] == lats
    assert len({row["distance_km"] for row in rows}) == 1


def test_an_empty_table_gives_an_empty_one(tmp_path: Path) -> None:
    points, out = tmp_path / "in.csv", tmp_path / "out.csv"
    points.write_text("lat,lon\n", "utf-8")
    done = measured(points, out)
    assert (done.rows, done.closest) == (0, None)
    assert out.read_text("utf-8").split() == [
        "lat,lon,distance_km,nearest_lat,nearest_lon,inside"
    ]
