"""KML, GPX, GeoPackage, CSV and JSON-LD, each read back by the tools that people use."""

import csv
import io
import json
import sqlite3
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pyogrio
import pytest
from shapely import from_wkb
from shapely.geometry import shape

from case_files import HOSTILE, SMALL
from geo import case, store
from geo.examine import examine
from geo.export import FORMATS, claims, geojson, gpkg, gpx, jsonld, kml
from geo.geodesy import WGS84
from geo.story.tell import tell

HERE = Path(__file__).parent
CENTIMETRE = 1.01e-7
"""In degrees: the last decimal of a position."""

CASES = {
    "shipped": store.cases()["najin-dunay-tikhoretsk"],
    "pacific": HERE / "pacific.yaml",
    "hostile": HOSTILE,
}
GPX = {"": "http://www.topografix.com/GPX/1/1"}


@pytest.fixture(scope="module")
def reports():
    return {name: examine(case.read(path)) for name, path in CASES.items()}


@pytest.fixture(scope="module", params=CASES)
def report(request, reports):
    return reports[request.param]


@pytest.fixture(scope="module")
def pacific(reports):
    return reports["pacific"]


def written(tmp_path, report, ending, lang="en", units="km"):
    body = FORMATS[ending](report, tell(report, lang, units))
    file = tmp_path / f"case{ending}"
    file.write_bytes(body if isinstance(body, bytes) else body.encode())
    return file


def drawn(report, *kinds):
    """Give the geometries of the GeoJSON, by id."""
    found = geojson.collection(report, tell(report))["features"]
    return {f["id"]: shape(f["geometry"]) for f in found if f["properties"]["kind"] in kinds}


def read(file, layer):
    """Read a layer with GDAL: rows by column, and geometries."""
    meta, _, shapes, columns = pyogrio.raw.read(file, layer=layer)
    return dict(zip(meta["fields"], columns, strict=True)), from_wkb(shapes)


def parts(found):
    """Give the parts of a geometry, so that one line and many of one are the same."""
    return list(getattr(found, "geoms", [found]))


def assert_same(found, wanted, by=CENTIMETRE):
    assert len(parts(found)) == len(parts(wanted))
    for one, other in zip(parts(found), parts(wanted), strict=True):
        assert one.geom_type == other.geom_type
        assert one.equals_exact(other, by)


# --- geometry, by GDAL ------------------------------------------------------------------------


@pytest.mark.filterwarnings("error")
def test_gdal_reads_the_geojson_as_it_was_written(report, tmp_path):
    columns, shapes = read(written(tmp_path, report, ".geojson"), None)
    wanted = drawn(report, "place", "uncertainty", "leg", "schematic", "measured")
    assert list(columns["id"]) == list(wanted)
    for found, other in zip(shapes, wanted.values(), strict=True):
        assert_same(found, other)


@pytest.mark.filterwarnings("error")
def test_gdal_reads_the_geopackage_as_it_was_written(report, tmp_path):
    file = written(tmp_path, report, ".gpkg")
    layers = dict(pyogrio.list_layers(file))
    for kind, (table, kind_of_geometry) in gpkg.LAYERS.items():
        wanted = drawn(report, kind)
        if not wanted:
            assert table not in layers
            continue
        assert layers.pop(table).upper().replace(" ", "") == kind_of_geometry
        columns, shapes = read(file, table)
        assert list(columns["id"]) == list(wanted)
        for found, other in zip(shapes, wanted.values(), strict=True):
            assert_same(found, other)
        assert pyogrio.read_info(file, layer=table)["crs"] == "EPSG:4326"
    assert set(layers) == {"claims", "sources"}


@pytest.mark.filterwarnings("error")
def test_gdal_reads_the_kml_as_it_was_written(report, tmp_path):
    file = written(tmp_path, report, ".kml")
    wanted = drawn(report, "place", "uncertainty", "leg", "schematic", "measured")
    for layer, _ in pyogrio.list_layers(file):
        columns, shapes = read(file, layer)
        for name, found in zip(columns["id"], shapes, strict=True):
            assert_same(found, wanted.pop(name))
    assert not wanted


