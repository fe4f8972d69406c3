"""Random configurations of the whole public API.

The library rejects a configuration with a ``ValidationError``, or ``terraform validate`` accepts
it; a sample is planned. ``CONFIGURATIONS=5000 make fuzz`` runs that many. Otherwise there are a
thousand, the same ones in each run.
"""

import os
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from inspect import signature
from pathlib import Path
from typing import Any

import constructs_lib
import pytest
from constructs_lib import Arn, Id, ValidationError
from cdktf import App, LocalBackend, TerraformStack, TerraformVariable
from cdktf_cdktf_provider_aws.data_aws_vpc import DataAwsVpc
from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs import Construct
from helpers.configurations import CONFIGURATION, DRAWN, Call, Maker
from helpers.other_resources import other_resources
from helpers.workspaces import Workspaces
from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from hypothesis.configuration import set_hypothesis_home_dir

pytestmark = pytest.mark.extended

set_hypothesis_home_dir(Path(tempfile.gettempdir(), "hypothesis"))  # not in the checkout
COUNT = int(os.environ.get("CONFIGURATIONS", "1000"))
BATCH = 100
PLANNED = 40
ALL_OF_IT = 5000
"""With so many, each argument of each construct is in one that is accepted."""


def stack_fixture(there: Mapping[str, str]) -> dict[str, object]:
    """What the configurations refer to, which the embedded AWS has."""

    def arn(service: str, resource: str) -> Arn:
        return Arn(f"arn:aws:{service}:ap-northeast-1:123456789012:{resource}")

    return {
        "vpc": Id(there["vpc"]),
        "vpc_id": there["vpc"],
        "subnet": Id(there["subnet"]),
        "other_subnet": Id(there["other_subnet"]),
        "security_group": Id(there["security_group"]),
        "other_security_group": Id(there["other_security_group"]),
        "certificate": Arn(there["certificate"]),
        "load_balancer_arn": there["load_balancer_arn"],
        "hosted_zone": Id(there["hosted_zone"]),
        "prefix_list": Id("pl-0abc"),
        "ipam_pool": Id("ipam-pool-0abc"),
        "bucket": Id("shared-logs"),
        "user_pool_client": Id("abc"),
        "function": arn("lambda", "function:hello"),
        "trust_store": arn("elasticloadbalancing", "truststore/partners/0123456789abcdef"),
        "topic": arn("sns", "on-call"),
        "user_pool": arn("cognito-idp", "userpool/ap-northeast-1_a"),
        "web_acl": arn("wafv2", "regional/webacl/shared/0123"),
    }


class Batches:
    """Stacks, each with a batch of configurations that were accepted."""

    def __init__(self, folder: Path, there: Mapping[str, object]) -> None:
        self._folder = folder
        self._there = there
        self.apps: list[App] = []
        self.in_batch = BATCH
        self.tally: Counter[str] = Counter()
        self.made: set[str] = set()

    def try_one(self, configuration: Call) -> None:
        """Create a configuration, or have it rejected."""
        if self.in_batch == BATCH:
            self._next()
        try:
            self._maker.make(configuration)
        except ValidationError as error:
            self.tally["rejected" if error.errors else "rejected without an error"] += 1
        else:
            self.in_batch += 1
            self.tally["accepted"] += 1
            self.made |= arguments(configuration)

    def _next(self) -> None:
        folder = self._folder / str(len(self.apps))
        folder.mkdir()
        app = App(outdir=str(folder / "cdktf.out"), skip_validation=True)
        stack = TerraformStack(app, "stack")
        LocalBackend(stack, path=str(folder / "terraform.tfstate"))
        AwsProvider(stack, "aws", region="ap-northeast-1")
        TerraformVariable(stack, "any", default="any")
        vpc = self._there["vpc"]
        assert isinstance(vpc, Id)
        data = DataAwsVpc(stack, "vpc", id=vpc.id)  # whose id is a token
        self._maker = Maker(stack, {**self._there, "vpc_of_a_data_source": data})
        self.apps.append(app)
        self.in_batch = 0


