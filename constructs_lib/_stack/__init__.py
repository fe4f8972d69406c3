"""What a construct knows of its stack: environment, uniqueness and validations at synth."""
