import type { DBCore, DBCoreMutateRequest } from 'dexie';
import type { Library } from '../../utils/library/database';

/** A write to a table, and which one it is since the fault began (counted from 1, over all tables). */
export interface Write {
  readonly table: string;
  readonly values: readonly unknown[];
  readonly count: number;
}

/**
 * Makes writes of a library fail as on a full disk, before it is opened.
 * @param fails which ones
 * @returns how to end the fault
 */
export function failWrites(library: Library, fails: (write: Write) => boolean): () => void {
  let isFaulty = true;
  let count = 0;
  const mutate = (table: string, request: DBCoreMutateRequest) => {
    const values = 'values' in request ? request.values : [];
    count++;
    if (isFaulty && fails({ table, values, count }))
      throw new DOMException('no room', 'QuotaExceededError');
  };
  library.use({
    stack: 'dbcore',
    name: 'failing-writes',
    create: (core: DBCore): DBCore => ({
      ...core,
      table(name) {
        const table = core.table(name);
        return {
          ...table,
          async mutate(request) {
            mutate(name, request);
            return table.mutate(request);
          },
        };
      },
    }),
  });
  return () => {
    isFaulty = false;
  };
}
