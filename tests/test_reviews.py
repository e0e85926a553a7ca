"""Reviews for search engines, and the evidence that they and the story carry."""

import json

import pytest

from exported import CASES, examined
from geo.export import jsonld
from geo.story.tell import tell


@pytest.fixture(params=CASES)
def report(request):
    return examined(request.param)


def test_only_measured_claims_are_reviewed_each_at_its_anchor():
    report = examined("shipped")
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
