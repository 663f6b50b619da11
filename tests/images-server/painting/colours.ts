/** Hue 0-360, saturation and lightness 0-100. */
export interface Hsl {
  h: number;
  s: number;
  l: number;
}

/** A colour and its shades, as CSS colours. */
export interface Palette {
  light: string;
  main: string;
  dark: string;
  deep: string;
}

const words: ReadonlyArray<readonly [RegExp, Hsl]> = [
  [/\b(turquoise|teal|cyan)\b|청록|옥색/i, { h: 178, s: 62, l: 44 }],
  [/\bsky[- ]blue\b|하늘색/i, { h: 203, s: 74, l: 62 }],
  [/\b(red|crimson|scarlet)\b|빨간|빨강|붉은|빨갛/i, { h: 358, s: 74, l: 48 }],
  [/\borange\b|주황|오렌지/i, { h: 25, s: 88, l: 54 }],
  [/\b(yellow|gold|golden)\b|노란|노랑|노랗|황금|금색/i, { h: 46, s: 92, l: 55 }],
  [/\bgreen\b|초록|녹색|푸르른|연두/i, { h: 128, s: 48, l: 40 }],
  [/\bblue\b|파란|파랑|파랗|푸른/i, { h: 216, s: 72, l: 50 }],
  [/\b(purple|violet)\b|보라|자주/i, { h: 276, s: 52, l: 50 }],
  [/\bpink\b|분홍|핑크/i, { h: 338, s: 78, l: 70 }],
  [/\bwhite\b|하얀|하양|흰|하얗/i, { h: 40, s: 14, l: 90 }],
  [/\bblack\b|검은|검정|까만/i, { h: 240, s: 6, l: 17 }],
  [/\bbrown\b|갈색|밤색/i, { h: 26, s: 46, l: 36 }],
  [/\b(gr[ae]y|silver)\b|회색|은색/i, { h: 214, s: 7, l: 58 }],
];

/** The first colour that the prompt names, in English or Korean. */
export function namedColour(prompt: string): Hsl | undefined {
  let best: { at: number; colour: Hsl } | undefined;
  for (const [pattern, colour] of words) {
    const at = prompt.search(pattern);
    if (at >= 0 && (!best || at < best.at)) best = { at, colour };
  }
  return best?.colour;
}

export function paletteOf({ h, s, l }: Hsl): Palette {
  return {
    light: css({ h: h + 6, s: s * 0.95, l: l + (100 - l) * 0.45 }),
    main: css({ h, s, l }),
    dark: css({ h: h - 8, s, l: l * 0.7 }),
    deep: css({ h: h - 12, s: s * 0.9, l: l * 0.45 }),
  };
}

export function css({ h, s, l }: Hsl, alpha = 1): string {
  const hue = ((Math.round(h) % 360) + 360) % 360;
  const [saturation, lightness] = [s, l].map((part) =>
    Math.round(Math.min(100, Math.max(0, part))),
  );
  return `hsla(${hue},${saturation}%,${lightness}%,${alpha})`;
}
