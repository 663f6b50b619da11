import type { Figure, Samples, Section, Unit } from './figures';
import { median, p90 } from './statistics';

type Row = readonly string[];

/** Repaint's median and 90th percentile, then those of what stands beside it, and ours ÷ theirs. */
const head: Row = ['', 'Repaint', 'p90', 'beside it', 'median', 'p90', 'ratio'];

/** Three digits that mean something; more only where the number is larger. */
const number = (value: number): string => {
  const digits = value < 10 ? 2 : value < 100 ? 1 : 0;
  const format = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return value.toLocaleString('en-US', format);
};

const summary = (values: readonly number[], unit: Unit): Row => [
  `${number(median(values))} ${unit}`,
  values.length > 1 ? number(p90(values)) : '',
];

function besideOf({ label, values }: Samples, figure: Figure): Row {
  const ratio = median(figure.values) / median(values);
  return [label, ...summary(values, figure.unit), Number.isFinite(ratio) ? number(ratio) : ''];
}

/** A figure has one row, and one more for each further thing that stands beside it. */
function rowsOf(figure: Figure): Row[] {
  const own = [figure.title, ...summary(figure.values, figure.unit)];
  const [first, ...others] = (figure.beside ?? []).map((samples) => besideOf(samples, figure));
  return [[...own, ...(first ?? ['', '', '', ''])], ...others.map((row) => ['', '', '', ...row])];
}

/** For a terminal: columns padded with spaces. */
export function plainTable(sections: readonly Section[]): string {
  const groups = sections.map(({ title, figures }) => ({ title, rows: figures.flatMap(rowsOf) }));
  const all = [head, ...groups.flatMap(({ rows }) => rows)];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const isText = (column: number) => column === 0 || column === 3;
  const line = (row: Row) =>
    row
      .map((cell, i) => (isText(i) ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
  return [
    line(head),
    ...groups.flatMap(({ title, rows }) => ['', title, ...rows.map((row) => line(row))]),
  ].join('\n');
}

/** For the README: one Markdown table, and below it how each part was measured. */
export function markdownTable(sections: readonly Section[]): string {
  const line = (row: Row) => `| ${row.join(' | ')} |`;
  return [
    line(head),
    '| --- | ---: | ---: | --- | ---: | ---: | ---: |',
    ...sections.flatMap(({ title, figures }) => [
      line([`**${title}**`, '', '', '', '', '', '']),
      ...figures.flatMap(rowsOf).map(line),
    ]),
    '',
    ...sections.map(({ title, method }) => `- **${title}**: ${method}`),
  ].join('\n');
}
