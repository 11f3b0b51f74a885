/**
 * The team view: the mailbox, a BLF lamp for each watched address, and the contacts.
 * Subjects: team view.
 */

import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { PhoneState } from '../../phone/state.js';
import type { Localizer } from '../shared/text/localize.js';
import type { LateViews } from '../views/late-views.js';
import { hasMailbox } from './phone-tabs.js';

interface TeamActions {
  readonly views: LateViews;
  write(address: string): void;
}

export function teamView(state: PhoneState, words: Localizer, { views, write }: TeamActions): TemplateResult {
  return html`<div class="team" id="panel" role="tabpanel" aria-labelledby="tab-team" part="team">
    ${views.view('sip-contacts', words, () => team(state, words, write))}
  </div>`;
}

function team(state: PhoneState, words: Localizer, write: (address: string) => void): TemplateResult {
  const { lamps, contacts } = state;
  return html`
    ${hasMailbox(state) ? html`<sip-voicemail part="voicemail"></sip-voicemail>` : nothing}
    ${
      lamps.length > 0
        ? html`<h3 part="heading">${words.term('team')}</h3>
            <div class="lamps" part="lamps">
              ${repeat(
                lamps,
                ({ uri }) => uri,
                (lamp) => html`<sip-lamp .lamp=${lamp} part="lamp"></sip-lamp>`,
              )}
            </div>`
        : nothing
    }
    ${
      contacts.length > 0
        ? html`<h3 part="heading">${words.term('contacts')}</h3>
            <sip-contacts
              can-message
              part="contacts"
              @sip-message-request=${(event: GlobalEventHandlersEventMap['sip-message-request']) => write(event.address)}
            ></sip-contacts>`
        : nothing
    }
    ${
      lamps.length === 0 && contacts.length === 0 && !hasMailbox(state)
        ? html`<p class="muted center" part="text">${words.term('noContactsYet')}</p>`
        : nothing
    }
  `;
}