def arguments(value: Any) -> set[str]:  # noqa: ANN401 - whatever was drawn
    """The constructs and values of a configuration, with their arguments."""
    match value:
        case Call(name, given_):
            own = {f"{name}.{argument}" for argument in given_}
            return {name} | own | arguments(list(given_.values()))
        case dict():
            return arguments(list(value.values()))
        case list():
            return {name for item in value for name in arguments(item)}
    return set()


@pytest.fixture(scope="module")
def there(endpoint: str) -> dict[str, object]:
    return stack_fixture(other_resources(endpoint))


@pytest.fixture(scope="module")
def batches(there: dict[str, object], tmp_path_factory: pytest.TempPathFactory) -> Batches:
    """All configurations, tried."""
    tried = Batches(tmp_path_factory.mktemp("configurations"), there)

    @settings(
        max_examples=COUNT,
        database=None,
        deadline=None,
        derandomize="CONFIGURATIONS" not in os.environ,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        verbosity=Verbosity.quiet,
    )
    @given(CONFIGURATION)
    def try_all(configuration: Call) -> None:
        tried.try_one(configuration)

    try_all()
    return tried


def test_rejects_invalid_configurations_with_the_error_of_the_library(batches: Batches) -> None:
    sys.stdout.write(f"{dict(batches.tally)}\n")  # shown by make fuzz
    assert sum(batches.tally.values()) >= COUNT * 0.9
    assert batches.tally.keys() == {"rejected", "accepted"}
    assert batches.tally["rejected"] > COUNT / 10
    assert batches.tally["accepted"] > COUNT / 10
    for app in batches.apps:
        for error in app.node.find_child("stack").node.validate():  # as cdktf does at synth
            assert re.match(r"stack/[^:]+: .", error), error


# One stack has one provider, and all resources of a configuration are this library's own.
NOT_DRAWN = {"scope", "id", "provider", "hosted_zone_provider", "depends_on"}
VERSION_6 = {
    *("JwtValidation", "JwtClaim", "Rewrite", "LambdaLifecycleHook", "PauseLifecycleHook"),
    *("BlueGreenDeployment", "CanaryDeployment", "LinearDeployment"),
    *("export", "regex_values", "url_rewrite", "host_header_rewrite", "target_control_port"),
    *("health_check_logs", "deployment", "region"),
    *("warm_up_period_duration_in_minutes", "wall_clock_window_timezone"),
}
"""Names and arguments that the bindings of the tests, which are for version 5, reject."""


def test_draws_every_public_name(batches: Batches) -> None:
    """With many configurations, accepted ones cover the whole API."""
    public = {
        name: getattr(constructs_lib, name)
        for name in dir(constructs_lib)
        if isinstance(getattr(constructs_lib, name), type)
        and not name.startswith("Has")
        and not issubclass(getattr(constructs_lib, name), Exception)
    }
    for name in ({"Id", "Ids", "Arn"} | VERSION_6) & public.keys():  # existing resources replace Id
        del public[name]
    surface = public.keys() | {
        f"{name}.{argument}"
        for name, kind in public.items()
        for argument in signature(kind).parameters
        if argument not in VERSION_6
        and (argument not in NOT_DRAWN or not issubclass(kind, Construct))
    }
    assert surface - DRAWN == set()
    if COUNT >= ALL_OF_IT:
        assert surface - batches.made == set()


def test_accepted_configurations_are_valid(batches: Batches, workspaces: Workspaces) -> None:
    stacks = {}
    for number, app in enumerate(batches.apps):
        app.synth()
        stacks[f"batch-{number}"] = Path(app.outdir) / "stacks" / "stack"
    assert workspaces.modules(stacks).diagnostics() == []


def test_plans_sample_of_accepted_configurations(
    there: dict[str, object], workspaces: Workspaces
) -> None:
    """In an AWS that has all that the configurations name."""
    folder = workspaces.folder()
    planned = Batches(folder, there)

    @settings(
        max_examples=PLANNED,
        database=None,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(CONFIGURATION)
    def try_all(configuration: Call) -> None:
        planned.try_one(configuration)

    try_all()
    [app] = planned.apps
    app.synth()
    terraform = workspaces.initialized(Path(app.outdir) / "stacks" / "stack")
    assert len(terraform.plan()["resource_changes"]) > PLANNED
