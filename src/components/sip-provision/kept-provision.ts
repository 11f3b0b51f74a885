/** The link to the document of an account that the user has agreed to, kept across visits (HTML §12.2). */

import { areaOf, DEVICE_KEYS, readItem, removeItem, writeItem } from '../../phone/account/storage-area.js';

export const keptProvision = (): string | null => readItem(areaOf('local'), DEVICE_KEYS.provision);

export const keepProvision = (url: string): void => void writeItem(areaOf('local'), DEVICE_KEYS.provision, url);

export function forgetProvision(): void {
  const area = areaOf('local');
  if (area) removeItem(area, DEVICE_KEYS.provision);
}
