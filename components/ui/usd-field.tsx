import { useSignal } from '@preact/signals';
import { t } from '../../utils/i18n';
import { readAmount } from '../../utils/read-amount';
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

/** Undefined for what is no amount. */
const readUsd = (text: string) => readAmount(text, navigator.language);

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
