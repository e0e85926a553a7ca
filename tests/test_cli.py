"""The command line: what scripts call, and what a person reads when something is wrong."""

import json
import math
import re
from pathlib import Path

import pytest

from case_files import SMALL, SMALL_FILE
from command import run
from geo import launch
from geo.cli import commands, position

CASE = "najin-dunay-tikhoretsk"
NO_BORDER = str(SMALL_FILE)
SEA = ("route", "sea", "42.2268,130.2863", "42.890,132.375")
LONG_NAME = "x" * 5000
MANUAL = Path(__file__).parents[1] / "docs" / "data.md"


@pytest.fixture(scope="module")
def measured():
    found = run("measure", CASE, "--json")
    assert found.exit_code == 0, found.output
    return json.loads(found.stdout)


def test_measure_gives_the_promised_names(measured):
    assert {"case", "legs", "distances", "claims", "conflicts"} <= measured.keys()
    leg = {"id", "mode", "basis", "length_km", "great_circle_km", "geometry", "notes"}
    distance = {"id", "from", "country", "line", "km", "nearest", "dataset", "default"}
    claim = {"id", "verdict", "sentence", "reported", "measured"}
    assert all(leg <= found.keys() for found in measured["legs"])
    assert all(distance <= found.keys() for found in measured["distances"])
    assert all(claim <= found.keys() for found in measured["claims"])
    assert all({"question", "claims", "sentence"} <= c.keys() for c in measured["conflicts"])


def test_measure_carries_the_figures(measured):
    default = next(d for d in measured["distances"] if d["default"])
    assert default["line"] == "recognised"
    assert default["km"]["value"] == pytest.approx(195.163, abs=0.001)
    claim = next(c for c in measured["claims"] if c["id"] == "l12c")
    assert claim["verdict"] == "differs"
    assert claim["reported"] == {"value": 290, "low": 275.5, "high": 304.5, "unit": "km"}
    counted = next(c for c in measured["claims"] if c["id"] == "l4a")
    assert counted["reported"]["high"] is None, (
        "an open bound is null, for JSON has no infinity"
    )


def test_a_person_reads_the_same_sentences(measured):
    shown = " ".join(run("measure", CASE).stdout.split())
    for claim in measured["claims"]:
        assert " ".join(claim["sentence"].split()) in shown


@pytest.mark.parametrize(
    "position", ["-33.85,150.0", "-33.85, 150.0", "-3385e-2,150", "-33°51′,150°0′"]
)
def test_a_negative_latitude_is_no_option(position):
    found = run("distance", "AUS", position, "--json")
    assert found.exit_code == 0, found.output
    assert json.loads(found.stdout)["inside"] is True


@pytest.mark.parametrize(
    ("text", "lat", "lon"),
    [
        ("45.886,40.041", 45.886, 40.041),
        ("+45.886 , -.5", 45.886, -0.5),
        ("33 51 0 S, 151 18 0 E", -33.85, 151.3),
        ("33°51′0″S 151°18′0″E", -33.85, 151.3),
        ("33° 51' 00.0\" S, 151° 18' 00.0\" E", -33.85, 151.3),
        ("S33 51 0 E151 18 0", -33.85, 151.3),
        ("N45 53 W40 2", 45.883333, -40.033333),
        ("45.886°N 40.041°W", 45.886, -40.041),
        ("41 30m 0s N, 81 0m 0s W", 41.5, -81),
        ("-0°30′, -0°30′", -0.5, -0.5),
    ],
)
def test_a_position_is_read_as_it_is_written(text, lat, lon):
    assert position.read(text) == pytest.approx((lat, lon), abs=1e-6)


