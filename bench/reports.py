"""How large the report of a portfolio is, and how long it takes to make, to show and to filter.

.venv/bin/python bench/reports.py [--providers 5000] [--browser] [--keep FILE]

Cases are generated from a seed (tests/generators/portfolio.py) and decided by the compiled rules.
With --browser a real Chromium opens the page: the time until something is painted, and until a
filter has done its work and the rows stand. It is no test: a busy machine makes it all
larger.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "tests"))  # the generator of cases, and where Chromium is

import policycheck  # noqa: E402
from policycheck.facts import case_from_mapping, load_schemas  # noqa: E402
from policycheck.model import Fact, Language  # noqa: E402
from policycheck.report.document import Answer  # noqa: E402
from policycheck.report.pages.html import portfolio_html  # noqa: E402
from policycheck.report.pages.portfolio import portfolio_view  # noqa: E402
from policycheck.report.pages.speaking import speaking  # noqa: E402

POLICY, DECISION = "asr.ggz_2024", "eligibility"
RESULTS = ROOT / "bench/results/reports.json"
REPEAT = 5
# The time until the browser has drawn what an action changed: two frames later.
FILTER = """async ([id, value]) => {
  const control = document.getElementById(id);
  const start = performance.now();
  control.value = value;
  control.dispatchEvent(new Event(id === "by-text" ? "input" : "change"));
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return performance.now() - start;
}"""
PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"


def decided(providers: int) -> tuple[Any, list[Answer], float]:
    """The policies, an answer for each provider, and the seconds that deciding took."""
    from generators.portfolio import Portfolio

    policies = policycheck.load(policies=[POLICY], engine="compiled")
    files = Portfolio(policies, POLICY, DECISION, seed="reports").files(providers)
    cases = []
    for number, file in enumerate(files):
        file.setdefault("provider", {})["name"] = f"Zorgaanbieder {number:05}"
        cases.append(case_from_mapping(file, name=f"cases/provider-{number:05}.yaml"))
    start = time.perf_counter()
    answers = [
        Answer(
            case.name,
            (policies.decide(POLICY, DECISION, case),),
            about=(Fact("/provider/name", case.value["provider"]["name"]),),
        )
        for case in cases
    ]
    return policies, answers, time.perf_counter() - start


def in_browser(file: Path) -> dict[str, float]:
    """Milliseconds until something is painted, and for filters; medians."""
    from playwright.sync_api import sync_playwright

    from browser.conftest import FLAGS, program

    paints, texts, outcomes, sorts = [], [], [], []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program(), args=list(FLAGS))
        for _ in range(REPEAT):
            page = browser.new_page()
            page.goto(file.as_uri())
            page.wait_for_selector("#filters:visible")
            paints.append(page.evaluate(PAINT))
            texts.append(page.evaluate(FILTER, ["by-text", "aanbieder 00"]))
            texts.append(page.evaluate(FILTER, ["by-text", ""]))
            outcomes.append(page.evaluate(FILTER, ["by-outcome", "undetermined"]))
            start = time.perf_counter()
            page.click("th[data-sort=name] button")
            sorts.append(1000 * (time.perf_counter() - start))
            page.close()
        browser.close()
    names = ("first paint", "filter by text", "filter by outcome", "sort, with the click")
    measured = (paints, texts, outcomes, sorts)
    return {
        f"{n}, ms": round(statistics.median(v), 1) for n, v in zip(names, measured, strict=True)
    }


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--providers", type=int, default=5000)
    parser.add_argument("--browser", action="store_true")
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    policies, answers, seconds = decided(asked.providers)
    speak = speaking(load_schemas().dictionary)
    start = time.perf_counter()
    html = portfolio_html(
        portfolio_view(answers, policies.manifests, speak), speak.nl.words.language
    )
    made = time.perf_counter() - start
    assert speak.nl.words.language is Language.NL
    found: dict[str, float] = {
        "providers": asked.providers,
        "size, MB": round(len(html.encode()) / 1e6, 2),
        "deciding, s": round(seconds, 2),
        "making the page, s": round(made, 2),
    }
    with tempfile.TemporaryDirectory() as place:
        file = (asked.keep or Path(place) / "portfolio.html").resolve()
        file.write_text(html, encoding="utf-8")
        if asked.browser:
            found |= in_browser(file)
    for name, value in found.items():
        print(f"{name:24} {value:>10}")
    RESULTS.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
