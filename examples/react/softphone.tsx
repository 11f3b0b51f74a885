import { useState, type ReactNode } from 'react';
import { wordsFor, type CallState, type Phone } from 'sip-elements/phone';
import { usePhone } from './use-phone.js';

export function Softphone({ phone }: { phone: Phone }): ReactNode {
  const { account, calls } = usePhone(phone);
  const [number, setNumber] = useState('');
  return (
    <>
      <p role="status">{account.status === 'ready' ? `Ready: ${account.name}` : account.status}</p>
      <form action={() => void phone.call(number)}>
        <input aria-label="Number" required value={number} onChange={({ target }) => setNumber(target.value)} />
        <button>Call</button>
      </form>
      <ul>
        {calls.map((call) => (
          <li key={call.id}>
            <strong>{call.peer.name || call.peer.number}</strong>{' '}
            {call.status === 'ended' ? wordsFor(call.cause) : call.status}
            <menu>
              <Actions phone={phone} call={call} />
            </menu>
          </li>
        ))}
      </ul>
    </>
  );
}

function Actions({ phone, call }: { phone: Phone; call: CallState }): ReactNode {
  const it = phone.getCall(call.id);
  if (call.status === 'ended') return <button onClick={() => phone.dismiss(call.id)}>Dismiss</button>;
  return (
    <>
      {call.status === 'incoming' && <button onClick={() => void it?.answer().catch(() => {})}>Answer</button>}
      {call.status === 'active' && (
        <>
          <button onClick={() => it?.mute()}>{call.muted ? 'Unmute' : 'Mute'}</button>
          <button onClick={() => void it?.hold().catch(() => {})}>{call.hold.local ? 'Resume' : 'Hold'}</button>
        </>
      )}
      <button onClick={() => void it?.hangUp()}>Hang up</button>
    </>
  );
}
