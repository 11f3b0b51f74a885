/**
 * The next step of a consultation, in the place of a notice.
 * Subjects: next step of a consultation.
 */

import { html, type TemplateResult } from 'lit';
import type { Consultation } from '../shared/phone/consultation.js';
import type { Localizer } from '../shared/text/localize.js';
import { plainNameOf } from '../shared/text/party.js';

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
