import { defineComponent, ref } from 'vue';
import { wordsFor, type Phone } from 'sip-elements/phone';
import { usePhone } from './use-phone.js';

/** The softphone around a phone, which lives as long as calls do, not as long as what shows them. */
export const softphone = (phone: Phone) =>
  defineComponent({
    setup() {
      const number = ref('');
      const act = (id: string, verb: 'answer' | 'hold' | 'hangUp'): void =>
        void phone
          .getCall(id)
          ?.[verb]()
          .catch(() => {}); // the state says what came of it
      return { state: usePhone(phone), number, wordsFor, phone, act };
    },
    template: `
      <p role="status">{{ state.account.status === 'ready' ? 'Ready: ' + state.account.name : state.account.status }}</p>
      <form @submit.prevent="phone.call(number)">
        <input v-model="number" aria-label="Number" required>
        <button>Call</button>
      </form>
      <ul>
        <li v-for="call in state.calls" :key="call.id">
          <strong>{{ call.peer.name || call.peer.number }}</strong>
          {{ call.status === 'ended' ? wordsFor(call.cause) : call.status }}
          <menu>
            <button v-if="call.status === 'ended'" @click="phone.dismiss(call.id)">Dismiss</button>
            <template v-else>
              <button v-if="call.status === 'incoming'" @click="act(call.id, 'answer')">Answer</button>
              <template v-if="call.status === 'active'">
                <button @click="phone.getCall(call.id).mute()">{{ call.muted ? 'Unmute' : 'Mute' }}</button>
                <button @click="act(call.id, 'hold')">{{ call.hold.local ? 'Resume' : 'Hold' }}</button>
              </template>
              <button @click="act(call.id, 'hangUp')">Hang up</button>
            </template>
          </menu>
        </li>
      </ul>`,
  });
