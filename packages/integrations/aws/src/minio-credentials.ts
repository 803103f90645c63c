import type { S3Client } from "@aws-sdk/client-s3";
import { defineBlock } from "@tutti/sdk/blocks/define-block";
import { secret } from "@tutti/sdk/blocks/secret-value";
import { z } from "zod";
import { clientParameters } from "./client-parameters.ts";
import type { SignIn } from "./sign-in.ts";

/** Signs in to a MinIO server, whose address stands in `awsClientParameters.endpointUrl`. */
export class MinioCredentials extends defineBlock({
  slug: "minio-credentials",
  name: "MinIO Credentials",
  description: "Signs in to a MinIO server.",
  isBundled: true,
  fields: z.object({
    minioRootUser: z.string().describe("User who may do everything."),
    minioRootPassword: secret().describe("Password of that user."),
    regionName: z.string().optional().describe("Region of the service."),
    awsClientParameters: clientParameters,
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
