import type { IconNode } from 'lucide';
import {
  Ban,
  Brush,
  BrushCleaning,
  Circle,
  CircleDashed,
  Contrast,
  Crop,
  Diff,
  Download,
  Ellipsis,
  Eraser,
  Expand,
  EyeOff,
  Fullscreen,
  Hand,
  Highlighter,
  Keyboard,
  Lasso,
  Link2,
  Minus,
  MousePointerClick,
  MoveUpRight,
  PaintBucket,
  Palette,
  PenLine,
  Plus,
  Redo2,
  RotateCcw,
  Shrink,
  SquareDashed,
  Undo2,
  Upload,
  Users,
  Wand,
} from 'lucide';
import { type MessageKey, t } from '../../../utils/base/i18n';
import type { MaskMode } from '../../../utils/drawing/steps';
import { saveFile } from '../../ui/save-file';
import type { AreaTools } from '../areas/area-tools';
import type { CropControl } from '../core/box-control';
import type { MaskEditorModel } from '../core/model';
import type { EditorScreen } from '../core/screen';
import { isMarkTool, type MaskTool, toolLabels } from '../core/tools';
import { maxScale } from '../core/view';

/** All that a command may need. */
export interface CommandTarget {
  readonly model: MaskEditorModel;
  readonly areas: AreaTools;
  readonly screen: EditorScreen;
  readonly crop?: CropControl | undefined;
  /** Another version of the picture, whose differences can become the mask. */
  readonly otherUrl?: string | undefined;
  /** The tool for the crop box was asked for; what covers the box should leave. */
  readonly onCropTool?: (() => void) | undefined;
}

/** Something that the editor does when a key or a button is pressed. */
export interface Command {
  /** Its name: of the button, of the tooltip and in the list of keys, where commands of one name share a line. */
  readonly label: MessageKey;
  /** What its button is called, where that says more. */
  name?(target: CommandTarget): string;
  /** As `shortcutOf` writes them; the first one stands in the tooltip, all of them in the list. */
  readonly keys?: readonly string[];
  /** Works as well, and is told nowhere: the same key without the Shift that the character needs. */
  readonly silentKey?: string;
  readonly icon?: IconNode;
  /** What its button shows in place of an icon. */
  text?(target: CommandTarget): string;
  run(target: CommandTarget): void;
  /** False where there is no use for it at all: it has no button then, and no line in the list. */
  isOffered?(target: CommandTarget): boolean;
  /** False where it could do nothing now. */
  isEnabled?(target: CommandTarget): boolean;
  /** For what is on or off, or chosen. */
  isPressed?(target: CommandTarget): boolean;
  /** For what opens and closes something. */
  isExpanded?(target: CommandTarget): boolean;
}

/** @param isAtHand whether its button is seen without "More tools" */
const choosing = (tool: MaskTool, key: string, icon: IconNode, isAtHand = false): Command => ({
  label: toolLabels[tool],
  keys: [key],
  icon,
  isOffered: ({ model, crop }) =>
    isMarkTool(tool) ? model.tools.takesMarks.value : tool !== 'crop' || crop !== undefined,
  isPressed: ({ model }) => model.tools.chosen.value === tool,
  run({ model, screen, onCropTool }) {
    model.tools.chosen.value = tool;
    if (!isAtHand) screen.moreTools.value = true; // the chosen tool must be on the screen
    if (tool === 'crop') onCropTool?.();
  },
});

const areaMode = (mode: MaskMode, label: MessageKey, icon: IconNode): Command => ({
  label,
  icon,
  isPressed: ({ model }) => model.tools.areaMode.value === mode,
  run: ({ model }) => {
    model.tools.areaMode.value = mode;
  },
});

type Switch = 'usePressure' | 'fillClosed' | 'contiguous';

const option = (name: Switch, label: MessageKey, icon: IconNode): Command => ({
  label,
  icon,
  isPressed: ({ model }) => model.tools.options.current.value[name],
  run({ model: { tools } }) {
    tools.options.change({ [name]: !tools.options.current.peek()[name] });
  },
});

