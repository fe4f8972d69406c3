"""Tokens: values that only Terraform resolves."""


def is_known(value: object) -> bool:
    """Whether the value stands here and now, and is no token that only Terraform resolves.

    ``cdktf`` is imported only for a number or an object that may be a token, so that plain values
    are checked without it.
    """
    if isinstance(value, str):
        # The marks of cdktf's tokens (of a string, of an element of a list), or an expression.
        return "${" not in value and "#{TfToken[" not in value
    if value is None or isinstance(value, int):
        return True
    if isinstance(value, float) and not value <= -1e100:  # noqa: PLR2004 - a token is below -1e288
        return True
    if not isinstance(value, float) and not hasattr(type(value), "__jsii_type__"):
        return True  # nothing of cdktf's
    from constructs_lib.cdk import Token  # noqa: PLC0415 - starts Node: only where it is needed

    return not Token.is_unresolved(value)


def as_text(value: int | str) -> str:
    """A number for an argument that Terraform wants as a string."""
    if is_known(value):
        return str(value)
    from constructs_lib.cdk import Token  # noqa: PLC0415 - as above

    return Token.as_string(value)
