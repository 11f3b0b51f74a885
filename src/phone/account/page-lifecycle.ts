/** When a page has to look after its connection: it was frozen or hidden, or the device slept or is on another network (Page Lifecycle, HTML page visibility). */

/** What this needs of a window; absent parts are done without. */
export interface LifecyclePage extends Partial<EventTarget> {
  readonly document?: EventTarget & { readonly visibilityState?: string };
  readonly navigator?: { readonly connection?: EventTarget };
}

/** Calls back at each such moment, until the returned function is called. Does nothing where there is no page. */
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
