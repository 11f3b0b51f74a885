/**
 * `<sip-answer-button>`: answers an incoming call (RFC 3261 §13.3.1.4).
 * Subjects: <sip-answer-button>; answer button.
 */

import { property } from 'lit/decorators.js';
import type { ActionView } from './action-button.js';
import { CommandButton } from './command-button.js';

/**
 * Answers the incoming call; with the attribute `video` with the camera. Disabled while no call rings.
 *
 * @tag sip-answer-button
 * @slot - The label.
 * @slot icon - The icon.
 * @csspart base - The native `<button>`.
 * @csspart face - The surface that holds the icon.
 * @csspart label - The label.
 * @csspart icon - Each icon.
 * @cssstate disabled - The button has no effect now.
 */
export class SipAnswerButton extends CommandButton {
  static readonly tagName: string = 'sip-answer-button';

  /** Answers with the camera. The label says so. */
  @property({ type: Boolean }) accessor video = false;

  protected override readonly command = 'answer';

  protected override perform(): unknown {
    return this.video ? this.call && this.access?.answer(this.call.id, { video: true }) : super.perform();
  }

  protected override view(): ActionView {
    const answer = this.localize.term('answer');
    return this.video
      ? { icon: 'video', label: `${answer} · ${this.localize.term('camera')}`, kind: 'call' }
      : { icon: 'phone', iconOptions: { fill: true }, label: answer, kind: 'call' };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-answer-button': SipAnswerButton;
  }
}
