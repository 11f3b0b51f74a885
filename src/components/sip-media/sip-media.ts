/**
 * `<sip-media>`: the videos of a call: the remote one large, the local one small. It plays no audio.
 * Subjects: <sip-media>; videos of a call, shown; local video; remote video; small picture of the local video.
 */

import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { CallState } from '../../phone/state.js';
import { avatarStyles } from '../shared/styles/avatar.styles.js';
import { avatar } from '../shared/text/party.js';
import { CallElement } from '../shared/base/phone-element.js';
import { SipElement, type StateTable } from '../shared/base/sip-element.js';

const pictureOf = (call: CallState | undefined) => (call?.status === 'active' ? call.video : undefined);

const STATES = {
  remote: (call) => pictureOf(call)?.remote === true,
  camera: (call) => pictureOf(call)?.local === 'camera',
  screen: (call) => pictureOf(call)?.local === 'screen',
} satisfies StateTable<CallState | undefined>;

const styles = css`
  :host {
    position: relative;
    inline-size: 100%;
    aspect-ratio: 4 / 3;
    overflow: clip;
    border-radius: var(--_radius);
    /* An image, as the background of a part is the rule of the element around it; see part-scheme.styles.ts. */
    background-image: linear-gradient(#000, #000);
  }
  video {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: contain;
  }
  .local {
    inset: auto 8px 8px auto;
    inset-inline: auto 8px;
    inline-size: 25%;
    block-size: auto;
    border-radius: var(--_radius-s);
    box-shadow: 0 0 0 1px rgb(255 255 255 / 0.4);
  }
  /* Mirror the own camera, as users expect of a self-view. */
  :host(:state(camera)) .local {
    transform: scaleX(-1);
  }
  .placeholder {
    position: absolute;
    inset: 0;
    place-items: center;
  }
  .placeholder:not([hidden]) {
    display: grid;
  }
  @media (forced-colors: active) {
    :host {
      border: 1px solid CanvasText;
    }
  }
`;

/**
 * The videos of a call.
 *
 * @tag sip-media
 * @attr {string} call-id - Id of the call. Default: that of the `<sip-call>` around, else the active one.
 * @slot placeholder - Content without remote video. Default: the initials of the peer.
 * @csspart remote - The remote `<video>`.
 * @csspart local - The local `<video>`.
 * @csspart avatar - The image or initials.
 * @cssstate remote - The remote party sends video.
 * @cssstate camera - The video of the camera is sent.
 * @cssstate screen - The video of the screen is sent.
 */
export class SipMedia extends CallElement {
  static readonly tagName: string = 'sip-media';
  static override styles = [SipElement.styles, avatarStyles, styles];

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.reflectStates(STATES, this.call);
  }

  protected override render(): TemplateResult {
    const { call } = this;
    const picture = pictureOf(call);
    const pictures = call && this.access?.phone.getCall(call.id)?.videoStreams;
    const peer = call ? avatar(call.peer, { size: 'xl' }) : nothing;
    return html`
      ${
        picture?.remote
          ? html`<video
              part="remote"
              autoplay
              playsinline
              .muted=${true}
              .srcObject=${pictures?.remote ?? null}
            ></video>`
          : nothing
      }
      <div class="placeholder" ?hidden=${picture?.remote === true}><slot name="placeholder">${peer}</slot></div>
      ${
        picture && picture.local !== 'none'
          ? html`<video
              class="local"
              part="local"
              autoplay
              playsinline
              .muted=${true}
              .srcObject=${pictures?.local ?? null}
            ></video>`
          : nothing
      }
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-media': SipMedia;
  }
}
