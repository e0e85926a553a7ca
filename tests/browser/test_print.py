"""The page on paper: a first page to look at, and behind it how it is known."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from geo.report import Report
from geo.story.tell import tell
from geo.story.values import Story
from webpages import opened, rendered

LEAST = 1500
"""A page with fewer letters is mostly empty; the first one has 3,100, full ones 6,700."""


@pytest.fixture(scope="module", params=["en", "id"])
def story(request: pytest.FixtureRequest, report: Report) -> Story:
    return tell(report, request.param, "km")


@pytest.fixture
def shown(page: Page, story: Story, report: Report, tmp_path: Path) -> Page:
    return opened(page, rendered(tmp_path, report, story))


def test_the_finding_is_on_the_first_page_and_no_page_is_empty(
    shown: Page, story: Story
) -> None:
    printed = PdfReader(io.BytesIO(shown.pdf(format="A4")))
    pages = [" ".join(page.extract_text().split()) for page in printed.pages]
    assert all(card.heading in pages[0] for card in story.cards)
    found = [card.finding.reported for card in story.cards if card.finding]
    assert found
    assert all(words in pages[0] for words in found)
    assert all(row.name in pages[0] for question in story.borders for row in question.rows)
    assert story.ui["every_claim"] in pages[1]
    assert all(len(page) > LEAST for page in pages)


def test_a_claim_and_what_is_said_of_it_are_two_sentences(shown: Page, story: Story) -> None:
    pages = PdfReader(io.BytesIO(shown.pdf(format="A4"))).pages
    whole = " ".join(word for page in pages for word in page.extract_text().split())
    apart = [f"{row.text} {row.sentence[:20]}" for row in story.table if not row.figure]
    assert len(apart) > 5
    assert sum(both in whole for both in apart) > len(apart) / 2  # others run over a page


def test_paper_is_white_and_has_no_buttons(shown: Page) -> None:
    shown.emulate_media(media="print", color_scheme="dark")
    shown.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(shown.locator(".bar")).to_be_hidden()
    paper = shown.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert paper == "rgb(255, 255, 255)"
    box = shown.locator(".leaflet-container").bounding_box()
    assert box
    assert box["width"] <= 690
    shown.evaluate("dispatchEvent(new Event('afterprint'))")
    shown.emulate_media(media="screen", color_scheme="light")
    expect(shown.locator(".bar")).to_be_visible()
