import { describe, expect, it } from 'vitest';
import { sourceFiles } from './source-files';

const shouted = /^(?:export )?const ([A-Z][A-Z0-9_]+)\b/gm;

describe('The names of constants', () => {
  it('are written like those of anything else', () => {
    const found = sourceFiles(['utils', 'components', 'entrypoints', 'tests']).flatMap(
      ({ path, text }) => [...text.matchAll(shouted)].map(([, name]) => `${path}: ${name}`),
    );
    expect(found).toEqual([]);
  });

  it('are found when they are not', () => {
    const text = 'const MAX_SIZE = 1;\nexport const LIMITS = {};\nconst limit = 2;';
    expect([...text.matchAll(shouted)].map(([, name]) => name)).toEqual(['MAX_SIZE', 'LIMITS']);
  });
});
