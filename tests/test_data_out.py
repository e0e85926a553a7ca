"""GeoJSON, KML, GPX and GeoPackage, each read back by the tools that people use."""

import json
import sqlite3
from xml.etree import ElementTree as ET

import pyogrio
import pytest
from shapely.geometry import shape

from case_files import SMALL
from exported import CASES, claim_rows, examined, exported, read
from geo import case
from geo.examine import examine
from geo.export import FORMATS, geojson, gpkg, gpx, jsonld, kml
from geo.geodesy import WGS84
from geo.story.tell import tell

CENTIMETRE = 1.01e-7
"""In degrees: the last decimal of a position."""

GPX = {"": "http://www.topografix.com/GPX/1/1"}


@pytest.fixture(params=CASES)
def report(request):
    return examined(request.param)


def drawn(report, *kinds):
    """Give the geometries of the GeoJSON, by id."""
    found = geojson.collection(report, tell(report))["features"]
    return {f["id"]: shape(f["geometry"]) for f in found if f["properties"]["kind"] in kinds}


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
    columns, shapes = read(exported(tmp_path, report, ".geojson"), None)
    wanted = drawn(report, "place", "uncertainty", "leg", "schematic", "measured")
    assert list(columns["id"]) == list(wanted)
    for found, other in zip(shapes, wanted.values(), strict=True):
        assert_same(found, other)


@pytest.mark.filterwarnings("error")
def test_gdal_reads_the_geopackage_as_it_was_written(report, tmp_path):
    file = exported(tmp_path, report, ".gpkg")
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
    file = exported(tmp_path, report, ".kml")
    wanted = drawn(report, "place", "uncertainty", "leg", "schematic", "measured")
    for layer, _ in pyogrio.list_layers(file):
        columns, shapes = read(file, layer)
        for name, found in zip(columns["id"], shapes, strict=True):
            assert_same(found, wanted.pop(name))
    assert not wanted


@pytest.mark.filterwarnings("error")
def test_gdal_reads_the_gpx_as_it_was_written(report, tmp_path):
    file = exported(tmp_path, report, ".gpx")
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
    file = exported(tmp_path, report, ".gpkg")
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
    package = exported(tmp_path, report, ".gpkg", lang, units)
    for table in ("places", "legs", "measured_lines"):
        columns, _ = read(package, table)
        for name, words in zip(columns["name"], columns["description"], strict=True):
            assert words == told[name]
    root = ET.fromstring(gpx.dumps(report, tell(report, lang, units)))
    tracks = [*root.iterfind("wpt", GPX), *root.iterfind("trk", GPX)]
    assert len(tracks) == len(told)
    for track in tracks:
        assert track.findtext("desc", namespaces=GPX) == told[track.findtext("name", "", GPX)]


def test_kml_shows_a_strangers_markup_as_text():
    report = examined("hostile")
    root = ET.fromstring(kml.dumps(report, tell(report)))
    shown = [found.text for found in root.iter("{http://www.opengis.net/kml/2.2}description")]
    assert any("&lt;script&gt;" in html for html in shown)
    assert not any("<script" in html or "<img" in html for html in shown)


def test_each_format_carries_viewpoint_licence_and_source_in_its_place(pacific, tmp_path):
    story = tell(pacific)
    licence = "https://opendatacommons.org/licenses/odbl/1-0/"
    assert "UN General Assembly" in story.viewpoint
    root = ET.fromstring(gpx.dumps(pacific, story))
    assert root.findtext("metadata/copyright/license", "", GPX) == licence
    assert "OpenStreetMap" in root.find("metadata/copyright", GPX).get("author")
    assert root.find("metadata/link", GPX).get("href") == "https://example.org/story"
    assert story.viewpoint in root.findtext("metadata/desc", "", GPX)

    package = exported(tmp_path, pacific, ".gpkg")
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

    (row, _) = claim_rows(pacific)
    assert row["viewpoint"] == story.viewpoint
    assert licence in row["licence"]


@pytest.mark.parametrize("ending", [".geojson", ".kml", ".gpx", ".gpkg", ".csv", ".jsonld"])
def test_the_same_case_gives_the_same_bytes(pacific, ending):
    story = tell(pacific)
    assert FORMATS[ending](pacific, story) == FORMATS[ending](pacific, story)


# --- the geopackage as a database -------------------------------------------------------------


def test_the_geopackage_is_sound_sqlite_and_says_what_it_is(report, tmp_path):
    file = exported(tmp_path, report, ".gpkg")
    book = sqlite3.connect(file)
    try:
        assert book.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert book.execute("PRAGMA foreign_key_check").fetchall() == []
        assert book.execute("PRAGMA application_id").fetchone() == (0x47504B47,)
        verdicts = dict(book.execute("SELECT id, verdict FROM claims"))
        assert verdicts == {r.claim.id: r.verdict.value for r in report.claims}
    finally:
        book.close()


def test_figures_stay_numbers_in_the_geopackage(tmp_path):
    file = exported(tmp_path, examined("shipped"), ".gpkg", units="mi")
    columns, _ = read(file, "measured_lines")
    by_line = dict(zip(columns["line"], columns["km"], strict=True))
    assert by_line["recognised"] == pytest.approx(195.163, abs=0.001)
    assert list(columns["line"][columns["default"] == 1]) == ["recognised"]
