/**
 * `<sip-merge-button>`: merges all active calls into a conference mixed by this phone, and splits a call from it.
 * Subjects: <sip-merge-button>; merge button.
 */

import type { PropertyValues } from 'lit';
import { currentCall } from '../../phone/command-needs.js';
import type { CallState } from '../../phone/state.js';
import type { ActionView } from './action-button.js';
import { CommandButton } from './command-button.js';
import type { PhoneLike } from '../shared/phone/phone-like.js';
import { more } from '../shared/icons/more-icons.js';

/**
 * Merges the active calls. In a conference that holds all of them it splits its call from the conference.
 *
 * Outside of a `<sip-call>` and without `call-id` it acts on the active call.
 *
 * @tag sip-merge-button
 * @slot - The label.
 * @slot icon - The icon.
 * @csspart base - The native `<button>`.
 * @csspart face - The surface that holds the icon.
 * @csspart label - The label.
 * @csspart icon - Each icon.
 * @cssstate merged - The call is in the conference.
 * @cssstate disabled - The button has no effect now.
 */
export class SipMergeButton extends CommandButton {
  static readonly tagName: string = 'sip-merge-button';

  protected override select(): unknown {
    return [this.phoneState?.calls, this.phoneState?.activeCallId];
  }

  protected override impliedCall(phone: PhoneLike): CallState | undefined {
    return currentCall(phone);
  }

  get #merged(): boolean {
    const { call } = this;
    return call?.status === 'active' && call.merged === true;
  }

  /** Whether another active call can join the conference. */
  get #hasOthers(): boolean {
    const { call } = this;
    return (this.phoneState?.calls ?? []).some(
      (other) => other.id !== call?.id && other.status === 'active' && !(this.#merged && other.merged),
    );
  }

  protected override get command(): 'split' | 'merge' {
    return this.#merged && !this.#hasOthers ? 'split' : 'merge';
  }

  protected override get isPossible(): boolean {
    return super.isPossible && (this.#merged || this.#hasOthers);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.toggleState('merged', this.#merged);
  }

  /** Not a toggle button: the label names the other command. */
  protected override view(): ActionView {
    return { icon: this.command === 'split' ? more('split') : this.command, label: this.localize.term(this.command) };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-merge-button': SipMergeButton;
  }
}
