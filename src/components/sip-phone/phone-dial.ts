/** The view of the phone before a call: field, keys, and the row at the foot with Message, Call and Delete. */

import { html, nothing, type TemplateResult } from 'lit';
import type { AccountState, PhoneState } from '../../phone/state.js';
import { actionKey } from '../shared/actions/action-button.js';
import { icon } from '../shared/icons/icons.js';
import type { Localizer } from '../shared/text/localize.js';

export interface DialActions {
  /** A click on Call, in the capture phase. */
  call(event: Event): void;
  setDialString(text: string): void;
  /** Opens the messages with what is typed; absent where no messages can be sent. */
  write?: (() => void) | undefined;
}

export function dialView(state: PhoneState, words: Localizer, actions: DialActions): TemplateResult {
  const hint = state.audioLocked
    ? html`<span slot="hint">${words.term('unlockSound')}</span>`
    : serverLink(state.account, words);
  const empty = state.dialString === '';
  return html`
    <div class="dial" id="panel" role="tabpanel" aria-labelledby="tab-keypad">
      <div class="field" part="field">
        <sip-dial-input exportparts="input:field__input">${hint}<slot name="hint" slot="hint"></slot></sip-dial-input>
      </div>
      <sip-dialpad part="dialpad" mode="dial" exportparts="key:dialpad__key"></sip-dialpad>
    </div>
    <div class="actions one" part="actions">
      ${actionKey({
        place: 'mute',
        icon: 'message-circle',
        label: words.term('message'),
        disabled: empty || !actions.write,
        quiet: !empty && actions.write !== undefined,
        press: () => actions.write?.(),
      })}
      <sip-call-button
        layout="key"
        data-place="end"
        @click=${{ handleEvent: (event: Event) => actions.call(event), capture: true }}
      ></sip-call-button>
      ${actionKey({
        place: 'pad',
        icon: 'delete',
        label: words.term('delete'),
        disabled: empty,
        quiet: !empty,
        press: () => actions.setDialString(state.dialString.slice(0, -1)),
      })}
    </div>
  `;
}

/**
 * A browser tells no page why a socket did not open. The address, opened in a tab, shows a certificate that is not trusted, or that
 * nobody is there.
 */
function serverLink(account: AccountState, words: Localizer): TemplateResult | typeof nothing {
  if (account.status !== 'offline' || account.server === undefined) return nothing;
  const { protocol, host, pathname } = new URL(account.server);
  const page = `${protocol === 'wss:' ? 'https' : 'http'}://${host}${pathname}`;
  return html`<a slot="hint" part="server-link" href=${page} target="_blank" rel="noopener noreferrer"
    >${words.term('certificateOrAddress')}</a
  >`;
}

/** There is no account yet, or its configuration is wrong: what is the matter, and the one button that helps. */
export function unconfiguredView(state: PhoneState, words: Localizer, openAccount: () => void): TemplateResult {
  const problem = state.account.status === 'unconfigured' ? (state.account.problem ?? state.problem) : undefined;
  const kind = problem?.kind ?? 'unconfigured';
  const bad = kind !== 'unconfigured';
  return html`
    <div class="empty-state" part="card">
      <span class="mark" data-tone=${bad ? 'bad' : 'none'}>${icon(bad ? 'triangle-alert' : 'circle-user')}</span>
      <h2 class="strong" part="problem">${words.term('problemTitle', kind).replace(/\.$/, '')}</h2>
      <p class="muted">${words.term('problemRemedy', kind)}</p>
      <button class="button primary tall" data-main @click=${openAccount}>
        ${words.term(bad ? 'fix' : 'addAccount')}
      </button>
    </div>
  `;
}
