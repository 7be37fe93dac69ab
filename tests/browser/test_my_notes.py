"""My notes in a real browser: what an author sees keeps nobody out, and the browser keeps none of it."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from dashboard.warehouse import published
from tests.browser.test_every_page import grave, opened

AUTHOR = "Radek Svoboda"


def choose(page) -> None:
    box = page.get_by_role("combobox", name="I am")
    box.click()
    box.fill("Radek")
    page.get_by_role("option", name=AUTHOR).click()
    expect(page.get_by_role("heading", name="What would I ask now?")).to_be_visible()
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=90_000)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_an_author_sees_fits_a_phone_and_keeps_nobody_out(browser, sample_server, scheme):
    """Nothing scrolls sideways at 390 pixels; axe-core finds nothing grave, on a wide screen neither."""
    phone = {"viewport": {"width": 390, "height": 844}, "color_scheme": scheme}
    with opened(browser, f"{sample_server}/my_notes", **phone) as page:
        choose(page)
        width, inner = page.evaluate(
            "(m => [m.scrollWidth, m.clientWidth])(document.querySelector('[data-testid=stMain]'))"
        )
        assert width <= inner
        assert grave(page) == []
        page.set_viewport_size({"width": 1440, "height": 1000})
        assert grave(page) == []


def test_the_browser_keeps_nothing_of_who_looked(browser, sample_server, sample_workspace):
    """Neither the address nor cookies nor its stores hold the name or the key; a reload asks anew."""
    authors = published.run(sample_workspace, "my_notes__authors").set_index("label")["person_key"]
    with opened(browser, f"{sample_server}/my_notes") as page:
        choose(page)
        kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, history.state])")
        kept += page.url + json.dumps(page.context.cookies())
        assert AUTHOR.split()[0] not in kept
        assert authors[AUTHOR] not in kept
        page.get_by_role("link", name="Do more").first.click()
        expect(page.get_by_role("link", name="My notes: what could I ask next time?")).to_be_visible()
        assert authors[AUTHOR] not in page.url
        page.reload()
        expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=90_000)
        expect(page.get_by_role("link", name="My notes: what could I ask next time?")).to_have_count(0)
