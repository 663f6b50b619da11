import { AppError, asAppErrorElse } from '../base/errors';
import { areaOf, type Size } from '../base/geometry';
import type { IccProfile, Raster, Raster8 } from '../pixels/raster';
import { isIccSpace, rgbProfile, rgbProfileOfGray, rgbSpaceOf } from './colour-profile';
import { assertDecodableSize, sniffType } from './inspect';
import { jpegHeader, jpegIccProfile } from './jpeg';
import { orientRaster, pngOrientation } from './orientation';
import { findPngChunk, pngHeader } from './png-chunks';
import { decodePng, pngIccProfile } from './png-read';
import { findRiffChunk, webpHeader } from './webp-gif-bmp-avif';

/**
 * The image's samples, upright (EXIF orientation applied where browsers apply it). PNG samples are
 * the file's own, 16 bits included; others are what the browser's decoder gives, 8 bits, in the
 * file's colour space where an RGB or gray profile is embedded (kept beside them, a gray one as its equal for
 * RGB), else in sRGB: pictures in CMYK are converted once. First frame only.
 * @throws AppError image-not-an-image, image-truncated, image-type-unsupported, image-too-large,
 *   out-of-memory
 */
export async function decodeRaster(blob: Blob): Promise<Raster> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const type = sniffType(bytes)?.type;
  if (type === 'image/png') return decodeAnyPng(bytes);
  if (type === 'image/jpeg') return decodeJpeg(bytes);
  if (type === 'image/webp') return decodeWebp(bytes);
  // A GIF's pixels are opaque or clear, so a canvas does not change them.
  return decodeByBrowser(bytes, { hasPartialAlpha: type !== 'image/gif' });
}

async function decodeAnyPng(bytes: Uint8Array<ArrayBuffer>): Promise<Raster> {
  const header = pngHeader(bytes);
  if (!header) throw new AppError('image-truncated');
  assertDecodableSize(header);
  const profile = await pngIccProfile(bytes);
  const isGray = header.colorType === 0 || header.colorType === 4;
  const grayProfile = isGray ? usableGray(profile?.bytes) : undefined;
  if (profile && !grayProfile && !isIccSpace(profile.bytes, 'RGB ')) {
    const hasPartialAlpha = header.colorType === 4 || findPngChunk(bytes, 'tRNS') !== undefined;
    return decodeByBrowser(bytes, { hasPartialAlpha });
  }
  const stored = await decodePng(bytes);
  const raster = grayProfile ? { ...stored, iccProfile: grayProfile } : stored;
  return orientRaster(raster, await pngOrientation(bytes));
}

/** Gray samples become RGB here, to which a gray profile cannot be attached: its equal for RGB, if it has one. */
function usableGray(profile: Uint8Array | undefined): IccProfile | undefined {
  const iccProfile = rgbProfileOfGray(profile);
  return iccProfile && rgbSpaceOf({ iccProfile }) ? iccProfile : undefined;
}

function decodeJpeg(bytes: Uint8Array<ArrayBuffer>): Promise<Raster8> {
  const header = jpegHeader(bytes);
  const profile = jpegIccProfile(bytes);
  return decodeByBrowser(bytes, {
    header,
    iccProfile: header?.components === 1 ? usableGray(profile) : rgbProfile(profile),
    hasPartialAlpha: false,
  });
}

function decodeWebp(bytes: Uint8Array<ArrayBuffer>): Promise<Raster8> {
  const header = webpHeader(bytes);
  const profile = findRiffChunk(bytes, 'ICCP');
  const hasPartialAlpha = header?.hasAlpha ?? true;
  return decodeByBrowser(bytes, { header, iccProfile: rgbProfile(profile), hasPartialAlpha });
}

interface BrowserDecoding {
  readonly header?: Size | undefined;
  readonly iccProfile?: IccProfile | undefined;
  /** As the file says: where it says no, and pixels are partly clear all the same, it is found out. */
  readonly hasPartialAlpha: boolean;
}

async function decodeByBrowser(
  bytes: Uint8Array<ArrayBuffer>,
  { header, iccProfile, hasPartialAlpha }: BrowserDecoding,
): Promise<Raster8> {
  if (header) assertDecodableSize(header);
  const bitmap = await createImageBitmap(new Blob([bytes]), {
    premultiplyAlpha: 'none',
    // Kept as stored where the profile travels with the samples, else turned into sRGB.
    colorSpaceConversion: iccProfile ? 'none' : 'default',
  }).catch((cause: unknown) => {
    throw asAppErrorElse('image-truncated', cause);
  });
  try {
    const { width, height } = bitmap;
    assertDecodableSize(bitmap);
    const exact = hasPartialAlpha ? await readPartialAlpha(bitmap) : undefined;
    let data = exact ?? readByCanvas(bitmap);
    if (!hasPartialAlpha && isPartlyClear(data)) data = (await readPartialAlpha(bitmap)) ?? data;
    return { bitDepth: 8, width, height, data, iccProfile };
  } finally {
    bitmap.close();
  }
}

const readPartialAlpha = async (bitmap: ImageBitmap) =>
  (await readByWebGl(bitmap)) ?? (await readByVideoFrame(bitmap)) ?? readByFloatCanvas(bitmap);

type Pixels = Uint8ClampedArray<ArrayBuffer>;

function isPartlyClear(data: Pixels): boolean {
  for (let i = 3; i < data.length; i += 4) if (data[i] !== 255 && data[i] !== 0) return true;
  return false;
}

