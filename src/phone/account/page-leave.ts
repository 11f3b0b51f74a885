/**
 * How a page is left and returns (HTML §7.4.6 unloading documents, Navigation API, Page Lifecycle). See docs/decisions/019 for
 * what browsers report.
 * Subjects: page closed during a call; leaving a page; un-REGISTER when the tab is closed; question before the page is left; Back
 * button and back/forward cache; reload or closed tab, told apart; beforeunload.
 */

/**
 * `reload`, `same-site` (another document of the origin): the next page may continue. `for-good`: another origin. `unknown`: the
 * browser reported no navigation, as for a closed tab, a typed address and its own reload button. `cached`: the page is in the
 * back/forward cache and may return.
 */
export type Leaving = 'reload' | 'same-site' | 'for-good' | 'unknown' | 'cached';

interface PageLifeOwner {
  /** The page is being left: work that is not done when this and its microtasks have run may never be done. */
  leave(how: Leaving): void;
  /** Whether a call would end if the page were left: asked while `question` is on. */
  losesCalls(how: Leaving): boolean;
  /** The page that was `cached` is shown again. */
  back(): void;
}

/** The part of a `navigate` event that is used. */
interface NavigateLike extends Event {
  readonly navigationType?: string;
  readonly hashChange?: boolean;
  readonly downloadRequest?: string | null;
  readonly destination?: { readonly url: string; readonly sameDocument?: boolean };
}

/** The part of a window that is used; each member may be absent. */
export interface LivingPage extends Partial<Pick<EventTarget, 'addEventListener' | 'removeEventListener'>> {
  readonly document?: EventTarget;
  readonly navigation?: EventTarget;
  readonly location?: { readonly href: string };
}

interface LeaveOptions {
  readonly unregister: boolean;
  /** Whether calls are left to the next page instead of ended. */
  readonly keepCalls: boolean;
}

/** Returns what to send before the page is left. */
export function leaveOptionsOf(how: Leaving): LeaveOptions {
  // The next page registers the same instance again, so its binding is kept.
  const next = how === 'reload' || how === 'same-site';
  // A call that ends by a press of the reload button is worse than one that ends some seconds after its tab was closed.
  return { unregister: !next, keepCalls: how !== 'for-good' };
}

export class PageLife {
  readonly #page: LivingPage;
  /** Destination of the last navigation that began. */
  #heading: Leaving = 'unknown';
  #cached = false;
  #watching = false;
  #questioning = false;

  constructor(
    private readonly owner: PageLifeOwner,
    page: LivingPage = globalThis as LivingPage,
  ) {
    this.#page = page;
  }

  /** Adds the listeners. Does nothing without a page, or when called again. */
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

  /** Whether the browser may ask the user before the page is left. Off without calls: the listener keeps a page out of caches. */
  question(on: boolean): void {
    if (on === this.#questioning || !this.#page.document) return;
    this.#questioning = on;
    if (on) this.#page.addEventListener?.('beforeunload', this.#beforeUnload);
    else this.#page.removeEventListener?.('beforeunload', this.#beforeUnload);
  }

  readonly #beforeUnload = (event: Event): void => {
    if (this.owner.losesCalls(this.#heading)) event.preventDefault();
  };

  readonly #navigates = (event: Event): void => {
    const { navigationType, hashChange, downloadRequest, destination } = event as NavigateLike;
    if (hashChange || destination?.sameDocument || typeof downloadRequest === 'string') return;
    this.#heading = navigationType === 'reload' ? 'reload' : this.#to(destination?.url);
  };

  /** The navigation stayed in this document, or failed. */
  readonly #stays = (): void => {
    this.#heading = 'unknown';
  };

  /** Without the Navigation API only a clicked link shows the destination; a listener that prevents the click may run later. */
  readonly #clicked = (event: Event): void => {
    const link = event.composedPath().find((node) => 'href' in node && 'target' in node) as
      { href: unknown; target: string } | undefined;
    if (!link || (link.target !== '' && link.target !== '_self')) return;
    this.#heading = this.#to(String(link.href));
  };

  readonly #hide = (event: Event): void => {
    const cached = (event as PageTransitionEvent).persisted === true;
    this.#cached = cached;
    // A cached page leaves the account to the next page of the site.
    this.owner.leave(cached && this.#heading === 'unknown' ? 'cached' : this.#heading);
    this.#heading = 'unknown';
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
