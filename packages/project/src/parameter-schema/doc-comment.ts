import ts from "typescript";
import type { JsonObject } from "@tutti/core/json-object";

/** Tags of a doc comment that say more than the type can: what the schema gets of each. */
const TAGS: Readonly<Record<string, (text: string) => JsonObject>> = {
  minimum: (text) => numeric("minimum", text),
  maximum: (text) => numeric("maximum", text),
  multipleOf: (text) => numeric("multipleOf", text),
  minLength: (text) => numeric("minLength", text),
  maxLength: (text) => numeric("maxLength", text),
  minItems: (text) => numeric("minItems", text),
  maxItems: (text) => numeric("maxItems", text),
  pattern: (text) => ({ pattern: text }),
  format: (text) => ({ format: text }),
  integer: () => ({ type: "integer" }),
  default: (text) => ({ default: jsonOr(text) }),
};

/** What a doc comment adds to the schema of a property: a description, limits, a default. */
export function documentedSchema(symbol: ts.Symbol, checker: ts.TypeChecker): JsonObject {
  const description = ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim();
  const parts = symbol.getJsDocTags(checker).map(({ name, text }) => TAGS[name]?.(tagText(text)) ?? {});
  return Object.assign(description === "" ? {} : { description }, ...parts);
}

/** The text in the doc comment of the first node that has one. */
export function commentOf(nodes: readonly ts.Node[]): string | null {
  for (const node of nodes) {
    const [comment] = docsOf(node).flatMap((doc) => ts.getTextOfJSDocComment(doc.comment) ?? []);
    if (comment !== undefined && comment.trim() !== "") return comment.trim();
  }
  return null;
}

/** The `@param` tags in the doc comments of these nodes, those of properties (`@param options.path`) included. */
export function parameterTags(nodes: readonly ts.Node[]): ts.JSDocParameterTag[] {
  return nodes
    .flatMap(docsOf)
    .flatMap((doc) => [...(doc.tags ?? [])].filter(ts.isJSDocParameterTag).flatMap(withInner));
}

function withInner(tag: ts.JSDocParameterTag): ts.JSDocParameterTag[] {
  const type = tag.typeExpression?.type;
  const inner = type !== undefined && ts.isJSDocTypeLiteral(type) ? (type.jsDocPropertyTags ?? []) : [];
  return [tag, ...inner.filter(ts.isJSDocParameterTag)];
}

/** What `@param` tags say of each property, by its name. */
export function describedByTags(tags: readonly ts.JSDocParameterTag[]): ReadonlyMap<string, string> {
  const described = tags.flatMap(({ name, comment }) => {
    const text = (ts.getTextOfJSDocComment(comment) ?? "").replace(/^\s*-\s*/, "").trim();
    const property = ts.isQualifiedName(name) ? name.right.text : name.text;
    return text === "" ? [] : [[property, text] as const];
  });
  return new Map(described);
}

function docsOf(node: ts.Node): ts.JSDoc[] {
  return ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
}

function tagText(parts: readonly ts.SymbolDisplayPart[] | undefined): string {
  return ts.displayPartsToString(parts === undefined ? undefined : [...parts]).trim();
}

function numeric(keyword: string, text: string): JsonObject {
  const value = Number(text);
  return text === "" || Number.isNaN(value) ? {} : { [keyword]: value };
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
