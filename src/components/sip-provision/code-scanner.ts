/**
 * Reads QR codes with the browser's detector (Shape Detection API §3.1), from the camera or a picture.
 * Subjects: QR code.
 */

interface Detector {
  detect(source: ImageBitmapSource): Promise<readonly { readonly rawValue: string }[]>;
}

declare global {
  interface Window {
    readonly BarcodeDetector?: new (options: { formats: readonly string[] }) => Detector;
  }
}

/** Time between two looks at the camera, ms. */
const INTERVAL = 200;

const detector = (): Detector | undefined =>
  window.BarcodeDetector && new window.BarcodeDetector({ formats: ['qr_code'] });

/** Whether the browser has the detector: without it an element with this id is in its place (HTML §7.2.2.3). */
export const canScan = (): boolean => typeof window.BarcodeDetector === 'function';

/** Returns the texts of the codes in a picture. Rejects where the file is none, or the browser has no detector. */
export async function codesIn(picture: Blob): Promise<string[]> {
  const bitmap = await createImageBitmap(picture);
  try {
    return ((await detector()?.detect(bitmap)) ?? []).map(({ rawValue }) => rawValue);
  } finally {
    bitmap.close();
  }
}

/**
 * Shows the camera in `video` until `accepts` has taken the text of a code. Resolves when it has, or the signal aborts; rejects where the
 * camera cannot be opened. The camera is closed in each case.
 */
export async function scan(
  video: HTMLVideoElement,
  accepts: (text: string) => boolean,
  signal: AbortSignal,
): Promise<void> {
  const reader = detector();
  if (!reader) return;
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
  try {
    video.srcObject = stream;
    // Without the frame a detection rejects: the next look is after the interval.
    void video.play().catch(() => undefined);
    while (!signal.aborted) {
      const codes = await reader.detect(video).catch(() => []);
      if (signal.aborted || codes.some(({ rawValue }) => accepts(rawValue))) return;
      await new Promise((resolve) => setTimeout(resolve, INTERVAL));
    }
  } finally {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  }
}
