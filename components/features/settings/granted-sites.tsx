import './granted-sites.css';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { t } from '../../../utils/base/i18n';

/** "https://cdn.example.com/*" as people write it. */
const siteName = (pattern: string): string =>
  pattern
    .replace(/\/\*$/, '')
    .replace(/^\*:\/\//, '')
    .replace(/^https:\/\//, '');

/** The sites that the user gave access to, each with the way to take it back. Nothing where there are none. */
export function GrantedSites() {
  const origins = useSignal<readonly string[]>([]);
  useEffect(() => {
    const read = () =>
      void browser.permissions.getAll().then((granted) => {
        origins.value = [...(granted.origins ?? [])].sort();
      });
    read();
    browser.permissions.onAdded?.addListener(read);
    browser.permissions.onRemoved?.addListener(read);
    return () => {
      browser.permissions.onAdded?.removeListener(read);
      browser.permissions.onRemoved?.removeListener(read);
    };
  }, []);
  if (origins.value.length === 0) return null;
  return (
    <section class="form granted-sites" aria-label={t('grantedSites')}>
      <h3>{t('grantedSites')}</h3>
      <p class="hint">{t('grantedSitesHint')}</p>
      <ul>
        {origins.value.map((origin) => (
          <li key={origin}>
            <span>{siteName(origin)}</span>
            <button
              type="button"
              class="button quiet"
              aria-label={t('revokeAccess', siteName(origin))}
              onClick={() => void browser.permissions.remove({ origins: [origin] })}
            >
              {t('revoke')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
