import { t, uiLanguage } from '../../utils/i18n';
import type { PriceEstimate } from '../../utils/images-api/price';

/** An amount in USD; below a cent with as many digits as it takes to see it. */
export const formatUsd = (usd: number): string =>
  new Intl.NumberFormat(uiLanguage(), {
    style: 'currency',
    currency: 'USD',
    maximumFractionDigits: usd < 0.1 ? 3 : 2,
  }).format(usd);

/** About what it will cost; empty where nobody can know. */
export function Cost({ estimate }: { readonly estimate: PriceEstimate | undefined }) {
  return (
    <span class="cost" data-testid="cost">
      {estimate ? t('costAbout', formatUsd(estimate.usd)) : ''}
    </span>
  );
}
