import { concatBytes, latin1Bytes, viewOf } from '../../../utils/base/bytes';

/** One entry of a directory: a SHORT or LONG, a text (ASCII), bytes of no type, or a directory of its own. */
export type TiffValue =
  | { readonly short: number }
  | { readonly long: number }
  | { readonly ratio: readonly [number, number] }
  | { readonly text: string }
  | { readonly bytes: Uint8Array }
  /** Bytes that stand anywhere in the file, and in the entry their address. */
  | { readonly stored: Uint8Array }
  | { readonly directory: TiffDirectory };

type TiffDirectory = Readonly<Record<number, TiffValue>>;

/** A TIFF structure, low byte first, with a chain of directories. */
export function buildTiff(...chain: readonly TiffDirectory[]): Uint8Array<ArrayBuffer> {
  let file: Uint8Array<ArrayBuffer> = Uint8Array.of(0x49, 0x49, 42, 0, 0, 0, 0, 0);
  const append = (bytes: Uint8Array): number => {
    const at = file.length;
    file = concatBytes([file, bytes, new Uint8Array(bytes.length % 2)]);
    return at;
  };
  const number = (value: number): Uint8Array => {
    const bytes = new Uint8Array(4);
    viewOf(bytes).setUint32(0, value, true);
    return bytes;
  };
  const put = (directory: TiffDirectory): number => {
    const entries = Object.entries(directory).map(([tag, value]) => {
      const entry = new Uint8Array(12);
      const view = viewOf(entry);
      const set = (type: number, count: number, bytes: Uint8Array): void => {
        view.setUint16(2, type, true);
        view.setUint32(4, count, true);
        entry.set(bytes.length > 4 ? number(append(bytes)) : bytes, 8);
      };
      view.setUint16(0, Number(tag), true);
      if ('short' in value) set(3, 1, number(value.short).subarray(0, 2));
      else if ('long' in value) set(4, 1, number(value.long));
      else if ('ratio' in value) set(5, 1, concatBytes(value.ratio.map(number)));
      else if ('text' in value) set(2, value.text.length + 1, latin1Bytes(`${value.text}\0`));
      else if ('bytes' in value) set(7, value.bytes.length, value.bytes);
      else if ('stored' in value) set(4, 1, number(append(value.stored)));
      else set(4, 1, number(put(value.directory)));
      return entry;
    });
    const head = Uint8Array.of(entries.length, 0);
    return append(concatBytes([head, ...entries, number(0)]));
  };
  let link = 4;
  for (const directory of chain) {
    const at = put(directory);
    viewOf(file).setUint32(link, at, true);
    link = at + 2 + 12 * Object.keys(directory).length;
  }
  return file;
}
