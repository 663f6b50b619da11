import '../ui/sections.css';
import { t } from '../../utils/base/i18n';
import { type ExportFormat, exportFormats } from '../../utils/settings/settings';
import type { PanelServices } from '../session/services';
import { Checkbox, Select } from '../ui/fields';
import { Slider } from '../ui/slider';

const names: Readonly<Record<ExportFormat, string>> = { png: 'PNG', jpeg: 'JPEG', webp: 'WebP' };

const isFormat = (value: string): value is ExportFormat =>
  exportFormats.some((format) => format === value);

/** The same, folded away behind a line that says the format. */
export function FoldedSaveOptions({ services }: { readonly services: PanelServices }) {
  return (
    <details class="more">
      <summary>{t('saveAs', names[services.exportOptions.current.value.format])}</summary>
      <SaveOptions services={services} />
    </details>
  );
}

/** How "Download" saves. */
export function SaveOptions({ services }: { readonly services: PanelServices }) {
  const { current, change } = services.exportOptions;
  const { format, quality, keepMetadata, keepLocation, markAsAi, includeRecipe } = current.value;
  return (
    <div class="more-body">
      <Select
        label={t('format')}
        value={format}
        options={exportFormats.map((each) => ({
          value: each,
          label: each === 'png' ? t('formatPng') : names[each],
        }))}
        onChange={(next) => void (isFormat(next) && change({ format: next }))}
      />
      {format !== 'png' && (
        <Slider
          label={t('fileQuality')}
          value={quality}
          min={1}
          max={100}
          valueText={t('percent', quality)}
          onInput={(next) => void change({ quality: next })}
        />
      )}
      <div class="checks">
        <Checkbox
          label={t('keepMetadata')}
          checked={keepMetadata}
          onChange={(next) => void change({ keepMetadata: next })}
        />
        {keepMetadata && (
          <Checkbox
            label={t('keepLocation')}
            checked={keepLocation}
            onChange={(next) => void change({ keepLocation: next })}
          />
        )}
        <Checkbox
          label={t('markAsAi')}
          checked={markAsAi}
          onChange={(next) => void change({ markAsAi: next })}
        />
        <Checkbox
          label={t('includeRecipe')}
          checked={includeRecipe}
          onChange={(next) => void change({ includeRecipe: next })}
        />
      </div>
    </div>
  );
}
