/**
 * `<sip-announcer>`: announces the events of the phone to assistive technology. One per phone; `<sip-phone>` contains one.
 * Subjects: <sip-announcer>; live regions; number of announcements kept.
 */

import { css, html, type TemplateResult } from 'lit';
import type { PhoneState } from '../../phone/state.js';
import type { Announcement } from './announcement.js';
import { Announcements, standing } from './announcements.js';
import { PhoneElement } from '../shared/base/phone-element.js';
import type { PhoneLike } from '../shared/phone/phone-like.js';
import { SipElement } from '../shared/base/sip-element.js';
import { LateViews } from '../views/late-views.js';

const styles = css`
  :host {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
    pointer-events: none;
  }
`;

/**
 * The live regions of a phone.
 *
 * @tag sip-announcer
 * @attr {string} for - Id of the provider. Default: the closest around it.
 * @csspart polite - The live region of what can wait.
 * @csspart assertive - The live region of an incoming call and of failures.
 */
export class SipAnnouncer extends PhoneElement {
  static readonly tagName: string = 'sip-announcer';
  static override styles = [SipElement.styles, styles];

  readonly #announcements = new Announcements();
  readonly #views = new LateViews(this);
  #met: PhoneLike | undefined;

  protected override phoneStateChanged(state: PhoneState, previous: PhoneState): void {
    // The announcements of sound and devices during calls are in the chunk of views.
    if (state.calls.length > 0) this.#views.prefetch(2_000);
    // The language may have changed since the last render.
    this.localize.hostUpdate();
    this.#say(this.#announcements.of(state, previous, this.localize, this.access?.phone));
  }

  protected override updated(): void {
    const phone = this.access?.phone;
    const isNew = phone !== this.#met;
    this.#met = phone;
    if (!phone) return;
    const { state } = phone;
    // Without a change of the state: what only the code that has come since then announces.
    this.#say(isNew ? standing(state, this.localize) : this.#announcements.of(state, state, this.localize, phone));
  }

  #say(said: readonly Announcement[]): void {
    for (const { text, assertive } of said) {
      const region = this.renderRoot.querySelector(assertive ? '[aria-live=assertive]' : '[aria-live=polite]');
      const line = document.createElement('p');
      line.textContent = text;
      // Keep the newest two lines: late screen readers still find them, and browsing users do not meet a log.
      region?.append(line);
      while (region && region.childElementCount > 2) region.firstElementChild?.remove();
    }
  }

  /** The regions exist from the first render, and Lit does not change their content. */
  protected override render(): TemplateResult {
    return html`<div aria-live="polite" part="polite"></div>
      <div aria-live="assertive" part="assertive"></div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-announcer': SipAnnouncer;
  }
}
