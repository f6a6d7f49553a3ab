#!/usr/bin/env python3
"""Sets up .venv in this checkout, once, and runs a command in it.

python3 dev.py eval CASE...        any policycheck command line
python3 dev.py policycheck ARGS... the same, for a command that has one of the names below
python3 dev.py test [ARGS...]      the tests; ARGS go to pytest
python3 dev.py check [PATHS...]    ruff and mypy
python3 dev.py build               dist/: the wheel, tried in an empty environment
python3 dev.py bench [ARGS...]     how fast many cases are decided, as tables; --help says more
python3 dev.py proofs [ARGS...]    how long proofs take, as tables; --help says more
python3 dev.py agreement [ARGS...] whether every engine decides many cases alike; --help says more
python3 dev.py lock [--upgrade]    requirements*.txt, anew from pyproject.toml; needs uv

It needs Python 3.11 or newer, and nothing else. Packages come from where your pip finds them.
Exit codes are those of the command; 3 means that the set-up failed.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Iterator, Sequence

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
GUARD = VENV / ".dev-guard"  # locked while one process sets up; also shows that dev.py made .venv
STAMP = VENV / ".dev-stamp"  # which stages are complete, and for which files

PINNED = ("--require-hashes", "--requirement")

# What pip installs for each stage, one list of arguments per call.
#
# The project itself is a real editable install: it has the `policycheck` script and metadata, like
# any other install. Its build backend comes from requirements-build.txt, with hashes, so that pip
# need not fetch one into an isolated environment.
STAGES = {
    "run": [
        [*PINNED, "requirements.txt", "--requirement", "requirements-build.txt"],
        ["--no-deps", "--no-build-isolation", "--editable", "."],
    ],
    "develop": [[*PINNED, "requirements-dev.txt"]],
    # The wheel asks for Python 3.14 and works on 3.11: it is ctypes around a shared library.
    "opa": [["--ignore-requires-python", "--no-deps", *PINNED, "requirements-opa.txt"]],
    # Half a gigabyte, for the tests of one module: in CI, and for whoever asks.
    "spark": [["--no-build-isolation", *PINNED, "requirements-spark.txt"]],
    # What drives a browser, for the tests of reports: in CI, and for whoever asks.
    "browser": [[*PINNED, "requirements-browser.txt"]],
}
OPA = "opa-golib-python-bindings==0.4.4"
BROWSER = "axe-playwright-python>=0.1.8\nplaywright>=1.50"

EXAMPLE = ROOT / "fixtures/cases/asr.ggz_2024/new-institution.yaml"
OUTCOMES = ("met", "not_met", "refer", "undetermined", "not_applicable")

# For the whole of the tests. The slow ones stand together, so a worker that is done takes over
# tests that another one holds: measured on two cores, that is what makes two workers quicker.
TWO_WORKERS = ("-n", "auto", "--maxprocesses", "2", "--dist", "worksteal")

SETUP_FAILED = 3
INTERRUPTED = 130


class SetupError(Exception):
    """The environment cannot be set up, or the wheel does not work in an empty one."""


def say(message: str) -> None:
    """Tell it on standard error: standard output belongs to the command that is run."""
    print(f"dev.py: {message}", file=sys.stderr, flush=True)


def python_in(venv: Path) -> str:
    """The interpreter of that environment."""
    return str(venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))


def quietly(command: Sequence[str], cwd: Path = ROOT) -> str:
    """Run a command; its output is returned, and is shown only if it fails."""
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_USER": "0"}
    environment.pop("PYTHONPATH", None)
    done = subprocess.run(
        command,
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        close_fds=False,  # a child that outlives this process keeps the guard locked
        check=False,
    )
    output = done.stdout.decode(errors="replace")
    if done.returncode:
        raise SetupError(f"{output.rstrip()}\nfailed: {' '.join(command)}")
    return output


def pip_install(venv: Path, arguments: Sequence[str]) -> None:
    """Install into that environment, with the user's own pip settings."""
    quietly([python_in(venv), "-I", "-m", "pip", "install", *arguments])


def make_venv(venv: Path) -> None:
    """Make an environment from the interpreter under this one, even when it is an environment."""
    base = getattr(sys, "_base_executable", None) or sys.executable
    quietly([base, "-I", "-m", "venv", str(venv)])


def digest() -> str:
    """What the environment is made from: the locks, the project's metadata, Python, the place."""
    made_from = [sys.version, sys.base_prefix, str(ROOT)]
    for file in sorted([*ROOT.glob("requirements*.txt"), ROOT / "pyproject.toml"]):
        made_from += [file.name, file.read_text(encoding="utf-8")]
    return hashlib.sha256("\0".join(made_from).encode()).hexdigest()