/** Rows read at a time: about 4 million pixels, so that no second copy of a large picture exists. */
const stripRows = ({ width }: Size): number => Math.max(1, Math.floor(4_000_000 / width));

/** RGBA of a bitmap that is opaque (or whose pixels are either opaque or clear): exact there. */
const readByCanvas = (bitmap: ImageBitmap): Pixels => readByContext(bitmap, {});

/**
 * RGBA of a bitmap, partial alpha kept exact: a canvas premultiplies, but with 11 bits of every number, whatever its size,
 * nothing is lost that 8 bits could tell. Slower and larger than WebGL, for service workers of browsers without it.
 * @returns undefined where there are no such canvases
 */
export function readByFloatCanvas(bitmap: ImageBitmap): Pixels | undefined {
  const probe = new OffscreenCanvas(1, 1).getContext('2d', float16) as FloatContext | null;
  if (probe?.getContextAttributes?.().colorType !== 'float16') return undefined;
  return readByContext(bitmap, float16);
}

/** https://html.spec.whatwg.org/multipage/canvas.html#canvascolortype, which the types do not know yet. */
interface FloatSettings extends CanvasRenderingContext2DSettings {
  readonly colorType?: 'float16' | 'unorm8';
}

interface FloatContext {
  getContextAttributes?(): FloatSettings;
}

const float16: FloatSettings = { colorType: 'float16' };

function readByContext(bitmap: ImageBitmap, settings: FloatSettings): Pixels {
  const { width, height } = bitmap;
  const out = new Uint8ClampedArray(4 * areaOf(bitmap));
  const rows = Math.min(height, stripRows(bitmap));
  const how = { ...settings, willReadFrequently: true };
  const context = new OffscreenCanvas(width, rows).getContext('2d', how);
  if (!context) throw new AppError('out-of-memory');
  context.globalCompositeOperation = 'copy';
  for (let y = 0; y < height; y += rows) {
    const part = Math.min(rows, height - y);
    context.drawImage(bitmap, 0, -y);
    out.set(context.getImageData(0, 0, width, part).data, 4 * width * y);
  }
  return out;
}

/**
 * RGBA of a bitmap with partial alpha, which a 2D canvas would premultiply and so change.
 * @returns undefined where WebGL 2 is missing or fails
 */
export async function readByWebGl(bitmap: ImageBitmap): Promise<Pixels | undefined> {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2', { antialias: false, depth: false });
  if (!gl) return undefined;
  try {
    const side = Math.min(4096, gl.getParameter(gl.MAX_TEXTURE_SIZE) as number);
    bindTexture(gl);
    const out = new Uint8ClampedArray(4 * areaOf(bitmap));
    for (let y = 0; y < bitmap.height; y += side)
      for (let x = 0; x < bitmap.width; x += side) await readTile(gl, bitmap, { x, y, side }, out);
    return gl.getError() === gl.NO_ERROR && !gl.isContextLost() ? out : undefined;
  } finally {
    gl.getExtension('WEBGL_lose_context')?.loseContext(); // only 16 contexts may live at a time
  }
}

function bindTexture(gl: WebGL2RenderingContext): void {
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
  gl.pixelStorei(gl.UNPACK_COLORSPACE_CONVERSION_WEBGL, gl.NONE);
  gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
}

async function readTile(
  gl: WebGL2RenderingContext,
  bitmap: ImageBitmap,
  { x, y, side }: { x: number; y: number; side: number },
  out: Pixels,
): Promise<void> {
  const width = Math.min(side, bitmap.width - x);
  const height = Math.min(side, bitmap.height - y);
  const whole = width === bitmap.width && height === bitmap.height;
  const tile = whole
    ? bitmap
    : await createImageBitmap(bitmap, x, y, width, height, { premultiplyAlpha: 'none' });
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, tile);
  if (!whole) tile.close();
  gl.pixelStorei(gl.PACK_ROW_LENGTH, bitmap.width);
  gl.pixelStorei(gl.PACK_SKIP_PIXELS, x);
  gl.pixelStorei(gl.PACK_SKIP_ROWS, y);
  gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(out.buffer));
}

/**
 * RGBA of a bitmap, partial alpha kept exact. Pages only (a Firefox background is one): service workers
 * have no `VideoFrame`; they have WebGL.
 * @returns undefined where it is missing or its format is not one of four bytes a pixel
 */
export async function readByVideoFrame(
  bitmap: ImageBitmap,
): Promise<Uint8ClampedArray<ArrayBuffer> | undefined> {
  if (typeof VideoFrame === 'undefined') return undefined;
  const frame = new VideoFrame(bitmap, { timestamp: 0 });
  try {
    const isBgr = frame.format === 'BGRA' || frame.format === 'BGRX';
    if (!isBgr && frame.format !== 'RGBA' && frame.format !== 'RGBX') return undefined;
    const data = new Uint8ClampedArray(4 * areaOf(bitmap));
    await frame.copyTo(data, { layout: [{ offset: 0, stride: 4 * bitmap.width }] });
    if (isBgr) swapRedAndBlue(data);
    return data;
  } catch {
    return undefined; // too large for a frame
  } finally {
    frame.close();
  }
}

function swapRedAndBlue(data: Uint8ClampedArray): void {
  for (let i = 0; i < data.length; i += 4) {
    const blue = data[i] ?? 0;
    data[i] = data[i + 2] ?? 0;
    data[i + 2] = blue;
  }
}
