/** Português: ajuda. Portuguese: what helps. */

import type { CheckRow, CheckWord, ToolWords } from './translation.js';

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
  connecting: 'Entrando…',
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

export const tools: ToolWords = {
  diagnostics: 'Verificação da conexão',
  checkRow: (row) => rows[row],
  checkWord: (word) => checks[word],
  good: 'Certo',
  warning: 'Aviso',
  fault: 'Falha',
  allGood: 'Tudo funciona',
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

  callsFromThisPage: (number) => `Chamada para ${number} a partir desta página`,
  notCalledFromPages: (number) => `Não se liga para ${number} a partir de uma página`,
  callThisNumber: 'Ligar para este número?',
  callThisNumberWhy:
    'A página inicia esta chamada, e o texto dela não mostra este número. Uma chamada pode custar dinheiro.',
  serviceCode: 'Este código não é discado a partir de uma página',
  serviceCodeWhy:
    'Um código de serviço pode mudar as configurações da sua linha, como o destino das suas chamadas. Se é isso que você quer, disque-o no teclado.',
  framedPhone: 'Telefone',
};
