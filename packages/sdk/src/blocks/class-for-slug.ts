import type { BlockDocument } from "@tutti/core/wire/block-document";
import type { AnyBlockClass } from "./block-mark.ts";
import { classOfFields } from "./class-of-fields.ts";
import { knownBlockClass } from "./known-blocks.ts";

// Which module defines the class of a type that is not loaded yet: the SDK's own, and those of the packages that are
// installed beside it when they are wanted.

const OWN: Readonly<Record<string, () => Promise<object>>> = {
  secret: () => import("./secret.ts"),
  "local-file-system": () => import("./local-file-system.ts"),
};

/** By the first part of the slug's package; the module exports the class. */
const INTEGRATIONS: Readonly<Record<string, { readonly package: string; readonly module: string }>> = {
  "aws-credentials": { package: "@tutti/aws", module: "aws-credentials" },
  "minio-credentials": { package: "@tutti/aws", module: "minio-credentials" },
  "s3-bucket": { package: "@tutti/aws", module: "s3-bucket" },
  "aws-secret": { package: "@tutti/aws", module: "aws-secret" },
};

/** The class for a document's type: the one that is known, or that the SDK or an installed package has, else one of its fields. */
export async function classForSlug(slug: string, document: BlockDocument): Promise<AnyBlockClass> {
  const known = knownBlockClass(slug) ?? (await ownClass(slug)) ?? (await integrationClass(slug));
  return known ?? classOfFields(slug, document);
}

async function ownClass(slug: string): Promise<AnyBlockClass | null> {
  await OWN[slug]?.();
  return knownBlockClass(slug);
}

async function integrationClass(slug: string): Promise<AnyBlockClass | null> {
  const place = INTEGRATIONS[slug];
  if (place === undefined) return null;
  try {
    await import(`${place.package}/${place.module}`);
  } catch (error) {
    if (isNotInstalled(error)) return null;
    throw error;
  }
  return knownBlockClass(slug);
}

/** What to install to get the methods of a type, or null when nothing is known that has them. */
export function packageFor(slug: string): string | null {
  return INTEGRATIONS[slug]?.package ?? null;
}

function isNotInstalled(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND";
}
