"""The command ``python -m embedded_aws``: the demo, which can be interrupted at any time."""

import sys

try:
    from embedded_aws.demo import main

    sys.exit(main())
except KeyboardInterrupt:
    print("\nInterrupted. The emulated AWS and its resources are deleted.", file=sys.stderr)
    sys.exit(130)
