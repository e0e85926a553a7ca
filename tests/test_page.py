"""The page as text: one file, under its own policy, with what a case says as text in it."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from folium import Map

from case_files import HOSTILE, SMALL, written
from geo import case
from geo.errors import ExportError
from geo.examine import examine
from geo.model import LatLon, Verdict
from geo.report import Report
from geo.story.tell import tell
from geo.story.values import SourceRow, Story
from geo.web import assets, key, page
from geo.web import map as web_map
from geo.web.lane import middle
from geo.web.payload import arch, bounds, scene, thin
from geo.web.security import embed, policy
from geo.web.tiles import Tiles


class Reader(HTMLParser):
    """Collects tags, and the texts of scripts and styles, as a browser would see them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inline: dict[str, list[str]] = {"script": [], "style": []}
        self.text = ""
        self._within = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._within = tag if tag in self.inline else ""
        if self._within:
            self.inline[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        self._within = ""

    def handle_data(self, data: str) -> None:
        if self._within:
            self.inline[self._within][-1] += data
        else:
            self.text += data

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module")
def html(story: Story, report: Report) -> str:
    return page.render(story, report)


@pytest.fixture(scope="module")
def read(html: str) -> Reader:
    return Reader(html)


def data_of(read: Reader) -> Any:
    found = dict(zip(map(str, read.of("script")), read.inline["script"], strict=True))
    return json.loads(next(text for key, text in found.items() if "application/json" in key))


def test_the_key_tells_the_border_measured_to_from_the_base_map_s(
    html: str, report: Report
) -> None:
    """The base map's, thinned, lay 3 km beside the one measured to, and nothing said so."""
    words = "border measured to (grey: the base map’s)"
    assert words in Reader(html).text
    bare = replace(report, distances=())
    assert words not in {tell(report).ui[item.word] for item in key.items(bare)}


def test_the_same_case_gives_the_same_bytes(html: str, story: Story, report: Report) -> None:
    assert page.render(story, report) == html


def test_it_is_one_small_file(html: str) -> None:
    raw = html.encode()
    assert len(raw) <= 500_000
    assert len(gzip.compress(raw, 9)) <= 170_000


def test_nothing_in_it_is_to_be_fetched(html: str, read: Reader) -> None:
    for tag, attributes in read.tags:
        for name in ("src", "srcset", "action", "poster", "background"):
            assert name not in attributes, f"<{tag} {name}>"
        if tag not in {"a", "use"}:
            assert str(attributes.get("href", "data:")).startswith("data:"), f"<{tag} href>"
    for style in read.inline["style"]:
        assert not re.search(r"@import|url\((?!#)", style)
    assert "sourceMappingURL" not in html


def test_its_policy_names_its_scripts_and_styles_and_nothing_else(read: Reader) -> None:
    found = next(meta["content"] for meta in read.of("meta") if "http-equiv" in meta)
    rules = dict(rule.split(" ", 1) for rule in str(found).split("; "))

    def hashes(texts: list[str]) -> str:
        digests = (hashlib.sha256(text.encode()).digest() for text in texts)
        return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)

    code = [
        text
        for attributes, text in zip(read.of("script"), read.inline["script"], strict=True)
        if attributes.get("type") != "application/json"
    ]
    assert rules == {
        "default-src": "'none'",
        "script-src": hashes(code),
        "style-src": hashes(read.inline["style"]),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def test_no_element_carries_a_style_or_a_handler(read: Reader) -> None:
    for tag, attributes in read.tags:
        wrong = [name for name in attributes if name == "style" or name.startswith("on")]
        assert not wrong, f"<{tag} {wrong}>"


def test_folium_brings_nothing_along(html: str) -> None:
    for _, url in (*Map.default_js, *Map.default_css):
        assert url not in html
    for name in ("jquery", "bootstrap", "awesome", "L_NO_TOUCH"):
        assert name not in web_map.markup().script
        assert name.lower() not in assets.script().lower()


def test_leaflet_comes_from_the_package_and_asks_for_no_pictures() -> None:
    assert "Leaflet 1.9.4" in assets.leaflet_script()
    assert "url(" not in assets.leaflet_style()
    assert ".leaflet-pane" in assets.leaflet_style()


def test_every_text_of_a_case_comes_out_as_text() -> None:
    report = examine(case.read(HOSTILE))
    for lang in ("en", "id"):
        story = tell(report, lang, "km")
        read = Reader(page.render(story, report))
        assert not read.of("img")
        assert len(read.of("script")) == 2
        said = re.sub(r"\s+", " ", read.text)
        for text in (story.title, story.cards[0].rows[0].text, story.sources[0].title):
            assert re.sub(r"\s+", " ", text) in said
        assert data_of(read)["places"][0]["text"] == story.places[0].name.text


def test_an_address_that_is_no_address_becomes_no_link(story: Story, report: Report) -> None:
    bad = SourceRow("bad", "A title", "", "javascript:alert(1)")
    read = Reader(page.render(replace(story, sources=(bad,)), report))
    assert not [a for a in read.of("a") if "javascript" in str(a["href"])]
    assert "javascript:alert(1)" in read.text


def test_addresses_are_readable_and_open_safely(read: Reader, story: Story) -> None:
    addresses = [source.url for source in story.sources if source.url]
    links = [a for a in read.of("a") if a.get("target")]
    assert [a["href"] for a in links] == addresses
    assert {a["rel"] for a in links} == {"noopener noreferrer"}
    assert all(address in read.text for address in addresses)


def test_the_page_reads_without_scripts(read: Reader, story: Story) -> None:
    for row in story.table:
        assert row.sentence in read.text
    for card in story.cards:
        assert card.figure in read.text
    assert len(read.of("svg")) > len(story.cards)


def test_nothing_that_cannot_be_measured_wears_green(read: Reader, story: Story) -> None:
    marks = [a["class"] for a in read.of("span") if "verdict " in str(a.get("class"))]
    rows = [row for card in story.cards for row in card.rows] + list(story.table)
    lines = [row for question in story.borders for row in question.rows]
    found = [card.finding for card in story.cards if card.finding]
    assert sorted(map(str, marks)) == sorted(
        f"verdict {row.verdict.value}" for row in [*rows, *lines, *found]
    )
    assert "verdict not_measurable" in marks
    assert story.table[0].verdict is Verdict.NOT_MEASURABLE


def test_the_language_is_told(story: Story, report: Report) -> None:
    indonesian = Reader(page.render(tell(report, "id", "km"), report))
    assert indonesian.of("html") == [{"lang": "id"}]
    assert data_of(indonesian)["group"] == "."


@pytest.mark.parametrize("finding", ["195 km measured.", ""])
def test_a_page_describes_itself(story: Story, report: Report, finding: str) -> None:
    told = replace(story, verdict_line=finding)
    described = {tag.get("name"): tag for tag in Reader(page.render(told, report)).of("meta")}
    assert described["description"]["content"] == (finding or story.summary)


def test_what_is_chosen_at_first_is_given_to_the_script(story: Story, report: Report) -> None:
    chosen = {"card": "sea", "line": "crimea"}
    found = data_of(Reader(page.render(story, report, state=chosen, remember=True)))
    assert found["state"] == chosen
    assert found["remember"] is True


def test_each_leg_and_each_line_has_its_frame(read: Reader, story: Story) -> None:
    frames = data_of(read)["frames"]
    lines = {f"depot:{row.line}" for row in story.borders[0].rows}
    assert set(frames) == {"", "sea", "rail"} | lines
    (south, west), (north, east) = frames["sea"]
    assert (south, west) == pytest.approx((42.1, 130.2), abs=0.3)
    assert (north, east) == pytest.approx((42.9, 132.4), abs=0.3)


@pytest.mark.parametrize(
    ("at", "name", "twice"),
    [  # The town of Bandar Abbas is at 27.186, 56.281: its port 9 km off, the sea 65.
        ((27.14, 56.21), "Bandar Abbas", False),
        ((27.14, 56.21), "The port", True),
        ((26.60, 56.28), "Bandar Abbas", True),
    ],
)
def test_a_town_of_a_places_name_is_not_named_beside_it(
    at: tuple[float, float], name: str, twice: bool, tmp_path: Path
) -> None:
    text = SMALL
    text = text.replace("mode: sea", "mode: air").replace(
        "{en: Najin, ko: 나진}", f"{{en: {name}}}"
    )
    lat, lon = at
    text = text.replace("lat: 42.2268", f"lat: {lat}").replace("lon: 130.2863", f"lon: {lon}")
    path = tmp_path / "case.yaml"
    path.write_text(text, encoding="utf-8")
    report = examine(case.read(path))
    towns = {town[0] for town in scene(tell(report), report)["base"]["towns"]}
    assert ("Bandar Abbas" in towns) is twice


def test_embedded_data_cannot_end_their_element() -> None:
    text = "</script><!-- & \u2028\u2029 ' \" \\"
    assert not re.search(r"[<>&\u2028\u2029]", embed({"text": text}))
    assert json.loads(embed({"text": text})) == {"text": text}


def test_a_policy_without_scripts_allows_none() -> None:
    assert "script-src 'none'" in policy((), ())


def test_the_middle_of_a_line_is_half_way_by_length() -> None:
    points = (LatLon(0, 0), LatLon(0, 1), LatLon(0, 4))
    assert middle(points) == pytest.approx(LatLon(0, 2), abs=1e-6)
    assert middle((LatLon(1, 2), LatLon(1, 2))) == pytest.approx(LatLon(1, 2))
    assert middle((LatLon(0, 179), LatLon(0, 183))) == pytest.approx(LatLon(0, 181), abs=1e-6)


def test_thinning_keeps_ends_and_detail_near_them() -> None:
    wave = tuple(LatLon(0.002 * (i % 2), i / 100) for i in range(2001))
    found = thin(wave, (wave[0], wave[-1]))
    assert (found[0], found[-1]) == (wave[0], wave[-1])
    assert sum(point.lon < 2.5 for point in found) > 200
    assert sum(5 < point.lon < 15 for point in found) < 20


def test_a_flight_is_arched_between_its_ends() -> None:
    points = arch((LatLon(10, 20), LatLon(10, 40)))
    assert (points[0], points[-1]) == (LatLon(10, 20), LatLon(10, 40))
    assert max(point.lat for point in points) == pytest.approx(10 + 0.12 * 20)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (LatLon(75, -80), LatLon(75, 90)),
        (LatLon(84, 0), LatLon(70, -179)),
        (LatLon(-75, -80), LatLon(-75, 90)),
        (LatLon(88, 10), LatLon(60, 12)),
    ],
)
def test_an_arch_never_leaves_the_map(start: LatLon, end: LatLon) -> None:
    points = arch((start, end))
    assert (points[0], points[-1]) == (start, end)
    assert max(abs(point.lat) for point in points) <= max(84, start.lat, end.lat)


