import type { Price } from '../../utils/jobs/learned-price';
import { priceHint, priceText } from './cost';
import './paid-button.css';

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
