import { effect } from '@preact/signals';
import { t, uiLanguage } from '../../../utils/base/i18n';
import type { Hint } from '../../../utils/select/choose';
import type { AreaTools } from '../areas/area-tools';
import type { MaskEditorModel } from '../core/model';
import { isMarkTool } from '../core/tools';
import { trackStagePosition } from '../core/viewport';
import { createToolGestures } from '../input/gestures';
import { listenToKeyboardBrush } from '../input/keyboard-brush';
import { listenToLassoKeys } from '../input/lasso';
import { listenToPointers } from '../input/pointers';
import { listenToPanKey } from '../input/shortcuts';
import { listenToWheel } from '../input/wheel';
import { createBrushCursor } from '../render/cursor';
import { createMaskPainter, type MaskPainter } from '../render/mask-painter';
import { showChoice } from '../render/shown-choice';
import { tintColours } from '../render/tint';

export interface StageParts {
  readonly painter: MaskPainter;
  dispose(): void;
}

/** Brings the elements of a rendered stage to life: canvases, cursor, pointers, wheel and keys. */
export function mountStage(
  frame: HTMLElement,
  model: MaskEditorModel,
  areas: AreaTools,
  announce: (text: string) => void,
): StageParts {
  const stage = find(frame, '.mask-stage');
  const painter = createMaskPainter(
    {
      preview: findCanvas(frame, '.mask-preview'),
      tint: findCanvas(frame, '.mask-tint'),
      edge: findCanvas(frame, '.mask-edge'),
      noCopy: findCanvas(frame, '.mask-no-copy'),
      marks: findCanvas(frame, '.mask-marks'),
    },
    model,
  );
  const position = trackStagePosition(stage);
  const cursor = createBrushCursor(find(frame, '.mask-cursor'), stage, model);
  const panKey = listenToPanKey(stage);
  const { showSketch } = painter;
  const tools = createToolGestures({
    model,
    showSketch,
    selectSimilar: (at, mode) => void areas.selectSimilar(at, mode),
    foreseeThing: areas.select.foresee,
    takeThing: (hint) => void takeThing(hint),
  });
  const { select } = areas;
  const takeThing = async (hint: Hint) => {
    const share = await select.take(hint);
    if (share)
      announce(
        t(hint.mode === 'add' ? 'selectAnnounceTaken' : 'selectAnnounceGone', shareText(share)),
      );
    else if (share === 0) announce(t('maskAreaEmpty'));
  };
  const deps = { stage, model, tools, position, cursor, select };
  const stops = [
    listenToLassoKeys(stage, tools.lasso),
    listenToPointers({ ...deps, isPanKeyDown: panKey.isDown }),
    listenToKeyboardBrush({ ...deps, announce }),
    listenToWheel(stage, model, position),
    followSize(stage, model, position.refresh),
    followDensity(painter.invalidate),
    followState(stage, model, painter),
    showChoice(
      { fill: findCanvas(frame, '.mask-choice'), edge: findCanvas(frame, '.mask-choice-edge') },
      ...([model, select] as const),
    ),
    leaveUselessTool(model),
    tools.dispose,
    panKey.dispose,
    position.dispose,
    cursor.dispose,
    painter.dispose,
  ];
  return {
    painter,
    dispose() {
      for (const stop of stops) stop();
    },
  };
}

/** A share of the image, in per cent. */
const shareText = (share: number): string =>
  new Intl.NumberFormat(uiLanguage(), { style: 'percent', maximumFractionDigits: 1 }).format(share);

/**
 * Tells the model the stage's size in CSS px, at once and whenever it changes. The observer alone would tell it a frame later: a stroke
 * that begins before, on a picture that has just come, would be millions of px wide, and pay for a change of all of the picture.
 */
function followSize(stage: HTMLElement, model: MaskEditorModel, onResize: () => void): () => void {
  const { width, height } = stage.getBoundingClientRect();
  model.viewport.resize({ width, height });
  const observer = new ResizeObserver(([entry]) => {
    const box = entry?.contentBoxSize[0];
    if (!box) return;
    model.viewport.resize({ width: box.inlineSize, height: box.blockSize });
    onResize();
  });
  observer.observe(stage);
  return () => observer.disconnect();
}

/** Calls back when the window moves to a screen of other density, which changes no element's size. */
function followDensity(onChange: () => void): () => void {
  let query: MediaQueryList;
  const watch = () => {
    query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    query.addEventListener('change', changed, { once: true });
  };
  const changed = () => {
    watch();
    onChange();
  };
  watch();
  return () => query.removeEventListener('change', changed);
}

/** One effect each: the stage's styles are not written for a stroke, which would cost it two frames. */
function followState(stage: HTMLElement, model: MaskEditorModel, painter: MaskPainter): () => void {
  const { viewport, tools, drawing } = model;
  const stops = [
    effect(() => {
      const { x, y, scale } = viewport.view.value;
      stage.style.setProperty('--picture-transform', `translate(${x}px, ${y}px) scale(${scale})`);
      stage.toggleAttribute('data-magnified', scale >= 3);
    }),
    effect(() => {
      const { tint, opacity } = tools.options.current.value;
      painter.setTint(tintColours[tint]);
      stage.style.setProperty('--mask-tint', tintColours[tint]);
      stage.style.setProperty('--mask-opacity', `${opacity}%`);
    }),
    effect(() => {
      void [drawing.history.value, viewport.view.value, viewport.stage.value, tools.chosen.value];
      painter.invalidate();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Goes back to the brush where the model that will be asked sees no marks. */
const leaveUselessTool = ({ tools }: MaskEditorModel): (() => void) =>
  effect(() => {
    if (!tools.takesMarks.value && isMarkTool(tools.chosen.value)) tools.chosen.value = 'brush';
  });

function find(root: HTMLElement, selector: string): HTMLElement {
  const element = root.querySelector(selector);
  if (!(element instanceof HTMLElement)) throw new Error(`The mask editor lacks ${selector}`);
  return element;
}

function findCanvas(root: HTMLElement, selector: string): HTMLCanvasElement {
  const element = find(root, selector);
  if (!(element instanceof HTMLCanvasElement)) throw new Error(`${selector} is not a canvas`);
  return element;
}
