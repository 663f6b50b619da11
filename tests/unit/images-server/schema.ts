import document from '../../fixtures/images.openapi.json';

interface Schema {
  $ref?: string;
  type?: string;
  enum?: unknown[];
  required?: string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  minimum?: number;
  maximum?: number;
  maxItems?: number;
}

const schemas: Record<string, Schema> = document.components.schemas;

/**
 * Where `value` departs from a schema of the document, as lines "path: what is wrong".
 * Knows the few keywords that the images part of the document uses.
 */
export function problemsOf(value: unknown, name: string): string[] {
  return problems(value, { $ref: `#/components/schemas/${name}` }, name);
}

/** Names of the fields of a request schema. */
export function fieldNames(name: string): string[] {
  return Object.keys(schemas[name]?.properties ?? {});
}

function problems(value: unknown, schema: Schema, path: string): string[] {
  const resolved = schema.$ref ? named(schema.$ref) : schema;
  if (resolved.anyOf) {
    const fits = resolved.anyOf.some((option) => problems(value, option, path).length === 0);
    return fits ? [] : [`${path}: fits no alternative`];
  }
  const own: string[] = [];
  if (resolved.type && !isType(value, resolved.type)) own.push(`${path}: is no ${resolved.type}`);
  if (resolved.enum && !resolved.enum.includes(value)) own.push(`${path}: unknown value ${value}`);
  return [
    ...own,
    ...limitProblems(value, resolved, path),
    ...memberProblems(value, resolved, path),
  ];
}

function limitProblems(value: unknown, schema: Schema, path: string): string[] {
  const { minimum = -Infinity, maximum = Infinity, maxItems = Infinity } = schema;
  if (Array.isArray(value)) return value.length > maxItems ? [`${path}: too many`] : [];
  if (typeof value !== 'number' || (value >= minimum && value <= maximum)) return [];
  return [`${path}: ${value} is out of its limits`];
}

/**
 * A field of a form as the schema has it, since forms hold texts alone: the number or the truth value
 * that the document asks for, or else the text.
 */
export function typedField(name: string, field: string, text: string): unknown {
  const schema = schemas[name]?.properties?.[field] ?? {};
  const types = [schema, ...(schema.$ref ? (named(schema.$ref).anyOf ?? []) : [])];
  if (types.some(({ type }) => type === 'integer') && /^\d+$/.test(text)) return Number(text);
  if (types.some(({ type }) => type === 'boolean') && /^(true|false)$/.test(text))
    return text === 'true';
  return text;
}

function memberProblems(value: unknown, schema: Schema, path: string): string[] {
  if (Array.isArray(value)) {
    const { items } = schema;
    return items ? value.flatMap((item, i) => problems(item, items, `${path}[${i}]`)) : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  const missing = (schema.required ?? []).filter((key) => !(key in value));
  const members = Object.entries(schema.properties ?? {}).filter(([key]) => key in value);
  return [
    ...missing.map((key) => `${path}.${key}: missing`),
    ...members.flatMap(([key, part]) => problems(Reflect.get(value, key), part, `${path}.${key}`)),
  ];
}

function named(reference: string): Schema {
  const schema = schemas[reference.split('/').at(-1) ?? ''];
  if (!schema) throw new Error(`The document has no schema ${reference}.`);
  return schema;
}

function isType(value: unknown, type: string): boolean {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'null') return value === null;
  return typeof value === type && value !== null;
}
