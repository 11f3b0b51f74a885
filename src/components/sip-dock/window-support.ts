/**
 * Document Picture-in-Picture (WICG), as far as a dock uses it: in a page that is not in a frame, of a browser that has it.
 * Subjects: window of its own, whether supported.
 */

interface DocumentPictureInPicture {
  requestWindow(options: { width: number; height: number }): Promise<Window & typeof globalThis>;
}

const support = (): DocumentPictureInPicture | undefined =>
  (globalThis as { documentPictureInPicture?: DocumentPictureInPicture }).documentPictureInPicture;

/** Whether this page can have a window of its own for the phone. An element with this id has no such method (HTML §7.2.2.3). */
export const hasWindows = (): boolean => typeof support()?.requestWindow === 'function' && window.top === window;

/** What of the screen a browser lets the window have is 80 % with its title; it makes a window that is higher narrower, too. */
const MOST = 0.75;

/**
 * Opens the window, its size in CSS px. Needs a gesture of the user in the last seconds. Browsers take the size without the zoom of the page,
 * which the window has too: at 200 % it would have half the size. The border of the browser makes this zoom a little larger than it is.
 */
export async function requestWindow(size: { width: number; height: number }): Promise<Window & typeof globalThis> {
  const windows = support();
  if (!windows) throw new DOMException('This browser has no Document Picture-in-Picture.', 'NotSupportedError');
  const zoom = Math.max(1, outerWidth / innerWidth);
  return windows.requestWindow({
    width: size.width * zoom,
    height: Math.min(size.height * zoom, screen.availHeight * MOST),
  });
}
