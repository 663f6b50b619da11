import { useSignal } from '@preact/signals';
import { t } from '../../utils/i18n';
import { TextField } from './text-field';

interface UsdFieldProps {
  readonly label: string;
  /** Undefined for none. */
  readonly usd: number | undefined;
  readonly placeholder: string;
  readonly hint: string;
  /** Told of amounts and of an emptied field, not of what is no amount. */
  onChange(usd: number | undefined): void;
}

/** An amount as it is typed, with a comma or a point; undefined for what is none. */
function readUsd(text: string): number | undefined {
  const written = text.trim().replace(/^\$/, '').replace(',', '.');
  return /^\d*\.?\d*$/.test(written) && /\d/.test(written) ? Number(written) : undefined;
}

/** An amount in USD, or none. What can't be read as one is said so and changes nothing. */
export function UsdField({ label, usd, placeholder, hint, onChange }: UsdFieldProps) {
  const typed = useSignal<string | undefined>(undefined);
  const text = typed.value ?? String(usd ?? '');
  const isBad = text.trim() !== '' && readUsd(text) === undefined;
  return (
    <TextField
      label={label}
      inputMode="decimal"
      value={text}
      placeholder={placeholder}
      hint={isBad ? <span class="warning">{t('notAnAmount')}</span> : hint}
      onInput={(next) => {
        typed.value = next;
        const amount = readUsd(next);
        if (amount !== undefined || next.trim() === '') onChange(amount);
      }}
    />
  );
}
