import './models-section.css';
import { t, uiLanguage } from '../../../utils/base/i18n';
import { type OfferedModel, offeredModels } from '../../../utils/server/knowledge';
import { modelsTableDate } from '../../../utils/server/models';
import { withoutRefusal } from '../../../utils/settings/server-knowledge';
import type { SettingsServices } from '../../session/services';
import { Section } from '../../ui/sections';

interface ModelsSectionProps {
  readonly services: SettingsServices;
  /** Asks the server, which costs nothing. */
  onAsk(): void;
}

/** What the server offers, when each model ends, and what it has refused. */
export function ModelsSection({ services, onAsk }: ModelsSectionProps) {
  const { connection, serverModels } = services;
  const list = serverModels.current.value.byServer[connection.current.value.baseUrl];
  const date = new Intl.DateTimeFormat(uiLanguage(), { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <Section title={t('models')}>
      <p class="hint">
        {list ? t('modelsAsked', date.format(list.askedAt)) : t('modelsNotAsked', modelsTableDate)}
      </p>
      <ul class="plain-list" aria-label={t('models')}>
        {offeredModels(list?.models).map((model) => (
          <li key={model.id} class={model.isListed === false ? 'hint' : undefined}>
            {model.id} <ModelRemark model={model} />
          </li>
        ))}
      </ul>
      <div class="form-run">
        <button type="button" class="button" onClick={onAsk}>
          {t('askServer')}
        </button>
      </div>
      <RefusedFields services={services} />
    </Section>
  );
}

function ModelRemark({ model: { state, isListed } }: { readonly model: OfferedModel }) {
  if (isListed === false) return <>{t('modelNotListed')}</>;
  if (state.kind === 'closing')
    return <strong class="warning">{t('modelEnds', state.date)}</strong>;
  return state.kind === 'unknown' ? <span class="hint">{t('modelUnknown')}</span> : null;
}

function RefusedFields({ services: { refusedFields } }: { readonly services: SettingsServices }) {
  const { fields } = refusedFields.current.value;
  if (fields.length === 0) return null;
  return (
    <>
      <p class="hint">{t('refusedFields')}</p>
      <ul class="plain-list" aria-label={t('refusedFields')}>
        {fields.map((entry) => (
          <li key={`${entry.baseUrl} ${entry.model} ${entry.field}`} class="row">
            <span>
              <code>{entry.field}</code> · {entry.model} · {entry.baseUrl}
            </span>
            <button
              type="button"
              class="button quiet"
              onClick={() =>
                void refusedFields.change((stored) => ({
                  fields: withoutRefusal(stored.fields, entry),
                }))
              }
            >
              {t('forget')}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
