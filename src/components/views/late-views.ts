/**
 * Views whose elements or content are in the chunk `views-chunk.ts`: the view when it is loaded, until then its progress or its failure.
 * Subjects: views loaded later; progress of a view that loads; view that failed to load.
 */

import { css, html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { LateCode, type LateStatus } from '../../phone/late-code.js';
import type { Localizer } from '../shared/text/localize.js';
import { suppliedViewParts, type ViewParts } from './views-slot.js';

const code = new LateCode(() => import('./views-chunk.js'));

/** Name of the content that is in the chunk without an element of its own. */
const PART = 'part';

export class LateViews implements ReactiveController {
  /** What has been rendered in place of each content: a view that was shown stays, and a button that failed stays until it is. */
  readonly #seen = new Map<string, 'failure' | 'content'>();
  #stop: (() => void) | undefined;
  #cancelIdle: (() => void) | undefined;

  constructor(private readonly host: ReactiveControllerHost & HTMLElement) {
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

  /** Loads the elements when the page has nothing else to do, at the latest after `atMost` ms. */
  prefetch(atMost?: number): void {
    this.#cancelIdle ??= code.loadWhenIdle(atMost);
  }

  /** Whether `part` returns its content, and not its progress or its failure. */
  isReady(words: Localizer): boolean {
    return suppliedViewParts() !== undefined && !this.#texts(PART, words);
  }

  /**
   * Resolves when what `part` returns is rendered, be it the failure: with whether the focus is where it was, or nowhere, so that it can move
   * there. Never rejects.
   */
  async shown(words: Localizer): Promise<boolean> {
    const { host } = this;
    await host.updateComplete;
    if (this.isReady(words)) return true;
    const before = focusedIn(host.ownerDocument);
    await code.load();
    // This update requests the texts.
    await host.updateComplete;
    await words.loading;
    host.requestUpdate();
    await host.updateComplete;
    const now = focusedIn(host.ownerDocument);
    return now === before || now === host.ownerDocument.body;
  }

  /** Returns `content()` if `<tag>` is registered, else what is to be seen instead; `tag` is the element that `content` shows. */
  view<T>(tag: string, words: Localizer, content: () => T): T | TemplateResult {
    return this.#when(tag, this.has(tag), words, content);
  }

  /** Returns `content()` with what the chunk supplies, else what is to be seen instead. */
  part<T>(words: Localizer, content: (parts: ViewParts) => T): T | TemplateResult {
    const parts = suppliedViewParts();
    return this.#when(PART, parts !== undefined, words, () => content(parts!));
  }

  /** What the first rendering of a view in another language waits for, so that it is not in English first. */
  #texts(name: string, words: Localizer): Promise<void> | undefined {
    return this.#seen.get(name) === 'content' ? undefined : words.loading;
  }

  #when<T>(name: string, isLoaded: boolean, words: Localizer, content: () => T): T | TemplateResult {
    const texts = isLoaded ? this.#texts(name, words) : undefined;
    if (isLoaded && !texts) {
      this.#seen.set(name, 'content');
      return content();
    }
    if (texts) void texts.then(() => this.host.requestUpdate());
    else if (code.status !== 'failed') void code.load();
    else {
      this.#seen.set(name, 'failure');
      code.retryLater();
    }
    if (this.#seen.has(name)) return this.#failure(words);
    return html`<p class="late" role="status"><span class="late-sign"></span>${words.term('gettingReady')}</p>`;
  }

  /** Stays during further attempts: the focus would leave a button that is removed or disabled. */
  #failure(words: Localizer): TemplateResult {
    return html`<div class="late" role="alert">
      <p>${words.term('couldNotLoad')}</p>
      <button
        class="button low"
        type="button"
        aria-disabled=${code.status !== 'failed'}
        @click=${() => void code.load()}
      >
        ${words.term('tryAgain')}
      </button>
    </div>`;
  }
}

/** Returns the element that has the focus, through shadow roots. */
function focusedIn({ activeElement }: Document): Element | null {
  let focused = activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused;
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
