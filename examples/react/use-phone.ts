import { useCallback, useSyncExternalStore } from 'react';
import type { Phone, PhoneState } from 'sip-elements/phone';

/** The state of a phone; the component is rendered again with each new one. */
export function usePhone(phone: Phone): PhoneState {
  const subscribe = useCallback((listener: () => void) => phone.subscribe(listener), [phone]);
  return useSyncExternalStore(subscribe, () => phone.state);
}
