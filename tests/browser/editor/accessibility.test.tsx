import '../../../components/editor/ui/mask-editor.css';
import { signal } from '@preact/signals';
import axe from 'axe-core';
import { type ComponentChildren, render } from 'preact';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAreaTools } from '../../../components/editor/areas/area-tools';
import { createMaskEditorModel } from '../../../components/editor/core/model';
import { createEditorScreen } from '../../../components/editor/core/screen';
import { maskTools } from '../../../components/editor/core/tools';
import { type CommandTarget, commandIds } from '../../../components/editor/input/commands';
import { CommandButtons } from '../../../components/editor/ui/command-buttons';
import { MaskKeys } from '../../../components/editor/ui/key-list';
import { MaskDisplay } from '../../../components/editor/ui/mask-display';
import { MoreTools } from '../../../components/editor/ui/more-tools';
import { MaskStage, MaskStatus } from '../../../components/editor/ui/stage';
import { ToolOptions } from '../../../components/editor/ui/tool-options';
import { MaskToolbar } from '../../../components/editor/ui/toolbar';
import { ZoomControls } from '../../../components/editor/ui/zoom-controls';
import { emptyHistory } from '../../../utils/drawing/history';
import { nextFrame, pictureUrl } from './editor-fixture';

const size = { width: 400, height: 300 };
let root: HTMLElement;
let image: { url: string; width: number; height: number };

const model = createMaskEditorModel({
  initial: emptyHistory,
  imageSize: size,
  brushSize: signal(30),
  takesMarks: signal(true),
  onChange: () => undefined,
});
model.drawing.selectAll();
const screen = createEditorScreen(signal(true));
const areas = createAreaTools(model, () => image.url, screen.moreTools);
const target: CommandTarget = { model, areas, screen };
const whole = { ...target, otherUrl: 'blob:other' };

beforeEach(async () => {
  image = { url: await pictureUrl(size), ...size };
  root = document.createElement('main');
  Object.assign(root.style, { inlineSize: '336px', minBlockSize: '300px', position: 'relative' });
  document.body.append(root);
});

afterEach(() => {
  render(null, root);
  root.remove();
  document.documentElement.style.colorScheme = '';
});

const stage = () => (
  <div style={{ blockSize: '300px', display: 'flex', flexDirection: 'column' }}>
    <MaskStage target={target} image={image} source="original" label="Picture" />
  </div>
);

const components: readonly (readonly [name: string, show: () => ComponentChildren])[] = [
  ['MaskToolbar', () => <MaskToolbar target={target} />],
  ['MoreTools', () => <MoreTools target={whole} />],
  ['MaskDisplay', () => <MaskDisplay model={model} />],
  [
    'MaskKeys',
    () => <MaskKeys target={{ ...target, screen: { ...screen, keys: signal(true) } }} />,
  ],
  ['MaskStage', stage],
  ['MaskStatus', () => <MaskStatus target={target} isHidden />],
  ['CommandButtons', () => <CommandButtons of={commandIds} target={whole} />],
  ['ZoomControls', () => <ZoomControls target={target} />],
];

async function faults(show: () => ComponentChildren): Promise<unknown[]> {
  render(show(), root);
  await nextFrame(); // the scale follows from the stage's size
  const { violations } = await axe.run(root, { resultTypes: ['violations'] });
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
}

describe.each(['light', 'dark'])('in %s', (scheme) => {
  beforeEach(() => {
    document.documentElement.style.colorScheme = scheme;
    document.body.style.background = 'Canvas';
  });

  test.each(components)('%s has no accessibility faults', async (_, show) => {
    expect(await faults(show)).toEqual([]);
  });

  test.each(maskTools)('ToolOptions of the %s has no accessibility faults', async (tool) => {
    model.tools.chosen.value = tool;
    expect(await faults(() => <ToolOptions target={target} />)).toEqual([]);
  });
});
