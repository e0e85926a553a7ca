"""The claims that were measured as schema.org ``ClaimReview``, for search engines."""

from __future__ import annotations

import json
from typing import Any

from geo.model import Case, Claim, Source, Verdict
from geo.report import Report
from geo.story.appendix import LICENCE_URL, rating_scale
from geo.story.values import Row, Story
from geo.story.voice import Voice

RATINGS = {Verdict.DIFFERS: 1, Verdict.COMPATIBLE: 2, Verdict.AGREES: 3}
"""The number of each verdict, which says how near two figures are and nothing else."""

Node = dict[str, Any]


def dumps(report: Report, story: Story) -> str:
    """Write the reviews as JSON-LD, one a measured claim, ready to stand in a page.

    A review's address is the claim's place in the page (``#claim-ID``). The author
    of the review and the page's own address are the publisher's to add. No text in
    it can end the script element that it is pasted into.
    """
    graph = [_case(story)]
    graph += [
        _review(report.case, result.claim, row, story)
        for result, row in zip(report.claims, story.table, strict=True)
        if row.verdict in RATINGS
    ]
    found = {"@context": "https://schema.org", "@graph": graph}
    text = json.dumps(found, ensure_ascii=False, indent=1, allow_nan=False)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text + "\n"


def _case(story: Story) -> Node:
    return {
        "@type": "Article",
        "@id": f"#{story.id}",
        "name": story.title,
        "abstract": story.summary,
        "inLanguage": story.lang,
        "license": LICENCE_URL,
        "usageInfo": story.licence,
        "creditText": " ".join(story.credits),
        "spatialCoverage": {"@type": "Place", "description": story.viewpoint},
    }


def _review(case: Case, claim: Claim, row: Row, story: Story) -> Node:
    voice = Voice(story.lang, story.units)
    anchor = f"#claim-{claim.id}"
    return {
        "@type": "ClaimReview",
        "@id": anchor,
        "url": anchor,
        "inLanguage": story.lang,
        "isPartOf": {"@id": f"#{story.id}"},
        "claimReviewed": row.text,
        "itemReviewed": {
            "@type": "Claim",
            "text": row.text,
            "author": {"name": voice.text(claim.asserted_by)},
            "appearance": _appearance(voice, case.source(claim.source)),
        },
        "reviewBody": row.sentence,
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": RATINGS[row.verdict],
            "worstRating": min(RATINGS.values()),
            "bestRating": max(RATINGS.values()),
            "alternateName": row.word,
            "ratingExplanation": row.sentence,
            "description": rating_scale(voice),
        },
    }


def _appearance(voice: Voice, source: Source) -> Node:
    """Name where the claim was printed, with what is kept of it."""
    copy = {"@type": "MediaObject", "sha256": source.sha256} if source.sha256 else None
    node = {
        "@type": "CreativeWork",
        "name": voice.text(source.title),
        "publisher": {"@type": "Organization", "name": voice.text(source.publisher)},
        "datePublished": source.date.isoformat() if source.date else None,
        "url": source.url,
        "archivedAt": source.archived,
        "encoding": copy,
    }
    return {name: value for name, value in node.items() if value is not None}
