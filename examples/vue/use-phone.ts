import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';
import type { Phone, PhoneState } from 'sip-elements/phone';

/** The state of a phone. It is immutable, so a shallow reference sees every change. */
export function usePhone(phone: Phone): Readonly<ShallowRef<PhoneState>> {
  const state = shallowRef(phone.state);
  onScopeDispose(phone.subscribe((next) => (state.value = next)));
  return state;
}
