import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Phone } from 'sip-elements/phone';
import { account } from '../account.js';
import { Softphone } from './softphone.js';

// One phone for the page, outside the components: it lives as long as calls do, not as long as what shows them.
const phone = new Phone(await account());

createRoot(document.querySelector('#app')!).render(
  <StrictMode>
    <Softphone phone={phone} />
  </StrictMode>,
);
await phone.start();
