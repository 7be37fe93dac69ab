"""What holds for every page in a browser: it fits a phone, keeps nobody out, asks nobody else, adds up."""

from __future__ import annotations

import re
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from dashboard.warehouse import published
from tests.pages import VIEWS, address

GRAVE = ("serious", "critical")
PARTS = {
    "data": ("Imports", "Rows not used", "Coverage", "People and sources", "Checks", "Settings"),
    "definitions": ("Settings", "Codebook", "Reader", "Limits"),
}
"""Tabs of a page beside its first, each by its link."""
LINKS = [*(address(view) for view in VIEWS)] + [
    f"{address(view)}?part={part.replace(' ', '+')}" for view, parts in PARTS.items() for part in parts
]


@pytest.fixture(scope="module")
def site(sample_server, sample_workspace):
    """The address of a page; where it asks for a rep, that of one of whom much is known."""
    reps = published.run(sample_workspace, "person__reps")
    rep = reps.loc[reps["label"].str.startswith("Petra"), "person_key"].iloc[0]
    return lambda link: sample_server + (f"{link}?person={rep}" if link == "/person" else link)


@contextmanager
def opened(browser, address: str, **how):
    """A page in a session of its own, once it is drawn whole.

    A traceback on it is a failure, and so is a request to anybody but its own server.
    """
    # axe comes in as a script, which the server's own rules would keep out
    context = browser.new_context(bypass_csp=True, **how)
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.set_default_timeout(90_000)
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=90_000)
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=90_000)
    yield page
    assert page.get_by_test_id("stException").count() == 0
    own = re.match(r"https?://[^/]+", address)[0]
    assert [url for url in asked if not url.startswith((own, "data:", "blob:"))] == []
    context.close()


def grave(page) -> list[tuple[str, str, str]]:
    """What axe-core finds that keeps somebody out: how grave, which rule, where."""
    found = Axe().run(page).response["violations"]
    return [(v["impact"], v["id"], v["nodes"][0]["html"][:200]) for v in found if v["impact"] in GRAVE]


@pytest.mark.parametrize("link", LINKS)
def test_a_page_fits_a_phone_and_keeps_nobody_out(browser, site, link):
    """Nothing scrolls sideways at 390 pixels; axe-core finds nothing grave, wide and dark neither."""
    phone = {"viewport": {"width": 390, "height": 844}, "color_scheme": "light"}
    with opened(browser, site(link), **phone) as page:
        width, inner = page.evaluate(
            "(m => [m.scrollWidth, m.clientWidth])(document.querySelector('[data-testid=stMain]'))"
        )
        assert width <= inner
        assert grave(page) == []
        page.set_viewport_size({"width": 1440, "height": 1000})
        light = page.evaluate(
            "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
        )
        page.emulate_media(color_scheme="dark")
        expect(page.get_by_test_id("stApp")).not_to_have_css("background-color", light)
        expect(page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=90_000)
        assert grave(page) == []


@pytest.mark.parametrize("view", VIEWS)
def test_each_number_opens_its_rows_and_gives_the_keyboard_back(browser, site, view):
    """The drawer says the number of the button; Escape closes it, and the focus is on the button again."""
    with opened(browser, site(address(view))) as page:
        expect(page).to_have_title(f"{view.replace('_', ' ').capitalize()} · Heard")
        for button in page.locator("[class*=st-key-opens_] button").all():
            count = re.search(r"\d+$", button.inner_text())[0]
            button.press("Enter")
            drawer = page.get_by_role("dialog")
            said = page.locator(".st-key-drawer_count").first
            expect(said).to_have_text(re.compile(rf"^(The first \d+ of )?{count} "))
            page.keyboard.press("Escape")
            expect(drawer).to_have_count(0)
            expect(button).to_be_focused()
