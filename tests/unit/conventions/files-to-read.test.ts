import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { filesOf, ways } from '../../house/files-to-read';

it.each(ways)('few files have to be opened to follow: $name', (way) => {
  const files = filesOf(way);
  expect(files.length).toBeLessThanOrEqual(way.goal);
  expect(files.length).toBeGreaterThan(way.from.length + 5); // the way is really followed
  expect([...way.from, ...way.through].filter((place) => !existsSync(place))).toEqual([]);
});

it('an edit is followed to the answer, the blending and the file', () => {
  const edit = ways.find(({ name }) => name.startsWith('run an edit'));
  expect(edit && filesOf(edit)).toEqual(
    expect.arrayContaining([
      'utils/server/request.ts',
      'utils/blend/composite.ts',
      'utils/codecs/png-write.ts',
    ]),
  );
});
