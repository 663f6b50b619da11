import { expect, it } from 'vitest';
import { missingFontPackages, missingToolPackages } from '../../rig/install';

it('wants a font for each language that the panel speaks, and no other', () => {
  const inAllLanguages = () => '/usr/share/fonts/one.ttf: One:style=Regular\n';
  expect(missingFontPackages(inAllLanguages)).toEqual([]);
  const withoutKorean = (language: string) => (language === 'ko' ? '\n' : inAllLanguages());
  expect(missingFontPackages(withoutKorean)).toEqual(['fonts-noto-cjk']);
  expect(missingFontPackages(() => '')).toEqual(['fonts-dejavu-core', 'fonts-noto-cjk']);
});

it('wants every program where the path has none', () => {
  expect(missingToolPackages('/nowhere')).toEqual(['xvfb', 'xdotool', 'x11-utils', 'fontconfig']);
});
