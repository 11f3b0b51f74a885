/** Português: Portuguese, the views of settings, devices, connection check and trace. */

import type { DeviceUse } from '../../../../../phone/state.js';
import type { CheckRow, CheckWord, ToolWords } from '../translation.js';

const deviceKind: Record<DeviceUse, string> = {
  microphone: 'Microfone',
  speaker: 'Alto-falante',
  ringer: 'Alto-falante',
  camera: 'Câmera',
};

const testOf = { microphone: 'Testar microfone', speaker: 'Testar alto-falante', ringer: 'Testar toque' } as const;

const rows: Record<CheckRow, string> = {
  account: 'Conta',
  server: 'Servidor',
  microphone: 'Microfone',
  relay: 'Retransmissor',
  notifications: 'Notificações',
};

/** `granted`, `ask` and `denied` are said of the microphone and of the notifications. */
const checks: Record<CheckWord, string> = {
  ready: 'Sessão iniciada',
  offline: 'Aguardando a conexão',
  refused: 'Acesso recusado: verifique o nome de usuário e a senha',
  unconfigured: 'Não configurada',
  elsewhere: 'Ativa em outra guia',
  stopped: 'Sessão encerrada',
  connected: 'Conectado',
  'not-connected': 'Não é possível acessar',
  idle: 'Não conectado',
  granted: 'Uso permitido',
  ask: 'Uso ainda não permitido',
  denied: 'Uso bloqueado neste site',
  missing: 'Nenhum encontrado',
  insecure: 'Esta página precisa usar https',
  frame: 'Este quadro não pode usá-lo',
  policy: 'O site não permite',
  'in-use': 'Outro programa está usando',
  'no-relay': 'Nenhum definido: as chamadas podem falhar em redes restritas',
  'relay-works': 'Funciona',
  'relay-fails': 'Não é possível acessar: as chamadas podem falhar em redes restritas',
  checking: 'Verificando…',
  unsupported: 'Este navegador não oferece suporte',
};

const tools: ToolWords = {
  deviceNumber: (use, number) => `${deviceKind[use]} ${number}`,
  systemDefault: 'Padrão do sistema',
  notConnected: (label) => `${label} (não conectado)`,
  chosenDevice: 'O dispositivo escolhido',
  browserChoosesOutput: 'Este navegador escolhe por onde o som sai.',
  deviceRefused: 'Este dispositivo não pode ser usado agora.',
  volume: (use) => (use === 'ringer' ? 'Volume do toque' : 'Volume'),
  levelOut: 'Nível do seu microfone',
  levelIn: 'Nível do que você ouve',
  test: 'Testar',
  testOf: (use) => testOf[use],
  speakNow: (seconds) => `Fale agora… ${seconds}`,
  testFailed: 'Não foi possível fazer o teste.',
  reduceNoise: 'Reduzir ruído',
  removeEcho: 'Remover o eco',
  adjustLevel: 'Ajustar o volume do microfone',
  ringtone: 'Toque',
  silent: 'Silencioso',
  echoTest: 'Teste de eco',
  callersHearBusy: 'Quem liga recebe o aviso de linha ocupada',
  connectionCheck: 'Verificação da conexão',
  connectionCheckOf: 'Conta, servidor, microfone, retransmissor',

  checkRow: (row) => rows[row],
  checkWord: (word) => checks[word],
  good: 'Certo',
  warning: 'Aviso',
  fault: 'Falha',
  report: 'Relatório',
  copyReport: 'Copiar relatório',
  copied: 'Copiado',
  cannotCopy: 'Este navegador não permite que a página copie. Em vez disso, selecione o texto.',
  allowMicrophone: 'Permitir microfone',
  allowNotifications: 'Permitir notificações',

  trace: 'Mensagens SIP',
  traceMessages: (count) => (count === 1 ? '1 mensagem' : `${count} mensagens`),
  noTraceYet: 'Ainda não há mensagens',
  thisPhone: 'Telefone',
  theServer: 'Servidor',
  others: 'Outros',
  copyMessage: 'Copiar mensagem',
  copyAll: 'Copiar tudo',
  download: 'Baixar',
  pause: 'Pausar',
  continueTrace: 'Continuar',
};

export default tools;
