"""Diagrams of a synthesized stack, read from its ``cdk.tf.json``, as SVG or Mermaid.

``python -m constructs_lib diagram`` writes them. ``stack`` reads the file, ``diagram`` selects what
to show, and ``svg`` and ``mermaid`` write it.
"""
