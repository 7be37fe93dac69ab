"""Records read in blocks are those that are read one by one, in any text and at any size of block."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dashboard.intake import blocks
from dashboard.intake.blocks import Block, read_blocks
from dashboard.intake.decode import Bytes, read_bytes
from dashboard.intake.land import LANDED
from dashboard.intake.records import Record, read_records
from dashboard.intake.rows import Sorter
from dashboard.intake.understand import understand

PIECES = ('"', '""', ",", ",", "\n", "\n", "\r\n", "\r", "\0", " ", "a", "b", "é", '"x\ny",', "1,2,3\n")
"""What torn files are made of."""


def flat(items) -> list[Record]:
    """The records of blocks and records."""
    return [
        record
        for item in items
        for record in ([item] if isinstance(item, Record) else [item.record(i) for i in range(len(item))])
    ]


@settings(max_examples=300, deadline=None)
@given(pieces=st.lists(st.sampled_from(PIECES), min_size=1, max_size=60), size=st.integers(1, 60))
@example(pieces=["a,b,", '"open\n', "1,2,3\n", "1,2,3\n", "1,2,3"], size=5)
@example(pieces=['1,2,"x\ny"\n', '"a"b,2,3\n', "1,2,3\n"], size=1)
def test_blocks_hold_the_records_in_their_order(pieces, size, tmp_path_factory):
    """Quotes that stay open or close early, lone carriage returns, NUL bytes, ends of blocks anywhere."""
    path = tmp_path_factory.mktemp("blocks") / "torn.csv"
    path.write_bytes("".join(["x,y,z\n", *pieces]).encode())
    source = Bytes(path, path.name, "", path.stat().st_size, "utf-8", "")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "BLOCK_CHARACTERS", size)
        found = list(read_blocks(source, ",", 3))
    assert flat(found) == list(read_records(source, ",", 3))


ROWS = (
    "b{i},Zoe Lind,2026-03-{day:02},busy,people\n",
    'b{i},Zoe Lind,2026-03-{day:02},"left a\nmessage",people\n',
    "b{i},[None],2026-03-{day:02},private,people\n",
    "Call ID,Agent,Date,Outcome,Team\n",
    "Grand total,,,12,\n",
    "\n",
    "Title of a part\n",
    "b{i},Zoe Lind,2026-03-{day:02}\n",
    ",,,,\n",
)


@settings(max_examples=60, deadline=None)
@given(kinds=st.lists(st.sampled_from(ROWS), min_size=1, max_size=40))
def test_blocks_are_sorted_as_their_records_are(kinds, tmp_path_factory):
    """Furniture, repeated headers, torn rows and totals are found between rows that go through at once."""
    path = tmp_path_factory.mktemp("blocks") / "calls.csv"
    rows = [kind.format(i=i, day=i % 28 + 1) for i, kind in enumerate([ROWS[0], *kinds, ROWS[0]])]
    path.write_text("".join([ROWS[3], *rows]), encoding="utf-8", newline="")
    understood = understand(path, "calls", {}, {})
    mapping, source = understood.mapping, understood.source
    at_once = Sorter(mapping).sort(read_blocks(source, mapping.delimiter, mapping.width))
    singly = Sorter(mapping).sort(read_records(source, mapping.delimiter, mapping.width))
    assert told(mapping, at_once) == told(mapping, singly)


def told(mapping, verdicts) -> list[tuple]:
    """Each record's verdict, and the rows that it lands as."""
    sorter, found = Sorter(mapping), []
    for verdict, block in verdicts:
        rows = sorter.rows(block)[1] if verdict == LANDED else block.rows
        raws = [raw.rstrip("\r\n") for raw in block.raws]
        found += zip(block.lines, [verdict] * len(block), raws, rows, strict=True)
    return sorted(found)


def test_a_plain_file_is_one_block(tmp_path):
    """Nothing in it is looked at by itself but the header."""
    path = tmp_path / "calls.csv"
    path.write_text(ROWS[3] + "".join(ROWS[1].format(i=i, day=1) for i in range(500)), encoding="utf-8")
    (block,) = read_blocks(read_bytes(path), ",", 5)
    assert isinstance(block, Block)
    assert len(block) == 501
    assert block.lines[-1] == 1 + 1 + 2 * 499
