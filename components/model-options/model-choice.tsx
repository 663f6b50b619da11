import { useSignal } from '@preact/signals';
import { t } from '../../utils/i18n';
import { type OfferedModel, offeredModels, stateOn } from '../../utils/images-api/offered-models';
import type { PanelServices } from '../panel/services';
import { Select } from '../ui/select';
import { TextField } from '../ui/text-field';

/** The entry behind which any id can be typed. */
const other = 'other';

function labelOf({ id, state, isListed }: OfferedModel): string {
  if (isListed === false) return `${id} ${t('modelNotListed')}`;
  return state.kind === 'closing' ? t('modelCloses', id, state.date) : id;
}

interface ModelChoiceProps {
  readonly services: Pick<PanelServices, 'connection' | 'serverModels'>;
  readonly model: string;
  onChange(model: string): void;
}

/** The models of the table and of the server, and any other by its id. */
export function ModelChoice({ services, model, onChange }: ModelChoiceProps) {
  const { connection, serverModels } = services;
  const typing = useSignal(false);
  const list = serverModels.value.value.byServer[connection.value.value.baseUrl];
  const offered = offeredModels(list?.models);
  const isFree = typing.value || !offered.some(({ id }) => id === model);
  return (
    <>
      <Select
        label={t('model')}
        value={isFree ? other : model}
        options={[
          ...offered.map((entry) => ({ value: entry.id, label: labelOf(entry) })),
          { value: other, label: t('otherModel') },
        ]}
        onChange={(next) => {
          typing.value = next === other;
          if (next !== other) onChange(next);
        }}
      />
      {isFree && (
        <TextField
          label={t('modelId')}
          value={model}
          hint={stateOn(model, list?.models).kind === 'unknown' ? t('modelIdHint') : undefined}
          onInput={(text) => {
            typing.value = true;
            onChange(text.trim());
          }}
        />
      )}
    </>
  );
}
