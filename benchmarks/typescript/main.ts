// plain.py in TypeScript: it writes the same JSON.
import { DataAwsAcmCertificate } from "@cdktf/provider-aws/lib/data-aws-acm-certificate";
import { DataAwsRouteTable } from "@cdktf/provider-aws/lib/data-aws-route-table";
import { DataAwsRouteTables } from "@cdktf/provider-aws/lib/data-aws-route-tables";
import { DataAwsSecurityGroups } from "@cdktf/provider-aws/lib/data-aws-security-groups";
import { DataAwsSubnet } from "@cdktf/provider-aws/lib/data-aws-subnet";
import { DataAwsSubnets } from "@cdktf/provider-aws/lib/data-aws-subnets";
import { DataAwsVpcs } from "@cdktf/provider-aws/lib/data-aws-vpcs";
import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import {
  App,
  TerraformCount,
  TerraformIterator,
  TerraformLocal,
  TerraformOutput,
  TerraformResource,
  TerraformResourceLifecycle,
  TerraformStack,
  Token,
} from "cdktf";
import { Construct } from "constructs";

const context = JSON.parse(process.env.CDKTF_CONTEXT_JSON!);
const app = new App();
const stack = new TerraformStack(app, "zenn-clone-backend");
new AwsProvider(stack, "aws", { region: context.region });

const der = (certificate: string) =>
  `textdecodebase64(replace(${certificate}, "/-----[^-]+-----|\\\\s/", ""), "ISO-8859-1")`;

// The end of a certificate in its DER encoding.
const digits = (certificate: string) => {
  const date = "[\\\\x{17}\\\\x{18}][\\\\x{0d}\\\\x{0f}](\\\\d{12,14})Z";
  return `substr("20\${regexall("${date}", ${der(certificate)})[1][0]}", -14, 14)`;
};

const notAfter = (certificate: string) => {
  const parts = '"/(....)(..)(..)(..)(..)(..)/", "$1-$2-$3 $4:$5:$6 UTC"';
  return `try(replace(${digits(certificate)}, ${parts}), "an unknown time")`;
};

const endsAfter = (certificate: string, hours: number) => {
  const moment = `formatdate("YYYYMMDDhhmmss", timeadd(plantimestamp(), "${hours}h"))`;
  return `try(tonumber(${digits(certificate)}) > tonumber(${moment}), true)`;
};

const expectOne = (noun: string, criteria: string, advice: string): TerraformResourceLifecycle => ({
  postcondition: [
    {
      condition: "${length(self.ids) == 1}",
      errorMessage:
        `Exactly one ${noun} must have ${criteria} in \${self.id}, found ` +
        '${length(self.ids) == 0 ? "none" : join(", ", sort(self.ids))}. ' +
        advice,
    },
  ],
});

const vpcs = new DataAwsVpcs(new Construct(stack, "vpc"), "Default", {
  filter: [{ name: "tag:Name", values: ["zenn-clone-vpc"] }],
  lifecycle: expectOne(
    "VPC",
    "tag:Name = zenn-clone-vpc",
    "Check the spelling, the provider's region and account, or give vpc_id.",
  ),
});
const vpcId = `\${one(${vpcs.fqn}.ids)}`;

