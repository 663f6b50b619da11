import { describe, expect, it } from 'vitest';
import { countChangedOutside } from '../../../utils/blend/composite';
import { noise8, noise16 } from './rasters';

const crop = { x: 2, y: 3, width: 4, height: 5 };

describe('countChangedOutside', () => {
  it.each([noise8(12, 10), noise16(12, 10)])(
    'counts a change of one step in any sample',
    (before) => {
      const weights = new Uint16Array(20);
      weights[0] = 1;
      const after = { ...before, data: before.data.slice() } as typeof before;
      const change = (x: number, y: number, channel: number): void => {
        const at = 4 * (12 * y + x) + channel;
        after.data[at] = (after.data[at] ?? 0) ^ 1;
      };
      expect(countChangedOutside(before, after, weights, crop)).toEqual({ changed: 0, total: 119 });
      change(2, 3, 0); // inside: allowed
      change(3, 3, 1);
      change(0, 0, 2);
      change(11, 9, 3);
      expect(countChangedOutside(before, after, weights, crop)).toEqual({ changed: 3, total: 119 });
    },
  );
});
