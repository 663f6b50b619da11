import { ApiError, invalidValue, unknownParameter } from './errors';
import type { RequestBody } from './read-body';

/** Reads one field of a request as text, number, flag or choice; null and absent are the same. */
export class FieldReader {
  constructor(private readonly body: RequestBody) {}

  names(): string[] {
    const files = this.body.files.map((file) => file.field.replace(/\[\]$/, ''));
    return [...new Set([...Object.keys(this.body.fields), ...files])];
  }

  /** @throws ApiError `unknown_parameter` */
  refuseUnknown(known: readonly string[]): void {
    for (const name of this.names()) if (!known.includes(name)) throw unknownParameter(name);
  }

  has(name: string): boolean {
    return this.value(name) !== undefined;
  }

  /** @throws ApiError `invalid_type` */
  text(name: string): string | undefined {
    const value = this.value(name);
    if (value === undefined || typeof value === 'string') return value;
    throw invalidType(name, 'a string');
  }

  /** @throws ApiError `invalid_type`, `invalid_value` outside min..max */
  integer(name: string, min: number, max: number): number | undefined {
    const value = this.number(name);
    if (value === undefined) return undefined;
    if (!Number.isInteger(value)) throw invalidType(name, 'an integer');
    if (value >= min && value <= max) return value;
    throw invalidValue(
      name,
      `Invalid '${name}': ${value}. Expected a value from ${min} to ${max}.`,
    );
  }

  /** @throws ApiError `invalid_type` */
  flag(name: string): boolean {
    const value = this.value(name);
    if (value === undefined) return false;
    if (typeof value === 'boolean') return value;
    if (this.isForm() && (value === 'true' || value === 'false')) return value === 'true';
    throw invalidType(name, 'a boolean');
  }

  /** @throws ApiError `invalid_value` */
  choice<T extends string>(name: string, allowed: readonly T[]): T | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const found = allowed.find((item) => item === value);
    if (found) return found;
    const list = allowed.map((item) => `'${item}'`).join(', ');
    throw invalidValue(name, `Invalid value: '${value}'. Supported values are: ${list}.`);
  }

  private value(name: string): unknown {
    return this.body.fields[name] ?? undefined;
  }

  private number(name: string): number | undefined {
    const value = this.value(name);
    if (value === undefined || typeof value === 'number') return value;
    if (this.isForm() && typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)) {
      return Number(value);
    }
    throw invalidType(name, 'an integer');
  }

  private isForm(): boolean {
    return this.body.encoding === 'multipart';
  }
}

function invalidType(param: string, expected: string): ApiError {
  const message = `Invalid type for '${param}': expected ${expected}.`;
  return new ApiError(message, { status: 400, param, code: 'invalid_type' });
}
