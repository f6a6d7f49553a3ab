"""``policycheck docs``."""

from pathlib import Path

from made_up import made_up_rules

from .conftest import Run


def test_it_says_where_the_handbook_is(run: Run, tmp_path: Path) -> None:
    rules = made_up_rules(tmp_path)
    folder = tmp_path / "book"
    result = run("docs", "-o", folder, "--rules", rules)
    assert (result.exit_code, result.stdout, result.stderr) == (0, f"{folder / 'index.html'}\n", "")
    assert (folder / "index.html").is_file()
    assert (folder / "nl/policies/acme.demo_2024/decisions/application.html").is_file()


def test_a_folder_of_others_is_refused_at_once(run: Run, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    result = run("docs", "-o", tmp_path, "-p", "asr.ggz_2022")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "choose a new directory" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_an_unknown_policy(run: Run, tmp_path: Path) -> None:
    result = run("docs", "-o", tmp_path / "book", "-p", "asr.ggz_2023")
    assert result.exit_code == 2
    assert "did you mean asr.ggz_2024?" in result.stderr
    assert not (tmp_path / "book").exists()
