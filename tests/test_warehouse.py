"""The store, publishing and reading: one writer, readers that never wait, nothing lost by a kill."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from dashboard.warehouse import publish, published, sql, store, workspace

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def ws(tmp_path):
    """An empty workspace with its store made."""
    ws = workspace.named(tmp_path / "workspace")
    with store.writing(ws):
        pass
    return ws


def write_a_row(opened):
    opened.run("store/settle_person", alias="ann", person_ref="u1", settled_by="ana")


def count_written(ws):
    with store.opened(ws) as con:
        return con.execute("select count(*) from aliases").fetchone()[0]


def test_a_failed_write_leaves_nothing(ws):
    """An exception inside a transaction takes all of it back."""

    def fail():
        with store.writing(ws) as opened:
            write_a_row(opened)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert count_written(ws) == 0


def test_a_killed_write_leaves_the_last_good_state(ws):
    """A process killed inside its transaction leaves the store as it was, free for the next writer."""
    with store.writing(ws) as opened:
        write_a_row(opened)
    script = (
        "import sys, time; from dashboard.warehouse import store, workspace\n"
        "with store.writing(workspace.named(sys.argv[1])) as opened:\n"
        "    opened.run('store/settle_person', alias='bo', person_ref='u2', settled_by='ana')\n"
        "    print('written', flush=True); time.sleep(60)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(ws.folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline().strip() == "written"
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert count_written(ws) == 1


def test_a_second_writer_waits_and_says_so(ws):
    """While another process writes, a writer waits with a sentence and then goes on."""
    script = (
        "import sys, time; from dashboard.warehouse import store, workspace\n"
        "with store.writing(workspace.named(sys.argv[1])):\n"
        "    print('writing', flush=True); time.sleep(1)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(ws.folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline().strip() == "writing"
    heard = []
    with store.writing(ws, waiting=heard.append) as opened:
        write_a_row(opened)
    assert process.wait() == 0
    assert len(heard) == 1
    assert "waiting" in heard[0]


def test_landed_rows_of_the_next_writer_stay(ws, monkeypatch):
    """Its rows land under the same name as soon as the store is free, so a writer clears up before that."""
    connect = store._connect_when_free

    class Connection:
        """As DuckDB's, but the next writer begins to land rows the moment it closes."""

        def __init__(self, con):
            self.con = con

        def __getattr__(self, name):
            return getattr(self.con, name)

        def close(self):
            self.con.close()
            ws.landing_path.write_bytes(b"rows of the next writer")

    monkeypatch.setattr(store, "_connect_when_free", lambda *given: Connection(connect(*given)))
    with store.writing(ws) as opened:
        write_a_row(opened)
    assert ws.landing_path.read_bytes() == b"rows of the next writer"


def test_a_publish_is_seen_and_the_file_before_it_stays_readable(ws):
    """Readers see a new version at once; a connection to the version before goes on."""
    publish.publish(ws)
    before = published.data_version(ws)
    cursor = published._connection(ws.published_marts()[0]).cursor()
    with store.writing(ws) as opened:
        write_a_row(opened)
    publish.publish(ws)
    assert published.data_version(ws) != before
    assert cursor.execute("select count(*) from settings").fetchone()[0] > 10


def test_only_two_published_files_stay(ws):
    """Old marts are removed; the newest and the one before it stay."""
    for _ in range(4):
        with store.writing(ws) as opened:
            write_a_row(opened)
        publish.publish(ws)
    assert len(ws.published_marts()) == publish.KEPT


def test_an_unpublished_write_is_found(ws):
    """After a kill between a write and its publishing, the next start knows that marts are stale."""
    publish.publish(ws)
    assert not publish.is_stale(ws)
    with store.writing(ws) as opened:
        write_a_row(opened)
    assert publish.is_stale(ws)


def test_a_start_does_not_wait_for_a_writer(ws):
    """While the store is being written nothing is called stale: whoever writes will publish."""
    publish.publish(ws)
    with store.writing(ws) as opened:
        write_a_row(opened)
        assert not publish.is_stale(ws)


def test_a_transaction_that_wrote_nothing_needs_no_publish(ws):
    """Looking into the store does not make the marts stale."""
    publish.publish(ws)
    with store.writing(ws) as opened:
        opened.leave_unchanged()
    assert not publish.is_stale(ws)


def test_many_threads_query_at_once(ws):
    """A cursor a query: eight threads read the same file without an error."""
    publish.publish(ws)
    failures = []

    def ask():
        try:
            for _ in range(20):
                published.run_checks(ws)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures


def test_an_empty_workspace_says_what_to_do(tmp_path):
    """A query on a workspace without data names the folder and the next step."""
    with pytest.raises(published.NothingPublishedError, match="import files first"):
        published.run(workspace.named(tmp_path), published.query_names()[0])


def test_a_misspelt_parameter_is_an_error(ws):
    """A filter that no query knows never filters nothing in silence."""
    publish.publish(ws)
    with pytest.raises(KeyError, match="no parameter"):
        published.run(ws, published.query_names()[0], temm="East")


def test_an_unknown_query_names_the_known_ones():
    """The error of a misspelt query lists what there is."""
    with pytest.raises(LookupError, match="rep_weeks"):
        sql.text("marts/rep_week")


def test_readers_cannot_reach_other_files(ws, tmp_path):
    """A connection to published marts reads no file beside it."""
    publish.publish(ws)
    (tmp_path / "secret.csv").write_text("a\n1\n")
    con = published._connection(ws.published_marts()[0])
    with pytest.raises(Exception, match="disabled by configuration"):
        con.cursor().execute("from read_csv($path)", {"path": str(tmp_path / "secret.csv")})


def test_checks_pass_on_an_empty_workspace(ws):
    """No check finds anything where there is nothing."""
    publish.publish(ws)
    assert all(frame.empty for frame in published.run_checks(ws).values())


def test_the_schema_is_taken_step_by_step_once(ws):
    """Opening a store again takes no schema step twice."""
    with store.opened(ws) as con:
        taken = [name for (name,) in con.execute(sql.text("store/schema_done")).fetchall()]
    assert taken == sql.names("schema")
