import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/*
 * Test files run side by side, each in a process of its own. What they have to say for a table they leave as a part, and
 * the tables are written when all of them have ended (`write-tables.ts`).
 */

const folder = resolve(import.meta.dirname, '../../out/table-parts');

export type TableName = 'faults' | 'capture-cases';

/** Forgets the parts of an earlier run. */
export const clearParts = (): void => rmSync(folder, { recursive: true, force: true });

/** Leaves a part of a table; parts are joined by the order of their names. */
export function leavePart(table: TableName, part: string, content: unknown): void {
  mkdirSync(join(folder, table), { recursive: true });
  writeFileSync(join(folder, table, `${part}.json`), JSON.stringify(content));
}

/** The parts that were left for a table, by name. */
export function takeParts<T>(table: TableName): T[] {
  const parts = join(folder, table);
  if (!existsSync(parts)) return [];
  return readdirSync(parts)
    .sort()
    .map((file) => JSON.parse(readFileSync(join(parts, file), 'utf8')) as T);
}