def finished() -> set[str]:
    """The stages that .venv has completed for the files as they are now."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return set()
    current = stamp["digest"] == digest() and Path(python_in(VENV)).exists()
    return set(stamp["stages"]) if current else set()


@contextmanager
def guarded() -> Iterator[None]:
    """Let one process at a time set up .venv; the others wait."""
    # In this order: whoever put something there with dev.py had put the guard there before.
    if VENV.exists() and any(VENV.iterdir()) and not GUARD.exists():
        raise SetupError(f"{VENV} was not made by dev.py: move it away or delete it, and try again")
    VENV.mkdir(exist_ok=True)
    with GUARD.open("a", encoding="utf-8") as guard:
        os.set_inheritable(guard.fileno(), True)
        lock(guard)
        yield


def lock(file: IO[str]) -> None:
    """Wait for the lock of that file; closing the file gives it back."""
    if sys.platform == "win32":
        import msvcrt

        while True:
            try:
                return msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
            except OSError:
                continue  # it tries ten times, a second apart
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        say("waiting for another dev.py that is setting up .venv")
        fcntl.flock(file, fcntl.LOCK_EX)
    return None


def clear_venv() -> None:
    """Empty .venv, but for the guard that this process holds."""
    for entry in VENV.iterdir():
        if entry == GUARD:
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()


def prepare(*stages: str) -> None:
    """Bring .venv to those stages.

    The stamp is gone while anything changes, so an interrupted set-up starts from nothing.
    """
    if finished().issuperset(stages):
        return
    with guarded():
        done = finished()
        STAMP.unlink(missing_ok=True)
        if not done:
            say("setting up .venv, which takes a minute the first time")
            clear_venv()
            make_venv(VENV)
        for stage in stages:
            if stage not in done and install(stage):
                done.add(stage)
        unfinished = STAMP.with_suffix(".new")
        unfinished.write_text(
            json.dumps({"digest": digest(), "stages": sorted(done)}), encoding="utf-8"
        )
        unfinished.replace(STAMP)


def install(stage: str) -> bool:
    """Install one stage. Only the real OPA may be missing: not every platform has a wheel."""
    try:
        for arguments in STAGES[stage]:
            pip_install(VENV, arguments)
    except SetupError as error:
        if stage != "opa":
            raise
        reason = next((line for line in str(error).splitlines() if line.startswith("ERROR")), "")
        say(f"warning: the tests against the real OPA cannot run: {reason or error}")
        return False
    return True


def become(*command: str) -> int:
    """End as that command: its signals, its streams, its exit code."""
    if os.name == "posix":
        os.execv(command[0], command)
    return subprocess.call(command)


def policycheck(arguments: Sequence[str]) -> int:
    """Run policycheck where the user stands; -P keeps that folder's modules out of its imports."""
    prepare("run")
    return become(python_in(VENV), "-P", "-m", "policycheck", *arguments)


def test(arguments: Sequence[str]) -> int:
    """Run pytest: all of the tests with two workers, or as the arguments say.

    In CI with Spark and what drives a browser. Elsewhere their tests are skipped, unless CI=true
    once installed them.
    """
    in_ci = os.environ.get("CI") == "true"
    prepare("run", "develop", "opa", *(["spark", "browser"] if in_ci else []))
    os.chdir(ROOT)
    return become(python_in(VENV), "-m", "pytest", *(arguments or TWO_WORKERS))


def check(arguments: Sequence[str]) -> int:
    """Run the linter, the formatter and the type checker, all three even if one finds something."""
    prepare("run", "develop")
    tools = (["ruff", "check"], ["ruff", "format", "--check"], ["mypy"])
    codes = [
        subprocess.call([python_in(VENV), "-m", *tool, *arguments], cwd=ROOT) for tool in tools
    ]
    return max(codes)


def bench(arguments: Sequence[str]) -> int:
    """Measure every engine and whole runs; what it needs is what the tests need."""
    prepare("run", "develop", "opa")
    return become(python_in(VENV), str(ROOT / "bench/volume.py"), *arguments)


def proofs(arguments: Sequence[str]) -> int:
    """Measure the proofs of shipped laws, of larger policies and of longer lists."""
    prepare("run")
    return become(python_in(VENV), str(ROOT / "bench/proofs.py"), *arguments)


def agreement(arguments: Sequence[str]) -> int:
    """Compare every engine on very many cases; what it needs is what the tests need."""
    prepare("run", "develop", "opa")
    return become(python_in(VENV), str(ROOT / "tests/agreement/at_scale.py"), *arguments)


def build(_: Sequence[str]) -> int:
    """Build dist/, and try the wheel where nothing of the checkout is in reach.

    The wheel is made from the sdist, in an environment of the build requirements alone: so the
    sdist is complete, and `pip install policycheck-0.1.0.tar.gz` works for everybody.
    """
    prepare("run")
    dist = ROOT / "dist"
    shutil.rmtree(dist, ignore_errors=True)
    quietly([python_in(VENV), "-I", "-m", "hatchling", "build", "-t", "sdist", "-d", str(dist)])
    (sdist,) = dist.glob("*.tar.gz")
    with tempfile.TemporaryDirectory(prefix="policycheck-") as directory:
        outside = Path(directory)
        wheel = build_wheel(sdist, outside / "building")
        venv = outside / "using"
        make_venv(venv)
        pip_install(venv, [*PINNED, "requirements.txt"])
        pip_install(venv, ["--no-deps", "--no-index", str(wheel)])
        case = Path(shutil.copy(EXAMPLE, outside / EXAMPLE.name))
        print(f"built {wheel.relative_to(ROOT)}; {try_out(venv, case)}")
    return 0


