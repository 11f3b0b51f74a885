/**
 * The first column of a wide phone: number field, current calls and call history; and the call history as a tab.
 * Subjects: wide layout; first column.
 */

import { html, nothing, type TemplateResult } from 'lit';
import type { PhoneState } from '../../phone/state.js';
import type { Localizer } from '../shared/text/localize.js';
import type { LateViews } from '../views/late-views.js';

interface ColumnContent {
  readonly views: LateViews;
  /** Whether to show the number field: not beside the dialling view, which has the same one. */
  readonly search: boolean;
}

export function phoneColumn(state: PhoneState, words: Localizer, { views, search }: ColumnContent): TemplateResult {
  return html`<div class="list" part="list">
    ${search ? html`<sip-dial-input layout="search" part="search"></sip-dial-input>` : nothing}
    ${state.calls.length > 0 ? html`<h3 part="heading">${words.term('calls')}</h3>` : nothing}
    <sip-call-list beside-call></sip-call-list>
    <h3 part="heading">${words.term('recents')}</h3>
    ${views.view('sip-history', words, () => html`<sip-history layout="compact" part="recents"></sip-history>`)}
  </div>`;
}

export function recentsView(views: LateViews, words: Localizer): TemplateResult {
  return html`<div class="recents" id="panel" role="tabpanel" aria-labelledby="tab-recents">
    ${views.view('sip-history', words, () => html`<sip-history part="recents"></sip-history>`)}
  </div>`;
}
