import type { JsonObject } from "@tutti/core/json-object";
import { TuttiError } from "@tutti/core/errors";
import { asking } from "./aws-failure.ts";
import type { EcsJob } from "./ecs-job.ts";
import type { SignIn } from "./sign-in.ts";

/** The network that a task joins: what is said of it, within the VPC; else all subnets of the VPC, or of the usual one. */
export async function taskNetwork(
  { network, vpcId }: Pick<EcsJob, "network" | "vpcId">,
  signedIn: SignIn,
): Promise<JsonObject> {
  const subnets = await subnetsOf(vpcId, signedIn);
  if (Object.keys(network).length === 0) {
    return { awsvpcConfiguration: { subnets, assignPublicIp: "ENABLED", securityGroups: [] } };
  }
  const wanted = Array.isArray(network["subnets"]) ? network["subnets"].map(String) : [];
  const missing = wanted.find((subnet) => !subnets.includes(subnet));
  if (missing === undefined) return { awsvpcConfiguration: network };
  throw unfit(`network_configuration of the job: the subnet ${missing} is not in the VPC ${vpcId ?? ""}`);
}

async function subnetsOf(vpcId: string | null, { forcePathStyle: _onlyS3, ...signedIn }: SignIn): Promise<string[]> {
  const { DescribeSubnetsCommand, DescribeVpcsCommand, EC2Client } = await import("@aws-sdk/client-ec2");
  const client = new EC2Client(signedIn);
  const which = vpcId === null ? "the usual VPC" : `the VPC ${vpcId}`;
  const sought = vpcId === null ? { Name: "isDefault", Values: ["true"] } : { Name: "vpc-id", Values: [vpcId] };
  try {
    return await asking(which, async () => {
      const { Vpcs: [vpc] = [] } = await client.send(new DescribeVpcsCommand({ Filters: [sought] }));
      if (vpc?.VpcId === undefined) throw unfit(`vpc_id of the job: ${which} is not there; name one of the region`);
      const within = [{ Name: "vpc-id", Values: [vpc.VpcId] }];
      const { Subnets = [] } = await client.send(new DescribeSubnetsCommand({ Filters: within }));
      if (Subnets.length === 0) throw unfit(`vpc_id of the job: ${which} has no subnets`);
      return Subnets.flatMap(({ SubnetId }) => (SubnetId === undefined ? [] : [SubnetId]));
    });
  } finally {
    client.destroy();
  }
}

function unfit(detail: string): TuttiError {
  return new TuttiError("invalid_template", detail);
}
