import { createApp } from 'vue';
import { Phone } from 'sip-elements/phone';
import { account } from '../account.js';
import { softphone } from './softphone.js';

const phone = new Phone(await account());
createApp(softphone(phone)).mount('#app');
await phone.start();
