"""How often the encoding of a slice of a speech is found: by speechtree, and by the libraries that are installed.

    pip install charset-normalizer chardet faust-cchardet opencc-python-reimplemented
    python benchmarks/encodings.py

Right is an encoding in which the slice reads as it was written. A detector that says GB2312 or GBK is taken to mean GB18030,
one that says Big5 to mean it with the characters of Hong Kong. OpenCC turns the speeches into traditional characters.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

from speechtree.readers.detection import CANDIDATES, detect
from speechtree.readers.text import WIDER

ROOT = Path(__file__).parents[1]
FILES = [*(ROOT / "examples").glob("*.txt"), *(ROOT / "tests" / "pages").glob("*.txt")]
LENGTHS = (range(4, 11), range(11, 31), range(31, 201))
NUMBER = 500  # slices of each range of lengths in each encoding
Detector = Callable[[bytes], str | None]


def detectors() -> dict[str, Detector]:
    """Those that are there."""
    found: dict[str, Detector] = {"speechtree": detect}
    for name, call in (
        ("charset_normalizer", lambda module, data: (best := module.from_bytes(data).best()) and best.encoding),
        ("chardet", lambda module, data: module.detect(data)["encoding"]),
        ("cchardet", lambda module, data: module.detect(data)["encoding"]),
    ):
        try:
            module = import_module(name)
        except ImportError:
            continue
        found[name] = lambda data, call=call, module=module: call(module, data)  # type: ignore[misc]
    return found


def is_right(detector: Detector, words: str, encoding: str) -> bool:
    """Whether the encoding that is found reads what was written."""
    data = words.encode(encoding)
    name = (detector(data) or "").lower()
    try:
        return data.decode(WIDER.get(name, name)) == words
    except (LookupError, ValueError):
        return False


def main() -> None:
    """Print a table for each script."""
    simplified = "".join("".join(path.read_text(encoding="utf-8").split()) for path in sorted(FILES))
    scripts: dict[str, Any] = {"simplified": (simplified, [name for name in CANDIDATES if name != "big5hkscs"])}
    try:
        scripts["traditional"] = (import_module("opencc").OpenCC("s2t").convert(simplified), list(CANDIDATES))
    except ImportError:
        print("no OpenCC: simplified characters only")
    print(f"{'':12}{'':12}{'':20}" + "".join(f"{f'{one[0]} to {one[-1]}':>12}" for one in LENGTHS))
    for script, (text, encodings) in scripts.items():
        for encoding in encodings:
            for name, detector in detectors().items():
                random = Random(1)  # noqa: S311 - not for secrets
                shares = []
                for lengths in LENGTHS:
                    slices = [
                        text[(at := random.randrange(len(text) - 200)) : at + random.choice(lengths)] for _ in range(NUMBER)
                    ]
                    writable = [one for one in slices if _is_writable(one, encoding)]
                    shares.append(sum(is_right(detector, one, encoding) for one in writable) / len(writable))
                print(f"{script:12}{encoding:12}{name:20}" + "".join(f"{share:12.1%}" for share in shares), flush=True)


def _is_writable(words: str, encoding: str) -> bool:
    try:
        words.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


if __name__ == "__main__":
    main()
