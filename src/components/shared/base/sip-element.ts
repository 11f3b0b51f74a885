/**
 * Base class of all elements with texts: localizer, second ticker, and shared styles.
 * Subjects: base class of elements; element moved to another document; first rendering, waiting.
 */

import { adoptStyles, type CSSResultGroup } from 'lit';
import { sheetsIn } from '../dom/document-styles.js';
import { base } from '../styles/base.styles.js';
import { partScheme, registerScheme } from '../styles/part-scheme.styles.js';
import { tokens } from '../styles/tokens.styles.js';
import { Localizer } from '../text/localize.js';
import { SecondTicker } from '../time/time.js';
import { BareElement } from './bare-element.js';
import { exportParts } from './exported-parts.js';

export type { StateTable } from './bare-element.js';

export abstract class SipElement extends BareElement {
  /** Does the `steps`, then calls `render`, which renders an element for the first time, at once or later; see src/loader/pace.ts. */
  static firstRender:
    | ((element: SipElement, steps: Iterable<void>, render: () => void | Promise<unknown>) => Promise<unknown>)
    | undefined;
  /** Returns when a hidden element becomes visible; undefined for a visible one, and for one that another element renders. */
  static visible: ((element: SipElement) => Promise<void> | undefined) | undefined;

  static override styles: CSSResultGroup = [tokens, base, partScheme];

  protected readonly localize = new Localizer(this);
  protected readonly ticker = new SecondTicker(this);

  constructor() {
    super();
    this.addController({ hostUpdated: () => exportParts(this) });
  }

  protected override scheduleUpdate(): void | Promise<unknown> {
    const { firstRender } = SipElement;
    const render = (): void | Promise<unknown> => super.scheduleUpdate();
    if (this.hasUpdated || !firstRender) return render();
    return firstRender(this, this.beforeFirstRender(), render);
  }

  /** Waits until the element is visible, too, as a hidden one cannot be focused (HTML §6.6.2). */
  protected override getUpdateComplete(): Promise<boolean> {
    const update = super.getUpdateComplete();
    if (!SipElement.firstRender) return update;
    return update.then(async (isComplete) => {
      await SipElement.visible?.(this);
      return isComplete;
    });
  }

  /** Does, in one turn or several, what the first update would do otherwise. */
  protected beforeFirstRender(): Iterable<void> {
    return [];
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    registerScheme(this.ownerDocument);
    if (this.ownerDocument === document) return super.createRenderRoot();
    const root = this.shadowRoot ?? this.attachShadow((this.constructor as typeof SipElement).shadowRootOptions);
    this.#adopt(root);
    return this.keepSlots(root);
  }

  /** Called when the element has moved to another document, for example to that of a window of its own (HTML §4.13.5). */
  adoptedCallback(): void {
    registerScheme(this.ownerDocument);
    if (this.shadowRoot) this.#adopt(this.shadowRoot);
  }

  #adopt(root: ShadowRoot): void {
    const { elementStyles } = this.constructor as typeof SipElement;
    const view = this.ownerDocument.defaultView;
    // jsdom has no style sheets that are adopted, and a document without a window shows nothing.
    if (!view || !('adoptedStyleSheets' in root)) return;
    if (view === window) adoptStyles(root, elementStyles);
    else root.adoptedStyleSheets = sheetsIn(view, elementStyles);
  }
}
