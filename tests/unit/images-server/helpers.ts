import sharp from 'sharp';

/** The smallest wide size that the models take, image px. */
export const pictureWidth = 1024;
export const pictureHeight = 640;
export const pictureSize = `${pictureWidth}x${pictureHeight}`;

/** A noisy gradient as PNG: no two neighbours alike, so that shifts and copies show. */
export async function makePhoto(width = pictureWidth, height = pictureHeight): Promise<Buffer> {
  const data = Buffer.alloc(width * height * 3);
  let noise = 1;
  for (let i = 0; i < data.length; i += 1) {
    noise = (Math.imul(noise, 1_103_515_245) + 12_345) >>> 0;
    const across = ((Math.floor(i / 3) % width) / width) * 120;
    data[i] = Math.round(60 + across + (noise >>> 27));
  }
  return sharp(data, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 1 })
    .toBuffer();
}

export interface Rectangle {
  left: number;
  top: number;
  width: number;
  height: number;
}

export const holeInPicture: Rectangle = { left: 300, top: 160, width: 400, height: 320 };

/** Repaint = white and transparent, keep = black and opaque: reads the same as alpha and as luminance. */
export async function makeMask(
  width = pictureWidth,
  height = pictureHeight,
  hole = holeInPicture,
): Promise<Buffer> {
  const data = Buffer.alloc(width * height * 4);
  for (let y = 0, i = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, i += 4) {
      const repaint = isIn(hole, x, y);
      data.fill(repaint ? 255 : 0, i, i + 3);
      data[i + 3] = repaint ? 0 : 255;
    }
  }
  return sharp(data, { raw: { width, height, channels: 4 } })
    .png()
    .toBuffer();
}

/** A transparent picture with one mark on it, the outline of a rectangle. */
export async function makeMarkup(
  width = pictureWidth,
  height = pictureHeight,
  mark = holeInPicture,
  colour = '#00ff00',
): Promise<Buffer> {
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
    `<rect x="${mark.left + 4}" y="${mark.top + 4}" width="${mark.width - 8}" ` +
    `height="${mark.height - 8}" fill="none" stroke="${colour}" stroke-width="8"/></svg>`;
  return sharp(Buffer.from(svg)).ensureAlpha().png().toBuffer();
}

export function isIn({ left, top, width, height }: Rectangle, x: number, y: number): boolean {
  return x >= left && x < left + width && y >= top && y < top + height;
}

export interface RawImage {
  width: number;
  height: number;
  channels: number;
  data: Buffer;
}

export async function decode(bytes: Buffer): Promise<RawImage> {
  const { data, info } = await sharp(bytes)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, channels: info.channels, data };
}

/** Mean colour of a rectangle, 0-255. */
export function meanColour(image: RawImage, area: Rectangle): [number, number, number] {
  const sums: [number, number, number] = [0, 0, 0];
  for (let y = area.top; y < area.top + area.height; y += 1) {
    for (let x = area.left; x < area.left + area.width; x += 1) {
      const at = (y * image.width + x) * image.channels;
      for (const channel of [0, 1, 2] as const) sums[channel] += image.data[at + channel] ?? 0;
    }
  }
  const count = area.width * area.height;
  return [sums[0] / count, sums[1] / count, sums[2] / count];
}

export type FormParts = Record<string, string | Blob | Blob[] | undefined>;

export function png(data: Buffer, type = 'image/png'): File {
  return new File([new Uint8Array(data)], 'picture.png', { type });
}

/** Multipart body; a list goes as `NAME[]`, `undefined` is left out. */
export function form(parts: FormParts): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(parts)) {
    if (Array.isArray(value)) for (const file of value) data.append(`${name}[]`, file);
    else if (value !== undefined) data.append(name, value);
  }
  return data;
}

export interface JsonAnswer {
  status: number;
  headers: Headers;
  body: unknown;
}

export async function post(
  url: string,
  body: FormData | Record<string, unknown>,
  headers: Record<string, string>,
): Promise<JsonAnswer> {
  const isForm = body instanceof FormData;
  const response = await fetch(url, {
    method: 'POST',
    body: isForm ? body : JSON.stringify(body),
    headers: isForm ? headers : { ...headers, 'content-type': 'application/json' },
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Follows `path` into nested JSON; `undefined` where it ends early. */
export function at(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>(
    (part, key) => (typeof part === 'object' && part !== null ? Reflect.get(part, key) : undefined),
    value,
  );
}

export function base64Of(value: unknown): Buffer {
  if (typeof value !== 'string') throw new Error(`Expected base64 text, got ${typeof value}.`);
  return Buffer.from(value, 'base64');
}

export interface ReceivedEvent {
  name: string;
  data: unknown;
}

/** The events of a whole stream's text; one without a blank line at its end is no event. */
export function eventsOf(text: string): ReceivedEvent[] {
  return text
    .split('\n\n')
    .slice(0, -1)
    .map((block) => ({
      name: /^event: (.*)$/m.exec(block)?.[1] ?? '',
      data: parse(/^data: (.*)$/m.exec(block)?.[1] ?? ''),
    }));
}
