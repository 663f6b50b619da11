import { signal } from '@preact/signals';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { takesImages } from '../../../components/app/take-images';
import { takeImagesSoon } from '../../../components/app/take-images-soon';
import type { BroughtImage } from '../../../components/session/brought-image';

const png = (name: string) => new File([Uint8Array.of(1)], name, { type: 'image/png' });

const model = {
  takeImages: vi.fn(async (_: readonly BroughtImage[]) => undefined),
  takeAddress: vi.fn(async () => undefined),
  showError: vi.fn(),
  forgetFailures: vi.fn(),
};
const services = {
  settingsOpen: signal(false),
  connection: { current: signal(undefined) },
  connectionDraft: { type: vi.fn() },
};

let stop: () => void;
let prompt: HTMLTextAreaElement;

beforeEach(() => {
  vi.clearAllMocks();
  document.body.innerHTML = '<textarea></textarea>';
  prompt = document.querySelector('textarea') as HTMLTextAreaElement;
  stop = takesImages(document, model as never, services as never);
});
afterEach(() => stop());

/** Pastes into the prompt what a file manager or a program has copied; returns whether the text is left to the prompt. */
function paste(files: readonly File[], text?: string): boolean {
  const clipboardData = new DataTransfer();
  for (const file of files) clipboardData.items.add(file);
  if (text !== undefined) clipboardData.setData('text/plain', text);
  const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
  return prompt.dispatchEvent(event);
}

const namesTaken = () =>
  model.takeImages.mock.calls.flatMap(([all]) => all.map(({ blob }) => (blob as File).name));

it.each([
  ['its name, as Finder copies it', 'cat.png'],
  ['its path', 'C:\\Users\\Kim\\cat.png'],
  ['its address', 'file:///home/kim/cat.png'],
  ['no text, as Explorer copies it', undefined],
])('takes a file that is pasted into the prompt with %s', (_, text) => {
  expect(paste([png('cat.png')], text)).toBe(false);
  expect(namesTaken()).toEqual(['cat.png']);
});

it('takes a file whose name is written in an address of its own', () => {
  expect(paste([png('고양이 1.png')], 'file:///home/kim/%EA%B3%A0%EC%96%91%EC%9D%B4%201.png')).toBe(
    false,
  );
  expect(namesTaken()).toEqual(['고양이 1.png']);
});

it('takes all files that are pasted', () => {
  paste([png('a.png'), png('b.png')], 'a.png\nb.png');
  expect(namesTaken()).toEqual(['a.png', 'b.png']);
});

it.each([
  ['text beside a picture of it, from an office program', [png('image.png')], 'Quarterly figures'],
  ['text alone', [], 'cat.png'],
])('leaves %s to the prompt', (_, files, text) => {
  expect(paste(files, text)).toBe(true);
  expect(model.takeImages).not.toHaveBeenCalled();
});

function drop(files: readonly File[], folders: readonly string[] = []): void {
  const dataTransfer = new DataTransfer();
  for (const file of files) dataTransfer.items.add(file);
  for (const folder of folders) dataTransfer.items.add(new File([], folder));
  const items = [...dataTransfer.items].map((item) => ({
    kind: item.kind,
    webkitGetAsEntry: () => ({ isDirectory: folders.includes(item.getAsFile()?.name ?? '') }),
  }));
  Object.defineProperty(dataTransfer, 'items', { value: items });
  const event = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
  document.body.dispatchEvent(event);
}

it('takes all files that are dropped at once', () => {
  drop([png('a.png'), png('b.png'), png('c.png')]);
  expect(namesTaken()).toEqual(['a.png', 'b.png', 'c.png']);
});

it('takes files whose type the system does not know, beside others and alone, and leaves a text', () => {
  const unknown = (name: string) => new File([Uint8Array.of(1)], name);
  drop([png('a.png'), unknown('b.avif'), unknown('c.jxl')]);
  expect(namesTaken()).toEqual(['a.png', 'b.avif', 'c.jxl']);
  drop([new File(['x'], 'd.txt', { type: 'text/plain' }), unknown('e.jxl')], ['Holiday']);
  expect(namesTaken()).toEqual(['a.png', 'b.avif', 'c.jxl', 'e.jxl']);
});

it('says of a dropped folder that it is one', () => {
  drop([], ['Holiday']);
  expect(model.takeImages).not.toHaveBeenCalled();
  expect(model.showError.mock.calls[0]?.[0]).toMatchObject({ code: 'folder-not-an-image' });
});

it('takes the images that are dropped beside a folder', () => {
  drop([png('a.png')], ['Holiday']);
  expect(namesTaken()).toEqual(['a.png']);
});

it('keeps what is dropped or pasted while the code for it is on its way, and never leaves for a dropped file', async () => {
  stop();
  stop = takeImagesSoon(model as never, services as never);
  const dropped = new DataTransfer();
  dropped.items.add(png('early.png'));
  const event = new DragEvent('drop', { dataTransfer: dropped, bubbles: true, cancelable: true });
  expect(document.body.dispatchEvent(event)).toBe(false);
  const pasted = new DataTransfer();
  pasted.setData('text/plain', 'https://a.example/cat.png');
  document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: pasted, bubbles: true, cancelable: true })); // biome-ignore format: one event
  expect(model.takeImages).not.toHaveBeenCalled();
  await expect.poll(namesTaken).toEqual(['early.png']);
  await expect.poll(() => model.takeAddress.mock.calls.length).toBe(1);
  // From then on each is taken once.
  paste([png('late.png')], 'late.png');
  expect(namesTaken()).toEqual(['early.png', 'late.png']);
});
