/**
 * The content of the card that is open: account form, settings, connection check, transfer, or the microphone.
 * Subjects: content of a card of the phone.
 */

import { html, nothing, type TemplateResult } from 'lit';
import type { CallState, PhoneState } from '../../phone/state.js';
import type { Localizer } from '../shared/text/localize.js';
import type { LateViews } from '../views/late-views.js';
import type { MicrophonePrompt } from './microphone-prompt.js';
import type { PhoneCards } from './phone-cards.js';

interface CardParts {
  readonly cards: PhoneCards;
  readonly views: LateViews;
  readonly microphone: MicrophonePrompt;
  readonly call: CallState | undefined;
}

/** An open card stays in the DOM while a call covers it, so that typed text is kept. */
export function phoneCard(parts: CardParts, state: PhoneState, words: Localizer): TemplateResult | typeof nothing {
  const { open, shown } = parts.cards;
  const content = cardContent(parts, state, words);
  return content === nothing
    ? nothing
    : html`<div class="card" data-card=${open} ?hidden=${shown !== open}>${content}</div>`;
}

function cardContent(parts: CardParts, state: PhoneState, words: Localizer): TemplateResult | typeof nothing {
  const { cards, views, microphone, call } = parts;
  switch (cards.open) {
    case 'account':
      return html`<div class="card-body" part="card"><sip-account-form></sip-account-form></div>`;
    case 'settings':
      return views.view(
        'sip-settings',
        words,
        () =>
          html`<sip-settings
            part="card settings"
            can-check
            @sip-diagnostics-request=${() => cards.show('diagnostics')}
          ></sip-settings>`,
      );
    case 'diagnostics':
      return views.view(
        'sip-diagnostics',
        words,
        () => html`<sip-diagnostics part="card" @sip-fix-request=${() => cards.show('account')}></sip-diagnostics>`,
      );
    case 'transfer':
      return html`<sip-transfer call-id=${call?.id ?? ''} @sip-toggle=${() => cards.show('none')}></sip-transfer>`;
    case 'before-microphone':
    case 'microphone':
      return microphone.card(state, words, views);
    default:
      return nothing;
  }
}
