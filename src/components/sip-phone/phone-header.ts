/**
 * The header of the phone: the account, or the title of an open card with a way back.
 * Subjects: header of the phone; back button of a card.
 */

import { html, nothing, type TemplateResult } from 'lit';
import type { CallState, PhoneState } from '../../phone/state.js';
import { icon } from '../shared/icons/icons.js';
import { statusView } from '../shared/text/account-text.js';
import type { Localizer } from '../shared/text/localize.js';
import { plainNameOf } from '../shared/text/party.js';
import type { SecondTicker } from '../shared/time/time.js';
import { cardTitle, isTitled, type Card, type PhoneCards } from './phone-cards.js';
import type { PhoneMenu } from './phone-menu.js';
import type { LateViews } from '../views/late-views.js';
import { resumingBar } from './resuming-bar.js';

interface HeaderParts {
  readonly cards: PhoneCards;
  readonly menu: PhoneMenu;
  readonly state: PhoneState | undefined;
  readonly call: CallState | undefined;
  readonly ticker: SecondTicker;
  readonly views: LateViews;
  readonly columns: boolean;
}

export function phoneHeader(parts: HeaderParts, words: Localizer): TemplateResult | typeof nothing {
  const { cards, menu, state, call, ticker, columns } = parts;
  // A conversation has a header of its own; with columns the phone keeps the account.
  const chat = cards.shown === 'chat' && !columns;
  if (chat && parts.views.has('sip-chat')) return nothing;
  const title = chat ? words.term('messages') : titleOf(cards.shown, call, words);
  if (title !== undefined)
    return html`<header class="header with-back" part="header">
      <button class="icon-button" part="back" aria-label=${words.term('back')} @click=${() => cards.show('none')}>
        ${icon('arrow-left', { size: 'm' })}
      </button>
      <h2 class="cut" part="title">${title}</h2>
    </header>`;
  const view = state && statusView(state, words, ticker);
  return html`<header class="header" part="header" data-tone=${view?.tone ?? 'none'} ?data-loud=${view?.loud ?? false}>
    <slot name="header"><sip-status @sip-fix-request=${() => cards.show('account')}></sip-status></slot>
    <slot name="header-end"></slot>
    ${menu.button(words)} ${resumingBar(call, words)}
  </header>`;
}

/** Returns undefined where the header shows the account. */
function titleOf(card: Card, call: CallState | undefined, words: Localizer): string | undefined {
  if (isTitled(card)) return cardTitle(card, words);
  if (card === 'transfer')
    return call ? words.term('transferCall', plainNameOf(call.peer, words.term('privateNumber'))) : '';
  return undefined;
}
