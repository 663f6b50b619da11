import { describe, expect, it } from 'vitest';
import { isDecodableType, sniffType } from '../../../utils/codecs/inspect';
import { buildPng } from './build-png';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));

describe('sniffType', () => {
  it.each([
    ['\xff\xd8\xff\xe0', 'image/jpeg'],
    ['GIF89a\x01\0\x01\0\0\0\0', 'image/gif'],
    ['RIFF\x20\0\0\0WEBPVP8 \x0a\0\0\0', 'image/webp'],
    ['\0\0\0\x1cftypavif\0\0\0\0mif1miaf', 'image/avif'],
    ['\0\0\0\x1cftypmif1\0\0\0\0mif1avif', 'image/avif'],
    ['\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'image/heic'],
    ['BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0', 'image/bmp'],
    ['\0\0\x01\0\x01\0\x10\x10', 'image/x-icon'],
    ['II*\0\x08\0\0\0', 'image/tiff'],
    ['MM\0*\0\0\0\x08', 'image/tiff'],
    ['\xff\x0a\xfa', 'image/jxl'],
    ['<svg xmlns="http://www.w3.org/2000/svg">', 'image/svg+xml'],
    ['\xef\xbb\xbf<?xml version="1.0"?>\n<!-- <html> -->\n<svg>', 'image/svg+xml'],
    [
      '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd" [<!ENTITY a "b">]><svg>',
      'image/svg+xml',
    ],
    ['<svg:svg xmlns:svg="http://www.w3.org/2000/svg">', 'image/svg+xml'],
  ])('knows %j as %s', (start, type) => {
    expect(sniffType(bytes(start))?.type).toBe(type);
  });

  it.each([
    '',
    'PNG',
    '<!doctype html><html><body><svg></svg></body></html>',
    '<html><svg></svg></html>',
    'BMW is a car maker and this is a text',
    '{"error": "not found"}',
    '\0\0\0\x18ftypmp42\0\0\0\0mp42isom',
    '<svgfoo>',
  ])('takes %j for no image', (start) => {
    expect(sniffType(bytes(start))).toBeUndefined();
  });

  it('tells an animated PNG from a still one', () => {
    const still = { width: 4, height: 4, bitDepth: 8, colorType: 2 };
    expect(sniffType(buildPng(still))).toEqual({ type: 'image/png' });
    const control: [string, Uint8Array] = ['acTL', new Uint8Array(8)];
    const animated = sniffType(buildPng({ ...still, chunks: [control] }));
    expect(animated).toEqual({ type: 'image/png', animated: true });
  });

  it('leaves out what a worker cannot decode', () => {
    expect(isDecodableType('image/webp')).toBe(true);
    expect(isDecodableType('image/tiff')).toBe(false);
    expect(isDecodableType('image/svg+xml')).toBe(false);
  });
});
