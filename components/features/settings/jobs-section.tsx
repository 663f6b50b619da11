import { browser } from 'wxt/browser';
import { t } from '../../../utils/base/i18n';
import type { SettingsServices } from '../../session/services';
import { Checkbox, NumberField } from '../../ui/fields';
import { Section } from '../../ui/sections';

/** More at once only meet the server's own limits. */
const mostAtOnce = 8;

/** How jobs run, and what is said of them while no panel is open. */
export function JobsSection({
  services: { jobSettings },
}: {
  readonly services: SettingsServices;
}) {
  const { atOnce, notify } = jobSettings.current.value;
  const setNotify = (wanted: boolean) => {
    // First: the browsers ask only within the click itself.
    const permission = { permissions: ['notifications' as const] };
    const asked = wanted
      ? browser.permissions.request(permission)
      : browser.permissions.remove(permission).then(() => false);
    void asked.then((allowed) => jobSettings.change({ notify: allowed }));
  };
  return (
    <Section title={t('jobs')}>
      <NumberField
        label={t('jobsAtOnce')}
        value={atOnce}
        min={1}
        max={mostAtOnce}
        onChange={(next) => void jobSettings.change({ atOnce: next })}
      />
      <Checkbox label={t('notifyWhenDone')} checked={notify} onChange={setNotify} />
      <p class="hint">{t('notifyHint')}</p>
    </Section>
  );
}
