import { describe, expect, it } from 'vitest';
import { decodeBase64, encodeBase64 } from '../../../utils/base/bytes';

describe('base64', () => {
  const bytes = Uint8Array.from({ length: 1000 }, (_, i) => (i * 31 + (i >> 3)) & 255);

  it('is what Node makes of the same bytes, of every length', () => {
    for (let length = 0; length < 300; length += 1) {
      const part = bytes.subarray(7, 7 + length);
      expect(encodeBase64(part)).toBe(Buffer.from(part).toString('base64'));
      expect([...decodeBase64(Buffer.from(part).toString('base64'))]).toEqual([...part]);
    }
  });

  it('is refused where it is none', () => {
    expect(() => decodeBase64('%%%')).toThrow(DOMException);
  });
});
