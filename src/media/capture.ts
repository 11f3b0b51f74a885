/** Opens a device that was chosen, or another one where it is not connected (Media Capture and Streams §10.2). */

/**
 * `ask` is called with the id as a requirement, and again without one where no such device is there. A mere wish for it
 * (`ideal`) is not enough: with one, Chromium 156 opens the system's default. Rejects as `getUserMedia` does.
 */
export async function openPreferred(
  deviceId: string | undefined,
  ask: (id: { deviceId?: ConstrainDOMString }) => Promise<MediaStream>,
): Promise<MediaStream> {
  if (!deviceId) return ask({});
  try {
    return await ask({ deviceId: { exact: deviceId } });
  } catch (error) {
    const { name } = error as { name?: string };
    if (name !== 'OverconstrainedError' && name !== 'NotFoundError') throw error;
    return ask({});
  }
}
