"""The stack of a construct: its environment, unique values and validations at synth."""
