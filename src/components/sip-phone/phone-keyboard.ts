/**
 * Keyboard shortcuts of a focused phone: digits, Enter, Escape, M, H, T, K. Escape never ends an active call.
 * Subjects: keyboard of <sip-phone>; Escape, Enter, M, H, T and K; keys in a conference.
 */

import { COMMAND_NAMES, isCallCommand, rowOf } from '../../phone/commands.js';
import type { CallState } from '../../phone/state.js';
import { conferenceOf } from '../shared/phone/conference.js';
import { isEditable, isElement } from '../shared/dom/nodes.js';
import { currentCall, ringingCall, type PhoneAccess } from '../shared/commands/phone-access.js';

interface KeyboardHost extends HTMLElement {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

type CallElementLike = HTMLElement & { keypad: boolean; togglePad(): void };

const DIGIT = /^[0-9*#+]$/;

export class PhoneKeyboard {
  constructor(
    private readonly host: KeyboardHost,
    private readonly access: () => PhoneAccess | undefined,
    /** Closes a card, such as the transfer. Returns false if none is open. */
    private readonly leaveCard: () => boolean,
  ) {}

  readonly handle = (event: KeyboardEvent): void => {
    const access = this.access();
    if (!access || event.defaultPrevented || event.isComposing || event.altKey || event.ctrlKey || event.metaKey)
      return;
    const source = event.composedPath()[0];
    if (isEditable(source) && event.key !== 'Escape') return;
    const call = currentCall(access.phone);
    const done = this.#digit(event, access, call) || this.#named(event, access, call, source);
    if (done) event.preventDefault();
  };

  #callElement(): CallElementLike | null {
    return this.host.renderRoot.querySelector<CallElementLike>('sip-call');
  }

  #digit({ key }: KeyboardEvent, access: PhoneAccess, call: CallState | undefined): boolean {
    if (!DIGIT.test(key)) return false;
    const root = call ? this.host.renderRoot.querySelector('sip-call')?.shadowRoot : this.host.renderRoot;
    const pad = root?.querySelector('sip-dialpad');
    if (pad) pad.press(key);
    else if (call?.status === 'active' && key !== '+') {
      // The keypad shows what was sent.
      this.#callElement()?.togglePad();
      void access.sendDigits(key, call.id).catch(() => {});
    }
    return pad != null || call?.status === 'active';
  }

  #named(event: KeyboardEvent, access: PhoneAccess, call: CallState | undefined, source: unknown): boolean {
    switch (event.key) {
      case 'Enter':
        return !isButton(source) && this.#enter(access);
      case 'Escape':
        return this.#escape(access, call, event.shiftKey);
      case 'Backspace':
        if (call || !this.#dials) return false;
        access.phone.setDialString(access.phone.state.dialString.slice(0, -1));
        return true;
      default:
        return !event.shiftKey && this.#letter(event.key, access, call);
    }
  }

  /** Whether the number field is shown. */
  get #dials(): boolean {
    return this.host.renderRoot.querySelector('.dial') !== null;
  }

  #enter(access: PhoneAccess): boolean {
    const { dialString } = access.phone.state;
    if (ringingCall(access.phone)) quietly(access.answer());
    else if (!currentCall(access.phone) && this.#dials && dialString.trim()) access.dial(dialString);
    else return false;
    return true;
  }

  #escape(access: PhoneAccess, call: CallState | undefined, shift: boolean): boolean {
    const element = this.#callElement();
    if (shift && call && call.status !== 'ended') for (const { id } of whole(access, call)) quietly(access.hangUp(id));
    else if (shift) return false;
    else if (ringingCall(access.phone)) quietly(access.decline());
    else if (this.leaveCard()) return true;
    else if (element?.keypad) element.togglePad();
    else if (call?.status === 'ended') access.phone.dismiss(call.id);
    else return false;
    return true;
  }

  #letter(key: string, access: PhoneAccess, call: CallState | undefined): boolean {
    if (!call || call.status === 'ended' || call.status === 'incoming') return false;
    const letter = key.toLowerCase();
    const command = COMMAND_NAMES.filter(isCallCommand).find((name) => rowOf(name).key === letter);
    if (command) quietly(access.runOn(command, call.id));
    switch (letter) {
      case 't':
        // Not while this button completes a transfer: a letter never does that.
        this.#callElement()?.shadowRoot?.querySelector<HTMLElement>('[data-place=transfer]:not(.primary)')?.click();
        return true;
      case 'k':
        this.#callElement()?.togglePad();
        return true;
      default:
        return command !== undefined;
    }
  }
}

/** The call, or all calls of the conference that it belongs to, as ending the mixing ends the conference for all. */
const whole = (access: PhoneAccess, call: CallState): readonly CallState[] =>
  call.status === 'active' && call.merged ? conferenceOf(access.phone.state.calls) : [call];

const quietly = (work: Promise<unknown>): void => void work.catch(() => {});

const isButton = (target: unknown): boolean => isElement(target) && target.matches('button, a');
