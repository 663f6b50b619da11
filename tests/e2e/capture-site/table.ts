import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { CaptureOutcome } from '../capture-steps';
import { leavePart, takeParts } from '../table-parts';
import { siteCases } from './cases';
import type { Expected, SiteCase } from './site-case';

/** The table of cases and rungs, which lies in the repository. */
export const tableFile = resolve(import.meta.dirname, '../capture-cases.md');

const browsers = ['Chromium', 'Firefox'] as const;
export type TableBrowser = (typeof browsers)[number];

/** What became of one case in each browser. */
export type TableRow = { readonly name: string } & Readonly<Partial<Record<TableBrowser, string>>>;

/** The rows of a table as `tableText` writes it. */
export function readTable(file = tableFile): TableRow[] {
  if (!existsSync(file)) return [];
  const cells = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| (case|---) /.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()));
  return cells.map(([, name = '', Chromium = '', Firefox = '']) => ({ name, Chromium, Firefox }));
}

const tableText = (rows: readonly TableRow[]): string =>
  [
    '# Any image on any page: the cases and what is taken',
    '',
    'Written by `capture-cases.test.ts` and `firefox-capture-cases.test.ts`: the picker is started by its shortcut on a page of each',
    'case, and the stored picture is compared, pixel for pixel where the file is ours. In brackets: each rung of the ladder that was',
    'tried, with its verdict where it did not hold.',
    '',
    '| case | Chromium | Firefox | why they differ |',
    '| --- | --- | --- | --- |',
    ...rows.map(({ name, Chromium = '', Firefox = '' }) => {
      const reason = siteCases.find((siteCase) => siteCase.name === name)?.firefox?.reason ?? '';
      return `| ${name} | ${Chromium} | ${Firefox} | ${reason} |`;
    }),
    '',
  ].join('\n');

/** What one browser did with the cases, by their names. */
interface Column {
  readonly browser: TableBrowser;
  readonly cells: Readonly<Record<string, string>>;
}

/** Notes what one browser does with the cases, and leaves it for the table. */
export function createColumn(browser: TableBrowser) {
  const cells = new Map<string, string>();
  return {
    note: (siteCase: SiteCase, outcome: CaptureOutcome) =>
      void cells.set(siteCase.name, cellOf(expectedIn(browser, siteCase), outcome)),
    leave: () => {
      const column: Column = { browser, cells: Object.fromEntries(cells) };
      leavePart('capture-cases', browser, column);
    },
  };
}

/**
 * Writes what the browsers have done as `out/capture-cases.md`; what did not run stays as it is in the repository's table. It
 * is looked at before it takes that one's place: which of two limits comes first may depend on how busy the machine was.
 */
export function writeCaptureTable(): void {
  const columns = takeParts<Column>('capture-cases');
  if (columns.length === 0) return;
  const known = new Map(readTable().map((row) => [row.name, row]));
  const rows = siteCases.map(({ name }): TableRow => {
    const seen = columns.map(({ browser, cells }) => [browser, cells[name]] as const);
    const ran = seen.filter(([, cell]) => cell !== undefined);
    return { ...known.get(name), name, ...Object.fromEntries(ran) };
  });
  mkdirSync('out', { recursive: true });
  writeFileSync('out/capture-cases.md', tableText(rows));
}

const expectedIn = (browser: TableBrowser, { expected, firefox }: SiteCase): Expected =>
  (browser === 'Firefox' && firefox?.expected) || expected;

function cellOf(expected: Expected, outcome: CaptureOutcome): string {
  const { source, code, width, height, rungs } = outcome;
  const tried = rungs.map(({ rung, outcome: verdict }) =>
    verdict === 'taken' ? rung : `${rung}: ${verdict}`,
  );
  // How much of a picture is on the screen depends on the window.
  const isPart = source === 'screenshot' && (!expected.width || !expected.height);
  const size = isPart ? 'what the window shows' : `${width} × ${height}`;
  const what = source ? `${source}, ${size}` : `failed: ${code}`;
  return `**${what}** (${tried.join(', ')})`;
}
