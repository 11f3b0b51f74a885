/** Reports events after which a connection needs a check: resume, page shown, network change (Page Lifecycle, HTML page visibility). */

/** The part of a window that is used; each member may be absent. */
export interface LifecyclePage extends Partial<EventTarget> {
  readonly document?: EventTarget & { readonly visibilityState?: string };
  readonly navigator?: { readonly connection?: EventTarget };
}

/** Calls `wake` at each such event. Returns a function that removes the listeners. Without a page it does nothing. */
export function watchPageLifecycle(wake: () => void, page: LifecyclePage = globalThis as LifecyclePage): () => void {
  const { document, navigator } = page;
  const shown = (): void => {
    if (document?.visibilityState === 'visible') wake();
  };
  const window = document && (page as EventTarget);
  const watched = [
    { target: window, type: 'online', listener: wake },
    { target: window, type: 'pageshow', listener: wake },
    { target: document, type: 'resume', listener: wake },
    { target: document, type: 'visibilitychange', listener: shown },
    { target: navigator?.connection, type: 'change', listener: wake },
  ];
  for (const { target, type, listener } of watched) target?.addEventListener(type, listener);
  return () => {
    for (const { target, type, listener } of watched) target?.removeEventListener(type, listener);
  };
}
