import { signal } from '@preact/signals';
import { h, render } from 'preact';
import { createMaskEditorModel } from '../../components/editor/core/model';
import { MaskEditor } from '../../components/editor/ui/mask-editor';
import { strokesOver } from './mask-steps';
import { frame } from './painting-peers-page';

const image = { width: 4096, height: 3072 };

/** ms from a call until the frame that shows it has been made. */
async function untilShown(change: () => void): Promise<number> {
  const start = performance.now();
  change();
  await frame(); // the editor draws in this one
  return (await frame()) - start;
}

async function rest(): Promise<void> {
  for (let i = 0; i < 20; i++) await frame();
}

/**
 * Undoes and redoes strokes of a mask of `count`, one after the other.
 * @returns ms until each was shown, and of as many frames in which nothing was to be done
 */
export async function timeUndo(count: number, times: number) {
  const host = document.createElement('div');
  Object.assign(host.style, { width: '360px', height: '420px' });
  document.body.append(host);
  const model = createMaskEditorModel({
    initial: { steps: strokesOver(image, count), undone: [] },
    imageSize: image,
    brushSize: signal(24),
    onChange: () => undefined,
  });
  const props = { model, image: { url: '', ...image }, source: 'original', label: 'Picture' };
  render(h(MaskEditor, props), host);
  await rest();
  const undo: number[] = [];
  const redo: number[] = [];
  const idle: number[] = [];
  for (let i = 0; i < times; i++) {
    undo.push(await untilShown(model.drawing.undo));
    await rest();
    if (i % 2) redo.push(await untilShown(model.drawing.redo));
    await rest();
    idle.push(await untilShown(() => undefined));
  }
  render(null, host);
  return { undo, redo, idle };
}
