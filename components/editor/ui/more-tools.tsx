import { useSignal } from '@preact/signals';
import {
  Contrast,
  Diff,
  Download,
  Expand,
  EyeOff,
  Fullscreen,
  Keyboard,
  Palette,
  Shrink,
  Trash2,
  Upload,
} from 'lucide';
import { t } from '../../../utils/base/i18n';
import { IconButton } from '../../ui/icon-button';
import type { AreaTools } from '../areas/area-tools';
import type { CropControl } from '../core/box-control';
import type { MaskEditorModel } from '../core/model';
import { markTools } from '../core/tools';
import { MaskDisplay } from './mask-display';
import { ToolButtons } from './tool-buttons';
import { ToolOptions } from './tool-options';

interface MoreToolsProps {
  readonly model: MaskEditorModel;
  readonly areas: AreaTools;
  readonly otherUrl: string | undefined;
  readonly crop: CropControl | undefined;
}

const areaTools = ['lasso', 'rectangle', 'ellipse', 'wand'] as const;

/** What a newcomer need not see: area tools, changes of the whole mask, how it is shown, files. */
export function MoreTools({ model, areas, otherUrl, crop }: MoreToolsProps) {
  const isDisplayOpen = useSignal(false);
  const { maskHidden, keysOpen } = model;
  return (
    <>
      <div class="mask-tools-row">
        <ToolButtons
          model={model}
          of={crop ? [...areaTools, 'pan', 'crop'] : [...areaTools, 'pan']}
        />
        <span class="mask-tools-gap" />
        <IconButton
          icon={EyeOff}
          label={t('maskHide')}
          shortcut="M"
          pressed={maskHidden.value}
          onClick={() => {
            maskHidden.value = !maskHidden.value;
          }}
        />
        <IconButton
          icon={Palette}
          label={t('maskDisplay')}
          expanded={isDisplayOpen.value}
          onClick={() => {
            isDisplayOpen.value = !isDisplayOpen.value;
          }}
        />
        <IconButton
          icon={Keyboard}
          label={t('maskKeys')}
          shortcut="?"
          onClick={() => {
            keysOpen.value = true;
          }}
        />
      </div>
      {isDisplayOpen.value && <MaskDisplay model={model} />}
      {model.takesMarks.value && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
        <div class="mask-tools-row" role="group" aria-label={t('markTools')}>
          <ToolButtons model={model} of={markTools} />
        </div>
      )}
      <div class="mask-tools-row">
        <WholeMaskButtons model={model} areas={areas} />
        <span class="mask-tools-gap" />
        <FileButtons model={model} areas={areas} otherUrl={otherUrl} />
      </div>
      <ToolOptions model={model} crop={crop} />
    </>
  );
}

function WholeMaskButtons({ model, areas }: Pick<MoreToolsProps, 'model' | 'areas'>) {
  const lacksMask = model.isEmpty.value;
  const step = growStep(model);
  return (
    <>
      <IconButton
        icon={Fullscreen}
        label={t('maskSelectAll')}
        shortcut="Control+A"
        onClick={model.selectAll}
      />
      <IconButton
        icon={Contrast}
        label={t('maskInvert')}
        shortcut="Control+I"
        onClick={model.invert}
      />
      <IconButton
        icon={Expand}
        label={t('maskGrow')}
        disabled={lacksMask}
        onClick={() => void areas.grow(step)}
      />
      <IconButton
        icon={Shrink}
        label={t('maskShrink')}
        disabled={lacksMask}
        onClick={() => void areas.grow(-step)}
      />
      <IconButton
        icon={Trash2}
        label={t('maskClear')}
        disabled={lacksMask && !model.hasMarks.value}
        onClick={model.clear}
      />
    </>
  );
}

/** Image px of one step of growing: 2 px, or on larger images what can just be seen. */
function growStep({ viewport }: MaskEditorModel): number {
  const { width, height } = viewport.image;
  return Math.max(2, Math.round(Math.max(width, height) / 400));
}

function FileButtons({ model, areas, otherUrl }: Omit<MoreToolsProps, 'crop'>) {
  const importMask = async () => {
    const file = await pickFile();
    if (file) await areas.importPng(file);
  };
  const exportMask = async () => {
    const file = await areas.exportPng();
    if (file) saveFile(file, 'mask.png');
  };
  return (
    <>
      <IconButton icon={Upload} label={t('maskImport')} onClick={() => void importMask()} />
      <IconButton
        icon={Download}
        label={t('maskExport')}
        disabled={model.isEmpty.value}
        onClick={() => void exportMask()}
      />
      {otherUrl && (
        <IconButton
          icon={Diff}
          label={t('maskDifference')}
          onClick={() => void areas.selectDifferent(otherUrl)}
        />
      )}
    </>
  );
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

/** ms after which the browser has surely begun to read what is saved. */
const keepFor = 60_000;

function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  Object.assign(link, { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), keepFor);
}
