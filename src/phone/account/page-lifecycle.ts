/**
 * Reports events after which a connection needs a check: resume, page shown, network change (Page Lifecycle, HTML page
 * visibility).
 * Subjects: sleep and wake-up of the page; network change; frozen page.
 */

/** The part of a window that is used; each member may be absent. */
export interface LifecyclePage extends Partial<EventTarget> {
  readonly document?: EventTarget & { readonly visibilityState?: string };
  readonly navigator?: { readonly connection?: EventTarget };
}

interface LifecycleListener {
  /** The page was frozen, hidden or in the back/forward cache. */
  wake(): void;
  networkChanged(): void;
}

/** Calls the listener at each such event. Returns a function that removes it. Without a page it does nothing. */
export function watchPageLifecycle(
  listener: LifecycleListener,
  page: LifecyclePage = globalThis as LifecyclePage,
): () => void {
  const { document, navigator } = page;
  const wake = (): void => listener.wake();
  const networkChanged = (): void => listener.networkChanged();
  const shown = (): void => {
    if (document?.visibilityState === 'visible') wake();
  };
  const window = document && (page as EventTarget);
  const watched = [
    { target: window, type: 'online', listener: networkChanged },
    { target: window, type: 'offline', listener: networkChanged },
    { target: window, type: 'pageshow', listener: wake },
    { target: document, type: 'resume', listener: wake },
    { target: document, type: 'visibilitychange', listener: shown },
    { target: navigator?.connection, type: 'change', listener: networkChanged },
  ];
  for (const { target, type, listener } of watched) target?.addEventListener(type, listener);
  return () => {
    for (const { target, type, listener } of watched) target?.removeEventListener(type, listener);
  };
}
