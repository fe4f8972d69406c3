from constructs_lib import ApplicationCookie, LoadBalancerCookie
from helpers.invalid_input import InvalidInput, rejects


def test_cookies_last_one_day_by_default() -> None:
    assert LoadBalancerCookie().cookie_duration == 86400
    assert ApplicationCookie(cookie_name="session").cookie_duration == 86400


INVALID = [
    InvalidInput(
        "LoadBalancerCookie()",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/sticky-sessions.html",
        """
cookie_duration=0 => cookie_duration must be between 1 and 604800, got 0
cookie_duration=604801 => cookie_duration must be between 1 and 604800, got 604801
cookie_duration="1" => cookie_duration must be a whole number between 1 and 604800, got '1'
cookie_duration=None => cookie_duration must be a whole number between 1 and 604800, got None
""",
    ),
    InvalidInput(
        'ApplicationCookie(cookie_name="session")',
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/sticky-sessions.html",
        """
cookie_name="" => cookie_name must be a cookie name without white space, equals signs, semicolons and commas, not starting with AWSALB, got ''
cookie_name="AWSALB" => cookie_name must be a cookie name without white space, equals signs, semicolons and commas, not starting with AWSALB, got 'AWSALB'
cookie_name="AWSALBAPP" => cookie_name must be a cookie name without white space, equals signs, semicolons and commas, not starting with AWSALB, got 'AWSALBAPP'
cookie_name="AWSALBTG-1" => cookie_name must be a cookie name without white space, equals signs, semicolons and commas, not starting with AWSALB, got 'AWSALBTG-1'
cookie_name="a=b" => cookie_name must be a cookie name without white space, equals signs, semicolons and commas, not starting with AWSALB, got 'a=b'
cookie_name="a;b" => cookie_name must be a cookie name without white space, equals signs, semicolons and commas, not starting with AWSALB, got 'a;b'
cookie_name="a b" => cookie_name must be a cookie name without white space, equals signs, semicolons and commas, not starting with AWSALB, got 'a b'
cookie_duration=0 => cookie_duration must be between 1 and 604800, got 0
cookie_duration=604801 => cookie_duration must be between 1 and 604800, got 604801
""",
    ),
]

test_rejects_invalid_arguments = rejects(*INVALID)
