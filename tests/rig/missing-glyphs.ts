/** A character that has not been assigned and never was: what is drawn for it is what is drawn for want of a font. */
export const unassigned = '\u0378';

/**
 * The characters that are on the screen as empty boxes, since no font has them. Runs in a page; functions inside must
 * be anonymous. Each character is drawn once more, in its element's font, and compared with an unassigned one.
 * @param box an unassigned character
 */
export function missingGlyphs(box: string): string[] {
  const side = 64;
  const pen = new OffscreenCanvas(side, side).getContext('2d', { willReadFrequently: true });
  if (!pen) throw new Error('The page has no 2D canvas.');
  const shown = new Map<string, string>();
  for (const element of document.body.querySelectorAll('*')) {
    if (!element.checkVisibility()) continue;
    const { fontStyle, fontWeight, fontFamily } = getComputedStyle(element);
    const own = [...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE);
    const field =
      element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
        ? element
        : undefined;
    const choice = element instanceof HTMLSelectElement ? element.selectedOptions[0]?.text : '';
    const text = [
      ...own.map(({ nodeValue }) => nodeValue),
      field?.value || field?.placeholder,
      choice,
    ];
    const font = `${fontStyle} ${fontWeight} 32px ${fontFamily}`;
    shown.set(font, (shown.get(font) ?? '') + text.join(''));
  }
  const missing = new Set<string>();
  for (const [font, text] of shown) {
    const characters = [...new Set(text)].filter((character) => /\S/.test(character));
    const [drawnBox, ...drawn] = [box, ...characters].map((character) => {
      pen.clearRect(0, 0, side, side);
      pen.font = font;
      pen.fillText(character, 8, 44);
      return pen.getImageData(0, 0, side, side).data.join();
    });
    for (const [index, character] of characters.entries())
      if (drawn[index] === drawnBox) missing.add(character);
  }
  return [...missing];
}