@pytest.mark.filterwarnings("error")
def test_gdal_reads_the_gpx_as_it_was_written(report, tmp_path):
    file = written(tmp_path, report, ".gpx")
    for layer, kinds in (("waypoints", ["place"]), ("tracks", ["leg", "measured"])):
        columns, shapes = read(file, layer)
        for found, other in zip(shapes, drawn(report, *kinds).values(), strict=True):
            assert_same(found, other, by=2 * CENTIMETRE)
        assert all(columns["desc"])


def test_gpx_keeps_its_longitudes_under_180(pacific):
    root = ET.fromstring(gpx.dumps(pacific, tell(pacific)))
    lons = [float(found.get("lon")) for found in root.iter() if found.get("lon")]
    assert -180 in lons
    assert max(lons) == gpx.EAST_END


def test_what_crosses_the_antimeridian_is_cut_there(pacific):
    found = drawn(pacific, "uncertainty", "leg", "measured")
    assert set(found) >= {"anadyr:circle", "flight", "anadyr-USA-recognised"}
    for name, geometry in found.items():
        assert geometry.geom_type.startswith("Multi"), name
        west, east = sorted(part.bounds for part in geometry.geoms)
        assert (west[0], east[2]) == (-180, 180), name
        assert max(west[2] - west[0], east[2] - east[0]) < 45, name


def test_what_is_schematic_of_a_leg_can_be_styled_apart(tmp_path):
    """Baton Rouge lies 229 miles above Head of Passes, and that 20 above the sea (USACE)."""
    text = SMALL
    at = {"42.2268": "30.44", "130.2863": "-91.19", "42.89\n": "28.0\n", "132.375": "-88.5"}
    for one, other in at.items():
        text = text.replace(one, other)
    path = tmp_path / "river.yaml"
    path.write_text(text, encoding="utf-8")
    report = examine(case.read(path))
    file = written(tmp_path, report, ".gpkg")
    legs, whole = read(file, "legs")
    columns, shapes = read(file, "schematic_stretches")
    assert list(columns["leg"]) == list(legs["id"]) == ["sea"]
    assert columns["schematic_km"][0] == legs["schematic_km"][0] < legs["length_km"][0]
    assert whole[0].covers(shapes[0])
    km = WGS84.geometry_length(shapes[0]) / 1000
    assert km == pytest.approx((229 + 20) * 1.609344, rel=0.03)
    told = kml.dumps(report, tell(report))
    assert "sea:schematic" in told
    assert gpx.dumps(report, tell(report)).count("<trk>") == len(report.legs) + len(
        report.distances
    )


# --- the same words, and where they come from -------------------------------------------------


@pytest.mark.parametrize(("lang", "units"), [("en", "km"), ("id", "nm")])
def test_every_map_format_says_the_same(report, tmp_path, lang, units):
    told = {
        f["properties"]["name"]: f["properties"]["description"]
        for f in geojson.collection(report, tell(report, lang, units))["features"]
        if f["properties"]["kind"] not in {"uncertainty", "schematic"}
    }
    package = written(tmp_path, report, ".gpkg", lang, units)
    for table in ("places", "legs", "measured_lines"):
        columns, _ = read(package, table)
        for name, words in zip(columns["name"], columns["description"], strict=True):
            assert words == told[name]
    root = ET.fromstring(gpx.dumps(report, tell(report, lang, units)))
    tracks = [*root.iterfind("wpt", GPX), *root.iterfind("trk", GPX)]
    assert len(tracks) == len(told)
    for track in tracks:
        assert track.findtext("desc", namespaces=GPX) == told[track.findtext("name", "", GPX)]


def test_kml_shows_a_strangers_markup_as_text(reports):
    report = reports["hostile"]
    root = ET.fromstring(kml.dumps(report, tell(report)))
    shown = [found.text for found in root.iter("{http://www.opengis.net/kml/2.2}description")]
    assert any("&lt;script&gt;" in html for html in shown)
    assert not any("<script" in html or "<img" in html for html in shown)


