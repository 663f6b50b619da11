import { expect, it } from 'vitest';
import { inspect } from '../../../utils/codecs/inspect';
import { encodePng } from '../../../utils/codecs/png-write';
import { addImage } from '../../../utils/library/images';
import { readMetadata } from '../../../utils/metadata/read';
import { fixture } from '../codecs/fixture';
import { detailed, edit, setUpDetailed, square } from './edit-fixture';

const size = { width: 900, height: 700 };
const mask = [square(300, 300, 80)];
const echoed = async ({ image }: { image: Blob }) => [image];

async function setUpWith(...blobs: Blob[]) {
  const setup = await setUpDetailed(size);
  const add = (blob: Blob) => addImage(setup.library, { blob, source: 'file', page: {} });
  const ids = (await Promise.all(blobs.map(add))).map(({ id }) => id);
  return { setup, ids };
}

it('sends further images with the one that is edited, upright, small enough and without EXIF', async () => {
  const large = await encodePng(detailed({ width: 3000, height: 100 }));
  const { setup, ids } = await setUpWith(await fixture('orientation-6.jpg'), large);
  const { requests } = await edit(setup, mask, echoed, {}, ids);
  const files = requests[0]?.references ?? [];
  const measured = await Promise.all(files.map(inspect));
  expect(measured).toMatchObject([
    { type: 'image/png', size: { width: 32, height: 48 } },
    { type: 'image/png', size: { width: 1536, height: 51 } },
  ]);
  for (const file of files) {
    const { exif, xmp } = await readMetadata(new Uint8Array(await file.arrayBuffer()));
    expect([exif, xmp]).toEqual([undefined, undefined]);
  }
});

it('sends nothing where a reference was deleted meanwhile, and says so', async () => {
  const { setup, ids } = await setUpWith(await fixture('gray.jpg'));
  const { requests, error, job } = await edit(setup, mask, echoed, {}, ['gone', ...ids]);
  expect(error).toMatchObject({ code: 'reference-gone' });
  expect(requests).toEqual([]);
  expect(job.sentAt).toBeUndefined();
});

it('sends fifteen and never more', async () => {
  const small = await encodePng(detailed({ width: 8, height: 8 }));
  const { setup, ids } = await setUpWith(...Array.from({ length: 17 }, () => small));
  const { requests } = await edit(setup, mask, echoed, {}, ids);
  expect(requests[0]?.references).toHaveLength(15);
});
