"""Every row of ``docs/refused.md`` is refused, with exactly the words that the page has."""

import ast
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bad_inputs import run, world

import constructs_lib
from constructs_lib import VpcLookup, problems_together

PAGE = (Path(__file__).parents[2] / "docs" / "refused.md").read_text()
SECTION = re.compile(r"^## (.+)\n\nFollows <https://.+>\n\n```python\n(.+)\n```\n", re.MULTILINE)
ROW = re.compile(r"^\| `(.+)` \| `(.+)` \|$", re.MULTILINE)

PLACE = re.compile(r" \([^ ]+:\d+(?:, in [^ ]+)?\)$")


def rows() -> Iterator[tuple[str, str, str]]:
    """The call, what it is given, and what it is refused with."""
    _, *parts = SECTION.split(PAGE)
    for call, table in zip(parts[1::3], parts[2::3], strict=True):
        for given, message in ROW.findall(table):
            yield call, given.replace("\\|", "|"), message.replace("\\|", "|")


ROWS = list(rows())


def test_the_page_is_read_as_a_whole() -> None:
    assert len(ROWS) >= 600
    assert len(ROWS) == len(re.findall(r"^\| `", PAGE, re.MULTILINE))


@pytest.mark.parametrize(
    ("call", "given", "message"), ROWS, ids=[f"{call[:20]}-{given[:50]}" for call, given, _ in ROWS]
)
def test_refused(call: str, given: str, message: str) -> None:
    expected = message.replace("`<br>`", "\n")
    with pytest.raises(ValueError, match=" must ") as refused:
        run(call, given)
    assert type(refused.value) is ValueError
    assert str(refused.value) == expected
    names = world()
    with pytest.raises(ValueError, match=" must ") as refused, problems_together():
        run(call, given, names)
        VpcLookup(names["stack"], "refused-too", name="")
    told = {PLACE.sub("", line) for line in str(refused.value).splitlines()}
    assert told == {*expected.splitlines(), "name must be 1 to 256 characters, got ''"}


NO_FAULT = {
    "VpcLookup": [{"name", "vpc_id"}, {"name", "tags"}],  # without a name, with something else
    "CertificateLookup": [{"domain", "subject_alternative_names"}],  # one name twice
    "Certificate": [{"domain", "hosted_zone"}, {"subject_alternative_names", "hosted_zone"}],
    "HostedZoneLookup": [{"private_zone", "vpc"}],
    "SecurityGroupRule": [{"port", "ip_protocol"}, {"to_port", "ip_protocol"}, {"port", "to_port"}],
    "TargetGroup": [{"ip_address_type", "targets"}],
    "TargetGroupHealth": [
        {f"{one}_{unit}", f"unhealthy_state_routing_{other}"}
        for unit in ("count", "percentage")
        for other in ("count", "percentage")
        for one in ("dns_failover", "unhealthy_state_routing")
    ],
    "LambdaTargetGroup": [{"name", "name_prefix"}],
    "HttpsListener": [{"default_action", "port"}],
    "ApplicationLoadBalancer": [
        {"subnets", "customer_owned_ipv4_pool"},
        {"internal", "ip_address_type"},
        {"internal", "ipam_pool"},
    ],
}
"""Two fields of which the one may be no fault beside what the other has been given."""


def pairs() -> Iterator[tuple[str, list[str]]]:
    """Each call, with two wrong fields at a time."""
    wrong: dict[str, dict[str, str]] = {}
    for call, given, _ in ROWS:
        arguments = ast.parse(f"dict({given})", mode="eval").body
        assert isinstance(arguments, ast.Call)
        [argument, *others] = arguments.keywords
        if not others and argument.arg not in ("scope", "id"):
            wrong.setdefault(call, {}).setdefault(str(argument.arg), given)
    for call, fields in wrong.items():
        for one, other in itertools.combinations(fields, 2):
            if {one, other} not in NO_FAULT.get(call.partition("(")[0], []):
                yield call, [fields[one], fields[other]]


def test_of_two_wrong_fields_both_are_told() -> None:
    """A check that ends the others would hide the second until the first is mended."""
    names, messages = world(), {(call, given): message for call, given, message in ROWS}
    hidden, tried = [], 0
    for call, both in pairs():
        tried += 1
        with pytest.raises(ValueError, match=" must ") as refused:
            run(call, ", ".join(both), names)
        told = {line.partition(" must ")[0] for line in str(refused.value).splitlines()}
        expected = {messages[call, given].partition(" must ")[0] for given in both}
        if not expected <= told:
            hidden.append((call, both, sorted(told)))
    assert hidden == []
    assert tried > 500


@pytest.mark.parametrize("call", sorted({call for call, _, _ in ROWS}))
def test_the_call_itself_is_not_refused(call: str) -> None:
    assert run(call, "")


def test_every_construct_and_value_that_can_refuse_has_a_table() -> None:
    tables = {call.partition("(")[0] for call, _, _ in ROWS}
    refusing = {
        name
        for name in constructs_lib.__all__
        if isinstance(getattr(constructs_lib, name), type)
        and "Raises:" in (getattr(constructs_lib, name).__doc__ or "")
    }
    assert refusing - tables == set()