def build_wheel(sdist: Path, venv: Path) -> Path:
    """Build the wheel beside its sdist, in a new environment."""
    make_venv(venv)
    pip_install(venv, [*PINNED, "requirements-build.txt"])
    local = ["--no-deps", "--no-index", "--no-build-isolation"]
    pip = [python_in(venv), "-I", "-m", "pip"]
    quietly([*pip, "wheel", *local, "--wheel-dir", str(sdist.parent), str(sdist)])
    (wheel,) = sdist.parent.glob("*.whl")
    return wheel


def try_out(venv: Path, case: Path) -> str:
    """Run the installed script on a case that lies beside it; return what it decided."""
    script = str(Path(python_in(venv)).with_name("policycheck"))
    policy = EXAMPLE.parent.name
    listing = quietly([script, "list"], cwd=case.parent)
    if policy not in listing:
        raise SetupError(f"the installed `policycheck list` does not name {policy}:\n{listing}")
    answer = quietly([script, "eval", case.name, "--format", "json"], cwd=case.parent)
    decisions = {
        f"{result['policy']}.{result['decision']}": result["outcome"]
        for result in json.loads(answer)["results"]
    }
    if not any(outcome in OUTCOMES for outcome in decisions.values()):
        raise SetupError(f"the installed `policycheck eval` decides nothing:\n{answer}")
    return ", ".join(f"{decision}: {outcome}" for decision, outcome in decisions.items())


def lock_requirements(arguments: Sequence[str]) -> int:
    """Write the locks anew. Without --upgrade, what is pinned stays where it still fits."""
    import tomllib

    uv = shutil.which("uv")
    if not uv:
        raise SetupError("`lock` needs uv on the path: pip install uv")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    build_requires = "\n".join(project["build-system"]["requires"])
    # What users can ask for is at hand in a checkout.
    names = ("author", "batch", "calendar", "excel", "prove")
    extras = [word for name in names for word in ("--extra", name)]
    optional = project["project"]["optional-dependencies"]
    spark = "\n".join(each for each in optional["spark"] if not each.startswith("policycheck"))
    runtime, backend = ["-c", "requirements.txt"], ["-c", "requirements-build.txt"]
    compiled: list[tuple[str, list[str], str]] = [
        ("requirements.txt", ["pyproject.toml", *extras], ""),
        ("requirements-build.txt", ["-", *runtime], build_requires),
        (
            "requirements-dev.txt",
            ["pyproject.toml", "--extra", "dev", *extras, *runtime, *backend],
            "",
        ),
        ("requirements-opa.txt", ["-", "--no-deps", "--python-version", "3.14"], OPA),
        ("requirements-spark.txt", ["-", "-c", "requirements-dev.txt"], spark),
        ("requirements-browser.txt", ["-", "-c", "requirements-dev.txt"], BROWSER),
    ]
    for file, sources, standard_input in compiled:
        version = [] if "--python-version" in sources else ["--python-version", "3.11"]
        options = ["--universal", "--generate-hashes", "--no-annotate", "--no-python-downloads"]
        subprocess.run(
            [uv, "pip", "compile", "-q", *sources, *options, *version, *arguments, "-o", file],
            cwd=ROOT,
            env={**os.environ, "UV_CUSTOM_COMPILE_COMMAND": "python3 dev.py lock"},
            input=standard_input.encode(),
            check=True,
        )
    return 0


COMMANDS = {
    "policycheck": policycheck,
    "test": test,
    "check": check,
    "bench": bench,
    "proofs": proofs,
    "agreement": agreement,
    "build": build,
    "lock": lock_requirements,
}


def main(arguments: Sequence[str]) -> int:
    """Run one command line; return its exit code."""
    if sys.version_info < (3, 11):
        found = ".".join(map(str, sys.version_info[:3]))
        say(f"policycheck needs Python 3.11 or newer; {sys.executable} is {found}.")
        say("Start dev.py with a newer one, such as: python3.12 dev.py eval CASE")
        return SETUP_FAILED
    if not arguments or arguments[0] in ("-h", "--help"):
        print(__doc__.strip())
        return 0
    try:
        if arguments[0] in COMMANDS:
            return COMMANDS[arguments[0]](arguments[1:])
        return policycheck(arguments)
    except SetupError as error:
        say(str(error))
        return SETUP_FAILED
    except subprocess.CalledProcessError as error:
        return error.returncode
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
