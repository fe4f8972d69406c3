"""Where Terraform keeps the state of a stack."""

import json
import os
from pathlib import Path

from constructs import Construct

from constructs_lib.bucket import check_bucket_name
from constructs_lib.cdk import S3Backend, TerraformStack
from constructs_lib.problems import all_problems
from constructs_lib.refused import refusable
from constructs_lib.region import check_region, region_of
from constructs_lib.tree import path_of
from constructs_lib.validation import check_text, fail

_OUTDIR_OF_TESTING = "cdktf.outdir."
_REGIONS = "_constructs_lib_state_regions"  # of an app
_PREFIX = r"[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*"


@refusable
def state_backend(
    stack: Construct,
    *,
    bucket: str | None = None,
    prefix: str | None = None,
    region: str | None = None,
) -> S3Backend | None:
    """The Terraform S3 backend of a stack, where a bucket is named.

    Without a bucket the state stays where it is by default, in a file beside ``cdktf.json``. With
    one, the stack's state is ``<prefix>/<stack>.tfstate`` in it, encrypted, and locked by a file
    beside it (``use_lockfile``, for which Terraform 1.10 or OpenTofu 1.10 is needed)::

        AwsProvider(stack, "aws", region="eu-west-1")
        state_backend(stack)

    It is told in the environment, which goes first, by the arguments, or in the context of
    ``cdktf.json``:

    - ``state_bucket``, or ``CONSTRUCTS_LIB_STATE_BUCKET``: the bucket's name. It must be there.
    - ``state_prefix``, or ``CONSTRUCTS_LIB_STATE_PREFIX``: a folder in the bucket, such as the
      project's name, as two projects may have a stack of one name. Left out: none.
    - ``state_region``, or ``CONSTRUCTS_LIB_STATE_REGION``: the bucket's region. Left out: that of
      the stack's ``AwsProvider``, which must be made before.

    cdktf's CLI reads ``cdktf.json``; ``python main.py`` by itself does not, and needs the
    environment. A key of another form is an override of what is returned:
    ``backend.add_override("key", "env/shop.tfstate")``.

    Args:
        stack: The stack whose state it is.
        bucket: As above, for a stack with a bucket of its own, such as that of its account. Left
            out: as the environment or the context tells.
        prefix: Likewise.
        region: Likewise.

    Returns:
        The backend, or ``None`` where no bucket is named.

    Raises:
        ValueError: The bucket, the prefix or the region can't be one; a prefix or a region comes
            without a bucket; a bucket stands in a ``cdktf.json`` that nobody has read; or two
            stacks put one bucket into two regions. The message says where it was told.

    Follows https://developer.hashicorp.com/terraform/language/backend/s3
    """
    if not isinstance(stack, TerraformStack):
        fail("stack", "a stack", stack)
    with all_problems(of=path_of(stack)):
        bucket = _told(stack, "bucket", bucket)
        prefix = _told(stack, "prefix", prefix)
        region = _told(stack, "region", region)
        if bucket is None:
            for key, value in (("prefix", prefix), ("region", region)):
                if value is not None:
                    fail(_places(key), "left out where no state_bucket is named", value)
            _check_unread(stack)
            return None
        check_bucket_name(_places("bucket"), bucket)
        if prefix is not None:
            check_text(
                _places("prefix"),
                prefix,
                pattern=_PREFIX,
                allowed="letters, digits, _, . and -, with single slashes in between",
            )
        region = region or region_of(stack)
        if region is None:
            fail(_places("region"), "given where the stack's AwsProvider has no region", region)
        check_region(_places("region"), region)
        regions: dict[str, str] = vars(stack.node.root).setdefault(_REGIONS, {})
        if regions.setdefault(bucket, region) != region:
            allowed = (
                f"given for stacks of several regions: {bucket} is in {regions[bucket]} for one"
            )
            fail(_places("region"), allowed, region)
    backend = S3Backend(
        stack,
        bucket=bucket,
        key="/".join(filter(None, (prefix, f"{stack.node.id}.tfstate"))),
        region=region,
        encrypt=True,
    )
    backend.add_override("use_lockfile", value=True)  # cdktf 0.21 does not know it
    return backend


def _check_unread(stack: TerraformStack) -> None:
    """That no bucket stands in a ``cdktf.json`` of which the program was told nothing.

    The state would be a local file, and a second one of what the first one has made. A test has no
    state: the app of ``Testing`` may be told nothing.
    """
    file = Path("cdktf.json")
    if "CDKTF_CONTEXT_JSON" in os.environ or not file.is_file():
        return
    context = json.loads(file.read_text(encoding="utf-8")).get("context") or {}
    outdir = getattr(stack.node.root, "outdir", "")
    if "state_bucket" in context and not Path(outdir).name.startswith(_OUTDIR_OF_TESTING):
        allowed = (
            "read by cdktf's CLI (npx cdktf synth), which gives it to the program, or set as "
            f"{_variable('bucket')}"
        )
        fail("state_bucket in the context of cdktf.json", allowed, context["state_bucket"])


def _told(stack: TerraformStack, key: str, given: str | None) -> str | None:
    """What the environment says, or else the argument, or else the context."""
    value: str | None = os.environ.get(_variable(key)) or given
    return stack.node.try_get_context(f"state_{key}") if value is None else value


def _variable(key: str) -> str:
    return f"CONSTRUCTS_LIB_STATE_{key.upper()}"


def _places(key: str) -> str:
    return f"{key}, or state_{key} in the context of cdktf.json, or {_variable(key)},"
