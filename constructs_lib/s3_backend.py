"""The S3 backend of the Terraform state of a stack."""

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from constructs import Construct
from constructs_lib._core import checks
from constructs_lib._core.compat import S3Backend, TerraformStack
from constructs_lib._core.errors import ValidationError, error_message, raise_errors
from constructs_lib._core.tree import path_of
from constructs_lib._stack.environment import region_of
from constructs_lib._stack.validation import Finding, collect

_OUTDIR_OF_TESTING = "cdktf.outdir."
_PREFIX = r"[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*"


def state_backend(
    stack: Construct,
    *,
    bucket: str | None = None,
    prefix: str | None = None,
    region: str | None = None,
    key: str | None = None,
) -> S3Backend | None:
    """Create the S3 backend of a stack if a bucket is configured.

    Without a bucket, Terraform keeps the state in a local file beside ``cdktf.json``. With one,
    the state of a stack is the object ``<prefix>/<stack>.tfstate``, encrypted, and locked by a file
    beside it (``use_lockfile``, which requires Terraform 1.10 or OpenTofu 1.10)::

        AwsProvider(stack, "aws", region="eu-west-1")
        state_backend(stack)

    Each setting is read from the environment, or else from the argument, or else from the context:

    - ``state_bucket``, or ``CONSTRUCTS_LIB_STATE_BUCKET``: name of an existing bucket.
    - ``state_prefix``, or ``CONSTRUCTS_LIB_STATE_PREFIX``: prefix of the object keys, such as the
      name of the project, as stacks of several projects may have the same name. Defaults to none.
    - ``state_region``, or ``CONSTRUCTS_LIB_STATE_REGION``: region of the bucket. Defaults to that
      of the ``AwsProvider`` that the stack has when this function is called.

    The CLI of cdktf passes the context of ``cdktf.json`` to the program. Without the CLI, pass it
    as ``App(context=…)``.

    Args:
        stack: The stack.
        bucket: Name of the bucket. Defaults to the context.
        prefix: Prefix of the object keys. Defaults to the context.
        region: Region of the bucket. Defaults to the context.
        key: Key of the object, for a state that exists under another key. Stacks that refer to this
            one read the same key. Defaults to ``<prefix>/<stack>.tfstate``.

    Returns:
        The backend, or ``None`` if no bucket is configured.

    Raises:
        ValidationError: The bucket, prefix, region or key is invalid; a prefix or region is set
            without a bucket; or ``cdktf.json`` sets a bucket but its context was not loaded. Stacks
            that use the same bucket with different regions are reported at synth.

    Follows https://developer.hashicorp.com/terraform/language/backend/s3
    """
    if not isinstance(stack, TerraformStack):
        raise ValidationError([error_message("stack", "a stack", stack)])
    bucket = _setting(stack, "bucket", bucket)
    prefix = _setting(stack, "prefix", prefix)
    region = _setting(stack, "region", region)
    if bucket is None:
        raise_errors(
            _unused_errors(prefix, region), _missing_context_errors(stack), path=path_of(stack)
        )
        return None
    region = region or region_of(stack)
    raise_errors(
        checks.bucket_name(_setting_name("bucket"), bucket),
        _prefix_errors(_setting_name("prefix"), prefix),
        _region_errors(_setting_name("region"), region),
        () if key is None else _key_errors("key", key),
        path=path_of(stack),
    )
    collect(stack, _conflicts, (path_of(stack), bucket, region))
    backend = S3Backend(
        stack,
        bucket=bucket,
        key=key or "/".join(filter(None, (prefix, f"{stack.node.id}.tfstate"))),
        region=region,
        encrypt=True,
    )
    backend.add_override("use_lockfile", value=True)  # cdktf 0.21 has no argument for it
    return backend


def _unused_errors(prefix: str | None, region: str | None) -> Iterator[str]:
    for key, value in (("prefix", prefix), ("region", region)):
        if value is not None:
            yield f"{_setting_name(key)} requires a state_bucket, got {value!r}"


def _prefix_errors(name: str, prefix: str | None) -> Iterator[str]:
    if prefix is not None:
        expected = "letters, digits, _, . and -, with single slashes in between"
        yield from checks.string(name, prefix, pattern=_PREFIX, expected=expected)


def _key_errors(name: str, key: str) -> Iterator[str]:
    expected = "1 to 1024 characters that do not start with /"
    yield from checks.string(name, key, pattern=r"(?s)(?!/).*", maximum=1024, expected=expected)


def _region_errors(name: str, region: str | None) -> Iterator[str]:
    if region is None:
        yield f"{name} is required, as the stack's AwsProvider has no region"
    else:
        yield from checks.region(name, region)


def _conflicts(backends: Sequence[tuple[str, str, str | None]]) -> Iterator[Finding]:
    """Check that all stacks that use a bucket have the same region for it."""
    regions: dict[str, str | None] = {}
    for path, bucket, region in backends:
        known_region = regions.setdefault(bucket, region)
        if known_region != region:
            name = _setting_name("region")
            yield (
                path,
                f"{name} of bucket {bucket!r} is {region}, but {known_region} in another stack",
            )


def _missing_context_errors(stack: TerraformStack) -> Iterator[str]:
    """Check that ``cdktf.json`` sets no bucket if its context was not loaded.

    Otherwise Terraform would use a local state beside the one in the bucket. Apps of ``Testing``,
    which have no state, are not checked.
    """
    file = Path("cdktf.json")
    outdir = getattr(stack.node.root, "outdir", "")
    is_test = Path(outdir).name.startswith(_OUTDIR_OF_TESTING)
    if "CDKTF_CONTEXT_JSON" in os.environ or is_test or not file.is_file():
        return
    context = json.loads(file.read_text(encoding="utf-8")).get("context") or {}
    if "state_bucket" in context:
        yield (
            "state_bucket is set in the context of cdktf.json, but the app does not have that "
            f"context: run cdktf synth, pass it as App(context=…), or set {_variable('bucket')}"
        )


def _setting(stack: TerraformStack, key: str, argument: str | None) -> str | None:
    """Return the value in the environment, or else the argument, or else that in the context."""
    value: str | None = os.environ.get(_variable(key)) or argument
    return stack.node.try_get_context(f"state_{key}") if value is None else value


def _variable(key: str) -> str:
    return f"CONSTRUCTS_LIB_STATE_{key.upper()}"


def _setting_name(key: str) -> str:
    return f"{key} (state_{key} in the context of cdktf.json, or {_variable(key)})"
