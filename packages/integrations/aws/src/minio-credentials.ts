import { defineBlock } from "@tutti/sdk/blocks/define-block";
import { secret } from "@tutti/sdk/blocks/secret-value";
import { z } from "zod";
import { clientParameters } from "./client-parameters.ts";

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
}
