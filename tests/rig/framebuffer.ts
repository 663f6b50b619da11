import { closeSync, openSync, readSync } from 'node:fs';

/** A rectangle on the virtual screen, screen px. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

interface Layout {
  width: number;
  height: number;
  bytesPerLine: number;
  /** Where the first pixel lies in the file, bytes. */
  offset: number;
}

// XWDFileHeader of X11/XWDFile.h: big-endian 32-bit fields, then `ncolors` colour entries of 12 bytes, then the rows.
const headerSize = 100;
const headerField = {
  headerSize: 0,
  width: 4,
  height: 5,
  bitsPerPixel: 11,
  bytesPerLine: 12,
  colours: 19,
};

/**
 * Reads a part of the screen from the XWD file that `Xvfb -fbdir` keeps up to date. No program is needed for it.
 * Returns RGBA bytes, row by row, and the box that was really read (cut at the screen's edges).
 */
export function readFramebuffer(file: string, wanted?: Box): { box: Box; rgba: Buffer } {
  const handle = openSync(file, 'r');
  try {
    const layout = readLayout(handle, file);
    const box = cutAt(layout, wanted);
    const rgba = Buffer.alloc(box.width * box.height * 4);
    for (let row = 0; row < box.height; row++) {
      const from = layout.offset + (box.y + row) * layout.bytesPerLine + box.x * 4;
      readSync(handle, rgba, row * box.width * 4, box.width * 4, from);
    }
    return { box, rgba: bgrxToRgba(rgba) };
  } finally {
    closeSync(handle);
  }
}

function readLayout(handle: number, file: string): Layout {
  const header = Buffer.alloc(headerSize);
  readSync(handle, header, 0, headerSize, 0);
  const field = (index: number) => header.readUInt32BE(index * 4);
  if (field(headerField.bitsPerPixel) !== 32) {
    throw new Error(
      `${file} has ${field(headerField.bitsPerPixel)} bits per pixel: start Xvfb with a depth of 24.`,
    );
  }
  return {
    width: field(headerField.width),
    height: field(headerField.height),
    bytesPerLine: field(headerField.bytesPerLine),
    offset: field(headerField.headerSize) + field(headerField.colours) * 12,
  };
}

function cutAt({ width, height }: Layout, wanted: Box = { x: 0, y: 0, width, height }): Box {
  const x = Math.min(Math.max(wanted.x, 0), width);
  const y = Math.min(Math.max(wanted.y, 0), height);
  return {
    x,
    y,
    width: Math.max(Math.min(wanted.x + wanted.width, width) - x, 0),
    height: Math.max(Math.min(wanted.y + wanted.height, height) - y, 0),
  };
}

function bgrxToRgba(bytes: Buffer): Buffer {
  for (let at = 0; at < bytes.length; at += 4) {
    const blue = bytes[at] ?? 0;
    bytes[at] = bytes[at + 2] ?? 0;
    bytes[at + 2] = blue;
    bytes[at + 3] = 255;
  }
  return bytes;
}
