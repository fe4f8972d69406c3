"""Foundations without AWS: errors, checks and tokens."""
