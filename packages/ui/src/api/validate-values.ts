import { request } from "./http.ts";

interface Verdict {
  valid: boolean;
  errors: unknown[];
}

/** What the server finds wrong with the values of a form, by field; an empty list when nothing is. */
export async function validateValues(schema: object, values: object): Promise<unknown[]> {
  if (Object.keys(schema).length === 0) return [];
  const { errors } = await request<Verdict>("/ui/schemas/validate", { method: "POST", body: { schema, values } });
  return errors;
}
