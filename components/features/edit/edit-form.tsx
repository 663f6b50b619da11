import './edit-form.css';
import { useSignal } from '@preact/signals';
import { t } from '../../../utils/base/i18n';
import type { EditJob } from '../../../utils/library/jobs';
import type { ImageRecord } from '../../../utils/library/records';
import { defaultModels } from '../../../utils/server/models';
import { isMarkTool } from '../../editor/core/tools';
import { PromptForm } from '../../parts/prompt-form';
import type { EditSession } from '../../session/edit-session';
import type { PanelModel } from '../../session/panel-model';
import type { PanelServices } from '../../session/services';
import { focusPrompt } from '../../ui/prompt-box';
import { CutOutButton, CutOutWays } from './cut-out-button';
import { EditOptions } from './edit-options';
import { MoreOfIt } from './more-of-it';
import {
  canSend,
  isWordless,
  RemovalWays,
  RemoveAtOnce,
  RemoveButton,
  startOrAsk,
} from './remove-button';

interface EditFormProps {
  readonly session: EditSession;
  readonly services: PanelServices;
  readonly model: PanelModel;
  /** The edit that made the image of another one that is still there. */
  readonly maker: EditJob | undefined;
  /** True while this very edit runs. */
  readonly busy: boolean;
  /** True while another image is being opened: what is typed would be lost with this one. */
  readonly disabled: boolean;
}

/** What should be there instead: the prompt, the price, the button, and more on demand. */
export function EditForm({ session, services, model, maker, busy, disabled }: EditFormProps) {
  const asksHow = useSignal(false);
  const asksCutOut = useSignal(false);
  const start = () => {
    asksCutOut.value = false;
    return startOrAsk(session, services, asksHow);
  };
  return (
    <fieldset class="form" disabled={disabled}>
      <PromptForm
        services={services}
        session={{ ...session, start }}
        options={services.editOptions}
        newerModel={defaultModels.edits}
        placeholder={t('promptPlaceholderEdit')}
        suggestions={pageTexts(session.image)}
        label={t('repaint')}
        isPrimary={!session.isFinished.value && canSend(services)}
        busy={busy}
        more={<EditOptions services={services} session={session} />}
        onMissing={focusStage}
        beside={
          <RemoveButton
            session={session}
            isPrimary={!session.isFinished.value && !canSend(services)}
          />
        }
      >
        {asksHow.value && isWordless(session) && (
          <RemovalWays session={session} asksHow={asksHow} />
        )}
        {session.isFinished.value ? (
          <MoreOfIt {...{ services, model, image: session.image, maker }} />
        ) : (
          <Presets session={session} services={services} />
        )}
        <div class="ways-on device-row">
          <RemoveAtOnce services={services} />
          <CutOutButton session={session} asksHow={asksCutOut} onMissing={focusStage} />
        </div>
        <CutOutWays session={session} asksHow={asksCutOut} />
        <MarksHint session={session} />
      </PromptForm>
    </fieldset>
  );
}

/** What is missing is to be painted there; by keys, too. */
const focusStage = () => document.querySelector<HTMLElement>('[data-testid=stage]')?.focus();

interface PresetsProps {
  readonly session: EditSession;
  readonly services: PanelServices;
}

/** Wishes that many have, as beginnings for the prompt; away as soon as something is written. */
function Presets({ session, services }: PresetsProps) {
  if (session.prompt.value !== '' || session.mask.drawing.hasMarks.value) return null;
  const beginnings = [
    [t('presetBackground'), t('presetBackgroundText')],
    [t('presetText'), t('presetTextText')],
  ] as const;
  return (
    <fieldset class="ways-on" aria-label={t('presets')}>
      {beginnings.map(([label, text]) => (
        <button
          key={label}
          type="button"
          class="button quiet"
          title={text}
          onClick={() => {
            session.setPrompt(text);
            focusPrompt();
          }}
        >
          {label}
        </button>
      ))}
      <button
        type="button"
        class="button quiet"
        onClick={() => {
          void services.panel.change({ moreOptionsOpen: true });
          session.extension.isOpen.value = true;
        }}
      >
        {t('presetExtend')}
      </button>
    </fieldset>
  );
}

/**
 * For a picture with marks: who sees them, and where it will change. There from the choice of a tool on, so
 * that the stage does not shrink under the hand with the first mark.
 */
function MarksHint({ session }: { readonly session: EditSession }) {
  const text = hintOf(session);
  if (!text) return null;
  return (
    <p class="hint" role="status" data-testid="marks-hint">
      {text}
    </p>
  );
}

function hintOf({ mask, hasMask, changeBox }: EditSession): string | undefined {
  if (!mask.drawing.hasMarks.value)
    return isMarkTool(mask.tools.chosen.value) ? t('marksHint') : undefined;
  if (!mask.tools.takesMarks.value) return hasMask.value ? t('marksUnseenMask') : t('marksUnseen');
  if (hasMask.value) return t('marksAndMask');
  return changeBox.value ? t('marksInBox') : t('marksAnywhere');
}

/** What the page says of its picture. A stranger's words: none gets into the prompt by itself. */
const pageTexts = ({ page: { altText, caption } }: ImageRecord): readonly string[] => [
  ...new Set([altText, caption].flatMap((text) => text?.trim() || [])),
];
