/** `<sip-merge-button>`: joins all calls that are up to a conference of this phone, and takes a call out of it again. */

import { ActionButton, type ActionView } from './action-button.js';

/**
 * Merges calls. In a conference that holds all of them it takes its call out.
 *
 * Without a call that it belongs to it means the active one.
 *
 * @tag sip-merge-button
 * @slot - The word.
 * @slot icon - The icon.
 * @csspart base - The button.
 * @csspart face - Its face.
 * @csspart label - Its word.
 * @cssstate pressed - The call is in the conference.
 * @cssstate disabled
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

  /** Whether there is a call that could join. */
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
