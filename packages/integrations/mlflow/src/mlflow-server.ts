import { defineBlock } from "@tutti/sdk/blocks/define-block";
import { secret } from "@tutti/sdk/blocks/secret-value";
import { z } from "zod";
import { MlflowClient } from "./mlflow-client.ts";

/** Where an MLflow tracking server is, and how to sign in there. */
export class MlflowServer extends defineBlock({
  slug: "mlflow-server",
  name: "MLflow Server",
  description: "An MLflow tracking server.",
  fields: z.object({
    trackingUri: z.string().describe("Address of the tracking server."),
    username: z.string().optional().describe("Who signs in, where the server asks."),
    password: secret().optional().describe("The password that goes with the user name."),
    token: secret().optional().describe("A bearer token, in place of user name and password."),
  }),
}) {
  static {
    this.announce();
  }

  client(): MlflowClient {
    const { trackingUri, username, password, token } = this;
    return new MlflowClient({ trackingUri, username, password: password?.get(), token: token?.get() });
  }
}
