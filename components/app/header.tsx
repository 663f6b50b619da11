import './header.css';
import type { Signal } from '@preact/signals';
import { AppWindow, Settings as SettingsIcon } from 'lucide';
import { type MessageKey, t } from '../../utils/base/i18n';
import type { PanelTab } from '../session/panel-model';
import { IconButton } from '../ui/icon-button';

const tabs: readonly (readonly [PanelTab, MessageKey])[] = [
  ['edit', 'tabEdit'],
  ['generate', 'tabGenerate'],
  ['history', 'tabHistory'],
];

interface PanelHeaderProps {
  readonly tab: PanelTab;
  readonly settingsOpen: Signal<boolean>;
  readonly openInTab: (() => void) | undefined;
  /** The tabs on which a job has ended that was not seen yet. */
  readonly news: ReadonlySet<PanelTab>;
  onTab(tab: PanelTab): void;
}

/** The tabs and the way to the settings. Arrow keys walk through the tabs. */
export function PanelHeader({ tab, settingsOpen, openInTab, news, onTab }: PanelHeaderProps) {
  const select = (next: PanelTab) => {
    settingsOpen.value = false;
    onTab(next);
  };
  const walk = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    const index = tabs.findIndex(([name]) => name === tab);
    const next = tabs[(index + by + tabs.length) % tabs.length];
    if (!next) return;
    select(next[0]);
    const list = event.currentTarget as HTMLElement;
    list.querySelectorAll<HTMLElement>('[role=tab]')[tabs.indexOf(next)]?.focus();
  };
  return (
    <header class="panel-header">
      <div class="tabs" role="tablist" onKeyDown={walk}>
        {tabs.map(([name, key]) => {
          const selected = name === tab && !settingsOpen.value;
          return (
            <button
              key={name}
              type="button"
              role="tab"
              class="tab"
              aria-selected={selected}
              tabIndex={name === tab ? 0 : -1}
              onClick={() => select(name)}
            >
              {t(key)}
              {news.has(name) && (
                <span class="tab-news" title={t('newsOnTab')} aria-hidden="true" />
              )}
            </button>
          );
        })}
      </div>
      <span class="panel-header-gap" />
      {openInTab && <IconButton icon={AppWindow} label={t('openInTab')} onClick={openInTab} />}
      <IconButton
        icon={SettingsIcon}
        label={t('settings')}
        pressed={settingsOpen.value}
        onClick={() => {
          settingsOpen.value = !settingsOpen.value;
        }}
      />
    </header>
  );
}
