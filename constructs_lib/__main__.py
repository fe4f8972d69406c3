"""The command ``python -m constructs_lib diagram``."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from constructs_lib.diagram.diagram import diagram_of
from constructs_lib.diagram.mermaid import mermaid
from constructs_lib.diagram.stack import read_stack
from constructs_lib.diagram.svg import svg

_FORMATS = {".svg": svg, ".mmd": mermaid}
_FILE = "cdk.tf.json"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command, and return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m constructs_lib")
    commands = parser.add_subparsers(dest="command", required=True)
    diagram = commands.add_parser(
        "diagram",
        help="draw a synthesized stack",
        description="Draw a synthesized stack: the request flow from the internet to the targets, "
        "and the traffic that security groups allow.",
    )
    diagram.add_argument(
        "stack",
        nargs="?",
        help=f"name of a stack, or path of a {_FILE} (default: the only stack in cdktf.out)",
    )
    diagram.add_argument(
        "--output",
        type=Path,
        help="file to write, .svg, or .mmd for a Mermaid flowchart (default: <stack>.svg)",
    )
    options = parser.parse_args(arguments)
    try:
        output = draw(options.stack, options.output)
    except ValueError as error:
        print(f"error: {error}", file=sys.stderr)  # noqa: T201 - a command prints
        return 1
    print(output)  # noqa: T201 - as above
    return 0


def draw(stack: str | None, output: Path | None) -> Path:
    """Draw a stack, and return the file that is written.

    Raises:
        ValueError: The stack or the format does not exist.
    """
    diagram = diagram_of(read_stack(_file_of(stack)))
    output = output or Path(f"{diagram.name}.svg")
    if output.suffix not in _FORMATS:
        msg = f"--output must end in one of {', '.join(_FORMATS)}, got {str(output)!r}"
        raise ValueError(msg)
    output.write_text(_FORMATS[output.suffix](diagram), encoding="utf-8")
    return output


def _file_of(stack: str | None) -> Path:
    if stack is not None and (stack.endswith(".json") or Path(stack).is_dir()):
        path = Path(stack)
        return path / _FILE if path.is_dir() else path
    stacks = sorted(path.parent.name for path in Path("cdktf.out/stacks").glob(f"*/{_FILE}"))
    if not stacks:
        msg = "cdktf.out has no synthesized stack: run cdktf synth first, or name a cdk.tf.json"
        raise ValueError(msg)
    name = stack if stack is not None or len(stacks) > 1 else stacks[0]
    if name not in stacks:
        msg = f"stack must be one of {', '.join(stacks)}, got {name or 'none'}"
        raise ValueError(msg)
    return Path("cdktf.out/stacks") / name / _FILE


if __name__ == "__main__":
    sys.exit(main())
