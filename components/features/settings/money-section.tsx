import './money-section.css';
import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { countText, t } from '../../../utils/base/i18n';
import { watch } from '../../../utils/library/database';
import type { JobRecord } from '../../../utils/library/jobs';
import {
  chargesOf,
  committedThisMonth,
  isUnpriced,
  type keyOf,
  type Total,
  totalsBy,
} from '../../../utils/money/spending';
import { spendingCsv } from '../../../utils/money/spending-csv';
import type { Setting } from '../../../utils/settings/setting';
import type { MoneySettings } from '../../../utils/settings/settings';
import { formatUsd, UsdField } from '../../parts/money';
import type { SettingsServices } from '../../session/services';
import { Select } from '../../ui/fields';
import { saveText } from '../../ui/save-file';
import { Section } from '../../ui/sections';

type Grouping = keyof typeof keyOf;

/** What was spent, and the limit that stops before sending. */
export function MoneySection({ services }: { readonly services: SettingsServices }) {
  const { library } = services;
  const jobs = useMemo(
    () => watch(() => library.jobs.orderBy('createdAt').toArray(), console.warn),
    [library],
  );
  useEffect(() => jobs.stop, [jobs]);
  const by = useSignal<Grouping>('month');
  const list = jobs.answer.value ?? [];
  const totals = totalsBy(by.value, chargesOf(list));
  const unpriced = list.filter(isUnpriced).length;
  return (
    <Section title={t('money')}>
      <MonthlyLimit money={services.money} jobs={list} />
      <Select
        label={t('totalsBy')}
        value={by.value}
        options={[
          { value: 'day', label: t('byDay') },
          { value: 'month', label: t('byMonth') },
          { value: 'model', label: t('byModel') },
        ]}
        onChange={(value) => {
          by.value = value as Grouping;
        }}
      />
      {totals.length > 0 && <Totals totals={totals} />}
      {totals.length + unpriced === 0 && <p class="hint">{t('nothingSpent')}</p>}
      {unpriced > 0 && <p class="hint">{countText('unpricedJobs', unpriced)}</p>}
      <div class="form-run">
        <button
          type="button"
          class="button"
          disabled={list.length === 0}
          onClick={() => saveText(spendingCsv(list), 'repaint-costs.csv', 'text/csv')}
        >
          {t('exportCsv')}
        </button>
      </div>
    </Section>
  );
}

function Totals({ totals }: { readonly totals: readonly Total[] }) {
  return (
    <table class="totals" aria-label={t('money')}>
      <tbody>
        {totals.map(({ key, usd, jobs, isExact }) => (
          <tr key={key}>
            <th scope="row">{key}</th>
            <td>{countText('jobCount', jobs)}</td>
            <td>{isExact ? formatUsd(usd) : t('costAbout', formatUsd(usd))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface MonthlyLimitProps {
  readonly money: Setting<MoneySettings>;
  readonly jobs: readonly JobRecord[];
}

function MonthlyLimit({ money, jobs }: MonthlyLimitProps) {
  const { monthlyLimitUsd } = money.current.value;
  const spent = t('spentThisMonth', formatUsd(committedThisMonth(jobs, Date.now())));
  return (
    <UsdField
      label={t('monthlyLimit')}
      usd={monthlyLimitUsd}
      placeholder={t('noLimit')}
      hint={
        monthlyLimitUsd === undefined ? t('monthlyLimitHint') : `${spent} ${t('monthlyLimitHint')}`
      }
      onChange={(usd) => void money.change({ monthlyLimitUsd: usd })}
    />
  );
}
