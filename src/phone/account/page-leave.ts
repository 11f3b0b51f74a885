/**
 * How a page is left and comes back, in one place (HTML §7.4.6 unloading documents, Navigation API, Page Lifecycle).
 * docs/decisions/019 has what browsers tell.
 */

/**
 * `reload`, `same-site` (another document of this origin): the next page may go on with what is here. `for-good`: another
 * origin, a closed tab, or what nothing is known of. `cached`: the page is kept and may be shown again.
 */
export type Leaving = 'reload' | 'same-site' | 'for-good' | 'cached';

export interface PageLifeOwner {
  /** The page is left now: what is not written when this returns, and its microtasks have run, may never be. */
  leave(how: Leaving): void;
  /** The page that was `cached` is shown again. */
  back(): void;
}

/** What this needs of a `navigate` event. */
interface NavigateLike extends Event {
  readonly navigationType?: string;
  readonly hashChange?: boolean;
  readonly downloadRequest?: string | null;
  readonly destination?: { readonly url: string; readonly sameDocument?: boolean };
}

/** What this needs of a window; absent parts are done without. */
export interface LivingPage extends Partial<Pick<EventTarget, 'addEventListener' | 'removeEventListener'>> {
  readonly document?: EventTarget;
  readonly navigation?: EventTarget;
  readonly location?: { readonly href: string };
}

/** What a phone says before its page goes, unless the next page can take its calls over. */
export function farewellOf(how: Leaving): { readonly unregister: boolean } {
  // The next page registers the same device again: its binding would be removed for a moment only.
  return { unregister: how === 'for-good' || how === 'cached' };
}

export class PageLife {
  readonly #page: LivingPage;
  /** Where the last navigation leads that was seen to begin. */
  #heading: Leaving = 'for-good';
  #cached = false;
  #watching = false;

  constructor(
    private readonly owner: PageLifeOwner,
    page: LivingPage = globalThis as LivingPage,
  ) {
    this.#page = page;
  }

  /** Begins to look. Does nothing where there is no page, or twice. */
  watch(): void {
    if (!this.#page.document || this.#watching) return;
    this.#watching = true;
    this.#page.addEventListener?.('pagehide', this.#hide);
    this.#page.addEventListener?.('pageshow', this.#show);
    const { navigation, document } = this.#page;
    if (navigation) {
      navigation.addEventListener('navigate', this.#navigates);
      navigation.addEventListener('navigatesuccess', this.#stays);
      navigation.addEventListener('navigateerror', this.#stays);
    } else document.addEventListener('click', this.#clicked);
  }

  unwatch(): void {
    this.#watching = false;
    this.#page.removeEventListener?.('pagehide', this.#hide);
    this.#page.removeEventListener?.('pageshow', this.#show);
    const { navigation, document } = this.#page;
    navigation?.removeEventListener('navigate', this.#navigates);
    navigation?.removeEventListener('navigatesuccess', this.#stays);
    navigation?.removeEventListener('navigateerror', this.#stays);
    document?.removeEventListener('click', this.#clicked);
  }

  readonly #navigates = (event: Event): void => {
    const { navigationType, hashChange, downloadRequest, destination } = event as NavigateLike;
    if (hashChange || destination?.sameDocument || typeof downloadRequest === 'string') return;
    this.#heading = navigationType === 'reload' ? 'reload' : this.#to(destination?.url);
  };

  /** The navigation ended in this document, or came to nothing. */
  readonly #stays = (): void => {
    this.#heading = 'for-good';
  };

  /** Without the Navigation API only a link tells where it leads; a listener that prevents it runs before or after this one. */
  readonly #clicked = (event: Event): void => {
    const link = event.composedPath().find((node) => 'href' in node && 'target' in node) as
      { href: unknown; target: string } | undefined;
    if (!link || (link.target !== '' && link.target !== '_self')) return;
    this.#heading = this.#to(String(link.href));
  };

  readonly #hide = (event: Event): void => {
    const cached = (event as PageTransitionEvent).persisted === true;
    this.#cached = cached;
    // A page that is kept while the next one of the site is opened leaves the account to that.
    this.owner.leave(cached && this.#heading === 'for-good' ? 'cached' : this.#heading);
    this.#heading = 'for-good';
  };

  readonly #show = (event: Event): void => {
    if (!this.#cached || (event as PageTransitionEvent).persisted !== true) return;
    this.#cached = false;
    this.owner.back();
  };

  #to(url: string | undefined): Leaving {
    try {
      const here = new URL(this.#page.location?.href ?? '');
      const there = new URL(url ?? '', here);
      return there.origin === here.origin ? 'same-site' : 'for-good';
    } catch {
      return 'for-good';
    }
  }
}