@pytest.mark.parametrize(
    "text",
    [
        *("45,886 40,041", "45.886 40.041 12", "45,5,40,1", "45,40 12", "x45,40", "nan,40"),
        *("45 53, 40 2", "45°53,5′N 40°2′E", "33 51 0 S, 151 18 0", "33°51′S, 151"),
        *(
            "-33 51 0 S, 151 18 0 E",
            "N45 N, E40 E",
            "151 18 0 E, 33 51 0 S",
            "45 5 3 0 N, 40 E",
        ),
        *("45.5 30 N, 40 E", "45 60 N, 40 E", "45 30 60 N, 40 E", "90 0 1 N, 40 E"),
    ],
)
def test_what_may_be_another_position_is_refused(text):
    with pytest.raises(ValueError, match=r"is no position|decimals before|under 60|no globe"):
        position.read(text)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("distance", "UKR", "140.04,45.88"), 2, "did you mean 45.88,140.04"),
        (("distance", "UKR", "nowhere"), 2, "write latitude and longitude"),
        (("distance", "UKR", "45,886 40,041"), 2, "a point before decimals"),
        (("distance", "UKR", "45 60 N, 40 0 E"), 2, "minutes and seconds are under 60"),
        (("distance", "UKX", "45,40"), 1, "did you mean 'UKR'"),
        (("distance", "UKR", "45,40", "--line", "crimeaa"), 1, "did you mean 'crimea'"),
        (("distance", "UKR"), 2, "LAT,LON"),
        (
            ("route", "air", "45,45", "46,46", "--avoid", "RUS"),
            2,
            "RUS is for sea (canals",
        ),
        (("route", "road", "45,45", "46,46", "--within", "RUS"), 2, "for rail (countries to k"),
        (
            ("route", "sea", "42,131", "42,132", "--within", "RUS"),
            2,
            "--within RUS is for rail",
        ),
        (("route", "rail", "55.8,37.7", "56,38", "--avoid", "Suez"), 1, "write ISO 3166"),
        (("route", "sea", "42,131", "42,132", "--avoid", "RUS"), 1, "known are Suez"),
        (("measure", CASE, "--line", "crimeaa"), 1, "did you mean 'crimea'"),
        (("measure", NO_BORDER, "--line", "crimeaa"), 1, "did you mean 'crimea'"),
        (("measure", NO_BORDER, "--line", "bogus"), 1, "No border has a line 'bogus'"),
        (
            ("export", CASE, "-o", "a.csv", "--tiles", "x", ""),
            2,
            "--tiles is for pages (.html)",
        ),
        (("measure", "najin-dunay-tikhoretzk"), 2, f"did you mean '{CASE}'"),
        (("measure", "absent.yaml"), 2, "absent.yaml:1: there is no such file"),
        (("check", "absent.yaml"), 2, "there is no such file"),
        (("export", CASE, "-o", "story.htm"), 2, "did you mean '.html'"),
        (("export", CASE, "-o", "story", "-o", "a.htm"), 2, "story: the name has no ending;"),
        (("export", CASE, "-o", "story", "-o", "a.htm"), 2, "a.htm: no format ends in '.htm'"),
        (("export", CASE, "-o", "/nowhere/story.geojson"), 1, "cannot be written"),
        (("measure", CASE, "--line", "CRIMEA "), 1, "did you mean 'crimea'?"),
        (
            (*SEA, "--avoid", "sues", "--avoid", "PANMA"),
            1,
            "'Suez'?\nThere is no passage 'PANMA'",
        ),
        (
            ("route", "rail", "55.8,37.7", "52.5,13.4", "--within", "RUZ", "--avoid", "XX"),
            1,
            "(Russia)?\nNo railway is mapped in a country 'XX'",
        ),
        ((*SEA, "--avoid", "bosphorus"), 1, "bosphorus is a strait; only a canal can"),
        (("measure", CASE, "--lang", "de"), 2, "'en', 'id'"),
        (
            ("export", CASE, "-o", "out/", "--url", "https://[x/"),
            2,
            "is no address of a folder",
        ),
        (("distance", "UKR", "45,40", "--radius", "1e30"), 2, "not in the range 0<=x<=1000"),
        (("distance", "UKR", "45,40", "--radius", "nan"), 1, "give 0 or more"),
        (("measure", LONG_NAME), 2, "there is no such file"),
        (("check", f"{LONG_NAME}.yaml"), 2, "there is no such file"),
        (("export", CASE, "-o", f"{LONG_NAME}.geojson"), 1, "File name too long"),
    ],
)
def test_what_is_wrong_is_said_without_a_traceback(arguments, code, words):
    found = run(*arguments)
    assert found.exit_code == code, found.output
    assert words in found.output
    assert "Traceback" not in found.output


