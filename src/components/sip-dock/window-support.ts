/**
 * Document Picture-in-Picture (WICG), as far as a dock uses it: in a page that is not in a frame, of a browser that has it.
 * Subjects: window of its own, whether supported.
 */

interface DocumentPictureInPicture {
  requestWindow(options: { width: number; height: number }): Promise<Window & typeof globalThis>;
}

const support = (): DocumentPictureInPicture | undefined =>
  (globalThis as { documentPictureInPicture?: DocumentPictureInPicture }).documentPictureInPicture;

/** Whether this page can have a window of its own for the phone. */
export const hasWindows = (): boolean => support() !== undefined && window.top === window;

/** Opens the window. Needs a gesture of the user in the last seconds. */
export async function requestWindow(size: { width: number; height: number }): Promise<Window & typeof globalThis> {
  const windows = support();
  if (!windows) throw new DOMException('This browser has no Document Picture-in-Picture.', 'NotSupportedError');
  return windows.requestWindow(size);
}
