import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { t } from '../../utils/i18n';
import { chargesOf } from '../../utils/jobs/charge';
import { type keyOf, type Total, totalsBy } from '../../utils/jobs/spending';
import { spendingCsv } from '../../utils/jobs/spending-csv';
import { watch } from '../../utils/library/watch';
import { formatUsd } from '../ui/cost';
import { saveText } from '../ui/save-text';
import { Section } from '../ui/section';
import { Select } from '../ui/select';
import { TextField } from '../ui/text-field';
import type { SettingsServices } from './settings-services';
import './money-section.css';

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
  const list = jobs.value.value ?? [];
  const totals = totalsBy(by.value, chargesOf(list));
  return (
    <Section title={t('money')}>
      <MonthlyLimit services={services} />
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
      {totals.length === 0 ? <p class="hint">{t('nothingSpent')}</p> : <Totals totals={totals} />}
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
            <td>{t('jobCount', jobs)}</td>
            <td>{isExact ? formatUsd(usd) : t('costAbout', formatUsd(usd))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** An amount as it is typed, with a comma or a point; undefined for none. */
function readUsd(text: string): number | undefined {
  const usd = Number(text.trim().replace(',', '.'));
  return text.trim() !== '' && Number.isFinite(usd) && usd >= 0 ? usd : undefined;
}

function MonthlyLimit({ services: { money } }: { readonly services: SettingsServices }) {
  const { monthlyLimitUsd } = money.value.value;
  const typed = useSignal<string | undefined>(undefined);
  return (
    <TextField
      label={t('monthlyLimit')}
      inputMode="decimal"
      value={typed.value ?? String(monthlyLimitUsd ?? '')}
      placeholder={t('noLimit')}
      hint={t('monthlyLimitHint')}
      onInput={(text) => {
        typed.value = text;
        void money.replace({ monthlyLimitUsd: readUsd(text) });
      }}
    />
  );
}
