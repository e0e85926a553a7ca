"""The folder for an article: whole, small, under its own policy, and written at once."""

from __future__ import annotations

import json
import os
import re
import struct
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from case_files import HOSTILE, SMALL_FILE
from command import run
from geo import case
from geo.errors import ExportError
from geo.examine import examine
from geo.export import kit
from geo.files import make_folder, write_all
from geo.report import Report
from geo.story.tell import tell
from geo.story.values import Story
from geo.web import embed
from geo.web import page as web_page

BASE = "https://example.org/maps/najin/"
NAMES = {"index.html", "map.html", "card.png", "card@2x.png", "embed.txt", "oembed.json"}


class Tags(HTMLParser):
    """The tags of a text, with their attributes, as a browser reads them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.all: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.all.append((tag, dict(attrs)))

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.all if name == tag]


@pytest.fixture(scope="module")
def made(report: Report, story: Story) -> dict[str, str | bytes]:
    return dict(kit.render(report, story, BASE))


def text_of(made: dict[str, str | bytes], name: str) -> str:
    body = made[name]
    assert isinstance(body, str)
    return body


def test_it_is_whole_and_small(made: dict[str, str | bytes]) -> None:
    assert set(made) == NAMES
    assert len(text_of(made, "map.html").encode()) <= 350_000
    assert len(text_of(made, "index.html").encode()) <= 500_000


@pytest.mark.parametrize(
    ("name", "size"), [("card.png", (1200, 630)), ("card@2x.png", (2400, 1260))]
)
def test_the_cards_have_the_size_of_shared_links(
    made: dict[str, str | bytes], name: str, size: tuple[int, int]
) -> None:
    body = made[name]
    assert isinstance(body, bytes)
    assert body.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", body[16:24]) == size


def test_a_shared_link_finds_its_picture_and_its_frame(
    made: dict[str, str | bytes], story: Story
) -> None:
    read = Tags(text_of(made, "index.html"))
    tags = {
        meta.get("property") or meta.get("name"): meta["content"]
        for meta in read.of("meta")
        if "content" in meta
    }
    assert tags["og:title"] == story.title
    assert tags["og:url"] == BASE
    assert tags["og:image"] == f"{BASE}card.png"
    assert tags["twitter:image"] == f"{BASE}card.png"
    assert tags["twitter:card"] == "summary_large_image"
    assert (tags["og:image:width"], tags["og:image:height"]) == ("1200", "630")
    assert str(story.verdict_line) in str(tags["og:image:alt"])
    links = [link for link in read.of("link") if link["rel"] == "alternate"]
    assert [(link["type"], link["href"]) for link in links] == [
        ("application/json+oembed", f"{BASE}oembed.json")
    ]


def test_oembed_holds_what_its_first_version_asks_for(made: dict[str, str | bytes]) -> None:
    told = json.loads(text_of(made, "oembed.json"))
    assert (told["version"], told["type"]) == ("1.0", "rich")
    assert {"html", "width", "height"} <= set(told)
    assert told["thumbnail_url"] == f"{BASE}card.png"
    frame = Tags(told["html"]).of("iframe")[0]
    assert frame["src"] == f"{BASE}map.html"
    assert int(str(frame["height"])) == told["height"]


def test_the_pieces_ask_for_no_more_than_they_need(
    made: dict[str, str | bytes], story: Story
) -> None:
    pasted = text_of(made, "embed.txt")
    frames = Tags(pasted).of("iframe")
    assert len(frames) == 2
    for frame in frames:
        assert frame["src"] == f"{BASE}map.html"
        assert frame["title"] == story.title
        assert frame["sandbox"] == "allow-scripts allow-popups allow-popups-to-escape-sandbox"
        assert frame["allow"] == "fullscreen"
    (picture,) = Tags(pasted).of("img")
    assert picture["src"] == f"{BASE}card.png"
    assert picture["alt"] == embed.picture(story, BASE).split('alt="')[1].split('"')[0]
    assert Tags(pasted).of("a")[0]["href"] == f"{BASE}index.html"
    for card in story.cards:
        assert f"{BASE}map.html#{card.id} " in pasted


def test_without_an_address_names_are_relative_and_that_is_said(
    report: Report, story: Story
) -> None:
    pasted = embed.paste(story)
    assert "--url" in pasted
    assert 'src="map.html"' in pasted
    assert "http" not in pasted
    assert "--url" not in embed.paste(story, BASE)
    assert "--url" in embed.paste(tell(report, "id", "km"))


def test_the_map_alone_carries_its_credit_and_viewpoint(
    made: dict[str, str | bytes], story: Story
) -> None:
    text = unescape(text_of(made, "map.html"))
    footer = text[text.index('<footer class="credit">') :]
    for words in (*story.credits, story.viewpoint, f'href="{BASE}index.html"'):
        assert words in footer


@pytest.mark.parametrize("name", ["index.html", "map.html"])
def test_nothing_on_its_pages_is_to_be_fetched(made: dict[str, str | bytes], name: str) -> None:
    text = text_of(made, name)
    read = Tags(text)
    for tag, attributes in read.all:
        assert not {"src", "srcset", "action", "poster"} & set(attributes), tag
    fetched = {link["rel"] for link in read.of("link")} - {"icon", "alternate"}
    assert not fetched
    assert re.search(r"default-src &#39;none&#39;; script-src &#39;sha256-", text)


def test_hostile_texts_stay_texts(report: Report) -> None:
    found = examine(case.read(HOSTILE))
    told = tell(found, "en", "km")
    pasted = Tags(embed.paste(told, BASE).split("\n1. ")[1].split("\n4. ")[0])
    assert len(pasted.of("iframe")) == 2
    snippets = embed.plain_frame(told) + embed.resizing_frame(told) + embed.picture(told)
    assert [tag for tag, _ in Tags(snippets).all] == ["iframe", "iframe", "script", "a", "img"]
    head = Tags("".join(f"<{tag}>" for tag, _ in embed.sharing(told, BASE)))
    assert {tag for tag, _ in head.all} == {"link", "meta"}


def test_a_folder_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    old = tmp_path / "index.html"
    old.write_text("old", encoding="utf-8")
    bodies: dict[Path, str | bytes] = {old: "new", tmp_path / "no" / "map.html": "new"}
    with pytest.raises(ExportError, match="cannot be written"):
        write_all(bodies)
    assert old.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [old]


def test_every_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    old, folder = tmp_path / "a.html", tmp_path / "b.html"
    old.write_text("old", encoding="utf-8")
    folder.mkdir()
    wrong = [folder, old / "d.html", tmp_path / "no" / "e.html"]
    with pytest.raises(ExportError, match="cannot be written") as caught:
        write_all(dict.fromkeys([old, *wrong], "new"))
    told = str(caught.value).splitlines()
    assert [line.split(" cannot")[0] for line in told] == [str(path) for path in wrong]


def test_no_file_is_changed_where_a_folder_stands_in_the_way(tmp_path: Path) -> None:
    old, folder = tmp_path / "a.html", tmp_path / "b.html"
    old.write_text("old", encoding="utf-8")
    folder.mkdir()
    with pytest.raises(ExportError, match=r"b\.html cannot be written"):
        write_all({folder: "new", old: "new", tmp_path / "c.html": "new"})
    assert old.read_text(encoding="utf-8") == "old"
    assert sorted(tmp_path.iterdir()) == [old, folder]


def test_a_link_stays_a_link_and_what_is_no_file_is_refused(tmp_path: Path) -> None:
    old, link, pipe, circle = (tmp_path / name for name in "abcd")
    old.write_text("old", encoding="utf-8")
    link.symlink_to(old)
    os.mkfifo(pipe)
    circle.symlink_to(circle)
    with pytest.raises(ExportError, match=r"c cannot be written: .* no file") as caught:
        write_all(dict.fromkeys([link, pipe, circle], "new"))
    assert [line.split(" cannot")[0] for line in str(caught.value).splitlines()] == [
        str(pipe),
        str(circle),
    ]
    assert old.read_text(encoding="utf-8") == "old"
    with pytest.raises(ExportError, match=r"b cannot be written: it is the same file as .*a\."):
        write_all({old: "new", link: "newer"})
    assert old.read_text(encoding="utf-8") == "old"
    assert write_all({link: "new"}) == [(link, 3)]
    assert (link.is_symlink(), old.read_text(encoding="utf-8")) == (True, "new")
    assert sorted(tmp_path.iterdir()) == [old, link, pipe, circle]


def test_a_file_that_others_may_not_read_stays_one(tmp_path: Path) -> None:
    own, new = tmp_path / "own.html", tmp_path / "new.html"
    own.write_text("old", encoding="utf-8")
    own.chmod(0o600)
    mask = os.umask(0o027)
    try:
        write_all({own: "new", new: "new"})
    finally:
        os.umask(mask)
    assert [file.stat().st_mode & 0o777 for file in (own, new)] == [0o600, 0o640]


def test_a_file_that_its_owner_protects_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, new = tmp_path / "own.html", tmp_path / "new.html"
    own.write_text("old", encoding="utf-8")
    own.chmod(0o444)
    # Whoever runs the tests may write anything, as in a container.
    monkeypatch.setattr(os, "access", lambda path, _: path.stat().st_mode & 0o200)
    with pytest.raises(ExportError, match=r"own\.html cannot be written: .* is protected\.$"):
        write_all({new: "new", own: "new"})
    assert own.read_text(encoding="utf-8") == "old"
    assert not new.exists()


def test_a_file_in_the_place_of_a_folder_is_told(tmp_path: Path) -> None:
    file = tmp_path / "out"
    file.write_text("old", encoding="utf-8")
    with pytest.raises(ExportError, match=r"out cannot be made: a file stands there\.$"):
        make_folder(file)


def test_the_command_writes_a_folder_that_need_not_be_there(tmp_path: Path) -> None:
    out = tmp_path / "maps" / "small"
    small = str(SMALL_FILE)
    found = run("export", small, "-o", f"{out}/", "-o", str(tmp_path / "small.geojson"))
    assert found.exit_code == 0, found.output
    assert {file.name for file in out.iterdir()} == NAMES
    assert (tmp_path / "small.geojson").is_file()
    again = run("export", small, "-o", str(out), "--url", BASE)
    assert again.exit_code == 0, again.output
    assert BASE in (out / "embed.txt").read_text(encoding="utf-8")
    assert {file.name for file in out.iterdir()} == NAMES


def test_a_picture_with_the_name_of_the_folder_s_own_is_refused(tmp_path: Path) -> None:
    out = tmp_path / "out"
    found = run("export", SMALL_FILE, "-o", f"{out}/", "-o", out / "card.png", "--size", "1:1")
    assert found.exit_code == 1
    assert f"{out / 'card.png'} cannot be written: the folder" in found.output
    assert not out.exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("-o", "out/", "--url", "example.org/maps"), "is no address of a folder"),
        (("-o", "out/", "--url", "javascript:alert(1)"), "is no address of a folder"),
        (("-o", "out/", "--url", "https://example.org/maps\n"), "is no address of a folder"),
        (("-o", "out/", "--url", 'https://example.org/"><b>/'), "is no address of a folder"),
        (("-o", "out/", "--url", "https://example.org:99999/"), "is no address of a folder"),
        (("-o", "story.geojson", "--url", BASE), "--url is for a folder"),
    ],
)
def test_a_wrong_address_is_refused_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    found = run("export", "najin-dunay-tikhoretsk", *arguments)
    assert found.exit_code == 2
    assert words in found.output
    assert not list(tmp_path.iterdir())


def test_an_author_s_words_describe_the_picture_and_the_leg(report: Report) -> None:
    words, of_leg = "A line across Eurasia.", "A short line along a coast."
    first = replace(report.legs[0], leg=replace(report.legs[0].leg, alt={"en": of_leg}))
    told = tell(
        replace(
            report,
            case=replace(report.case, alt={"en": words}),
            legs=(first, *report.legs[1:]),
        )
    )
    assert Tags(embed.picture(told)).of("img")[0]["alt"] == words
    html = unescape(web_page.render(told, report, map_only=True))
    assert words in html
    assert f">{of_leg}</title>" in html


def test_an_output_without_a_name_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = run("export", "najin-dunay-tikhoretsk", "-o", "")
    assert found.exit_code == 2
    assert "the name is empty" in found.output
    assert not list(tmp_path.iterdir())