def test_bounds_hold_every_position() -> None:
    assert bounds([LatLon(1, 5), LatLon(-2, 9)]) == (LatLon(-2, 5), LatLon(1, 9))


def test_tiles_are_asked_for_by_a_person_alone(story: Story, report: Report, html: str) -> None:
    tiles = Tiles("https://tiles.example.org/{z}/{x}/{y}.png", "© Example <b>")
    asked = page.render(story, report, tiles=tiles)
    assert "tiles.example.org" not in html
    assert "img-src data: https://tiles.example.org;" in asked
    assert "© Example &lt;b&gt;" in asked


@pytest.mark.parametrize(
    ("address", "credit", "words"),
    [
        ("http://tiles.example.org/{z}/{x}/{y}.png", "x", "is no address of tiles"),
        ("https://tiles.example.org/{z}/{x}.png", "x", "is no address of tiles"),
        ("https://a.b/{z}/{x}/{y}.png'; script-src *", "x", "is no address of tiles"),
        ("https://tiles.example.org/{z}/{x}/{y}.png", " ", "need a credit"),
    ],
)
def test_a_wrong_address_of_tiles_is_refused(address: str, credit: str, words: str) -> None:
    with pytest.raises(ExportError, match=words):
        Tiles(address, credit)


def test_english_words_of_a_case_are_marked_on_an_indonesian_page(tmp_path: Path) -> None:
    note = "note: Read from 5 km off.\n    basis: reported\n"
    text = SMALL.replace("mode: sea", "mode: air").replace("basis: reported\n", note)
    report = examine(case.read(written(tmp_path, text)))
    story, span = tell(report, "id"), '<span lang="en">'
    told = page.render(story, report)
    assert f'<h1 dir="auto">{span}A small case</span></h1>' in told
    assert f'{span}Read from <span class="whole">5 km</span> off.</span></p>' in told
    assert f'<b dir="auto">{span}A report</span></b>' in told
    najin, _ = scene(story, report)["places"]
    assert [words for words, tag in najin["foreign"] if tag == "en"] == ["The piers on a map."]
    assert span not in page.render(tell(report), report)
