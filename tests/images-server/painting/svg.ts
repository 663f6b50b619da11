import type { Size } from '../sizes';

/** Wraps drawing commands that use image pixels (or `viewBox` units) as coordinates. */
export function svgDocument(content: string, { width, height }: Size, viewBox?: string): string {
  const box = viewBox ?? `0 0 ${width} ${height}`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ` +
    `viewBox="${box}" preserveAspectRatio="none">${content}</svg>`
  );
}

export type Stop = readonly [offset: number, colour: string];

/** Light falls from the upper left on everything that is drawn. */
export function radial(id: string, stops: readonly Stop[], cx = 0.36, cy = 0.3, r = 0.75): string {
  return `<radialGradient id="${id}" cx="${cx}" cy="${cy}" r="${r}">${stopsOf(stops)}</radialGradient>`;
}

/** From top to bottom. */
export function vertical(id: string, stops: readonly Stop[]): string {
  return `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">${stopsOf(stops)}</linearGradient>`;
}

/** From left to right. */
export function horizontal(id: string, stops: readonly Stop[]): string {
  return `<linearGradient id="${id}" x1="0" y1="0" x2="1" y2="0">${stopsOf(stops)}</linearGradient>`;
}

/** A soft dark ellipse under something that stands. */
export function contactShadow(cx: number, cy: number, rx: number, ry: number): string {
  const gradient = radial(
    'contact',
    [
      [0, 'rgba(0,0,0,.5)'],
      [0.5, 'rgba(0,0,0,.28)'],
      [1, 'rgba(0,0,0,0)'],
    ],
    0.5,
    0.5,
    0.5,
  );
  return `<defs>${gradient}</defs><ellipse cx="${cx}" cy="${cy}" rx="${rx}" ry="${ry}" fill="url(#contact)"/>`;
}

function stopsOf(stops: readonly Stop[]): string {
  return stops
    .map(([offset, colour]) => `<stop offset="${offset}" stop-color="${colour}"/>`)
    .join('');
}
