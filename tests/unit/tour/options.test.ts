import { describe, expect, it } from 'vitest';
import { hasScreen, readOptions } from '../../tour/options';

describe('readOptions', () => {
  it('hands the browser to the user without flags', () => {
    expect(readOptions([])).toEqual({ tour: false, readme: false });
  });

  it('takes the tour when the picture of the README is wanted', () => {
    expect(readOptions(['--readme'])).toEqual({ tour: true, readme: true });
  });

  it('names the flags there are when it is given another', () => {
    expect(() => readOptions(['--tuor'])).toThrow(/--tuor.*npm start -- --tour/s);
  });
});

describe('hasScreen', () => {
  it.each([
    ['linux', {}, false],
    ['linux', { DISPLAY: '' }, false],
    ['linux', { DISPLAY: ':0' }, true],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
    ['darwin', {}, true],
    ['win32', {}, true],
  ] as const)('on %s with %o answers %s', (platform, env, answer) => {
    expect(hasScreen(platform, env)).toBe(answer);
  });
});
