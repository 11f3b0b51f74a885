/** The first column of a wide phone: number field, current calls and call history. */

import { html, nothing, type TemplateResult } from 'lit';
import type { PhoneState } from '../../phone/state.js';
import type { Localizer } from '../shared/text/localize.js';

export function phoneColumn(state: PhoneState, words: Localizer): TemplateResult {
  return html`<div class="list" part="list">
    <sip-dial-input layout="search" part="search" exportparts="input:search__input"></sip-dial-input>
    ${state.calls.length > 0 ? html`<h3>${words.term('calls')}</h3>` : nothing}
    <sip-call-list beside-call exportparts="item:call-list__item"></sip-call-list>
    <h3>${words.term('recents')}</h3>
    <sip-history layout="compact" part="recents" exportparts="item:history__item"></sip-history>
  </div>`;
}
