"""``python -m constructs_lib diagram``: draws a synthesized stack."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from constructs_lib.diagram.mermaid import mermaid
from constructs_lib.diagram.picture import picture_of
from constructs_lib.diagram.stack import read_stack
from constructs_lib.diagram.svg import svg

_FORMATS = {".svg": svg, ".mmd": mermaid}
_FILE = "cdk.tf.json"


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; its exit code."""
    parser = argparse.ArgumentParser(prog="python -m constructs_lib")
    commands = parser.add_subparsers(dest="command", required=True)
    diagram = commands.add_parser(
        "diagram",
        help="draw a synthesized stack",
        description="Draw a synthesized stack: requests from the internet to the targets, and what "
        "the security groups let through.",
    )
    diagram.add_argument(
        "stack",
        nargs="?",
        help=f"a stack's name, or the path of a {_FILE} (the only stack in cdktf.out)",
    )
    diagram.add_argument(
        "--output",
        type=Path,
        help="the file to write: .svg, or .mmd for a Mermaid flowchart (<stack>.svg)",
    )
    options = parser.parse_args(arguments)
    try:
        written = draw(options.stack, options.output)
    except ValueError as error:
        print(f"error: {error}", file=sys.stderr)  # noqa: T201 - a command talks
        return 1
    print(written)  # noqa: T201 - as above
    return 0


def draw(stack: str | None, output: Path | None) -> Path:
    """Draw a stack; the file that is written.

    Raises:
        ValueError: There is no such stack, or no such format.
    """
    picture = picture_of(read_stack(_file_of(stack)))
    output = output or Path(f"{picture.name}.svg")
    if output.suffix not in _FORMATS:
        msg = f"--output must end in one of {', '.join(_FORMATS)}, got {str(output)!r}"
        raise ValueError(msg)
    output.write_text(_FORMATS[output.suffix](picture), encoding="utf-8")
    return output


def _file_of(stack: str | None) -> Path:
    if stack is not None and (stack.endswith(".json") or Path(stack).is_dir()):
        path = Path(stack)
        return path / _FILE if path.is_dir() else path
    found = sorted(path.parent.name for path in Path("cdktf.out/stacks").glob(f"*/{_FILE}"))
    if not found:
        msg = (
            "cdktf.out must hold a synthesized stack: run cdktf synth first, or name a cdk.tf.json"
        )
        raise ValueError(msg)
    name = stack if stack is not None or len(found) > 1 else found[0]
    if name not in found:
        msg = f"stack must be one of {', '.join(found)}, got {name or 'none of them named'}"
        raise ValueError(msg)
    return Path("cdktf.out/stacks") / name / _FILE


if __name__ == "__main__":
    sys.exit(main())
