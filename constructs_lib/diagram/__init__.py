"""Pictures of a synthesized stack, drawn from its ``cdk.tf.json``: as SVG and as Mermaid.

``python -m constructs_lib diagram`` draws them. What is read of a stack is in ``stack``, what of it
is in a picture in ``picture``, and how it is drawn in ``svg`` and ``mermaid``.
"""
