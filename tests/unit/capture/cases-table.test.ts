import { describe, expect, it } from 'vitest';
import { siteCases } from '../../e2e/capture-site/cases';
import type { Expected } from '../../e2e/capture-site/site-case';
import { readTable } from '../../e2e/capture-site/table';

const rows = readTable();

/** How a cell of the table begins that says what is expected. */
const beginning = ({ source, width, height, code }: Expected): string => {
  if (source === 'failed') return `**failed: ${[code].flat()[0]}**`;
  return width && height ? `**${source}, ${width} × ${height}**` : `**${source}, `;
};

describe('the table of capture cases', () => {
  it('has each case once, in the order of the site', () => {
    expect(new Set(siteCases.map(({ name }) => name)).size).toBe(siteCases.length);
    expect(rows.map(({ name }) => name)).toEqual(siteCases.map(({ name }) => name));
  });

  it.each(siteCases)('says what comes of it in both browsers: $name', (siteCase) => {
    const { name, expected, firefox } = siteCase;
    const row = rows.find((candidate) => candidate.name === name);
    expect(row?.Chromium).toContain(beginning(expected));
    expect(row?.Firefox).toContain(beginning(firefox?.expected ?? expected));
  });
});
