import { describe, expect, it } from 'vitest';
import { renderPage } from '../../gallery/page';
import { isPictureName } from '../../gallery/pictures';

const languages = ['en', 'ko'] as const;

/** Addresses that the page makes a browser load. */
function loads(html: string): string[] {
  return [...html.matchAll(/(?:\bsrc="|url\(")([^"]+)"/g)].map((match) => match[1] ?? '');
}

describe.each(languages)('the page in %s', (language) => {
  const html = renderPage(language);

  it('says its language', () => {
    expect(html).toContain(`<html lang="${language}">`);
  });

  it('shows only pictures that exist', () => {
    const unknown = loads(html).filter((address) => !isPictureName(address.slice(1)));
    expect(unknown).toEqual([]);
  });

  it('shows every kind of picture once, and one as a background', () => {
    const shown = loads(html)
      .map((address) => address.slice(1))
      .sort();
    expect(shown).toEqual([
      'harbour.webp',
      'hero.jpg',
      'mug.jpg',
      'slide.png',
      'slide.svg',
      'sticker.png',
    ]);
  });

  it('loads nothing from elsewhere', () => {
    expect(html).not.toMatch(/https?:\/\//);
  });

  it('describes every picture', () => {
    const images = html.match(/<img [^>]*>/g) ?? [];
    expect(images).toHaveLength(5);
    for (const image of images) expect(image).toMatch(/alt="[^"]{5,}"/);
  });

  it('links to the other language', () => {
    expect(html).toContain(`href="/?lang=${language === 'en' ? 'ko' : 'en'}"`);
  });
});
