"""An object in Amazon S3 that AWS reads."""

from collections.abc import Iterator
from dataclasses import KW_ONLY, dataclass

from constructs_lib._core import checks
from constructs_lib._core.errors import raise_errors
from constructs_lib._core.kind import BUCKET
from constructs_lib.references import HasId, id_errors


@dataclass(frozen=True, slots=True)
class S3Object:
    """An object in an Amazon S3 bucket: ``S3Object(Id("my-bucket"), "clients/ca.pem")``.

    A part of `TrustStore`.

    Args:
        bucket: The bucket; its id is its name.
        key: The object's key, 1 to 1,024 characters.
        version: The object's version. Left out: the latest.

    Raises:
        ValidationError: The reference has no id, or the key is empty or too long.

    Follows https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html
    """

    bucket: HasId
    key: str
    _: KW_ONLY
    version: str | None = None

    def __post_init__(self) -> None:
        raise_errors(_errors(self))


def _errors(s3_object: S3Object) -> Iterator[str]:
    yield from id_errors("bucket", s3_object.bucket, BUCKET)
    yield from checks.string("key", s3_object.key, maximum=1024, expected="1 to 1024 characters")
    if s3_object.version is not None:
        expected = "the version of an object"
        yield from checks.string("version", s3_object.version, expected=expected)