def test_a_route_names_every_option_that_its_mode_does_not_heed():
    found = run("route", "air", "45,45", "46,46", "--within", "RUS", "--avoid", "UKR")
    assert found.exit_code == 2
    assert "--avoid UKR is for sea" in found.output
    assert "--within RUS is for rail" in found.output


def test_check_says_sound_or_every_problem(tmp_path):
    assert run("check", CASE).exit_code == 0
    bad = tmp_path / "bad.yaml"
    bad.write_text("id: bad\ntitel: x\n", encoding="utf-8")
    found = run("check", CASE, str(bad))
    assert found.exit_code == 1
    assert f"{bad}:2: titel: " in found.output
    assert "'title'" in found.output


@pytest.mark.parametrize("command", [["check"], ["measure"], ["export", "-o", "OUT"]])
def test_legs_without_a_route_are_told_where_the_file_has_them(tmp_path, command):
    file, out = tmp_path / "case.yaml", tmp_path / "case.html"
    dry = SMALL.replace("42.2268", "30.04").replace("130.2863", "31.24")  # Cairo
    file.write_text(dry.replace("42.89", "55.0").replace("132.375", "73.4"), "utf-8")  # Omsk
    words = [str(out) if word == "OUT" else word for word in command]
    found = run(words[0], str(file), *words[1:])
    at = dry.splitlines().index("  - id: sea") + 1
    first, second = found.output.splitlines()
    where = f"{file}:{at}: legs[sea]: "
    assert first.startswith(f"{where}Leg sea (Najin – Dunay): 30.0400, 31.2400 lies more than")
    assert second.startswith(f"{where}55.0000, 73.4000 lies more than 10 km")
    assert found.exit_code == 1
    assert not out.exists()


EVIDENCE = {
    "archived": "https://example.org/copy",
    "retrieved": "2023-10-14",
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "licence": "CC BY 4.0",
}


@pytest.mark.parametrize("absent", [(), ("sha256",), ("archived", "licence"), tuple(EVIDENCE)])
def test_strict_lists_the_sources_that_lack_evidence(tmp_path, absent):
    held = {key: "null" if key in absent else value for key, value in EVIDENCE.items()}
    lines = "".join(f"    {key}: {value}\n" for key, value in held.items())
    text = SMALL
    file = tmp_path / "case.yaml"
    file.write_text(
        text.replace("    seen: original\n", "    seen: original\n" + lines), "utf-8"
    )
    assert run("check", str(file)).exit_code == 0
    found = run("check", "--strict", str(file))
    if absent:
        assert found.exit_code == 1
        wanted = f"{file}:5: sources[paper]: this source lacks {', '.join(absent)};"
        assert found.output.startswith(wanted)
    else:
        assert (found.exit_code, found.output) == (0, f"{file}: sound\n")


def test_strict_lists_other_problems_too_in_the_order_of_lines(tmp_path):
    text = SMALL
    file = tmp_path / "case.yaml"
    file.write_text(text.replace("mode: sea", "mode: see"), encoding="utf-8")
    found = run("check", "--strict", str(file))
    assert found.exit_code == 1
    first, second = found.output.splitlines()
    assert "lacks archived" in first
    assert "legs[sea].mode" in second
    assert run("check", "--strict", str(tmp_path / "absent.yaml")).exit_code == 2


