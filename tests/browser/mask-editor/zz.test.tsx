import { signal } from '@preact/signals';
import { render } from 'preact';
import { expect, test } from 'vitest';
import { commands, page, userEvent, cdp } from 'vitest/browser';
import { MaskEditor } from '../../../components/mask-editor/mask-editor';
import { createMaskEditorModel } from '../../../components/mask-editor/mask-editor-model';
import { drag, painted, pointer, settled, setDensity } from './editor-fixture';
const pics = [['mug.jpg','image/jpeg'],['slide.png','image/png'],['garden-2mp.jpg','image/jpeg'],['harbour.webp','image/webp']];
for (const scheme of ['light','dark']) for (const [name, type] of pics) test(`${scheme} ${name}`, async () => {
  await page.viewport(400, 700); await setDensity(2);
  const b64 = await commands.readFile(`/tmp/shots/${name}`, 'base64');
  const url = `data:${type};base64,${b64}`;
  const img = new Image(); img.src = url; await img.decode();
  const size = { width: img.naturalWidth, height: img.naturalHeight };
  const model = createMaskEditorModel({ initial: { steps: [], undone: [] }, imageSize: size, brushSize: signal(36), onChange() {} });
  document.body.innerHTML = ''; document.documentElement.style.colorScheme = scheme; document.body.style.cssText = `margin:0;background:${scheme === 'dark' ? '#181513' : '#fff'};font:14px system-ui`;
  const root = document.createElement('div'); root.style.cssText = 'width:336px;height:380px;padding:12px'; document.body.append(root);
  render(<MaskEditor model={model} image={{ url, ...size }} source="original" label="x" />, root);
  await settled(() => model.viewport.stage.value.width > 0);
  const stage = root.querySelector('[data-testid=stage]')!.getBoundingClientRect();
  const P = (x: number, y: number) => [stage.left + x * stage.width, stage.top + y * stage.height] as const;
  await drag(Array.from({ length: 30 }, (_, i) => P(0.2 + i * 0.012, 0.4 + 0.1 * Math.sin(i / 4))));
  await drag([P(0.7, 0.6)]);
  if (scheme === 'dark') { model.moreTools.value = true; model.tool.value='lasso'; await painted(); }
  else { await pointer('mouseMoved', P(0.5, 0.65)); }
  if (scheme==='dark' && name==='mug.jpg') model.viewport.zoom(2.5);
  await painted(); await painted();
  await page.screenshot({ path: `/tmp/shots/${scheme}-${name}.png`, element: root });
  render(null, root);
});
