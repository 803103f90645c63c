import type { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { TuttiError } from "@tutti/core/errors";
import { block } from "@tutti/sdk/blocks/block-field";
import { defineBlock } from "@tutti/sdk/blocks/define-block";
import { z } from "zod";
import { AwsCredentials } from "./aws-credentials.ts";
import { asking } from "./aws-failure.ts";
import { signIn } from "./sign-in.ts";

export interface SecretVersion {
  readonly versionId?: string;
  readonly versionStage?: string;
}

export interface SecretDeletion {
  /** From 7 to 30, for which it can be restored. */
  readonly recoveryWindowInDays?: number;
  readonly forceDeleteWithoutRecovery?: boolean;
}

/** A secret of AWS Secrets Manager. */
export class AwsSecret extends defineBlock({
  slug: "aws-secret",
  name: "AWS Secret",
  description: "Reads and writes a secret of AWS Secrets Manager.",
  isBundled: true,
  fields: z.object({
    awsCredentials: block(AwsCredentials).describe("How to sign in to AWS."),
    secretName: z.string().describe("Name of the secret in the manager."),
  }),
}) {
  static {
    this.announce();
  }

  /** The secret's bytes; those of a text in UTF-8. Rejects with `missing_file` when there is none of the name. */
  async readSecret({ versionId, versionStage }: SecretVersion = {}): Promise<Uint8Array> {
    const { GetSecretValueCommand } = await import("@aws-sdk/client-secrets-manager");
    const query = { SecretId: this.secretName, VersionId: versionId, VersionStage: versionStage };
    const answer = await this.#ask((client) => client.send(new GetSecretValueCommand(query)));
    return answer.SecretBinary ?? Buffer.from(answer.SecretString ?? "");
  }

  /** Makes the secret, or a new version of it; resolves with its ARN. */
  async writeSecret(content: Uint8Array): Promise<string> {
    const { CreateSecretCommand, PutSecretValueCommand } = await import("@aws-sdk/client-secrets-manager");
    const put = new PutSecretValueCommand({ SecretId: this.secretName, SecretBinary: content });
    try {
      return (await this.#ask((client) => client.send(put))).ARN ?? "";
    } catch (error) {
      if (!(error instanceof TuttiError) || error.code !== "missing_file") throw error;
    }
    const create = new CreateSecretCommand({ Name: this.secretName, SecretBinary: content });
    return (await this.#ask((client) => client.send(create))).ARN ?? "";
  }

  /** Resolves with the ARN of what is gone, at once or when the recovery window has passed: 30 days unless given. */
  async deleteSecret({
    recoveryWindowInDays = 30,
    forceDeleteWithoutRecovery = false,
  }: SecretDeletion = {}): Promise<string> {
    if (!forceDeleteWithoutRecovery && (recoveryWindowInDays < 7 || recoveryWindowInDays > 30)) {
      throw new RangeError(`recoveryWindowInDays must be from 7 to 30, not ${recoveryWindowInDays}`);
    }
    const { DeleteSecretCommand } = await import("@aws-sdk/client-secrets-manager");
    const how = forceDeleteWithoutRecovery
      ? { ForceDeleteWithoutRecovery: true }
      : { RecoveryWindowInDays: recoveryWindowInDays };
    const command = new DeleteSecretCommand({ SecretId: this.secretName, ...how });
    return (await this.#ask((client) => client.send(command))).ARN ?? "";
  }

  async #ask<T>(work: (client: SecretsManagerClient) => Promise<T>): Promise<T> {
    const { SecretsManagerClient: Client } = await import("@aws-sdk/client-secrets-manager");
    const { forcePathStyle: _onlyS3, ...options } = await signIn(this.awsCredentials);
    const client = new Client(options);
    try {
      return await asking(`aws-secret ${this.secretName}`, () => work(client));
    } catch (error) {
      if (!(error instanceof Error) || error.name !== "ResourceNotFoundException") throw error;
      throw new TuttiError("missing_file", `the secret ${this.secretName}`, { cause: error });
    } finally {
      client.destroy();
    }
  }
}
