"""Tokens: values that Terraform resolves after the synth."""


def is_resolved(value: object) -> bool:
    """Return whether a value is known at synth, and is neither a token nor holds one.

    ``cdktf`` is imported only for a number or an object that may be a token, so that plain values
    are checked without it.
    """
    if isinstance(value, str):
        # The markers of cdktf's string and list tokens, or a Terraform expression.
        return "${" not in value and "#{TfToken[" not in value
    if value is None or isinstance(value, int):
        return True
    if isinstance(value, float) and not value <= -1e100:  # noqa: PLR2004 - a token is below -1e288
        return True
    if not isinstance(value, float) and not hasattr(type(value), "__jsii_type__"):
        return True  # not an object of cdktf
    from constructs_lib._core.compat import Token  # noqa: PLC0415 - starts Node, so only where it is needed

    return not Token.is_unresolved(value)


def to_string(value: int | str) -> str:
    """Return a number as the string that Terraform expects for some arguments."""
    if is_resolved(value):
        return str(value)
    from constructs_lib._core.compat import Token  # noqa: PLC0415 - as above

    return Token.as_string(value)
