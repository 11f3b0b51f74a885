/** Opens the chosen device, or another one where it is not connected (Media Capture and Streams §10.2). */

/**
 * Calls `ask` with the id as an `exact` constraint, and again without it where the device is not connected. Not `ideal`,
 * with which Chromium 156 opens the system's default. Rejects as `getUserMedia` does.
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
