"""An object in Amazon S3 that AWS reads."""

from dataclasses import KW_ONLY, dataclass

from constructs_lib.kind import BUCKET
from constructs_lib.refs import HasId, id_of
from constructs_lib.refused import problems_of_value
from constructs_lib.validation import check_text


@dataclass(frozen=True, slots=True)
class S3Object:
    """An object in an Amazon S3 bucket: ``S3Object(Id("my-bucket"), "clients/ca.pem")``.

    A part of `TrustStore`.

    Args:
        bucket: The bucket; its id is its name.
        key: The object's key, 1 to 1,024 characters.
        version: The object's version. Left out: the latest.

    Raises:
        ValueError: The reference has no id, or the key is empty or too long.

    Follows https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html
    """

    bucket: HasId
    key: str
    _: KW_ONLY
    version: str | None = None

    @problems_of_value
    def __post_init__(self) -> None:
        id_of("bucket", self.bucket, BUCKET)
        check_text("key", self.key, high=1024, allowed="1 to 1024 characters")
        if self.version is not None:
            check_text("version", self.version, allowed="the version of an object")
