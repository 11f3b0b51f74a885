/**
 * The dialling view: number field, dialpad, and a row of buttons with Message, Call and Delete.
 * Subjects: dialling view; Delete button; identity choice; phone without an account, view; Message button; backspace of the
 * number; link to the server address (certificate).
 */

import { html, nothing, type TemplateResult } from 'lit';
import type { AccountState, PhoneState } from '../../phone/state.js';
import { ACTION_PARTS, actionKey } from '../shared/actions/action-button.js';
import type { PhoneAccess } from '../shared/commands/phone-access.js';
import type { LongPress } from '../shared/actions/long-press.js';
import { icon } from '../shared/icons/icons.js';
import type { Localizer } from '../shared/text/localize.js';
import { plainNameOf } from '../shared/text/party.js';

interface DialActions {
  /** Handles a click on Call in the capture phase. */
  call(event: Event): void;
  readonly access: PhoneAccess | undefined;
  /** Clears the number after a long press of Delete. */
  readonly clear: LongPress;
  /** Opens a conversation with the typed address; absent if messages cannot be sent. */
  write?: (() => void) | undefined;
}

export function dialView(state: PhoneState, words: Localizer, actions: DialActions): TemplateResult {
  const hint = state.audioLocked
    ? html`<span slot="hint" part="hint">${words.term('unlockAudio')}</span>`
    : serverLink(state.account, words);
  const empty = state.dialString === '';
  return html`
    <div class="dial" id="panel" role="tabpanel" aria-labelledby="tab-keypad">
      <div class="field" part="field">
        <sip-dial-input exportparts="input:field__input">${hint}<slot name="hint" slot="hint"></slot></sip-dial-input>
      </div>
      ${identityChoice(state, words, actions)}
      <sip-dialpad part="dialpad" mode="dial"></sip-dialpad>
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
        exportparts=${ACTION_PARTS}
        data-place="end"
        @click=${{ handleEvent: (event: Event) => actions.call(event), capture: true }}
      ></sip-call-button>
      ${actionKey({
        place: 'pad',
        icon: 'delete',
        label: words.term('delete'),
        disabled: empty,
        quiet: !empty,
        hold: actions.clear,
        press: () => actions.access?.phone.setDialString(state.dialString.slice(0, -1)),
      })}
    </div>
  `;
}

/** The choice of the identity to call from; absent where the page names none. */
function identityChoice(state: PhoneState, words: Localizer, { access }: DialActions): TemplateResult | typeof nothing {
  const { identities, identity, account } = state;
  if (identities.length === 0) return nothing;
  const withheld = words.term('privateNumber');
  const own = access?.phone.configuration.anonymous ? withheld : 'name' in account ? account.name : '';
  return html`<label class="identity" part="identity">
    <span>${words.term('callAs')}</span>
    <select
      part="select"
      @change=${({ target }: Event) => {
        const select = target as HTMLSelectElement;
        void access?.setIdentity(select.value || undefined).catch(() => undefined);
        // A listener may have prevented the choice.
        select.value = access?.phone.state.identity ?? '';
      }}
      @keydown=${(event: Event) => event.stopPropagation()}
    >
      <option value="" ?selected=${identity === undefined}>${own}</option>
      ${identities.map(
        ({ uri, name, number }) =>
          html`<option value=${uri} ?selected=${uri === identity}>
            ${plainNameOf({ name, number, uri }, withheld)}
          </option>`,
      )}
    </select>
  </label>`;
}

/**
 * Links to the server's address: a browser does not tell a page why a WebSocket failed, but opening the address in a tab
 * shows an untrusted certificate, or that no server answers.
 */
function serverLink(account: AccountState, words: Localizer): TemplateResult | typeof nothing {
  if (account.status !== 'offline' || account.server === undefined) return nothing;
  const { protocol, host, pathname } = new URL(account.server);
  const page = `${protocol === 'wss:' ? 'https' : 'http'}://${host}${pathname}`;
  return html`<a slot="hint" part="server-link" href=${page} target="_blank" rel="noopener noreferrer"
    >${words.term('certificateOrAddress')}</a
  >`;
}

/** The view of a phone without an account or with a wrong configuration: the problem and one button for its remedy. */
export function unconfiguredView(state: PhoneState, words: Localizer, openAccount: () => void): TemplateResult {
  const problem = state.account.status === 'unconfigured' ? (state.account.problem ?? state.problem) : undefined;
  const kind = problem?.kind ?? 'unconfigured';
  const bad = kind !== 'unconfigured';
  return html`
    <div class="empty" part="card">
      <span class="mark" part="mark" data-tone=${bad ? 'bad' : 'none'}
        >${icon(bad ? 'triangle-alert' : 'circle-user')}</span
      >
      <h2 class="strong" part="problem">${words.term('problemTitle', kind).replace(/[.。]$/, '')}</h2>
      <p class="muted" part="text">${words.term('problemRemedy', kind)}</p>
      <button class="button primary tall" part="button" data-main @click=${openAccount}>
        ${words.term(bad ? 'fix' : 'addAccount')}
      </button>
    </div>
  `;
}
