/** A colour in linear light, 0..1 for each channel (lamps and highlights may go above 1). */
export interface Color {
  readonly r: number;
  readonly g: number;
  readonly b: number;
}

/** One sRGB channel 0..255 to linear light 0..1 (IEC 61966-2-1). */
export function toLinear(channel: number): number {
  const c = channel / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
}

/** Linear light 0..1 to one sRGB channel 0..255, not rounded (IEC 61966-2-1). */
export function toSrgb(value: number): number {
  const c = value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055;
  return c * 255;
}

/** `#rrggbb` to linear light. */
export function hex(code: string): Color {
  const bits = Number.parseInt(code.slice(1), 16);
  return { r: toLinear(bits >> 16), g: toLinear((bits >> 8) & 255), b: toLinear(bits & 255) };
}

/** From `a` (t = 0) to `b` (t = 1) in linear light. */
export function mixColor(a: Color, b: Color, t: number): Color {
  return { r: a.r + (b.r - a.r) * t, g: a.g + (b.g - a.g) * t, b: a.b + (b.b - a.b) * t };
}

/** Every channel times `factor`. */
export function scaleColor(color: Color, factor: number): Color {
  return { r: color.r * factor, g: color.g * factor, b: color.b * factor };
}

/** The sum of two lights. */
export function addColor(a: Color, b: Color): Color {
  return { r: a.r + b.r, g: a.g + b.g, b: a.b + b.b };
}

/** Channel by channel: a surface colour under a coloured light. */
export function multiplyColor(a: Color, b: Color): Color {
  return { r: a.r * b.r, g: a.g * b.g, b: a.b * b.b };
}
