/**
 * The card of the microphone: before the permission prompt, and the remedy if there is none to use (Media Capture §10.2). The help
 * after a denial: denied-card.ts.
 * Subjects: microphone card; go on without a microphone.
 */

import { html, nothing, type TemplateResult } from 'lit';
import type { MicrophoneState } from '../../phone/state.js';
import { icon } from '../shared/icons/icons.js';
import type { Localizer } from '../shared/text/localize.js';

interface MicrophoneActions {
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
  state === 'blocked-by-sandbox' ||
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

export function microphoneCard(
  state: Exclude<MicrophoneState, 'denied'>,
  words: Localizer,
  actions: MicrophoneActions,
): TemplateResult {
  const before = state === 'unknown' || state === 'asking';
  const isAsking = state === 'asking';
  const will = isAsking ? words.term('microphone', 'asking') : words.term('browserWillAsk');
  const text = before ? will : words.term('microphoneOwner', state);
  return html`
    <div class="card-body center" part="card">
      <span class="mark" part="mark" data-tone=${before ? 'info' : 'bad'}
        ><slot name="icon">${icon(before ? 'mic' : 'mic-off')}</slot></span
      >
      <h2 class="card-name" part="title">
        <slot name="title">${words.term('microphone', before ? 'unknown' : state)}</slot>
      </h2>
      <p class="muted" part="text"><slot name="text">${text}</slot></p>
    </div>
    ${microphoneButtons(words, words.term(before ? 'continue' : 'checkAgain'), isAsking, actions)}
  `;
}

/** After a denial; `help` renders the picture and the steps around the title, which can be loaded later: the buttons do not wait for them. */
export function deniedCard(
  words: Localizer,
  actions: MicrophoneActions,
  help: (title: TemplateResult) => TemplateResult,
): TemplateResult {
  const title = html`<h2 class="title" part="title">
    <slot name="title">${words.term('microphone', 'denied')}</slot>
  </h2>`;
  return html`
    <div class="card-body" part="card">${help(title)}</div>
    ${microphoneButtons(words, words.term('checkAgain'), false, actions)}
  `;
}

/** Renders the buttons of the card: `label` is that of the first one. */
function microphoneButtons(
  words: Localizer,
  label: string,
  isOff: boolean,
  actions: MicrophoneActions,
): TemplateResult {
  return html`<div class="bottom-bar">
    <button
      class="button tall primary wide"
      part="button"
      type="button"
      data-main
      ?disabled=${isOff}
      @click=${() => actions.ask()}
    >
      <slot name="continue">${label}</slot>
    </button>
    ${waysOn(words, actions)}
  </div>`;
}

/** Renders the ways to go on without a microphone, beside each other. */
function waysOn(words: Localizer, { listen, leave }: MicrophoneActions): TemplateResult {
  return html`<div class="ways">
    ${
      listen
        ? html`<button class="button tall" part="button" type="button" @click=${() => listen()}>
            <slot name="listen">${icon('ear', { size: 'm' })}${words.term('listenOnly')}</slot>
          </button>`
        : nothing
    }
    <button class="button tall ghost" part="button" type="button" @click=${() => leave()}>
      <slot name="later">${words.term('notNow')}</slot>
    </button>
  </div>`;
}
