import { SERVERS } from '../support/servers.js';
import { testServer } from './server.js';

testServer('pocket PBX', SERVERS['pocket PBX']!, {
  early: 'early',
  digits: 'digits',
  voicemail: { number: '9009', caller: 'alice' },
});
testServer('Kamailio', SERVERS['Kamailio']!, {});
testServer('Kamailio with rtpengine', SERVERS['Kamailio with rtpengine']!, {});
testServer('Asterisk 22', SERVERS['Asterisk 22']!, {
  early: '640',
  digits: '620',
  voicemail: { number: '*98101', caller: 'carol' },
});