const publicSubnets = new Construct(stack, "public");
const found = new DataAwsRouteTables(publicSubnets, "route-tables", { vpcId });
const each = TerraformIterator.fromList(found.ids);
const tables = new DataAwsRouteTable(publicSubnets, "route-table", {
  forEach: each,
  routeTableId: Token.asString(each.value),
}).fqn;
const routing = new TerraformLocal(publicSubnets, "routing", {
  public:
    `\${[for t in ${tables} : t.id if anytrue([for r in t.routes : ` +
    'r.cidr_block == "0.0.0.0/0" && startswith(r.gateway_id, "igw-")])]}',
  main: `\${one([for t in ${tables} : t.id if anytrue(t.associations[*].main)])}`,
  of_subnet:
    `\${merge([for t in ${tables} : ` +
    '{for a in t.associations : a.subnet_id => t.id if a.subnet_id != ""}]...)}',
}).fqn;
const subnetIds = ["ap-northeast-1a", "ap-northeast-1c"].map((zone) => {
  const chosen = `if contains(${routing}.public, lookup(${routing}.of_subnet, s, ${routing}.main))])`;
  const subnets = new DataAwsSubnets(publicSubnets, zone, {
    filter: [
      { name: "vpc-id", values: [vpcId] },
      { name: "availability-zone", values: [zone] },
    ],
    lifecycle: {
      postcondition: [
        {
          condition: `\${length(sort([for s in self.ids : s ${chosen}) > 0}`,
          errorMessage:
            `Availability Zone ${zone} must have a public subnet in ${vpcId}: one ` +
            "whose route table (or the VPC's main route table, where it has none of " +
            "its own) sends 0.0.0.0/0 to an internet gateway. Subnets in the zone: " +
            '${length(self.ids) == 0 ? "none" : join(", ", sort(self.ids))}. ' +
            "Add that route, or name another zone in availability_zones.",
        },
      ],
    },
  });
  const first = `\${sort([for s in ${subnets.fqn}.ids : s ${chosen}[0]}`;
  return new TerraformLocal(publicSubnets, `${zone}-id`, first).asString;
});

const serviceName = "zenn-clone-ecs-backend-security-group";
const services = new DataAwsSecurityGroups(new Construct(stack, "service"), "Default", {
  filter: [
    { name: "group-name", values: [serviceName] },
    { name: "vpc-id", values: [vpcId] },
  ],
  lifecycle: expectOne(
    "security group",
    `group-name = ${serviceName} and vpc-id = ${vpcId}`,
    "Create it first, or check the spelling of its group name.",
  ),
});
const serviceId = `\${one(${services.fqn}.ids)}`;

const certificate = new DataAwsAcmCertificate(new Construct(stack, "certificate"), "Default", {
  domain: context.domain,
  statuses: ["ISSUED"],
  keyTypes: [
    "RSA_1024",
    "RSA_2048",
    "RSA_3072",
    "RSA_4096",
    "EC_prime256v1",
    "EC_secp384r1",
    "EC_secp521r1",
  ],
  mostRecent: true,
  lifecycle: {
    postcondition: [
      {
        condition: `\${${endsAfter("self.certificate", 0)}}`,
        errorMessage:
          `The certificate of ${context.domain} must not have expired, but ended at ` +
          `\${${notAfter("self.certificate")}} (\${self.arn}). Import or request a new one in ACM.`,
      },
    ],
  },
});
const pem = "data.aws_acm_certificate.certificate.certificate";
stack.addOverride("check.certificate_expiry", {
  assert: [
    {
      condition: `\${${endsAfter(pem, 720)}}`,
      error_message:
        `The certificate of ${context.domain} ends at \${${notAfter(pem)}}. ACM renews its own ` +
        "60 days before, if their DNS records are still there; an imported one is to be imported anew.",
    },
  ],
});

const albGroup = new Construct(stack, "alb-security-group");
const lifecycle = { createBeforeDestroy: true };
const group = new SecurityGroup(albGroup, "Default", {
  name: "zenn-clone-alb-backend-security-group",
  description: "Rules managed by constructs_lib",
  vpcId,
  revokeRulesOnDelete: true,
  lifecycle,
});
const rules: TerraformResource[] = [];
for (const [name, port] of [
  ["http", 80],
  ["https", 443],
] as [string, number][]) {
  const rule = { securityGroupId: group.id, ipProtocol: "tcp", fromPort: port, toPort: port, lifecycle };
  rules.push(
    new VpcSecurityGroupIngressRule(albGroup, `ingress-${name}-ipv4`, {
      ...rule,
      cidrIpv4: "0.0.0.0/0",
      description: `tcp ${port} from 0.0.0.0/0`,
    }),
    new VpcSecurityGroupIngressRule(albGroup, `ingress-${name}-ipv6`, {
      ...rule,
      cidrIpv6: "::/0",
      description: `tcp ${port} from ::/0`,
    }),
  );
}
rules.push(
  new VpcSecurityGroupEgressRule(albGroup, "egress-backend", {
    securityGroupId: group.id,
    ipProtocol: "tcp",
    fromPort: 80,
    toPort: 80,
    referencedSecurityGroupId: serviceId,
    description: `tcp 80 to ${serviceId}`,
    lifecycle,
  }),
);