/** @param least CSS px that it changes at least */
const resizing = (key: string, factor: number, least: number): Command => ({
  label: 'maskKey_size',
  keys: [key],
  run({ model: { tools } }) {
    const size = tools.size.peek().value;
    if (tools.chosen.peek() === 'select') tools.setSize(size + Math.sign(factor - 1));
    else tools.setSize(size + Math.sign(factor - 1) * Math.max(least, size * Math.abs(factor - 1)));
  },
});

const zoomStep = 1.5;

/** The scale of the view, for people. */
function percentOf({ viewport }: MaskEditorModel): string | number {
  const { scale } = viewport.view.value;
  return scale < 0.1 ? (scale * 100).toFixed(1) : Math.round(scale * 100);
}

const growing = (direction: 1 | -1, label: MessageKey, icon: IconNode): Command => ({
  label,
  icon,
  isEnabled: hasMask,
  run: ({ model, areas }) => void areas.grow(direction * growStep(model)),
});

function hasMask({ model }: CommandTarget): boolean {
  return !model.drawing.isEmpty.value;
}

/** Image px of one step of growing: 2 px, or on larger images what can just be seen. */
function growStep({ viewport }: MaskEditorModel): number {
  const { width, height } = viewport.image;
  return Math.max(2, Math.round(Math.max(width, height) / 400));
}

/**
 * Everything that the editor does by a key or a button, once: shortcuts, list of keys, buttons and tooltips
 * are all made from it. In the order of the list of keys.
 */
