import { parseArgs } from 'node:util';

export interface Options {
  /** Names of the benchmarks to run. */
  readonly names: readonly string[];
  /** Print Markdown, for the README. */
  readonly markdown: boolean;
}

/**
 * Reads the command line of `npm run bench -- …`.
 * @param known the names of all benchmarks
 * @throws Error that lists what there is
 */
export function readOptions(args: readonly string[], known: readonly string[]): Options {
  const usage = `There are: npm run bench -- [--only ${known.join(' | ')}]… [--markdown]`;
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        only: { type: 'string', multiple: true, default: [] },
        markdown: { type: 'boolean', default: false },
      },
    });
    const unknown = values.only.find((name) => !known.includes(name));
    if (unknown !== undefined) throw new Error(`There is no benchmark "${unknown}"`);
    return { names: values.only.length > 0 ? values.only : known, markdown: values.markdown };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('. ')[0] : String(cause);
    throw new Error(`${reason}. ${usage}`, { cause });
  }
}
