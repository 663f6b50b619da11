import { concatBytes, latin1, latin1Bytes, viewOf } from '../base/bytes';
import { gainMapMark, jpegExtent, jpegSegments } from '../codecs/jpeg';
import { jpegXmpStart } from './read';
import { gainMapXmp } from './xmp';

type Bytes = Uint8Array<ArrayBuffer>;

/** The picture behind a picture that says how bright each part of it may be (Ultra HDR), and how it is announced. */
export interface GainMap {
  /** The map, a JPEG as it stands in the file. */
  readonly map: Bytes;
  /** The segments in it that say how it is meant. */
  readonly figures: readonly Bytes[];
  /** The segments that announce it by ISO 21496-1 (their bodies), where the file has them. */
  readonly announced: readonly Bytes[];
}

/** The figures of a map: by ISO 21496-1, and as Android wrote them. Undefined where a JPEG has neither. */
function figuresOf(file: Bytes): Bytes[] | undefined {
  const kept: Bytes[] = [];
  for (const { marker, data } of jpegSegments(file)) {
    if (isIso(marker, data)) kept.push(segment(0xe2, [new Uint8Array(data)]));
    if (marker !== 0xe1 || latin1(data, 0, jpegXmpStart.length) !== jpegXmpStart) continue;
    const packet = gainMapXmp(new TextDecoder().decode(data.subarray(jpegXmpStart.length)));
    const body = packet && new TextEncoder().encode(packet);
    if (body) kept.push(segment(0xe1, [latin1Bytes(jpegXmpStart), body]));
  }
  return kept.length > 0 ? kept : undefined;
}

const isIso = (marker: number, data: Uint8Array): boolean =>
  marker === 0xe2 && latin1(data, 0, gainMapMark.length) === gainMapMark;

/** Beginnings of JPEGs that are looked at behind a picture: a phone puts a few there. */
const mostPictures = 16;

/** A map whose words were taken out, with its figures in it again. */
export const withFigures = (map: Bytes, { figures }: GainMap): Bytes =>
  concatBytes([map.subarray(0, 2), ...figures, map.subarray(2)]);

/** The gain map of a JPEG, out of what stands behind its picture. */
export function gainMapOf(file: Bytes): GainMap | undefined {
  let at = jpegExtent(file).end;
  for (let seen = 0; seen < mostPictures; seen += 1) {
    at = startOfJpeg(file, at);
    if (at < 0) return undefined;
    const rest = file.subarray(at);
    const { end, hasEnd } = jpegExtent(rest);
    const figures = hasEnd ? figuresOf(rest) : undefined;
    if (figures) {
      const announced = [...jpegSegments(file)]
        .filter(({ marker, data }) => isIso(marker, data))
        .map(({ data }) => new Uint8Array(data));
      return { map: rest.subarray(0, end), figures, announced };
    }
    at += 2;
  }
  return undefined;
}

function startOfJpeg(file: Bytes, from: number): number {
  for (let at = file.indexOf(0xff, from); at >= 0; at = file.indexOf(0xff, at + 1))
    if (file[at + 1] === 0xd8 && file[at + 2] === 0xff) return at;
  return -1;
}

function segment(marker: number, parts: readonly Bytes[]): Bytes {
  const body = concatBytes(parts);
  const size = body.length + 2;
  return concatBytes([Uint8Array.of(0xff, marker, size >> 8, size & 0xff), body]);
}

/** Bytes of the segment that says where the second picture is (CIPA DC-007: "MPF", two entries). */
const indexLength = 90;

/**
 * A JPEG with a gain map behind it, announced as readers look for it: by multi-picture format, and by ISO 21496-1 where the
 * original did so; its XMP has to say it, too.
 * @param head the file up to and with its words
 * @param rest tables, frame and scans
 */
export function withGainMap(
  head: readonly Bytes[],
  rest: readonly Bytes[],
  { map, announced }: GainMap,
): Bytes {
  const iso = announced.map((data) => segment(0xe2, [data]));
  const before = concatBytes([...head, ...iso]);
  const after = concatBytes(rest);
  const length = before.length + indexLength + after.length;
  // Places are counted from the index's own byte order mark.
  const index = pictureIndex(length, map.length, length - (before.length + 8));
  return concatBytes([before, index, after, map]);
}

/** Baseline MP primary image (CIPA DC-007, 5.2.3.3.1). */
const primaryPicture = 0x03_00_00;

function pictureIndex(primary: number, second: number, place: number): Bytes {
  const bytes = new Uint8Array(indexLength);
  const view = viewOf(bytes);
  bytes.set([0xff, 0xe2, 0, indexLength - 2, ...latin1Bytes('MPF\0MM'), 0, 42, 0, 0, 0, 8, 0, 3]);
  const field = (at: number, tag: number, type: number, count: number) => {
    view.setUint16(at, tag);
    view.setUint16(at + 2, type);
    view.setUint32(at + 4, count);
  };
  field(18, 0xb000, 7, 4);
  bytes.set(latin1Bytes('0100'), 26);
  field(30, 0xb001, 4, 1);
  view.setUint32(38, 2);
  field(42, 0xb002, 7, 32);
  view.setUint32(50, 50); // from the byte order mark: right after the fields
  view.setUint32(58, primaryPicture);
  view.setUint32(62, primary);
  view.setUint32(78, second);
  view.setUint32(82, place);
  return bytes;
}
