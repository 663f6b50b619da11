import { describe, expect, it } from 'vitest';
import { mayBeImageFile, srcsetUrls } from '../../../utils/page/addresses';
import { cssImageUrls, cssLayers } from '../../../utils/page/find-images';

describe('the addresses in srcset', () => {
  it.each([
    ['a.png', ['a.png']],
    ['a.png 1x, b.png 2x', ['a.png', 'b.png']],
    ['a.png,\n  b.png 480w', ['a.png', 'b.png']],
    ['a,b.png 1x,c.png 2x', ['a,b.png', 'c.png']],
    ['data:image/png;base64,AAAA 1x, b.png 2x', ['data:image/png;base64,AAAA', 'b.png']],
    ['', []],
    [' , ', []],
  ])('of %o', (srcset, urls) => {
    expect(srcsetUrls(srcset)).toEqual(urls);
  });
});

describe('the pictures in a CSS value', () => {
  it('are split at outer commas only', () => {
    expect(cssLayers('url("a,b.png"), linear-gradient(red, blue), url(c.png)')).toEqual([
      'url("a,b.png")',
      'linear-gradient(red, blue)',
      'url(c.png)',
    ]);
  });

  it.each([
    ['url(a.png)', ['a.png']],
    ['url("a (1).png")', ['a (1).png']],
    ["url('a.png')", ['a.png']],
    ['image-set(url("a.png") 1dppx, url("b.png") 2dppx)', ['a.png', 'b.png']],
    ['image-set("a.png" 1x, "b.png" 2x)', ['a.png', 'b.png']],
    ['linear-gradient(red, blue)', []],
    ['url("#clip")', []],
    ['none', []],
  ])('have the addresses in %s', (value, urls) => {
    expect(cssImageUrls(value)).toEqual(urls);
  });
});

describe('a link beside a picture', () => {
  it.each([
    'https://a.example/photo.JPG',
    'https://a.example/full/photo.webp?w=1600',
    'https://a.example/photos/5.png#full',
    'https://a.example/photos/5.jxl',
    'https://a.example/photos/5.HEIC',
    'https://a.example/photos/5.apng',
  ])('is asked for a larger file: %s', (href) => {
    expect(mayBeImageFile(href)).toBe(true);
  });

  it.each([
    'https://a.example/logout',
    'https://a.example/wishlist/add/5',
    'https://a.example/photos/5/delete',
    'https://a.example/images/7/like',
    'https://a.example/delete?file=photo.png',
    'https://a.example/i?format=webp&do=buy',
    'https://a.example/buy?item=3',
    'https://a.example/photos/jxl',
    'https://a.example/jpg/5/delete',
    'javascript:void(0)',
    'mailto:a@a.example',
  ])('is never followed: %s', (href) => {
    expect(mayBeImageFile(href)).toBe(false);
  });
});
