"""``python -m embedded_aws``: the demo, which may be interrupted from the first moment on."""

import sys

try:
    from embedded_aws.demo import main

    sys.exit(main())
except KeyboardInterrupt:
    print("\nInterrupted. The embedded AWS and all that it held are gone.", file=sys.stderr)
    sys.exit(130)
