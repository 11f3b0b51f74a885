/**
 * The link to the document of an account that the user has agreed to, kept across visits (HTML §12.2).
 * Subjects: set-up link, kept.
 */

import { areaOf, DEVICE_KEYS, readItem, removeItem, writeItem } from '../../phone/account/storage-area.js';

export const keptProvision = (): string | null => readItem(areaOf('local'), DEVICE_KEYS.provision);

export const keepProvision = (url: string): void => void writeItem(areaOf('local'), DEVICE_KEYS.provision, url);

export const forgetProvision = (): void => removeItem(areaOf('local'), DEVICE_KEYS.provision);
