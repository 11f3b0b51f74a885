/** Views whose elements are in the chunk `views.ts`: the view when its elements are registered, until then its progress or its failure. */

import { css, html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { LateCode, type LateStatus } from '../../phone/late-code.js';
import type { Localizer } from '../shared/text/localize.js';

const code = new LateCode(() => import('./views.js'));

export class LateViews implements ReactiveController {
  #stop: (() => void) | undefined;
  #cancelIdle: (() => void) | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#stop = code.subscribe(() => this.host.requestUpdate());
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#cancelIdle?.();
    this.#cancelIdle = undefined;
  }

  /** Whether the elements of this name are registered, by the chunk or by the page. */
  has(tag: string): boolean {
    return globalThis.customElements?.get(tag) !== undefined;
  }

  get status(): LateStatus {
    return code.status;
  }

  /** Loads the elements now. Resolves with whether they are there; never rejects. */
  load(): Promise<boolean> {
    return code.load();
  }

  /** Loads the elements when the page has nothing else to do. */
  prefetch(): void {
    this.#cancelIdle ??= code.loadWhenIdle();
  }

  /** Returns `content()` if `<tag>` is registered, else what is to be seen instead; `tag` is the element that `content` shows. */
  view<T>(tag: string, words: Localizer, content: () => T): T | TemplateResult {
    const isRegistered = this.has(tag);
    // A view in another language waits for its texts, so that it is not in English first.
    const texts = isRegistered ? words.loading : undefined;
    if (isRegistered && !texts) return content();
    if (texts || code.status !== 'failed') {
      if (texts) void texts.then(() => this.host.requestUpdate());
      else void code.load();
      return html`<p class="late" role="status"><span class="late-sign"></span>${words.term('gettingReady')}</p>`;
    }
    code.retryLater();
    return html`<div class="late" role="alert">
      <p>${words.term('couldNotLoad')}</p>
      <button class="button low" type="button" @click=${() => void code.load()}>${words.term('tryNow')}</button>
    </div>`;
  }
}

/** The progress is invisible at first, so that a view that loads at once does not flash. */
export const lateStyles = css`
  .late {
    display: grid;
    place-items: center;
    place-content: center;
    gap: 12px;
    padding: 24px 16px;
    text-align: center;
    color: var(--_color-text-muted);
  }
  .late[role='status'] {
    animation: late-in 0.2s 0.3s backwards;
  }
  .late-sign {
    inline-size: 20px;
    block-size: 20px;
    border: 2px solid var(--_color-line);
    border-block-start-color: currentcolor;
    border-radius: 50%;
    animation: late-turn 1s linear infinite;
  }
  @keyframes late-in {
    from {
      opacity: 0;
    }
  }
  @keyframes late-turn {
    to {
      rotate: 1turn;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .late-sign {
      animation-duration: 4s;
    }
  }
`;
