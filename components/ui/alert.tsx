import type { ComponentChildren } from 'preact';
import type { ErrorCode, StoredError } from '../../utils/errors';
import { type MessageKey, t } from '../../utils/i18n';
import './alert.css';

const keyOf = (code: ErrorCode): MessageKey => `error_${code.replaceAll('-', '_')}` as MessageKey;
const nextKeyOf = (code: ErrorCode): MessageKey => `${keyOf(code)}_next` as MessageKey;

interface AlertProps {
  readonly error: StoredError;
  /** Buttons for the next step. */
  readonly children?: ComponentChildren;
}

/** A failure: what happened, what to do next, and the server's own words on demand. */
export function Alert({ error, children }: AlertProps) {
  const { code, substitutions = [], serverMessage, requestId } = error;
  return (
    <div class="alert" role="alert" data-code={code}>
      <p class="alert-cause">{t(keyOf(code), ...substitutions)}</p>
      <p>{t(nextKeyOf(code), ...substitutions)}</p>
      {(serverMessage || requestId) && (
        <details>
          <summary>{t('alertDetails')}</summary>
          {serverMessage && <p class="alert-server">{serverMessage}</p>}
          {requestId && <p class="alert-server">{t('alertRequestId', requestId)}</p>}
        </details>
      )}
      {children && <div class="alert-actions">{children}</div>}
    </div>
  );
}
