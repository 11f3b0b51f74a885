/** `<sip-merge-button>`: merges all active calls into a conference mixed by this phone, and splits a call from it. */

import { ActionButton, type ActionView } from './action-button.js';

/**
 * Merges the active calls. In a conference that holds all of them it splits its call from the conference.
 *
 * Outside of a `<sip-call>` and without `call-id` it acts on the active call.
 *
 * @tag sip-merge-button
 * @slot - The label, instead of the default text.
 * @slot icon - The icon, instead of the default one.
 * @csspart base - The native `<button>`.
 * @csspart face - The surface that holds the icon.
 * @csspart label - The label.
 * @cssstate pressed - The call is in the conference.
 * @cssstate disabled - The button has no effect now.
 */
export class SipMergeButton extends ActionButton {
  static readonly tagName: string = 'sip-merge-button';

  protected override select(): unknown {
    return [this.phoneState?.calls, this.phoneState?.activeCallId];
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

  protected override view(): ActionView {
    const splits = this.#merged && !this.#hasOthers;
    return {
      icon: splits ? 'split' : 'merge',
      label: this.localize.term(splits ? 'split' : 'merge'),
      pressed: this.#merged,
      disabled: this.call?.status !== 'active' || !(splits || this.#hasOthers),
    };
  }

  protected override perform(): unknown {
    const splits = this.#merged && !this.#hasOthers;
    return splits ? this.access?.split(this.call?.id) : this.access?.merge(this.call?.id);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-merge-button': SipMergeButton;
  }
}
