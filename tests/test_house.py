"""Rules of the house: arrows one way, SQL in its place, documents true."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from dashboard.warehouse import publish, sql

ROOT = Path(__file__).resolve().parents[1]
PYTHON = sorted((ROOT / "dashboard").rglob("*.py"))
SQL = sorted((ROOT / "queries").rglob("*.sql"))
PAGES_MAY_IMPORT = {"parts", "cached", "metrics", "agreement", "effect", "warehouse", "reader.codebook"}

MAY_IMPORT = {
    "app": PAGES_MAY_IMPORT | {"jobs"},
    "views": PAGES_MAY_IMPORT,
    "views/data": PAGES_MAY_IMPORT | {"intake", "jobs", "reading_job"},
    "views/code_notes": PAGES_MAY_IMPORT | {"coding_job"},
    "views/person": PAGES_MAY_IMPORT | {"jobs"},
    "views/my_notes": PAGES_MAY_IMPORT | {"jobs", "reading_job"},
    "views/obstacles": PAGES_MAY_IMPORT | {"jobs"},
    "views/definitions": PAGES_MAY_IMPORT | {"reader"},
    "parts/what_followed": PAGES_MAY_IMPORT | {"reader.precision"},
    "parts": {"parts", "cached", "metrics", "agreement", "effect", "warehouse", "reader.codebook"},
    "cached": {"agreement", "warehouse", "effect"},
    "effect": {"effect"},
    "agreement": {"agreement", "reader.codebook"},
    "metrics": set(),
    "intake": {"intake", "warehouse"},
    "reader": {"reader"},
    "reading_job": {"reader", "warehouse"},
    "sample": {"intake", "reader", "reading_job", "warehouse"},
    "learning": {"agreement", "reader", "reading_job", "warehouse"},
    "coding_job": {"agreement.sampling", "reading_job", "warehouse"},
    "jobs": {"intake", "reader.codebook", "reading_job", "sample", "warehouse"},
    "warehouse": {"warehouse"},
    "commands": {
        "agreement",
        "commands",
        "jobs",
        "learning",
        "reading_job",
        "reader",
        "warehouse",
        "intake",
        "effect",
    },
    "__main__": {"commands", "reading_job", "warehouse"},
    "__init__": set(),
}


def room(path: Path) -> str:
    """The room of a module, or the module itself where it has arrows of its own."""
    name = path.relative_to(ROOT / "dashboard").with_suffix("").as_posix()
    return name if name in MAY_IMPORT else name.split("/")[0]


def imported(path: Path) -> set[str]:
    """Full names of the modules that a file imports."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            package = path.relative_to(ROOT).with_suffix("").parts[: -node.level] if node.level else ()
            module = ".".join([*package, *([node.module] if node.module else [])])
            names |= {f"{module}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize("path", PYTHON, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_imports_go_one_way(path):
    """A room imports only from the rooms that its arrows lead to."""
    allowed = MAY_IMPORT[room(path)]
    for name in imported(path):
        if name.startswith("dashboard."):
            target = name.removeprefix("dashboard.")
            assert any(target == a or target.startswith(f"{a}.") for a in allowed), (
                f"{path.name} imports {name}"
            )


@pytest.mark.parametrize("path", PYTHON, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_streamlit_and_duckdb_have_one_place(path):
    """Pages alone know Streamlit; the warehouse alone knows DuckDB; what trains never runs."""
    packages = {name.split(".")[0] for name in imported(path)}
    assert "streamlit" not in packages or room(path).split("/")[0] in {"app", "views", "parts", "cached"}
    assert "duckdb" not in packages or room(path) == "warehouse"
    assert not packages & {"torch", "onnx"} or path.parent.name == "training"
    assert "sklearn" not in packages or path.parent.name in {"training", "effect"}


@pytest.mark.parametrize("path", PYTHON, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_sql_stands_in_sql_files_only(path):
    """No string of a module is a query; connections set options, attach and detach by their own words."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            query = re.match(r"\s*(select|with|insert|update|delete|create|drop|from)\s", node.value)
            assert not (query and re.search(r"\b(from|into|table|set)\s+\w", node.value)), node.value[:60]


@pytest.mark.parametrize("path", SQL, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_a_query_says_its_grain_and_is_never_formatted(path):
    """The first line is a comment; no place is left for text to be put in; no file exceeds 150 lines."""
    text = path.read_text(encoding="utf-8")
    assert text.startswith("-- "), "the first line says what one row is"
    assert not re.search(r"\{\w*\}|%s|\?(?!\))", re.sub(r"--.*|'[^']*'", "", text))
    assert text.count("\n") <= 150


def test_every_building_query_is_built():
    """Each file of canonical/ and marts/ is in the order in which the marts are built, once."""
    files = [f"{folder}/{name}" for folder in ("canonical", "marts") for name in sql.names(folder)]
    assert sorted(publish.BUILD) == sorted(files)


@pytest.mark.parametrize("path", sorted((ROOT / "queries" / "pages").glob("*.sql")), ids=lambda p: p.stem)
def test_page_queries_read_published_tables_only(path):
    """A page never reaches into the store."""
    assert "store." not in path.read_text(encoding="utf-8")


def test_the_list_of_queries_is_true():
    """queries/README.md names every query, and no other."""
    listed = re.findall(
        r"^\| `(\w+/\w+)` \|", (ROOT / "queries" / "README.md").read_text(encoding="utf-8"), re.M
    )
    assert listed == [p.relative_to(ROOT / "queries").with_suffix("").as_posix() for p in SQL]


def test_the_dashboard_listens_on_this_machine_only():
    """The shipped configuration binds the loopback address and sends no usage statistics."""
    config = tomllib.loads((ROOT / "dashboard/.streamlit/config.toml").read_text(encoding="utf-8"))
    assert config["server"]["address"] == "127.0.0.1"
    assert config["browser"]["gatherUsageStats"] is False


def test_unsafe_markup_has_no_place():
    """Nothing allows HTML but the one function that builds marked notes, and the one style sheet."""
    for path in PYTHON:
        text = path.read_text(encoding="utf-8")
        assert "unsafe_allow_html" not in text, path
        of_ours = text.replace('st.html(Path(__file__).with_name("page.css"))', "")
        assert "st.html(" not in of_ours or path.name == "evidence.py", path


def test_briefs_alone_are_written_as_html_and_always_escaped():
    """One module fills a template; its environment escapes, and no value there is trusted markup."""
    for path in PYTHON:
        packages = {name.split(".")[0] for name in imported(path)}
        assert not packages & {"jinja2", "markupsafe"} or path.name == "brief.py", path
    made = (ROOT / "dashboard/parts/brief.py").read_text(encoding="utf-8")
    template = (ROOT / "dashboard/parts/brief.html").read_text(encoding="utf-8")
    assert made.count("Environment(") == made.count("Environment(autoescape=True") == 1
    assert "streamlit" not in made
    assert not re.search(r"\bMarkup\b|\|\s*safe\b|autoescape\s+false", made + template)


@pytest.mark.parametrize("check", [["check"], ["format", "--check"]], ids=["rules", "layout"])
def test_the_code_keeps_its_style(check):
    """ruff finds nothing to say about any Python file."""
    done = subprocess.run(
        [sys.executable, "-m", "ruff", *check, "--quiet", "."],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_every_requirement_is_pinned():
    """Two machines install the same versions, whatever their Python."""
    for name in ("requirements.txt", "tests/requirements.txt", "dashboard/reader/training/requirements.txt"):
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            requirement = line.split("#")[0].split(";")[0].strip()
            assert not requirement or re.fullmatch(r"[\w.-]+(\[\w+\])?==[\w.]+|-r .+", requirement), line


def test_nothing_speaks_of_a_machine():
    """No file of the project holds a path of somebody's machine or the host of a package registry."""
    for path in [*PYTHON, *SQL, *ROOT.glob("*.txt"), *ROOT.glob("*.md"), *(ROOT / "tests").glob("*.py")]:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"(^|[^a-z.])/(work|home|root)/|\.\./" + "shared", text), path
