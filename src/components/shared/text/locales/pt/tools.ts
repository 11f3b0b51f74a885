/** Português: Portuguese, the views of settings, devices, connection check and trace. */

import type { DeviceUse } from '../../../../../phone/state.js';
import type { BrowserKind, CheckRow, CheckWord, QualityFigure, ToolWords } from '../translation.js';

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
  'echo-works': 'O seu som volta',
  'echo-fails': 'Nenhum som voltou',
  checking: 'Verificando…',
  unsupported: 'Este navegador não oferece suporte',
};

const deviceUse: Record<DeviceUse, string> = {
  microphone: 'Microfone',
  speaker: 'Alto-falante',
  ringer: 'Tocar em',
  camera: 'Câmera',
};

const figures: Record<QualityFigure, string> = {
  codec: 'Codec',
  path: 'Caminho',
  roundTrip: 'Tempo de ida e volta',
  jitter: 'Variação do atraso',
  lossIn: 'Perda de pacotes (recebidos)',
  lossOut: 'Perda de pacotes (enviados)',
  mos: 'Qualidade (de 1 a 4,5)',
};

const microphoneSteps: Record<BrowserKind, string> = {
  chromium: 'Pressione o ícone indicado na barra de endereço.\nAtive Microfone.',
  firefox: 'Pressione o microfone riscado na barra de endereço.\nRemova o bloqueio ao lado de Microfone.',
  safari: 'Abra os ajustes deste site na barra de endereço.\nEm Microfone, escolha Permitir.',
  other: 'Abra as configurações deste site no navegador.\nPermita o microfone.',
};

const tools: ToolWords = {
  // The notices and the More panel of a call, its figures, and the microphone after a denial
  youAreMuted: 'Você está no mudo.',
  recordingLost: 'A gravação recomeçou: o que foi gravado antes de a página ser carregada se perdeu.',
  recordingStopped: 'A gravação parou quando a página foi carregada, e o que foi gravado se perdeu.',
  noAudioPath: 'Nenhum som está passando.',
  connectOthers: 'Deixar os dois conversando',
  weakLocal: '*Sua* conexão está fraca: talvez os outros não ouçam você.',
  weakRemote: 'O som *do outro lado* está ruim.',
  weakSomewhere: 'A conexão está fraca.',
  moveCloser: 'Chegue mais perto do roteador ou desative o Wi-Fi.',
  noMicrophoneAudio: (device) => (device ? `Nenhum som chega de “${device}”.` : 'Nenhum som chega do seu microfone.'),
  changeMicrophone: 'Trocar microfone',
  deviceLost: (lost, now) =>
    now ? `Dispositivo removido: ${lost}. Agora em uso: ${now}.` : `Dispositivo removido: ${lost}.`,
  deviceBack: (now) => `${now} está em uso novamente.`,
  endCall: 'Encerrar chamada',
  recordingReady: 'A gravação está pronta.',
  saveRecording: 'Salvar gravação',
  qualityFigure: (figure) => figures[figure],
  networkPath: (path) => (path === 'relay' ? 'por um retransmissor' : 'direto'),
  microphoneSteps: (browser) => microphoneSteps[browser],
  deviceUse: (use) => deviceUse[use],
  playing: 'Reproduzindo…',

  deviceNumber: (use, number) => `${deviceKind[use]} ${number}`,
  systemDefault: 'Padrão do sistema',
  notConnected: 'Não conectado',
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
  traceMessages: (count) => (count < 2 ? `${count} mensagem` : `${count} mensagens`),
  noTraceYet: 'Ainda não há mensagens',
  thisPhone: 'Telefone',
  theServer: 'Servidor',
  others: 'Outros',
  copyMessage: 'Copiar mensagem',
  previousMessage: 'Mensagem anterior',
  nextMessage: 'Próxima mensagem',
  copyAll: 'Copiar tudo',
  download: 'Baixar',
  pause: 'Pausar',
  continueTrace: 'Continuar',
};

export default tools;
