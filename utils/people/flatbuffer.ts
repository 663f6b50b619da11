/**
 * A table of a FlatBuffers file, read in place. Fields are numbered as in the schema, from 0; one that is not in the file has
 * the default of its kind. Source: "FlatBuffers internals" of the FlatBuffers documentation.
 */
export interface Table {
  /** A signed number of 8 bits. */
  byte(field: number, otherwise?: number): number;
  bool(field: number): boolean;
  /** A signed number of 32 bits. */
  int(field: number, otherwise?: number): number;
  uint(field: number): number;
  text(field: number): string;
  /** Undefined where the field is not there. */
  table(field: number): Table | undefined;
  tables(field: number): Table[];
  ints(field: number): number[];
  /** The bytes themselves, no copy. */
  bytes(field: number): Uint8Array<ArrayBuffer>;
}

/**
 * The root of a file.
 * @param identifier the four letters that the file's kind has
 * @throws Error where the file is of another kind; RangeError, at reading, where it is cut off
 */
export function readRoot(file: ArrayBuffer, identifier: string): Table {
  const view = new DataView(file);
  const found = String.fromCharCode(...new Uint8Array(file, 4, 4));
  if (found !== identifier) throw new Error(`A file "${found}" is no "${identifier}"`);
  return tableAt(view, follow(view, 0));
}

/** Where an offset leads that is stored at `at`. */
const follow = (view: DataView, at: number): number => at + view.getUint32(at, true);

function tableAt(view: DataView, start: number): Table {
  const fields = start - view.getInt32(start, true);
  const fieldsEnd = view.getUint16(fields, true);
  const placeOf = (field: number): number | undefined => {
    const at = 4 + 2 * field;
    const offset = at < fieldsEnd ? view.getUint16(fields + at, true) : 0;
    return offset === 0 ? undefined : start + offset;
  };
  const vector = (field: number): readonly [first: number, length: number] => {
    const place = placeOf(field);
    if (place === undefined) return [0, 0];
    const at = follow(view, place);
    return [at + 4, view.getUint32(at, true)];
  };
  /** The places of a vector's elements of four bytes. */
  const elements = (field: number): number[] => {
    const [first, length] = vector(field);
    if (4 * length > view.byteLength) throw new RangeError('A list is longer than its file');
    return Array.from({ length }, (_, i) => first + 4 * i);
  };
  const bytes = (field: number) => new Uint8Array(view.buffer as ArrayBuffer, ...vector(field));
  return {
    byte(field, otherwise = 0) {
      const place = placeOf(field);
      return place === undefined ? otherwise : view.getInt8(place);
    },
    bool(field) {
      const place = placeOf(field);
      return place !== undefined && view.getInt8(place) !== 0;
    },
    int(field, otherwise = 0) {
      const place = placeOf(field);
      return place === undefined ? otherwise : view.getInt32(place, true);
    },
    uint(field) {
      const place = placeOf(field);
      return place === undefined ? 0 : view.getUint32(place, true);
    },
    text: (field) => new TextDecoder().decode(bytes(field)),
    table(field) {
      const place = placeOf(field);
      return place === undefined ? undefined : tableAt(view, follow(view, place));
    },
    tables: (field) => elements(field).map((at) => tableAt(view, follow(view, at))),
    ints: (field) => elements(field).map((at) => view.getInt32(at, true)),
    bytes,
  };
}