def test_a_failed_export_leaves_the_old_file_whole(tmp_path):
    old = tmp_path / "story.geojson"
    old.write_text("old", encoding="utf-8")
    found = run("export", CASE, "-o", str(tmp_path / "no" / "a.geojson"), "-o", str(old))
    assert found.exit_code == 1
    assert old.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [old]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name,lat,long\na,1,2\n", "in.csv:1: there is no column 'lon'; rename 'long'"),
        ("Y,X\n1,2\n", "in.csv:1: there is no column 'lat'; rename 'Y'"),
        ("Latitude,Longitude\n1,2\n", "in.csv:1: there is no column 'lon'; rename 'Longitude'"),
        ("lat, Long\n1, 2\n", "in.csv:1: there is no column 'lon'; rename ' Long'"),
        ("", "in.csv:1: the table is empty; its first row names the columns: lat,lon"),
        ("name;lat;lon\na;45,5;40\n", "in.csv:1: the fields are parted by ';'; part them by"),
        ("name\tlat\tlon\na\t1\t2\n", "in.csv:1: the fields are parted by '\\t'"),
        ("45.5,40.1\n45.6,40.2\n", "in.csv:1: the first row holds no names; above it write"),
        ("lat,lon\n45,5,40,1\n", "in.csv:2: this row has 4 fields where the first has 2. W"),
        ("lat,lon\n45,40\nx,40\n", "in.csv:3: "),
        ("lat,lon\n95,40\n", "in.csv:2: "),
        ("lat,lon,name\n45,40,caf\xe9\n", "is not text in UTF-8"),
    ],
)
def test_a_wrong_point_is_named_by_its_line_and_nothing_is_written(tmp_path, text, words):
    points, out = tmp_path / "in.csv", tmp_path / "out.csv"
    points.write_text(text, encoding="latin-1")
    found = run("distance", "UKR", "--points", str(points), "-o", str(out))
    assert found.exit_code == 1
    assert words in found.output
    assert list(tmp_path.iterdir()) == [points]


def test_a_route_by_sea():
    found = json.loads(run(*SEA, "--json").stdout)
    assert {
        "mode",
        "length_km",
        "great_circle_km",
        "geometry",
        "land_km",
        "schematic_km",
    } <= set(found)
    assert {"passages", "countries", "notes"} <= set(found)
    assert found["land_km"] == 0
    assert math.isclose(found["geometry"]["coordinates"][0][0], 130.2863, abs_tol=0.01)


def test_the_app_opens_on_the_cases_named_before_its_options(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[tuple[tuple[str, ...], list[str]]] = []
    monkeypatch.setattr(
        launch, "run", lambda options, given: asked.append((tuple(options), list(given)))
    )
    assert run("app", NO_BORDER, CASE, "--server.port", "1").exit_code == 0
    assert run("app").exit_code == 0
    assert asked == [(("--server.port", "1"), [NO_BORDER, CASE]), ((), [])]
    late = run("app", "--server.port", "1", NO_BORDER)
    assert (late.exit_code, "before the options" in late.stderr) == (2, True)
    absent = run("app", "absent.yaml")
    assert (absent.exit_code, "there is no such file" in absent.stderr) == (2, True)
    assert len(asked) == 2


def test_help_says_which_commands_and_formats_there_are() -> None:
    told = run("--help").output
    assert "..." not in told.partition("Commands:")[2], "no line is cut short"
    endings = re.findall(r"^\| `(\.\w+)` \|", MANUAL.read_text(encoding="utf-8"), re.MULTILINE)
    formats = {*endings, ".html", ".png", ".svg", ".pdf", ".pptx"}
    assert set(re.findall(r"\.[a-z]+\b", run("export", "--help").output)) >= formats


def test_what_is_wrong_with_tiles_is_said_before_anything_is_measured(monkeypatch):
    monkeypatch.setattr(commands, "Begun", None)
    found = run("export", CASE, "-o", "a.html", "--tiles", "http://x/{z}", "Somebody")
    assert found.exit_code == 1
    assert "is no address of tiles" in found.output
