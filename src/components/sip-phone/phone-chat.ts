/**
 * The messages of the phone: one element for the list and the conversation, visible or not, so that drafts are kept.
 * Subjects: messages of <sip-phone>.
 */

import { html, nothing, type TemplateResult } from 'lit';
import type { Localizer } from '../shared/text/localize.js';
import type { LateViews } from '../views/late-views.js';
import type { PhoneCards } from './phone-cards.js';

export class PhoneChat {
  /** Address of the peer of the open conversation. */
  #peer: string | undefined;

  constructor(
    private readonly cards: PhoneCards,
    private readonly views: LateViews,
  ) {}

  /** Shows the conversation with this peer; without one, the list. */
  readonly open = (peer: string | undefined): void => {
    if (peer === '') return;
    this.#peer = peer;
    this.cards.show(peer === undefined ? 'none' : 'chat');
  };

  /** @param inTab whether the messages are the content of the shown tab */
  view(inTab: boolean, words: Localizer): TemplateResult | typeof nothing {
    const asCard = this.cards.shown === 'chat';
    const hidden = !inTab && !asCard;
    if (hidden && !this.views.has('sip-chat')) return nothing;
    return this.views.view('sip-chat', words, () => this.#element(inTab && !asCard, hidden));
  }

  #element(panel: boolean, hidden: boolean): TemplateResult {
    return html`<sip-chat
      id=${panel ? 'panel' : nothing}
      role=${panel ? 'tabpanel' : nothing}
      aria-labelledby=${panel ? 'tab-messages' : nothing}
      part="chat"
      .peer=${this.#peer}
      ?hidden=${hidden}
      @sip-conversation=${({ peer }: GlobalEventHandlersEventMap['sip-conversation']) => this.open(peer)}
    ></sip-chat>`;
  }
}
