import type { S3Client } from "@aws-sdk/client-s3";
import { defineBlock } from "@tutti/sdk/blocks/define-block";
import { secret } from "@tutti/sdk/blocks/secret-value";
import { z } from "zod";
import { clientParameters } from "./client-parameters.ts";
import type { SignIn } from "./sign-in.ts";

/**
 * Signs in to AWS: by an access key, by a profile of the local configuration, or, when neither is said, as AWS' own tools
 * do (the environment, the machine's role). `assumeRoleArn` takes on a role with that.
 */
export class AwsCredentials extends defineBlock({
  slug: "aws-credentials",
  name: "AWS Credentials",
  description: "Signs in to AWS.",
  isBundled: true,
  fields: z.object({
    awsAccessKeyId: z.string().optional().describe("Id of an access key."),
    awsSecretAccessKey: secret().optional().describe("The secret that belongs to the access key."),
    awsSessionToken: secret().optional().describe("Session token that goes with temporary keys."),
    profileName: z.string().optional().describe("Profile of the local AWS configuration to use."),
    regionName: z.string().optional().describe("Region of the service."),
    awsClientParameters: clientParameters,
    assumeRoleArn: z.string().optional().describe("Role to take on with these credentials."),
    assumeRoleKwargs: z
      .object({
        roleSessionName: z.string().optional(),
        durationSeconds: z.int().optional(),
        externalId: z.string().optional(),
        policy: z.string().optional(),
        serialNumber: z.string().optional(),
        tokenCode: z.string().optional(),
      })
      .prefault({})
      .describe("More about taking on the role."),
  }),
}) {
  static {
    this.announce();
  }

  /** What any client of AWS' SDK is made with: `new DynamoDBClient(await credentials.clientOptions())`. */
  async clientOptions(): Promise<SignIn> {
    const { signIn } = await import("./sign-in.ts");
    return signIn(this);
  }

  /** A client of S3, for all that a bucket's block cannot do. It is to be ended by `destroy()`. */
  async getS3Client(): Promise<S3Client> {
    const { S3Client: Client } = await import("@aws-sdk/client-s3");
    return new Client(await this.clientOptions());
  }
}
