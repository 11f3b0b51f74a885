/** The cards of the microphone: before the permission prompt, and the remedy if the microphone cannot be used (Media Capture §10.2). */

import { html, nothing, type TemplateResult } from 'lit';
import type { MicrophoneState } from '../../phone/state.js';
import { browserKind, browserPicture } from './browser-steps.js';
import { icon } from '../shared/icons/icons.js';
import type { Localizer } from '../shared/text/localize.js';

export interface MicrophoneActions {
  /** Requests the microphone. */
  ask(): void;
  leave(): void;
  /** Continues without a microphone; absent if no action waits for one. */
  listen?(): void;
}

/** Whether the user has to act before the microphone can be used. */
export const microphoneNeeds = (state: MicrophoneState): boolean =>
  state === 'denied' ||
  state === 'missing' ||
  state === 'insecure' ||
  state === 'blocked-by-frame' ||
  state === 'blocked-by-policy' ||
  state === 'in-use';

/** Whether the browser will show a prompt; false if that is unknown (Permissions §6.3). */
export async function needsMicrophonePrompt(): Promise<boolean> {
  try {
    const { state } = await navigator.permissions.query({ name: 'microphone' as PermissionName });
    return state === 'prompt';
  } catch {
    return false;
  }
}

export function microphoneCard(state: MicrophoneState, words: Localizer, actions: MicrophoneActions): TemplateResult {
  if (state === 'denied') return denied(words, actions);
  const before = state === 'unknown' || state === 'asking';
  const asks = state === 'asking';
  const will = asks ? words.term('microphone', 'asking') : words.term('browserWillAsk');
  const text = before ? will : words.term('microphoneOwner', state);
  return html`
    <div class="card-body center" part="card">
      <span class="mark" data-tone=${before ? 'info' : 'bad'}
        ><slot name="icon">${icon(before ? 'mic' : 'mic-off')}</slot></span
      >
      <h2 class="card-name"><slot name="title">${words.term('microphone', before ? 'unknown' : state)}</slot></h2>
      <p class="muted"><slot name="text">${text}</slot></p>
    </div>
    <div class="bottom-bar">
      <button class="button tall primary wide" type="button" data-main ?disabled=${asks} @click=${() => actions.ask()}>
        <slot name="continue">${words.term(before ? 'continue' : 'checkAgain')}</slot>
      </button>
      ${waysOn(words, actions)}
    </div>
  `;
}

/** Renders the ways to go on without a microphone, beside each other. */
function waysOn(words: Localizer, { listen, leave }: MicrophoneActions): TemplateResult {
  return html`<div class="ways">
    ${
      listen
        ? html`<button class="button tall" type="button" @click=${() => listen()}>
            <slot name="listen">${icon('ear', { size: 'm' })}${words.term('listenOnly')}</slot>
          </button>`
        : nothing
    }
    <button class="button tall ghost" type="button" @click=${() => leave()}>
      <slot name="later">${words.term('notNow')}</slot>
    </button>
  </div>`;
}

function denied(words: Localizer, actions: MicrophoneActions): TemplateResult {
  const kind = browserKind();
  return html`
    <div class="card-body" part="card">
      ${browserPicture(words, kind)}
      <div>
        <h2 class="title"><slot name="title">${words.term('microphone', 'denied')}</slot></h2>
        <ol class="steps">
          ${words
            .term('microphoneSteps', kind)
            .split('\n')
            .map((step) => html`<li>${step}</li>`)}
        </ol>
      </div>
    </div>
    <div class="bottom-bar">
      <button class="button tall primary wide" data-main @click=${() => actions.ask()}>
        <slot name="continue">${words.term('checkAgain')}</slot>
      </button>
      ${waysOn(words, actions)}
    </div>
  `;
}
