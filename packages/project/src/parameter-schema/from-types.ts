import ts from "typescript";
import { constantOf } from "./constant-value.ts";
import { commentOf, describedByTags, documentedSchema, parameterTags } from "./doc-comment.ts";
import { findFlowFunction, type FlowFunction } from "./flow-function.ts";
import { type DescribedParameters, type Parameter, parameterSchema } from "./parameter-schema.ts";
import { type Reading, type TypedFile, typedFile } from "./type-program.ts";
import { isField, TypeSchemas, UnknownTypeError } from "./type-schemas.ts";
import { defaultsOf } from "./default-values.ts";

export interface TypedFlow {
  readonly description: string | null;
  /** Null when this reading does not know some type. */
  readonly parameters: DescribedParameters | null;
}

/**
 * What the types and comments in a file say about the flow that it exports under this name; null when its function is
 * not found there. The file is read, never run.
 */
export function flowFromTypes(path: string, exportName: string, reading: Reading): TypedFlow | null {
  const file = typedFile(path, reading);
  const found = file === null ? null : findFlowFunction(file, exportName);
  if (file === null || found === null) return null;
  return { description: commentOf(found.documented), parameters: describeParameters(found, file) };
}

function describeParameters(found: FlowFunction, file: TypedFile): DescribedParameters | null {
  const node = found.fn.parameters.find(({ name }) => !ts.isIdentifier(name) || name.text !== "this");
  const schemas = new TypeSchemas(file.checker, file.reading === "quick");
  try {
    if (node === undefined) return { schema: parameterSchema([]), warnings: [] };
    const tags = parameterTags(found.documented);
    const given = typeOf(node, tags, file.checker);
    const type = file.checker.getNonNullableType(given);
    if ((type.flags & ts.TypeFlags.Any) !== 0) schemas.of(type, "the flow's parameter");
    const parameters = readParameters(
      type,
      describedByTags(tags),
      defaultsOf(node, found.fn, file.checker),
      schemas,
      file,
    );
    const schema = parameterSchema(parameters, schemas.definitions.toJson(), takesOthers(given, file.checker));
    return { schema, warnings: schemas.warnings };
  } catch (error) {
    if (error instanceof UnknownTypeError) return null;
    throw error;
  }
}

/** Whether names are taken that the type does not say. */
function takesOthers(type: ts.Type, checker: ts.TypeChecker): boolean {
  const isOpen = (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.NonPrimitive)) !== 0;
  return isOpen || checker.getIndexInfosOfType(checker.getNonNullableType(type)).length > 0;
}

function readParameters(
  type: ts.Type,
  described: ReadonlyMap<string, string>,
  defaults: ReadonlyMap<string, ts.Expression>,
  schemas: TypeSchemas,
  { checker }: TypedFile,
): Parameter[] {
  return checker
    .getPropertiesOfType(type)
    .filter(isField)
    .map((field) => {
      const initializer = defaults.get(field.name);
      const constant = initializer === undefined ? null : constantOf(initializer, checker);
      const description = described.get(field.name);
      return {
        name: field.name,
        isRequired: (field.flags & ts.SymbolFlags.Optional) === 0 && initializer === undefined,
        schema: {
          ...schemas.of(checker.getTypeOfSymbol(field), field.name),
          ...(description === undefined ? {} : { description }),
          ...documentedSchema(field, checker),
          ...(constant === null ? {} : { default: constant.value }),
        },
      };
    });
}

/** As the function says; in plain JavaScript also as the comment before the exporting statement says. */
function typeOf(
  node: ts.ParameterDeclaration,
  tags: readonly ts.JSDocParameterTag[],
  checker: ts.TypeChecker,
): ts.Type {
  const type = checker.getTypeAtLocation(node);
  const tag = tags.find(({ name }) => ts.isIdentifier(name));
  const isSilent = node.type === undefined && ts.getJSDocType(node) === undefined;
  if (!isSilent || tag?.typeExpression === undefined || !isJavaScript(node)) return type;
  return checker.getTypeFromTypeNode(tag.typeExpression.type);
}

function isJavaScript(node: ts.Node): boolean {
  return /\.[cm]?jsx?$/.test(node.getSourceFile().fileName);
}
