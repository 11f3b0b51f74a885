/**
 * `<sip-caller>`: image or initials, name and number of the peer. Text from the network is rendered as text nodes only.
 * Subjects: <sip-caller>; picture of the caller, element.
 */

import { css, html, nothing, type TemplateResult } from 'lit';
import { avatarStyles } from '../shared/styles/avatar.styles.js';
import { avatar, nameOf } from '../shared/text/party.js';
import { CallElement } from '../shared/base/phone-element.js';
import { SipElement } from '../shared/base/sip-element.js';

const styles = css`
  .row {
    display: flex;
    align-items: center;
    gap: 12px;
    min-block-size: 48px;
  }
  .who {
    flex: 1;
    min-inline-size: 0;
  }
  b {
    display: block;
    font-weight: var(--_weight-strong);
    line-height: 20px;
  }
  .number {
    display: block;
    font-size: var(--_text-s);
    line-height: 16px;
    color: var(--_color-text-muted);
  }
`;

/**
 * The peer of a call; empty without a call.
 *
 * @tag sip-caller
 * @attr {string} call-id - Id of the call. Default: that of the `<sip-call>` around, else the active one.
 * @csspart base - The row.
 * @csspart avatar - The image or initials.
 * @csspart name - The name.
 * @csspart number - The number.
 */
export class SipCaller extends CallElement {
  static readonly tagName: string = 'sip-caller';
  static override styles = [SipElement.styles, avatarStyles, styles];

  protected override render(): TemplateResult | typeof nothing {
    const peer = this.call?.peer;
    if (!peer) return nothing;
    const number = peer.name ? html`<bdi dir="ltr">${peer.number}</bdi>` : nothing;
    return html`
      <div class="row" part="base">
        ${avatar(peer)}
        <div class="who">
          <b class="cut" part="name">${nameOf(peer, this.localize.term('privateNumber'))}</b>
          <span class="number cut" part="number">${number}</span>
        </div>
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-caller': SipCaller;
  }
}
