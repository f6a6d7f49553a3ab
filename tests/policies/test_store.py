"""Parsed manifests are kept by content: fast again, safe to delete, never stale."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from made_up import made_up_rules, replace
from policycheck.errors import RulesError
from policycheck.policies import store
from policycheck.policies.store import compile_all, read_manifest

FILE = "acme/demo_2024/parameters.yaml"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    directory = tmp_path / "cache"
    monkeypatch.setenv("POLICYCHECK_CACHE", str(directory))
    return directory


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    return made_up_rules(tmp_path) / FILE


def test_a_manifest_is_parsed_once(
    cache: Path, manifest: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = read_manifest(manifest)
    monkeypatch.setattr(store, "_checked", None)
    assert read_manifest(manifest) == first
    assert len(list(cache.iterdir())) == 1


def test_a_changed_manifest_is_parsed_again(cache: Path, manifest: Path) -> None:
    read_manifest(manifest)
    replace(manifest, '"2023-10-01"', '"2023-11-01"')
    assert read_manifest(manifest)["request_until"]["versions"][1]["value"] == "2023-11-01"


def test_a_damaged_entry_is_made_anew(cache: Path, manifest: Path) -> None:
    whole = read_manifest(manifest)
    (entry,) = cache.iterdir()
    entry.write_text("{half", encoding="utf-8")
    assert read_manifest(manifest) == whole
    assert json.loads(entry.read_text(encoding="utf-8")) == whole


def test_a_cache_that_cannot_be_written_is_done_without(cache: Path, manifest: Path) -> None:
    cache.write_text("a file stands in the way", encoding="utf-8")
    assert read_manifest(manifest)["request_until"]["unit"] == "date"


def test_concurrent_readers_agree(cache: Path, manifest: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(read_manifest, [manifest] * 16))
    assert all(result == results[0] for result in results)
    assert [entry.suffix for entry in cache.iterdir()] == [".json"]


def test_a_wheel_gets_every_manifest(tmp_path: Path) -> None:
    rules = made_up_rules(tmp_path)
    laws = rules / "acme/demo_2024/laws.yaml"
    law = "{title: {nl: Een., en: One.}, decision: application, never: [{outcome: refer}]}"
    laws.write_text(f"x: {law}\n", encoding="utf-8")
    compile_all(rules, tmp_path / "compiled")
    assert len(list((tmp_path / "compiled").iterdir())) == len(list(rules.rglob("*.yaml"))) == 6
    laws.write_text(f"x: {law.replace('never', 'nver')}\n", encoding="utf-8")
    with pytest.raises(RulesError, match="unknown key nver"):
        compile_all(rules, tmp_path / "compiled")
