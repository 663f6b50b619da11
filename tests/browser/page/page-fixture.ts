/** Puts markup into the page, alone, at its top left corner; returns the element with the id `case`. */
export function show(html: string): HTMLElement {
  document.body.style.margin = '0';
  document.body.innerHTML = html;
  const element = document.querySelector('#case');
  if (!(element instanceof HTMLElement)) throw new Error('nothing to look at');
  return element;
}

/** A picture of one colour as a data: address. */
export function plain(colour: string, width = 60, height = 40): string {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.fillStyle = colour;
  context.fillRect(0, 0, width, height);
  return canvas.toDataURL();
}

export async function loaded(src: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = src;
  await image.decode();
  return image;
}
