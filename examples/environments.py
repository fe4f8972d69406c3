"""Several environments from one program, each with a stack, an account and a state."""

from constructs_lib import ApplicationLoadBalancedBackend, state_backend
from cdktf import App, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs import Construct

ENVIRONMENTS = {
    "dev": {"domain": "dev.example.com", "account_id": "111111111111"},
    "production": {"domain": "backend.example.com", "account_id": "222222222222"},
}


class Backend(TerraformStack):
    """The backend of one environment."""

    def __init__(self, scope: Construct, id: str, *, domain: str, account_id: str) -> None:
        super().__init__(scope, id)
        # Terraform fails if the credentials are of another account.
        AwsProvider(self, "aws", region="ap-northeast-1", allowed_account_ids=[account_id])
        state_backend(self)
        backend = ApplicationLoadBalancedBackend(
            self,
            "web",
            name="backend",
            vpc_name="main",
            availability_zones=["ap-northeast-1a", "ap-northeast-1c"],
            domain=domain,
            backend_security_group_name="backend-tasks",
            port=8080,
            health_check_path="/healthz",
        )
        TerraformOutput(self, "dns_name", value=backend.alb.dns_name)


app = App()
for name, environment in ENVIRONMENTS.items():
    Backend(app, f"backend-{name}", **environment)
app.synth()
