/** Splits a CSS value at its outermost commas: one part a layer. */
export function cssLayers(value: string): string[] {
  const layers: string[] = [];
  let depth = 0;
  let quote = '';
  let start = 0;
  for (let i = 0; i < value.length; i++) {
    const character = value.charAt(i);
    if (quote) {
      if (character === '\\') i++;
      else if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '(') depth++;
    else if (character === ')') depth--;
    else if (character === ',' && depth === 0) {
      layers.push(value.slice(start, i).trim());
      start = i + 1;
    }
  }
  layers.push(value.slice(start).trim());
  return layers;
}

const address = /\burl\(\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^)"'\s]*))\s*\)/g;
const bareImageSetEntry = /(?:^|[(,])\s*"((?:[^"\\]|\\.)*)"/g;

/** The addresses in one CSS image (`url()`, `image-set()`, `cross-fade()`), without gradients. */
export function cssImageUrls(image: string): string[] {
  const found = [...image.matchAll(address)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
  const bare = image.includes('image-set(')
    ? [...image.matchAll(bareImageSetEntry)].map((match) => match[1] ?? '')
    : [];
  const urls = [...found, ...bare].map((url) => url.replace(/\\(.)/g, '$1'));
  // A reference into this very document (an SVG mask or filter) is no file.
  return [...new Set(urls)].filter((url) => url !== '' && !url.startsWith('#'));
}
