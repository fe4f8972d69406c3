"""Tables of invalid arguments, from which ``docs/refused.md`` is generated, too."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import constructs_lib
from constructs_lib import (
    ApplicationLoadBalancer,
    Arn,
    CertificateLookup,
    FixedResponse,
    HostedZoneLookup,
    HttpsListener,
    Id,
    LoadBalancerCookie,
    TargetGroup,
    ValidationError,
    VpcLookup,
)
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider

_ACCOUNT = "ap-northeast-1:123456789012"


@dataclass(frozen=True, slots=True)
class InvalidInput:
    """A valid call, and what makes it invalid.

    Each line of the table has arguments that replace those of the call, ``=>``, and the error that
    they cause. A line that begins with ``=>`` has another error of the same arguments.
    """

    call: str
    follows: str
    table: str

    def rows(self) -> Iterator[tuple[str, list[str]]]:
        """Yield the arguments and the errors of each row."""
        rows: list[tuple[str, list[str]]] = []
        for line in self.table.strip().splitlines():
            arguments, _, error = line.partition("=> ")
            if arguments.strip():
                rows.append((arguments.strip(), []))
            rows[-1][1].append(error)
        return iter(rows)


def parameters(*tables: InvalidInput) -> list[tuple[str, str, list[str]]]:
    """Return the call, the arguments and the errors of each row, for a parametrized test."""
    return [(table.call, arguments, errors) for table in tables for arguments, errors in table.rows()]


def assert_rejects(call: str, arguments: str, errors: list[str]) -> None:
    """Assert that a call with other arguments raises exactly these errors."""
    names = stack_fixture()
    evaluate(call, "", names)
    try:
        evaluate(call, arguments, stack_fixture())
    except ValidationError as error:
        assert list(error.errors) == errors
    else:
        raise AssertionError(f"{arguments} is accepted")
