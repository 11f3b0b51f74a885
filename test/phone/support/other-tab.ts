/** The page of another tab, shown in a frame: its phone calls forget() for the account in its URL. */

import { Phone } from '../../../src/phone/index.js';

const uri = new URLSearchParams(location.search).get('forget') ?? '';
await new Phone({ server: 'wss://sip.example.com', uri }).forget();