const targetGroup = new LbTargetGroup(new Construct(stack, "target-group"), "Default", {
  name: "zenn-clone-alb-backend-tg",
  vpcId,
  port: 80,
  protocol: "HTTP",
  protocolVersion: "HTTP1",
  targetType: "ip",
  ipAddressType: "ipv4",
  healthCheck: {
    enabled: true,
    path: "/api/v1/health_check",
    protocol: "HTTP",
    port: "traffic-port",
    matcher: "200",
    interval: 30,
    timeout: 5,
    healthyThreshold: 5,
    unhealthyThreshold: 2,
  },
  deregistrationDelay: "300",
  slowStart: 0,
  loadBalancingAlgorithmType: "round_robin",
  loadBalancingCrossZoneEnabled: "use_load_balancer_configuration",
  stickiness: { enabled: false, type: "lb_cookie" },
  targetGroupHealth: {
    dnsFailover: { minimumHealthyTargetsCount: "1", minimumHealthyTargetsPercentage: "off" },
    unhealthyStateRouting: {
      minimumHealthyTargetsCount: 1,
      minimumHealthyTargetsPercentage: "off",
    },
  },
  lifecycle,
});

const alb = new Construct(stack, "alb");
const ids = new TerraformLocal(alb, "subnets", subnetIds).fqn;
new DataAwsSubnet(alb, "subnet", { count: TerraformCount.of(2), id: `\${${ids}[count.index]}` });
const subnets = "data.aws_subnet.alb_subnet_7FD8A5A4";
stack.addOverride("check.alb_free_addresses", {
  assert: [
    {
      condition:
        `\${alltrue([for s in ${subnets} : s.available_ip_address_count >= 8 && ` +
        'try(tonumber(split("/", s.cidr_block)[1]) <= 27, true)])}',
      error_message:
        "Each subnet of the load balancer zenn-clone-alb-backend should have a CIDR block of /27 or " +
        "larger and 8 free addresses, so that it can scale: " +
        `\${join(", ", [for s in ${subnets} : ` +
        '"${s.id} (${s.cidr_block}) has ${s.available_ip_address_count}"])}. Free some addresses, or use larger subnets.',
    },
  ],
});
const lb = new Lb(alb, "Default", {
  name: "zenn-clone-alb-backend",
  loadBalancerType: "application",
  ipAddressType: "ipv4",
  internal: false,
  subnets: subnetIds,
  securityGroups: [group.id],
  enableDeletionProtection: false,
  dropInvalidHeaderFields: true,
  desyncMitigationMode: "defensive",
  enableHttp2: true,
  idleTimeout: 60,
  clientKeepAlive: 3600,
  xffHeaderProcessingMode: "append",
  enableXffClientPort: false,
  preserveHostHeader: false,
  enableTlsVersionAndCipherSuiteHeaders: false,
  enableWafFailOpen: false,
  enableZonalShift: false,
  dependsOn: rules,
});
const forward = { type: "forward", targetGroupArn: targetGroup.arn };
const http = new LbListener(alb, "80", {
  loadBalancerArn: lb.arn,
  port: 80,
  protocol: "HTTP",
  defaultAction: [forward],
});
const https = new LbListener(alb, "443", {
  loadBalancerArn: lb.arn,
  port: 443,
  protocol: "HTTPS",
  sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
  certificateArn: certificate.arn,
  mutualAuthentication: { mode: "off" },
  defaultAction: [forward],
});

new TerraformOutput(stack, "dns_name", { value: lb.dnsName });
new TerraformOutput(stack, "zone_id", { value: lb.zoneId });
new TerraformOutput(stack, "alb_arn", { value: lb.arn });
new TerraformOutput(stack, "http_listener_arn", { value: http.arn });
new TerraformOutput(stack, "https_listener_arn", { value: https.arn });
new TerraformOutput(stack, "target_group_arn", { value: targetGroup.arn });
new TerraformOutput(stack, "alb_security_group_id", { value: group.id });
app.synth();