export const commands = {
  brush: choosing('brush', 'b', Brush, true),
  eraser: choosing('eraser', 'e', Eraser, true),
  lasso: choosing('lasso', 'l', Lasso),
  rectangle: choosing('rectangle', 'r', SquareDashed),
  ellipse: choosing('ellipse', 'o', CircleDashed),
  wand: choosing('wand', 'w', Wand),
  people: {
    label: 'maskPeople',
    icon: Users,
    run: ({ areas }) => void areas.selectPeople(),
  },
  select: choosing('select', 's', MousePointerClick),
  pan: choosing('pan', 'h', Hand),
  crop: choosing('crop', 'c', Crop),
  'no-copy': choosing('no-copy', 'd', Ban),
  'mark-pen': choosing('mark-pen', 'p', Highlighter),
  'mark-arrow': choosing('mark-arrow', 'a', MoveUpRight),
  'mark-ellipse': choosing('mark-ellipse', 'q', Circle),
  hide: {
    label: 'maskHide',
    keys: ['m'],
    icon: EyeOff,
    isPressed: ({ model }) => model.drawing.isHidden.value,
    run({ model: { drawing } }) {
      drawing.isHidden.value = !drawing.isHidden.peek();
    },
  },
  'select-all': {
    label: 'maskSelectAll',
    keys: ['ctrl+a'],
    icon: Fullscreen,
    run: ({ model }) => model.drawing.selectAll(),
  },
  invert: {
    label: 'maskInvert',
    keys: ['ctrl+i'],
    icon: Contrast,
    run: ({ model }) => model.drawing.invert(),
  },
  undo: {
    label: 'maskUndo',
    keys: ['ctrl+z'],
    icon: Undo2,
    isEnabled: ({ model }) => model.drawing.canUndo.value,
    run: ({ model }) => model.drawing.undo(),
  },
  redo: {
    label: 'maskRedo',
    keys: ['ctrl+shift+z', 'ctrl+y'],
    icon: Redo2,
    isEnabled: ({ model }) => model.drawing.canRedo.value,
    run: ({ model }) => model.drawing.redo(),
  },
  smaller: resizing('[', 0.9, 2),
  larger: resizing(']', 1.1, 2),
  'much-smaller': resizing('{', 0.67, 8),
  'much-larger': resizing('}', 1.5, 8),
  fit: {
    label: 'maskFit',
    keys: ['0'],
    name: ({ model }) => t('maskZoomFit', percentOf(model)),
    text: ({ model }) => t('maskZoomPercent', percentOf(model)),
    run: ({ model }) => model.viewport.fit(),
  },
  'actual-size': {
    label: 'maskActualSize',
    keys: ['1'],
    text: () => t('maskOneToOne'),
    isEnabled: ({ model }) => model.viewport.view.value.scale !== 1,
    run: ({ model }) => model.viewport.actualSize(),
  },
  'zoom-in': {
    label: 'maskZoomIn',
    keys: ['+'],
    silentKey: '=',
    icon: Plus,
    isEnabled: ({ model }) => model.viewport.view.value.scale < maxScale,
    run: ({ model }) => model.viewport.zoom(zoomStep),
  },
  'zoom-out': {
    label: 'maskZoomOut',
    keys: ['-'],
    icon: Minus,
    isEnabled: ({ model }) => !model.viewport.isFitted.value,
    run: ({ model }) => model.viewport.zoom(1 / zoomStep),
  },
  keys: {
    label: 'maskKeys',
    keys: ['?'],
    icon: Keyboard,
    run: ({ screen }) => {
      screen.keys.value = true;
    },
  },
  more: {
    label: 'maskMoreTools',
    icon: Ellipsis,
    isExpanded: ({ screen }) => screen.moreTools.value,
    run: ({ screen }) => {
      screen.moreTools.value = !screen.moreTools.peek();
    },
  },
  display: {
    label: 'maskDisplay',
    icon: Palette,
    isExpanded: ({ screen }) => screen.display.value,
    run: ({ screen }) => {
      screen.display.value = !screen.display.peek();
    },
  },
  grow: growing(1, 'maskGrow', Expand),
  shrink: growing(-1, 'maskShrink', Shrink),
  clear: {
    label: 'maskClear',
    icon: BrushCleaning,
    isEnabled: (target) => {
      const { hasMarks, hasNoCopy } = target.model.drawing;
      return hasMask(target) || hasMarks.value || hasNoCopy.value;
    },
    run: ({ model }) => model.drawing.clear(),
  },
  import: {
    label: 'maskImport',
    icon: Upload,
    run: ({ areas }) => void importMask(areas),
  },
  export: {
    label: 'maskExport',
    icon: Download,
    isEnabled: hasMask,
    run: ({ areas }) => void exportMask(areas),
  },
  difference: {
    label: 'maskDifference',
    icon: Diff,
    isOffered: ({ otherUrl }) => otherUrl !== undefined,
    run: ({ areas, otherUrl }) => void (otherUrl && areas.selectDifferent(otherUrl)),
  },
  pressure: option('usePressure', 'maskPressure', PenLine),
  'fill-closed': option('fillClosed', 'maskFillClosed', PaintBucket),
  contiguous: option('contiguous', 'maskContiguous', Link2),
  add: areaMode('add', 'maskAdd', Plus),
  subtract: areaMode('subtract', 'maskSubtract', Minus),
  'reset-crop': {
    label: 'maskCropReset',
    icon: RotateCcw,
    isOffered: ({ crop }) => crop !== undefined,
    isEnabled: ({ crop }) => crop?.isOwn.value ?? false,
    run: ({ crop }) => crop?.reset(),
  },
} as const satisfies Readonly<Record<string, Command>>;

export type CommandId = keyof typeof commands;

/** A command with what it may lack. */
export const commandOf = (id: CommandId): Command => commands[id];

/** All of them, in the order of the list of keys. */
export const commandIds = Object.keys(commands).filter((id): id is CommandId => id in commands);

/** Whether a command can be given now. */
export const canRun = (command: Command, target: CommandTarget): boolean =>
  (command.isOffered?.(target) ?? true) && (command.isEnabled?.(target) ?? true);

async function importMask(areas: AreaTools): Promise<void> {
  const file = await pickFile();
  if (file) await areas.importPng(file);
}

async function exportMask(areas: AreaTools): Promise<void> {
  const file = await areas.exportPng();
  if (file) saveFile(file, 'mask.png');
}

/** Asks the user for an image file; undefined where none is chosen. Needs a click. */
function pickFile(): Promise<File | undefined> {
  const input = document.createElement('input');
  Object.assign(input, { type: 'file', accept: 'image/*' });
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve(input.files?.[0]));
    input.addEventListener('cancel', () => resolve(undefined));
    input.click();
  });
}
