"""The values of a listener: actions, rules, conditions and TLS settings."""