def test_each_format_carries_viewpoint_licence_and_source_in_its_place(pacific, tmp_path):
    story = tell(pacific)
    licence = "https://opendatacommons.org/licenses/odbl/1-0/"
    assert "68/262" in story.viewpoint
    root = ET.fromstring(gpx.dumps(pacific, story))
    assert root.findtext("metadata/copyright/license", "", GPX) == licence
    assert "OpenStreetMap" in root.find("metadata/copyright", GPX).get("author")
    assert root.find("metadata/link", GPX).get("href") == "https://example.org/story"
    assert story.viewpoint in root.findtext("metadata/desc", "", GPX)

    package = written(tmp_path, pacific, ".gpkg")
    metadata = pyogrio.read_info(package, layer="legs")
    assert metadata["dataset_metadata"]["VIEWPOINT"] == story.viewpoint
    assert licence in metadata["dataset_metadata"]["LICENCE"]
    assert "HYPERLINK" in metadata["dataset_metadata"]["SOURCES"]
    assert story.viewpoint in metadata["layer_metadata"]["DESCRIPTION"]

    data = {
        found.get("name"): found.findtext("{*}value")
        for found in ET.fromstring(kml.dumps(pacific, story)).iterfind(
            "{*}Document/{*}ExtendedData/{*}Data"
        )
    }
    assert data["viewpoint"] == story.viewpoint
    assert licence in data["licence"]
    assert "HYPERLINK" in data["sources"]

    article, review = json.loads(jsonld.dumps(pacific, story))["@graph"]
    assert article["license"] == licence
    assert article["spatialCoverage"]["description"] == story.viewpoint
    assert review["itemReviewed"]["appearance"]["url"] == "https://example.org/story"

    (row, _) = table(pacific)
    assert row["viewpoint"] == story.viewpoint
    assert licence in row["licence"]


def test_a_row_taken_out_alone_has_the_viewpoint_of_its_own_line(pacific, tmp_path):
    head = "source: paper, about: anadyr, asserted_by: A paper, text: Words."
    asked = [
        "kind: border_distance, from: anadyr, country: JPN, value: 1, unit: km",
        "kind: border_distance, from: anadyr, country: USA, line: territorial_sea, value: 1,"
        " unit: km",
        "kind: leg_length, leg: flight, value: 1, unit: km",
    ]
    more = "".join(
        f"  - {{id: c{number}, {head}, check: {{{check}}}}}\n"
        for number, check in enumerate(asked)
    )
    path = tmp_path / "case.yaml"
    path.write_text(CASES["pacific"].read_text(encoding="utf-8") + more, encoding="utf-8")
    said = [row["viewpoint"] for row in table(examine(case.read(path)))]
    assert "Kuril" in said[2]
    assert said[2].endswith("Measured to the recognised territory of Japan on land.")
    assert said[3].endswith("Measured to the United States with its territorial sea.")
    assert not any("Measured to" in words for words in (said[1], said[4]))


@pytest.mark.parametrize("ending", [".geojson", ".kml", ".gpx", ".gpkg", ".csv", ".jsonld"])
def test_the_same_case_gives_the_same_bytes(pacific, ending):
    story = tell(pacific)
    assert FORMATS[ending](pacific, story) == FORMATS[ending](pacific, story)


# --- the geopackage as a database -------------------------------------------------------------


def test_the_geopackage_is_sound_sqlite_and_says_what_it_is(report, tmp_path):
    file = written(tmp_path, report, ".gpkg")
    book = sqlite3.connect(file)
    try:
        assert book.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert book.execute("PRAGMA foreign_key_check").fetchall() == []
        assert book.execute("PRAGMA application_id").fetchone() == (0x47504B47,)
        verdicts = dict(book.execute("SELECT id, verdict FROM claims"))
        assert verdicts == {r.claim.id: r.verdict.value for r in report.claims}
    finally:
        book.close()


def test_figures_stay_numbers_in_the_geopackage(reports, tmp_path):
    file = written(tmp_path, reports["shipped"], ".gpkg", units="mi")
    columns, _ = read(file, "measured_lines")
    by_line = dict(zip(columns["line"], columns["km"], strict=True))
    assert by_line["recognised"] == pytest.approx(195.163, abs=0.001)
    assert list(columns["line"][columns["default"] == 1]) == ["recognised"]


# --- the table of claims ----------------------------------------------------------------------


