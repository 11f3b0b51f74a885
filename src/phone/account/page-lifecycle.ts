/** Reports events after which a connection needs a check: resume, page shown, network change (Page Lifecycle, HTML page visibility). */

/** The part of a window that is used; each member may be absent. */
export interface LifecyclePage extends Partial<EventTarget> {
  readonly document?: EventTarget & { readonly visibilityState?: string };
  readonly navigator?: { readonly connection?: EventTarget };
}

export interface LifecycleListener {
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
    { target: window, type: 'online', heard: networkChanged },
    { target: window, type: 'offline', heard: networkChanged },
    { target: window, type: 'pageshow', heard: wake },
    { target: document, type: 'resume', heard: wake },
    { target: document, type: 'visibilitychange', heard: shown },
    { target: navigator?.connection, type: 'change', heard: networkChanged },
  ];
  for (const { target, type, heard } of watched) target?.addEventListener(type, heard);
  return () => {
    for (const { target, type, heard } of watched) target?.removeEventListener(type, heard);
  };
}
