"""The table of claims, as spreadsheets and GDAL read it."""

from dataclasses import replace

import pytest

from exported import CASES, claim_rows, examined, exported, read
from geo import case
from geo.examine import examine


@pytest.fixture(params=CASES)
def report(request):
    return examined(request.param)


def test_excel_knows_the_csv_for_utf_8(report, tmp_path):
    raw = exported(tmp_path, report, ".csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in raw


def test_the_csv_has_every_claim_with_its_figures():
    rows = {row["id"]: row for row in claim_rows(examined("shipped"))}
    assert len(rows) == len(examined("shipped").claims)
    assert rows["l12c"]["verdict"] == "differs"
    assert float(rows["l12c"]["reported_low"]) == 275.5
    assert float(rows["l12c"]["measured_value"]) == pytest.approx(195.163, abs=0.001)
    assert rows["l12c"]["unit"] == "km"
    assert rows["l4a"]["reported_high"] == "", "at least 1,000 has no upper bound"
    assert rows["l4d"]["measured_value"] == ""


def test_a_strangers_formula_stays_text(pacific):
    row = claim_rows(pacific)[0]
    assert row["claim"] == "'-1+1 kilometres; '=1+1 is what it says</script>"
    assert row["as_printed"] == "'+600 km"
    assert row["said_by"].startswith("'@minister, in @paper")
    assert row["source"].startswith("'=HYPERLINK")


@pytest.mark.parametrize("lang", ["en", "id"])
def test_no_cell_begins_a_formula_by_any_separator(report, lang):
    for row in claim_rows(report, lang):
        for cell in row.values():
            for part in cell.replace(";", "\n").replace("\t", "\n").splitlines():
                assert part.lstrip()[:1] not in {"=", "+", "-", "@", "＝"}, part


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
    said = [row["viewpoint"] for row in claim_rows(examine(case.read(path)))]
    assert "Kuril" in said[2]
    assert said[2].endswith("Measured to the recognised territory of Japan on land.")
    assert said[3].endswith("Measured to the United States with its territorial sea.")
    assert not any("Measured to" in words for words in (said[1], said[4]))


def test_without_claims_the_table_has_the_same_columns(tmp_path):
    report = examined("pacific")
    bare = replace(report, claims=(), conflicts=(), distances=())
    (head,) = exported(tmp_path, bare, ".csv").read_text(encoding="utf-8-sig").splitlines()
    assert head.split(",") == list(claim_rows(report)[0])
    columns, _ = read(exported(tmp_path, bare, ".gpkg"), "claims")
    with_claims, _ = read(exported(tmp_path, report, ".gpkg"), "claims")
    assert list(columns) == list(with_claims)
    assert not len(columns["id"])