def table(report, lang="en"):
    text = claims.dumps(report, tell(report, lang))
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_excel_knows_the_csv_for_utf_8(report, tmp_path):
    raw = written(tmp_path, report, ".csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in raw


def test_the_csv_has_every_claim_with_its_figures(reports):
    rows = {row["id"]: row for row in table(reports["shipped"])}
    assert len(rows) == len(reports["shipped"].claims)
    assert rows["l12c"]["verdict"] == "differs"
    assert float(rows["l12c"]["reported_low"]) == 275.5
    assert float(rows["l12c"]["measured_value"]) == pytest.approx(195.163, abs=0.001)
    assert rows["l12c"]["unit"] == "km"
    assert rows["l4a"]["reported_high"] == "", "at least 1,000 has no upper bound"
    assert rows["l4d"]["measured_value"] == ""


def test_a_strangers_formula_stays_text(pacific):
    row = table(pacific)[0]
    assert row["claim"] == "'-1+1 kilometres; '=1+1 is what it says</script>"
    assert row["as_printed"] == "'+600 km"
    assert row["said_by"].startswith("'@minister, in @paper")
    assert row["source"].startswith("'=HYPERLINK")


@pytest.mark.parametrize("lang", ["en", "id"])
def test_no_cell_begins_a_formula_by_any_separator(report, lang):
    for row in table(report, lang):
        for cell in row.values():
            for part in cell.replace(";", "\n").replace("\t", "\n").splitlines():
                assert part.lstrip()[:1] not in {"=", "+", "-", "@", "＝"}, part


# --- reviews ----------------------------------------------------------------------------------


def test_only_measured_claims_are_reviewed_each_at_its_anchor(reports):
    report = reports["shipped"]
    _, *reviews = json.loads(jsonld.dumps(report, tell(report)))["@graph"]
    measured = [r.claim.id for r in report.claims if r.verdict != "not_measurable"]
    assert [found["url"] for found in reviews] == [f"#claim-{name}" for name in measured]
    review = next(found for found in reviews if found["url"] == "#claim-l12c")
    assert review["@type"] == "ClaimReview"
    assert review["claimReviewed"] == review["itemReviewed"]["text"]
    rating = review["reviewRating"]
    assert (rating["worstRating"], rating["ratingValue"], rating["bestRating"]) == (1, 1, 3)
    assert rating["alternateName"] == "differs"
    assert "95 km" in rating["ratingExplanation"]
    assert "not about whoever printed it" in rating["description"]


def test_reviews_carry_the_evidence_of_their_source(pacific):
    _, review = json.loads(jsonld.dumps(pacific, tell(pacific, "id")))["@graph"]
    appearance = review["itemReviewed"]["appearance"]
    assert appearance["archivedAt"] == "https://example.org/copy"
    assert appearance["encoding"]["sha256"].startswith("9f86d081")
    assert appearance["datePublished"] == "2024-01-02"
    assert review["reviewRating"]["description"].startswith("Peringkat")


def test_no_text_ends_the_script_that_reviews_stand_in(report):
    assert not set(jsonld.dumps(report, tell(report))) & set("<>&\u2028\u2029")


# --- evidence ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ["retrieved on 3 January 2024", "archived at https://", "licence: CC BY 4.0"]),
        ("id", ["diakses pada 3 Januari 2024", "diarsipkan di https://", "lisensi: CC BY 4.0"]),
    ],
)
def test_the_story_shows_the_evidence_of_a_source(pacific, lang, words):
    (row,) = tell(pacific, lang).sources
    for part in [*words, pacific.case.sources[0].sha256]:
        assert part in row.details


def test_without_claims_the_table_has_the_same_columns(reports, tmp_path):
    report = reports["pacific"]
    bare = replace(report, claims=(), conflicts=(), distances=())
    (head,) = written(tmp_path, bare, ".csv").read_text(encoding="utf-8-sig").splitlines()
    assert head.split(",") == list(table(report)[0])
    columns, _ = read(written(tmp_path, bare, ".gpkg"), "claims")
    with_claims, _ = read(written(tmp_path, report, ".gpkg"), "claims")
    assert list(columns) == list(with_claims)
    assert not len(columns["id"])
