import './alert.css';
import { X } from 'lucide';
import type { ComponentChildren } from 'preact';
import type { ErrorCode, StoredError } from '../../utils/base/errors';
import { type MessageKey, t } from '../../utils/base/i18n';
import { IconButton } from '../ui/icon-button';

const keyOf = (code: ErrorCode): MessageKey => `error_${code.replaceAll('-', '_')}` as MessageKey;
const nextKeyOf = (code: ErrorCode): MessageKey => `${keyOf(code)}_next` as MessageKey;

/** What the page that helps on is for, where that is plain. */
const helpKeys: Partial<Record<ErrorCode, MessageKey>> = {
  'quota-exhausted': 'addCredit',
  'spend-limit-reached': 'raiseLimit',
  'organization-unverified': 'verifyOrganization',
};

/** What happened, in a sentence. */
export const causeText = (code: ErrorCode, ...substitutions: readonly string[]): string =>
  t(keyOf(code), ...substitutions);

interface AlertProps {
  readonly error: StoredError;
  /** What failed, in the user's own words, where several things can. */
  readonly about?: string | false | undefined;
  /** Buttons for the next step. */
  readonly children?: ComponentChildren;
  /** Takes it off the screen. */
  onClose?: (() => void) | undefined;
}

/** A failure: what happened, what to do next, and the server's own words on demand. */
export function Alert({ error, about, children, onClose }: AlertProps) {
  const { code, substitutions = [], helpUrl } = error;
  return (
    <div class="alert" role="alert" data-code={code}>
      {onClose && (
        <div class="alert-close">
          <IconButton icon={X} label={t('close')} onClick={onClose} />
        </div>
      )}
      {about && <p class="progress-name">{about}</p>}
      <p class="alert-cause">{causeText(code, ...substitutions)}</p>
      <p>{t(nextKeyOf(code), ...substitutions)}</p>
      {helpUrl && (
        <p>
          <a href={helpUrl} target="_blank" rel="noreferrer">
            {t(helpKeys[code] ?? 'alertHelp')}
          </a>
        </p>
      )}
      <Details error={error} />
      {children && <div class="alert-actions">{children}</div>}
    </div>
  );
}

/** The server's own words and the request's id, for whoever wants them. No key is in them. */
function Details({
  error: { serverMessage, rawAnswer, requestId },
}: {
  readonly error: StoredError;
}) {
  if (!serverMessage && !rawAnswer && !requestId) return null;
  return (
    <details>
      <summary>{t('alertDetails')}</summary>
      {serverMessage && <p class="alert-server">{serverMessage}</p>}
      {rawAnswer && rawAnswer !== serverMessage && (
        <>
          <p>{t('alertRaw')}</p>
          <pre class="alert-server">{rawAnswer}</pre>
        </>
      )}
      {requestId && (
        <p class="alert-server">
          {t('alertRequestId', requestId)}{' '}
          <button
            type="button"
            class="button quiet"
            onClick={() => void navigator.clipboard.writeText(requestId).catch(console.warn)}
          >
            {t('copyRequestId')}
          </button>
        </p>
      )}
    </details>
  );
}
