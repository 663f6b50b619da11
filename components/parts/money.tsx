import './money.css';
import { useSignal } from '@preact/signals';
import { t, uiLanguage } from '../../utils/base/i18n';
import { readAmount } from '../../utils/base/read-amount';
import type { Price } from '../../utils/money/expected-price';
import type { PriceEstimate } from '../../utils/server/models';
import { TextField } from '../ui/fields';

/** For all of some amounts alike: with a third digit where one of them is small and needs it. */
function usdFormat(...amounts: readonly number[]): Intl.NumberFormat {
  const needsThird = (usd: number) => usd < 0.1 && Math.round(usd * 1000) % 10 !== 0;
  const digits = Math.max(...amounts) < 0.1 && amounts.some(needsThird) ? 3 : 2;
  return new Intl.NumberFormat(uiLanguage(), {
    ...{ style: 'currency', currency: 'USD' },
    ...{ minimumFractionDigits: digits, maximumFractionDigits: digits },
  });
}

/** An amount in USD; below ten cents with as many digits as it takes to see it. */
export const formatUsd = (usd: number): string => usdFormat(usd).format(usd);

/** "$0.05–0.08" where the price is known by its spread, else one amount. */
function formatEstimate({ usd, low = usd, high = usd }: PriceEstimate): string {
  const format = usdFormat(low, high);
  return format.format(low) === format.format(high)
    ? formatUsd(usd)
    : format.formatRange(low, high);
}

/** "about $0.05", or that nobody knows. */
const priceText = (price: Price): string =>
  price === 'unknown' ? t('priceUnknown') : t('costAbout', formatEstimate(price));

/** Where a price comes from, where that needs a word. */
function priceHint(price: Price): string | undefined {
  if (price === 'unknown') return t('priceUnknownHint');
  return { learned: t('costLearned'), own: t('costOwn'), table: undefined, about: undefined }[
    price.certainty
  ];
}

/** About what it will cost; empty where there is nothing to pay for yet. */
export function Cost({ price }: { readonly price: Price | undefined }) {
  return (
    <span class="cost" data-testid="cost" title={price && priceHint(price)}>
      {price && priceText(price)}
    </span>
  );
}

interface PaidButtonProps {
  readonly label: string;
  /** Undefined where it can't be done as things are; a press then says why. */
  readonly price: Price | undefined;
  /** What it does, as a tooltip. */
  readonly hint?: string;
  /** Without a frame, in lists. */
  readonly quiet?: boolean;
  onClick(): void;
}

/** A button that spends money at one press, and so carries its price in sight. */
export function PaidButton({ label, price, hint, quiet, onClick }: PaidButtonProps) {
  const hints = [hint, price && priceText(price), price && priceHint(price)];
  return (
    <button
      type="button"
      class={quiet ? 'button quiet paid' : 'button paid'}
      aria-label={label}
      title={hints.filter(Boolean).join(' · ')}
      onClick={onClick}
    >
      {label} {price && <span class="cost">{priceText(price)}</span>}
    </button>
  );
}

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
