import { signal } from '@preact/signals';
import Atrament from 'atrament';
import { Canvas, PencilBrush } from 'fabric';
import Konva from 'konva';
import { h, render } from 'preact';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { ReactSketchCanvas } from 'react-sketch-canvas';
import SignaturePad from 'signature_pad';
import { createMaskEditorModel } from '../../components/editor/core/model';
import { MaskEditor } from '../../components/editor/ui/mask-editor';
import type { Size } from '../../utils/base/geometry';
import { emptyHistory } from '../../utils/drawing/history';

/**
 * Puts something to paint on into `host` (as wide and high as it, CSS px), so that a mask of `image`'s
 * size could be had from it. Each is set up as its documentation says, with a brush of `brush` CSS px.
 */
export type Contender = (host: HTMLElement, image: Size) => void | Promise<void>;

export const brush = 24;
const colour = '#ff5c46';

function canvasIn(host: HTMLElement, { width, height }: Size): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  Object.assign(canvas.style, { width: '100%', height: '100%', touchAction: 'none' });
  host.append(canvas);
  return canvas;
}

const boxOf = ({ clientWidth: width, clientHeight: height }: HTMLElement): Size => ({
  width,
  height,
});

/** The least that painting can be: each event's line on a canvas with the panel's pixels. */
function lineTo(host: HTMLElement): void {
  const canvas = canvasIn(host, boxOf(host));
  const context = canvas.getContext('2d');
  if (!context) throw new Error('No 2D canvas');
  const style = { lineWidth: brush, lineCap: 'round', lineJoin: 'round', strokeStyle: colour };
  Object.assign(context, style);
  const { left, top } = canvas.getBoundingClientRect();
  let last: readonly [number, number] | undefined;
  canvas.addEventListener('pointerdown', ({ clientX, clientY }) => {
    last = [clientX - left, clientY - top];
  });
  canvas.addEventListener('pointermove', ({ clientX, clientY }) => {
    if (!last) return;
    context.beginPath();
    context.moveTo(...last);
    last = [clientX - left, clientY - top];
    context.lineTo(...last);
    context.stroke();
  });
  canvas.addEventListener('pointerup', () => {
    last = undefined;
  });
}

/** An address of a picture of that size. */
async function pictureUrl({ width, height }: Size): Promise<string> {
  const picture = new OffscreenCanvas(width, height);
  picture.getContext('2d')?.fillRect(0, 0, 1, 1);
  return URL.createObjectURL(await picture.convertToBlob());
}

/** The floor with what any mask editor has to show as well: the picture, seen through the strokes. */
async function lineToOverPicture(host: HTMLElement, image: Size): Promise<void> {
  const picture = new Image();
  picture.src = await pictureUrl(image);
  await picture.decode();
  host.append(picture);
  host.style.position = 'relative';
  Object.assign(picture.style, { position: 'absolute', width: '100%', height: '100%' });
  lineTo(host);
  const canvas = host.querySelector('canvas');
  if (canvas) Object.assign(canvas.style, { position: 'absolute', opacity: '0.48' });
}

async function repaint(host: HTMLElement, image: Size): Promise<void> {
  const model = createMaskEditorModel({
    initial: emptyHistory,
    imageSize: image,
    brushSize: signal(brush),
    onChange: () => undefined,
  });
  const url = await pictureUrl(image);
  const props = { model, image: { url, ...image }, source: 'original', label: 'Picture' };
  render(h(MaskEditor, props), host);
}

function signaturePad(host: HTMLElement, image: Size): void {
  const canvas = canvasIn(host, image);
  const ratio = image.width / host.clientWidth;
  canvas.getContext('2d')?.scale(ratio, ratio);
  // Its default draws every 16 ms only, whatever the frames do.
  const options = { minWidth: brush / 2, maxWidth: brush / 2, penColor: colour, throttle: 0 };
  new SignaturePad(canvas, options);
}

function atrament(host: HTMLElement, image: Size): void {
  const pad = new Atrament(canvasIn(host, image), { ...image, color: colour });
  pad.weight = brush;
}

function fabric(host: HTMLElement, image: Size): void {
  const canvas = new Canvas(canvasIn(host, image), { isDrawingMode: true, ...image });
  const { width, height } = boxOf(host);
  canvas.setDimensions({ width: `${width}px`, height: `${height}px` }, { cssOnly: true });
  const pencil = new PencilBrush(canvas);
  Object.assign(pencil, { width: (brush * image.width) / width, color: colour });
  canvas.freeDrawingBrush = pencil;
}

function konva(host: HTMLElement, image: Size): void {
  const container = document.createElement('div');
  Object.assign(container.style, {
    transformOrigin: '0 0',
    transform: `scale(${host.clientWidth / image.width})`,
  });
  host.append(container);
  const stage = new Konva.Stage({ container, ...image });
  const layer = new Konva.Layer();
  stage.add(layer);
  let line: Konva.Line | undefined;
  const place = () => stage.getPointerPosition() ?? { x: 0, y: 0 };
  stage.on('pointerdown', () => {
    const { x, y } = place();
    const strokeWidth = (brush * image.width) / host.clientWidth;
    line = new Konva.Line({
      stroke: colour,
      strokeWidth,
      lineCap: 'round',
      lineJoin: 'round',
      points: [x, y, x, y],
    });
    layer.add(line);
  });
  stage.on('pointermove', () => {
    const { x, y } = place();
    line?.points([...line.points(), x, y]);
  });
  stage.on('pointerup', () => {
    line = undefined;
  });
}

/** Draws vectors (SVG), so the image's size is not its matter. */
function reactSketchCanvas(host: HTMLElement): void {
  const props = { width: '100%', height: '100%', strokeWidth: brush, strokeColor: colour };
  createRoot(host).render(createElement(ReactSketchCanvas, props));
}

export const contenders: Readonly<Record<string, Contender>> = {
  'empty page': () => undefined,
  'plain lineTo': lineTo,
  'lineTo over the picture': lineToOverPicture,
  Repaint: repaint,
  'react-sketch-canvas': reactSketchCanvas,
  atrament,
  signature_pad: signaturePad,
  fabric,
  konva,
};
