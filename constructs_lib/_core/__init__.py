"""Foundations: errors, checks, tokens, the construct tree and Terraform helpers."""
