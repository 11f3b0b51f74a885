/** How the notice of a call is rendered. */

import { html, nothing, type TemplateResult } from 'lit';
import type { Consultation } from '../shared/phone/consultation.js';
import { icon, type IconName } from '../shared/icons/icons.js';
import type { Localizer } from '../shared/text/localize.js';
import { plainNameOf } from '../shared/text/party.js';

/** The content of the notice. */
export interface Notice {
  /** Identifies the notice: a change makes its buttons ignore clicks for a moment (`PressGuard`). */
  readonly kind: string;
  readonly tone: 'warn' | 'ink' | 'none';
  readonly icon: IconName;
  readonly text: string | TemplateResult;
  readonly action?: { readonly label: string; readonly name?: string; readonly press: () => unknown };
  readonly dismiss?: () => void;
  /** Shows the level of the microphone too. */
  readonly level?: boolean;
}

/** Renders a text in which `*…*` marks emphasis. */
export function stressed(text: string): TemplateResult {
  return html`${text.split('*').map((part, index) => (index % 2 ? html`<b class="strong">${part}</b>` : part))}`;
}

export function noticeView(notice: Notice, words: Localizer): TemplateResult {
  const { action } = notice;
  const press = (): void => void (async () => action?.press())().catch(() => {});
  return html`<div class="notice ${notice.tone}" part="notice" data-place="notice" data-tone=${notice.tone}>
    ${icon(notice.icon, { size: 'm' })}
    <div class="grow">
      <p>${notice.text}</p>
      ${notice.level ? html`<sip-level direction="out"></sip-level>` : nothing}
    </div>
    ${
      action
        ? html`<button
            class="button low on-tone"
            type="button"
            part="notice-action"
            aria-label=${action.name ?? nothing}
            @click=${press}
          >
            ${action.label}
          </button>`
        : nothing
    }
    ${
      notice.dismiss
        ? html`<button
            class="icon-button"
            type="button"
            part="notice-dismiss"
            aria-label=${words.term('dismiss')}
            @click=${notice.dismiss}
          >
            ${icon('x', { size: 'm' })}
          </button>`
        : nothing
    }
  </div>`;
}

/** Renders the next step of a consultation. */
export function consultationHint({ first, second }: Consultation, shownId: string, words: Localizer): TemplateResult {
  const [waiting, name] = [first, second].map(({ peer }) => plainNameOf(peer, words.term('privateNumber')));
  return html`<p class="hint small muted" part="notice">
    ${
      shownId === first.id && second.status === 'active'
        ? words.term('connectBoth', waiting!, name!)
        : words.term(second.status === 'active' ? 'talkFirst' : 'waitFirst', name!)
    }
  </p>`;
}
