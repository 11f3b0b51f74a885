/**
 * Explains the microphone permission before the browser asks for the first time, and the remedy after a denial (Media Capture
 * §10.2).
 * Subjects: microphone prompt explained; before the browser asks for the microphone.
 */

import { html, type TemplateResult } from 'lit';
import type { CallState, PhoneState } from '../../phone/state.js';
import type { Localizer } from '../shared/text/localize.js';
import {
  deniedCard,
  needsMicrophonePrompt,
  microphoneCard,
  microphoneNeeds,
} from '../sip-permission/microphone-card.js';
import type { PhoneAccess } from '../shared/commands/phone-access.js';
import type { LateViews } from '../views/late-views.js';
import type { PhoneCards } from './phone-cards.js';

export class MicrophonePrompt {
  /** The action that follows when the microphone is granted. */
  #then: (() => void) | undefined;
  /** The same action without a microphone. */
  #listen: (() => void) | undefined;

  constructor(
    private readonly cards: PhoneCards,
    private readonly access: () => PhoneAccess | undefined,
  ) {}

  /** Handles a click on Call in the capture phase: stops it if the browser is going to ask for permission. */
  readonly click = (event: Event): void => {
    const access = this.access();
    if (!access || access.phone.state.microphone !== 'unknown') return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const number = access.phone.state.dialString || access.phone.state.lastDialled;
    if (!number) return;
    const dial = (): void => void access.dial(number);
    void needsMicrophonePrompt().then((isNeeded) => {
      if (!isNeeded) return dial();
      [this.#then, this.#listen] = [dial, undefined];
      this.cards.show('before-microphone');
    });
  };

  /** Shows the card when a call lacks the microphone, and closes it when the microphone is available. Call it with each new state. */
  watch(state: PhoneState, previous: PhoneState): void {
    const { microphone } = state;
    if (microphone !== previous.microphone && !microphoneNeeds(microphone)) this.cards.close('microphone');
    if (!microphoneNeeds(microphone)) return;
    const lacking = state.calls.find((call) => lacksMicrophone(call, previous));
    if (!lacking) return;
    const { id, peer } = lacking;
    // The phone answers an incoming call itself as soon as there is a microphone.
    const rings = lacking.status === 'incoming';
    const options = { listenOnly: true };
    this.#then = rings ? undefined : () => void this.access()?.dial(peer.number);
    this.#listen = rings
      ? () =>
          void this.access()
            ?.answer(id, options)
            .catch(() => undefined)
      : () => void this.access()?.dial(peer.number, options);
    this.cards.show('microphone');
  }

  card(state: PhoneState, words: Localizer, views: LateViews): TemplateResult {
    const before = this.cards.open === 'before-microphone';
    const microphone = before ? 'unknown' : state.microphone;
    const actions = {
      ask: () => void this.#ask(),
      leave: () => this.cards.show('none'),
      ...(this.#listen && !before ? { listen: () => this.#justListen() } : {}),
    };
    if (microphone !== 'denied') return microphoneCard(microphone, words, actions);
    return deniedCard(words, actions, (title) => {
      const help = views.part(words, ({ deniedHelp }) => deniedHelp(words, title));
      return views.isReady(words) ? help : html`${title}${help}`;
    });
  }

  #justListen(): void {
    const listen = this.#listen;
    this.#forget();
    listen?.();
  }

  async #ask(): Promise<void> {
    const then = this.#then;
    const microphone = await this.access()?.phone.requestMicrophone();
    if (microphone !== undefined && microphoneNeeds(microphone)) return this.cards.show('microphone');
    this.#forget();
    then?.();
  }

  #forget(): void {
    this.cards.show('none');
    this.#then = this.#listen = undefined;
  }
}

/** Whether an outgoing call failed, or an incoming call could not be answered, for lack of a microphone. */
function lacksMicrophone(call: CallState, { calls }: PhoneState): boolean {
  const before = calls.find(({ id }) => id === call.id);
  if (call.status === 'incoming') return before?.status === 'answering';
  if (call.status !== 'ended' || before?.status === 'ended') return false;
  return call.direction === 'outgoing' && call.answeredAt === undefined && call.cause.startsWith('microphone-');
}
